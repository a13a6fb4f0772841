"""Semula and menjadi: what a revision of a plan or an agreement changed, as one kind of table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from reports.blocks import Block, Cell, Column, Paragraph, Row, Table

UNCHANGED, CHANGED, DROPPED, ADDED = "tetap", "berubah", "dihapus", "baru"
# Semula and menjadi of more years than these do not fit beside each other.
MOST_SIDE_BY_SIDE = 2


class Heading(Protocol):
    """What rows stand under: an objective as it is, or as an agreement worded it; equal ones are the same."""

    code: str
    name: str


@dataclass(frozen=True)
class Change:
    """A target before and after; whether either side has it at all, since a dash may also be an unknown value."""

    objective: Heading
    code: str
    name: str
    period: str
    before: Cell
    after: Cell
    was_there: bool
    is_there: bool
    is_reworded: bool = False

    @property
    def word(self) -> str:
        """What became of the target, in one word."""
        if not self.is_there:
            return DROPPED
        if not self.was_there:
            return ADDED
        return CHANGED if self.is_reworded or self.before != self.after else UNCHANGED


def grouped_rows(pairs: Iterable[tuple[Heading, tuple[Cell, ...]]]) -> tuple[Row, ...]:
    """Rows under a group row for each objective."""
    rows: list[Row] = []
    for objective, group in groupby(pairs, key=lambda pair: pair[0]):
        rows.append(Row((f"{objective.code}. {objective.name}",), "group"))
        rows += [Row(cells) for _, cells in group]
    return tuple(rows)


def revision_table(key: str, caption: str, changes: Sequence[Change], source: str = "") -> tuple[Block, ...]:
    """One row for each indicator with semula and menjadi; for many years one row for each target that changed."""
    periods = sorted({change.period for change in changes})
    if len(periods) > MOST_SIDE_BY_SIDE:
        return by_change(key, caption, changes, source)
    columns = (
        Column("No.", width=0.5),
        Column("Sasaran dan indikator", width=4),
        *(column for period in periods for column in pair_of_columns(f"Target {period}")),
        Column("Perubahan", width=1.1),
    )
    rows = []
    for _, group in groupby(changes, key=lambda change: (change.objective, change.code)):
        found = {change.period: change for change in group}
        first = next(iter(found.values()))
        cells = [cell for period in periods for cell in pair_of_cells(found.get(period))]
        rows.append((first.objective, (first.code, first.name, *cells, word_of(found.values()))))
    return (Table(key, caption, columns, grouped_rows(rows), source),)


def pair_of_columns(over: str) -> tuple[Column, Column]:
    """Semula and menjadi under one head."""
    first, second = (Column(head, "value", align="right", width=0.95, over=over) for head in ("Semula", "Menjadi"))
    return first, second


def pair_of_cells(change: Change | None) -> tuple[Cell, Cell]:
    return (change.before, change.after) if change else (None, None)


def word_of(changes: Iterable[Change]) -> str:
    """What became of an indicator over all its years."""
    words = {change.word for change in changes}
    return words.pop() if len(words) == 1 else CHANGED


def by_change(key: str, caption: str, changes: Sequence[Change], source: str) -> tuple[Block, ...]:
    """One row for each target that did not stay; how many stayed is said below."""
    moved = [change for change in changes if change.word != UNCHANGED]
    columns = (
        Column("No.", width=0.5),
        Column("Sasaran dan indikator", width=4),
        Column("Tahun", align="center", width=0.9),
        *(Column(head, "value", align="right", width=0.95) for head in ("Semula", "Menjadi")),
        Column("Perubahan", width=1.1),
    )
    rows = grouped_rows(
        (one.objective, (one.code, one.name, one.period, one.before, one.after, one.word)) for one in moved
    )
    left = len(changes) - len(moved)
    note = (Paragraph((left, " target lainnya tetap."), "note"),) if left else ()
    return (Table(key, caption, columns, rows, source), *note)
