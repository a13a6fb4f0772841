"""The pagu and spending of a unit spread over jenis belanja, over RO with their volumes, and over objectives."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budget.absorption import KemenkeuEfficiency, absorption, expenditure_type, kemenkeu_efficiency
from budget.models import ExpenditureType, LineLevel
from budget.statement import LineFigures, Money, Statement, less, summed
from indicators.models import Objective

NOTHING = Money(0, 0)


@dataclass(frozen=True)
class CrossRow:
    """A program or kegiatan, or the whole with `figures` None; `rest` is what no jenis belanja accounts for."""

    figures: LineFigures | None
    by_kind: dict[str, Money]
    rest: Money
    total: Money


@dataclass(frozen=True)
class Cross:
    """Programs and kegiatan by jenis belanja; `kinds` are the columns, code and name."""

    kinds: tuple[tuple[str, str], ...]
    rows: tuple[CrossRow, ...]
    total: CrossRow

    @property
    def has_rest(self) -> bool:
        """True when somewhere money is not detailed by jenis belanja."""
        return any(row.rest != NOTHING for row in (*self.rows, self.total))


def cross(statement: Statement) -> Cross:
    """The cross-table; its total is that of the statement."""
    found = accounts_of(statement.lines)
    whole = {kind: money for kind, _, money in statement.by_kind}
    present = {*whole, *(kind for monies in found.values() for kind in monies)}
    kinds = tuple((kind, name) for kind, name in ExpenditureType.choices if kind in present)
    shown = (row for row in statement.lines if row.line.level in (LineLevel.PROGRAM, LineLevel.ACTIVITY))
    rows = tuple(cross_row(row, found.get(row.line.pk, {}), row.money) for row in shown)
    return Cross(kinds, rows, cross_row(None, whole, statement.total))


def cross_row(figures, by_kind, total: Money) -> CrossRow:
    return CrossRow(figures, by_kind, less(total, summed(by_kind.values())), total)


def accounts_of(lines: Iterable[LineFigures]) -> dict[int, dict[str, Money]]:
    """The money of the akun below each line, by the line's id and the jenis belanja."""
    above = {row.line.pk: row.line.parent_id for row in lines}
    found = defaultdict(lambda: defaultdict(list))
    for row in lines:
        kind = expenditure_type(row.line.code) if row.line.level == LineLevel.ACCOUNT else None
        line_id = row.line.pk if kind else None
        while line_id is not None:
            found[line_id][kind].append(row.money)
            line_id = above.get(line_id)
    return {pk: {kind: summed(monies) for kind, monies in kinds.items()} for pk, kinds in found.items()}


@dataclass(frozen=True)
class Output:
    """An RO with its money and its volume; None means not known."""

    figures: LineFigures
    measure_label: str
    target: Decimal | None
    realized: Decimal | None

    @property
    def reached(self) -> Decimal | None:
        """The realized volume in percent of its target."""
        return absorption(self.realized, self.target)


def outputs(statement: Statement) -> tuple[Output, ...]:
    """Every RO in tree order."""
    rows = ((row, statement.volumes.get(row.line.pk)) for row in statement.at(LineLevel.RO))
    return tuple(
        Output(row, held.measure_label, held.target, held.realized) if held else Output(row, "", None, None)
        for row, held in rows
    )


def efficiency(rows: tuple[Output, ...]) -> KemenkeuEfficiency:
    """E and NE over every RO (PMK 22/PMK.02/2021), with the reason where a figure is not known."""
    return kemenkeu_efficiency([(row.figures.money.ceiling, row.reached, row.figures.money.spent) for row in rows])


@dataclass(frozen=True)
class Spread:
    """Money by objective: the unit's objectives and those that lines are linked to, and what no line is linked to.

    `money` of an objective is None when no line is linked to it.
    """

    rows: tuple[tuple[Objective, Money | None], ...]
    rest: Money
    total: Money

    @property
    def without_money(self) -> tuple[Objective, ...]:
        return tuple(objective for objective, money in self.rows if money is None)


def spread(unit, year: int, statement: Statement) -> Spread:
    """The money of each objective of the year, in two queries."""
    linked = statement.by_objective
    own = Objective.objects.filter(plan__unit=unit, plan__year_from__lte=year, plan__year_to__gte=year)
    found = {row.pk: row for row in own.select_related("plan")}
    others = Objective.objects.filter(pk__in=linked.keys() - found.keys()).select_related("plan")
    rows = tuple((row, linked.get(row.pk)) for row in (*found.values(), *others))
    return Spread(rows, less(statement.total, summed(linked.values())), statement.total)
