"""Jenis belanja: pagu and spending by kind, the part of the budget that no account explains, and who spends what."""

from budget import absorption
from budget.models import LineLevel
from budget.statement import summed
from indicators import formula
from reports.blocks import Block, Cell, Column, Figure, Missing, Row, Table
from reports.charts import Part, composition
from reports.facts import Facts
from reports.sections.budget_tree import MONEY_COLUMNS, money_cells, total_row

KINDS, CROSS, PARTS = "tabel-jenis-belanja", "tabel-kegiatan-jenis-belanja", "gambar-jenis-belanja"
UNKNOWN_KIND = "Belum dirinci menurut jenis belanja"


def expenditure(facts: Facts) -> tuple[Block, ...]:
    """The kinds as table and composition, and kegiatan by kind where accounts are known."""
    if not facts.budget.by_kind:
        return (Missing("anggaran menurut jenis belanja", f"perencana {facts.unit.label}"),)
    return (kinds_table(facts), *kinds_chart(facts), *cross_table(facts))


def kinds_table(facts: Facts) -> Table:
    """Pagu, spending, serapan and remainder of each kind."""
    columns = (Column("Kode", width=0.8), Column("Jenis belanja", width=2.6), *MONEY_COLUMNS)
    rows = [Row((kind, name, *money_cells(money))) for kind, name, money in facts.budget.by_kind]
    left = facts.budget.without_kind
    if left:
        rows.append(Row(("", UNKNOWN_KIND, *money_cells(left))))
    caption = f"Realisasi anggaran menurut jenis belanja tahun {facts.year}"
    return Table(KINDS, caption, columns, (*rows, total_row(facts)))


def kinds_chart(facts: Facts) -> tuple[Figure, ...]:
    """The pagu cut into its kinds; nothing for a single one."""
    left, total = facts.budget.without_kind, facts.budget.total.ceiling
    named = [(name, money.ceiling) for _, name, money in facts.budget.by_kind]
    named += [(UNKNOWN_KIND, left.ceiling)] if left else []
    if len(named) < 2 or any(value is None or value < 0 for _, value in named):
        return ()
    parts = [Part(name, value, formula.ratio(value, total).value) for name, value in named]
    largest = max(parts, key=lambda part: part.value)
    source = f"DIPA {facts.year}"
    chart = composition(parts, title=f"Bagian terbesar pagu: {largest.label}", source=source)
    return (Figure(PARTS, f"Komposisi pagu menurut jenis belanja tahun {facts.year}", chart),)


def cross_table(facts: Facts) -> tuple[Table, ...]:
    """Pagu of each kegiatan by kind; nothing while accounts or kegiatan are fewer than two."""
    accounts = facts.budget.at(LineLevel.ACCOUNT)
    kegiatan = facts.budget.at(LineLevel.ACTIVITY)
    kinds = [(kind, name) for kind, name, _ in facts.budget.by_kind]
    found = {kind: [] for kind, _ in kinds}
    for row in accounts:
        found.setdefault(absorption.expenditure_type(row.line.code), []).append(row)
    if len(kegiatan) < 2 or len(kinds) < 2 or not accounts:
        return ()
    columns = (
        Column("Kegiatan", width=3),
        *(Column(name, "rupiah", 1.7, over="Pagu (Rp)") for _, name in kinds),
        Column("Jumlah", "rupiah", 1.7, over="Pagu (Rp)"),
    )
    rows = tuple(Row((row.line.name, *kind_cells(row, found, kinds), row.money.ceiling)) for row in kegiatan)
    return (Table(CROSS, "Pagu kegiatan menurut jenis belanja", columns, rows),)


def kind_cells(kegiatan, found, kinds) -> tuple[Cell, ...]:
    """The pagu of a kegiatan by kind; None where it has no account of the kind."""
    inside = f"{kegiatan.line.path}."
    return tuple(
        summed([row.money for row in rows]).ceiling if rows else None
        for kind, _ in kinds
        for rows in [[row for row in found[kind] if row.line.path.startswith(inside)]]
    )
