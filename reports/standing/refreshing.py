"""Keeping the standing fresh: only what changed is reckoned anew, by whoever holds the mark."""

import logging
import time
from collections.abc import Iterable

from django.utils import timezone

from reports.models import StandingDue, UnitStanding
from reports.standing.changes import Changed, changed, settled_change, slice_end
from reports.standing.gaps import refresh_gaps, want_gaps
from reports.standing.objectives_up import sum_objectives, touched_by
from reports.standing.rebuilding import store_own, years_with_data
from reports.standing.units_up import sum_units
from reports.standing.writing import held_mark
from units.models import Unit

# Few at a time, so that on SQLite nobody waits long to write.
UNITS_AT_ONCE = 50
EVERY, A_TURN = 3.0, 200
BATCH = 5000
log = logging.getLogger(__name__)
_looked_at = -EVERY


def refresh_units(unit_ids: list[int], year: int) -> None:
    """A few units of one year; the caller holds the mark."""
    units = list(Unit.objects.filter(pk__in=unit_ids))
    before = touched_by(unit_ids, year)
    store_own(units, year)
    sum_units(year, with_above(unit_ids))
    sum_objectives(year, before | touched_by(unit_ids, year))


def with_above(unit_ids: Iterable[int]) -> set[int]:
    """The units and all above them."""
    paths = {path for unit in Unit.objects.filter(pk__in=unit_ids) for path in unit.paths_above}
    return set(Unit.objects.filter(path__in=paths).values_list("pk", flat=True))


def years_kept() -> list[int]:
    """The years of which anything is kept."""
    return list(UnitStanding.objects.order_by().values_list("year", flat=True).distinct())


def years_missing() -> list[int]:
    """The years with an agreement or a DIPA of which nothing is kept."""
    return sorted(set(years_with_data()) - set(years_kept()))


def refresh_changed(most: int | None = None) -> int:
    """Reckon anew what has changed since the mark, at most so many units and years; returns how many they were.

    Whoever breaks off forgets nothing: what the mark has passed waits in a table until it is reckoned.
    """
    put_on_list()
    refresh_gaps(is_patient=most is not None)
    count = 0
    while (most is None or count < most) and (done := refresh_next()):
        count += done
    return count


def put_on_list() -> None:
    """Move the mark past what the trail says, and keep what must be reckoned for it."""
    last = settled_change()
    if last is None:
        return
    with held_mark() as mark:
        after = mark.last_change
    while after < last:
        until = slice_end(after, last)
        found = changed(after, until)
        with held_mark() as mark:
            if mark.last_change != after:
                # Somebody else came first, or a rebuilding moved it back; the next look begins from there.
                return
            waiting = [StandingDue(unit_id=unit_id, year=year) for unit_id, year in sorted(found.pairs)]
            StandingDue.objects.bulk_create(waiting, batch_size=BATCH, ignore_conflicts=True)
            sum_left(found)
            want_gaps(after, until)
            mark.last_change, mark.refreshed_at = until, timezone.now()
            mark.save(update_fields=["last_change", "refreshed_at"])
        after = until


def sum_left(found: Changed) -> None:
    """Add up again, in every year, what lost something below it."""
    if found.left_units or found.left_objectives:
        for year in years_kept():
            sum_units(year, with_above(found.left_units))
            sum_objectives(year, found.left_objectives)


def refresh_next() -> int:
    """Reckon the next few of one year; returns how many they were, 0 when nothing waits."""
    with held_mark():
        first = StandingDue.objects.order_by("pk").first()
        if first is None:
            return 0
        rows = list(StandingDue.objects.filter(year=first.year).order_by("pk")[:UNITS_AT_ONCE])
        refresh_units([row.unit_id for row in rows], first.year)
        StandingDue.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def look() -> int:
    """For a loop that has time: a turn every few seconds, at once while more waits; it never stops the loop."""
    global _looked_at
    if time.monotonic() - _looked_at < EVERY:
        return 0
    count = 0
    try:
        count = refresh_changed(A_TURN)
    except Exception:
        log.exception("Rekap tidak dapat disegarkan; dicoba lagi.")
    if count < A_TURN:
        _looked_at = time.monotonic()
    return count
