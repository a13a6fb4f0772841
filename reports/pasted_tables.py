"""A table pasted from Word or Excel: its cells, what each column is by its heading, and the number in a cell."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from lakin.parsing import ParseError, parse_decimal, parse_integer
from reports.models import PrintedFigure
from reports.models.finding import PrintedMeasure
from reports.writing import cleaned

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 100_000, 500, 20
# A heading may stand below a title and an empty row.
LAST_HEADING = 5
CODE, NAME = "kode", "nama"
DASHES = frozenset("-–—")
MONEY = frozenset({PrintedMeasure.CEILING, PrintedMeasure.SPENT, PrintedMeasure.REMAINING})
TOO_LARGE = "Tabel ini terlalu besar: paling banyak 100 KB. Tempel sebagian demi sebagian."
TOO_LONG = "Tabel ini terlalu panjang: {count} baris, paling banyak 500. Tempel sebagian demi sebagian."
TOO_WIDE = "Tabel ini terlalu lebar: {count} kolom, paling banyak 20. Hapus dahulu kolom yang tidak perlu."
NO_HEADING = "Judul kolom tidak dikenali. Tempel tabel beserta baris judulnya, misalnya {example}."
YEAR = re.compile(r"(?:19|20)\d\d")
WORD = re.compile(r"[a-z]+|\d+|%")
FIELD = PrintedFigure._meta.get_field("value")


class TableKind(TextChoices):
    INDICATORS = "indikator", "Indikator: target, realisasi, capaian"
    BUDGET = "anggaran", "Anggaran: pagu, realisasi, sisa, persen"


EXAMPLES = {
    TableKind.INDICATORS: "No, Indikator, Target, Realisasi, Capaian",
    TableKind.BUDGET: "Kode, Uraian, Pagu, Realisasi, Sisa, Persen",
}
INDICATOR_WORDS = {
    "target": PrintedMeasure.TARGET,
    "realisasi": PrintedMeasure.REALIZATION,
    "capaian": PrintedMeasure.ACHIEVEMENT,
}
# Columns about something else than the whole year, or about money.
OTHER_INDICATOR = {"triwulan", "tw", "semester", "renstra", "rpjmn", "nasional", "anggaran", "pagu", "rata"}
OTHER_BUDGET = {"triwulan", "tw", "semester", "awal", "semula", "fisik", "target"}
SHARES = {"%", "persen", "persentase", "serapan"}
CEILINGS = {"pagu", "anggaran", "alokasi"}
NAMES = {"uraian", "program", "kegiatan", "nama", "jenis", "belanja", "output", "kro", "ro", "rincian"}


@dataclass(frozen=True)
class Column:
    """One column: its place from 0, its heading as pasted, and what it is."""

    at: int
    heading: str
    role: str

    @property
    def place(self) -> str:
        """The column in words, as a person counts."""
        return f"kolom {self.at + 1} ({self.heading})"


@dataclass(frozen=True)
class Row:
    """One row below the heading: its number from 1, what names it, and the cells that may hold a figure."""

    number: int
    code: str
    name: str
    cells: tuple[tuple[Column, str], ...]


@dataclass(frozen=True)
class Pasted:
    """The table as far as its headings tell; `unread` are the columns that are left out, with the reason."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unread: tuple[str, ...]


def pasted(text: str, kind: TableKind, year: int) -> Pasted:
    """The table of a text as Word and Excel put it on the clipboard; ValidationError when it is none."""
    grid = grid_of(text)
    for at, row in enumerate(grid[:LAST_HEADING]):
        headings, height = with_years(row, grid[at + 1] if at + 1 < len(grid) else [])
        columns, unread = columns_of(headings, kind, year)
        roles = {column.role for column in columns}
        if roles & {CODE, NAME} and roles - {CODE, NAME}:
            first = at + height
            rows = (row_of(number, cells, columns) for number, cells in enumerate(grid[first:], start=first + 1))
            kept = tuple(row for row in rows if row)
            return Pasted(columns, kept, (*unread, *untitled(grid[first:], first, headings)))
    raise ValidationError(NO_HEADING.format(example=EXAMPLES[kind]))


def grid_of(text: str) -> list[list[str]]:
    """The cells with single spaces; ValidationError when there are too many."""
    if len(text.encode()) > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    # Word puts a line break inside a cell on the clipboard as a vertical tab.
    text = cleaned(text.replace("\v", " "))
    # Excel quotes a cell with a line break; a lone quotation mark of Word must not swallow the rest of the table.
    is_quoted = text.count('"') % 2 == 0
    lines = csv.reader(StringIO(text), delimiter="\t") if is_quoted else (line.split("\t") for line in text.split("\n"))
    grid = [[" ".join(cell.split()) for cell in line] for line in lines]
    if len(grid) > MOST_ROWS:
        raise ValidationError(TOO_LONG.format(count=len(grid)))
    widest = max(map(len, grid), default=0)
    if widest > MOST_COLUMNS:
        raise ValidationError(TOO_WIDE.format(count=widest))
    return grid


