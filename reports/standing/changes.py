"""What the trail says has changed: of which units and years the standing must be reckoned anew."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import sleep

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Max, Q

from agreements.models import AgreementLine, PerformanceAgreement, QuarterTarget
from budget.models import BudgetImport, BudgetLine, Ceiling, Dipa, DipaRevision, PlannedWithdrawal, Spending
from indicators.formula import Calculation
from indicators.models import (
    Component,
    ComponentValue,
    Extension,
    Indicator,
    Measure,
    Objective,
    Period,
    PredicateRank,
    PredicateScale,
    Realization,
    RuleSet,
    StrategicPlan,
)
from reports.models import UnitStanding
from units.models import Change, Unit

OF_THE_UNIT = (
    *(AgreementLine, PerformanceAgreement, QuarterTarget, Realization, ComponentValue),
    # An import of a budget file stands in the trail for every row it wrote.
    *(BudgetLine, Ceiling, Dipa, DipaRevision, PlannedWithdrawal, Spending, BudgetImport),
)
# What other units promise and report hangs on these too.
OF_ITS_CARRIERS = (StrategicPlan, Objective, Indicator, Component)
OF_ALL_BELOW = (RuleSet, Period, Extension)
OF_PREDICATES = (PredicateScale, PredicateRank)
WATCHED = OF_THE_UNIT + OF_ITS_CARRIERS + OF_ALL_BELOW + OF_PREDICATES
TRIES, PAUSE = 5, 0.05
ENTRIES_AT_ONCE = 20_000
# Numbers are given before a commit, by whoever holds this lock until the end of the transaction.
WRITERS = """SELECT virtualtransaction FROM pg_locks WHERE locktype = 'relation' AND relation = %s::regclass
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()"""
# A unit's id and a year.
Pair = tuple[int, int]

_awaited: tuple[int, frozenset[str]] | None = None


@dataclass
class Changed:
    """The pairs to reckon anew, and the units and objectives from whose sums something was taken away."""

    pairs: set[Pair] = field(default_factory=set)
    left_units: set[int] = field(default_factory=set)
    left_objectives: set[int] = field(default_factory=set)


def settled_change() -> int | None:
    """The last entry below which none can still appear; None while one may, and the same one is asked for again.

    Nobody is held up by it, and whoever starts to write meanwhile does not put it off.
    """
    global _awaited
    for _ in range(TRIES):
        # The entry before the writers: whoever took a lower number either still writes or is seen from now on.
        _awaited = _awaited or (last_entry(), writers())
        if not _awaited[1] & writers():
            (found, _), _awaited = _awaited, None
            return found
        sleep(PAUSE)
    return None


def last_entry() -> int:
    return Change.objects.aggregate(last=Max("pk"))["last"] or 0


def writers() -> frozenset[str]:
    """The transactions of others that may have taken a number and not shown it yet; none where writers queue."""
    if connection.vendor != "postgresql":
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(WRITERS, [Change._meta.db_table])
        return frozenset(name for (name,) in cursor.fetchall())


def slice_end(after: int, last: int) -> int:
    """The last entry that is looked at in one go."""
    keys = Change.objects.filter(pk__gt=after, pk__lte=last).order_by("pk").values_list("pk", flat=True)
    return next(iter(keys[ENTRIES_AT_ONCE - 1 : ENTRIES_AT_ONCE]), last)


def changed(after: int, until: int) -> Changed:
    """What the entries after one and up to another touch, in a number of queries that does not grow with them."""
    entries = Change.objects.filter(pk__gt=after, pk__lte=until).order_by()
    named = places_named(entries)
    moved, left_units = moves(entries, Unit)
    _, left_objectives = moves(entries, Objective)
    named[RuleSet] |= {(unit_id, None) for unit_id in moved}
    return Changed(dated(reached(named)), left_units, left_objectives)


def places_named(entries) -> dict[type, set]:
    """By table the units and years that the entries name."""
    kinds = {kind.pk: model for model, kind in ContentType.objects.get_for_models(*WATCHED).items()}
    named = defaultdict(set)
    rows = entries.filter(content_type__in=kinds).values_list("content_type", "unit", "year").distinct()
    for kind, unit_id, year in rows:
        named[kinds[kind]].add((unit_id, year))
    return named


def reached(named: dict[type, set]) -> set:
    """The places themselves, and those that follow from them."""
    places = {place for model in OF_THE_UNIT + OF_ITS_CARRIERS for place in named[model]}
    places |= carriers(place for model in OF_ITS_CARRIERS for place in named[model])
    places |= below(place for model in OF_ALL_BELOW for place in named[model])
    places |= pool_owners(place for model in (Realization, ComponentValue, AgreementLine) for place in named[model])
    if any(named[model] for model in OF_PREDICATES):
        places |= of_predicates()
    return places


def moves(entries, model) -> tuple[set[int], set[int]]:
    """The rows of a tree that came to another place, and what stood above them, or above a deleted one, before."""
    kind = ContentType.objects.get_for_model(model)
    told = entries.filter(content_type=kind).exclude(action=Change.Action.CREATE).values_list("object_id", "changes")
    rows = [(pk, changes) for pk, changes in told if {"parent", "code"} & set(changes or ())]
    befores = (str(changes["parent"][0]) for _, changes in rows if "parent" in changes)
    return {pk for pk, _ in rows}, {int(before) for before in befores if before.isdigit()}


def carriers(places: Iterable) -> set:
    """The units that promise an indicator of one of these units, in every year."""
    owners = {unit_id for unit_id, _ in places}
    lines = AgreementLine.objects.filter(indicator__objective__plan__unit__in=owners)
    return set(lines.order_by().values_list("agreement__unit", "agreement__year").distinct())


def below(places: Iterable) -> set:
    """The units and all below them, each with the year of the place."""
    by_year = defaultdict(set)
    for unit_id, year in places:
        by_year[year].add(unit_id)
    found = set()
    for year, unit_ids in by_year.items():
        reach = Q(pk__in=[])
        for path in Unit.objects.filter(pk__in=unit_ids).values_list("path", flat=True):
            reach |= Q(path__startswith=path)
        found |= {(pk, year) for pk in Unit.objects.filter(reach).values_list("pk", flat=True)}
    return found


def pool_owners(places: Iterable) -> set:
    """The units whose pooled indicators one of these units reports to or promises, each with the year."""
    by_year = defaultdict(set)
    for unit_id, year in places:
        by_year[year].add(unit_id)
    found = set()
    for year, unit_ids in by_year.items():
        pooled = Indicator.objects.filter(calculation=Calculation.POOLED)
        given = Q(realizations__unit__in=unit_ids, realizations__year=year)
        promised = Q(agreement_lines__agreement__unit__in=unit_ids, agreement_lines__agreement__year=year)
        for tied in (given, promised):
            owners = pooled.filter(tied).order_by().values_list("objective__plan__unit", flat=True).distinct()
            found |= {(owner, year) for owner in owners}
    return found


def of_predicates() -> set:
    """Every unit and year with a promised predicate."""
    lines = AgreementLine.objects.filter(indicator__measure=Measure.PREDICATE)
    return set(lines.order_by().values_list("agreement__unit", "agreement__year").distinct())


def dated(places: Iterable) -> set[Pair]:
    """The places with a year; one without stands for every year in which its unit has anything."""
    places = {place for place in places if place[0] is not None}
    undated = {unit_id for unit_id, year in places if year is None}
    found = {place for place in places if place[1] is not None}
    if undated:
        for model in (PerformanceAgreement, Dipa, UnitStanding):
            found |= set(model.objects.filter(unit__in=undated).order_by().values_list("unit", "year").distinct())
    return found
