"""A quarter of a unit: what is due, what is filled in, what it is held against, in a constant number of queries."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.quarter import quarter_sheet
from indicators.models import Action
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2023, 10, 6)


@pytest.fixture
def line(directorate):
    make.make_period(
        unit=directorate, quarter=3, opens_on=date(2023, 10, 1), due_on=date(2023, 10, 15), closes_on=date(2023, 10, 31)
    )
    indicator = make.make_indicator(unit=directorate, calculation="ratio")
    line = make.make_line(agreement=make.make_agreement(unit=directorate), indicator=indicator, target=80)
    for quarter, target in ((1, 20), (2, 40), (3, 60)):
        make.make_quarter_target(line=line, quarter=quarter, target=target)
    return line


def fill(line, quarter, n, **fields):
    return make.make_realization(indicator=line.indicator, quarter=quarter, n=n, t=100, **fields)


def the_line(unit, **given):
    (found,) = quarter_sheet(unit, 2023, 3, today=TODAY, **given).lines
    return found


def test_without_a_signed_agreement_nothing_is_due(directorate):
    make.make_line(agreement=make.make_agreement(unit=directorate, status="draft"))
    sheet = quarter_sheet(directorate, 2023, 3, today=TODAY)
    assert (sheet.agreement, sheet.lines) == (None, ())


def test_a_quarter_is_held_against_its_own_target_not_the_years(directorate, line):
    fill(line, 3, 45, status="draft")
    found = the_line(directorate)
    assert (found.target.target, found.measurement.value) == (60, 45)
    assert found.score.achievement.value == Decimal(75)


def test_what_is_not_verified_counts_here_for_the_reporter_to_see(directorate, line):
    fill(line, 3, 45, status="draft")
    assert (the_line(directorate).measurement.is_known, the_line(directorate).measurement.is_verified) == (True, False)


def test_a_quarter_without_target_has_no_capaian(directorate, line):
    line.quarter_targets.all().delete()
    fill(line, 3, 45)
    found = the_line(directorate)
    assert (found.target, found.score.achievement.value, found.measurement.value) == (None, None, 45)


def test_quarters_before_and_the_year_before_stand_beside_it(directorate, line):
    fill(line, 1, 10)
    fill(line, 2, 30, year=2022)
    fill(line, 4, 99, year=2022)
    found = the_line(directorate)
    assert [item.value for item in found.before] == [10, None]
    assert (found.previous.is_known, found.last_year.value) == (False, 30)


def test_of_a_year_before_the_system_the_whole_year_stands(directorate, line):
    make.make_historical_value(indicator=line.indicator, year_from=2022, value=75)
    assert the_line(directorate).last_year.value == 75


def test_a_summed_indicator_is_held_with_its_earlier_quarters(directorate, line):
    line.indicator.calculation, line.indicator.accumulation, line.indicator.measure = "typed", "sum", "count"
    line.indicator.save()
    for quarter, value in ((1, 10), (2, 15), (3, 5)):
        make.make_realization(indicator=line.indicator, quarter=quarter, value=value, status="draft")
    found = the_line(directorate)
    assert (found.measurement.value, found.score.measurement.value, found.score.achievement.value) == (5, 30, 50)


def test_the_bounds_of_a_range_hold_all_year(directorate, line):
    line.indicator.polarity = "range"
    line.indicator.save()
    line.target, line.target_lower, line.target_upper = None, 40, 50
    line.save()
    fill(line, 3, 45)
    assert the_line(directorate).score.achievement.value == 100


def test_states_are_counted_and_told_in_words(directorate, line):
    agreement = line.agreement
    for status in ("draft", "submitted", "returned", "verified"):
        indicator = make.make_indicator(unit=directorate)
        make.make_line(agreement=agreement, indicator=indicator)
        make.make_realization(indicator=indicator, quarter=3, value=1, status=status)
    sheet = quarter_sheet(directorate, 2023, 3, today=TODAY)
    assert (sheet.open, sheet.waiting, sheet.returned, sheet.verified) == (2, 1, 1, 1)
    assert [item.status_words for item in sheet.lines] == [
        "Belum diisi",
        "Draf",
        "Menunggu verifikasi",
        "Dikembalikan",
        "Terverifikasi",
    ]


def test_a_lock_and_the_last_note_stand_at_their_line(directorate, line, budi):
    row = fill(line, 3, 45, status="returned")
    make.make_realization_step(realization=row, action=Action.SEND_BACK, note="Lampiran kurang", by=budi)
    found = the_line(directorate)
    assert (found.lock, found.last_step.note, found.last_step.by, found.is_returned) == (
        "",
        "Lampiran kurang",
        budi,
        True,
    )
    row.status = "verified"
    row.save()
    assert the_line(directorate).lock.startswith("Sudah terverifikasi")


def test_a_returned_line_of_a_closed_quarter_says_until_when_it_can_be_mended(directorate, line):
    row = fill(line, 3, 45, status="returned")
    make.make_realization_step(realization=row, action=Action.SEND_BACK, note="Lampiran kurang")
    (found,) = quarter_sheet(directorate, 2023, 3, today=date(2024, 1, 12)).lines
    assert (found.lock, found.mending) == ("", "Isian yang dikembalikan dapat diperbaiki sampai 17 Januari 2024.")


def test_one_indicator_can_be_asked_for_alone(directorate, line):
    make.make_line(agreement=line.agreement, indicator=make.make_indicator(unit=directorate))
    assert the_line(directorate, indicator_id=line.indicator_id).indicator == line.indicator
    assert quarter_sheet(directorate, 2023, 3, indicator_id=0, today=TODAY).lines == ()


def test_many_indicators_cost_as_much_as_one(directorate, line, django_assert_max_num_queries):
    for _ in range(30):
        indicator = make.make_indicator(unit=directorate)
        other = make.make_line(agreement=line.agreement, indicator=indicator)
        make.make_quarter_target(line=other, quarter=3, target=10)
        row = make.make_realization(indicator=indicator, quarter=3, value=5, status="returned")
        make.make_realization_step(realization=row)
        make.make_evidence(realization=row)
    with django_assert_max_num_queries(15):
        assert sum(item.evidence_count for item in quarter_sheet(directorate, 2023, 3, today=TODAY).lines) == 30
