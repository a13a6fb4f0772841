"""Keeping the standing fresh: only what changed is reckoned anew, by whoever holds the mark."""

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils import timezone

from reports.models import StandingMark, UnitStanding
from reports.standing.changes import Pair, changed, settled_change, slice_end
from reports.standing.objectives_up import sum_objectives, touched_by
from reports.standing.rebuilding import store_own
from reports.standing.units_up import sum_units
from reports.standing.writing import held_mark
from units.models import Unit

# Few at a time, so that on SQLite nobody waits long to write.
UNITS_AT_ONCE = 50
EVERY = 3.0
log = logging.getLogger(__name__)
_looked_at = -EVERY


def refresh(*, pairs: Iterable[Pair], left_units: Iterable[int] = (), left_objectives: Iterable[int] = ()) -> int:
    """Reckon these units and years anew, and the sums above them; returns how many pairs that were.

    What is left are units and objectives that lost something below them, whose sums are added up again in every year.
    """
    by_year = defaultdict(set)
    for unit_id, year in pairs:
        by_year[year].add(unit_id)
    count = 0
    for year in sorted({*by_year, *(years_kept() if left_units or left_objectives else ())}):
        for unit_ids in grouped(by_year[year]):
            with held_mark():
                refresh_units(unit_ids, year)
            count += len(unit_ids)
        with held_mark():
            sum_units(year, with_above(left_units))
            sum_objectives(year, left_objectives)
    return count


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


def grouped(unit_ids: Iterable[int]) -> Iterator[list[int]]:
    """The units in small groups."""
    rest = iter(sorted(unit_ids))
    while group := list(islice(rest, UNITS_AT_ONCE)):
        yield group


def refresh_changed() -> int:
    """Reckon anew what the trail says has changed since the mark; returns how many units and years that were.

    Whoever breaks off leaves the mark where it was, so that the same is reckoned again.
    """
    last = settled_change()
    if last is None:
        return 0
    with held_mark() as seen:
        after = seen.last_change
    count = 0
    while after < last:
        until = slice_end(after, last)
        found = changed(after, until)
        count += refresh(pairs=found.pairs, left_units=found.left_units, left_objectives=found.left_objectives)
        seen = advance(seen, until)
        after = until
    return count


def advance(seen: StandingMark, until: int) -> StandingMark:
    """Move the mark, unless somebody moved it meanwhile: the earlier one counts, and some is reckoned twice.

    A rebuilding may have set it to where it was, and rows of ours aside: the moment tells.
    """
    with held_mark() as mark:
        if (mark.last_change, mark.refreshed_at) == (seen.last_change, seen.refreshed_at):
            mark.last_change, mark.refreshed_at = until, timezone.now()
            mark.save(update_fields=["last_change", "refreshed_at"])
            return mark
    return seen


def look() -> int:
    """For a loop that has time: refreshes every few seconds, and never stops the loop."""
    global _looked_at
    if time.monotonic() - _looked_at < EVERY:
        return 0
    try:
        return refresh_changed()
    except Exception:
        log.exception("Rekap tidak dapat disegarkan; dicoba lagi.")
        return 0
    finally:
        _looked_at = time.monotonic()
