"""The rows of small subtrees as instances that are stored nowhere, for a page that computes them itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Model

from indicators.models import Indicator, Objective
from reports.models import ObjectiveStanding, Shortfall, UnitStanding
from reports.standing.own import own_rows


@dataclass(frozen=True)
class Unstored:
    """The three kinds of rows, each beside its unit and what it is about."""

    units: tuple[UnitStanding, ...]
    objectives: tuple[ObjectiveStanding, ...]
    shortfalls: tuple[Shortfall, ...]


def unstored_rows(units: Sequence, year: int) -> Unstored:
    """The rows of the units alone, in a constant number of queries."""
    rows, by_id = own_rows(units, year), {unit.pk: unit for unit in units}
    sums, objectives, shortfalls = ([*instances(*kind, by_id)] for kind in rows.all)
    objectives_by_id = Objective.objects.select_related("plan").in_bulk({row.objective_id for row in objectives})
    for row in objectives:
        row.objective = objectives_by_id[row.objective_id]
    indicators = Indicator.objects.select_related("objective__plan", "predicate_scale")
    indicators_by_id = indicators.in_bulk({row.indicator_id for row in shortfalls})
    for row in shortfalls:
        row.indicator = indicators_by_id[row.indicator_id]
    return Unstored(tuple(sums), tuple(objectives), tuple(shortfalls))


def instances(model: type[Model], columns: tuple[str, ...], rows: Iterable[tuple], units: dict):
    """An instance for each row of values, with its unit."""
    names = [model._meta.get_field(name).attname for name in columns]
    for values in rows:
        row = model(**dict(zip(names, values, strict=True)))
        row.unit = units[row.unit_id]
        yield row
