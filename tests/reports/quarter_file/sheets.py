"""A quarter with every kind of indicator, its file, and ways to write into the cells of the file."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl

from indicators.models import Realization
from reports.quarter_file.applying import apply
from reports.quarter_file.columns import ENTRIES, ENTRY_COLUMNS, HEAD_ROW, PART_SHEET_COLUMNS, PARTS
from reports.quarter_file.reading import read_sheet
from reports.quarter_file.writing import write_sheet
from tests import factories as make

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2024, 1, 10, 10, 42, tzinfo=WIB)
TODAY = date(2024, 1, 10)
PLACE = {"year": 2023, "quarter": 4}
KINDS = ("ratio", "weighted", "mean", "sum", "pooled", "survey", "external", "count", "typed")
FIRST = HEAD_ROW + 1
BY_PARTS = ("weighted", "mean", "sum", "survey", "count")


def promised(unit, **fields):
    """An indicator with a target of 80 in the fourth quarter."""
    target = fields.pop("target", 80)
    indicator = make.make_indicator(unit=unit, **fields)
    agreement = unit.agreements.first() or make.make_agreement(unit=unit)
    line = make.make_line(agreement=agreement, indicator=indicator, target=target)
    make.make_quarter_target(line=line, quarter=4, target=target)
    return indicator


def with_parts(unit, calculation, weights=(60, 40)):
    """An indicator of a calculation with two components."""
    indicator = promised(unit, calculation=calculation, measure="score")
    for weight in weights:
        make.make_component(indicator=indicator, weight=weight if calculation == "weighted" else None)
    return indicator


def predicate(unit):
    """An indicator that is measured by a word."""
    indicator = make.make_indicator(unit=unit, measure="predicate", predicate_scale=make.make_predicate_scale())
    agreement = unit.agreements.first() or make.make_agreement(unit=unit)
    line = make.make_line(agreement=agreement, indicator=indicator, target=None, target_text="WTP")
    make.make_quarter_target(line=line, quarter=4, target=None, target_text="WTP")
    return indicator


def downloaded(unit, today=TODAY, **place):
    """The file as it is downloaded."""
    file = BytesIO()
    write_sheet(unit, **PLACE | place, file=file, today=today)
    return file.getvalue()


def book_of(content):
    return openpyxl.load_workbook(BytesIO(content))


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def column_of(key, columns=ENTRY_COLUMNS):
    """The number of a column, from 1."""
    return next(at for at, column in enumerate(columns, 1) if column.key == key)


def typed(content, at=0, **cells):
    """The file with cells of the row of one indicator filled in."""
    book = book_of(content)
    for key, value in cells.items():
        book[ENTRIES].cell(HEAD_ROW + 1 + at, column_of(key)).value = value
    return saved(book)


def typed_parts(content, at=0, **cells):
    """The file with cells of the row of one component filled in."""
    book = book_of(content)
    for key, value in cells.items():
        book[PARTS].cell(HEAD_ROW + 1 + at, column_of(key, PART_SHEET_COLUMNS)).value = value
    return saved(book)


def sent(content, unit, by, dry_run=False, now=NOW, **place):
    """What the file does when it is uploaded."""
    return apply(read_sheet(BytesIO(content)), unit=unit, by=by, dry_run=dry_run, now=now, **PLACE | place)


def words(outcome):
    """Every problem as one text."""
    return [str(problem) for problem in outcome.problems]


def stored(indicator):
    """What the file left behind."""
    return Realization.objects.get(indicator=indicator, **PLACE)
