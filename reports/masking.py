"""Why there is no figure, in words that name no unit that a person may not know of."""

from collections.abc import Iterable

from django.db.models import QuerySet

from agreements.scorecard import IndicatorScore
from indicators.formula import Calculation
from units.models import Unit

OUTSIDE = "unit di luar unit Anda"


def unnamed(words: str, hidden: Iterable[Unit]) -> str:
    """The words without the names of units, the longest first, as a name may hold another."""
    for unit in sorted(hidden, key=lambda one: -len(one.label)):
        words = words.replace(unit.label, OUTSIDE)
    return words[:1].upper() + words[1:]


def hidden_units(visible: QuerySet[Unit], scores: Iterable[IndicatorScore], year: int) -> tuple[Unit, ...]:
    """The units beyond the visible ones that a pool without a figure names; one query where there is such a pool."""
    pools = {one.indicator.pk for one in scores if one.reason and one.indicator.calculation == Calculation.POOLED}
    named = Unit.objects.filter(realizations__indicator__in=pools, realizations__year=year).order_by().distinct()
    return tuple(named.exclude(pk__in=visible.order_by().values("pk")))
