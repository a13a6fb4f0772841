"""Up to which quarter a unit and all below it is told: its own latest with something verified, else its subtree's."""

from collections.abc import Sequence

from django.db.models import Max

from agreements.scorecard import LAST_QUARTER, latest_quarters
from indicators.models import Realization
from indicators.periods import QUARTERS
from reports.leading.live import MOST_UNITS
from reports.models import Reach, UnitStanding
from reports.until_quarter import chosen
from units.models import Unit


def latest_of(units: Sequence[Unit], year: int) -> dict[int, int]:
    """By unit the latest quarter with something verified, from kept sums for what lies below; none is not named."""
    kept = UnitStanding.objects.filter(unit__in=units, year=year, reach=Reach.SUBTREE, verified__gt=0).order_by()
    # What is known up to a quarter stays known in the next; what was verified is of the quarter alone.
    below = dict(kept.values_list("unit").annotate(Max("quarter")))
    return below | latest_quarters(units, year)


def latest_below(unit, year: int) -> int | None:
    """The latest quarter with something verified in a small subtree of which nothing is kept."""
    units = list(Unit.objects.below(unit).values_list("pk", flat=True)[: MOST_UNITS + 1])
    if len(units) > MOST_UNITS:
        return None
    rows = Realization.objects.verified().filter(unit__in=units, year=year)
    return rows.aggregate(latest=Max("quarter"))["latest"]


def leading_quarter(request, unit, year: int, *, is_whole: bool) -> int:
    """The quarter that was asked for, else the latest of the unit or of what lies below it; the whole year of none."""
    asked = chosen(request.GET.get("triwulan"), QUARTERS)
    if asked:
        return asked
    if not is_whole:
        return latest_quarters([unit], year).get(unit.pk, LAST_QUARTER)
    return latest_of([unit], year).get(unit.pk) or latest_below(unit, year) or LAST_QUARTER
