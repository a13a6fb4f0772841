"""Keeping the gaps of the pohon kinerja: a year is counted anew when anything changed that its tree hangs on."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.utils import timezone

from agreements.models import AgreementLine, PerformanceAgreement
from indicators.models import Indicator, Objective, StrategicPlan
from reports.models import StandingMark, TreeGap, TreeGapMark
from reports.standing.writing import held_mark
from reports.tree_gaps_below import KINDS, counts_now
from units.models import Change, Unit

OF_THE_TREE = (StrategicPlan, Objective, Indicator, AgreementLine, PerformanceAgreement)
# A whole ministry is counted in about two seconds: while much is changed not more often than this.
PAUSE = timedelta(seconds=30)


def want_gaps(after: int, until: int) -> None:
    """Note which years the entries after one and up to another touch; the caller holds the mark."""
    years = years_touched(Change.objects.filter(pk__gt=after, pk__lte=until).order_by())
    marks = TreeGapMark.objects.all() if None in years else TreeGapMark.objects.filter(year__in=years)
    new = (TreeGapMark(year=year) for year in years if year is not None)
    TreeGapMark.objects.bulk_create(new, ignore_conflicts=True)
    marks.filter(wanted__lt=until).update(wanted=until)


def years_touched(entries) -> set[int | None]:
    """The years whose trees the entries change; None stands for all."""
    kinds = ContentType.objects.get_for_models(Unit, *OF_THE_TREE)
    rows = entries.filter(content_type__in=[kinds[model] for model in OF_THE_TREE])
    years = set(rows.values_list("year", flat=True).distinct())
    units = entries.filter(content_type=kinds[Unit]).exclude(action=Change.Action.CREATE)
    is_moved = any("parent" in (changes or ()) for changes in units.values_list("changes", flat=True))
    return years | {None} if is_moved else years


def refresh_gaps(*, is_patient: bool = False) -> None:
    """Count anew the years that wait for it; whoever is patient leaves what was counted a moment ago for later."""
    waiting = TreeGapMark.objects.filter(Q(counted__lt=F("wanted")) | Q(counted_at=None))
    if is_patient:
        waiting = waiting.exclude(counted_at__gt=timezone.now() - PAUSE)
    for mark in waiting:
        count_gaps(mark.year, mark.wanted)


def rebuild_gaps(years: Iterable[int]) -> None:
    """Count the years anew, whatever is known of them."""
    known = StandingMark.objects.values_list("last_change", flat=True).first() or 0
    for year in years:
        mark, _ = TreeGapMark.objects.get_or_create(year=year)
        count_gaps(year, max(known, mark.wanted))


def count_gaps(year: int, until: int) -> None:
    """Keep the gaps of a year as they are now, which is at least as they were after the entry `until`."""
    moment, now = timezone.now(), counts_now(Unit.objects.filter(parent__isnull=False), year)
    with held_mark():
        mark = TreeGapMark.objects.get(year=year)
        if mark.counted > until:
            # Somebody who began later was faster and saw more.
            return
        put(year, now)
        mark.counted, mark.counted_at = until, moment
        mark.save(update_fields=["counted", "counted_at"])


def put(year: int, now: dict[int, dict[str, int]]) -> None:
    """Write what differs from what is kept."""
    rows = TreeGap.objects.filter(year=year)
    kept = {pk: dict(zip(KINDS, counts, strict=True)) for pk, *counts in rows.values_list("unit", *KINDS)}
    new = {pk: counts for pk, counts in now.items() if kept.get(pk) != counts}
    rows.filter(unit__in={*new, *(kept.keys() - now.keys())}).delete()
    made = (TreeGap(unit_id=pk, year=year, **counts) for pk, counts in new.items())
    TreeGap.objects.bulk_create(made, batch_size=1000)
