"""Capaian against what two reports of 2023 printed, and every rule of docs/capaian.md at its edges."""

from decimal import Decimal as D

import pytest

from indicators.achievement import (
    MinimizeFormula,
    Polarity,
    Policy,
    Standing,
    achievement,
    operand,
    predicate_achievement,
    round_half_up,
    standing,
)

INVERSE = Policy(minimize_formula=MinimizeFormula.INVERSE)
OPINION = {"WTP": 4, "WDP": 3, "TW": 2, "TMP": 1}
# Target, realization and the capaian as printed, where the printed figure is right.
RSA = "100 100 100.00, 80 87.50 109.38, 82 95.98 117.05, 83 82.50 99.40, 80 80.13 100.16, 89 90.22 101.37"
SETDITJEN = "100 149.60 149.60, 81 80.09 98.88, 90 93.17 103.52, 90 89.45 99.39, 71 72.34 101.89, 2 4 200.00"
SETDITJEN += ", 75 62.69 83.59, 71 79.50 111.97"


def figures(table):
    return [tuple(D(figure) for figure in row.split()) for row in table.split(", ")]


def maximize(target, realization, **policy):
    return achievement(target=target, realization=realization, polarity=Polarity.MAXIMIZE, policy=Policy(**policy))


def minimize(target, realization, policy=INVERSE):
    return achievement(target=target, realization=realization, polarity=Polarity.MINIMIZE, policy=policy)


@pytest.mark.parametrize(("target", "realization", "printed"), figures(RSA) + figures(SETDITJEN))
def test_capaian_gives_what_the_reports_print_correctly(target, realization, printed):
    assert round_half_up(maximize(target, realization).value) == printed


@pytest.mark.parametrize(
    ("target", "realization", "trace"),
    [
        ("72", "83.36", "83,36 / 72 = 115,78%"),
        ("95", "96.25", "96,25 / 95 = 101,32%"),
        ("89", "90.22", "90,22 / 89 = 101,37%"),
    ],
    ids=["printed 105,78", "printed 101,31 and 101,38", "printed 100,37 and 100"],
)
def test_capaian_corrects_what_a_report_printed_wrongly(target, realization, trace):
    assert maximize(D(target), D(realization)).trace == trace


@pytest.mark.parametrize(
    ("target", "realization", "policy", "raw", "trace"),
    [
        ("5", "4", Policy(), "120", "(2 × 5 - 4) / 5 = 120,00%"),
        ("5", "12", Policy(), "-40", "(2 × 5 - 12) / 5 = −40,00%"),
        ("5", "4", INVERSE, "125", "5 / 4 = 125,00%"),
        ("0", "0", Policy(), "100", "Target 0, realisasi 0: menurut kebijakan target nol = 100,00%"),
        ("0", "-3", Policy(), "100", "Target 0, realisasi (−3): menurut kebijakan target nol = 100,00%"),
        ("0", "3", INVERSE, "0", "Target 0, realisasi 3: menurut kebijakan target nol = 0,00%"),
    ],
)
def test_lower_is_better(target, realization, policy, raw, trace):
    result = minimize(D(target), D(realization), policy)
    assert (result.raw, result.trace, result.reason) == (D(raw), trace, "")


@pytest.mark.parametrize("realization", ["0", "-2"])
def test_inverse_formula_needs_a_realization_above_zero(realization):
    result = minimize(D(5), D(realization))
    assert (result.raw, result.value, result.trace, result.standing) == (None, None, "", None)
    assert result.reason.endswith("rumus T / R hanya berlaku untuk realisasi di atas nol.")


@pytest.mark.parametrize(
    ("realization", "policy", "raw"),
    [
        *(("40", Policy(), "100"), ("50", Policy(), "100"), ("60", Policy(), "80"), ("30", Policy(), "75")),
        *(("62.5", INVERSE, "80"), ("30", INVERSE, "75")),
    ],
)
def test_range_is_100_inside_and_held_against_the_near_bound_outside(realization, policy, raw):
    bounds = {"lower": D(40), "upper": D(50)}
    result = achievement(target=None, realization=D(realization), polarity=Polarity.RANGE, policy=policy, **bounds)
    assert result.raw == D(raw)


@pytest.mark.parametrize(
    ("lower", "upper", "reason"),
    [
        (None, D(50), "Batas bawah belum ada."),
        (None, None, "Batas bawah dan batas atas belum ada."),
        (D(60), D(50), "Batas bawah 60 melebihi batas atas 50."),
        (D(-9), D(-5), "Target atau batas negatif (−5) membalik arah perbandingan."),
        (D(50), D(60), ""),
    ],
)
def test_range_needs_two_bounds_in_order(lower, upper, reason):
    result = achievement(target=None, realization=D(45), polarity="range", lower=lower, upper=upper)
    assert result.reason == reason


