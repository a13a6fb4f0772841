"""Objective means, the overall figure and the counts, with what is unknown kept apart."""

from decimal import Decimal as D

import pytest

from indicators.achievement import (
    Counts,
    OverallMethod,
    Polarity,
    Standing,
    achievement,
    counts,
    mean,
    overall,
    predicate_achievement,
)
from lakin.formatting import number

# Capaian of the indicators per objective, as the report of Setditjen Rehsos 2023 prints them.
SETDITJEN = [
    [D(value) for value in group.split()]
    for group in ("149.60", "98.88 103.52 99.39 100 100 100 101.89 200.00", "83.59 111.97", "317.31")
]


def test_counts_of_setditjen_agree_with_its_report():
    assert counts(value for group in SETDITJEN for value in group) == Counts(above=6, equal=3, below=3, unknown=0)


@pytest.mark.parametrize(("method", "shown"), [("objectives", "169,41"), ("indicators", "130,51")])
def test_overall_of_setditjen_is_not_the_printed_122_20(method, shown):
    assert number(overall(SETDITJEN, method).value) == shown


def test_blank_cell_counted_as_zero_comes_closest_to_the_printed_122_20():
    first, second, *others = SETDITJEN
    assert number(overall([first, [*second[:4], D(0), *second[5:]], *others], "indicators").value) == "122,18"


def test_counts_take_predicates_and_keep_unknown_apart():
    assert counts([Standing.ABOVE, Standing.BELOW, None, D("99.999")]) == Counts(above=1, equal=1, below=1, unknown=1)


@pytest.mark.parametrize(
    ("values", "value", "known", "unknown", "note"),
    [
        ([D("83.59"), D("111.97")], D("97.78"), 2, 0, ""),
        ([D("83.59"), None], D("83.59"), 1, 1, "1 dari 2 indikator belum ada data"),
        ([], None, 0, 0, ""),
        ([None], None, 0, 1, "1 dari 1 indikator belum ada data"),
    ],
)
def test_mean_leaves_out_what_is_unknown_and_says_so(values, value, known, unknown, note):
    result = mean(values)
    assert (result.value, result.known, result.unknown, result.note) == (value, known, unknown, note)


def test_trace_of_a_long_mean_shows_the_sum():
    assert mean([D(100)] * 12).trace.startswith("(100 + 100 + ")
    assert mean([D("99.50")] * 13).trace == "(1.293,50) / 13 = 99,50%"


@pytest.mark.parametrize(
    ("method", "value", "known", "trace"),
    [
        (OverallMethod.OBJECTIVES, D(110), 2, "Rata-rata dari rata-rata sasaran: (120 + 100) / 2 = 110,00%"),
        ("indicators", D(115), 4, "Rata-rata seluruh indikator: (120 + 110 + 130 + 100) / 4 = 115,00%"),
    ],
)
def test_overall_names_its_method(method, value, known, trace):
    result = overall([[D(120), D(110), D(130)], [D(100)]], method)
    assert (result.value, result.known, result.trace, result.note) == (value, known, trace, "")


def test_overall_says_which_indicators_and_objectives_are_missing():
    result = overall([[D(120), None], [None], [D(100)]])
    assert (result.value, result.known, result.unknown) == (D(110), 2, 1)
    assert result.note == "2 dari 4 indikator belum ada data; 1 dari 3 sasaran belum ada data"
    assert (overall([[None], []]).value, overall([[None], []]).trace) == (None, "")


def test_predicate_takes_no_part_in_a_mean_and_is_not_called_missing():
    result = overall([[D(110), Standing.ABOVE, None], [Standing.BELOW], [D(100)]])
    assert (result.value, result.known, result.unknown) == (D(105), 2, 0)
    assert result.note == (
        "1 dari 5 indikator belum ada data; 2 indikator berupa predikat, tidak ikut dirata-ratakan; "
        "1 sasaran berupa predikat, tidak ikut dirata-ratakan"
    )


def test_achievement_offers_its_percent_or_else_its_standing():
    opinion = predicate_achievement(target="WTP", realization="WTP", ranks={"WTP": 1})
    percent = achievement(target=D(80), realization=D(60), polarity=Polarity.MAXIMIZE)
    unknown = achievement(target=D(80), realization=None, polarity=Polarity.MAXIMIZE)
    assert [item.measured for item in (opinion, percent, unknown)] == [Standing.EQUAL, D(75), None]
