"""The tables that a bundle brings along, as .xlsx and .csv: the capaian of an edition, and the index."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from reports.exchange.columns import DECIMAL, Column
from reports.exchange.datasets import ACHIEVEMENT
from reports.exchange.frozen import indicator_rows
from reports.models import EditionFile

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
WIDEST, NARROWEST = 60, 10


def achievement_table(file: EditionFile) -> bytes:
    """Every indicator of an edition from its frozen data, with the columns of the open data."""
    return as_xlsx("Capaian", ACHIEVEMENT.columns, indicator_rows([file]))


def as_xlsx(title: str, columns: Iterable[Column], rows: Iterable) -> bytes:
    """A sheet under the names of its columns: figures as numbers, all else as text, so that nothing is run."""
    columns, output = tuple(columns), BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    # The same table gives the same bytes whenever it is written.
    book.set_properties({"title": title, "created": EPOCH})
    sheet, bold = book.add_worksheet(title), book.add_format({"bold": True, "text_wrap": True})
    cells = [[(column.kind, column.value(row)) for column in columns] for row in rows]
    for place, column in enumerate(columns):
        texts = [len(str(line[place][1] or "")) for line in cells]
        sheet.set_column(place, place, min(WIDEST, max([NARROWEST, len(column.name), *texts])))
        sheet.write_string(0, place, column.name, bold)
    for number, line in enumerate(cells, start=1):
        for place, (kind, found) in enumerate(line):
            if kind == DECIMAL and found is not None:
                sheet.write_number(number, place, Decimal(found))
            elif found not in (None, ""):
                sheet.write_string(number, place, str(found))
    sheet.freeze_panes(1, 0)
    book.close()
    return output.getvalue()
