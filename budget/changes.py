"""What a revision changed: semula and menjadi of the POK lines between any two revisions of a DIPA."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from budget import absorption
from budget.models import BudgetLine, Ceiling, DipaRevision, LineLevel, RevisionState
from budget.statement import own_or_sum

Row = tuple[int, int, int, int, str]


class ChangeKind(StrEnum):
    NEW = "baru"
    GONE = "hilang"
    RAISED = "naik"
    LOWERED = "turun"
    SAME = "tetap"


@dataclass(frozen=True)
class LineChange:
    """One line before and after in rupiah; None means that the revision does not know the line."""

    line: BudgetLine
    depth: int
    before: int | None
    after: int | None
    objective_id: int | None
    is_lowest: bool

    @property
    def kind(self) -> ChangeKind:
        if (self.before or 0) == (self.after or 0):
            return ChangeKind.SAME
        if not self.before:
            return ChangeKind.NEW
        if not self.after:
            return ChangeKind.GONE
        return ChangeKind.RAISED if self.after > self.before else ChangeKind.LOWERED

    @property
    def difference(self) -> int:
        """After minus before in rupiah; a line that one of them does not know counts as nothing there."""
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True)
class LevelChange:
    """The changed lines of one level: how many of each kind, and the rupiah that came and went."""

    level: LineLevel
    counts: dict[ChangeKind, int]
    added: int
    taken: int


@dataclass(frozen=True)
class Changes:
    """The lines of a DIPA at two revisions; `is_itemized` False: one of them has no POK to compare."""

    before: DipaRevision
    after: DipaRevision
    lines: tuple[LineChange, ...]
    is_itemized: bool

    @property
    def amount_difference(self) -> int | None:
        """What the pagu of the DIPA itself gained in rupiah; None when one is not known."""
        return absorption.remaining(self.before.amount, self.after.amount)

    @property
    def changed(self) -> tuple[LineChange, ...]:
        """The lines that differ and those above them, in tree order."""
        kept = {row.line.pk for row in self.lines if row.kind != ChangeKind.SAME}
        parents = {row.line.pk: row.line.parent_id for row in self.lines}
        shown = set()
        for line_id in kept:
            while line_id is not None and line_id not in shown:
                shown.add(line_id)
                line_id = parents[line_id]
        return tuple(row for row in self.lines if row.line.pk in shown)

    @property
    def by_level(self) -> tuple[LevelChange, ...]:
        """The levels on which something changed, from the program down."""
        found = defaultdict(list)
        for row in self.lines:
            if row.kind != ChangeKind.SAME:
                found[row.line.level].append(row)
        return tuple(level_change(level, found[level]) for level in LineLevel if level in found)

    def total(self, side: str) -> int | None:
        """The sum of the programs before or after; None when one is not known."""
        return total_of(getattr(row, side) for row in self.lines if row.depth == 0)

    def at(self, *levels) -> tuple[LineChange, ...]:
        return tuple(row for row in self.lines if row.line.level in levels)


def level_change(level, rows: list[LineChange]) -> LevelChange:
    counts = {kind: sum(row.kind == kind for row in rows) for kind in ChangeKind if kind != ChangeKind.SAME}
    moves = [row.difference for row in rows]
    return LevelChange(level, counts, sum(move for move in moves if move > 0), sum(move for move in moves if move < 0))


def total_of(amounts: Iterable[int | None]) -> int | None:
    """The sum; None when there is nothing to add or one amount is not known."""
    amounts = list(amounts)
    return None if not amounts or None in amounts else sum(amounts)


def changes(before: DipaRevision, after: DipaRevision) -> Changes:
    """What lies between two revisions of one DIPA, in two queries."""
    lines = list(BudgetLine.objects.filter(dipa=after.dipa_id).order_by("order", "path"))
    columns = ("line_id", "amount", "revision__order", "revision_id", "revision__state")
    rows = list(Ceiling.objects.filter(line__dipa=after.dipa_id).order_by("revision__order").values_list(*columns))
    first, second = standing(rows, before), standing(rows, after)
    moved = {line_id for line_id, _, _, revision_id, _ in rows if revision_id == after.pk}
    is_proposal = after.state != RevisionState.IN_FORCE
    return Changes(
        before, after, compared(lines, first, second, moved if is_proposal else None), bool(first) and bool(second)
    )


def standing(rows: list[Row], revision: DipaRevision) -> dict[int, int]:
    """The pagu of each line at a revision: its own, else the latest in force before it; before a proposal, of all."""
    is_proposal = revision.state != RevisionState.IN_FORCE
    found = {
        line_id: amount
        for line_id, amount, order, _, state in rows
        if state == RevisionState.IN_FORCE and (is_proposal or order <= revision.order)
    }
    return found | {line_id: amount for line_id, amount, _, revision_id, _ in rows if revision_id == revision.pk}


def compared(lines, before, after, moved=None) -> tuple[LineChange, ...]:
    """Every line with a figure on either side, in tree order.

    With `moved`, the lines that a proposal names, a line above that it does not name moves with those below it.
    """
    children = defaultdict(list)
    for line in lines:
        children[line.parent_id].append(line)
    rows = []

    def walk(line, depth, objective_id):
        objective_id = line.objective_id or objective_id
        place = len(rows)
        rows.append(None)
        below = [walk(child, depth + 1, objective_id) for child in children[line.pk]]
        first, _ = own_or_sum(before.get(line.pk), known(row.before for row in below))
        second, _ = own_or_sum(after.get(line.pk), known(row.after for row in below))
        if moved is not None and line.pk in after and line.pk not in moved:
            second = after[line.pk] + sum(row.difference for row in below)
        rows[place] = LineChange(line, depth, first, second, objective_id, not below)
        return rows[place]

    for root in children[None]:
        walk(root, 0, None)
    return tuple(row for row in rows if row.before is not None or row.after is not None)


def known(amounts) -> list[int]:
    """The amounts of the lines that stand in a revision; those of the other side are no part of it."""
    return [amount for amount in amounts if amount is not None]


def by_kind(rows: Iterable[LineChange], side: str) -> dict[str, int] | None:
    """The sums per jenis belanja over the akun on one side; None when a known figure stands above no akun."""
    sums = defaultdict(int)
    for row in rows:
        if row.line.level == LineLevel.ACCOUNT:
            kind = absorption.expenditure_type(row.line.code)
            if kind:
                sums[kind] += getattr(row, side) or 0
        elif row.is_lowest and getattr(row, side):
            return None
    return dict(sums)
