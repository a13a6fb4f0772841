"""The tables of a report as an Excel workbook: one sheet per table, numbers as numbers, unknown cells left empty."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from reports.blocks import Cell, Column, Document, Figure, Noted, Row, Shown, Status, Table
from reports.display import cell_text
from reports.numbering import Numbering, number_document

FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
CONTENTS = "Isi"
WHOLE = {"rupiah", "integer", "count"}
# Excel keeps fifteen digits of a number; a longer one is written as text, never cut.
DIGITS_KEPT = 15
# Widths in signs of a share of 1, and their limits; A4 as Excel numbers papers.
SIGNS_PER_SHARE, NARROWEST, NARROWEST_AMOUNT, WIDEST, A4 = 14, 8, 20, 60, 9


def write_xlsx(document: Document) -> bytes:
    """Every captioned table of the report, after a sheet that lists them with links."""
    output = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(output, options)
    book.set_properties({"title": document.title, "author": document.unit_name, "created": EPOCH})
    formats, numbering = Formats(book), number_document(document)
    tables = list(tables_of(document, numbering))
    names = sheet_names([label for label, _, _ in tables])
    write_contents(book.add_worksheet(CONTENTS), document, tables, names, formats)
    numbers = {*numbering.labels.values()}
    for name, (label, caption, table) in zip(names, tables, strict=True):
        title = f"{label} {caption}" if label in numbers else caption
        write_table(book.add_worksheet(name), title, table, formats)
    book.close()
    return output.getvalue()


class Formats:
    """The cell formats of one workbook, made once each."""

    def __init__(self, book):
        self.book, self.made = book, {}

    def get(self, **properties):
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"valign": "top", **properties})
        return self.made[key]


def tables_of(document: Document, numbering: Numbering) -> Iterator[tuple[str, str, Table]]:
    """Each captioned table with its number; the numbers behind a drawing take the drawing's number."""
    for section in (*document.front, *document.chapters, *document.appendices):
        for block in section.blocks:
            if isinstance(block, Table) and block.caption:
                yield numbering.labels.get(block.key, section.title), block.caption, block
            elif isinstance(block, Figure) and block.table is not None:
                yield numbering.labels.get(block.key, section.title), block.caption, block.table


def sheet_names(labels: list[str]) -> list[str]:
    """Names Excel accepts, at most 31 signs and each once."""
    names: list[str] = []
    for label in labels:
        name = base = FORBIDDEN.sub(" ", label)[:28].strip() or "Tabel"
        count = 2
        while name.casefold() in {other.casefold() for other in (*names, CONTENTS)}:
            name, count = f"{base} {count}", count + 1
        names.append(name)
    return names


def write_contents(sheet, document, tables, names, formats):
    """The first sheet: what the workbook is and where each table stands."""
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, document.title, formats.get(bold=True, font_size=14))
    owners = dict.fromkeys(name for name in (document.unit_name, document.ministry) if name)
    sheet.write_string(1, 0, ", ".join(owners), formats.get())
    for place, (name, (_, caption, _)) in enumerate(zip(names, tables, strict=True), start=3):
        sheet.write_url(place, 0, f"internal:'{name}'!A1", formats.get(font_color="#0A5C7E", underline=1), name)
        sheet.write_string(place, 1, caption, formats.get(text_wrap=True))


def write_table(sheet, title: str, table: Table, formats: Formats):
    """One table: title, head, rows, source; the head stays in view."""
    sheet.write_string(0, 0, title, formats.get(bold=True, font_size=12))
    head = formats.get(bold=True, bg_color="#E3F0F5", bottom=1, text_wrap=True)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, width_of(column))
        sheet.write_string(2, place, f"{column.over}: {column.head}" if column.over else column.head, head)
    sheet.freeze_panes(3, 0)
    lay_out_pages(sheet)
    line = 3
    for row in table.rows:
        write_row(sheet, line, row, table.columns, formats)
        line += 1
    for text in (*notes_of(table), f"Sumber: {table.source}" if table.source else ""):
        if text:
            line += 1
            sheet.write_string(line, 0, text, formats.get(italic=True, font_color="#55626F"))


def width_of(column: Column) -> float:
    """The width in signs: its share beside the others, an amount of rupiah never cut."""
    narrowest = NARROWEST_AMOUNT if column.kind == "rupiah" else NARROWEST
    return min(WIDEST, max(narrowest, SIGNS_PER_SHARE * column.width))


def lay_out_pages(sheet):
    """On paper: A4 on its side, all columns on one page, the head on each."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)


def write_row(sheet, line: int, row: Row, columns: tuple[Column, ...], formats: Formats):
    style = {"bold": True} if row.kind in ("group", "total") else {}
    if row.kind == "total":
        style["top"] = 1
    if row.kind == "group" and len(row.cells) == 1:
        # The cell runs over the empty ones beside it.
        style["text_wrap"] = False
    for place, (cell, column) in enumerate(zip(row.cells, columns, strict=False)):
        indent = {"indent": row.depth} if place == 0 and row.depth else {}
        write_cell(sheet, line, place, cell, column, {**style, **indent}, formats)


def write_cell(sheet, line, place, cell: Cell, column: Column, style, formats):
    """A number as a number with its decimals and unit, a date as a date, anything else as text."""
    cell = cell.value if isinstance(cell, Noted) else cell
    value = cell.value if isinstance(cell, Shown) else cell
    if value is None:
        sheet.write_blank(line, place, None, formats.get(**style))
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, formats.get(num_format="d mmmm yyyy", align="left", **style))
    elif isinstance(value, int | Decimal) and fits(value) and is_number(cell):
        sheet.write_number(line, place, value, formats.get(num_format=number_format(cell, column), **style))
    else:
        text = cell.word if isinstance(cell, Status) else cell_text(cell, column)
        sheet.write_string(line, place, text, formats.get(**{"text_wrap": True, **style}))


def is_number(cell: Cell) -> bool:
    """Whether a cell reads as a number; amounts in words do not."""
    return not (isinstance(cell, Shown) and cell.measure in ("words", "rupiah_words", "rupiah_short", "predicate"))


def fits(value: int | Decimal) -> bool:
    return abs(value) < 10**DIGITS_KEPT


def number_format(cell: Cell, column: Column) -> str:
    """The Excel format: the decimals of the cell or column, and the percent sign as text beside the number."""
    if column.kind == "year":
        return "0"
    measure = cell.measure if isinstance(cell, Shown) else column.kind
    given = cell.decimals if isinstance(cell, Shown) else column.decimals
    value = cell.value if isinstance(cell, Shown) else cell
    decimals = 0 if measure in WHOLE or isinstance(value, int) else 2 if given is None else given
    shape = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{shape}"%"' if measure == "percent" and column.kind not in ("percent", "number") else shape


def notes_of(table: Table) -> list[str]:
    """The footnotes of a table, each once, in the order of their rows."""
    found: dict[str, None] = {}
    for row in table.rows:
        cells = [cell.note for cell in row.cells if isinstance(cell, Noted)]
        found.update(dict.fromkeys((*row.notes, *cells)))
    return [f"*) {note}" for note in found]
