"""The picture of a subtree: from kept sums or live it says the same, and what is not complete is not rated."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from indicators.scales import DEFAULT_BANDS
from reports.leading import facts, live
from reports.leading.picture import level
from reports.leading.reading import paint
from tests import factories as make
from tests.reports.leading.cast import YEAR, branch, carry, keep, promise

pytestmark = pytest.mark.django_db
QUARTER = 2


@pytest.fixture
def top(directorate_general, directorate, sentra):
    """The directorate carries the first objective at 90 and 50 %, the sentra nothing of it at 100 %."""
    first, _ = branch(directorate_general)
    carry(directorate, first, [64, 72], [None, 40])
    carry(sentra, None, [80, 80])
    return directorate_general


def painted(unit, **given):
    return paint(unit, YEAR, QUARTER, **given)


@pytest.mark.parametrize(
    ("known", "promised", "mark", "note"),
    [(4, 4, "above", ""), (3, 4, "unknown", "3 dari 4"), (0, 4, "unknown", "0 dari 4"), (0, 0, "unknown", "")],
)
def test_a_mean_over_incomplete_data_is_never_rated(known, promised, mark, note):
    found = level(D(120), known, promised, DEFAULT_BANDS)
    assert (found.status.mark, found.note) == (mark, note)


def test_units_come_the_lowest_first_and_each_cell_hangs_on_its_objective(top):
    keep()
    picture = painted(top)
    assert [row.unit.code for row in picture.rows] == ["dit-anak", "sentra-timur"]
    assert [column.name for column in picture.columns] == ["Sasaran 1", "Belum tersambung"]
    assert [[cell and cell.value for _, cell in row.cells] for row in picture.rows] == [[70, None], [None, 100]]


def test_the_first_figure_is_the_unit_s_own_and_names_its_method(top):
    keep()
    picture = painted(top)
    assert (picture.hero.value, picture.method) == (110, "rata-rata dari rata-rata sasaran")
    assert (picture.whole.value, picture.figures.promised) == (D("93.33333333333333333333333333"), 4)


def test_a_unit_that_promised_nothing_is_told_by_the_units_below_it(directorate_general, sentra):
    carry(sentra, None, [80, 80])
    keep()
    picture = painted(directorate_general)
    assert (picture.hero.value, picture.method) == (100, "rata-rata capaian 1 unit")


def test_without_kept_sums_a_small_subtree_is_computed_live_and_says_the_same(top):
    alive = painted(top)
    keep()
    kept = painted(top)
    assert alive.computed_at is None
    assert kept.computed_at is not None
    told = {"computed_at": None, "rows": (), "points": ()}
    assert replace(alive, **told) == replace(kept, **told)
    assert [(row.unit, row.level, row.cells) for row in alive.rows] == [
        (row.unit, row.level, row.cells) for row in kept.rows
    ]


def test_a_large_subtree_without_kept_sums_has_no_picture(top, monkeypatch):
    monkeypatch.setattr(live, "MOST_UNITS", 2)
    assert painted(top) is None


def test_who_may_not_see_below_sees_the_unit_alone(top):
    keep()
    picture = painted(top, is_whole=False)
    assert (picture.rows, picture.movers, picture.shortfalls) == ((), (), ())
    assert picture.figures.promised == 1
    assert all("Direktorat Anak" not in one.text for one in picture.decisions)
    assert (picture.whole, picture.whole_figures) == (picture.own, picture.own_figures)
    assert all(row.whole == row.own for row in picture.objectives)


@pytest.mark.parametrize("is_kept", [True, False])
def test_who_may_not_see_below_reads_what_lags_in_the_unit_however_bad_it_is_below(top, monkeypatch, is_kept):
    monkeypatch.setattr(facts, "MOST_LAGGING", 1)
    monkeypatch.setattr(live, "MOST_LAGGING", 1)
    own = top.agreements.get()
    promise(own, own.lines.get().indicator.objective, [78, 78])
    if is_kept:
        keep()
    assert [row.unit for row in painted(top).shortfalls] != [top]
    assert [(row.unit, row.achieved) for row in painted(top, is_whole=False).shortfalls] == [(top, D("97.5"))]


def test_who_may_not_see_below_sees_no_mean_of_it_where_the_unit_promised_nothing(directorate_general, sentra):
    carry(sentra, None, [80, 80])
    keep()
    picture = painted(directorate_general, is_whole=False)
    assert (picture.hero.value, picture.hero.status.word) == (None, "Belum ada target")


def test_movers_are_told_with_their_change(top):
    keep()
    [mover] = painted(top).movers
    assert (mover.unit.code, mover.before, mover.now, mover.change) == ("dit-anak", 80, 70, -10)


def test_the_worst_indicators_come_first(top):
    keep()
    picture = painted(top)
    assert [(row.unit.code, row.achieved) for row in picture.shortfalls] == [("dit-anak", 50), ("dit-anak", 90)]


def test_a_predicate_that_lags_is_below_its_target_and_not_without_data(directorate):
    scale = make.make_predicate_scale()
    opinion = make.make_indicator(measure="predicate", calculation="typed", predicate_scale=scale)
    make.make_line(
        agreement=make.make_agreement(unit=directorate, year=YEAR), indicator=opinion, target=None, target_text="WTP"
    )
    make.make_realization(
        unit=directorate, indicator=opinion, year=YEAR, quarter=4, value=None, text="WDP", status="verified"
    )
    keep()
    [row] = paint(directorate, YEAR, 4).shortfalls
    assert (row.achieved, row.status.mark, row.status.word) == (None, "below", "Di bawah target")


def test_the_years_stand_beside_each_other_at_the_same_quarter(directorate):
    for year, value in ((2022, 60), (YEAR, 72)):
        agreement = make.make_agreement(unit=directorate, year=year)
        line = make.make_line(agreement=agreement, target=80)
        make.make_quarter_target(line=line, quarter=QUARTER, target=80)
        make.make_realization(indicator=line.indicator, unit=directorate, year=year, quarter=QUARTER, value=value)
    keep(2022, YEAR)
    points = painted(directorate).points
    assert {point.year: point.own.mean for point in points if point.quarter == QUARTER} == {2022: 75, YEAR: 90}
