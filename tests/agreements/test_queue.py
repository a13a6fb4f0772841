"""What waits for verification is counted and found by an index of its own."""

from datetime import UTC, datetime, timedelta

import pytest

from agreements.queue import counted, earlier_of, queue_rows, waiting
from tests import factories as make
from tests.marks import needs_settled_plans
from units.models import Unit

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 1, 20, 3, tzinfo=UTC)


def waiting_row(unit, *, days, **fields):
    since = {"status": "submitted", "submitted_at": NOW - timedelta(days=days)}
    return make.make_realization(indicator=make.make_indicator(unit=unit), unit=unit, **since | fields)


def test_what_waits_is_counted_with_what_waits_too_long_and_its_years(directorate, sentra, outsider):
    old = waiting_row(sentra, days=5, year=2022)
    young = waiting_row(directorate, days=4, year=2023)
    waiting_row(directorate, days=9, status="returned")
    waiting_row(outsider, days=9)
    rows = waiting(Unit.objects.filter(pk__in=[directorate.pk, sentra.pk]))
    assert counted(rows, NOW) == (2, 1, [2023, 2022])
    assert list(rows) == [old, young]


@needs_settled_plans
def test_only_what_waits_is_read(directorate):
    rows = waiting(Unit.objects.below(directorate))
    assert "SCAN indicators_realization USING COVERING INDEX realization_queue" in rows.values("pk").explain()


def test_the_quarters_before_are_those_of_the_row_alone(directorate, sentra):
    row = waiting_row(directorate, days=1, quarter=2)
    place = {"indicator": row.indicator, "year": row.year}
    before = make.make_realization(unit=directorate, quarter=1, value=70, **place)
    make.make_realization(unit=sentra, quarter=1, value=60, **place)
    assert list(earlier_of([row])) == [(directorate.pk, row.indicator_id, row.year)]
    (found,) = queue_rows([row], NOW)
    assert found.before == before
