"""Completeness and timeliness: counts of indicators by quarter, beside capaian and never part of it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from agreements.timeliness import timeliness
from indicators.models import Action
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2024, 2, 20)
IN_TIME, TOO_LATE = datetime(2024, 1, 15, 16, 59, tzinfo=UTC), datetime(2024, 1, 15, 17, 1, tzinfo=UTC)


@pytest.fixture
def agreement(directorate):
    make.make_period(unit=directorate)
    return make.make_agreement(unit=directorate)


def line(agreement, status=None, submitted_at=None):
    indicator = make.make_indicator(unit=agreement.unit)
    made = make.make_line(agreement=agreement, indicator=indicator)
    if status:
        row = make.make_realization(indicator=indicator, value=1, status=status)
        if submitted_at:
            make.make_realization_step(realization=row, at=submitted_at)
    return made


def fourth(unit, today=TODAY):
    return timeliness([unit], 2023, today)[unit.pk, 4]


def test_indicators_are_counted_by_what_became_of_them(directorate, agreement):
    for status in (None, "draft", "returned", "submitted", "verified"):
        line(agreement, status)
    found = fourth(directorate)
    assert (found.due, found.submitted, found.verified, found.returned, found.missing) == (5, 2, 1, 1, 3)
    assert found.completeness == Decimal(40)


def test_the_due_date_ends_at_midnight_in_jakarta(directorate, agreement):
    line(agreement, "verified", IN_TIME)
    line(agreement, "submitted", TOO_LATE)
    found = fourth(directorate)
    assert (found.timed, found.on_time, found.late, found.punctuality) == (2, 1, 1, 50)


def test_the_first_submission_counts_not_the_mended_one(directorate, agreement):
    made = line(agreement, "submitted", IN_TIME)
    make.make_realization_step(realization=made.indicator.realizations.get(), at=TOO_LATE)
    assert fourth(directorate).on_time == 1


def test_an_extension_moves_what_is_in_time(directorate, agreement):
    line(agreement, "submitted", TOO_LATE)
    make.make_extension(unit=directorate)
    assert fourth(directorate).late == 0


def test_what_was_imported_has_no_time_and_is_neither_early_nor_late(directorate, agreement):
    line(agreement, "verified")
    found = fourth(directorate)
    assert (found.submitted, found.timed, found.punctuality) == (1, 0, None)


def test_without_an_agreement_nothing_is_due_and_nothing_is_complete(directorate):
    make.make_realization(unit=directorate, value=1)
    found = fourth(directorate)
    assert (found.due, found.submitted, found.completeness) == (0, 0, None)


def test_an_indicator_that_a_revision_dropped_is_not_due(directorate, agreement):
    kept, dropped = line(agreement, "verified"), line(agreement, "verified")
    agreement.status = "superseded"
    agreement.save()
    revision = make.make_agreement(unit=directorate, version=1, reason="strategi")
    make.make_line(agreement=revision, indicator=kept.indicator)
    assert (fourth(directorate).due, fourth(directorate).submitted) == (1, 1)
    assert dropped.indicator.realizations.exists()


def test_withdrawn_submissions_are_not_timed(directorate, agreement):
    made = line(agreement, "draft", IN_TIME)
    make.make_realization_step(realization=made.indicator.realizations.get(), action=Action.WITHDRAW)
    assert fourth(directorate).timed == 0


def test_many_units_cost_as_much_as_one(directorate_general, django_assert_num_queries):
    make.make_period(unit=directorate_general)
    units = [make.make_unit(f"unit-{place}", parent=directorate_general) for place in range(20)]
    for unit in units:
        line(make.make_agreement(unit=unit), "submitted", IN_TIME)
    with django_assert_num_queries(6):
        assert sum(found.submitted for found in timeliness(units, 2023, TODAY).values()) == 20
