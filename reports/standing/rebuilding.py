"""Filling the whole standing anew from the engine: unit by unit in groups, each year all at once."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread

from django.db import IntegrityError, connections
from django.db.models import Max
from django.utils import timezone

from agreements.models import PerformanceAgreement
from budget.models import Dipa
from lakin.fast_rows import stored
from reports.models import ObjectiveStanding, PlanStanding, Reach, Shortfall, StandingDue, UnitStanding
from reports.standing.changes import settled_change
from reports.standing.gaps import rebuild_gaps
from reports.standing.objectives_up import sum_objectives
from reports.standing.own import OwnRows, own_rows
from reports.standing.units_up import sum_units
from reports.standing.writing import held_mark, replace_rows
from units.models import Unit

UNITS_AT_ONCE, TURNS = 250, 2


def rebuild(*, years=None, processes: int = 1, tell: Callable[[str], None] = lambda _: None) -> None:
    """Fill the standing of the years anew, of all years with an agreement or a DIPA where none are named.

    Whoever breaks off leaves each year as it was or whole; what is written meanwhile is refreshed later.
    """
    begun, waiting = settled_change(), StandingDue.objects.aggregate(last=Max("pk"))["last"] or 0
    rebuilt = years or years_with_data()
    for year in rebuilt:
        rebuild_year(year, processes)
        tell(f"Rekap tahun {year} disusun ulang.")
    rebuild_gaps(rebuilt)
    set_mark(begun, is_whole=not years)
    StandingDue.objects.filter(pk__lte=waiting, year__in=rebuilt).delete()


def rebuild_year(year: int, processes: int) -> None:
    """Reckon a year without holding the mark, and put it in the place of what is kept, all of it or nothing."""
    for turn in range(TURNS):
        # Half a million rows live and go together: looking through them again and again would cost a fifth.
        gc.disable()
        try:
            found = reckoned([(keys, year) for keys in groups()], processes)
            with held_mark():
                replace_year(found, year)
            return
        except IntegrityError:
            # Somebody deleted a unit, an objective or an indicator meanwhile.
            if turn + 1 == TURNS:
                raise
        finally:
            gc.enable()


def replace_year(found: OwnRows, year: int) -> None:
    """The rows of the units alone and their sums in the place of all that is kept of the year."""
    for model, columns, rows in found.all:
        replace_rows(model.objects.filter(year=year), columns, rows)
    sum_units(year)
    sum_objectives(year)


def reckoned(tasks: list, processes: int) -> OwnRows:
    """The rows of all groups, reckoned in several processes with a connection each."""
    if processes == 1:
        return together(map(reckon_group, tasks))
    connections.close_all()
    with ProcessPoolExecutor(processes, mp_context=get_context("fork"), initializer=begin_process) as pool:
        return together(pool.map(reckon_group, tasks))


def begin_process() -> None:
    """One of several processes: its rows live and go together, and it ends with the process that began it."""
    gc.disable()
    Thread(target=end_with, args=(parent_process(),), daemon=True).start()


def end_with(parent) -> None:
    """Waits for the end of the parent; nobody would take the rows of an orphan, or end it."""
    parent.join()
    os._exit(1)


def reckon_group(task: tuple[list[int], int]) -> OwnRows:
    """The rows of a group of units alone."""
    keys, year = task
    return own_rows(list(Unit.objects.filter(pk__in=keys)), year, stored(timezone.now()))


def together(groups: Iterable[OwnRows]) -> OwnRows:
    """The rows of all groups."""
    found = OwnRows()
    for group in groups:
        found.units += group.units
        found.objectives += group.objectives
        found.shortfalls += group.shortfalls
        found.plans += group.plans
    return found


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
    found = own_rows(units, year, stored(timezone.now()))
    mine = {"unit__in": [unit.pk for unit in units], "year": year}
    former = {
        UnitStanding: UnitStanding.objects.filter(**mine, reach=Reach.OWN),
        ObjectiveStanding: ObjectiveStanding.objects.filter(**mine, reach=Reach.OWN),
        Shortfall: Shortfall.objects.filter(**mine),
        PlanStanding: PlanStanding.objects.filter(**mine, reach=Reach.OWN),
    }
    for model, columns, rows in found.all:
        replace_rows(former[model], columns, rows)
