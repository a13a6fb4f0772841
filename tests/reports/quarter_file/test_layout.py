"""A quarter's file as people open it in Excel."""

import pytest

from reports.quarter_file.columns import ENTRIES, ENTRY_COLUMNS, IDENTITY, PART_SHEET_COLUMNS, PARTS
from tests import factories as make
from tests.reports.quarter_file.sheets import (
    FIRST,
    TODAY,
    book_of,
    column_of,
    downloaded,
    predicate,
    promised,
    with_parts,
)

pytestmark = pytest.mark.django_db


def test_the_file_is_laid_out_for_people(unit, ratio):
    predicate(unit)
    book = book_of(downloaded(unit))
    page = book[ENTRIES]
    assert book.sheetnames == ["Petunjuk", "Isian", "Komponen", "Identitas"]
    assert book[IDENTITY].sheet_state == "veryHidden"
    assert page.protection.sheet
    assert page.freeze_panes == "F4"
    assert (page.page_setup.orientation, page.print_title_rows) == ("landscape", "$3:$3")
    rules = {rule.type: rule for rule in page.data_validations.dataValidation}
    assert rules["list"].formula1 == "Identitas!$D$1:$D$4"
    assert page.cell(FIRST, column_of("target")).value == 80


@pytest.mark.parametrize(("decimals", "shown"), [(0, "#,##0"), (1, "#,##0.0"), (4, "#,##0.0000")])
def test_what_is_held_against_the_quarter_is_a_figure_of_the_printed_length(unit, decimals, shown):
    indicator = promised(unit, calculation="ratio", decimals=decimals)
    make.make_realization(indicator=indicator, quarter=3, n=1, t=3)
    page = book_of(downloaded(unit))[ENTRIES]
    target, previous = (page.cell(FIRST, column_of(key)) for key in ("target", "previous"))
    assert (round(previous.value, 4), previous.number_format, target.number_format) == (33.3333, shown, shown)
    assert previous.protection.locked


@pytest.mark.parametrize(("sheet", "columns"), [(ENTRIES, ENTRY_COLUMNS), (PARTS, PART_SHEET_COLUMNS)])
def test_what_only_the_machine_reads_is_hidden_and_locked(unit, sheet, columns):
    with_parts(unit, "mean")
    page = book_of(downloaded(unit))[sheet]
    technical = sum(column.is_hidden for column in columns)
    first = page.column_dimensions["A"]
    assert (first.hidden, first.min, first.max) == (True, 1, technical)
    assert page.protection.sheet
    assert all(page.cell(FIRST, place).protection.locked for place in range(1, technical + 1))


def test_the_file_takes_a_constant_number_of_queries(unit, siti, ratio, django_assert_max_num_queries):
    for _ in range(12):
        with_parts(unit, "mean")
    with django_assert_max_num_queries(14):
        downloaded(unit, TODAY)
