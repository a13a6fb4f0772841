from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import prefetch_related_objects
from django.test.utils import CaptureQueriesContext

from indicators.measurement import NOTHING, Basis, computed, measurements, of_quarter, of_year
from indicators.models import Realization, components_of_each, evidence_of_each, parts_of_each
from tests.factories import (
    make_component,
    make_indicator,
    make_part,
    make_predicate_scale,
    make_realization,
    make_unit,
)

pytestmark = pytest.mark.django_db


def measured(indicator, unit=None, **options):
    """The measurement of one indicator in 2023."""
    unit = unit or indicator.objective.plan.unit
    return measurements(unit, 2023, [indicator], **options)[indicator.pk]


def fill(indicator, *values, **fields):
    """Quarters from the first with these values; a quarter of None has a row without a value."""
    for quarter, value in enumerate(values, 1):
        make_realization(indicator=indicator, quarter=quarter, value=value, **fields)
    return indicator


def with_parts(calculation, *parts, quarter=4, **fields):
    """An indicator with a component and its value for each (weight, n, t, score); a part of None has no value row."""
    indicator = make_indicator(calculation=calculation)
    realization = make_realization(indicator=indicator, quarter=quarter, **fields)
    for part in parts:
        component = make_component(indicator=indicator, weight=part[0] if part else 50)
        if part:
            make_part(realization=realization, component=component, n=part[1], t=part[2], score=part[3])
    return indicator


def test_nothing_stored_is_not_known():
    result = measured(make_indicator())
    assert result == NOTHING
    assert (result.value, result.basis, result.reason) == (None, Basis.UNKNOWN, "Realisasi belum ada.")
    assert not result.is_known


def test_an_empty_realization_is_not_known():
    result = measured(fill(make_indicator(), None))
    assert (result.value, result.basis) == (None, Basis.UNKNOWN)
    assert result.reason == "Nilai diisi langsung dari sumbernya."
    assert not result.is_known


def test_a_typed_value_is_taken_as_it_is():
    result = measured(fill(make_indicator(), "87.5"))
    assert (result.value, result.basis, result.typed, result.computed) == (
        Decimal("87.5"),
        Basis.TYPED,
        Decimal("87.5"),
        None,
    )


def test_a_measured_zero_is_a_value():
    result = measured(fill(make_indicator(), 0))
    assert result.value == 0
    assert result.is_known


def test_a_ratio_is_computed_and_its_typed_value_kept_beside_it():
    indicator = make_indicator(calculation="ratio")
    make_realization(indicator=indicator, n=7, t=8, value="88.5")
    result = measured(indicator)
    assert (result.value, result.basis) == (Decimal("87.5"), Basis.COMPUTED)
    assert (result.typed, result.computed) == (Decimal("88.5"), Decimal("87.5"))
    assert result.trace == "7 / 8 = 87,50%"


@pytest.mark.parametrize(("n", "t"), [(7, None), (None, 8), (7, 0)])
def test_a_ratio_that_cannot_be_computed_falls_back_to_the_typed_value(n, t):
    indicator = make_indicator(calculation="ratio")
    make_realization(indicator=indicator, n=n, t=t, value="88.5")
    result = measured(indicator)
    assert (result.value, result.basis, result.computed) == (Decimal("88.5"), Basis.TYPED, None)


@pytest.mark.parametrize(
    ("n", "t", "reason"),
    [
        (7, None, "Penyebut (T) belum ada."),
        (None, None, "Pembilang (n) dan penyebut (T) belum ada."),
        (0, 0, "Penyebut (T) harus di atas nol, di sini 0."),
    ],
)
def test_an_incomplete_ratio_is_not_known_and_says_why(n, t, reason):
    indicator = make_indicator(calculation="ratio")
    make_realization(indicator=indicator, n=n, t=t)
    result = measured(indicator)
    assert (result.value, result.basis, result.reason) == (None, Basis.UNKNOWN, reason)


