"""The exported .xlsx is made for typing: frozen titles, formats, choices, explanations, locked instructions."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.workbook.collecting import collect
from reports.workbook.exporting import ExportError, export_workbook
from reports.workbook.importing import import_workbook
from reports.workbook.sheets import BY_NAME, INSTRUCTIONS
from tests import factories as f
from tests.marks import needs_settled_plans
from tests.reports.workbook.everything import make_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return f.make_unit("uji", name="=1+1", city="+62 21", note="- satu")


def opened(unit):
    content = BytesIO()
    export_workbook(unit, 2023, content)
    return openpyxl.load_workbook(content)


def validations(page, kind):
    return {str(rule.sqref): rule for rule in page.data_validations.dataValidation if rule.type == kind}


def test_every_sheet_stands_in_the_file_after_the_instructions(unit):
    assert opened(unit).sheetnames == [INSTRUCTIONS, *BY_NAME]


def test_titles_are_frozen_and_columns_wide_enough(unit):
    page = opened(unit)["unit"]
    assert (page.freeze_panes, page.column_dimensions["B"].width > 40) == ("A2", True)
    assert [cell.value for cell in page[1]] == list(BY_NAME["unit"].by_name)


def test_the_instructions_are_locked_and_explain_every_column(unit):
    page = opened(unit)[INSTRUCTIONS]
    assert page.protection.sheet
    told = {(row[0].value, row[1].value) for row in page.iter_rows()}
    assert told >= {(sheet.name, column.name) for sheet in BY_NAME.values() for column in sheet.columns}


def test_choices_are_offered(unit):
    book = opened(unit)
    (rule,) = [rule for place, rule in validations(book["unit"], "list").items() if place.startswith("D2:")]
    page, _mark, place = rule.formula1.partition("!")
    words = [cell.value for (cell,) in book[page][place.replace("$", "")]]
    assert words == list(BY_NAME["unit"].words(BY_NAME["unit"].by_name["jenis"]).values())


def test_units_are_offered_where_a_unit_is_named(unit):
    rules = validations(opened(unit)["pejabat"], "list")
    assert rules["A2:A1001"].formula1 == "unit!$A$2:$A$1000"


def test_a_title_explains_its_column_when_selected(unit):
    rule = next(
        rule for rule in opened(unit)["pok"].data_validations.dataValidation if str(rule.sqref) == "B1" and rule.prompt
    )
    assert "Kode lengkap dari program ke bawah" in rule.prompt


def test_what_looks_like_a_formula_is_written_as_text(unit):
    page = opened(unit)["unit"]
    assert [(cell.value, cell.data_type) for cell in (page["B2"], page["J2"], page["N2"])] == [
        ("=1+1", "s"),
        ("+62 21", "s"),
        ("- satu", "s"),
    ]


def test_a_csv_guards_what_a_spreadsheet_would_run(unit, tmp_path):
    export_workbook(unit, 2023, tmp_path / "ekspor")
    assert (tmp_path / "ekspor" / "unit.csv").read_text().splitlines()[1].startswith("uji,'=1+1,")


def test_cells_are_real_numbers_and_dates_and_codes_are_text():
    make_everything()
    book = opened(f.default_unit())
    revision = {cell.value: book["revisi_dipa"].cell(3, cell.column) for cell in book["revisi_dipa"][1]}
    assert (revision["urutan"].data_type, revision["digital_stamp"].value) == ("n", "0233188332530803")
    started = [row[5] for row in book["pejabat"].iter_rows(min_row=2, max_row=3) if row[5].value]
    assert [(cell.is_date, cell.value.date()) for cell in started] == [(True, date(2022, 1, 3))]
    assert book["pejabat"].column_dimensions["D"].number_format == "@"


def test_a_number_beyond_fifteen_digits_is_written_as_text():
    make_everything()
    ceiling = f.make_ceiling(line=f.make_budget_line("DQ.6280"), amount=1_234_567_890_123_456)
    book = opened(f.default_unit())
    texts = [cell.value for row in book["pok"].iter_rows() for cell in row if cell.data_type == "s"]
    assert str(ceiling.amount) in texts


def test_a_text_longer_than_a_cell_is_told(unit):
    f.make_narrative(report=f.make_report(unit=unit), text="x" * 32_768)
    with pytest.raises(
        ExportError, match=r"Lembar narasi, baris 2, kolom teks: teks lebih panjang dari 32767 karakter"
    ):
        opened(unit)


def test_a_long_text_fits_into_a_csv(unit, tmp_path):
    f.make_narrative(report=f.make_report(unit=unit), text="x" * 100_000)
    export_workbook(unit, 2023, tmp_path / "ekspor")
    assert import_workbook(tmp_path / "ekspor").is_written


def test_a_folder_that_is_not_empty_is_left_alone(unit, tmp_path):
    (tmp_path / "catatan.txt").write_text("penting")
    with pytest.raises(ExportError, match="sudah ada dan tidak kosong"):
        export_workbook(unit, 2023, tmp_path)


def test_two_indicators_with_one_number_are_told(unit, tmp_path):
    for order in (1, 2):
        f.make_indicator(objective=f.make_objective(plan=f.plan_of(unit), order=order), code="1.1")
    with pytest.raises(ExportError, match=r'indikator "uji/2020/1\.1" ada dua kali'):
        export_workbook(unit, 2023, tmp_path / "ekspor")


def test_rows_of_another_unit_and_year_stay_out(unit, tmp_path):
    f.make_plan(unit=f.make_unit("lain"), name="Renstra lain")
    f.make_agreement(unit=unit, year=2021)
    f.make_agreement(unit=unit, year=2024)
    export_workbook(unit, 2023, tmp_path / "ekspor")
    assert not (tmp_path / "ekspor" / "renstra.csv").exists()
    assert [line.split(",")[1] for line in (tmp_path / "ekspor" / "pk.csv").read_text().splitlines()] == [
        "tahun",
        "2024",
    ]


def test_an_export_needs_the_same_number_of_queries_for_many_rows(unit):
    f.make_budget_line("DQ.1", dipa=f.make_dipa(unit=unit), ceiling=5)
    once = queries_of(unit)
    for number in range(30):
        f.make_budget_line(f"DQ.1.{number}", dipa=f.dipa_of(unit), ceiling=5)
    assert queries_of(unit) == once


def queries_of(unit):
    with CaptureQueriesContext(connection) as found:
        export_workbook(unit, 2023, BytesIO())
    return len(found)


@needs_settled_plans
@pytest.mark.parametrize("name", ["sasaran", "indikator", "komponen", "realisasi", "nilai_komponen"])
def test_no_table_of_the_ministry_is_read_whole(name):
    line = f.make_line(agreement=f.make_agreement(year=2023))
    f.make_realization(indicator=line.indicator, unit=line.agreement.unit, year=2023)
    plan = collect(line.agreement.unit, 2023).rows(BY_NAME[name]).explain()
    assert "SCAN" not in plan, plan