@pytest.mark.parametrize(
    ("target", "realization", "reason"),
    [
        (None, D(1), "Target belum ada."),
        (D(1), None, "Realisasi belum ada."),
        (None, None, "Target dan realisasi belum ada."),
        (D(0), D(0), "Target 0: realisasi tidak dapat dibagi dengan nol."),
        (D("-2.5"), D(1), "Target atau batas negatif (−2,50) membalik arah perbandingan."),
    ],
)
def test_capaian_is_not_defined_and_says_why(target, realization, reason):
    result = maximize(target, realization)
    assert (result.raw, result.value, result.is_capped, result.trace) == (None, None, False, "")
    assert result.reason == reason


@pytest.mark.parametrize(
    ("realization", "value", "is_capped", "ending"),
    [
        (D(130), D(120), True, "130,00%, dibatasi menjadi 120,00% (batas atas)"),
        (D(120), D(120), False, "= 120,00%"),
        (D(-5), D(0), True, "−5,00%, dibatasi menjadi 0,00% (batas bawah)"),
    ],
)
def test_bounded_capaian_keeps_the_raw_figure(realization, value, is_capped, ending):
    result = maximize(D(100), realization, cap=D(120), floor=D(0))
    assert (result.raw, result.value, result.is_capped) == (realization, value, is_capped)
    assert result.trace.endswith(ending)


def test_trace_shows_as_many_decimals_as_the_policy_says():
    trace = maximize(D(3), D(1), cap=D("30.125"), decimals=3).trace
    assert trace == "1 / 3 = 33,333%, dibatasi menjadi 30,125% (batas atas)"


def test_floor_above_cap_is_refused():
    with pytest.raises(ValueError, match="Batas bawah capaian tidak boleh melebihi batas atas"):
        Policy(cap=D(100), floor=D(110))


def test_binary_floats_are_refused():
    with pytest.raises(TypeError, match="Angka harus Decimal atau bilangan bulat, bukan float"):
        maximize(0.1, D(1))


@pytest.mark.parametrize(
    ("realization", "place", "words"),
    [("WTP", "above", "di atas"), (" wdp", "equal", "sama dengan"), ("tmp", "below", "di bawah")],
)
def test_predicates_are_compared_by_rank_and_never_divided(realization, place, words):
    result = predicate_achievement(target="WDP", realization=realization, ranks=OPINION)
    assert (result.raw, result.value, result.standing) == (None, None, Standing(place))
    assert result.trace == f"Realisasi {realization.strip()}, target WDP: {words} target"


def test_missing_predicate_has_no_standing():
    result = predicate_achievement(target="WTP", realization="", ranks=OPINION)
    assert (result.standing, result.reason) == (None, "Realisasi belum ada.")


def test_unknown_predicate_is_refused_with_the_scale():
    with pytest.raises(ValueError, match=r"Predikat “Baik” tidak ada pada skala WTP, WDP, TW, TMP\."):
        predicate_achievement(target="WTP", realization="Baik", ranks=OPINION)


@pytest.mark.parametrize(
    ("value", "decimals", "place"),
    [
        *(("99.996", 2, "equal"), ("99.994", 2, "below"), ("100.004", 2, "equal"), ("100.005", 2, "above")),
        *(("99.996", 3, "below"), ("-40", 2, "below")),
    ],
)
def test_standing_is_judged_on_the_figure_that_is_shown(value, decimals, place):
    assert (standing(D(value), decimals), standing(None, decimals)) == (place, None)
    assert maximize(D(100), D(value), decimals=decimals).standing == place


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("2.345", 2, "2.35"),
        ("-2.345", 2, "-2.35"),
        ("-0.001", 2, "0.00"),
        ("2.5", 0, "3"),
        ("1e24", 4, f"1{'0' * 24}.0000"),
    ],
)
def test_rounding_is_half_up_and_never_minus_zero(value, decimals, rounded):
    assert str(round_half_up(D(value), decimals)) == rounded


@pytest.mark.parametrize(
    ("value", "text"),
    [("72.0000", "72"), ("82.5", "82,50"), ("98.876543", "98,8765"), ("1496", "1.496"), ("-4", "(−4)"), ("0", "0")],
)
def test_operands_are_bare_or_have_two_to_four_decimals(value, text):
    assert operand(D(value)) == text