def with_years(head: Sequence[str], below: Sequence[str]) -> tuple[list[str], int]:
    """The headings and how many rows they take: a row of years below belongs to the merged headings above it."""
    years = [cell for cell in below if cell]
    if not years or not all(YEAR.fullmatch(cell) for cell in years):
        return list(head), 1
    headings, merged = [], ""
    for at in range(max(len(head), len(below))):
        own, year = cell_at(head, at), cell_at(below, at)
        merged = own or merged
        headings.append(f"{merged} {year}" if year else own)
    return headings, 2


def cell_at(row: Sequence[str], at: int) -> str:
    """A cell; empty beyond the end of the row."""
    return row[at] if at < len(row) else ""


def columns_of(headings: Sequence[str], kind: TableKind, year: int) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns whose headings say one thing, and why the others are not read."""
    columns, unread = [], []
    for at, heading in enumerate(headings):
        words = WORD.findall(heading.casefold())
        years = [word for word in words if YEAR.fullmatch(word)]
        role = ROLES[kind](words)
        if role and years and str(year) not in years:
            unread.append(f"Kolom {at + 1} ({heading}) tentang tahun lain.")
        elif role:
            columns.append(Column(at, heading, role))
        elif heading:
            unread.append(f"Kolom {at + 1} ({heading}) bukan angka yang diperiksa di sini.")
    for role in {column.role for column in columns}:
        same = [column for column in columns if column.role == role]
        named = [column for column in same if str(year) in column.heading]
        if len(same) > 1:
            kept = named if len(named) == 1 else []
            columns = [column for column in columns if column.role != role or column in kept]
            if not kept:
                places = " dan ".join(column.place for column in same)
                unread.append(f"{places[0].upper()}{places[1:]} berjudul sama; tidak jelas mana yang dimaksud.")
    return tuple(columns), tuple(unread)


def untitled(rows: Sequence[Sequence[str]], first: int, headings: Sequence[str]) -> Iterator[str]:
    """The columns without a heading that hold something, each with the first row that does."""
    seen = set()
    for number, cells in enumerate(rows, start=first + 1):
        for at, cell in enumerate(cells):
            if cell and not cell_at(headings, at) and at not in seen:
                seen.add(at)
                yield f"Kolom {at + 1} tidak berjudul, padahal berisi, misalnya pada baris {number}."


def indicator_role(words: Sequence[str]) -> str:
    """What a column of a table of indicators is; empty for anything else."""
    measures = {INDICATOR_WORDS[word] for word in words if word in INDICATOR_WORDS}
    if measures:
        return measures.pop() if len(measures) == 1 and not OTHER_INDICATOR & set(words) else ""
    if words and words[0] in ("no", "nomor", "kode"):
        return CODE
    return NAME if "indikator" in words else ""


def budget_role(words: Sequence[str]) -> str:
    """What a column of a table of the budget is; a running number is no code."""
    said = set(words)
    if OTHER_BUDGET & said:
        return ""
    if "sisa" in said:
        return "" if SHARES & said else PrintedMeasure.REMAINING
    if SHARES & said:
        return PrintedMeasure.PERCENT
    if "realisasi" in said:
        return PrintedMeasure.SPENT
    if NAMES & said and not {"pagu", "alokasi"} & said:
        return NAME
    if "kode" in said:
        return CODE
    return PrintedMeasure.CEILING if CEILINGS & said else ""


ROLES = {TableKind.INDICATORS: indicator_role, TableKind.BUDGET: budget_role}


def row_of(number: int, cells: Sequence[str], columns: Sequence[Column]) -> Row | None:
    """One row; None for an empty one and for the row that counts the columns, (1) (2) (3)."""
    filled = [cell.strip("().") for cell in cells if cell]
    if not filled or filled == [str(at) for at in range(1, len(filled) + 1)]:
        return None
    text = {column.role: cell_at(cells, column.at) for column in columns}
    measured = (column for column in columns if column.role not in (CODE, NAME))
    found = tuple((column, cell) for column in measured if (cell := cell_at(cells, column.at)) and cell not in DASHES)
    return Row(number, text.get(CODE, ""), text.get(NAME, ""), found)


def figure_in(cell: str, measure: str) -> Decimal:
    """The number in a cell; ParseError when it has no reading, more than one, or does not fit."""
    # A mark for a footnote says nothing about the number.
    text = cell.rstrip("* ")
    value = parse_integer(text) if measure in MONEY else parse_decimal(text)
    if value is None:
        raise ParseError(f'"{cell[:40]}" bukan angka.')
    value = Decimal(value)
    whole = FIELD.max_digits - FIELD.decimal_places
    if -value.as_tuple().exponent > FIELD.decimal_places or value.adjusted() >= whole:
        raise ParseError(f'"{cell[:40]}" terlalu panjang; paling banyak {FIELD.decimal_places} angka di belakang koma.')
    return value
