"""Forecasts of the indicators that lag, each as its own page makes it, read for all of them at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from agreements.models import AgreementLine, AgreementStatus
from agreements.summary import read_parts
from indicators.forecast import YEAR_END
from indicators.formula import Calculation
from indicators.measurement import Measurement, of_quarters
from indicators.models import Realization
from indicators.periods import QUARTERS
from indicators.rulesets import Rules
from reports.forecasts import forecasts, years_read
from reports.leading.picture import Forecast
from reports.standings import Lagging

CLOSED = Forecast(reason="Tahun sudah selesai.")
# What was written beside a fact, and would be most of it.
REASONS = ("supporting_factors", "hindering_factors", "follow_up", "note", "source")

Key = tuple[int, int]
# What a unit measured of an indicator, up to each quarter of each year.
ByYear = Mapping[int, Sequence[Measurement]]


@dataclass(frozen=True)
class Foreseen:
    """Both forecasts of one indicator; `period_words` says of which earlier quarter its value is, where it is."""

    straight: Forecast
    shaped: Forecast
    period_words: str = ""


Seen = Mapping[Key, Foreseen]


def foresee(
    lagging: Sequence[Lagging], year: int, quarter: int, rules: Mapping[int, Rules], *, is_over: bool = False
) -> Seen:
    """Straight line and last year's shape by unit and indicator, in a constant number of queries.

    `rules` are those of each unit by its id.
    """
    if quarter == YEAR_END or is_over:
        return {(one.unit.pk, one.indicator.pk): Foreseen(CLOSED, CLOSED) for one in lagging}
    past, lines = measured(lagging, year), promised(lagging, year)
    found = {}
    for one in lagging:
        key = one.unit.pk, one.indicator.pk
        line = lines.get(key) or AgreementLine(indicator=one.indicator)
        found[key] = foreseen(one, line, rules[one.unit.pk], past[key], year, quarter)
    return found


def foreseen(one: Lagging, line: AgreementLine, rules, past: ByYear, year: int, quarter: int) -> Foreseen:
    """One indicator; its straight line is kept with the sums, as that of a pool is not read here."""
    values = {at: [each.value for each in through] for at, through in past.items()}
    straight, shaped = forecasts(line, rules, values, year, quarter)
    return Foreseen(
        Forecast(one.forecast, straight.error.value, straight.reason),
        Forecast(shaped.expected.value, shaped.error.value, shaped.reason),
        past[year][quarter - 1].period_words if one.capaian is not None else "",
    )


def measured(lagging: Sequence[Lagging], year: int) -> Mapping[Key, ByYear]:
    """The verified year to date at each quarter of this year and of those by which forecasts are judged.

    What is pooled over units has no rows of its own and stays unknown here.
    """
    wanted = {(one.unit.pk, one.indicator.pk) for one in lagging if one.indicator.calculation != Calculation.POOLED}
    years, indicators = years_read(year), {one.indicator.pk: one.indicator for one in lagging}
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


def through(one: Lagging, rows: list[Realization]) -> list[Measurement]:
    """The year to date at the end of each quarter."""
    return list(of_quarters(one.indicator, rows, QUARTERS).values())


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
