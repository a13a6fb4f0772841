"""The budget of a unit and year as one frozen statement: revisions, tree with pagu and spending, totals."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from django.db.models import Max, Q, Sum

from budget import absorption
from budget.models import (
    BudgetLine,
    Ceiling,
    Dipa,
    DipaRevision,
    ExpenditureTotal,
    ExpenditureType,
    LineLevel,
    OutputVolume,
    RevisionState,
    Spending,
)


@dataclass(frozen=True, slots=True)
class Money:
    """Pagu, spending and the blocked part of the pagu in rupiah with what follows; None means not known."""

    ceiling: int | None
    spent: int | None
    blocked: int = 0

    @property
    def absorption(self) -> Decimal | None:
        """Serapan in percent."""
        return absorption.absorption(self.spent, self.ceiling)

    @property
    def remaining(self) -> int | None:
        return absorption.remaining(self.spent, self.ceiling)

    @property
    def available(self) -> int | None:
        """What may still be spent: pagu less blokir less spending."""
        return absorption.available(self.spent, self.ceiling, self.blocked)

    @property
    def spends_blocked(self) -> bool:
        """Whether the spending stays within the pagu, yet not within what is left of it by the blokir."""
        return bool(self.blocked) and (self.available or 0) < 0 <= (self.remaining or 0)


class Held(NamedTuple):
    """The pagu in force by the line's id, the ids that a proposal gives a pagu, and the blokir where there is any."""

    amounts: dict[int, int]
    proposed: set[int]
    blocked: dict[int, int]


class Line(NamedTuple):
    """A BudgetLine as the statement reads it: of thousands of lines, instances would take half the time of the page.

    `branch` and `changes` give the same tree instances, which have these attributes too.
    """

    id: int
    dipa_id: int
    parent_id: int | None
    path: str
    level: str
    name: str
    is_partial: bool
    objective_id: int | None

    @property
    def pk(self) -> int:
        return self.id

    @property
    def code(self) -> str:
        return self.path.rpartition(".")[2]

    def get_level_display(self) -> str:
        return LineLevel(self.level).label


@dataclass(frozen=True, slots=True)
class LineFigures:
    """One line of the tree; `ceiling_gap` and `spent_gap` are own minus children, None for a leaf or unknown."""

    line: Line | BudgetLine
    depth: int
    money: Money
    objective_id: int | None
    ceiling_gap: int | None
    spent_gap: int | None
    has_children: bool

    @property
    def is_complete(self) -> bool:
        """True when what is below the line is known and adds up to it."""
        return not self.has_children or (self.ceiling_gap == 0 and self.spent_gap == 0)


@dataclass(frozen=True)
class Statement:
    """The budget of a unit and year; `dipa` is the first of its DIPA, None means nothing is recorded."""

    dipa: Dipa | None
    revisions: tuple[DipaRevision, ...]
    lines: tuple[LineFigures, ...]
    total: Money
    by_kind: tuple[tuple[str, str, Money], ...]
    by_objective: dict[int, Money]
    volumes: dict[int, OutputVolume]

    @property
    def roots(self) -> tuple[LineFigures, ...]:
        return tuple(row for row in self.lines if row.depth == 0)

    @property
    def without_kind(self) -> Money | None:
        """What of the total no jenis belanja accounts for; None when they add up to it or are not known."""
        if not self.by_kind:
            return None
        left = less(self.total, summed([money for _, _, money in self.by_kind]))
        return left if left.ceiling or left.spent else None

    @property
    def is_blocked(self) -> bool:
        """Whether some of the pagu is blocked, so that the tables show it."""
        return any(row.money.blocked for row in self.lines)

    def at(self, *levels) -> tuple[LineFigures, ...]:
        return tuple(row for row in self.lines if row.line.level in levels)


EMPTY = Statement(None, (), (), Money(None, None), (), {}, {})


def statement(unit, year: int, *, through_month: int = 12) -> Statement:
    """The statement up to a month, in a constant number of queries; EMPTY when the unit has no DIPA."""
    dipas = list(Dipa.objects.filter(unit=unit, year=year).select_related("satker").order_by("number"))
    if not dipas:
        return EMPTY
    revisions = tuple(DipaRevision.objects.in_force().filter(dipa__in=dipas).order_by("dipa__number", "order"))
    lines = lines_of(dipas)
    held = ceilings_of(dipas)
    spent = spent_through(dipas, through_month, [line.id for line in lines])
    rows = tree(in_force(lines, held.proposed, {*held.amounts, *spent}), held.amounts, spent, held.blocked)
    volumes = {volume.line_id: volume for volume in OutputVolume.objects.filter(line__dipa__in=dipas)}
    return Statement(
        dipas[0],
        revisions,
        rows,
        total_of(dipas, rows, revisions),
        by_kind(rows, ExpenditureTotal.objects.filter(dipa__in=dipas)),
        by_objective(rows),
        volumes,
    )


def lines_of(dipas) -> list[Line]:
    """Every line of these DIPA in tree order."""
    rows = BudgetLine.objects.filter(dipa__in=dipas).order_by("dipa__number", "order", "path")
    return [Line._make(row) for row in rows.values_list(*Line._fields)]


def ceilings_of(dipas) -> Held:
    """The latest pagu in force of each line of these DIPA."""
    return latest(Ceiling.objects.filter(revision__dipa__in=dipas))


def latest(rows) -> Held:
    """The same of some rows of pagu."""
    held = Held({}, set(), {})
    ordered = rows.order_by("revision__order")
    for line_id, amount, blocked, state in ordered.values_list("line_id", "amount", "blocked", "revision__state"):
        if state != RevisionState.IN_FORCE:
            held.proposed.add(line_id)
            continue
        held.amounts[line_id] = amount
        if blocked or line_id in held.blocked:
            held.blocked[line_id] = blocked
    return held


