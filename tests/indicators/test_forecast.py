"""Where a year is heading: the line, the shape of last year, and how wrong either was; unknown stays unknown."""

from decimal import Decimal as D

import pytest

from indicators.forecast import last_years_shape, mean_error, straight_line
from indicators.formula import Accumulation

SUM, AVERAGE, LAST = Accumulation.SUM, Accumulation.AVERAGE, Accumulation.LAST


@pytest.mark.parametrize(
    ("so_far", "accumulation", "is_share", "value"),
    [
        ([D(25)], SUM, False, D(100)),
        ([D(20), D(45), D(69)], SUM, False, D(92)),
        ([D(20), D(45), D(69), D(80)], SUM, False, D(80)),
        ([D(80), D(70)], SUM, True, D(70)),
        ([D(60)], LAST, False, D(60)),
        ([None, D(60)], LAST, False, D(60)),
        ([None, D(60), D(66)], LAST, False, D(72)),
        ([D(60), D(66), D(69)], LAST, False, D(74)),
        ([D(10), D(4)], LAST, False, D(-8)),
        ([D(80)], AVERAGE, False, D(80)),
        ([D(80), D(82)], AVERAGE, False, D(86)),
        ([D(80), D(80), D(80)], AVERAGE, False, D(80)),
        ([D(98), D(99), D(100)], LAST, False, D(101)),
    ],
)
def test_the_year_goes_on_as_it_did(so_far, accumulation, is_share, value):
    assert straight_line(so_far, accumulation, is_share=is_share).value == value


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (straight_line([D(80), None], LAST), "Nilai sampai Triwulan II belum diketahui."),
        (straight_line([None, D(80)], AVERAGE), "Rata-rata triwulan sebelumnya belum diketahui."),
        (last_years_shape(None, D(1), D(1)), "Nilai tahun ini belum diketahui."),
        (last_years_shape(D(1), None, D(1)), "Nilai tahun lalu belum diketahui."),
        (last_years_shape(D(1), D(1), None), "Nilai tahun lalu belum diketahui."),
        (last_years_shape(D(1), D(0), D(1)), "Nilai tahun lalu pada triwulan yang sama harus di atas nol."),
        (mean_error([(None, D(1)), (D(1), D(0))]), "Belum ada perkiraan masa lalu yang hasil akhirnya diketahui."),
    ],
)
def test_what_cannot_be_told_says_why(result, reason):
    assert (result.value, result.reason) == (None, reason)


def test_a_forecast_below_zero_is_named_and_not_bounded():
    assert straight_line([D(10), D(4)], LAST).trace.endswith("= −8,00 (di bawah nol, tidak dibatasi)")


def test_last_year_repeats_its_shape():
    assert last_years_shape(D(69), D(60), D(90)).value == D("103.5")


def test_the_error_counts_only_years_whose_end_is_known():
    assert mean_error([(D(92), D(80)), (D(90), D(100)), (D(88), None)]).value == D("12.5")


@pytest.mark.parametrize("so_far", [[], [D(1)] * 5])
def test_a_year_has_one_to_four_quarters(so_far):
    with pytest.raises(ValueError, match="satu sampai empat triwulan"):
        straight_line(so_far, SUM)
