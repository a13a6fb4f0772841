"""Lampiran: the POK in full, with volumes where they are known and what its source leaves out."""

from budget.models import LineLevel
from budget.statement import LineFigures, Money
from reports.blocks import Block, Cell, Column, Missing, Paragraph, Section, Shown, Table
from reports.facts import Facts
from reports.outlines import Entry
from reports.sections.budget_tree import MONEY_COLUMNS, has_gaps, money_cells, total_row, tree_rows

BELOW_ACTIVITY = (LineLevel.KRO, LineLevel.RO, LineLevel.COMPONENT, LineLevel.SUBCOMPONENT, LineLevel.ACCOUNT)


def appendix_pok(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """Every line from the program down to the akun."""
    if not facts.budget.lines:
        return (entry.section(Missing(f"POK tahun {facts.year}", f"perencana {facts.unit.label}")),)
    return (entry.section(*lacks(facts), full_tree(facts)),)


def full_tree(facts: Facts) -> Table:
    """The tree with pagu, spending, serapan and remainder; volume and its measure where some are recorded."""
    volumes = facts.budget.volumes

    def cells(row: LineFigures | None, money: Money) -> tuple[Cell, ...]:
        return (*(volume_cells(volumes.get(row.line.pk) if row else None) if volumes else ()), *money_cells(money))

    columns = (
        Column("Kode", width=2.6),
        Column("Uraian", width=6.4),
        *((Column("Volume", "value", 0.9, "right"), Column("Satuan", width=0.9)) if volumes else ()),
        *MONEY_COLUMNS,
    )
    blank = ("", "") if volumes else ()
    rows = (*tree_rows(facts.budget.lines, cells), total_row(facts, *blank))
    return Table("tabel-pok", f"Petunjuk Operasional Kegiatan tahun {facts.year}", columns, rows, is_tree=True)


def volume_cells(volume) -> tuple[Cell, Cell]:
    """The target of the volume with its measure, dashes where none is recorded."""
    return (Shown(volume.target, "plain"), volume.measure_label) if volume else (None, None)


def lacks(facts: Facts) -> tuple[Block, ...]:
    """That nothing below kegiatan is recorded, or that some lines are not wholly broken down."""
    if not facts.budget.at(*BELOW_ACTIVITY):
        return (Missing("rincian POK di bawah kegiatan: KRO, RO, komponen, dan akun", f"perencana {facts.unit.label}"),)
    if has_gaps(facts):
        words = "Selisih antara suatu baris dan rincian di bawahnya ditampilkan sebagai baris tersendiri."
        return (Paragraph((words,), "note"),)
    return ()
