"""Filling the whole standing anew from the engine, year by year and unit by unit in batches."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from django.db import connections
from django.db.models import Max
from django.utils import timezone

from agreements.models import PerformanceAgreement
from budget.models import Dipa
from lakin.fast_rows import stored
from reports.models import ObjectiveStanding, Reach, Shortfall, StandingDue, UnitStanding
from reports.standing.changes import settled_change
from reports.standing.gaps import rebuild_gaps
from reports.standing.objectives_up import sum_objectives
from reports.standing.own import OwnRows, own_rows
from reports.standing.units_up import sum_units
from reports.standing.writing import held_mark, replace_rows
from units.models import Unit

UNITS_AT_ONCE = 250


def rebuild(*, years=None, processes: int = 1, tell: Callable[[str], None] = lambda _: None) -> None:
    """Fill the standing of the years anew, of all years with an agreement or a DIPA where none are named.

    Rows are reckoned without holding the mark, several groups at a time; what is written meanwhile is refreshed later.
    """
    begun, waiting = settled_change(), StandingDue.objects.aggregate(last=Max("pk"))["last"] or 0
    rebuilt = years or years_with_data()
    for year in rebuilt:
        tasks = [(keys, year) for keys in groups()]
        if processes > 1:
            side_by_side(tasks, processes)
        else:
            for task in tasks:
                store_group(task)
        with held_mark():
            sum_units(year)
        with held_mark():
            sum_objectives(year)
        tell(f"Rekap tahun {year} disusun ulang.")
    rebuild_gaps(rebuilt)
    set_mark(begun, is_whole=not years)
    StandingDue.objects.filter(pk__lte=waiting, year__in=rebuilt).delete()


def side_by_side(tasks: list, processes: int) -> None:
    """The groups in several processes, each with a connection of its own."""
    connections.close_all()
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        list(pool.map(store_group, tasks))


def store_group(task: tuple[list[int], int]) -> None:
    """The rows of a group of units alone."""
    keys, year = task
    units = list(Unit.objects.filter(pk__in=keys))
    # A hundred thousand rows live and go together: looking through them again and again would cost a fifth.
    gc.disable()
    try:
        rows = own_rows(units, year)
    finally:
        gc.enable()
    with held_mark():
        put(rows, units, year)


def set_mark(begun: int | None, *, is_whole: bool) -> None:
    """Say up to which entry everything is in; what was written since the beginning comes after it and is refreshed."""
    with held_mark() as mark:
        known = mark.last_change if begun is None else begun
        mark.last_change = known if is_whole else min(mark.last_change, known)
        mark.refreshed_at = timezone.now()
        mark.save(update_fields=["last_change", "refreshed_at"])


def years_with_data() -> list[int]:
    """The years in which a unit has an agreement or a DIPA, or that were once recorded in the standing."""
    years = [model.objects.order_by().values_list("year") for model in (PerformanceAgreement, Dipa, UnitStanding)]
    return sorted(year for (year,) in years[0].union(*years[1:]))


def groups() -> Iterator[list[int]]:
    """The keys of all units, neighbours together."""
    keys = iter(list(Unit.objects.order_by("path").values_list("pk", flat=True)))
    while group := list(islice(keys, UNITS_AT_ONCE)):
        yield group


def store_own(units: list[Unit], year: int) -> None:
    """Reckon and store the rows of the units alone; the caller holds the mark."""
    put(own_rows(units, year), units, year)


def put(found: OwnRows, units: list[Unit], year: int) -> None:
    """The rows in the place of the former ones."""
    mine = {"unit__in": units, "year": year}
    former = {
        UnitStanding: UnitStanding.objects.filter(**mine, reach=Reach.OWN),
        ObjectiveStanding: ObjectiveStanding.objects.filter(**mine, reach=Reach.OWN),
        Shortfall: Shortfall.objects.filter(**mine),
    }
    for model, rows in found.all:
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        told = (tuple(stored(getattr(row, field.attname)) for field in fields) for row in rows)
        replace_rows(former[model], [field.name for field in fields], told)
