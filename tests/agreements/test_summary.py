"""The year of many units at a glance says what each unit's own scorecard says."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements import plain_rows
from agreements.plain_rows import facts_of
from agreements.scorecard import scorecard
from agreements.summary import agreements_of, lines_of, realizations_of, summaries
from tests import factories as f

pytestmark = pytest.mark.django_db


def promised(code, *, target=80, value=Decimal("87.5")):
    """A unit with one promised indicator, measured unless the value is None."""
    unit = f.make_unit(code)
    indicator = f.make_indicator(unit=unit)
    f.make_line(agreement=f.make_agreement(unit=unit, year=2023), indicator=indicator, target=target)
    if value is not None:
        f.make_realization(indicator=indicator, unit=unit, year=2023, value=value)
    return unit


def untraced(mean):
    """The mean of a scorecard without the words of how it came about, which a summary does not tell."""
    return replace(mean, trace="")


def test_a_summary_agrees_with_the_scorecard():
    unit = promised("dit-satu")
    found = summaries([unit], 2023)[unit.pk]
    card = scorecard(unit, 2023)
    assert (found.overall, found.mark, found.word) == (untraced(card.overall), card.mark, card.word)
    assert (found.promised, found.known) == (1, 1)


def test_a_unit_without_realization_has_no_capaian():
    unit = promised("dit-dua", value=None)
    found = summaries([unit], 2023)[unit.pk]
    assert (found.overall.value, found.known, found.word) == (None, 0, "Belum ada data")


def test_a_draft_stands_beside_the_version_in_force():
    unit = promised("dit-tiga")
    draft = f.make_agreement(unit=unit, year=2023, version=1, status="draft")
    found = summaries([unit], 2023)[unit.pk]
    assert (found.agreement.version, found.draft) == (0, draft)


def test_the_queries_do_not_grow_with_the_units():
    counts = []
    for size in (1, 20):
        units = [promised(f"dit-{size}-{number}") for number in range(size)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            summaries(units, 2023)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_running_year_is_told_up_to_its_latest_quarter_against_that_target():
    unit = promised("dit-empat", value=None)
    line = unit.agreements.get().lines.get()
    f.make_quarter_target(line=line, quarter=2, target=40)
    f.make_realization(indicator=line.indicator, unit=unit, year=2023, quarter=2, value=50)
    found = summaries([unit], 2023)[unit.pk]
    assert (found.quarter, found.overall.value) == (2, 125)
    assert summaries([unit], 2023, quarter=4)[unit.pk].quarter == 4
    assert found.overall == untraced(scorecard(unit, 2023, quarter=2).overall)


def test_who_only_gives_to_a_pool_is_told_without_the_others():
    owner, giver, other = (f.make_unit(code) for code in ("dit-wadah", "sentra-a", "sentra-b"))
    indicator = f.make_indicator(unit=owner, calculation="pooled")
    for unit in (owner, giver):
        f.make_line(agreement=f.make_agreement(unit=unit, year=2023), indicator=indicator, target=80)
    f.make_realization(indicator=indicator, unit=giver, year=2023, n=8, t=10)
    f.make_realization(indicator=indicator, unit=other, year=2023, n=1, t=10)
    assert summaries([giver], 2023)[giver.pk].overall == untraced(scorecard(giver, 2023).overall)
    assert summaries([owner], 2023)[owner.pk].overall == untraced(scorecard(owner, 2023).overall)
    in_force, _ = agreements_of([giver], 2023)
    lines = lines_of(in_force)
    assert list(realizations_of([giver], 2023, lines)[indicator.pk]) == [giver.pk]
    assert list(facts_of([giver.pk], 2023, plain_rows.lines_of(in_force, 2023))[indicator.pk]) == [giver.pk]


def test_components_are_read_only_for_what_is_computed_from_them():
    unit = promised("dit-lima")
    weighed = f.make_indicator(unit=unit, calculation="weighted", code="2")
    f.make_line(agreement=unit.agreements.get(), indicator=weighed, target=80)
    row = f.make_realization(indicator=weighed, unit=unit, year=2023)
    for weight, score in ((40, 70), (60, 90)):
        f.make_part(
            realization=row, component=f.make_component(indicator=weighed, year=2023, weight=weight), score=score
        )
    found = summaries([unit], 2023)[unit.pk]
    assert (found.overall, found.known) == (untraced(scorecard(unit, 2023).overall), 2)
    lines = lines_of(agreements_of([unit], 2023)[0])
    (typed,), (computed,) = (rows[unit.pk] for rows in realizations_of([unit], 2023, lines).values())
    assert not hasattr(typed, "_prefetched_objects_cache")
    assert len(computed.parts.all()) == 2
