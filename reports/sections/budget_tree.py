"""The budget tree as rows of a table: figures of every line, and what its source does not break down."""

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from budget.statement import LineFigures, Money
from reports.blocks import Cell, Column, Row
from reports.facts import Facts

GAP, EXCESS = "Belum dirinci pada sumber", "Rincian melebihi induknya"
# A code without its KRO tells a reader nothing.
DEEPEST_COMMON = 2
MONEY_COLUMNS = (
    Column("Pagu (Rp)", "rupiah", 1.95),
    Column("Realisasi (Rp)", "rupiah", 1.95),
    Column("Serapan (%)", "percent", 1.15),
    Column("Sisa (Rp)", "rupiah", 1.7),
)


def money_cells(money: Money) -> tuple[Cell, ...]:
    """Pagu, spending, serapan and what is left."""
    return (money.ceiling, money.spent, money.absorption, money.remaining)


def common_code(paths: Iterable[str]) -> str:
    """The program and kegiatan that all codes share, "DQ.6279."; empty when they share none."""
    levels = zip(*(path.split(".")[:-1][:DEEPEST_COMMON] for path in paths), strict=False)
    shared = takewhile(lambda parts: len({*parts}) == 1, levels)
    return "".join(f"{parts[0]}." for parts in shared)


def tree_rows(
    lines: tuple[LineFigures, ...], cells: Callable[[LineFigures | None, Money], tuple], *, is_short: bool = False
) -> tuple[Row, ...]:
    """The lines in order, each followed after its last child by what its children do not explain.

    `cells` gives what stands behind the name of a line, None for a gap; short codes rely on the lines above them.
    """
    return tuple(_rows(lines, cells, is_short))


def _rows(lines, cells, is_short) -> Iterator[Row]:
    open_lines: list[LineFigures] = []
    shown = {row.line.parent_id for row in lines}
    for row in lines:
        while open_lines and open_lines[-1].depth >= row.depth:
            yield from gap_rows(open_lines.pop(), shown, cells)
        yield Row(
            (row.line.code if is_short else row.line.path, row.line.name, *cells(row, row.money)), depth=row.depth
        )
        open_lines.append(row)
    while open_lines:
        yield from gap_rows(open_lines.pop(), shown, cells)


def gap_rows(row: LineFigures, shown, cells) -> Iterator[Row]:
    """The difference between a line and its children, where they stand below it and do not add up to it."""
    if row.line.pk not in shown or not (row.ceiling_gap or row.spent_gap):
        return
    gap = Money(row.ceiling_gap, row.spent_gap)
    is_part = (row.ceiling_gap or 0) >= 0 and (row.spent_gap or 0) >= 0
    label = GAP if is_part else EXCESS
    yield Row(("", label, *cells(None, gap)), depth=row.depth + 1)


def has_gaps(facts: Facts) -> bool:
    """Whether some line is not wholly broken down."""
    return any(row.ceiling_gap or row.spent_gap for row in facts.budget.lines)


def total_row(facts: Facts, *blank: str) -> Row:
    """The total of the budget."""
    return Row(("", "Jumlah", *blank, *money_cells(facts.budget.total)), "total")
