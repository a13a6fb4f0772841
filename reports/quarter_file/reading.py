"""From an uploaded file to the cells of its rows, with what could not be read said at its place."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from lakin.parsing import is_key
from reports.quarter_file.columns import (
    ENTRIES,
    ENTRY_COLUMNS,
    FORMAT,
    HEAD_ROW,
    IDENTITY,
    PART_SHEET_COLUMNS,
    PARTS,
    Column,
)
from reports.workbook.problems import Problem, Refused
from reports.workbook.safety import MAX_FILE, SAVE_AS, open_package, read_part
from reports.workbook.scanning import percent_styles, scan, sheet_parts

NOT_OURS = (
    "Berkas ini bukan lembar isian triwulan dari LAKIN. Unduh lembarnya di halaman triwulan, lalu isi berkas itu."
)
OTHER_FORMAT = "Lembar ini dibuat oleh LAKIN versi lain. Unduh lembar yang baru, lalu salin isinya ke sana."
MOST_ROWS = 5_000


@dataclass(frozen=True)
class FileRow:
    """The raw cells of one row by the key of their column; `flags` says of a cell why it may not be read."""

    number: int
    cells: dict[str, Any]
    flags: dict[str, str] = field(default_factory=dict)

    def word(self, key: str) -> str:
        """A cell as text; a whole number of Excel as its digits."""
        value = self.cells.get(key)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    def pk(self, key: str) -> int | None:
        """A hidden key; None for anything that is none."""
        word = self.word(key)
        return int(word) if is_key(word) else None


@dataclass(frozen=True)
class QuarterFile:
    """What an uploaded file says: whose it is, its rows and those of the components, and faults of its form."""

    unit: str
    year: str
    quarter: str
    rows: tuple[FileRow, ...]
    parts: tuple[FileRow, ...]
    problems: tuple[Problem, ...]


def read_sheet(file: BinaryIO) -> QuarterFile:
    """The rows of an uploaded file; Refused says why nothing of it can be read."""
    content = file.read(MAX_FILE + 1)
    package = open_package(content)
    parts, styles = sheet_parts(package), percent_styles(package)
    if not {ENTRIES, PARTS, IDENTITY} <= parts.keys():
        raise Refused(NOT_OURS)
    flags = {name: scan(read_part(package, parts[name]), name, styles) for name in (ENTRIES, PARTS, IDENTITY)}
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        cells = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in flags}
    except (CalamineError, PasswordError, XmlError, ZipError) as error:
        raise Refused(f"Berkas rusak: isinya tidak terbaca. {SAVE_AS}") from error
    known = identity(cells[IDENTITY])
    problems: list[Problem] = []
    rows = read_rows(ENTRIES, ENTRY_COLUMNS, cells[ENTRIES], flags[ENTRIES], problems)
    components = read_rows(PARTS, PART_SHEET_COLUMNS, cells[PARTS], flags[PARTS], problems)
    return QuarterFile(known["unit"], known["tahun"], known["triwulan"], rows, components, tuple(problems))


def identity(cells: list[list[Any]]) -> dict[str, str]:
    """Whose file this is; Refused for a file that does not say so."""
    known = {str(row[0]): str(row[1]) for row in cells if len(row) > 1}
    if not {"format", "unit", "tahun", "triwulan"} <= known.keys():
        raise Refused(NOT_OURS)
    if known["format"] != FORMAT:
        raise Refused(OTHER_FORMAT)
    return known


def read_rows(
    name: str, columns: tuple[Column, ...], cells: list[list[Any]], flags: dict, problems: list[Problem]
) -> tuple[FileRow, ...]:
    """The filled rows below the titles; faults go to `problems`."""
    head = [str(cell).strip() for cell in cells[HEAD_ROW - 1]] if len(cells) >= HEAD_ROW else []
    missing = [column.title for column in columns if head.count(column.title) != 1]
    if missing:
        message = "Kolom ini tidak ada atau ada lebih dari satu. Unduh lembar baru, lalu salin isiannya ke sana."
        problems += [Problem(message, name, HEAD_ROW, title) for title in missing]
        return ()
    if len(cells) > MOST_ROWS:
        problems.append(Problem(f"Lembar memuat {len(cells)} baris; hapus baris yang tidak dipakai.", name))
        return ()
    places = {column.key: head.index(column.title) for column in columns}
    numbered = enumerate(cells[HEAD_ROW:], start=HEAD_ROW + 1)
    rows = (row_of(number, row, places, flags) for number, row in numbered)
    return tuple(row for row in rows if row.cells or row.flags)


def row_of(number: int, cells: list[Any], places: dict[str, int], flags: dict) -> FileRow:
    """One row without its empty cells."""
    filled = {key: cells[place] for key, place in places.items() if place < len(cells) and not is_blank(cells[place])}
    flagged = {key: flags[number, place + 1] for key, place in places.items() if (number, place + 1) in flags}
    return FileRow(number, filled, flagged)


def is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
