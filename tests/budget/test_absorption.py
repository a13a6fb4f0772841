"""Money: serapan from sums, gaps of a tree, and two measures of efficiency."""

from decimal import Decimal as D

import pytest

from budget.absorption import (
    absorption,
    efficiency_of_objective,
    expenditure_type,
    gap_to_children,
    kemenkeu_efficiency,
    remaining,
    total_absorption,
)
from lakin.formatting import number

# Realization and ceiling of the five kegiatan of Setditjen Rehsos, 2023.
ACTIVITIES = [
    (66_277_045_858, 66_376_000_000),
    (4_102_082_793, 4_103_898_000),
    (70_312_413_191, 71_636_071_000),
    (2_471_465_431, 2_499_390_000),
    (937_930_866, 939_650_000),
]


@pytest.mark.parametrize(
    ("realized", "ceiling", "shown"),
    [
        (550_653_073_465, 551_372_435_000, "99,87"),
        (24_273_430_475, 25_343_317_000, "95,78"),
        (0, 1_000, "0,00"),
        (1_100, 1_000, "110,00"),
        (43_000_000_000_000, 43_000_000_000_001, "100,00"),
        (None, 1_000, "–"),
        (1_000, None, "–"),
        (0, 0, "–"),
        (5, -1, "–"),
    ],
)
def test_absorption_is_realized_over_ceiling(realized, ceiling, shown):
    assert number(absorption(realized, ceiling)) == shown


@pytest.mark.parametrize(
    ("realized", "ceiling", "left"),
    [(24_273_430_475, 25_343_317_000, 1_069_886_525), (7, 5, -2), (None, 5, None), (5, None, None)],
)
def test_remaining_is_whole_rupiah(realized, ceiling, left):
    assert remaining(realized, ceiling) == left


def test_total_comes_from_sums_and_not_from_percents():
    total = total_absorption(ACTIVITIES)
    assert (total.realized, total.ceiling, total.remaining) == (144_100_938_139, 145_555_009_000, 1_454_070_861)
    assert total.trace.replace("\u00a0", " ") == "Rp 144.100.938.139 / Rp 145.555.009.000 = 99,00%"


@pytest.mark.parametrize(
    ("rows", "sums", "reason"),
    [
        ([], (None, None, None), "Belum ada baris anggaran."),
        ([(0, 0)], (0, 0, 0), "Jumlah pagu nol."),
        ([(4, 5), (None, 5)], (None, 10, None), "1 dari 2 baris belum ada pagu atau realisasinya."),
        ([(4, None), (None, 5)], (None, None, None), "2 dari 2 baris belum ada pagu atau realisasinya."),
    ],
)
def test_total_with_an_unknown_row_is_unknown(rows, sums, reason):
    total = total_absorption(rows)
    assert (total.realized, total.ceiling, total.remaining) == sums
    assert (total.absorption, total.trace, total.reason) == (None, "", reason)


@pytest.mark.parametrize(
    ("achievement", "absorbed", "verdict", "trace"),
    [
        ("109.38", "99.87", "efisien", "109,38% - 99,87% = 9,51 poin persen, efisien"),
        ("83.59", "95.78", "tidak efisien", "83,59% - 95,78% = −12,19 poin persen, tidak efisien"),
        ("99.874", "99.87", "sebanding", "99,87% - 99,87% = 0,00 poin persen, sebanding"),
        (None, "99.87", "belum dapat dihitung", ""),
        ("109.38", None, "belum dapat dihitung", ""),
    ],
)
def test_efficiency_of_an_objective(achievement, absorbed, verdict, trace):
    figures = [None if figure is None else D(figure) for figure in (achievement, absorbed)]
    result = efficiency_of_objective(*figures)
    assert (result.verdict, result.trace, result.points is None) == (verdict, trace, trace == "")


@pytest.mark.parametrize(
    ("rows", "raw", "value", "score"),
    [
        ([(1000, D(100), 900)], "10", "10", "75"),
        ([(1000, D(100), 1000)], "0", "0", "50"),
        ([(1000, D(100), 500)], "50", "20", "100"),
        ([(1000, D(50), 900)], "-80", "-20", "0"),
        ([(1000, D(100), 950), (500, D(80), 310)], "10", "10", "75"),
    ],
)
def test_kemenkeu_efficiency_is_held_between_minus_and_plus_20(rows, raw, value, score):
    result = kemenkeu_efficiency(rows)
    assert (result.raw, result.value, result.score) == (D(raw), D(value), D(score))
    assert ("dibatasi menjadi" in result.trace) == (raw != value)


def test_kemenkeu_efficiency_shows_both_figures_when_held():
    trace = kemenkeu_efficiency([(1000, D(100), 500)]).trace.replace("\u00a0", " ")
    assert trace == (
        "E = (Rp 1.000 - Rp 500) / Rp 1.000 = 50,00%, dibatasi menjadi 20,00%; NE = 50 + 20 / 20 × 50 = 100,00"
    )


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "Belum ada keluaran."),
        ([(1000, D(100), 900), (1000, None, 900)], "1 dari 2 keluaran belum lengkap datanya."),
        ([(1000, D(0), 900)], "Jumlah PAK × CK harus di atas nol."),
    ],
)
def test_kemenkeu_efficiency_is_not_defined_and_says_why(rows, reason):
    result = kemenkeu_efficiency(rows)
    assert (result.raw, result.value, result.score, result.reason) == (None, None, None, reason)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *(("511111", "51"), (" 521211 ", "52"), ("532111", "53"), ("571111", "57")),
        *(("541111", None), ("52", None), ("5211A1", None), ("", None), (None, None)),
    ],
)
def test_expenditure_type_is_the_first_two_digits_of_an_akun(code, kind):
    assert expenditure_type(code) == kind


@pytest.mark.parametrize(
    ("own", "children", "gap"),
    [(100, [60, 40], 0), (100, [60, 30], 10), (100, [60, 50], -10), (100, [60, None], None), (None, [60], None)],
)
def test_gap_to_children_is_own_minus_their_sum(own, children, gap):
    assert gap_to_children(own, children) == gap


def test_line_without_children_has_no_gap():
    assert gap_to_children(100, []) is None
