"""A unit with an open third quarter, for tests of the pages where it is filled in; today is 6 October 2023."""

from datetime import date

from django.utils import timezone

from indicators.entry import fingerprint
from indicators.models import Realization
from tests import factories as make

TODAY = date(2023, 10, 6)
QUARTER = "/unit/dit-anak/2023/triwulan/3/"
DATES = {"opens_on": date(2023, 10, 1), "due_on": date(2023, 10, 15), "closes_on": date(2023, 10, 31)}


def stand_still(monkeypatch, today=TODAY):
    """Holds the date of today; moments keep their own."""
    real = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda value=None, *zone: today if value is None else real(value, *zone))


def promise(unit, *, target=80, quarter_target=60, **fields):
    """A promised indicator of the unit with a target for the third quarter."""
    agreement = unit.agreements.first() or make.make_agreement(unit=unit)
    line = make.make_line(agreement=agreement, indicator=make.make_indicator(unit=unit, **fields), target=target)
    make.make_quarter_target(line=line, quarter=3, target=quarter_target)
    return line


def due_ratio(unit, monkeypatch):
    """A promised ratio that is due on the day of the tests."""
    stand_still(monkeypatch)
    make.make_period(unit=unit, quarter=3, **DATES)
    return promise(unit, calculation="ratio", numerator_label="anak mandiri", denominator_label="anak")


def fill(line, **fields):
    """The row of the third quarter, a draft unless `status` says otherwise."""
    return make.make_realization(indicator=line.indicator, quarter=3, **{"status": "draft"} | fields)


def row(line):
    return Realization.objects.get(indicator=line.indicator, quarter=3)


def typed(line, **fields):
    """What a form sends that was opened just now."""
    stored = Realization.objects.filter(indicator=line.indicator, quarter=3).first()
    return {"seen": fingerprint(stored), "tindakan": "simpan"} | fields
