"""The Excel workbook: numbers as numbers, unknown cells empty, nothing that Excel would run."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from reports.blocks import Column, Document, Noted, Row, Section, Shown, Table
from reports.display import cell_text
from reports.writers.xlsx import sheet_names, write_xlsx
from tests.reports import sample

COLUMNS = (Column("Indikator"), Column("Nilai", "value"), Column("Pagu", "rupiah"), Column("Tanggal", "date"))


def sheet(*rows):
    section = Section("satu", "Bab", "", 1, (Table("t", "Capaian", COLUMNS, rows, source="PK 2023"),))
    document = Document("Laporan Kinerja", "Direktorat", "Kementerian", 2023, chapters=(section,))
    return openpyxl.load_workbook(BytesIO(write_xlsx(document))).worksheets[1]


def test_numbers_stay_numbers_with_their_format():
    row = sheet(Row(("5.2", Shown(Decimal("115.7777"), "percent"), 551_372_435_000, date(2023, 12, 27))))[4]
    assert [cell.value for cell in row[1:3]] == [pytest.approx(115.7777), 551_372_435_000]
    assert row[1].number_format == '#,##0.00"%"'
    assert row[3].value.date() == date(2023, 12, 27)


def test_a_year_is_a_number_without_the_mark_of_thousands():
    table = Table("t", "Deret", (Column("Tahun", "year"), Column("Nilai", "value")), (Row((2023, 80)),))
    document = Document("Laporan", "Direktorat", "", 2023, chapters=(Section("satu", "Bab", "", 1, (table,)),))
    cell = openpyxl.load_workbook(BytesIO(write_xlsx(document))).worksheets[1]["A4"]
    assert (cell.value, cell.number_format) == (2023, "0")
    assert cell_text(2023, table.columns[0]) == "2023"


def test_an_unknown_figure_is_an_empty_cell_and_never_zero():
    assert [cell.value for cell in sheet(Row(("5.1", None, None, None)))[4]] == ["5.1", None, None, None]


def test_text_that_looks_like_a_formula_stays_text():
    cell = sheet(Row(("=1+1", None, None, None)))[4][0]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_number_of_more_digits_than_excel_keeps_is_written_as_text():
    cell = sheet(Row(("pagu", None, 1_234_567_890_123_456_789, None)))[4][2]
    assert cell.value == "1.234.567.890.123.456.789"


def test_footnotes_and_source_stand_below_the_table():
    texts = [row[0].value for row in sheet(Row((Noted("6.1", "Memakai nilai 2022."), 80, None, None))).iter_rows()]
    assert texts[-2:] == ["*) Memakai nilai 2022.", "Sumber: PK 2023"]


def test_sheet_names_are_what_excel_accepts():
    assert sheet_names(["Tabel 1.1", "Tabel 1.1", "a/b[c]", ""]) == ["Tabel 1.1", "Tabel 1.1 2", "a b c", "Tabel"]


def test_the_same_document_gives_the_same_bytes():
    assert write_xlsx(sample.document()) == write_xlsx(sample.document())
