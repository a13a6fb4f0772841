import pytest

from indicators.measurement import Basis, measurements
from tests.factories import make_indicator, make_realization, make_unit

pytestmark = pytest.mark.django_db


def measured(indicator, **options):
    """The measurement of one indicator of the directorate in 2023."""
    return measurements(indicator.objective.plan.unit, 2023, [indicator], **options)[indicator.pk]


@pytest.fixture
def pooled(directorate, sentra, directorate_general):
    """A pooled ratio of the directorate with two contributing sentra."""
    indicator = make_indicator(unit=directorate, calculation="pooled")
    west = make_unit("sentra-barat", parent=directorate_general, name="Sentra Barat")
    return indicator, sentra, west


def test_a_pooled_ratio_divides_the_sums_of_the_units(pooled):
    indicator, east, west = pooled
    make_realization(indicator=indicator, unit=east, n=10, t=1)
    make_realization(indicator=indicator, unit=west, n=80, t=99)
    result = measured(indicator)
    assert (result.value, result.basis) == (90, Basis.COMPUTED)
    assert result.trace == "(80 + 10) / (99 + 1) = 90,00%"


def test_a_pooled_ratio_takes_the_latest_quarter_of_each_unit(pooled):
    indicator, east, west = pooled
    for quarter, n in ((1, 1), (2, 5)):
        make_realization(indicator=indicator, unit=east, quarter=quarter, n=n, t=10)
    make_realization(indicator=indicator, unit=east, quarter=3)
    make_realization(indicator=indicator, unit=west, quarter=4, n=8, t=10)
    assert measured(indicator).value == 65
    assert measured(indicator, through=2).value == 50
    assert measured(indicator, through=1).value == 10


def test_a_pool_says_which_earlier_quarter_the_latest_of_its_units_is_of(pooled):
    indicator, east, west = pooled
    make_realization(indicator=indicator, unit=east, quarter=1, n=1, t=10)
    make_realization(indicator=indicator, unit=west, quarter=2, n=8, t=10)
    assert measured(indicator, through=3).period_words == "nilai triwulan II"
    assert measured(indicator, through=2).period_words == ""


def test_a_contributing_unit_without_its_figures_makes_the_pool_unknown(pooled):
    indicator, east, west = pooled
    make_realization(indicator=indicator, unit=east, n=10, t=20)
    make_realization(indicator=indicator, unit=west)
    result = measured(indicator)
    assert (result.value, result.basis) == (None, Basis.UNKNOWN)
    assert result.reason == "Sentra Barat, Triwulan IV: Pembilang (n) dan penyebut (T) belum ada."


def test_a_summed_pool_adds_the_quarters_of_every_unit(pooled):
    indicator, east, west = pooled
    indicator.accumulation = "sum"
    for quarter in (1, 2):
        make_realization(indicator=indicator, unit=east, quarter=quarter, n=5, t=10)
        make_realization(indicator=indicator, unit=west, quarter=quarter, n=quarter, t=2)
    assert measured(indicator, through=2).trace == "(1 + 2 + 5 + 5) / (2 + 2 + 10 + 10) = 54,17%"
    assert measured(indicator).value is None


def test_an_averaged_pool_is_the_mean_of_the_pooled_quarters(pooled):
    indicator, east, west = pooled
    indicator.accumulation = "average"
    for quarter, n in ((1, 10), (2, 20)):
        make_realization(indicator=indicator, unit=east, quarter=quarter, n=n, t=20)
        make_realization(indicator=indicator, unit=west, quarter=quarter, n=n, t=20)
    assert measured(indicator, through=2).value == 75


def test_a_pool_without_contributors_uses_the_units_own_ratio(pooled):
    indicator, *_ = pooled
    make_realization(indicator=indicator, n=3, t=4)
    assert measured(indicator).value == 75


def test_a_pool_leaves_out_the_sum_a_unit_typed_for_itself(pooled):
    indicator, east, _ = pooled
    make_realization(indicator=indicator, n=999, t=1000)
    make_realization(indicator=indicator, unit=east, n=1, t=2)
    assert measured(indicator).value == 50


def test_a_contributor_that_has_not_begun_yet_is_no_contributor(pooled):
    indicator, east, west = pooled
    make_realization(indicator=indicator, unit=east, quarter=1, n=1, t=2)
    make_realization(indicator=indicator, unit=west, quarter=4, n=0, t=2)
    assert measured(indicator, through=1).value == 50
    assert measured(indicator).value == 25


def test_a_pool_tells_an_unverified_or_borrowed_contribution(pooled):
    indicator, east, west = pooled
    make_realization(indicator=indicator, unit=east, n=1, t=2)
    make_realization(indicator=indicator, unit=west, n=1, t=2, status="submitted", source_year=2022)
    result = measured(indicator, verified_only=False)
    assert (result.is_verified, result.source_year) == (False, 2022)


def test_a_contributor_that_is_not_verified_makes_the_pool_unknown_and_is_named(pooled):
    indicator, east, west = pooled
    make_realization(indicator=indicator, unit=east, n=1, t=2)
    make_realization(indicator=indicator, unit=west, n=30, t=40, status="draft")
    found = measured(indicator)
    assert found.value is None
    assert found.reason.startswith("Sentra Barat, Triwulan IV, belum terverifikasi")


def test_what_the_owner_filled_in_itself_is_named_as_left_out(pooled):
    indicator, east, _ = pooled
    make_realization(indicator=indicator, n=30, t=40)
    make_realization(indicator=indicator, unit=east, n=1, t=2)
    assert measured(indicator).trace.endswith("sendiri tidak ikut digabung")


def test_a_contributor_that_promises_the_shared_indicator_is_measured_by_its_own_row(pooled):
    indicator, east, west = pooled
    make_realization(indicator=indicator, unit=east, n=1, t=2)
    make_realization(indicator=indicator, unit=west, n=40, t=40)
    assert measurements(east, 2023, [indicator])[indicator.pk].value == 50
