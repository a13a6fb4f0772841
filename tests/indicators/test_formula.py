"""Realizations from their parts, against the figures of two reports of 2023."""

from decimal import Decimal as D

import pytest

from indicators.formula import (
    Accumulation,
    Part,
    accumulate,
    component_mean,
    known_sum,
    pooled,
    ratio,
    survey,
    survey_grade,
    total,
    weighted,
    yearly_from_cumulative,
)
from lakin.formatting import number

IKPA = "10 100, 10 73.22, 20 71.44, 10 90.18, 10 98.18, 10 95.81, 5 90, 25 99.69"
GOODS = "20 2 2, 20 12 12, 30 4 4, 20 4 4, 10 1 1"
NRR = "3.57 3.66 3.48 3.64 3.48 3.66 3.73 3.66 3.60"
ATENSI = [("Covid-19", 24051, 22000), ("AMPK", 6849, 6000), ("Yatim piatu", 332641, 378745), ("Adopsi", 10, 1)]


def scored(*rows):
    return [Part(f"K{no}", weight=D(weight), score=D(score)) for no, (weight, score) in enumerate(rows, start=1)]


def ikpa():
    return scored(*(row.split() for row in IKPA.split(", ")))


def elements(scores):
    return [Part(f"U{no}", score=D(score)) for no, score in enumerate(scores.split(), start=1)]


@pytest.mark.parametrize(
    ("numerator", "denominator", "trace"),
    [
        (D(1496), D(1000), "1.496 / 1.000 = 149,60%"),
        (D(165), D(52), "165 / 52 = 317,31%"),
        (D(3418), D(3561), "3.418 / 3.561 = 95,98%"),
        (D(0), D(25), "0 / 25 = 0,00%"),
    ],
)
def test_ratio_is_n_over_t(numerator, denominator, trace):
    assert ratio(numerator, denominator).trace == trace


@pytest.mark.parametrize(
    ("numerator", "denominator", "reason"),
    [
        (None, None, "Pembilang (n) dan penyebut (T) belum ada."),
        (None, D(5), "Pembilang (n) belum ada."),
        (D(5), None, "Penyebut (T) belum ada."),
        (D(0), D(0), "Penyebut (T) harus di atas nol, di sini 0."),
        (D(5), D(-1), "Penyebut (T) harus di atas nol, di sini (−1)."),
    ],
)
def test_ratio_without_a_usable_pair_is_not_defined(numerator, denominator, reason):
    result = ratio(numerator, denominator)
    assert (result.value, result.trace, result.reason) == (None, "", reason)


def test_weighted_scores_give_the_printed_ikpa():
    result = weighted(ikpa())
    assert result.value == D("89.4495")
    assert result.trace.startswith("10% × 100 + 10% × 73,22 + 20% × 71,44 + ")
    assert result.trace.endswith(" + 5% × 90 + 25% × 99,69 = 89,45")


def test_weighted_shares_give_full_compliance_when_everything_is_done():
    rows = [[D(figure) for figure in row.split()] for row in GOODS.split(", ")]
    parts = [Part("Dokumen", done, due, weight) for weight, done, due in rows]
    assert weighted(parts).value == 100
    assert weighted(parts).trace.startswith("20% × (2 / 2 × 100) + 20% × (12 / 12 × 100) + ")


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([], "Belum ada komponen."),
        (ikpa()[:7], "Jumlah bobot 75%, seharusnya 100%."),
        (scored(("33.33", 1), ("33.33", 1), ("33.33", 1)), "Jumlah bobot 99,99%, seharusnya 100%."),
        (scored(("110", 90), ("-10", 90)), "K2: Bobot negatif."),
        (scored(("100", "100.5")), "K1: Nilai 100,50 di luar 0 sampai 100."),
        ([Part("RUP", score=D(90))], "RUP: Bobot belum ada."),
        ([Part("RUP", weight=D(100))], "RUP: Nilai belum ada."),
        ([Part("RUP", 1, None, D(100))], "RUP: Penyebut (T) belum ada."),
        ([Part("RUP", 1, 2, D(100), D(50))], "RUP: Berisi nilai dan juga n/T, pilih salah satu."),
    ],
)
def test_weighted_is_not_defined_and_says_why(parts, reason):
    result = weighted(parts)
    assert (result.value, result.trace, result.reason) == (None, "", reason)


def test_mean_of_components_takes_scores_and_shares():
    result = component_mean([Part("Struktur", score=D(80)), Part("Proses", D(3), D(4))])
    assert (result.value, result.trace) == (D("77.5"), "(80 + (3 / 4 × 100)) / 2 = 77,50")


def test_mean_of_components_waits_for_all_of_them():
    assert component_mean([Part("Struktur", score=D(80)), Part("Proses")]).reason == "Proses: Nilai belum ada."


def test_total_adds_scores_or_counts():
    result = total([Part("Peraturan", 2), Part("Keputusan", score=D("50"))])
    assert (result.value, result.trace) == (D(52), "2 + 50 = 52")


@pytest.mark.parametrize(
    ("parts", "reason"), [([], "Belum ada komponen."), ([Part("A", 1), Part("B")], "B: Nilai belum ada.")]
)
def test_total_waits_for_all_parts(parts, reason):
    assert total(parts).reason == reason


