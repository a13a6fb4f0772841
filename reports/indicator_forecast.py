"""Where one figure is heading by the end of the year, two ways, each beside how wrong it was in past years."""

from dataclasses import dataclass

from agreements.outlook import projected
from indicators.achievement import Achievement, achievement
from indicators.forecast import YEAR_END, last_years_shape, mean_error
from indicators.formula import Result
from indicators.models import Measure
from indicators.scales import Band, rate
from reports.blocks import Status
from reports.indicator_rows import IndicatorRows

LINE, SHAPE = "Garis lurus", "Pola tahun lalu"


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


def forecasts(rows: IndicatorRows, quarter: int) -> tuple[Forecast, ...]:
    """Both forecasts from what is verified up to a quarter; none at the year's end and for a predicate."""
    if quarter >= YEAR_END or rows.indicator.measure == Measure.PREDICATE:
        return ()
    past = [year for year, found in rows.realized.items() if year < rows.year and any(found.values())]
    ways = ((LINE, by_line), (SHAPE, by_shape))
    return tuple(forecast(rows, quarter, name, way, past) for name, way in ways)


def forecast(rows: IndicatorRows, quarter: int, name: str, way, past) -> Forecast:
    result = way(rows, rows.year, quarter)
    line, rules = rows.line, rows.rules[rows.year]
    expected = achievement(
        target=line.target,
        realization=result.value,
        polarity=rows.indicator.polarity,
        policy=rules.policy,
        lower=line.target_lower,
        upper=line.target_upper,
    )
    tried = [(way(rows, year, quarter).value, so_far(rows, year, YEAR_END)[-1]) for year in past]
    return Forecast(name, result, expected, rate(expected.value, rules.bands), mean_error(tried))


def by_line(rows: IndicatorRows, year: int, quarter: int) -> Result:
    return projected(rows.indicator, so_far(rows, year, quarter))


def by_shape(rows: IndicatorRows, year: int, quarter: int) -> Result:
    """The year as the one before it went on; that one has to be known at the same quarter and at its end."""
    before = so_far(rows, year - 1, YEAR_END)
    return last_years_shape(so_far(rows, year, quarter)[-1], before[quarter - 1], before[-1])


def so_far(rows: IndicatorRows, year: int, quarter: int) -> list:
    """The verified year to date at the end of each quarter; None where it is not known."""
    return [rows.measured(year, at, verified_only=True).value for at in range(1, quarter + 1)]