@pytest.mark.parametrize(
    ("calculation", "parts", "value"),
    [
        ("weighted", [(30, 1, 2, None), (70, None, None, 80)], "71"),
        ("mean", [(None, 1, 2, None), (None, None, None, 100)], "75"),
        ("sum", [(None, 3, None, None), (None, None, None, 4)], "7"),
        ("count", [(None, 2, None, None), (None, 50, None, None)], "52"),
        ("survey", [(None, None, None, "3.6")] * 9, "90"),
    ],
)
def test_components_are_computed_by_the_calculation_of_the_indicator(calculation, parts, value):
    result = measured(with_parts(calculation, *parts))
    assert (result.value, result.basis) == (Decimal(value), Basis.COMPUTED)


@pytest.mark.parametrize("calculation", ["weighted", "mean", "sum", "count", "survey"])
def test_a_component_without_a_value_makes_the_whole_unknown_never_smaller(calculation):
    result = measured(with_parts(calculation, (50, None, None, 3), None))
    assert (result.value, result.basis) == (None, Basis.UNKNOWN)
    assert result.reason.startswith("Komponen 2: ")


@pytest.mark.parametrize("calculation", ["weighted", "mean", "sum", "count", "survey"])
def test_a_component_without_a_value_leaves_the_typed_value(calculation):
    result = measured(with_parts(calculation, (50, None, None, 3), None, value=42))
    assert (result.value, result.basis, result.computed) == (Decimal(42), Basis.TYPED, None)


def test_without_components_the_reason_says_so():
    assert measured(with_parts("weighted")).reason == "Komponen belum ada."


def test_only_parts_of_the_same_year_enter_the_calculation():
    indicator = with_parts("sum", (None, 3, None, None))
    make_component(indicator=indicator, role="konteks")
    make_component(indicator=indicator, role="rincian")
    make_component(indicator=indicator, year=2022)
    assert measured(indicator).value == 3


def test_an_external_score_is_never_computed_again():
    result = measured(with_parts("external", (100, None, None, 90), value="78.55"))
    assert (result.value, result.basis, result.computed) == (Decimal("78.55"), Basis.TYPED, None)


def test_a_predicate_is_known_by_its_word():
    indicator = make_indicator(measure="predicate", predicate_scale=make_predicate_scale())
    make_realization(indicator=indicator, text="WTP")
    result = measured(indicator)
    assert (result.text, result.value, result.basis) == ("WTP", None, Basis.TYPED)
    assert result.is_known


@pytest.mark.parametrize("accumulation", ["sum", "average", "last"])
def test_a_predicate_of_the_year_is_that_of_the_latest_quarter(accumulation):
    indicator = make_indicator(measure="predicate", predicate_scale=make_predicate_scale(), accumulation=accumulation)
    make_realization(indicator=indicator, quarter=1, text="WDP")
    make_realization(indicator=indicator, quarter=2, text="WTP")
    make_realization(indicator=indicator, quarter=4)
    assert measured(indicator).text == "WTP"


def test_a_number_beside_a_predicate_means_nothing():
    indicator = make_indicator(measure="predicate", predicate_scale=make_predicate_scale())
    make_realization(indicator=indicator, value=4, status="verified")
    result = measured(indicator)
    assert (result.text, result.value, result.basis, result.is_known) == ("", None, Basis.UNKNOWN, False)
    assert result.is_verified


def test_a_word_alone_is_no_score():
    indicator = make_indicator(measure="score")
    make_realization(indicator=indicator, text="BB")
    assert (measured(indicator).is_known, measured(indicator).reason) == (False, "Nilai diisi langsung dari sumbernya.")


def test_a_word_beside_a_score_does_not_stop_the_accumulation():
    indicator = make_indicator(measure="score", accumulation="average")
    assert measured(fill(indicator, 60, 70, 80, 90, text="BB")).value == 75


@pytest.mark.parametrize(("accumulation", "value"), [("sum", 100), ("average", 25), ("last", 40)])
def test_quarters_accumulate_to_the_year(accumulation, value):
    assert measured(fill(make_indicator(accumulation=accumulation), 10, 20, 30, 40)).value == value


