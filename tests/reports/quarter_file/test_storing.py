"""A quarter as an Excel file: what goes out comes back, and what is typed is stored whole."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.entry import Entry, entry_of
from indicators.models import ComponentValue, Realization, Step
from reports.quarter_file.columns import ENTRIES
from tests import factories as make
from tests.reports.quarter_file.sheets import (
    BY_PARTS,
    FIRST,
    KINDS,
    book_of,
    column_of,
    downloaded,
    predicate,
    promised,
    sent,
    stored,
    typed,
    typed_parts,
    with_parts,
    words,
)
from units.models import Change

pytestmark = pytest.mark.django_db


HOSTILE = (
    '=HYPERLINK("http://x")',
    "+62",
    "-1+1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "_x0041_",
    "a\r\nb\tc",
    "<b>&amp;",
)


def everything(unit):
    """One indicator of every kind, all filled in."""
    for kind in KINDS:
        indicator = with_parts(unit, kind) if kind in BY_PARTS else promised(unit, calculation=kind)
        row = make.make_realization(indicator=indicator, status="draft", value=70.25, source="Rekap", note="Catatan")
        if kind in ("ratio", "pooled"):
            Realization.objects.filter(pk=row.pk).update(numerator=875, denominator=1000)
        for component in indicator.components.all():
            make.make_part(realization=row, component=component, score=80, text="Keterangan")
    make.make_realization(
        indicator=predicate(unit), status="draft", text="WTP", follow_up="Rapat", follow_up_on=date(2024, 2, 1)
    )


def test_an_unchanged_file_changes_nothing(unit, siti):
    everything(unit)
    outcome = sent(downloaded(unit), unit, siti)
    assert (outcome.problems, outcome.changed, outcome.skipped) == ((), (), ())
    assert outcome.unchanged == len(KINDS) + 1


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_a_text(unit, siti, ratio, text):
    make.make_realization(indicator=ratio, status="draft", note=text, supporting_factors=text, source=text[:300])
    content = downloaded(unit)
    cell = book_of(content)[ENTRIES].cell(FIRST, column_of("note"))
    assert cell.data_type == "s"
    outcome = sent(content, unit, siti)
    assert (outcome.problems, outcome.changed, outcome.unchanged) == ((), (), 1)
    assert stored(ratio).note == text


def test_a_ratio_is_stored_and_computed_by_the_engine(unit, siti, ratio):
    content = typed(downloaded(unit), numerator=1204, denominator=1610, supporting_factors="Pendampingan rutin")
    outcome = sent(content, unit, siti)
    (one,) = outcome.changed
    assert outcome.is_written
    assert round(one.preview.measurement.value, 2) == Decimal("74.78")
    assert round(one.preview.score.achievement.value, 2) == Decimal("93.48")
    assert [(change.label, change.before, change.after) for change in one.changes] == [
        ("n", "–", "1.204"),
        ("T", "–", "1.610"),
        ("Faktor pendorong", "–", "Pendampingan rutin"),
    ]
    assert entry_of(stored(ratio)) == Entry(
        numerator=Decimal(1204), denominator=Decimal(1610), supporting_factors="Pendampingan rutin"
    )


def test_every_text_column_comes_back(unit, siti, ratio):
    cells = {
        "source_year": 2022,
        "source": "Rekap sentra",
        "hindering_factors": "Anggaran\nterlambat",
        "follow_up": "Rapat",
        "follow_up_by": "Ketua tim",
        "follow_up_on": "30 September 2023",
        "note": "Catatan",
    }
    assert sent(typed(downloaded(unit), **cells), unit, siti).problems == ()
    row = stored(ratio)
    assert {name: getattr(row, name) for name in cells} == cells | {"follow_up_on": date(2023, 9, 30)}
    assert sent(downloaded(unit), unit, siti).unchanged == 1


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("ratio", "pooled", *BY_PARTS)])
def test_a_value_from_elsewhere_is_typed(unit, siti, kind):
    indicator = promised(unit, calculation=kind)
    assert sent(typed(downloaded(unit), value="74,78"), unit, siti).is_written
    assert stored(indicator).value == Decimal("74.78")


@pytest.mark.parametrize("kind", BY_PARTS)
def test_components_are_filled_in_on_their_sheet(unit, siti, kind):
    indicator = with_parts(unit, kind)
    content = typed_parts(typed_parts(downloaded(unit), score=3, text="Baik"), at=1, score="3,5")
    outcome = sent(content, unit, siti)
    assert words(outcome) == []
    parts = ComponentValue.objects.filter(realization__indicator=indicator).order_by("component__order")
    assert [(part.score, part.text) for part in parts] == [(Decimal(3), "Baik"), (Decimal("3.5"), "")]
    assert outcome.changed[0].preview.measurement.is_known
    assert sent(downloaded(unit), unit, siti).unchanged == 1


def test_a_predicate_is_a_word_of_its_scale(unit, siti):
    indicator = predicate(unit)
    assert sent(typed(downloaded(unit), value="wtp"), unit, siti).is_written
    assert stored(indicator).text == "WTP"
    assert words(sent(typed(downloaded(unit), value="Bagus"), unit, siti)) == [
        'Lembar Isian, baris 4, kolom Nilai atau predikat: "Bagus" bukan pilihan yang ada; '
        "pilihannya: WTP, WDP, TW, atau TMP."
    ]


def test_an_empty_cell_clears_what_is_stored_and_the_preview_says_so(unit, siti, ratio):
    make.make_realization(indicator=ratio, status="draft", n=875, t=1000, note="Lama")
    content = typed(downloaded(unit), note=None)
    outcome = sent(content, unit, siti, dry_run=True)
    (change,) = outcome.changed[0].changes
    assert (change.label, change.before, change.after, change.is_removed) == ("Catatan", "Lama", "–", True)
    assert outcome.removed == 1
    assert stored(ratio).note == "Lama"
    assert sent(content, unit, siti).is_written
    assert stored(ratio).note == ""


def test_an_empty_component_is_cleared(unit, siti):
    indicator = with_parts(unit, "mean")
    row = make.make_realization(indicator=indicator, status="draft")
    make.make_part(realization=row, component=indicator.components.first(), score=80)
    assert sent(typed_parts(downloaded(unit), score=None), unit, siti).removed == 1
    assert not ComponentValue.objects.exists()


def test_a_dry_run_writes_nothing_at_all(unit, siti, ratio):
    content = typed(downloaded(unit), numerator=875, denominator=1000)
    Change.objects.all().delete()
    outcome = sent(content, unit, siti, dry_run=True)
    assert (outcome.is_written, len(outcome.changed)) == (False, 1)
    counts = [model.objects.count() for model in (Realization, ComponentValue, Step, Change)]
    assert counts == [0, 0, 0, 0]


def test_the_trail_says_that_it_came_from_a_file(unit, siti, ratio):
    sent(typed(downloaded(unit), numerator=875, denominator=1000), unit, siti)
    notes = {str(vars(entry)).count("Lembar triwulan diunggah") for entry in Change.objects.filter(actor=siti)}
    assert notes == {1}
