"""Figures that nobody reads come without their sentences, and with the same values."""

import decimal
from decimal import Decimal

import pytest

from indicators.achievement import achievement, mean
from indicators.forecast import straight_line
from indicators.formula import Accumulation, Part, accumulate, pooled, ratio, weighted
from indicators.traces import told, without_traces

FIGURES = [Decimal(7), Decimal("8.25"), Decimal(9), None]
POLARITIES = ("maximize", "minimize", "range")


def results():
    part = Part("a", Decimal(3), Decimal(4), Decimal(100))
    return (
        *(achievement(target=80, realization=70, polarity=one, lower=40, upper=60) for one in POLARITIES),
        *(straight_line(FIGURES[:3], one) for one in Accumulation),
        *(accumulate(FIGURES, one, through=3) for one in Accumulation),
        *(ratio(Decimal(3), Decimal(4)), weighted([part]), pooled([part]), mean(FIGURES)),
    )


def test_without_traces_every_value_and_reason_is_the_same():
    spoken = results()
    with without_traces():
        silent = results()
    assert all(result.trace for result in spoken)
    assert not any(result.trace for result in silent)
    assert [result.value for result in spoken] == [result.value for result in silent]


def test_traces_are_told_again_after_a_mistake():
    with pytest.raises(decimal.DivisionByZero), without_traces():
        ratio_of_nothing()
    assert told(lambda: "1 / 2") == "1 / 2"


def ratio_of_nothing():
    assert told(lambda: "1 / 0") == ""
    return Decimal(1) / Decimal(0)
