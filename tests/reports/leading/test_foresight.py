"""Forecasts of indicators that lag: two methods beside each other, each with the error it had in former years."""

from datetime import date
from decimal import Decimal as D

import pytest

from reports.leading.reading import paint
from tests import factories as make
from tests.reports.leading.cast import YEAR, keep, promise

pytestmark = pytest.mark.django_db
YEARS = {2021: (20, 30, 40, 50), 2022: (20, 40, 50, 60), YEAR: (20, 30)}


@pytest.fixture
def lagging(directorate):
    """An indicator at 30 against 40 in the second quarter, and two years before it; the year's target is 80."""
    objective = make.make_objective(plan=make.make_plan(unit=directorate))
    agreement = make.make_agreement(unit=directorate)
    line = promise(agreement, objective, [])
    line.quarter_targets.update(target=40)
    for year, values in YEARS.items():
        for quarter, value in enumerate(values, start=1):
            make.make_realization(indicator=line.indicator, unit=directorate, year=year, quarter=quarter, value=value)
    keep()
    return directorate


def forecasts(unit, quarter=2, today=date(YEAR, 8, 1)):
    [found] = paint(unit, YEAR, quarter, today=today).shortfalls
    return found


def test_the_straight_line_goes_on_and_is_held_against_the_target_of_the_year(lagging):
    # 20, 30 go on to 50 of 80.
    found = forecasts(lagging)
    assert (found.achieved, found.straight.value) == (75, D("62.5"))


def test_its_error_is_the_mean_miss_from_the_same_quarter_of_former_years(lagging):
    # 2021: 50 was told and 50 came. 2022: 20, 40 went on to 80, and 60 came.
    assert forecasts(lagging).straight.error == (0 + D(20) * 100 / 60) / 2


def test_the_shape_of_last_year_goes_on_as_last_year_did(lagging):
    # 30 / 40 × 60 = 45 of 80; in 2022 the shape of 2021 told 40 / 30 × 50, and 60 came.
    found = forecasts(lagging).shaped
    assert found.value == D("56.25")
    assert found.error.quantize(D("0.0001")) == D("11.1111")


def test_an_earlier_quarter_of_a_year_that_is_over_is_not_forecast(lagging):
    assert forecasts(lagging, today=date(YEAR + 1, 1, 1)).straight.value is None


def test_a_finished_year_is_not_forecast(lagging):
    row = lagging.realizations.get(year=YEAR, quarter=2)
    make.make_realization(indicator=row.indicator, unit=lagging, quarter=4, value=30)
    keep()
    found = forecasts(lagging, quarter=4)
    assert (found.straight.value, found.shaped.value) == (None, None)
    assert found.straight.reason == "Tahun sudah selesai."


def test_without_a_past_the_errors_are_not_known(lagging):
    lagging.realizations.filter(year__lt=YEAR).delete()
    found = forecasts(lagging)
    assert (found.straight.error, found.shaped.error) == (None, None)
    assert found.shaped.reason == "Nilai tahun lalu belum diketahui."


def test_the_page_of_the_indicator_tells_the_same(client, rina, lagging):
    found = forecasts(lagging)
    client.force_login(rina)
    page = client.get(f"/unit/{lagging.code}/{YEAR}/indikator/{found.indicator_id}/", {"triwulan": 2}).context["page"]
    told = [(one.expected.value, one.error.value) for one in page.forecasts]
    assert told == [(one.value, one.error) for one in (found.straight, found.shaped)]


def test_both_are_judged_by_three_former_years(lagging):
    row = lagging.realizations.filter(year=YEAR).first()
    for year in (2018, 2019, 2020):
        for quarter in (1, 2, 3, 4):
            make.make_realization(indicator=row.indicator, unit=lagging, year=year, quarter=quarter, value=10)
    # 2020 told 10 and 10 came; 2019 and 2018 are too long ago.
    assert forecasts(lagging).straight.error == (0 + 0 + D(20) * 100 / 60) / 3
