"""Lampiran: the Rencana Aksi, quarter targets and steps behind every line of the agreement in force."""

from collections.abc import Iterable

from agreements.models import AgreementLine
from lakin.formatting import roman
from reports.blocks import Cell, Column, Missing, Section, Table
from reports.facts import Facts
from reports.outlines import Entry
from reports.references import in_measure
from reports.sections.agreement import promised, target_cell, worded
from reports.sections.revision import grouped_rows

QUARTERS = (1, 2, 3, 4)
TARGET_COLUMNS = (
    Column("No.", width=0.5),
    Column("Sasaran dan indikator", width=3),
    Column("Target", "value", 0.9, "right"),
    *(Column(roman(quarter), "value", 0.8, "right", over="Target triwulan") for quarter in QUARTERS),
)


def appendix_action_plan(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """One row per line of the agreement; a Missing block while nothing is planned by quarter."""
    lines = facts.agreement.lines if facts.agreement else ()
    if not is_planned(lines):
        lack = Missing(f"Rencana Aksi tahun {facts.year}: target triwulan dan langkah", f"perencana {facts.unit.label}")
        return (entry.section(lack),)
    columns = (
        *TARGET_COLUMNS,
        Column("Langkah", width=3.2),
        Column("Anggaran (Rp)", "rupiah", 1.4),
        Column("Penanggung jawab", width=1.6),
    )
    rows = grouped_rows((promised(line), line_cells(line)) for line in lines)
    return (entry.section(Table("tabel-rencana-aksi", f"Rencana Aksi tahun {facts.year}", columns, rows)),)


def is_planned(lines: Iterable[AgreementLine]) -> bool:
    """Whether any line has quarter targets or steps."""
    return any(line.quarter_targets.all() or line.steps.all() for line in lines)


def target_cells(line: AgreementLine) -> tuple[Cell, ...]:
    """Number, name, target of the year and of each quarter; what is not planned is a dash."""
    targets = {
        row.quarter: in_measure(line.indicator, row.target, row.target_text) for row in line.quarter_targets.all()
    }
    return (line.indicator.code, worded(line), target_cell(line), *(targets.get(quarter) for quarter in QUARTERS))


def line_cells(line: AgreementLine) -> tuple[Cell, ...]:
    """Targets, steps, money and people of one line; what is not planned is a dash."""
    steps = line.steps.all()
    amounts = [step.budget for step in steps]
    people = dict.fromkeys(step.person_in_charge for step in steps if step.person_in_charge)
    return (
        *target_cells(line),
        tuple(f"{step.description} ({span(step)})" for step in steps) or None,
        sum(amounts) if amounts and None not in amounts else None,
        "; ".join(people) or None,
    )


def span(step) -> str:
    """The quarters of a step, "TW I" or "TW I-III"."""
    first, last = roman(step.quarter_from), roman(step.quarter_to)
    return f"TW {first}" if first == last else f"TW {first}-{last}"