def test_pooled_divides_the_sums_where_a_mean_of_percents_misleads():
    parts = [Part(name, done, due) for name, done, due in ATENSI]
    assert number(pooled(parts).value) == "89,38"
    assert pooled(parts).trace.endswith(" / (22.000 + 6.000 + 378.745 + 1) = 89,38%")
    assert number(component_mean(parts).value) == "327,82"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([], "Belum ada komponen."),
        ([Part("Sentra A", 1, 2), Part("Sentra B", None, 4)], "Sentra B: Pembilang (n) belum ada."),
        ([Part("Sentra A", 1, 2), Part("Sentra B", 4, None)], "Sentra B: Penyebut (T) belum ada."),
        ([Part("Sentra A", 3, 0)], "Sentra A: Penyebut (T) harus di atas nol, di sini 0."),
        ([Part("Sentra A", 0, 0)], "Jumlah penyebut (T) nol."),
    ],
)
def test_pooled_names_the_unit_that_keeps_it_undefined(parts, reason):
    assert (pooled(parts).value, pooled(parts).reason) == (None, reason)


def test_pooled_accepts_a_unit_that_had_nothing_to_do():
    assert pooled([Part("Sentra A", 3, 4), Part("Sentra B", 0, 0)]).value == 75


def test_survey_of_nine_elements_gives_the_printed_ikm():
    result = survey(elements(NRR))
    assert number(result.value) == "90,22"
    assert result.trace == "(3,57 + 3,66 + 3,48 + 3,64 + 3,48 + 3,66 + 3,73 + 3,66 + 3,60) / 9 × 25 = 90,22"


def test_survey_of_another_number_of_elements_is_allowed_and_noted():
    assert survey(elements("4 3")).trace == "(4 + 3) / 2 × 25 = 87,50 (2 unsur; PermenPANRB 14/2017 memakai 9 unsur)"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([], "Belum ada komponen."),
        ([Part("Biaya")], "Biaya: NRR belum ada."),
        (elements("4 4.2"), "U2: NRR 4,20 di luar 1 sampai 4."),
        (elements("0.99"), "U1: NRR 0,99 di luar 1 sampai 4."),
    ],
)
def test_survey_is_not_defined_and_says_why(parts, reason):
    assert (survey(parts).value, survey(parts).reason) == (None, reason)


@pytest.mark.parametrize(
    ("ikm", "grade"),
    [
        *(("100", "A"), ("88.31", "A"), ("88.305", "A"), ("88.304", "B"), ("76.61", "B"), ("76.604", "C")),
        *(("65", "C"), ("64.99", "D"), ("25", "D"), ("24.99", None), ("100.01", None)),
    ],
)
def test_survey_grade_is_judged_on_the_figure_that_is_shown(ikm, grade):
    assert survey_grade(D(ikm)) == grade


def test_unknown_ikm_has_no_grade():
    assert survey_grade(None) is None


@pytest.mark.parametrize(
    ("quarters", "accumulation", "through", "trace", "reason"),
    [
        ((10, 20, 5, 7), "sum", 4, "10 + 20 + 5 + 7 = 42", ""),
        ((10, 20, None, None), "sum", 2, "10 + 20 = 30", ""),
        ((10, None, 5, None), "sum", 3, "", "Triwulan II belum ada."),
        ((None, 20, None, None), "sum", 4, "", "Triwulan I, Triwulan III, Triwulan IV belum ada."),
        ((D("61.69"), D("70.97"), None, None), "average", 2, "(61,69 + 70,97) / 2 = 66,33", ""),
        ((D("61.69"), D("70.97"), None, D("62.69")), "average", 4, "", "Triwulan III belum ada."),
        ((D("61.69"), D("70.97"), None, D("62.69")), "last", 4, "Posisi Triwulan IV: 62,69", ""),
        ((D("61.69"), D("70.97"), None, D("62.69")), "last", 3, "Posisi Triwulan II: 70,97", ""),
        ((None, None, None, D("62.69")), "last", 3, "", "Belum ada nilai sampai Triwulan III."),
    ],
)
def test_accumulation_over_quarters(quarters, accumulation, through, trace, reason):
    result = accumulate(quarters, Accumulation(accumulation), through=through)
    assert (result.trace, result.reason) == (trace, reason)
    assert (result.value is None) == bool(reason)


@pytest.mark.parametrize(("quarters", "through"), [((1, 2, 3), 3), ((1, 2, 3, 4), 5), ((1, 2, 3, 4), 0)])
def test_accumulation_refuses_another_number_of_quarters(quarters, through):
    with pytest.raises(ValueError, match="empat triwulan dan batas triwulan 1 sampai 4"):
        accumulate(quarters, Accumulation.SUM, through=through)


def test_cumulative_series_becomes_yearly_by_difference():
    series = [(2022, D(100)), (2021, D(40)), (2023, None), (2024, D(150)), (2026, D(170))]
    years = [(2021, D(40)), (2022, D(60)), (2023, None), (2024, None), (2026, None)]
    assert yearly_from_cumulative(series, opening=0) == years


def test_first_year_of_a_cumulative_series_needs_an_opening_position():
    assert yearly_from_cumulative([(2021, 40), (2022, 100)]) == [(2021, None), (2022, D(60))]


def test_cumulative_series_refuses_a_year_that_comes_twice():
    with pytest.raises(ValueError, match="Satu tahun muncul lebih dari sekali"):
        yearly_from_cumulative([(2021, 40), (2021, 50)])


@pytest.mark.parametrize(("amounts", "total"), [([1, 2], 3), ([0], 0), ([1, None], None), ([], None)])
def test_a_sum_is_known_only_when_all_of_it_is(amounts, total):
    assert known_sum(iter(amounts)) == total
