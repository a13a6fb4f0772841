"""The year of many units at a glance says what each unit's own scorecard says."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.scorecard import scorecard
from agreements.summary import summaries
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


def test_a_summary_agrees_with_the_scorecard():
    unit = promised("dit-satu")
    found = summaries([unit], 2023)[unit.pk]
    card = scorecard(unit, 2023)
    assert (found.overall, found.mark, found.word) == (card.overall, card.mark, card.word)
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
    assert found.overall == scorecard(unit, 2023, quarter=2).overall
