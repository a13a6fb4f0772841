"""A cumulative figure becomes the difference to what is stored; months become months."""

import pytest

from budget.files.months import Straddling, cumulative, monthly


@pytest.mark.parametrize(
    ("stored", "month", "total", "wanted"),
    [
        ([], 6, 40, [(1, 6, 40)]),
        ([], 12, 0, [(1, 12, 0)]),
        ([(1, 6, 40)], 7, 70, [(1, 6, 40), (7, 7, 30)]),
        ([(1, 6, 40)], 9, 40, [(1, 6, 40)]),
        ([(1, 6, 40), (7, 7, 30)], 7, 60, [(1, 6, 40), (7, 7, 20)]),
        ([(1, 1, 40), (2, 2, 5)], 4, 30, [(1, 1, 40), (2, 2, 5), (3, 4, -15)]),
        ([(1, 3, 10), (8, 8, 9)], 6, 15, [(1, 3, 10), (4, 6, 5)]),
    ],
)
def test_a_cumulative_figure_adds_a_period(stored, month, total, wanted):
    assert cumulative(stored, month, total) == wanted


@pytest.mark.parametrize(
    ("stored", "months", "month", "wanted"),
    [
        ([], [10, 0, 5], 3, [(1, 1, 10), (3, 3, 5)]),
        ([], [0, 0, 0], 3, [(1, 3, 0)]),
        ([], [10, 20, 5], 2, [(1, 1, 10), (2, 2, 20)]),
        ([(1, 2, 30)], [10, 20, 5], 3, [(1, 1, 10), (2, 2, 20), (3, 3, 5)]),
        ([(1, 1, 10)], [None, 20, None], 3, [(1, 1, 10), (2, 2, 20)]),
        ([(1, 1, 10)], [None, None, None], 3, [(1, 1, 10)]),
    ],
)
def test_monthly_figures_stand_by_month(stored, months, month, wanted):
    assert monthly(stored, months, month) == wanted


def test_a_period_that_runs_past_the_month_cannot_be_compared():
    with pytest.raises(Straddling):
        cumulative([(1, 12, 5)], 6, 5)
    with pytest.raises(Straddling):
        monthly([(1, 6, 5)], [1, 2, 3], 6)
