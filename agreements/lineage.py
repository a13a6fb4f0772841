"""Which objective hangs on which, from unit to unit in one year, and what their agreements carry."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement
from indicators.models import Objective
from lakin.fields import prefix_range
from units.models import Unit

# With more objectives below a unit only those of its own children are read, and deeper ones where they are asked for.
MOST_WHOLE = 600
# An objective as one unit carries it: the unit's id and the objective's.
Key = tuple[int, int]


@dataclass(frozen=True)
class Lineage:
    """The objectives of a year in order; owner and parent by the objective's id, a parent None where none is named.

    `is_whole` False: of a great subtree only the upper part is there.
    """

    keys: tuple[Key, ...]
    owner: Mapping[int, int]
    parent: Mapping[int, int | None]
    is_whole: bool = True

    def above(self, key: Key) -> Key | None:
        """What a key hangs on: the owner of an objective it only carries, else the parent; None at the top."""
        unit_id, objective_id = key
        if unit_id != self.owner[objective_id]:
            return self.owner[objective_id], objective_id
        parent = self.parent[objective_id]
        return (self.owner[parent], parent) if parent in self.owner else None

    @cached_property
    def below(self) -> Mapping[Key, list[Key]]:
        """The keys that hang right on each key."""
        found = defaultdict(list)
        for key in self.keys:
            found[self.above(key)].append(key)
        return found

    def ancestors(self, key: Key) -> Iterator[Key]:
        """The keys above, the nearest first; ends where a circle would begin."""
        seen = {key}
        while (key := self.above(key)) and key not in seen:
            seen.add(key)
            yield key

    def is_loose(self, key: Key) -> bool:
        """Whether no parent is named for an objective of the unit itself."""
        unit_id, objective_id = key
        return unit_id == self.owner[objective_id] and self.parent[objective_id] is None


def lineage(unit, year: int, *, opened: Iterable[int] = ()) -> Lineage:
    """The lineage of a unit: all above and below it, and what in other branches its objectives are tied to.

    Of a great subtree: the unit, its children where they fit, and what hangs on the `opened` objectives.
    """
    units, is_whole = concerned(unit, year, tuple(opened))
    keys, owner, parent = {}, {}, {}
    promises = promises_of(units, year)
    for unit_id, objective_id, parent_id in planned(units, year):
        keys[unit_id, objective_id] = None
        owner[objective_id], parent[objective_id] = unit_id, parent_id
    for unit_id, objective_id, owner_id, parent_id in promises:
        owner[objective_id], parent[objective_id] = owner_id, parent_id
        keys[owner_id, objective_id] = keys[unit_id, objective_id] = None
    return Lineage(tuple(keys), owner, parent, is_whole)


def concerned(unit, year: int, opened: tuple[int, ...]) -> tuple[QuerySet[Unit], bool]:
    """The units around a unit that a tree is about, and whether everything below it is among them."""
    below, is_whole = reached_below(unit, year)
    line = Q(path__in=unit.paths_above) | below
    if opened and not is_whole:
        line |= Q(pk__in=hung_on(opened, year))
    known = set(Unit.objects.filter(line).values_list("pk", flat=True))
    ways = [(hung_from, Unit.objects.filter(pk=unit.pk))]
    ways += [(hanging_on, Unit.objects.below(unit))] if is_whole else []
    for tied, start in ways:
        # Objectives seldom leave their branch, so that the first round is nearly always the last.
        while found := tied(start, year) - known:
            known |= found
            line |= Q(pk__in=found)
            start = Unit.objects.filter(pk__in=found)
    return Unit.objects.filter(line), is_whole


def reached_below(unit, year: int) -> tuple[Q, bool]:
    """Which units below are read at once: all, or only the children, or none but the unit itself."""
    near, (first, beyond) = Q(pk=unit.pk) | Q(parent=unit), prefix_range(unit.path)
    for units, is_whole in ((Q(path__gte=first, path__lt=beyond), True), (near, False)):
        found = objectives_in(year).filter(plan__unit__in=Unit.objects.filter(units)).order_by()
        if found[: MOST_WHOLE + 1].count() <= MOST_WHOLE:
            return units, is_whole
    return Q(pk=unit.pk), False


def hung_on(objectives: Iterable[int], year: int) -> set[int]:
    """The units with an objective right under one of these, or with a promise of their indicators."""
    lines = AgreementLine.objects.filter(indicator__objective__in=objectives)
    children = objectives_in(year).filter(parent__in=objectives)
    return bound(children.values_list("plan__unit"), promised_in(year, lines).values_list("agreement__unit"))


def hanging_on(units, year: int) -> set[int]:
    """The units with an objective under one of these units, or with a promise of their indicators."""
    objectives = objectives_in(year).filter(parent__plan__unit__in=units)
    lines = AgreementLine.objects.filter(indicator__objective__plan__unit__in=units)
    return bound(objectives.values_list("plan__unit"), promised_in(year, lines).values_list("agreement__unit"))


def hung_from(units, year: int) -> set[int]:
    """The units with an objective above one of these units, or with an indicator that they promised."""
    objectives = objectives_in(year).filter(plan__unit__in=units)
    lines = AgreementLine.objects.filter(agreement__unit__in=units)
    owners = promised_in(year, lines).values_list("indicator__objective__plan__unit")
    return bound(objectives.values_list("parent__plan__unit"), owners)


def bound(one: QuerySet, other: QuerySet) -> set[int]:
    """The units that either query gives; as a condition on units the database would try every unit."""
    return {unit_id for (unit_id,) in one.order_by().union(other.order_by()) if unit_id}


def objectives_in(year: int) -> QuerySet[Objective]:
    """The objectives of every Renstra that holds in the year."""
    return Objective.objects.filter(plan__year_from__lte=year, plan__year_to__gte=year)


def promised_in(year: int, lines) -> QuerySet[AgreementLine]:
    """Those of the lines that stand in a signed agreement of the year."""
    return lines.filter(agreement__year=year).exclude(agreement__status=AgreementStatus.DRAFT)


def planned(units, year: int) -> list[tuple[int, int, int | None]]:
    """Unit, objective and parent of every objective of the Renstra that holds; of two the one that began later."""
    rows = objectives_in(year).filter(plan__unit__in=units)
    rows = rows.order_by("plan__unit__path", "-plan__year_from", "order")
    latest, found = {}, []
    for unit_id, plan_id, objective_id, parent_id in rows.values_list("plan__unit", "plan", "pk", "parent"):
        if latest.setdefault(unit_id, plan_id) == plan_id:
            found.append((unit_id, objective_id, parent_id))
    return found


def promises_of(units, year: int) -> list[tuple[int, int, int, int | None]]:
    """Unit, objective, its owner and its parent of every line of the agreements in force, in order."""
    signed = PerformanceAgreement.objects.signed().filter(unit__in=units, year=year).order_by("version")
    in_force = dict(signed.values_list("unit", "pk"))
    rows = AgreementLine.objects.filter(agreement__in=in_force.values()).order_by("agreement__unit__path", "order")
    objective = "indicator__objective"
    return list(rows.values_list("agreement__unit", objective, f"{objective}__plan__unit", f"{objective}__parent"))
