"""The same facts computed for one page, for a small subtree of which nothing is kept yet; nothing is stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import or_

from django.db.models import Q

from indicators.models import Indicator, Objective
from indicators.periods import QUARTERS
from reports import standings
from reports.leading.facts import MOST_LAGGING, Carried, Facts
from reports.models import ObjectiveStanding, PlanStanding, Reach, Shortfall, UnitStanding
from reports.standing.objectives_up import Places, above, climbed
from reports.standing.own import own_rows
from reports.standing.sums import PLAN_SUMS
from reports.standings import COLUMNS, NOTHING, Figures, Heat, HeatRow, Lagging, Movement, Standing, TrendPoint
from units.models import Unit

# More units are left to the worker: the engine needs some milliseconds for each.
MOST_UNITS = 50


@dataclass(frozen=True)
class LiveRows:
    """The rows of units alone as instances, with their units, objectives and indicators."""

    units: list[UnitStanding]
    objectives: list[ObjectiveStanding]
    shortfalls: list[Shortfall]
    plans: list[PlanStanding]


def live_rows(units: Iterable[Unit], year: int) -> LiveRows:
    """What would be kept of the units alone, as if it had been read; nothing is stored."""
    told, known = own_rows(units, year), {unit.pk: unit for unit in units}
    objectives = Objective.objects.select_related("plan").in_bulk({row[1] for row in told.objectives})
    indicators = Indicator.objects.select_related("objective__plan").in_bulk({row[1] for row in told.shortfalls})
    found = [[instance(model, columns, row) for row in rows] for model, columns, rows in told.all]
    for row in chain(*found):
        row.unit = known[row.unit_id]
    for row in found[1]:
        row.objective = objectives[row.objective_id]
    for row in found[2]:
        row.indicator = indicators[row.indicator_id]
    return LiveRows(*found)


def instance(model, columns: tuple[str, ...], row: tuple):
    """The row as an instance."""
    names = (model._meta.get_field(name).attname for name in columns)
    return model(**dict(zip(names, row, strict=True)))


def live_facts(unit, year: int, quarter: int, *, is_whole: bool) -> Facts | None:
    """The facts by the engine, in a constant number of queries; None where the subtree is too large for that.

    `is_whole` False looks for what lags in the unit alone.
    """
    units = list(Unit.objects.below(unit).order_by("path")[: MOST_UNITS + 1])
    if len(units) > MOST_UNITS:
        return None
    rows = live_rows(units, year)
    by_quarter = figures_by_quarter(rows, units)
    now, objectives = by_quarter[quarter], at(rows.objectives, quarter)
    places = climbed({row.objective_id for row in objectives})
    below = [child for child in units if child.parent_id == unit.pk]
    return Facts(
        own=now[unit.path][0],
        subtree=now[unit.path][1],
        computed_at=None,
        children=tuple(standing_of(child, year, quarter, now) for child in below if now[child.path][1] != NOTHING),
        heat=heat(unit, below, objectives, places),
        objectives=carried(unit, objectives, places),
        lagging=worst([row for row in rows.shortfalls if is_whole or row.unit_id == unit.pk], quarter),
        movement=tuple(movement(child, by_quarter, quarter) for child in below) if quarter > 1 else (),
        points=tuple(TrendPoint(year, one, *by_quarter[one][unit.path]) for one in by_quarter if rows.units),
        plans=tuple(plan for one in QUARTERS for plan in plans(unit, at(rows.plans, one), one)),
    )


def plans(unit: Unit, rows: list[PlanStanding], quarter: int) -> Iterator[PlanStanding]:
    """The money against halaman III through a quarter, of the unit alone and with all below it."""
    for reach, found in ((Reach.OWN, [row for row in rows if row.unit_id == unit.pk]), (Reach.SUBTREE, rows)):
        if found:
            sums = {name: sum(getattr(row, name) for row in found) for name in PLAN_SUMS}
            yield PlanStanding(unit=unit, quarter=quarter, reach=reach, **sums)


def at(rows: Iterable, quarter: int) -> list:
    """Those of the rows that are of one quarter."""
    return [row for row in rows if row.quarter == quarter]


def live_standings(units: list[Unit], year: int) -> dict[tuple[int, int], Standing]:
    """The units by id and quarter with all below them; empty where these are too many together for one page."""
    reached = reduce(or_, (Q(path__startswith=unit.path) for unit in units))
    below = list(Unit.objects.filter(reached).order_by("path")[: MOST_UNITS + 1])
    if len(below) > MOST_UNITS:
        return {}
    return {
        (unit.pk, quarter): standing_of(unit, year, quarter, now)
        for quarter, now in figures_by_quarter(live_rows(below, year), below).items()
        for unit in units
    }


def figures_by_quarter(rows: LiveRows, units: list[Unit]) -> dict[int, Mapping[str, tuple[Figures, Figures]]]:
    """Own figures and those of the subtree, by quarter and path."""
    return {
        quarter: {unit.path: figures_at(unit, at(rows.units, quarter)) for unit in units} for quarter in range(1, 5)
    }


def figures_at(unit: Unit, rows: list[UnitStanding]) -> tuple[Figures, Figures]:
    """The figures of a unit alone and with all below it."""
    own = [row for row in rows if row.unit_id == unit.pk]
    return summed(own), summed([row for row in rows if row.unit.path.startswith(unit.path)])


def summed(rows: list[UnitStanding]) -> Figures:
    """The sums of some rows; NOTHING of none."""
    return Figures(*(sum(getattr(row, name) for row in rows) for name in COLUMNS)) if rows else NOTHING


def standing_of(unit: Unit, year: int, quarter: int, now) -> Standing:
    return Standing(unit, year, quarter, *now[unit.path], None)


def worst(rows: list[Shortfall], quarter: int) -> tuple[Lagging, ...]:
    """The indicators with the largest gap."""
    found = sorted(at(rows, quarter), key=lambda row: (-row.gap, row.unit.path, row.indicator.code))
    return tuple(Lagging(row.unit, row.indicator, row.capaian, row.forecast, row.gap) for row in found[:MOST_LAGGING])


def movement(unit: Unit, by_quarter, quarter: int) -> Movement:
    """How a child moved since the quarter before."""
    before, now = (by_quarter[one][unit.path][1].mean for one in (quarter - 1, quarter))
    return standings.moved(unit, before, now)


def carried(unit: Unit, rows: list[ObjectiveStanding], places: Places) -> tuple[Carried, ...]:
    """The objectives that the unit carries, each with what hangs on it however far down."""
    own = [row for row in rows if row.unit_id == unit.pk]
    return tuple(
        Carried(row.objective, standings.cell([row]), standings.cell([row, *hanging(row, rows, places)])) for row in own
    )


def hanging(top: ObjectiveStanding, rows: list[ObjectiveStanding], places: Places) -> list[ObjectiveStanding]:
    """The rows that hang on an objective of its owner."""
    if places[top.objective_id][0] != top.unit_id:
        return []
    return [row for row in rows if row != top and column_of(row, places, {top.objective_id})]


def heat(unit: Unit, children: list[Unit], rows: list[ObjectiveStanding], places: Places) -> Heat:
    """Children against the unit's objectives, each row of a unit counted where its objective hangs."""
    mine = {objective_id for objective_id, (owner_id, _) in places.items() if owner_id == unit.pk}
    columns = tuple(Objective.objects.filter(pk__in=mine).order_by("order", "pk"))
    keys = (*(column.pk for column in columns), None)
    cells: dict[tuple[str, int | None], list[ObjectiveStanding]] = defaultdict(list)
    for row in rows:
        if row.unit_id != unit.pk:
            cells[standings.child_path(unit, row.unit), column_of(row, places, mine)].append(row)
    held = {path for path, _ in cells}
    found = (
        HeatRow(child, tuple(standings.cell(cells.get((child.path, key))) for key in keys))
        for child in children
        if child.path in held
    )
    return Heat((*columns, None), tuple(found))


def column_of(row: ObjectiveStanding, places: Places, columns: set[int]) -> int | None:
    """The first of the columns that an objective hangs on, however far up; None where it hangs on none."""
    key, seen = (row.unit_id, row.objective_id), set()
    while key not in seen:
        seen.add(key)
        objective_id = above(key, places)
        if objective_id in columns or objective_id not in places:
            return objective_id if objective_id in columns else None
        key = places[objective_id][0], objective_id
    return None
