"""The standing of objectives with all that hang on them across units, by the same rule as the pohon kinerja."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils import timezone

from indicators.models import Objective
from lakin.fast_rows import stored
from reports.models import ObjectiveStanding, Reach
from reports.standing.sums import OBJECTIVE_COLUMNS, OBJECTIVE_SUMS, Figures, sums_below
from reports.standing.writing import replace_rows

# An objective as one unit carries it: the unit's id and the objective's; and of each objective its owner and parent.
Key = tuple[int, int]
Places = Mapping[int, tuple[int, int | None]]


def above(key: Key, places: Places) -> int | None:
    """The objective a key hangs on; None at the top."""
    unit_id, objective_id = key
    owner_id, parent_id = places[objective_id]
    return parent_id if unit_id == owner_id else objective_id


def sum_objectives(year: int, objective_ids: Iterable[int] | None = None) -> None:
    """Write the sums of these objectives of a year and of all above them; of every objective where none are named."""
    rows = ObjectiveStanding.objects.filter(year=year)
    if objective_ids is None:
        places = places_of(Objective.objects.all())
        own, stored, kept = rows.filter(reach=Reach.OWN), rows.none(), rows.filter(reach=Reach.SUBTREE)
    else:
        places = climbed(objective_ids)
        own = rows.filter(reach=Reach.OWN, objective__in=places)
        kept = rows.filter(reach=Reach.SUBTREE, objective__in=places)
        stored = rows.filter(reach=Reach.SUBTREE, hangs_on__in=places).exclude(objective__in=places)
    figures, beyond = figures_of(own), figures_of(stored)
    nodes = {*figures, *((owner_id, objective_id) for objective_id, (owner_id, _) in places.items())}
    children = hanging(nodes, places, stored)
    totals = sums_below(nodes, lambda key: children.get(key, ()), figures, beyond)
    replace_rows(kept, OBJECTIVE_COLUMNS, rows_of(totals, places, year))


def places_of(objectives) -> dict[int, tuple[int, int | None]]:
    """Owner and parent of each objective."""
    rows = objectives.order_by().values_list("pk", "plan__unit", "parent")
    return {pk: (owner_id, parent_id) for pk, owner_id, parent_id in rows}


def climbed(objective_ids: Iterable[int]) -> dict[int, tuple[int, int | None]]:
    """The objectives and all above them, one query for each level."""
    places, waiting = {}, set(objective_ids)
    while waiting:
        found = places_of(Objective.objects.filter(pk__in=waiting))
        places |= found
        waiting = {parent_id for _, parent_id in found.values() if parent_id} - set(places)
    return places


def hanging(nodes: Iterable[Key], places: Places, stored) -> dict[Key, list[Key]]:
    """What hangs right on each key, among the nodes and the rows stored beyond them."""
    children = defaultdict(list)
    ties = [(key, above(key, places)) for key in nodes]
    ties += [
        ((unit_id, objective_id), on)
        for unit_id, objective_id, on in set(stored.order_by().values_list("unit", "objective", "hangs_on"))
    ]
    for key, on in ties:
        if on in places:
            children[places[on][0], on].append(key)
    return children


def figures_of(rows) -> dict[Key, Figures]:
    """The figures by key and quarter."""
    found: dict[Key, Figures] = defaultdict(dict)
    for unit_id, objective_id, quarter, *figures in rows.order_by().values_list(
        "unit", "objective", "quarter", *OBJECTIVE_SUMS
    ):
        found[unit_id, objective_id][quarter] = figures
    return found


def rows_of(totals: dict[Key, Figures], places: Places, year: int):
    """The rows to store; an objective on which nothing hangs and that promised nothing has none."""
    moment = stored(timezone.now())
    for key, quarters in totals.items():
        for quarter, figures in quarters.items():
            yield *key, above(key, places), year, quarter, Reach.SUBTREE.value, moment, *figures


def touched_by(unit_ids: Iterable[int], year: int) -> set[int]:
    """The objectives that the units carry in the year, and those they hang on as the rows know it."""
    rows = ObjectiveStanding.objects.filter(unit__in=unit_ids, year=year)
    pairs = rows.order_by().values_list("objective", "hangs_on").distinct()
    return {pk for pair in pairs for pk in pair if pk}
