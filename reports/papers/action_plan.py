"""Rencana Aksi as a paper: the quarters of each promised target, and every step with who, when and for how much."""

from agreements.models import ActionStep, AgreementLine
from lakin.formatting import NBSP
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
    title = f"Rencana Aksi Perjanjian Kinerja Tahun {row.year}"
    opening = f"Dijabarkan dari Perjanjian Kinerja Tahun {row.year} versi {row.version_name}."
    table = plan_table(item.lines, title)
    blocks = (Paragraph((opening,)), table, *notes(item.lines))
    section = Section("rencana-aksi", title.upper(), blocks=blocks, is_landscape=True)
    return facts.document(title, f"rencana-aksi-{facts.unit.code}-{row.year}-{row.version}", (section,), item=item)


def plan_table(lines: tuple[AgreementLine, ...], title: str) -> Table:
    """Each line with its targets beside its first step; its further steps follow on rows of their own."""
    columns = (*TARGET_COLUMNS, *STEP_COLUMNS)
    rows: list[Row] = []
    for line in lines:
        (heading, *first), *others = grouped_rows([(promised(line), ())]), ()
        rows += [heading] if heading not in rows else []
    return Table("tabel-rencana-aksi", title, columns, tuple(rows))
