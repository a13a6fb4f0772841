from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.achievement import round_half_up
from lakin.formatting import number
from reports.reviu.matching import decimals_of, match

VALUES = st.decimals(min_value=0, max_value=10**12, places=8)


@pytest.mark.parametrize(
    ("value", "as_printed", "decimals"),
    [
        ("105.78", "105,78 %", 2),
        ("99.4", "99,40 %", 2),
        ("99.4", "", 1),
        ("109.38", "109, 38 %", 2),
        ("100", "100,00%", 2),
        ("100.0000", "100 %", 0),
        ("80.09", "80,09*", 2),
        ("31810713", "31.810.713", 0),
        ("550653073465", "550,653,073,465,-", 0),
        ("99", "Rp 144.100.938.139 atau 99% dari Rp 145.555.009.000,-", 0),
        ("4", "4 (empat)", 0),
        ("136.16", "136 16 %", 2),
    ],
)
def test_the_decimals_are_those_of_the_print(value, as_printed, decimals):
    assert decimals_of(D(value), as_printed) == decimals


@pytest.mark.parametrize(
    ("printed", "decimals", "computed", "verdict"),
    [
        ("101.32", 2, "101.315789", "agrees"),
        ("101.31", 2, "101.315789", "truncated"),
        ("101.33", 2, "101.315789", "last_digit"),
        ("101.38", 2, "101.315789", "differs"),
        ("99", 0, "99.001", "agrees"),
        ("100", 0, "100.1625", "agrees"),
        ("100", 0, "101.37", "differs"),
        ("0.13", 2, "0.125", "agrees"),
    ],
)
def test_a_printed_figure_is_held_against_the_computed_one_at_its_own_decimals(printed, decimals, computed, verdict):
    assert match(D(printed), decimals, [D(computed)]) == verdict


def test_one_agreeing_value_among_several_is_enough():
    assert match(D("87.51"), 2, [D("87.49"), D("87.5051")]) == "agrees"


@given(VALUES, st.integers(0, 4))
def test_what_lakin_prints_is_never_accused(value, decimals):
    printed = round_half_up(value, decimals)
    assert decimals_of(printed, f"Rp {number(printed, decimals)} %") == decimals
    assert match(printed, decimals, [value]) == "agrees"
