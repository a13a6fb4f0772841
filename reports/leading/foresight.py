"""Forecasts of the indicators that lag, by two methods, each with the error it would have had in former years."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db.models import F

from agreements.models import AgreementLine, AgreementStatus
from agreements.outlook import projected
from agreements.scorecard import achieved
from agreements.summary import read_parts
from indicators.forecast import last_years_shape, mean_error
from indicators.formula import Calculation, Result
from indicators.measurement import Measurement, of_year
from indicators.models import Realization
from indicators.rulesets import Rules
from reports.leading.picture import Forecast
from reports.standings import Lagging

YEAR_END = 4
# Former years by which a forecast is judged, each beside the year before it.
JUDGED = 3
CLOSED = "Tahun sudah selesai."
# What was written beside a fact, and would be most of it.
REASONS = ("supporting_factors", "hindering_factors", "follow_up", "note", "source")

Key = tuple[int, int]
Seen = Mapping[Key, tuple[Forecast, Forecast]]
# What a unit measured of an indicator, up to each quarter of each year.
Measured = Mapping[int, Sequence[Decimal | None]]


def foresee(
    lagging: Sequence[Lagging], year: int, quarter: int, rules: Mapping[int, Rules], *, is_over: bool = False
) -> Seen:
    """Straight line and last year's shape by unit and indicator, in a constant number of queries.

    `rules` are those of each unit by its id.
    """
    if quarter == YEAR_END or is_over:
        return {(one.unit.pk, one.indicator.pk): (Forecast(reason=CLOSED), Forecast(reason=CLOSED)) for one in lagging}
    past, lines = measured(lagging, year), promised(lagging, year)
    found = {}
    for one in lagging:
        key = one.unit.pk, one.indicator.pk
        values, line = past[key], lines.get(key)
        line_error, shape_error = error_of_line(one, values, year, quarter), error_of_shape(values, year, quarter)
        found[key] = (
            Forecast(one.forecast, line_error, straight(one, values[year], quarter).reason),
            told(line, rules[one.unit.pk], shaped(values, year, quarter), shape_error),
        )
    return found


def straight(one: Lagging, values: Sequence[Decimal | None], quarter: int) -> Result:
    return projected(one.indicator, list(values[:quarter]))


def shaped(values: Measured, year: int, quarter: int) -> Result:
    """This year so far as last year went on from there."""
    before = values[year - 1]
    return last_years_shape(values[year][quarter - 1], before[quarter - 1], before[YEAR_END - 1])


def error_of_line(one: Lagging, values: Measured, year: int, quarter: int) -> Decimal | None:
    """How far the straight line from the same quarter was off in former years, in percent; None where none is known."""
    years = range(year - JUDGED, year)
    return mean_error((straight(one, values[past], quarter).value, values[past][-1]) for past in years).value


def error_of_shape(values: Measured, year: int, quarter: int) -> Decimal | None:
    """The same for the shape of the year before each."""
    years = range(year - JUDGED, year)
    return mean_error((shaped(values, past, quarter).value, values[past][-1]) for past in years).value


def told(line: AgreementLine | None, rules, expected: Result, error: Decimal | None) -> Forecast:
    """The expected value as a capaian against the target of the year."""
    if line is None or expected.value is None:
        return Forecast(None, error, expected.reason or "Target tahun belum ada.")
    result = achieved(line, Measurement(value=expected.value), rules)
    return Forecast(result.value, error, result.reason)


def measured(lagging: Sequence[Lagging], year: int) -> Mapping[Key, Measured]:
    """The verified year to date at each quarter of this year and of those by which forecasts are judged.

    What is pooled over units has no rows of its own and stays unknown here.
    """
    wanted = {(one.unit.pk, one.indicator.pk) for one in lagging if one.indicator.calculation != Calculation.POOLED}
    years = range(year - JUDGED - 1, year + 1)
    indicators = {one.indicator.pk: one.indicator for one in lagging}
    found = Realization.objects.verified().filter(
        unit__in={unit_id for unit_id, _ in wanted},
        indicator__in={indicator_id for _, indicator_id in wanted},
        year__in=years,
    )
    rows = list(found.order_by("quarter").defer(*REASONS))
    for row in rows:
        row.indicator = indicators[row.indicator_id]
    read_parts(indicators.values(), rows)
    by_key = defaultdict(list)
    for row in rows:
        by_key[row.unit_id, row.indicator_id, row.year].append(row)
    return {
        (one.unit.pk, one.indicator.pk): {at: through(one, by_key[one.unit.pk, one.indicator.pk, at]) for at in years}
        for one in lagging
    }


def through(one: Lagging, rows: list[Realization]) -> list[Decimal | None]:
    """The year to date at the end of each quarter."""
    return [of_year(one.indicator, rows, through=quarter).value for quarter in range(1, YEAR_END + 1)]


def promised(lagging: Sequence[Lagging], year: int) -> dict[Key, AgreementLine]:
    """The line with the target of the year by unit and indicator, of the agreement in force."""
    indicators = {one.indicator.pk: one.indicator for one in lagging}
    lines = AgreementLine.objects.filter(
        agreement__unit__in={one.unit.pk for one in lagging},
        agreement__year=year,
        agreement__status=AgreementStatus.SIGNED,
        indicator__in=indicators,
    )
    found = {}
    for line in lines.order_by().annotate(unit_id=F("agreement__unit")):
        line.indicator = indicators[line.indicator_id]
        found[line.unit_id, line.indicator_id] = line
    return found