@pytest.mark.parametrize(
    ("accumulation", "through", "value"),
    [("sum", 1, 10), ("sum", 3, 60), ("average", 2, 15), ("last", 2, 20), ("last", 3, 30)],
)
def test_quarters_accumulate_up_to_the_asked_one(accumulation, through, value):
    indicator = fill(make_indicator(accumulation=accumulation), 10, 20, 30, 40)
    assert measured(indicator, through=through).value == value


@pytest.mark.parametrize("accumulation", ["sum", "average"])
@pytest.mark.parametrize("missing", ["row", "value"])
def test_a_missing_quarter_makes_sum_and_average_unknown(accumulation, missing):
    indicator = make_indicator(accumulation=accumulation)
    for quarter in (1, 2, 4):
        make_realization(indicator=indicator, quarter=quarter, value=10)
    if missing == "value":
        make_realization(indicator=indicator, quarter=3)
    result = measured(indicator)
    assert (result.value, result.basis) == (None, Basis.UNKNOWN)
    assert result.reason == "Triwulan III belum ada."


@pytest.mark.parametrize("later", [(), (None,), (None, None)])
def test_the_last_position_is_that_of_the_latest_known_quarter(later):
    assert measured(fill(make_indicator(), 10, 20, *later)).value == 20


@pytest.mark.parametrize(("through", "words"), [(2, ""), (3, "nilai triwulan II"), (4, "nilai triwulan II")])
def test_a_position_says_which_earlier_quarter_it_is_of(through, words):
    assert measured(fill(make_indicator(), 10, 20), through=through).period_words == words


@pytest.mark.parametrize("accumulation", ["sum", "average"])
def test_a_sum_or_a_mean_is_of_no_single_quarter(accumulation):
    assert measured(fill(make_indicator(accumulation=accumulation), 10, 20, 30, 40)).period_words == ""


def test_a_value_of_another_year_names_that_year():
    indicator = make_indicator()
    make_realization(indicator=indicator, quarter=1, value=10, source_year=2022)
    assert measured(indicator).period_words == "nilai tahun 2022"


def test_a_summed_ratio_divides_the_sums_and_never_adds_percents():
    indicator = make_indicator(calculation="ratio", accumulation="sum")
    for quarter, (n, t) in enumerate([(1, 1), (10, 100), (0, 50), (40, 49)], 1):
        make_realization(indicator=indicator, quarter=quarter, n=n, t=t, value=99)
    result = measured(indicator)
    assert (result.value, result.basis) == (Decimal("25.5"), Basis.COMPUTED)
    assert result.trace == "(1 + 10 + 0 + 40) / (1 + 100 + 50 + 49) = 25,50%"
    assert result.typed is None


@pytest.mark.parametrize("missing", ["row", "value"])
def test_a_missing_quarter_makes_a_summed_ratio_unknown(missing):
    indicator = make_indicator(calculation="ratio", accumulation="sum")
    for quarter in (1, 3, 4):
        make_realization(indicator=indicator, quarter=quarter, n=1, t=2)
    if missing == "value":
        make_realization(indicator=indicator, quarter=2)
    result = measured(indicator)
    assert result.value is None
    assert "Triwulan II: Pembilang (n) dan penyebut (T) belum ada." in result.reason


def test_a_year_is_computed_only_when_every_quarter_is():
    indicator = make_indicator(calculation="ratio", accumulation="average")
    make_realization(indicator=indicator, quarter=1, value=50)
    for quarter in (2, 3, 4):
        make_realization(indicator=indicator, quarter=quarter, n=1, t=2)
    result = measured(indicator)
    assert (result.value, result.basis, result.computed) == (50, Basis.TYPED, None)


def test_the_typed_values_of_a_year_accumulate_like_the_computed_ones():
    indicator = make_indicator(calculation="ratio", accumulation="average")
    for quarter, typed in enumerate([40, 60, 50, 54], 1):
        make_realization(indicator=indicator, quarter=quarter, n=1, t=2, value=typed)
    result = measured(indicator)
    assert (result.computed, result.typed) == (50, 51)


