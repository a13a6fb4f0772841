"""Semula and menjadi: what a revision of a plan or an agreement changed, as one kind of table."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from indicators.models import Objective
from reports.blocks import Cell, Column, Row, Table

UNCHANGED, CHANGED, DROPPED, ADDED = "tetap", "berubah", "dihapus", "baru"


@dataclass(frozen=True)
class Change:
    """A target before and after; whether either side has it at all, since a dash may also be an unknown value."""

    objective: Objective
    code: str
    name: str
    period: str
    before: Cell
    after: Cell
    was_there: bool
    is_there: bool

    @property
    def after_words(self) -> str:
        """What became of the target, in one word."""
        if not self.is_there:
            return DROPPED
        if not self.was_there:
            return ADDED
        return UNCHANGED if self.before == self.after else CHANGED


def grouped_rows(pairs: Iterable[tuple[Objective, tuple[Cell, ...]]]) -> tuple[Row, ...]:
    """Rows under a group row for each objective."""
    rows: list[Row] = []
    for objective, group in groupby(pairs, key=lambda pair: pair[0]):
        rows.append(Row((f"{objective.code}. {objective.name}",), "group"))
        rows += [Row(cells) for _, cells in group]
    return tuple(rows)


def revision_table(key: str, caption: str, changes: Iterable[Change], source: str = "") -> Table:
    """A table of changes; the column of periods is left out when all changes are of one."""
    changes = list(changes)
    has_periods = len({change.period for change in changes}) > 1
    columns = (
        Column("No.", width=0.5),
        Column("Sasaran dan indikator", width=4),
        *([Column("Tahun", align="center", width=0.8)] if has_periods else []),
        Column("Semula", "value", align="right", width=0.9),
        Column("Menjadi", "value", align="right", width=0.9),
        Column("Perubahan", width=1),
    )
    rows = grouped_rows((change.objective, change_cells(change, has_periods)) for change in changes)
    return Table(key, caption, columns, rows, source)


def change_cells(change: Change, has_periods: bool) -> tuple[Cell, ...]:
    period = (change.period,) if has_periods else ()
    return (change.code, change.name, *period, change.before, change.after, change.after_words)
