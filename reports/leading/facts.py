"""What a picture is painted from: the kept sums of a subtree, as reports/standings.py reads them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from indicators.models import Objective
from reports import standings
from reports.models import ObjectiveStanding, PlanStanding, Reach, UnitStanding
from reports.standings import Figures, Heat, HeatCell, Lagging, Movement, Standing, TrendPoint

# Indicators that lag, named on the page.
MOST_LAGGING = 10
# What who sees the unit alone is shown of the map.
NO_HEAT = Heat((None,), ())


@dataclass(frozen=True)
class Carried:
    """An objective as the unit carries it: alone, and with all that hangs on it."""

    objective: Objective
    own: HeatCell | None
    whole: HeatCell | None


@dataclass(frozen=True)
class Facts:
    """A unit in a quarter with what lies below it; `computed_at` None was computed for this very page."""

    own: Figures
    subtree: Figures
    computed_at: datetime | None
    children: tuple[Standing, ...]
    heat: Heat
    objectives: tuple[Carried, ...]
    lagging: tuple[Lagging, ...]
    movement: tuple[Movement, ...]
    points: tuple[TrendPoint, ...]
    plans: tuple[PlanStanding, ...] = ()

    def plan_through(self, quarter: int, reach: Reach) -> PlanStanding | None:
        """The money against halaman III through a quarter; None where none of it is known."""
        return next((one for one in self.plans if (one.quarter, one.reach) == (quarter, reach)), None)


def kept_facts(
    unit, year: int, quarter: int, *, is_whole: bool, history: list[UnitStanding] | None = None
) -> Facts | None:
    """The facts from kept sums in a constant number of queries; None where nothing of the year is kept.

    `is_whole` False looks for what lags in the unit alone; `history` are the unit's kept rows where they were read.
    """
    history = standings.history(unit, year) if history is None else history
    now = standings.standing(history, unit, year, quarter)
    if now is None:
        return None
    below = standings.rows_below(unit, year, quarter) if is_whole else []
    children = standings.children(below, year, quarter)
    objectives = standings.objectives_of(unit, year, quarter)
    return Facts(
        own=now.own,
        subtree=now.subtree,
        computed_at=now.computed_at,
        children=children,
        heat=standings.heat(objectives, unit, [one.unit for one in children], year, quarter) if is_whole else NO_HEAT,
        objectives=carried(objectives),
        lagging=standings.shortfalls(
            unit, year, quarter, MOST_LAGGING, is_whole=is_whole, count=now.subtree.shortfalls
        ),
        movement=standings.movement(below, year, quarter),
        points=standings.trend(history),
        plans=tuple(PlanStanding.objects.filter(unit=unit, year=year).order_by()),
    )


def alone(facts: Facts) -> Facts:
    """The facts without any sum or mean of what lies below the unit, for who may not see it."""
    return replace(
        facts,
        subtree=facts.own,
        objectives=tuple(replace(one, whole=one.own) for one in facts.objectives),
        points=tuple(replace(one, subtree=one.own) for one in facts.points),
    )


def carried(found: Iterable[ObjectiveStanding]) -> tuple[Carried, ...]:
    """The objectives of one unit's rows in the order of its plan."""
    found = list(found)
    objectives = {row.objective_id: row.objective for row in found}
    return tuple(paired(objective, found) for objective in objectives.values())


def paired(objective: Objective, rows: Iterable[ObjectiveStanding]) -> Carried:
    """One objective with its two rows."""
    by_reach = {row.reach: row for row in rows if row.objective_id == objective.pk}
    own, whole = (by_reach.get(reach) for reach in (Reach.OWN, Reach.SUBTREE))
    return Carried(objective, standings.cell([own] if own else None), standings.cell([whole] if whole else None))
