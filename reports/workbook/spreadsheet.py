"""The workbook as .xlsx: every sheet prepared for typing, with its choices, formats and explanations."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db.models import BigIntegerField
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lakin.formatting import editable
from reports.workbook.cells import MAX_TEXT, plain_text
from reports.workbook.columns import Column, Kind, Sheet
from reports.workbook.describing import content, explanation
from reports.workbook.keys import parts
from reports.workbook.sheets import BY_NAME, INSTRUCTIONS, SHEETS

SPARE_ROWS = 1000
LIST_COLUMN = 6
EXACT_DIGITS = 15
FOREWORD = (
    "Buku kerja LAKIN. Isi lembar-lembar berikutnya, lalu impor kembali; pratinjau tampil sebelum apa pun ditulis.",
    "Jangan mengubah nama lembar dan judul kolom. Baris yang dihapus dari lembar tidak dihapus dari basis data.",
    "Sel kosong berarti belum diketahui, bukan nol. Rumus dan sel yang digabung ditolak.",
    "Penjelasan sebuah kolom juga muncul bila sel judulnya dipilih.",
)


@dataclass
class Book:
    """The file being written, its formats, and where each list of choices stands on the instructions sheet."""

    file: xlsxwriter.Workbook
    formats: dict[str, Format]
    lists: dict[tuple[str, str], str] = field(default_factory=dict)


def spreadsheet(rows: dict[str, list[list[Any]]]) -> bytes:
    """The .xlsx; ValueError in Indonesian when a text does not fit into a cell."""
    content_of_file = BytesIO()
    file = xlsxwriter.Workbook(content_of_file, {"in_memory": True, "strings_to_formulas": False})
    book = Book(file, _formats(file))
    _instructions(book)
    for sheet in SHEETS:
        _sheet(book, sheet, rows[sheet.name])
    file.close()
    return content_of_file.getvalue()


def _formats(file: xlsxwriter.Workbook) -> dict[str, Format]:
    head = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "num_format": "@"}
    return {
        "head": file.add_format(head),
        "key": file.add_format({**head, "bg_color": "#B8CCE4"}),
        "wrap": file.add_format({"text_wrap": True, "valign": "top"}),
        "title": file.add_format({"bold": True, "font_size": 14}),
        "text": file.add_format({"num_format": "@"}),
        "long": file.add_format({}),
        "whole": file.add_format({"num_format": "0"}),
        "rupiah": file.add_format({"num_format": "#,##0"}),
        "decimal": file.add_format({}),
        "date": file.add_format({"num_format": "yyyy-mm-dd"}),
    }


def _instructions(book: Book) -> None:
    page = book.file.add_worksheet(INSTRUCTIONS)
    page.protect()
    page.hide_gridlines(2)
    page.set_column(0, 1, 24)
    page.set_column(2, 2, 34)
    page.set_column(3, 3, 8)
    page.set_column(4, 4, 90, book.formats["wrap"])
    page.write_string(0, 0, "Petunjuk buku kerja", book.formats["title"])
    for row, sentence in enumerate(FOREWORD, start=1):
        page.write_string(row, 0, sentence)
    start = len(FOREWORD) + 2
    for place, title in enumerate(("Lembar", "Kolom", "Isi", "Wajib", "Penjelasan")):
        page.write_string(start, place, title, book.formats["head"])
    for row, texts in enumerate(_explained(), start=start + 1):
        for place, text in enumerate(texts):
            page.write_string(row, place, text)
    _lists(book, page, start)


def _explained() -> Iterator[tuple[str, ...]]:
    for sheet in SHEETS:
        yield sheet.name, "", "", "", sheet.about
        for column in sheet.columns:
            required = "ya" if sheet.is_required(column) else ""
            yield sheet.name, column.name, content(sheet, column), required, explanation(sheet, column)


def _lists(book: Book, page: Worksheet, top: int) -> None:
    """The choices, one list per column of the instructions sheet: a list inside a rule may not pass 255 characters."""
    place = LIST_COLUMN
    for sheet in SHEETS:
        for column in sheet.columns:
            words = _words(sheet, column)
            if not words:
                continue
            page.write_string(top, place, f"{sheet.name}.{column.name}", book.formats["head"])
            page.write_column(top + 1, place, words)
            letters = xlsxwriter.utility.xl_col_to_name(place, col_abs=True)
            book.lists[sheet.name, column.name] = (
                f"={INSTRUCTIONS}!{letters}${top + 2}:{letters}${top + 1 + len(words)}"
            )
            place += 1


def _words(sheet: Sheet, column: Column) -> tuple[str, ...]:
    kind = sheet.kind(column)
    if kind is Kind.BOOLEAN:
        return "ya", "tidak"
    return tuple(sheet.words(column).values()) if kind is Kind.CHOICE else ()


def _sheet(book: Book, sheet: Sheet, rows: list[list[Any]]) -> None:
    page = book.file.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    last = len(rows) + SPARE_ROWS
    for place, column in enumerate(sheet.columns):
        name = _format_name(sheet, column)
        page.set_column(place, place, column.width, book.formats[name])
        page.write_string(0, place, column.name, book.formats["key" if column.name in sheet.key else "head"])
        page.data_validation(0, place, 0, place, _hint(sheet, column))
        if source := _source(book, sheet, column):
            page.data_validation(1, place, last, place, {"validate": "list", "source": source, "error_type": "warning"})
        for row, values in enumerate(rows, start=1):
            _write(page, row, place, sheet, column, values[place])
    page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)


def _hint(sheet: Sheet, column: Column) -> dict[str, str]:
    """The explanation that appears when the title is selected; Excel shows 255 characters."""
    text = f"{content(sheet, column).replace('`', '')}. {explanation(sheet, column)}"
    return {"validate": "any", "input_title": column.name[:32], "input_message": text[:252] + "..." * (len(text) > 252)}


def _source(book: Book, sheet: Sheet, column: Column) -> str:
    """Where the allowed values stand; empty where anything may be typed."""
    if column.to and len(parts(column.to)) == 1:
        place = BY_NAME[column.to].places[BY_NAME[column.to].key[0]]
        letters = xlsxwriter.utility.xl_col_to_name(place, col_abs=True)
        return f"={column.to}!{letters}$2:{letters}${SPARE_ROWS}"
    return book.lists.get((sheet.name, column.name), "")


def _format_name(sheet: Sheet, column: Column) -> str:
    kind = sheet.kind(column)
    if kind is Kind.INTEGER:
        field_behind = sheet.model_field(column)
        is_money = field_behind is None and column.name in ("pagu", "realisasi")
        return "rupiah" if is_money or isinstance(field_behind, BigIntegerField) else "whole"
    return {Kind.DECIMAL: "decimal", Kind.DATE: "date", Kind.LONG_TEXT: "long"}.get(kind, "text")


def _write(page: Worksheet, row: int, place: int, sheet: Sheet, column: Column, value: Any) -> None:
    """One cell; a text is always written as text, so what looks like a formula stays what it says."""
    kind = sheet.kind(column)
    if value is None or value == "":
        return
    if kind in (Kind.INTEGER, Kind.DECIMAL):
        if len(Decimal(value).normalize().as_tuple().digits) <= EXACT_DIGITS and abs(value) < 10**EXACT_DIGITS:
            page.write_number(row, place, value)
        else:
            page.write_string(row, place, editable(value))
    elif kind is Kind.DATE and value.year >= 1900:
        page.write_datetime(row, place, value)
    else:
        text = plain_text(sheet, column, value)
        if len(text.encode("utf-16-le")) > 2 * MAX_TEXT:
            raise ValueError(
                f"Lembar {sheet.name}, baris {row + 1}, kolom {column.name}: teks lebih panjang dari {MAX_TEXT} "
                "karakter, batas sel Excel; ekspor sebagai folder .csv."
            )
        page.write_string(row, place, text)
