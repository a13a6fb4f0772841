"""A folder of .csv: what may stand in it and how its faults are told."""

import pytest

from reports.workbook.importing import import_workbook
from tests.reports.workbook.conftest import CHAIN, UNIT, told
from units.models import Unit, UnitFunction

pytestmark = pytest.mark.django_db
FUNCTIONS = "unit,jenis,urutan,uraian\n"


def test_a_folder_is_read_with_byte_order_mark_and_windows_line_ends(load):
    assert load(unit=b"\xef\xbb\xbf" + UNIT.replace("\n", "\r\n").encode()).is_written


def test_a_text_keeps_its_lines_and_quotes(load):
    load(unit=UNIT, tugas_fungsi=FUNCTIONS + 'uji,tugas,1,"Satu ""dua""\r\ntiga, empat"\n')
    assert UnitFunction.objects.get().text == 'Satu "dua"\r\ntiga, empat'


def test_rows_are_numbered_as_a_spreadsheet_shows_them(load):
    functions = FUNCTIONS + 'uji,tugas,1,"dua\nbaris"\n\nuji,tujuan,2,x\n'
    assert told(load(unit=UNIT, tugas_fungsi=functions))[0].startswith("Lembar tugas_fungsi, baris 4, kolom jenis:")


def test_a_semicolon_file_is_told(load):
    assert told(load(unit=UNIT.replace(",", ";"))) == [
        "Lembar unit, baris 1: Kolom dipisah titik koma; simpan sebagai CSV UTF-8 yang dipisah koma."
    ]


def test_another_encoding_is_told_with_its_byte(load):
    assert told(load(unit=UNIT.replace("uji,U", "uji,\xe9").encode("latin-1"))) == [
        "Lembar unit: Bukan UTF-8 pada byte ke-21 (baris teks 2); simpan sebagai CSV UTF-8."
    ]


def test_a_nul_byte_is_told_with_its_place(load):
    assert told(load(unit=UNIT.replace("Unit", "Un\0it").encode())) == [
        "Lembar unit: Berkas memuat byte NUL (byte ke-23); simpan sebagai CSV UTF-8."
    ]


def test_an_open_quote_is_told(load):
    assert "Tanda kutip tidak berpasangan" in told(load(unit=UNIT + 'lain,"Unit\n'))[0]


def test_a_broken_sheet_is_not_blamed_on_the_sheets_that_refer_to_it(load):
    assert len(told(load(**CHAIN | {"unit": UNIT.replace(",", ";")}))) == 1


def test_a_link_out_of_the_folder_is_refused(folder, tmp_path):
    place = folder(unit=UNIT)
    (tmp_path / "rahasia.csv").write_text(FUNCTIONS)
    (place / "tugas_fungsi.csv").symlink_to(tmp_path / "rahasia.csv")
    assert told(import_workbook(place)) == [
        "Lembar tugas_fungsi.csv: Folder buku kerja hanya boleh berisi berkas .csv biasa, bukan tautan atau folder."
    ]


def test_other_files_are_told_but_a_readme_may_stand_there(folder):
    place = folder(unit=UNIT)
    (place / "README.md").write_text("asal data")
    (place / "pok.xlsx").write_bytes(b"x")
    assert told(import_workbook(place)) == ["Lembar pok.xlsx: Folder buku kerja hanya boleh berisi berkas .csv biasa."]


def test_an_unknown_sheet_and_column_are_told_with_the_nearest_name(load):
    errors = told(load(unit=UNIT.replace("nama", "nma"), realisai="unit\nuji\n"))
    assert 'Lembar realisai: Lembar ini tidak dikenal. Maksudnya "realisasi"?' in errors
    assert 'Lembar unit, baris 1, kolom nma: Kolom ini tidak dikenal. Maksudnya "nama"?' in errors
    assert "Lembar unit, baris 1, kolom nama: Kolom wajib ini tidak ada." in errors


def test_the_same_sheet_twice_is_told(folder):
    place = folder(unit=UNIT, UNIT=UNIT)
    assert told(import_workbook(place)) == ["Lembar unit: Lembar ini ada lebih dari satu."]


def test_a_column_left_out_keeps_what_the_database_holds(load):
    load(unit="kode,nama,jenis,kota\nuji,Unit uji,direktorat,Jakarta\n")
    load(unit="kode,nama,jenis\nuji,Unit baru,direktorat\n")
    assert (Unit.objects.get().name, Unit.objects.get().city) == ("Unit baru", "Jakarta")


def test_an_empty_cell_clears_what_the_database_holds(load):
    load(unit="kode,nama,jenis,kota\nuji,Unit uji,direktorat,Jakarta\n")
    load(unit="kode,nama,jenis,kota\nuji,Unit uji,direktorat,\n")
    assert Unit.objects.get().city == ""
