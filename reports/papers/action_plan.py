"""Rencana Aksi as a paper: the quarters of each promised target, and every step with who, when and for how much."""

from dataclasses import replace

from agreements.models import ActionStep, AgreementLine
from reports.blocks import Block, Cell, Column, Document, Paragraph, Row, Section, Table
from reports.papers import agreement_paper
from reports.papers.facts import PaperFacts
from reports.sections.agreement import promised
from reports.sections.appendices.action_plan import TARGET_COLUMNS, is_planned, span, target_cells
from reports.sections.revision import grouped_rows

STEP_COLUMNS = (
    Column("Langkah", width=2.9),
    Column("Waktu", width=0.9),
    Column("Penanggung jawab", width=1.6),
    Column("Anggaran (Rp)", "rupiah", 1.6),
)


def lack(facts: PaperFacts, version: int | None = None) -> str:
    """Why the paper cannot be made yet; empty when it can."""
    reason = agreement_paper.lack(facts, version)
    item = facts.agreement(version)
    if reason or is_planned(item.lines):
        return reason
    return f"Target triwulan dan langkah Rencana Aksi tahun {facts.year} belum diisi."


def build(facts: PaperFacts, version: int | None = None) -> Document:
    """One turned table of the lines of the agreement."""
    item = facts.agreement(version)
    row = item.agreement
    title = f"Rencana Aksi Tahun {row.year}"
    opening = f"Dijabarkan dari Perjanjian Kinerja Tahun {row.year} versi {row.version_name}."
    blocks = (Paragraph((opening,)), plan_table(item.lines), *notes(item.lines))
    section = Section("rencana-aksi", title, blocks=blocks, is_landscape=True)
    return facts.document(title, f"rencana-aksi-{facts.unit.code}-{row.year}-{row.version}", (section,), item=item)


def plan_table(lines: tuple[AgreementLine, ...]) -> Table:
    """Each line with its targets beside its first step; its further steps follow on rows of their own, one deeper."""
    rows = grouped_rows((promised(line), cells) for line in lines for cells in cells_of(line))
    placed = tuple(replace(row, depth=1) if row.cells[0] == "" else row for row in rows)
    columns = (*TARGET_COLUMNS, *STEP_COLUMNS)
    return Table("tabel-rencana-aksi", "Target triwulan dan langkah", columns, (*placed, *total_row(lines)))


def cells_of(line: AgreementLine) -> list[tuple[Cell, ...]]:
    """The rows of one line; what is not planned is a dash."""
    first, *others = [step_cells(step) for step in line.steps.all()] or [(None,) * len(STEP_COLUMNS)]
    blank = ("",) * len(TARGET_COLUMNS)
    return [(*target_cells(line), *first), *((*blank, *other) for other in others)]


def step_cells(step: ActionStep) -> tuple[Cell, ...]:
    return (step.description, span(step), step.person_in_charge or None, step.budget)


def total_row(lines: tuple[AgreementLine, ...]) -> tuple[Row, ...]:
    """The sum of the steps' money; no row where none is known."""
    amounts = [step.budget for line in lines for step in line.steps.all()]
    if None in amounts or not amounts:
        return ()
    blank = ("",) * (len(TARGET_COLUMNS) + len(STEP_COLUMNS) - 3)
    return (Row(("", "Jumlah", *blank, sum(amounts)), "total"),)


def notes(lines: tuple[AgreementLine, ...]) -> tuple[Block, ...]:
    """How many steps have no amount, where others have one, so that nobody reads a sum into the column."""
    amounts = [step.budget for line in lines for step in line.steps.all()]
    unknown = amounts.count(None)
    if not unknown or unknown == len(amounts):
        return ()
    return (Paragraph(("Anggaran ", unknown, " langkah belum diisi, sehingga jumlahnya tidak dihitung."), "note"),)
