"""What values alone do not tell about an .xlsx sheet: formulas, error values, percent formats, merges and extent."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from posixpath import join, normpath
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from reports.workbook.problems import Refused
from reports.workbook.safety import SAVE_AS, read_part

MAX_ROWS = 200_000
MAX_COLUMNS = 300
MAX_CELLS = 3_000_000

FORMULA = "Sel berisi rumus; salin lalu tempel sebagai nilai."
ERROR = "Sel berisi nilai galat seperti #N/A; perbaiki atau kosongkan."
PERCENT = "Sel berformat persen, sehingga 87,5% tersimpan sebagai 0,875; ubah formatnya menjadi Angka lalu tulis 87,5."
MERGED = "Sel digabung; pisahkan (unmerge) supaya setiap sel berisi nilainya sendiri."

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ERROR = re.compile(rb"""\st=["']e["']""")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
_PLACE = re.compile(rb"""\sr=["']([A-Z]{0,3})(\d+)["']""")
_CELL_PLACE = re.compile(r"([A-Z]+)(\d+)")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_BUILT_IN_PERCENT = (9, 10)


def sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name to the part of the file that holds it."""
    relations = {
        node.get("Id"): normpath(join("xl", node.get("Target", ""))).lstrip("/")
        for node in _parsed(package, "xl/_rels/workbook.xml.rels")
    }
    book = _parsed(package, "xl/workbook.xml")
    return {
        node.get("name", ""): relations.get(node.get(_RELATION) or node.get(_STRICT_RELATION), "")
        for node in book.iter()
        if _local(node.tag) == "sheet"
    }


def percent_styles(package: zipfile.ZipFile) -> frozenset[int]:
    """The cell formats that show a number as percent."""
    if "xl/styles.xml" not in package.namelist():
        return frozenset()
    root = _parsed(package, "xl/styles.xml")
    formats = {
        int(node.get("numFmtId", 0)) for node in root.iter() if _local(node.tag) == "numFmt" and _is_percent(node)
    }
    cells = next((node for node in root if _local(node.tag) == "cellXfs"), ())
    percent = formats | set(_BUILT_IN_PERCENT)
    return frozenset(place for place, node in enumerate(cells) if int(node.get("numFmtId", 0)) in percent)


def scan(xml: bytes, name: str, styles: frozenset[int]) -> dict[tuple[int, int], str]:
    """The cells that may not be read as they are, (row, column) from 1 to the reason; Refused when it is too large."""
    if b"<!DOCTYPE" in xml[:1000]:
        raise Refused(f"Berkas memuat bagian yang tidak wajar (DOCTYPE). {SAVE_AS}")
    _refuse_extent(xml, name)
    flags = dict.fromkeys(_merged(xml), MERGED)
    if _FORMULA.search(xml) or _ERROR.search(xml) or _uses(xml, styles):
        flags |= dict(_flagged(xml, styles))
    return flags


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _refuse_extent(xml: bytes, name: str) -> None:
    """Refuses what would fill memory: a single far cell makes the reader lay out everything before it."""
    letters, numbers = set(), set()
    for place in _PLACE.finditer(xml):
        letters.add(place[1])
        numbers.add(place[2])
    rows = max(map(int, numbers), default=0)
    columns = max((column_number(found.decode()) for found in letters), default=0)
    if rows > MAX_ROWS:
        raise Refused(
            f"Lembar {name} memakai baris sampai {rows}; paling banyak {MAX_ROWS}. Hapus baris kosong di bawah."
        )
    if columns > MAX_COLUMNS:
        raise Refused(
            f"Lembar {name} memakai {columns} kolom; paling banyak {MAX_COLUMNS}. Hapus kolom kosong di kanan."
        )
    if max(rows * columns, xml.count(b"<c ") + xml.count(b"<c>") + xml.count(b"<c/")) > MAX_CELLS:
        raise Refused(f"Lembar {name} memuat lebih dari {MAX_CELLS} sel; hapus baris dan kolom kosong.")


def _merged(xml: bytes) -> Iterator[tuple[int, int]]:
    """The first cell of every merged range."""
    for left, top, _right, _bottom in _MERGE.findall(xml):
        yield int(top), column_number(left.decode())


def _uses(xml: bytes, styles: frozenset[int]) -> bool:
    if not styles:
        return False
    numbers = "|".join(map(str, sorted(styles)))
    return re.search(rf"""\ss=["'](?:{numbers})["']""".encode(), xml) is not None


def _flagged(xml: bytes, styles: frozenset[int]) -> Iterator[tuple[tuple[int, int], str]]:
    row = column = 0
    try:
        for event, node in iterparse(BytesIO(xml), events=("start", "end"), forbid_dtd=True):
            tag = _local(node.tag)
            if event == "start" and tag == "row":
                row, column = int(node.get("r", row + 1)), 0
            elif event == "start" and tag == "c":
                place = _CELL_PLACE.fullmatch(node.get("r", ""))
                column = column_number(place[1]) if place else column + 1
            elif event == "end" and tag == "c":
                if reason := _reason(node, styles):
                    yield (row, column), reason
            elif event == "end" and tag == "row":
                node.clear()
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refused(f"Berkas rusak: isi lembar tidak terbaca. {SAVE_AS}") from error


def _reason(cell: Element, styles: frozenset[int]) -> str:
    tags = {_local(node.tag) for node in cell}
    if "f" in tags:
        return FORMULA
    if cell.get("t") == "e":
        return ERROR
    is_number = "v" in tags and cell.get("t", "n") == "n"
    return PERCENT if is_number and int(cell.get("s", 0)) in styles else ""


def _is_percent(node: Element) -> bool:
    return "%" in re.sub(r'"[^"]*"|\\.', "", node.get("formatCode", ""))


def _parsed(package: zipfile.ZipFile, name: str) -> Element:
    try:
        return fromstring(read_part(package, name), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refused(f"Berkas rusak: bagian {name} tidak terbaca. {SAVE_AS}") from error


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
