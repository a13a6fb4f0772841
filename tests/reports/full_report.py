"""A report with something in every section: two objectives, two agreement versions, a DIPA with a revision, text."""

from datetime import date

from agreements.models import AgreementStatus
from indicators.models import StatementKind
from reports.blocks import Missing, Paragraph, Table
from reports.display import part_text
from reports.facts import facts_of
from reports.outlines import default_outline
from tests import factories as make
from tests import report_factories as report_rows
from units.models import FunctionKind, UnitKind


def full_report(*, indicators=2, **fields):
    """The report of a directorate of 2023; the number of indicators can grow, everything else stays."""
    unit = directorate()
    organisation(unit)
    plan, table = renstra(unit)
    agreement(unit, plan, table, indicators)
    money(unit)
    fields = {"place": "Jakarta", "date": date(2024, 1, 31), "signatory_position": "Direktur Anak"} | fields
    report = make.make_report(unit=unit, outline=default_outline(), **fields)
    make.make_narrative(report=report, section="latar-belakang", text="Capaian {{ capaian 1.1 }} dari {{ pagu }}.")
    report_rows.make_legal_reference(report=report, kind="Perpres", number="29", title="Sistem Akuntabilitas Kinerja")
    report_rows.make_context_figure(report=report, key="lksa-aktif", label="LKSA aktif", value=16822)
    report_rows.make_national_target(report=report, label="Penduduk terlindungi", value=98, year=2024, source="RPJMN")
    return report


def directorate():
    ministry = make.make_unit("kementerian", kind=UnitKind.MINISTRY, name="Kementerian Contoh")
    general = make.make_unit("ditjen", parent=ministry, kind=UnitKind.DIRECTORATE_GENERAL, name="Ditjen Contoh")
    make.make_unit("setditjen", parent=general, kind=UnitKind.SECRETARIAT, name="Sekretariat Ditjen")
    unit = make.make_unit("dit-anak", parent=general, name="Direktorat Anak", head_position="Direktur Anak")
    make.make_unit("dit-anak-tu", parent=unit, kind=UnitKind.SUBDIVISION, name="Subbagian Tata Usaha")
    return unit


def organisation(unit):
    make.make_function(unit=unit, kind=FunctionKind.TASK, text="Melaksanakan rehabilitasi sosial anak")
    make.make_function(unit=unit, text="Perumusan kebijakan")
    make.make_function(unit=unit, text="Evaluasi dan pelaporan")
    make.make_staff_count(unit=unit, group="Jumlah", name="Seluruh pegawai", count=40, is_total=True)
    make.make_staff_count(unit=unit, group="Jenis kelamin", name="Perempuan", count=30, order=1)
    make.make_staff_count(unit=unit, group="Jenis kelamin", name="Laki-laki", count=10, order=2)


def renstra(unit):
    plan = make.make_plan(unit=unit)
    version = make.make_plan_version(plan=plan, vision="Anak terlindungi")
    make.make_statement(version=version, number="1", order=1, text="Misi pertama")
    make.make_statement(version=version, number="4", order=2, text="Misi keempat")
    make.make_statement(version=version, kind=StatementKind.GOAL, text="Anak sejahtera")
    return plan, make.make_target_table(version=version)


def agreement(unit, plan, table, indicators):
    first = make.make_agreement(unit=unit, status=AgreementStatus.SUPERSEDED)
    second = make.make_agreement(unit=unit, version=1, reason_text="Alokasi anggaran berubah")
    make.make_agreement_budget(agreement=second, amount=2_000_000_000)
    objectives = [make.make_objective(plan=plan), make.make_objective(plan=plan)]
    for at in range(indicators):
        indicator = make.make_indicator(objective=objectives[at % 2])
        make.make_line(agreement=first, indicator=indicator, target=70)
        line = make.make_line(agreement=second, indicator=indicator, target=80)
        make.make_quarter_target(line=line)
        make.make_step(line=line)
        make.make_strategic_target(table=table, indicator=indicator, value=75)
        component = make.make_component(indicator=indicator, weight=100)
        realization = make.make_realization(indicator=indicator, value="87.5", hindering_factors="Data tersebar")
        make.make_part(realization=realization, component=component, score=90)
        make.make_historical_value(indicator=indicator, value=70)


def money(unit):
    dipa = make.make_dipa(unit=unit)
    make.make_revision(dipa=dipa, amount=1_000_000_000, date=date(2022, 11, 30), digital_stamp="0233188332530803")
    make.make_revision(dipa=dipa, amount=2_000_000_000, date=date(2023, 6, 25))
    make.make_budget_line("DQ.6279.QAA.101", dipa=dipa, ceiling=2_000_000_000, spent=1_500_000_000)


def built(builder, report, key):
    """The blocks that a builder makes for the outline's row of that key."""
    facts = facts_of(report)
    entry = next(entry for entry in facts.outline if entry.key == key)
    return [block for section in builder(facts, entry) for block in section.blocks]


def words(blocks):
    """Everything the paragraphs among the blocks say; a reference stands as its key."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    return " ".join("".join(map(said, block.parts)) for block in paragraphs)


def said(part):
    return part.key if hasattr(part, "key") else part_text(part, {})


def missing(blocks):
    """What the blocks say is missing."""
    return [block.what for block in blocks if isinstance(block, Missing)]


def table(blocks, key):
    """The table of that key."""
    return next(block for block in blocks if isinstance(block, Table) and block.key == key)
