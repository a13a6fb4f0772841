"""A unit with everything its papers need, and the pieces tests look at."""

from datetime import date

from agreements.models import AgreementStatus
from indicators.models import Measure
from reports.blocks import Definitions, Paragraph, Signatures, Table
from reports.display import part_text
from reports.papers.facts import paper_facts
from reports.papers.publishing import document_of
from tests import factories as make
from units.models import UnitKind

PARTIES = {
    "first_party_name": "Nama Direktur",
    "first_party_nip": "198001012005011001",
    "first_party_position": "Direktur Anak",
    "second_party_position": "Direktur Jenderal",
}


def unit_with_papers(*, indicators=4):
    """A directorate with a plan, a signed agreement whose revision changes everything, quarter targets and steps."""
    ministry = make.make_unit("kementerian", kind=UnitKind.MINISTRY, name="Kementerian Contoh")
    unit = make.make_unit("dit-anak", parent=ministry, name="Direktorat Anak", city="Jakarta")
    plan = make.make_plan(unit=unit)
    versions = [make.make_plan_version(plan=plan, number=number) for number in (0, 1)]
    tables = [make.make_target_table(version=version, year_from=2023) for version in versions]
    first = make.make_agreement(unit=unit, status=AgreementStatus.SUPERSEDED, signed_on=date(2023, 1, 9), **PARTIES)
    second = make.make_agreement(unit=unit, version=1, reason_text="Alokasi bertambah", place="Jakarta", **PARTIES)
    objective = make.make_objective(plan=plan)
    for name, before, after in changes(indicators):
        indicator = make.make_indicator(objective=objective, name=name, definition=f"Arti {name}")
        for table, agreement, value in zip(tables, (first, second), (before, after), strict=True):
            if value is not None:
                make.make_strategic_target(table=table, indicator=indicator, value=value)
                planned(make.make_line(agreement=agreement, indicator=indicator, target=value))
    annex(first, second)
    return unit


def changes(count):
    """Names with the target before and after; None is a version without the indicator."""
    kinds = [("tetap", 70, 70), ("naik", 70, 80), ("hapus", 70, None), ("baru", None, 70)]
    return [kinds[at] if at < len(kinds) else (f"tetap {at}", 70, 70) for at in range(count)]


def planned(line):
    make.make_quarter_target(line=line)
    make.make_step(line=line, budget=1_000_000, person_in_charge="Tim A")
    make.make_step(line=line, quarter_from=3, quarter_to=4, description="Memantau", budget=2_000_000)


def annex(first, second):
    for agreement, rows in ((first, (("DQ", 10), ("DQ.1", 7), ("DQ.2", 3))), (second, (("DQ", 12), ("DQ.1", 12)))):
        for code, amount in rows:
            level = "kegiatan" if "." in code else "program"
            make.make_agreement_budget(agreement=agreement, code=code, level=level, amount=amount)


def predicate(**fields):
    """An indicator measured by a word."""
    return make.make_indicator(measure=Measure.PREDICATE, predicate_scale=make.make_predicate_scale(), **fields)


def document(kind, unit, version=None, format="pdf"):
    return document_of(kind, paper_facts(unit, 2023), format, version)


def section(found, key):
    return next(section for section in found.chapters if section.key == key)


def words(blocks):
    """What the paragraphs among the blocks say."""
    return " ".join(
        "".join(part_text(part, {}) for part in block.parts) for block in blocks if isinstance(block, Paragraph)
    )


def tables(blocks):
    return [block for block in blocks if isinstance(block, Table)]


def pairs(blocks):
    """The pairs of each list of definitions."""
    return [dict(block.pairs) for block in blocks if isinstance(block, Definitions)]


def signatures(blocks):
    return next(block for block in blocks if isinstance(block, Signatures))


def body(table):
    """The cells of the rows that are no group row."""
    return [row.cells for row in table.rows if row.kind != "group"]
