"""A quarter as an Excel file: what goes out comes back, what is typed is stored whole, and nothing is overwritten."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied

from indicators import workflow
from indicators.entry import Entry, entry_of, fingerprint
from indicators.models import ComponentValue, Realization, Step
from reports.quarter_file import reading
from reports.quarter_file.columns import ENTRIES, HEAD_ROW, IDENTITY, PARTS
from reports.quarter_file.reading import read_sheet
from reports.workbook.problems import Refused
from tests import factories as make
from tests.reports.quarter_files import (
    BY_PARTS,
    KINDS,
    NOW,
    PLACE,
    TODAY,
    book_of,
    column_of,
    downloaded,
    predicate,
    promised,
    saved,
    sent,
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
FIRST = HEAD_ROW + 1


@pytest.fixture
def unit(directorate):
    make.make_period(unit=directorate)
    return directorate


@pytest.fixture
def ratio(unit):
    return promised(unit, calculation="ratio", numerator_label="Anak yang mandiri")


def stored(indicator):
    return Realization.objects.get(indicator=indicator, **PLACE)


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


def test_one_fault_keeps_every_row_from_being_stored(unit, siti, ratio):
    other = promised(unit, calculation="typed")
    content = typed(typed(downloaded(unit), numerator=875, denominator=1000), at=1, value="tujuh")
    outcome = sent(content, unit, siti)
    assert (outcome.is_written, outcome.changed) == (False, ())
    assert words(outcome)[0].startswith('Lembar Isian, baris 5, kolom Nilai atau predikat: "tujuh" bukan angka')
    assert not Realization.objects.exists()
    assert other.realizations.count() == 0


FAULTS = [
    ({"numerator": "1.234"}, "kolom n", "dapat berarti 1234 atau 1,234"),
    ({"numerator": "-"}, "kolom n", "kosongkan bila datanya belum ada"),
    ({"denominator": "=1+1"}, "kolom T", "Sel berisi rumus"),
    ({"numerator": "1,23456"}, "kolom n", "4"),
    ({"numerator": 1234567890123456}, "kolom n", "15"),
    ({"value": True}, "kolom Nilai atau predikat", "bukan angka"),
    ({"source_year": 2024}, "baris 4", "Tahun nilai yang dipakai tidak boleh sesudah"),
    ({"source_year": "tahun lalu"}, "kolom Memakai nilai tahun", "bukan angka"),
    ({"source": "x" * 301}, "kolom Sumber angka", "300"),
    ({"follow_up_on": "03-07-2023"}, "kolom Tanggal selesai", "dapat berarti"),
    ({"follow_up_on": "kapan-kapan"}, "kolom Tanggal selesai", "bukan tanggal"),
    ({"note": date(2023, 1, 1)}, "kolom Catatan", "Sel berisi tanggal"),
    ({"code": "9.9"}, "kolom Nomor", "baris mungkin tertukar"),
    ({"indicator": "999999"}, "baris 4", "Baris ini tidak dikenal"),
    ({"indicator": "abc"}, "baris 4", "Baris ini tidak dikenal"),
    ({"indicator": "9" * 40}, "baris 4", "Baris ini tidak dikenal"),
]


@pytest.mark.parametrize(("cells", "place", "message"), FAULTS)
def test_a_fault_is_told_at_its_place(unit, siti, ratio, cells, place, message):
    (problem,) = words(sent(typed(downloaded(unit), **cells), unit, siti))
    assert problem.startswith("Lembar Isian, baris 4")
    assert place in problem
    assert message in problem


def test_a_percent_cell_is_told(unit, siti):
    promised(unit, calculation="typed")
    book = book_of(typed(downloaded(unit), value=0.875))
    book[ENTRIES].cell(FIRST, column_of("value")).number_format = "0.00%"
    assert "Sel berformat persen" in words(sent(saved(book), unit, siti))[0]


def test_a_figure_that_is_not_asked_for_is_told(unit, siti):
    promised(unit, calculation="typed")
    assert words(sent(typed(downloaded(unit), numerator=5), unit, siti)) == [
        "Lembar Isian, baris 4, kolom n: Indikator ini tidak diisi dengan n; kosongkan sel ini."
    ]


def test_faults_of_components_are_told_on_their_sheet(unit, siti):
    with_parts(unit, "mean")
    content = typed_parts(typed_parts(downloaded(unit), score="x"), at=1, text="y" * 301)
    found = words(sent(content, unit, siti))
    assert found[0].startswith('Lembar Komponen, baris 4, kolom Nilai: "x" bukan angka')
    content = typed_parts(downloaded(unit), at=1, text="y" * 301)
    assert words(sent(content, unit, siti))[0].startswith("Lembar Komponen, baris 5")


def test_an_unknown_component_is_told(unit, siti):
    with_parts(unit, "mean")
    assert "Komponen ini tidak dikenal" in words(sent(typed_parts(downloaded(unit), component="77"), unit, siti))[0]
    copied = typed_parts(downloaded(unit), component=str(make.make_component().pk))
    assert "Komponen ini tidak dikenal" in words(sent(copied, unit, siti))[0]


def test_a_copied_row_is_told(unit, siti, ratio):
    promised(unit, calculation="typed")
    book = book_of(downloaded(unit))
    for place in range(1, 6):
        book[ENTRIES].cell(FIRST + 1, place).value = book[ENTRIES].cell(FIRST, place).value
    assert ["lebih dari satu" in problem for problem in words(sent(saved(book), unit, siti))] == [True, True]


def test_an_indicator_of_another_unit_cannot_be_reached(unit, siti, ratio, sentra):
    foreign = promised(sentra, calculation="ratio", code=ratio.code)
    content = typed(downloaded(unit), indicator=str(foreign.pk), numerator=1, denominator=1)
    outcome = sent(content, unit, siti)
    assert "tidak diperjanjikan unit ini" in words(outcome)[0]
    assert not Realization.objects.exists()


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ({"quarter": 3}, "Lembar ini untuk Triwulan 4 tahun 2023, bukan Triwulan III 2023."),
        ({"year": 2022}, "Lembar ini untuk Triwulan 4 tahun 2023, bukan Triwulan IV 2022."),
    ],
)
def test_a_file_of_another_quarter_is_one_clear_message(unit, siti, ratio, place, message):
    outcome = sent(typed(downloaded(unit), numerator="x", code="salah"), unit, siti, **place)
    assert outcome.refusal.startswith(message)
    assert outcome.problems == ()


def test_a_file_of_another_unit_is_one_clear_message(unit, siti, ratio, sentra):
    promised(sentra, calculation="ratio")
    outcome = sent(downloaded(sentra), unit, siti)
    assert outcome.refusal.startswith("Lembar ini milik unit lain (sentra-timur), bukan Direktorat Anak.")


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


def test_a_closed_quarter_is_one_message(unit, siti, ratio):
    content = typed(downloaded(unit), numerator="x")
    outcome = sent(content, unit, siti, now=NOW.replace(month=3))
    assert outcome.refusal.startswith("Triwulan IV 2023 ditutup sesudah 31 Januari 2024.")


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


def test_a_column_that_was_taken_out_is_told_once(unit, siti, ratio):
    book = book_of(downloaded(unit))
    book[ENTRIES].delete_cols(column_of("note"))
    (problem,) = words(sent(saved(book), unit, siti))
    assert problem.startswith("Lembar Isian, baris 3, kolom Catatan: Kolom ini tidak ada")


def test_only_a_reporter_writes(unit, rina, ratio):
    with pytest.raises(PermissionDenied):
        sent(typed(downloaded(unit), numerator=1, denominator=2), unit, rina)


def refused(content):
    with pytest.raises(Refused) as error:
        read_sheet(BytesIO(content))
    return str(error.value)


def test_files_that_are_not_ours_are_refused(unit, ratio):
    book = book_of(downloaded(unit))
    del book[PARTS]
    assert "bukan lembar isian triwulan" in refused(saved(book))
    book = book_of(downloaded(unit))
    book[IDENTITY]["B1"] = "lakin-triwulan-0"
    assert "LAKIN versi lain" in refused(saved(book))
    book[IDENTITY]["A1"] = "lain"
    assert "bukan lembar isian triwulan" in refused(saved(book))
    assert "Jenis berkas tidak dikenali" in refused(b"bukan excel")


def test_a_sheet_of_too_many_rows_is_told(unit, siti, ratio, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    assert "hapus baris yang tidak dipakai" in words(sent(downloaded(unit), unit, siti))[0]


def test_a_text_that_excel_cannot_hold_locks_its_row(unit, siti, ratio):
    make.make_realization(indicator=ratio, status="draft", note="x" * 33_000)
    content = downloaded(unit)
    assert "terlalu panjang untuk Excel" in book_of(content)[ENTRIES].cell(FIRST, column_of("state")).value
    outcome = sent(content, unit, siti)
    assert (outcome.unchanged, len(outcome.skipped)) == (0, 1)


def test_the_file_is_laid_out_for_people(unit, ratio):
    predicate(unit)
    book = book_of(downloaded(unit))
    page = book[ENTRIES]
    assert book.sheetnames == ["Petunjuk", "Isian", "Komponen", "Identitas"]
    assert book[IDENTITY].sheet_state == "veryHidden"
    assert page.protection.sheet
    assert page.freeze_panes == "F4"
    assert (page.page_setup.orientation, page.print_title_rows) == ("landscape", "$3:$3")
    hidden = page.column_dimensions["A"]
    assert (hidden.hidden, hidden.min, hidden.max) == (True, 1, 3)
    rules = {rule.type: rule for rule in page.data_validations.dataValidation}
    assert rules["list"].formula1 == "Identitas!$D$1:$D$4"
    assert page.cell(FIRST, column_of("target")).value == 80


def test_what_is_held_against_the_quarter_is_a_figure_of_the_printed_length(unit, ratio):
    make.make_realization(indicator=ratio, quarter=3, n=1, t=3)
    cell = book_of(downloaded(unit))[ENTRIES].cell(FIRST, column_of("previous"))
    assert (round(cell.value, 2), cell.number_format) == (33.33, "#,##0.00")


def test_the_file_takes_a_constant_number_of_queries(unit, siti, ratio, django_assert_max_num_queries):
    for _ in range(12):
        with_parts(unit, "mean")
    with django_assert_max_num_queries(14):
        downloaded(unit, TODAY)
