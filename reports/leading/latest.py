"""Up to which quarter a unit and all below it is told: its own latest with something verified, else its subtree's."""

from collections.abc import Iterable, Sequence

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


def leading_quarter(request, unit, year: int, history: Iterable[UnitStanding] = (), *, is_whole: bool) -> int:
    """The quarter that was asked for, else the latest one; `is_whole` False looks at the unit alone.

    `history` are the kept rows of the unit.
    """
    if asked := chosen(request.GET.get("triwulan"), QUARTERS):
        return asked
    if own := latest_quarters([unit], year).get(unit.pk):
        return own
    return (is_whole and (kept_latest(history, year) or latest_below(unit, year))) or LAST_QUARTER


def kept_latest(history: Iterable[UnitStanding], year: int) -> int | None:
    """The latest quarter in which anything of the unit and all below it is verified, as it is kept."""
    return max(
        (row.quarter for row in history if row.year == year and row.reach == Reach.SUBTREE and row.verified),
        default=None,
    )
