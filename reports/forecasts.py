"""Where an indicator is heading by the end of the year, two ways, each beside how wrong it was in former years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from agreements.models import AgreementLine
from agreements.outlook import expected, projected
from indicators.achievement import Achievement
from indicators.forecast import PREDICATE, YEAR_END, last_years_shape, mean_error
from indicators.formula import Result
from indicators.models import Indicator, Measure
from indicators.rulesets import Rules
from indicators.scales import Band, rate
from reports.blocks import Status

LINE, SHAPE = "Garis lurus", "Pola tahun lalu"
# Former years by which a forecast is judged, each beside the year before it.
JUDGED = 3

# The verified year to date at the end of each of the four quarters, by year; None is not known.
Measured = Mapping[int, Sequence[Decimal | None]]


@dataclass(frozen=True)
class Forecast:
    """One way to look ahead: the value at the year's end, what capaian it would give, and its mean past error."""

    name: str
    result: Result
    expected: Achievement
    band: Band | None
    error: Result

    @property
    def rating(self) -> Status:
        return Status(self.band.mark, self.band.label) if self.band else Status("unknown", "Belum ada data")

    @property
    def reason(self) -> str:
        """Why no capaian is expected; empty when one is."""
        return self.result.reason or self.expected.reason


def years_read(year: int) -> range:
    """The years whose quarters a forecast of a year asks for."""
    return range(year - JUDGED - 1, year + 1)


def forecasts(
    line: AgreementLine, rules: Rules, values: Measured, year: int, quarter: int
) -> tuple[Forecast, Forecast]:
    """A straight line and last year's shape from what is known up to a quarter, held against the target of the year."""
    ways = ((LINE, by_line), (SHAPE, by_shape))
    straight, shaped = (forecast(name, way, line, rules, values, year, quarter) for name, way in ways)
    return straight, shaped


def forecast(name: str, way, line: AgreementLine, rules: Rules, values: Measured, year: int, quarter: int) -> Forecast:
    result = way(line.indicator, values, year, quarter)
    ahead = expectation(line, result, rules)
    past = range(year - JUDGED, year)
    tried = [(way(line.indicator, values, at, quarter).value, values[at][-1]) for at in past]
    return Forecast(name, result, ahead, rate(ahead.value, rules.bands), mean_error(tried))


def expectation(line: AgreementLine, result: Result, rules: Rules) -> Achievement:
    """The value at the year's end as a capaian of the year."""
    if result.value is None:
        return Achievement(reason=result.reason)
    return expected(line.indicator, result, line.target, (line.target_lower, line.target_upper), rules)


def by_line(indicator: Indicator, values: Measured, year: int, quarter: int) -> Result:
    """This year as it went on so far."""
    return projected(indicator, list(values[year][:quarter]))


def by_shape(indicator: Indicator, values: Measured, year: int, quarter: int) -> Result:
    """The year as the one before it went on; that one has to be known at the same quarter and at its end."""
    if indicator.measure == Measure.PREDICATE:
        return PREDICATE
    before = values[year - 1]
    return last_years_shape(values[year][quarter - 1], before[quarter - 1], before[YEAR_END - 1])
