"""The standing of units with all below them, from the rows of the units alone."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from lakin.fast_rows import stored
from reports.models import PlanStanding, Reach, UnitStanding
from reports.standing.sums import PLAN_COLUMNS, PLAN_SUMS, UNIT_COLUMNS, UNIT_SUMS, Figures, sums_below
from reports.standing.writing import replace_rows
from units.models import Unit


def sum_units(year: int, unit_ids: Iterable[int] | None = None) -> None:
    """Write the sums of these units of a year, the deepest first; of every unit where none are named.

    Whoever names some names everything above them too.
    """
    sum_rows(UnitStanding, UNIT_COLUMNS, UNIT_SUMS, year, unit_ids)
    sum_rows(PlanStanding, PLAN_COLUMNS, PLAN_SUMS, year, unit_ids)


def sum_rows(model, columns, sums, year: int, unit_ids: Iterable[int] | None) -> None:
    """The same of one table, whose columns end with what is summed."""
    wanted = model.objects.filter(year=year)
    own, stored = wanted.filter(reach=Reach.OWN), model.objects.none()
    tree = Unit.objects.order_by()
    kept = wanted.filter(reach=Reach.SUBTREE)
    if unit_ids is not None:
        unit_ids = list(unit_ids)
        own, stored = own.filter(unit__in=unit_ids), kept.filter(unit__parent__in=unit_ids)
        kept, tree = kept.filter(unit__in=unit_ids), tree.filter(parent__in=unit_ids)
    children = defaultdict(list)
    for pk, parent_id in tree.values_list("pk", "parent"):
        children[parent_id].append(pk)
    figures = figures_of(own, sums)
    nodes = unit_ids if unit_ids is not None else [pk for below in children.values() for pk in below]
    totals = sums_below(nodes, lambda pk: children.get(pk, ()), figures, figures_of(stored, sums))
    replace_rows(kept, columns, rows_of(totals, year))


def figures_of(rows, sums) -> dict[int, Figures]:
    """The figures by unit and quarter."""
    found: dict[int, Figures] = defaultdict(dict)
    for unit_id, quarter, *figures in rows.order_by().values_list("unit", "quarter", *sums):
        found[unit_id][quarter] = figures
    return found


def rows_of(totals: dict[int, Figures], year: int):
    """The rows to store; a unit below which nothing is known has none."""
    moment = stored(timezone.now())
    for unit_id, quarters in totals.items():
        for quarter, figures in quarters.items():
            yield unit_id, year, quarter, Reach.SUBTREE.value, moment, *figures