@pytest.mark.parametrize("accumulation", ["sum", "average", "last"])
def test_a_year_is_verified_only_when_its_quarters_are(accumulation):
    indicator = fill(make_indicator(accumulation=accumulation), 10, 20, 30)
    make_realization(indicator=indicator, quarter=4, value=40, status="submitted")
    assert not measured(indicator, verified_only=False).is_verified
    assert measured(indicator, through=3).is_verified


def test_only_verified_quarters_count_unless_asked():
    indicator = fill(make_indicator(), 10)
    for quarter, status in enumerate(["draft", "submitted", "returned"], 2):
        make_realization(indicator=indicator, quarter=quarter, value=90, status=status)
    assert measured(indicator).value == 10
    assert measured(indicator, verified_only=False).value == 90


def test_the_other_year_of_a_stand_in_value_is_told():
    indicator = fill(make_indicator(), "80.13", source_year=2022)
    assert measured(indicator).source_year == 2022


@pytest.mark.parametrize("accumulation", ["sum", "average"])
def test_one_stand_in_quarter_marks_the_year(accumulation):
    indicator = fill(make_indicator(accumulation=accumulation), 10, 10, 10)
    make_realization(indicator=indicator, quarter=4, value=10)
    assert measured(indicator).source_year is None
    indicator.realizations.filter(quarter=2).update(source_year=2022)
    assert measured(indicator).source_year == 2022


@pytest.mark.parametrize("other", [{"year": 2022}, {"unit": "lain"}])
def test_another_year_and_another_unit_do_not_count(other):
    if "unit" in other:
        other = {"unit": make_unit("unit-lain")}
    indicator = make_indicator()
    make_realization(indicator=indicator, value=10, **other)
    assert measured(indicator) == NOTHING


def test_figures_of_trillions_stay_exact():
    biggest = 999_999_999_999_999
    indicator = make_indicator(measure="rupiah")
    assert measured(fill(indicator, biggest)).value == biggest
    assert measured(fill(make_indicator(accumulation="sum"), *[biggest] * 4)).value == 4 * biggest


def test_a_ratio_of_trillions_is_exact():
    indicator = make_indicator(calculation="ratio")
    make_realization(indicator=indicator, n=43_000_000_000_001, t=43_000_000_000_000)
    assert measured(indicator).value == Decimal(43_000_000_000_001) * 100 / Decimal(43_000_000_000_000)


@pytest.mark.parametrize("value", ["0.0001", "12345678901.2345", "99999999999.9999"])
def test_four_decimals_survive_the_database(value):
    assert measured(fill(make_indicator(), value)).value == Decimal(value)


def test_one_realization_can_be_measured_alone():
    realization = make_realization(indicator=make_indicator(calculation="ratio"), n=1, t=4)
    assert computed(realization).value == of_quarter(realization).value == 25
    assert of_year(realization.indicator, [realization]).value == 25
    assert of_year(realization.indicator, [realization], through=3) == NOTHING


@pytest.mark.parametrize("count", [1, 50])
def test_measuring_takes_four_queries_however_much_there_is(count, django_assert_num_queries):
    many = [with_parts("weighted", (50, 1, 2, None), (50, None, None, 80)) for _ in range(count)]
    unit = many[0].objective.plan.unit
    with django_assert_num_queries(4):
        found = measurements(unit, 2023, many)
    assert [found[indicator.pk].value for indicator in many] == [65] * count


def test_realizations_with_parts_are_read_in_three_queries(django_assert_num_queries):
    for _ in range(3):
        with_parts("sum", (None, 1, None, None))
    with django_assert_num_queries(3):
        assert [of_quarter(row).value for row in Realization.objects.with_parts()] == [1, 1, 1]


def test_what_hangs_on_rows_is_read_without_joining_what_stands_above():
    row = Realization.objects.select_related("indicator").get(indicator=with_parts("sum", (None, 1, None, None)))
    with CaptureQueriesContext(connection) as queries:
        prefetch_related_objects([row], parts_of_each(), components_of_each("indicator__"), evidence_of_each())
    assert not [query["sql"] for query in queries if " JOIN " in query["sql"]]
    assert len(queries) == 3
