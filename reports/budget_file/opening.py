"""From the bytes of an uploaded budget file to the cells of its sheets; what the file is, its content says."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from budget.files.heads import Head, find_head, worth
from lakin.packages import MEGABYTE, OLE_MARK, ZIP_MARK
from reports.set_apart import Failed, answer_of
from reports.workbook.problems import Refused
from reports.workbook.safety import MAX_FILE, SAVE_AS, open_package, read_part
from reports.workbook.scanning import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MERGED, scan, sheet_parts

PATIENCE = 60
MOST_SHEETS = 40
SEPARATORS = (";", ",", "\t", "|")
TOO_BIG = f"Berkas terlalu besar; paling besar {MAX_FILE // MEGABYTE} MB."
NO_TITLES = (
    "Tidak ada lembar dengan judul kolom yang dapat dikenali. Berkasnya harus memuat satu baris judul dengan paling "
    "sedikit kode, uraian, dan pagu atau realisasi."
)
TOO_SLOW = f"Berkas .xls ini terlalu besar atau terlalu rumit. {SAVE_AS}"
_STRANGE = (
    (b"%pdf", "Berkas ini PDF yang diganti namanya; unduh laporannya sebagai Excel atau CSV."),
    (b"<html", f"Berkas ini halaman web (HTML) yang diganti namanya. {SAVE_AS}"),
    (b"<!doctype html", f"Berkas ini halaman web (HTML) yang diganti namanya. {SAVE_AS}"),
    (b"<table", f"Berkas ini halaman web (HTML) yang diganti namanya. {SAVE_AS}"),
    (b"<?xml", f"Berkas ini XML yang diganti namanya. {SAVE_AS}"),
)


@dataclass(frozen=True)
class SheetCells:
    """One sheet: its rows from the first on, where its titles stand, and which cells may not be read as they are."""

    name: str
    rows: list[list]
    head: Head
    flags: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def weight(self) -> tuple[int, int]:
        """How likely it is the one that is meant."""
        return worth(self.head), len(self.rows)


def open_file(content: bytes) -> list[SheetCells]:
    """The sheets that have titles, the likeliest first; Refused says why nothing can be read."""
    if len(content) > MAX_FILE:
        raise Refused(TOO_BIG)
    if not content.strip():
        raise Refused("Berkas ini kosong.")
    if content.startswith(ZIP_MARK):
        found = excel(content)
    elif content.startswith(OLE_MARK):
        found = old_excel(content)
    else:
        found = text(content)
    sheets = [sheet for sheet in found if sheet is not None]
    if not sheets:
        raise Refused(NO_TITLES)
    return sorted(sheets, key=lambda sheet: sheet.weight, reverse=True)


def with_head(name: str, rows: list[list], flags: dict | None = None) -> SheetCells | None:
    """The sheet if it has titles."""
    head = find_head(rows)
    return None if head is None else SheetCells(name, rows, head, flags or {})


def excel(content: bytes) -> Iterator[SheetCells | None]:
    """The sheets of an .xlsx; merged cells are how these reports look, formulas and faults are kept apart."""
    package = open_package(content)
    parts = sheet_parts(package)
    if len(parts) > MOST_SHEETS:
        raise Refused(f"Berkas memuat {len(parts)} lembar; paling banyak {MOST_SHEETS}.")
    flags = {}
    for name, part in parts.items():
        marked = scan(read_part(package, part), name, frozenset())
        flags[name] = {place: reason for place, reason in marked.items() if reason != MERGED}
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in parts:
            yield with_head(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False), flags[name])
    except (CalamineError, PasswordError, XmlError, ZipError) as error:
        raise Refused(f"Berkas rusak: isinya tidak terbaca. {SAVE_AS}") from error


def old_excel(content: bytes) -> Iterator[SheetCells | None]:
    """The sheets of an .xls, read by a process of its own."""
    with NamedTemporaryFile(suffix=".xls") as file:
        file.write(content)
        file.flush()
        try:
            answer = answer_of("reports.budget_file.old_excel", file.name, patience=PATIENCE)
        except Failed as error:
            raise Refused(TOO_SLOW) from error
    if "refused" in answer:
        raise Refused(answer["refused"])
    return (with_head(name, rows) for name, rows in answer["sheets"][:MOST_SHEETS])


def text(content: bytes) -> Iterator[SheetCells | None]:
    """The one sheet of a .csv, by the separator under which its titles say most."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for mark, message in _STRANGE:
        if start.startswith(mark):
            raise Refused(message)
    written = decoded(content)
    separators = SEPARATORS
    first, _, rest = written.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separators, written = (first.strip()[-1],), rest
    beginning = "\n".join(written.splitlines()[:200])
    likely = max(separators, key=lambda separator: promise(beginning, separator))
    yield with_head("CSV", parsed(written, likely))


def decoded(content: bytes) -> str:
    """The text of a file as Excel saves it: UTF-8, UTF-16 with its mark, or the one-byte set of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings = ("utf-16",)
    elif b"\0" in content:
        raise Refused(f"Jenis berkas tidak dikenali; yang dibaca .xlsx, .xls, dan .csv. {SAVE_AS}")
    else:
        codings = ("utf-8-sig", "cp1252")
    for coding in codings:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise Refused(f"Huruf di berkas .csv ini tidak dapat dibaca. {SAVE_AS}")


def promise(beginning: str, separator: str) -> tuple[int, int]:
    """How much the titles say when the lines are cut at this separator."""
    try:
        rows = parsed(beginning, separator)
    except Refused:
        return 0, 0
    head = find_head(rows)
    return (0, 0) if head is None else (worth(head), len(head.columns))


def parsed(written: str, separator: str) -> list[list]:
    """The cells of the text; Refused for quotes that do not close and for more than a sheet may hold."""
    rows, cells = [], 0
    try:
        for row in csv.reader(StringIO(written, newline=""), delimiter=separator, strict=True):
            rows.append(row)
            cells += len(row)
            if len(rows) > MAX_ROWS or len(row) > MAX_COLUMNS or cells > MAX_CELLS:
                raise Refused(f"Berkas .csv terlalu besar; paling banyak {MAX_ROWS} baris dan {MAX_COLUMNS} kolom.")
    except csv.Error as error:
        said = f"Tanda kutip tidak berpasangan atau teks terlalu panjang, sekitar baris {len(rows) + 1} berkas .csv."
        raise Refused(said) from error
    return rows


def read_path(path: Path) -> list[SheetCells]:
    """The sheets of a kept file."""
    return open_file(path.read_bytes())
