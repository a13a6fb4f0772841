"""What can stand in an .xlsx: each is read right, or refused at its cell."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from reports.workbook.importing import import_workbook
from reports.workbook.scanning import column_letters, column_number
from tests.reports.workbook.conftest import told, xlsx
from units.models import Official, Unit

pytestmark = pytest.mark.django_db
HEADER = ["kode", "nama", "jenis", "urutan"]
ROW = ["uji", "Unit uji", "direktorat", 3]
OFFICIALS = ["unit", "jabatan", "nama", "mulai"]


def imported(change=None, **sheets):
    return import_workbook(xlsx(change, **sheets))


def told_of(change=None, **sheets):
    return told(imported(change, **sheets))


def test_numbers_and_texts_are_read():
    assert imported(unit=[HEADER, ROW]).is_written
    assert (Unit.objects.get().name, Unit.objects.get().order) == ("Unit uji", 3)


def test_a_true_excel_date_is_read():
    official = [OFFICIALS, ["uji", "Direktur", "Contoh", date(2023, 9, 30)]]
    assert imported(unit=[HEADER, ROW], pejabat=official).is_written
    assert Official.objects.get().started_on == date(2023, 9, 30)


def test_a_date_of_the_1904_calendar_is_the_same_day():
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for name, rows in {
        "unit": [HEADER, ROW],
        "pejabat": [OFFICIALS, ["uji", "Direktur", "A", date(2023, 9, 30)]],
    }.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    del book["Sheet"]
    content = BytesIO()
    book.save(content)
    content.seek(0)
    assert import_workbook(content).is_written
    assert Official.objects.get().started_on == date(2023, 9, 30)


def test_blank_rows_and_unnamed_blank_columns_are_passed_over():
    def blanks(book, pages):
        style = book.add_format({"bg_color": "yellow"})
        for place in range(4, 204):
            pages["unit"].write_blank(0, place, None, style)
            pages["unit"].write_blank(5, place, None, style)
        pages["unit"].write_blank(900, 0, None, style)

    assert imported(blanks, unit=[HEADER, [""] * 4, ROW, ["", " ", "", ""]]).is_written


def test_data_under_an_unnamed_column_is_told():
    assert told_of(unit=[HEADER, [*ROW, "", "rahasia"]]) == [
        "Lembar unit, baris 2: Kolom ke-6 berisi data tetapi tidak berjudul."
    ]


def test_two_hundred_named_columns_are_each_told():
    names = [f"kolom_{number}" for number in range(200)]
    errors = told_of(unit=[[*HEADER, *names], ROW])
    assert len(errors) == 200
    assert errors[0] == "Lembar unit, baris 1, kolom kolom_0: Kolom ini tidak dikenal."


def test_a_formula_is_refused_at_its_cell():
    def formula(_book, pages):
        pages["unit"].write_formula(1, 3, "=1+2", None, 3)

    assert told_of(formula, unit=[HEADER, ROW]) == [
        "Lembar unit, baris 2, kolom urutan: Sel berisi rumus; salin lalu tempel sebagai nilai. (sel D2)"
    ]
    assert not Unit.objects.exists()


def test_an_error_value_is_refused_at_its_cell():
    def broken(_book, pages):
        pages["unit"].write_formula(1, 3, "=1/0", None, "#DIV/0!")

    assert "(sel D2)" in told_of(broken, unit=[HEADER, ROW])[0]


def test_a_pasted_error_value_without_a_formula_is_refused():
    content = rewritten(xlsx(unit=[HEADER, ROW]), b'<c r="D2"><v>3</v></c>', b'<c r="D2" t="e"><v>#N/A</v></c>')
    assert "nilai galat seperti #N/A" in told(import_workbook(content))[0]


def test_a_text_that_looks_like_a_formula_is_text():
    assert imported(unit=[HEADER, ["uji", "=HYPERLINK(1)", "direktorat", 3]]).is_written
    assert Unit.objects.get().name == "=HYPERLINK(1)"


def test_a_percent_format_is_refused():
    def percent(book, pages):
        pages["unit"].write_number(1, 3, 0.875, book.add_format({"num_format": "0.0%"}))

    assert "Sel berformat persen" in told_of(percent, unit=[HEADER, ROW])[0]


def test_a_percent_sign_that_is_only_shown_is_no_percent_format():
    def shown(book, pages):
        pages["unit"].write_number(1, 3, 3, book.add_format({"num_format": '0" %"'}))

    assert imported(shown, unit=[HEADER, ROW]).is_written


def test_merged_header_cells_are_refused():
    def merged(book, pages):
        pages["unit"].merge_range(0, 0, 0, 1, "kode", book.add_format())

    assert "Lembar unit, baris 1, kolom kode: Sel digabung; pisahkan (unmerge)" in "\n".join(
        told_of(merged, unit=[HEADER, ROW])
    )


def test_a_cell_far_away_is_refused_without_laying_out_the_sheet():
    def far(_book, pages):
        pages["unit"].write_string(1_048_575, 16_383, "x")

    assert "memakai baris sampai 1048576" in told_of(far, unit=[HEADER, ROW])[0]


def test_a_row_of_too_many_columns_is_refused():
    def wide(_book, pages):
        pages["unit"].write_string(1, 300, "x")

    assert "memakai 301 kolom; paling banyak 300" in told_of(wide, unit=[HEADER, ROW])[0]


def test_sheet_and_column_names_are_read_in_any_case():
    assert imported(UNIT=[["Kode ", "NAMA", "Jenis"], ROW[:3]]).is_written


def test_an_unknown_sheet_is_told_with_the_nearest_name():
    assert told_of(unti=[HEADER, ROW]) == ['Lembar unti: Lembar ini tidak dikenal. Maksudnya "unit"?']


def test_the_instructions_are_passed_over():
    assert imported(petunjuk=[["Apa saja"]], unit=[HEADER, ROW]).is_written


def test_a_document_type_in_a_sheet_is_refused():
    bomb = b'<?xml version="1.0" standalone="yes"?><!DOCTYPE worksheet [<!ENTITY a "aaaa">]>'
    content = rewritten(xlsx(unit=[HEADER, ROW]), b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', bomb)
    assert "Berkas rusak: bagian xl/styles.xml tidak terbaca." in told(import_workbook(content))[0]


@pytest.mark.parametrize("cut", [b'<row r="2"', b"</sheetData>", b'<c r="B2"'])
def test_a_sheet_that_ends_half_way_is_refused(cut):
    whole = xlsx(unit=[HEADER, ROW])
    sheet = zipfile.ZipFile(whole).read("xl/worksheets/sheet1.xml")
    assert "rusak" in told(import_workbook(rewritten(whole, sheet, sheet[: sheet.index(cut)])))[0]


def rewritten(content, old, new):
    """The file with a piece of its XML replaced, in every part."""
    source = zipfile.ZipFile(content)
    changed = BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))
    changed.seek(0)
    return changed


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (300, "KN"), (16_384, "XFD")])
def test_columns_are_named_as_excel_names_them(number, letters):
    assert (column_letters(number), column_number(letters)) == (letters, number)
