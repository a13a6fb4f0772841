"""What was measured, its evidence, and the periods in which it is filled in."""

from datetime import UTC, date, datetime

from indicators import models as indicators
from tests.factories.people import default_unit, default_user
from tests.factories.plans import indicator_of, make_component
from tests.factories.rows import YEAR, create


def make_realization(*, indicator=None, unit=None, year=YEAR, quarter=4, value=None, n=None, t=None, **fields):
    """A verified quarter, unless `status` says otherwise; `n` and `t` are numerator and denominator."""
    indicator = indicator or indicator_of(unit)
    figures = {"value": value, "numerator": n, "denominator": t, "status": indicators.RealizationStatus.VERIFIED}
    place = {"unit": unit or indicator.objective.plan.unit, "indicator": indicator, "year": year, "quarter": quarter}
    return create(indicators.Realization, figures | fields, **place)


def realization_of():
    """The first realization."""
    return indicators.Realization.objects.first() or make_realization()


def make_part(*, realization=None, component=None, n=None, t=None, score=None, **fields):
    """The value of one component in a realization."""
    realization = realization or realization_of()
    component = component or make_component(indicator=realization.indicator, year=realization.year)
    figures = {"numerator": n, "denominator": t, "score": score}
    return create(indicators.ComponentValue, fields, realization=realization, component=component, **figures)


def make_historical_value(*, indicator=None, unit=None, year_from=2022, year_to=None, value=75, **fields):
    indicator = indicator or indicator_of()
    years = {"year_from": year_from, "year_to": year_to or year_from}
    unit = unit or indicator.objective.plan.unit
    fields = {"kind": indicators.HistoryKind.REALIZATION, "value": value} | years | fields
    return create(indicators.HistoricalValue, fields, unit=unit, indicator=indicator)


def make_evidence(**fields):
    """A record of a file; the file itself is not written."""
    defaults = {"title": "Laporan kegiatan", "file": "bukti/laporan.pdf", "size": 1024, "sha256": "a" * 64}
    people = {"realization": realization_of, "uploaded_by": default_user}
    return create(indicators.Evidence, fields, content_type="application/pdf", **people, **defaults)


def make_period(*, unit=None, quarter=4, **fields):
    """The fourth quarter of the year, open in the January after it."""
    dates = {"opens_on": date(2024, 1, 2), "due_on": date(2024, 1, 15), "closes_on": date(2024, 1, 31)}
    return create(indicators.Period, fields, unit=unit or default_unit(), year=YEAR, quarter=quarter, **dates)


def make_extension(*, period=None, unit=None, until=date(2024, 2, 15), **fields):
    period = period or indicators.Period.objects.first() or make_period()
    defaults = {"until": until, "reason": "Data mitra terlambat", "granted_by": default_user}
    return create(indicators.Extension, fields, period=period, unit=unit or period.unit, **defaults)


def make_realization_step(**fields):
    """One move in the life of a realization; submitted on 10 January 2024 at ten in the morning."""
    defaults = {"action": indicators.Action.SUBMIT, "at": datetime(2024, 1, 10, 3, tzinfo=UTC), "by": default_user}
    return create(indicators.Step, fields, realization=realization_of, **defaults)