def in_force(lines, proposed, kept) -> list:
    """The lines without those that only a proposal knows, nor the lines above them that hold nothing else."""
    lines = list(lines)
    if not proposed - kept:
        return lines
    gone = only_in_proposals({line.pk: line.parent_id for line in lines}, proposed, kept)
    return [line for line in lines if line.pk not in gone]


def only_in_proposals(parents: dict[int, int | None], proposed, kept) -> set[int]:
    """The ids among the lines (id to parent's id) without money of their own or below that is in force."""
    left = Counter(parents.values()) if proposed else Counter()
    gone = set()
    for line_id in (proposed - kept) & parents.keys():
        while line_id is not None and not (left[line_id] or line_id in kept or line_id in gone):
            gone.add(line_id)
            line_id = parents[line_id]
            left[line_id] -= 1
    return gone


def spent_through(dipas, month: int, line_ids: Collection[int] = ()) -> dict[int, int]:
    """The spending of each line up to a month by its id; a line is left out when a period of it runs past the month.

    A line whose first spending comes later spent nothing before it. `line_ids` are all lines of these DIPA, if read.
    """
    rows = Spending.objects.filter(line__dipa__in=dipas).order_by().values_list("line_id")
    if line_ids:
        # Lines of a DIPA come in together: by the first and last of them the database reads no other DIPA's spending.
        rows = rows.filter(line__gte=min(line_ids), line__lte=max(line_ids))
    done = Sum("amount", filter=Q(month_to__lte=month))
    sums = rows.annotate(done=done, until=Max("month_to", filter=Q(month_from__lte=month)))
    return {line_id: amount or 0 for line_id, amount, month_to in sums if (month_to or 0) <= month}


def tree(lines, ceilings, spendings, blocked=MappingProxyType({})) -> tuple[LineFigures, ...]:
    """Each line with its own figures, or the sum of its children where it has none, in tree order."""
    children = defaultdict(list)
    for line in lines:
        children[line.parent_id].append(line)
    rows = []

    def walk(line, depth, objective_id):
        line_id, objective_id = line.id, line.objective_id or objective_id
        place = len(rows)
        rows.append(None)
        below = [walk(child, depth + 1, objective_id).money for child in children.get(line_id, ())]
        ceiling, ceiling_gap = own_or_sum(ceilings.get(line_id), [money.ceiling for money in below])
        spent, spent_gap = own_or_sum(spendings.get(line_id), [money.spent for money in below])
        # A source marks the blokir where it lies; a line of 0 says nothing of those below it.
        held = (blocked.get(line_id) or sum(money.blocked for money in below)) if blocked else 0
        money = Money(ceiling, spent, held)
        rows[place] = LineFigures(line, depth, money, objective_id, ceiling_gap, spent_gap, bool(below))
        return rows[place]

    for root in children[None]:
        walk(root, 0, None)
    return tuple(rows)


def own_or_sum(own, children):
    """The line's own figure and its gap to the children; without an own figure the sum, if all are known."""
    if own is not None:
        return own, absorption.gap_to_children(own, children) if children else None
    if children and all(value is not None for value in children):
        return sum(children), 0
    return None, None


def total_of(dipas, rows, revisions) -> Money:
    """The sum of the programs of each DIPA, or the pagu of its last revision where no tree is recorded."""
    roots = [row for row in rows if row.depth == 0]
    with_tree = {row.line.dipa_id for row in roots}
    last = {revision.dipa_id: Money(revision.amount, None) for revision in revisions}
    bare = [last.get(dipa.pk, Money(None, None)) for dipa in dipas if dipa.pk not in with_tree]
    return summed([*(row.money for row in roots), *bare])


def by_kind(rows, totals) -> tuple[tuple[str, str, Money], ...]:
    """Money per jenis belanja: the totals a source gives, else the sums over the accounts of the tree."""
    names = dict(ExpenditureType.choices)
    monies = defaultdict(list)
    for total in totals:
        monies[total.kind].append(Money(total.ceiling, total.spent))
    if not monies:
        for row in rows:
            if row.line.level == LineLevel.ACCOUNT:
                monies[absorption.expenditure_type(row.line.code)].append(row.money)
    return tuple((kind, names[kind], summed(monies[kind])) for kind in names if kind in monies)


def by_objective(rows) -> dict[int, Money]:
    """Money per objective: its own lines, less what below them is linked elsewhere, so that nothing counts twice."""
    linked = {row.line.id: row.objective_id for row in rows}
    added, taken = defaultdict(list), defaultdict(list)
    for row in rows:
        above = linked.get(row.line.parent_id)
        if row.objective_id != above:
            if row.objective_id is not None:
                added[row.objective_id].append(row.money)
            if above is not None:
                taken[above].append(row.money)
    return {key: less(summed(monies), summed(taken[key])) for key, monies in added.items()}


def summed(monies) -> Money:
    """The sum of pagu, of spending and of blokir; None in one of them makes that sum unknown."""
    monies = list(monies)
    ceilings, spent = [money.ceiling for money in monies], [money.spent for money in monies]
    blocked = sum(money.blocked for money in monies)
    return Money(None if None in ceilings else sum(ceilings), None if None in spent else sum(spent), blocked)


def less(total: Money, part: Money) -> Money:
    """What is left of the total without the part; unknown in either stays unknown."""
    ceiling, spent = absorption.remaining(part.ceiling, total.ceiling), absorption.remaining(part.spent, total.spent)
    return Money(ceiling, spent, total.blocked - part.blocked)
