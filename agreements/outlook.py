"""Where the promised indicators of a unit are heading: the year's end on a straight line, held against its target."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from agreements.scorecard import LAST_QUARTER, IndicatorScore, Scorecard
from indicators.achievement import Achievement, Standing, achievement
from indicators.forecast import PREDICATE, straight_line
from indicators.formula import Accumulation, Calculation, Result
from indicators.models import Indicator, Measure


@dataclass(frozen=True)
class Outlook:
    """One line up to a quarter: `score` as it stands, `forecast` in its measure, `expected` capaian of the year."""

    score: IndicatorScore
    forecast: Result
    expected: Achievement

    @property
    def will_miss(self) -> bool:
        """Whether the forecast stays below the year's target; a predicate has no forecast."""
        return self.expected.standing is Standing.BELOW

    @property
    def is_behind(self) -> bool:
        """Whether capaian up to the quarter is below its target; a predicate by its rank."""
        return self.score.standing is Standing.BELOW


def outlooks(cards: Mapping[int, Scorecard], quarter: int) -> tuple[Outlook, ...]:
    """The outlook of each line from the unit's scorecards of all four quarters, by what was known in `quarter`."""
    by_quarter = {at: {score.line_id: score for score in card.indicators} for at, card in cards.items()}
    so_far = {
        score.line_id: [by_quarter[at][score.line_id].measurement.value for at in range(1, quarter + 1)]
        for score in cards[quarter].indicators
    }
    rules = cards[quarter].rules
    return tuple(
        outlook(score, by_quarter[LAST_QUARTER][score.line_id], so_far[score.line_id], rules)
        for score in cards[quarter].indicators
    )


def outlook(score: IndicatorScore, of_year: IndicatorScore, so_far: list[Decimal | None], rules) -> Outlook:
    """One line: its score of the quarter, the same line with the year's target, and the year to date by quarter."""
    forecast = projected(score.indicator, so_far)
    bounds = (of_year.lower, of_year.upper)
    return Outlook(score, forecast, expected(score.indicator, forecast, of_year.target, bounds, rules))


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
