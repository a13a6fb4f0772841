"""The Excel sheet of one table: text goes out as text; formulas and compressed bombs do not come in.

Written here and not with the lists of reports/: what goes out comes in again through the same class of import-export,
a text marked as one included, and units/ imports nothing to its right.
"""

from io import BytesIO

import openpyxl
import tablib
from import_export.formats.base_formats import XLSX
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from lakin.packages import MEGABYTE, Fault, Limits, PackageError, open_package

LIMITS = Limits(unpacked=100 * MEGABYTE)
MOST_ROWS_IN = 5_000
MOST_COLUMNS = 200
FIRST_LETTERS = ("=", "+", "-", "@", "\t", "\r")
UNREADABLE = "Berkas ini tidak dapat dibaca. Simpan sebagai Excel Workbook (.xlsx) lalu unggah lagi."
_WORDS = {
    Fault.LOCKED: "Berkas ini terkunci sandi. Hapus sandinya di Excel lalu unggah lagi.",
    Fault.TOO_MANY: "Berkas ini memuat terlalu banyak bagian. Salin tabelnya ke berkas baru lalu unggah lagi.",
    Fault.TOO_BIG: "Isi berkas ini terlalu besar setelah dibuka. Hapus baris dan kolom kosong yang berformat.",
    Fault.MACROS: "Berkas ini memuat makro dan ditolak. Simpan sebagai Excel Workbook (.xlsx) lalu unggah lagi.",
}


class SheetError(ValueError):
    """A sheet that is not taken in; its message is Indonesian and says what to do."""


class SafeSheet(XLSX):
    """The first sheet of an .xlsx; its errors say which cell, and what to do."""

    def export_data(self, dataset, **kwargs):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.freeze_panes = "A2"
        for number, row in enumerate([dataset.headers, *dataset], start=1):
            for place, value in enumerate(row, start=1):
                if isinstance(value, str) and value:
                    write_text(sheet.cell(number, place), value)
                elif value is not None and value != "":
                    sheet.cell(number, place, value)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        written = BytesIO()
        book.save(written)
        return written.getvalue()

    def create_dataset(self, in_stream):
        try:
            open_package(BytesIO(in_stream), LIMITS)
        except PackageError as error:
            raise SheetError(_WORDS.get(error.kind, UNREADABLE)) from error
        book = openpyxl.load_workbook(BytesIO(in_stream), read_only=True)
        rows = filled_rows(book.worksheets[0])
        dataset = tablib.Dataset()
        dataset.headers = [str(value or "").strip() for value in next(rows, [])]
        refuse_repeated(dataset.headers)
        for row in rows:
            dataset.append((row + [None] * len(dataset.headers))[: len(dataset.headers)])
        return dataset


def write_text(cell, value: str):
    """Writes a text as text, so that Excel computes nothing, whatever it begins with."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
    cell.data_type = "s"
    if value.startswith(FIRST_LETTERS):
        cell.quotePrefix = True


def filled_rows(sheet):
    """The rows of the sheet up to the last column with a head; empty rows stay, so that row numbers are those seen."""
    waiting = []
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        values = [value_of(cell) for cell in row]
        if all(value is None for value in values):
            waiting.append(values)
            if len(waiting) > MOST_ROWS_IN:
                return
            continue
        if number > MOST_ROWS_IN + 1:
            raise SheetError(f"Paling banyak {MOST_ROWS_IN} baris sekali impor; bagi menjadi beberapa berkas.")
        yield from waiting
        waiting = []
        yield values


def value_of(cell):
    """The value of a cell; refuses a formula and an error value by their place."""
    if cell.data_type == "f":
        raise SheetError(f"Sel {cell.coordinate} berisi rumus; salin lalu tempel sebagai nilai.")
    if cell.data_type == "e":
        raise SheetError(f"Sel {cell.coordinate} berisi nilai galat {cell.value}.")
    value = cell.value
    return None if isinstance(value, str) and not value.strip() else value


def refuse_repeated(heads):
    repeated = {head for head in heads if head and heads.count(head) > 1}
    if repeated:
        raise SheetError(f"Judul kolom berulang: {', '.join(sorted(repeated))}.")
