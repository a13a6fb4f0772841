"""A long list as one Excel sheet: names in the first row and a row for each fact, to be sorted and read by programs."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from reports.writers.xlsx import EPOCH, fits

MOMENT = "[$-421]d mmmm yyyy hh:mm:ss"
# What Excel takes into one cell.
MOST_SIGNS = 32_000

Value = None | str | int | Decimal | datetime


def write_listing(title: str, heads: Sequence[tuple[str, float]], rows: Iterable[Sequence[Value]]) -> bytes:
    """The rows under heads of a width each: numbers and times as such, all else as text, so that nothing is run.

    Apart from the tables of a document: no title, notes or groups stand between its rows, and however many there
    are, only one of them is held in memory.
    """
    output = BytesIO()
    book = xlsxwriter.Workbook(output, {"constant_memory": True})
    # The same rows give the same bytes whenever they are written.
    book.set_properties({"title": title, "created": EPOCH})
    sheet, bold = book.add_worksheet(title), book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"valign": "top"})
    moment = book.add_format({"valign": "top", "align": "left", "num_format": MOMENT})
    for place, (head, width) in enumerate(heads):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, bold)
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            write_value(sheet, line, place, value, plain, moment)
    book.close()
    return output.getvalue()


def write_value(sheet, line: int, place: int, value: Value, plain, moment) -> None:
    """One cell; nothing where nothing is known, and a number longer than Excel keeps as text."""
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(line, place, value, moment)
    elif isinstance(value, int | Decimal) and fits(value):
        sheet.write_number(line, place, value, plain)
    else:
        sheet.write_string(line, place, str(value)[:MOST_SIGNS], plain)
