"""From a file or a folder to tables of raw cells, with every fault of form as a problem."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from lakin.packages import MEGABYTE
from reports.workbook.columns import Sheet
from reports.workbook.problems import Problem, Refused, suggestion
from reports.workbook.safety import MAX_FILE, MAX_UNPACKED, SAVE_AS, open_package, read_part
from reports.workbook.scanning import MAX_ROWS, percent_styles, scan, sheet_parts
from reports.workbook.sheets import BY_NAME, INSTRUCTIONS

ONLY_CSV = "Folder buku kerja hanya boleh berisi berkas .csv biasa"
SEMICOLON = "Kolom dipisah titik koma; simpan sebagai CSV UTF-8 yang dipisah koma."


@dataclass
class Table:
    """The raw cells of one sheet: where each known column stands, and its filled rows with their numbers.

    A broken table could not be read in full, so what refers to its rows must not be called unknown.
    """

    sheet: Sheet
    is_csv: bool
    header: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, list[Any]]] = field(default_factory=list)
    flags: dict[tuple[int, int], str] = field(default_factory=dict)
    is_broken: bool = False


def read(source: Any, problems: list[Problem]) -> list[Table]:
    """The tables of a path or an open binary file; faults go to `problems`, Refused says that nothing can be read."""
    if hasattr(source, "read"):
        tables = _read_xlsx(source.read(MAX_FILE + 1), problems)
    elif (path := Path(source)).is_dir():
        tables = _read_folder(path, problems)
    elif path.is_file():
        with path.open("rb") as file:
            tables = _read_xlsx(file.read(MAX_FILE + 1), problems)
    else:
        raise Refused(f"{path} tidak ditemukan.")
    return _once_each(tables, problems)


def _once_each(tables: Iterable[Table], problems: list[Problem]) -> list[Table]:
    found: dict[str, Table] = {}
    for table in tables:
        if table.sheet.name in found:
            problems.append(Problem("Lembar ini ada lebih dari satu.", table.sheet.name))
        found[table.sheet.name] = table
    return list(found.values())


def _read_xlsx(content: bytes, problems: list[Problem]) -> Iterator[Table]:
    package = open_package(content)
    styles = percent_styles(package)
    known = {}
    for name, part in sheet_parts(package).items():
        sheet = _known_sheet(name, problems)
        if sheet is not None:
            known[name] = sheet, scan(read_part(package, part), name, styles)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for name, (sheet, flags) in known.items():
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield _table(sheet, enumerate(cells, start=1), problems, flags)
    except (CalamineError, PasswordError, XmlError, ZipError) as error:
        raise Refused(f"Berkas rusak: isinya tidak terbaca. {SAVE_AS}") from error


def _known_sheet(name: str, problems: list[Problem]) -> Sheet | None:
    """The declaration of the sheet; None for the instructions, and for a name nobody knows."""
    plain = name.strip().casefold()
    if plain == INSTRUCTIONS:
        return None
    if plain not in BY_NAME:
        problems.append(Problem(f"Lembar ini tidak dikenal.{suggestion(plain, BY_NAME)}", name))
    return BY_NAME.get(plain)


def _read_folder(folder: Path, problems: list[Problem]) -> Iterator[Table]:
    left = MAX_UNPACKED
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "README")):
            continue
        if path.is_symlink() or not path.is_file():
            problems.append(Problem(f"{ONLY_CSV}, bukan tautan atau folder.", path.name))
        elif path.suffix.casefold() != ".csv":
            problems.append(Problem(f"{ONLY_CSV}.", path.name))
        elif sheet := _known_sheet(path.stem, problems):
            left -= path.stat().st_size
            if left < 0:
                raise Refused(f"Isi folder melebihi {MAX_UNPACKED // MEGABYTE} MB.")
            yield _read_csv(sheet, path.read_bytes(), problems)


def _read_csv(sheet: Sheet, content: bytes, problems: list[Problem]) -> Table:
    broken = Table(sheet, is_csv=True, is_broken=True)
    text = _decoded(sheet, content, problems)
    if text is None:
        return broken
    if _is_semicolons(text):
        problems.append(Problem(SEMICOLON, sheet.name, 1))
        return broken
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        return _table(sheet, enumerate(rows, start=1), problems, None)
    except csv.Error as error:
        message = "Teks terlalu panjang" if "limit" in str(error) else "Tanda kutip tidak berpasangan atau salah letak"
        problems.append(Problem(f"{message}, di sekitar baris teks {rows.line_num}.", sheet.name))
        return broken


def _decoded(sheet: Sheet, content: bytes, problems: list[Problem]) -> str | None:
    """The text of a .csv file; None when it is not UTF-8 text."""
    if (place := content.find(b"\0")) >= 0:
        problems.append(Problem(f"Berkas memuat byte NUL (byte ke-{place + 1}); simpan sebagai CSV UTF-8.", sheet.name))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"Bukan UTF-8 pada byte ke-{error.start + 1} (baris teks {line}); simpan sebagai CSV UTF-8."
        problems.append(Problem(message, sheet.name))
        return None


def _is_semicolons(text: str) -> bool:
    first = text.split("\n", 1)[0]
    return first.startswith("sep=") or (";" in first and "," not in first)


def _table(sheet: Sheet, rows: Iterable, problems: list[Problem], flags: dict | None) -> Table:
    numbered = iter(rows)
    _number, first = next(numbered, (1, []))
    names = [str(cell).strip().casefold() if cell is not None else "" for cell in first]
    faults = _header_faults(sheet, names)
    table = Table(sheet, flags is None, flags=flags or {}, is_broken=bool(faults))
    table.header = {name: index for index, name in enumerate(names) if name in sheet.by_name}
    stray = _fill(table, names, numbered)
    problems += [*faults, *(_stray(sheet, index, number) for index, number in sorted(stray.items()))]
    if len(table.rows) > MAX_ROWS:
        problems.append(Problem(f"Lembar memuat {len(table.rows)} baris; paling banyak {MAX_ROWS}.", sheet.name))
        table.rows, table.is_broken = [], True
    return table


def _fill(table: Table, names: list[str], numbered: Iterable) -> dict[int, int]:
    """Keeps the filled rows; returns the columns that hold data without a title, with the first row of each."""
    named = list(table.header.values())
    unnamed = [index for index, name in enumerate(names) if not name]
    stray: dict[int, int] = {}
    for number, cells in numbered:
        if _is_filled(cells, named):
            table.rows.append((number, cells))
        if unnamed or len(cells) > len(names):
            for index in (*unnamed, *range(len(names), len(cells))):
                if index not in stray and _is_filled(cells, [index]):
                    stray[index] = number
    return stray


def _header_faults(sheet: Sheet, names: list[str]) -> list[Problem]:
    unknown = [name for name in dict.fromkeys(names) if name and name not in sheet.by_name]
    repeated = [name for name in sheet.by_name if names.count(name) > 1]
    missing = [column.name for column in sheet.columns if sheet.is_required(column) and column.name not in names]
    return [
        *(_at_header(sheet, name, f"Kolom ini tidak dikenal.{suggestion(name, sheet.by_name)}") for name in unknown),
        *(_at_header(sheet, name, "Kolom ini ada lebih dari satu.") for name in repeated),
        *(_at_header(sheet, name, "Kolom wajib ini tidak ada.") for name in missing),
    ]


def _at_header(sheet: Sheet, name: str, message: str) -> Problem:
    return Problem(message, sheet.name, 1, name)


def _stray(sheet: Sheet, index: int, number: int) -> Problem:
    return Problem(f"Kolom ke-{index + 1} berisi data tetapi tidak berjudul.", sheet.name, number)


def _is_filled(cells: list[Any], indexes: list[int]) -> bool:
    length = len(cells)
    return any(index < length and not _is_blank(cells[index]) for index in indexes)


def _is_blank(cell: Any) -> bool:
    return cell is None or cell == "" or (isinstance(cell, str) and cell.isspace())
