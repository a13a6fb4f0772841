"""What a quarter's file may not overwrite: rows changed meanwhile, locked, or taken out of the file."""

import pytest

from indicators import workflow
from indicators.entry import fingerprint
from indicators.models import ComponentValue
from reports.quarter_file.columns import ENTRIES, PARTS
from tests import factories as make
from tests.reports.quarter_file.sheets import (
    FIRST,
    NOW,
    book_of,
    column_of,
    downloaded,
    promised,
    saved,
    sent,
    stored,
    typed,
    with_parts,
    words,
)

pytestmark = pytest.mark.django_db


def test_a_row_changed_meanwhile_is_not_overwritten(unit, siti, ratio):
    content = typed(downloaded(unit), numerator=875, denominator=1000)
    make.make_realization(indicator=ratio, status="draft", n=870, t=1000)
    (problem,) = words(sent(content, unit, siti))
    assert "Isian ini diubah di LAKIN sesudah lembar diunduh" in problem
    assert "n: di LAKIN 870, di lembar 875." in problem
    assert stored(ratio).numerator == 870


def test_a_row_changed_meanwhile_that_the_file_leaves_alone_hinders_nobody(unit, siti, ratio):
    other = promised(unit, calculation="typed")
    content = typed(downloaded(unit), at=1, value=70)
    make.make_realization(indicator=ratio, status="draft", n=870, t=1000)
    outcome = sent(content, unit, siti)
    assert outcome.is_written
    assert [(one.code, one.reason[:16]) for one in outcome.skipped] == [(ratio.code, "Berubah di LAKIN")]
    assert (stored(ratio).numerator, stored(other).value) == (870, 70)


@pytest.mark.parametrize(("status", "reason"), [("submitted", "Sudah diajukan"), ("verified", "Sudah terverifikasi")])
def test_a_locked_row_is_shown_with_its_reason_and_not_read(unit, siti, ratio, status, reason):
    promised(unit, calculation="typed")
    make.make_realization(indicator=ratio, status=status, n=870, t=1000)
    content = downloaded(unit)
    cells = book_of(content)[ENTRIES]
    assert cells.cell(FIRST, column_of("state")).value.startswith(reason)
    assert cells.cell(FIRST, column_of("numerator")).protection.locked
    assert not cells.cell(FIRST + 1, column_of("value")).protection.locked
    outcome = sent(typed(content, numerator=1), unit, siti)
    assert outcome.problems == ()
    assert outcome.skipped[0].reason.startswith(reason)
    assert stored(ratio).numerator == 870


def test_a_row_handed_in_since_the_download_is_told_when_the_file_changes_it(unit, siti, ratio):
    promised(unit, calculation="typed")
    make.make_realization(indicator=ratio, status="draft", n=870, t=1000)
    content = typed(downloaded(unit), numerator=875)
    workflow.submit(realization=stored(ratio), by=siti, now=NOW)
    assert "Sudah diajukan" in words(sent(content, unit, siti))[0]
    assert stored(ratio).numerator == 870


def test_a_forged_mark_does_not_open_a_locked_row(unit, siti, ratio):
    promised(unit, calculation="typed")
    row = make.make_realization(indicator=ratio, status="verified", n=870, t=1000)
    content = typed(downloaded(unit), seen=fingerprint(row), numerator=1)
    assert "Sudah terverifikasi" in words(sent(content, unit, siti))[0]
    assert stored(ratio).numerator == 870


def test_a_row_that_was_taken_out_is_told_and_left_alone(unit, siti, ratio):
    promised(unit, calculation="typed")
    make.make_realization(indicator=ratio, status="draft", n=870, t=1000)
    book = book_of(downloaded(unit))
    book[ENTRIES].delete_rows(FIRST)
    outcome = sent(saved(book), unit, siti)
    assert [(one.code, one.reason[:20]) for one in outcome.skipped] == [(ratio.code, "Barisnya tidak ada d")]
    assert stored(ratio).numerator == 870


def test_a_component_that_was_taken_out_is_told_and_left_alone(unit, siti):
    indicator = with_parts(unit, "mean")
    row = make.make_realization(indicator=indicator, status="draft")
    make.make_part(realization=row, component=indicator.components.first(), score=80)
    book = book_of(downloaded(unit))
    book[PARTS].delete_rows(FIRST)
    outcome = sent(saved(book), unit, siti)
    assert "lembar Komponen (Komponen 1)" in outcome.skipped[0].reason
    assert ComponentValue.objects.get().score == 80


def test_a_text_that_excel_cannot_hold_locks_its_row(unit, siti, ratio):
    make.make_realization(indicator=ratio, status="draft", note="x" * 33_000)
    content = downloaded(unit)
    assert "terlalu panjang untuk Excel" in book_of(content)[ENTRIES].cell(FIRST, column_of("state")).value
    outcome = sent(content, unit, siti)
    assert (outcome.unchanged, len(outcome.skipped)) == (0, 1)
