import pytest

from reports.reviu import achievement
from tests.factories import (
    make_component,
    make_evidence,
    make_historical_value,
    make_indicator,
    make_line,
    make_part,
    make_realization,
    report_of,
)
from tests.reports.reviu.dossiers import found_by, promise, sole

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("value", "severity", "cause"),
    [
        ("78.5", "menghalangi", "dua angka tertukar: 8 dan 7 (angka ke-1 dan ke-2)"),
        ("87.4", "peringatan", "dipotong atau dibulatkan keliru"),
    ],
)
def test_a_typed_value_must_follow_from_its_n_and_t(value, severity, cause):
    promise(value=value, n=35, t=40, calculation="ratio")
    found = sole(achievement.typed_against_computed)
    assert (found.severity, found.expected, found.cause) == (severity, "35 / 40 = 87,50%", cause)


@pytest.mark.parametrize("value", ["87.5", "88", None])
def test_a_typed_value_that_follows_or_is_rounded_is_right(value):
    promise(value=value, n=35, t=40, calculation="ratio")
    assert found_by(achievement.typed_against_computed) == []


def test_a_typed_weighted_value_is_computed_again():
    indicator = promise(value=99, calculation="weighted")
    for weight, score in ((30, 80), (70, 90)):
        component = make_component(indicator=indicator, weight=weight)
        make_part(realization=indicator.realizations.get(), component=component, score=score)
    assert sole(achievement.typed_against_computed).expected == "30% × 80 + 70% × 90 = 87,00"


@pytest.mark.parametrize(("role", "severity"), [("bagian", "peringatan"), ("rincian", "informasi")])
def test_a_typed_ratio_is_held_against_its_details_without_accusing(role, severity):
    indicator = promise(value=100, calculation="ratio")
    component = make_component(indicator=indicator, role=role)
    make_part(realization=indicator.realizations.get(), component=component, n=90, t=100)
    found = sole(achievement.typed_against_details)
    assert (found.severity, found.certainty, found.expected) == (severity, "mungkin", "(90) / (100) = 90,00%")


def test_a_value_that_cannot_be_computed_again_is_an_information():
    promise(value="87.5", t=647, calculation="ratio")
    found = sole(achievement.not_recomputable)
    assert found.severity == "informasi"
    assert "tetapi pembilang (n) belum ada." in found.message


def test_components_without_values_are_counted():
    indicator = promise(value="79.5", calculation="weighted")
    make_component(indicator=indicator, weight=50)
    make_component(indicator=indicator, weight=50)
    assert "2 dari 2 komponen belum bernilai." in sole(achievement.not_recomputable).message


def test_a_value_from_outside_needs_no_components():
    promise(value="80.13", calculation="external")
    assert found_by(achievement.not_recomputable) == []


def test_a_share_above_its_whole_may_be_a_slip():
    promise(n=41, t=40, calculation="ratio", denominator_label="lembaga mitra")
    found = sole(achievement.larger_than_whole)
    assert (found.severity, found.certainty) == ("peringatan", "mungkin")


def test_a_ratio_to_a_plan_may_exceed_it():
    promise(n=1496, t=1000, calculation="ratio", denominator_label="target pemberitaan")
    assert found_by(achievement.larger_than_whole) == []


@pytest.mark.parametrize(("value", "count"), [("120", 0), ("120.8", 1)])
def test_a_capaian_far_above_the_target_is_worth_knowing(value, count):
    promise(target=80, value=value)
    assert [item.code for item in found_by(achievement.outliers)] == ["capaian-tinggi"] * count


def test_a_promise_without_a_realization_is_a_warning():
    report_of()
    make_line(indicator=make_indicator())
    found = sole(achievement.without_capaian)
    assert (found.code, found.message) == ("capaian-tidak-ada", "Realisasi belum ada.")


def test_a_quarter_that_waits_for_verification_is_named_once():
    promise(value=90, status="submitted")
    assert sole(achievement.not_verified).message == "Triwulan IV belum terverifikasi, jadi tidak ikut dihitung."
    assert found_by(achievement.without_capaian) == []


def test_a_value_of_another_year_is_worth_knowing():
    promise(value="80.09", source_year=2022)
    assert sole(achievement.from_other_year).message == "80,09% adalah nilai tahun 2022; nilai tahun 2023 belum ada."


@pytest.mark.parametrize(("value", "source_year", "count"), [("80.09", None, 1), ("80.09", 2022, 0), (100, None, 0)])
def test_a_figure_of_last_year_used_again_without_saying_so_is_suspect(value, source_year, count):
    indicator = promise(value=value, source_year=source_year)
    make_historical_value(indicator=indicator, year_from=2022, value=value)
    assert len(found_by(achievement.same_as_last_year)) == count


def test_one_file_cannot_prove_two_quarters():
    indicator = promise(value=90)
    make_evidence(realization=indicator.realizations.get(quarter=4))
    make_evidence(realization=make_realization(indicator=indicator, quarter=1))
    found = sole(achievement.repeated_evidence)
    assert "indikator 1.1 Triwulan I dan indikator 1.1 Triwulan IV" in found.message
