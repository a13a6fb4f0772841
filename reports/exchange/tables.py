"""A page of open data as a table: for programs after RFC 4180, for Excel in Indonesian as it opens by itself."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from reports.exchange.columns import DECIMAL, Column
from reports.trail_files import guarded


@dataclass(frozen=True)
class Style:
    """`encoding` of Excel begins with a mark, without which it misreads letters such as “é”."""

    delimiter: str
    comma: str
    encoding: str


STYLES = {"umum": Style(",", ".", "utf-8"), "excel": Style(";", ",", "utf-8-sig")}


def as_csv(columns: Iterable[Column], rows: Iterable, style: Style) -> bytes:
    """The rows under the names of their columns; what is not known is an empty cell."""
    columns, output = tuple(columns), StringIO()
    writer = csv.writer(output, lineterminator="\r\n", delimiter=style.delimiter)
    writer.writerow([column.name for column in columns])
    writer.writerows([cell(column, row, style) for column in columns] for row in rows)
    return output.getvalue().encode(style.encoding)


def cell(column: Column, row, style: Style) -> str:
    """One value; a text that a spreadsheet program would take for a formula is guarded."""
    found = column.value(row)
    if found is None:
        return ""
    return found.replace(".", style.comma) if column.kind == DECIMAL else guarded(str(found))
