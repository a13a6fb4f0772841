"""The Renstra's matrix as a paper: targets and funding per year, and semula/menjadi between the versions."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from indicators.models import Objective, PlanVersion, TargetTable
from reports.blocks import Block, Cell, Column, Document, Paragraph, Row, Section, Table
from reports.facts import PlanFacts
from reports.papers.facts import PaperFacts
from reports.papers.funding import Funding
from reports.sections.plan import changes_of, holds, plan_sentence, target_table, targets_of
from reports.sections.revision import UNCHANGED, revision_table
from reports.wording import sentence


def lack(facts: PaperFacts, version: int | None = None) -> str:
    """Why the paper cannot be made yet; empty when it can."""
    if facts.plan.plan is None:
        return f"Renstra {facts.unit.label} yang mencakup tahun {facts.year} belum dicatat."
    plan = plan_at(facts.plan, version)
    if plan.version is None:
        which = "" if version is None else f" {version}"
        return f"Versi{which} {facts.plan.plan.name} belum dicatat."
    if not any(targets_of(plan, table) for table in plan.version.tables.all()):
        return f"Tabel target {facts.plan.plan.name} {version_name(plan.version)} belum berisi."
    return ""


def build(facts: PaperFacts, version: int | None = None) -> Document:
    """Turned pages: the target tables, the funding, and what each revision up to this version changed."""
    plan = plan_at(facts.plan, version)
    years = f"{plan.plan.year_from}-{plan.plan.year_to}"
    title = f"Matriks Renstra {years}"
    opening = Paragraph((plan_sentence(plan),))
    sections = (
        Section("target", title, blocks=(opening, *targets(facts, plan)), is_landscape=True),
        Section("pendanaan", "Pendanaan", "", 2, funding(facts, plan), is_landscape=True),
        *revisions(plan),
    )
    return facts.document(title, f"matriks-renstra-{facts.unit.code}-{years}-{plan.version.number}", sections)


def plan_at(plan: PlanFacts, version: int | None) -> PlanFacts:
    """The plan as it stood with a version as its latest; as it stands without one."""
    if version is None:
        return plan
    known = any(one.number == version for one in plan.versions)
    return replace(plan, versions=tuple(one for one in plan.versions if known and one.number <= version))


def version_name(version: PlanVersion) -> str:
    return f"revisi ke-{version.number}" if version.number else "awal"


def targets(facts: PaperFacts, plan: PlanFacts) -> tuple[Block, ...]:
    """Each target table with all its years; an indicator that holds but has no target stands there with dashes."""
    current = [one for one in plan.indicators if holds(plan, one, facts.year)]
    return tuple(
        block
        for table in plan.version.tables.all()
        for block in target_table(plan, table, current, open_years(plan, table))
    )


def open_years(plan: PlanFacts, table: TargetTable) -> Iterator[tuple[int, int]]:
    """The single years of a table that no target over several years covers."""
    spans = {(start, end) for _, start, end in targets_of(plan, table) if start < end}
    for year in range(table.year_from, table.year_to + 1):
        if not any(start <= year <= end for start, end in spans):
            yield year, year


def funding(facts: PaperFacts, plan: PlanFacts) -> tuple[Block, ...]:
    """Pagu per objective and year where budget lines are linked, and the whole pagu; what is unknown is a dash."""
    if not any(one.total is not None for one in facts.funding.values()):
        return (Paragraph((f"Pagu {plan.plan.year_from}-{plan.plan.year_to} belum tercatat.",)),)
    years = range(plan.plan.year_from, plan.plan.year_to + 1)
    columns = (
        Column("No.", width=0.5),
        Column("Sasaran", width=3.6),
        *(Column(str(year), "rupiah", 1.4, over="Pagu (Rp)") for year in years),
    )
    by_year = [facts.funding.get(year) for year in years]
    linked = any(one.pk in year.by_objective for one in plan.objectives for year in facts.funding.values())
    rows = (
        *(objective_rows(plan.objectives, by_year) if linked else ()),
        Row(("", "Jumlah pagu", *(year and year.total for year in by_year)), "total"),
    )
    table = Table("tabel-pendanaan", "Pendanaan menurut sasaran dan tahun", columns, rows)
    notes = () if linked else (Paragraph((UNLINKED,), "note"),)
    return (table, *notes)


UNLINKED = "Baris anggaran belum ditautkan dengan sasaran, sehingga pagu baru tampak sebagai jumlah."


def objective_rows(objectives: tuple[Objective, ...], by_year: list[Funding | None]) -> tuple[Row, ...]:
    """One row for each objective, and one for what no objective takes."""
    keys = [one.pk for one in objectives]
    rows = [Row((one.code, one.name, *(amount(year, one.pk) for year in by_year))) for one in objectives]
    rest = tuple(year and year.rest(keys) for year in by_year)
    return (*rows, Row(("", "Belum ditautkan dengan sasaran", *rest)))


def amount(year: Funding | None, objective: int) -> Cell:
    return year.by_objective.get(objective) if year else None


def revisions(plan: PlanFacts) -> Iterator[Section]:
    """What each version changed in the one before, one section each."""
    for before, after in pairwise(plan.versions):
        title = f"Perubahan pada {version_name(after).capitalize()}"
        blocks = (*why(after), *compared(plan, before, after))
        yield Section(f"perubahan-{after.number}", title, "", 2, blocks, is_landscape=True)


def why(version: PlanVersion) -> tuple[Paragraph, ...]:
    return (Paragraph((f"Alasan perubahan: {sentence(version.reason)}",)),) if version.reason else ()


def compared(plan: PlanFacts, before: PlanVersion, after: PlanVersion) -> tuple[Block, ...]:
    """Every target of either version; a sentence when nothing can be compared or nothing changed."""
    found = [change for one in plan.indicators for change in changes_of(plan, one, before, after)]
    if not (any(change.was_there for change in found) and any(change.is_there for change in found)):
        return (Paragraph(("Target salah satu versi tidak tercatat, sehingga tidak dapat disandingkan.",)),)
    if all(change.word == UNCHANGED for change in found):
        return (Paragraph((f"Versi {version_name(after)} tidak mengubah target.",)),)
    caption = f"Target Renstra semula ({version_name(before)}) dan menjadi ({version_name(after)})"
    return revision_table(f"tabel-renstra-perubahan-{after.number}", caption, found, plan.plan.name)
