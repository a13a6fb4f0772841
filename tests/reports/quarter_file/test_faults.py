"""What is wrong with a quarter's file is told at its place, and one fault keeps everything from being stored."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied

from indicators.models import Realization
from reports.quarter_file import reading
from reports.quarter_file.columns import ENTRIES, IDENTITY, PARTS
from reports.quarter_file.reading import read_sheet
from reports.workbook.problems import Refused
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
    typed,
    typed_parts,
    with_parts,
    words,
)

pytestmark = pytest.mark.django_db


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


def test_a_closed_quarter_is_one_message(unit, siti, ratio):
    content = typed(downloaded(unit), numerator="x")
    outcome = sent(content, unit, siti, now=NOW.replace(month=3))
    assert outcome.refusal.startswith("Triwulan IV 2023 ditutup sesudah 31 Januari 2024.")


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
