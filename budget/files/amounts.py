"""Rupiah in the cells of a sheet: the form is proved by the sheet itself, and two forms in one sheet are refused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lakin.parsing import ParseError, parse_decimal, parse_integer

INDONESIAN, ENGLISH = ",", "."
_PARENTHESES = re.compile(r"\(\s*(?:rp\.?\s*)?([^()]+?)\s*\)", re.IGNORECASE)
_INDONESIAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d{1,2}|\d{4,})")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.(?:\d{1,2}|\d{4,})")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_NUMERIC = re.compile(r"[-+(]?\s*(?:rp\.?)?\s*[-+]?\s*\d[\d.,]*\s*\)?", re.IGNORECASE)
MARKS = frozenset({"*", "x", "v", "ya", "blokir", "diblokir"})
# From here on Excel has lost digits; below it a whole float is the number itself.
_EXACT = 10**15
# Above every budget of the state; a code or an account number in the wrong column is beyond it.
MOST = 10**17
MIXED = "ditulis dengan pemisah yang berbeda dari angka lain di lembar ini; samakan dahulu bentuk semua angkanya"


@dataclass(frozen=True)
class Style:
    """The decimal mark that the texts of a sheet prove, None when they prove none, and where each mark was seen."""

    mark: str | None
    clash: tuple[int, int] | None = None


def style_of(cells: Iterable[tuple[int, int, object]]) -> Style:
    """The form of all amounts of a sheet from (row, place, cell); a clash names the first that contradicts."""
    mark = None
    for row, place, cell in cells:
        if cell.__class__ is not str:
            continue
        found = proved(cell)
        if found and mark and found != mark:
            return Style(mark, (row, place))
        mark = mark or found
    return Style(mark)


def proved(text: str) -> str | None:
    """The decimal mark that one text proves alone; None when it may be read both ways."""
    plain = text.strip(" ()-+Rrp\u00a0").removeprefix(".").strip()
    if _INDONESIAN.fullmatch(plain):
        return INDONESIAN
    return ENGLISH if _ENGLISH.fullmatch(plain) else None


def is_amount(cell: object) -> bool:
    """True for a cell that holds a number, or a text that looks like one."""
    if cell.__class__ in (int, float):
        return True
    return cell.__class__ is str and _NUMERIC.fullmatch(cell.strip()) is not None


def is_mark(cell: object) -> bool:
    """True for a mark that stands where an amount would: the whole pagu of its row is meant."""
    return cell.__class__ is str and cell.strip().casefold() in MARKS


def rupiah(cell: object, mark: str | None) -> int | None:
    """The whole rupiah of a cell, parentheses as minus; None means empty, ParseError says what is wrong with it."""
    value = _read(cell, mark)
    if value is not None and abs(value) >= MOST:
        raise ParseError(f'"{cell}" terlalu besar untuk satu baris anggaran; periksa kolomnya.')
    return value


def _read(cell: object, mark: str | None) -> int | None:
    if cell.__class__ is float and cell.is_integer() and abs(cell) < _EXACT:
        return int(cell)
    if cell.__class__ is not str:
        return parse_integer(cell)
    text = " ".join(cell.split())
    if not text:
        return None
    match = _PARENTHESES.fullmatch(text)
    if match:
        if match[1].startswith(("-", "+", "\u2212")):
            raise ParseError(f'"{text}" memakai kurung dan tanda sekaligus; tulis satu saja.')
        value = _typed(match[1], mark)
        return None if value is None else -value
    return _typed(text, mark)


def _typed(text: str, mark: str | None) -> int | None:
    if mark is None:
        return parse_integer(text)
    plain = re.sub(r"^rp\.?\s*", "", text, flags=re.IGNORECASE)
    if mark == ENGLISH and _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    value = parse_decimal(plain, mark)
    if value is not None and value != value.to_integral_value():
        raise ParseError(f'"{text}" memuat pecahan rupiah; angka anggaran harus bilangan bulat.')
    return None if value is None else int(value)
