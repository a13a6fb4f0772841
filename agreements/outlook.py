"""Where the promised indicators of a unit are heading: the year's end on a straight line, held against its target."""

from decimal import Decimal

from indicators.achievement import Achievement, achievement
from indicators.forecast import PREDICATE, straight_line
from indicators.formula import Accumulation, Calculation, Result
from indicators.models import Indicator, Measure


def expected(indicator: Indicator, forecast: Result, target: Decimal | None, bounds, rules) -> Achievement:
    """The capaian of the year if it ends at the forecast, against the year's target or bounds."""
    return achievement(
        target=target,
        realization=forecast.value,
        polarity=indicator.polarity,
        policy=rules.policy,
        lower=bounds[0],
        upper=bounds[1],
    )


def projected(indicator: Indicator, so_far: list[Decimal | None]) -> Result:
    """The straight line of one indicator from its year to date at the end of each quarter."""
    if indicator.measure == Measure.PREDICATE:
        return PREDICATE
    return straight_line(so_far, Accumulation(indicator.accumulation), is_share=is_share(indicator))


def is_share(indicator: Indicator) -> bool:
    """Whether a sum over quarters is a share of sums, which does not grow with the year."""
    return indicator.calculation in (Calculation.RATIO, Calculation.POOLED)
