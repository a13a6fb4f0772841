"""Three kinds of change that reports mix up, each with its own words."""

from decimal import Decimal as D

import pytest

from indicators.growth import percentage_points, ratio_of, relative_growth


@pytest.mark.parametrize(
    ("change", "value", "trace"),
    [
        (percentage_points, "32.50", "149,60 - 117,10 = 32,50 poin persen"),
        (relative_growth, "27.75", "(149,60 - 117,10) / 117,10 = 27,75%"),
        (ratio_of, "1.28", "149,60 / 117,10 = 1,28 kali"),
    ],
)
def test_kinds_of_change_are_kept_apart(change, value, trace):
    result = change(D("149.60"), D("117.10"))
    assert result.value.quantize(D("0.01")) == D(value)
    assert result.trace == trace


@pytest.mark.parametrize("change", [percentage_points, relative_growth, ratio_of])
@pytest.mark.parametrize(
    ("now", "before", "reason"),
    [(None, D(1), "Nilai sekarang belum ada."), (D(1), None, "Nilai pembanding belum ada.")],
)
def test_change_with_an_unknown_side_is_unknown(change, now, before, reason):
    assert (change(now, before).value, change(now, before).reason) == (None, reason)


@pytest.mark.parametrize("change", [relative_growth, ratio_of])
@pytest.mark.parametrize("before", [D(0), D(-5)])
def test_division_needs_an_earlier_figure_above_zero(change, before):
    assert change(D(5), before).reason == "Nilai pembanding harus di atas nol."


def test_percentage_points_from_zero_and_downwards():
    assert percentage_points(D(0), D("2.5")).trace == "0 - 2,50 = −2,50 poin persen"
