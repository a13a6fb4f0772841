"""One cell: from what Excel or a .csv holds to the value of its column, and back. None is an empty cell."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from agreements.models import DatePrecision
from lakin.formatting import WIB, editable
from lakin.parsing import (
    ParseError,
    parse_boolean,
    parse_choice,
    parse_date,
    parse_decimal,
    parse_integer,
    parse_month,
)
from reports.workbook.columns import Column, Kind, Sheet
from reports.workbook.keys import address, parts, pattern
from reports.workbook.sheets import BY_NAME

MAX_TEXT = 32_767
MAX_CSV_TEXT = 131_072
# What a spreadsheet program takes for a formula when it opens a .csv.
_GUARDED = re.compile(r"'*[=+\-@\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Reader = Callable[[Any], Any]


def reader(sheet: Sheet, column: Column, is_csv: bool) -> Reader:
    """The function that reads the cells of one column; it raises ParseError with what to write instead."""
    kind = sheet.kind(column)
    if kind is Kind.ADDRESS:
        return _address_reader(column.to, is_csv)
    if kind is Kind.CHOICE:
        return _choice_reader(sheet, column)
    if kind in (Kind.INTEGER, Kind.DECIMAL):
        return _number_reader(kind, "." if is_csv else None)
    if kind in _TEXTS:
        return lambda raw: _text(raw, kind, is_csv)
    return _OTHERS[kind]


def _number_reader(kind: Kind, mark: str | None) -> Reader:
    parse = parse_integer if kind is Kind.INTEGER else parse_decimal
    convert = int if kind is Kind.INTEGER else Decimal

    def read(raw):
        # Plain digits have one reading; the general parser is ten times slower.
        if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < 16:
            return convert(raw)
        return parse(raw, mark)

    return read


def _choice_reader(sheet: Sheet, column: Column) -> Reader:
    words = sheet.words(column)
    labels = dict(sheet.model_field(column).choices)
    known = {str(labels[code]).casefold(): code for code in words} | {words[code].casefold(): code for code in words}
    choices = {word: code for code, word in words.items()}

    def read(raw):
        if isinstance(raw, str) and (code := known.get(raw.strip().casefold())):
            return code
        return parse_choice(raw, choices)

    return read


def _address_reader(name: str, is_csv: bool) -> Reader:
    # The same few addresses stand in thousands of rows.
    seen: dict[str, tuple[Any, ...] | None] = {}
    kinds = [kind for _label, kind in parts(name)]

    def read(raw):
        text = _text(raw, kinds[0] if len(kinds) == 1 else Kind.TEXT, is_csv)
        if text not in seen:
            seen[text] = None if text is None else _key(text, name, kinds)
        return seen[text]

    return read


def _key(text: str, name: str, kinds: list[Kind]) -> tuple[Any, ...]:
    pieces = [piece.strip() for piece in text.split("/", len(kinds) - 1)]
    pieces += [""] * (len(kinds) - len(pieces))
    key = tuple(_part(piece, kind) for piece, kind in zip(pieces, kinds, strict=True))
    is_open = not BY_NAME[name].is_required(BY_NAME[name].by_name[BY_NAME[name].key[-1]])
    if any(part in ("", None) for part in key[: -1 if is_open else None]) or key[-1] is None:
        raise ParseError(f'"{text}" bukan alamat {name} yang lengkap; bentuknya {pattern(name)}.')
    return key


def _part(piece: str, kind: Kind) -> Any:
    if kind is not Kind.INTEGER:
        return piece
    return int(piece) if piece.isascii() and piece.isdigit() and len(piece) < 10 else None


def _text(raw, kind: Kind, is_csv: bool) -> str | None:
    if raw is None:
        return None
    text = raw if isinstance(raw, str) else _text_of_cell(raw, kind)
    if kind is not Kind.LONG_TEXT:
        text = text.strip()
    if is_csv and _GUARDED.match(text) and text[0] == "'":
        text = text[1:]
    if found := _CONTROL.search(text):
        raise ParseError(f"Teks memuat karakter kendali (kode {ord(found[0])}); hapus lalu ketik ulang.")
    if len(text) > (MAX_CSV_TEXT if is_csv else MAX_TEXT):
        raise ParseError(f"Teks terlalu panjang ({len(text)} karakter).")
    return text if text and not text.isspace() else None


def _text_of_cell(raw, kind: Kind) -> str:
    """The text of a cell that Excel keeps as a number or a date, when it can only have been typed in one way."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        what = "tanggal" if isinstance(raw, date | time | timedelta) else "nilai benar/salah"
        raise ParseError(f"Sel berisi {what}, bukan teks; ubah format sel menjadi Teks lalu ketik ulang isinya.")
    if kind is Kind.DIGITS:
        raise ParseError(
            "Sel berisi angka; ubah format sel menjadi Teks lalu ketik ulang, agar nol di depan tidak hilang."
        )
    if isinstance(raw, float) and not raw.is_integer():
        raise ParseError(
            f"Sel berisi angka {editable(parse_decimal(raw))}, bukan teks; ubah format sel menjadi Teks lalu ketik "
            "ulang, agar misalnya 5.1 dan 5.10 dapat dibedakan."
        )
    return str(parse_integer(raw))


def _date_or_month(raw) -> tuple[date, str] | None:
    if isinstance(raw, date):
        day = parse_date(raw)
        # Excel turns a typed 2023-09 into the first of September.
        if day.day == 1:
            raise ParseError(
                f'Tanggal 1 dapat berarti hari itu atau bulannya; tulis sebagai teks "{day}" atau "{day:%Y-%m}".'
            )
        return day, DatePrecision.DAY.value
    try:
        month = parse_month(raw)
    except ParseError:
        return parse_date(raw), DatePrecision.DAY.value
    return month and (date(*month, 1), DatePrecision.MONTH.value)


def _moment(raw) -> datetime | None:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    try:
        found = raw if isinstance(raw, datetime) else datetime.fromisoformat(str(raw).strip())
    except ValueError as error:
        raise ParseError("Waktu tidak dikenali; tulis seperti 2023-10-05T10:42:00+07:00.") from error
    return found if found.tzinfo else found.replace(tzinfo=WIB)


_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.DIGITS)
_OTHERS = {
    Kind.DATE: parse_date,
    Kind.DATE_OR_MONTH: _date_or_month,
    Kind.MOMENT: _moment,
    Kind.BOOLEAN: parse_boolean,
}


def as_text(sheet: Sheet, column: Column, value: Any) -> str:
    """The value as it stands in a .csv; reader() gives the same value back."""
    if value is None:
        return ""
    kind = sheet.kind(column)
    if kind in _TEXTS:
        return f"'{value}" if _GUARDED.match(value) else value
    return plain_text(sheet, column, value)


def plain_text(sheet: Sheet, column: Column, value: Any) -> str:
    """The value as text in the machine form, without the guard that .csv needs."""
    kind = sheet.kind(column)
    if value is None:
        return ""
    if kind is Kind.ADDRESS:
        return address(value)
    if kind is Kind.CHOICE:
        return sheet.words(column).get(value, value)
    if kind is Kind.BOOLEAN:
        return "ya" if value else "tidak"
    if kind is Kind.DECIMAL:
        return f"{value.normalize() if value else Decimal(0):f}"
    if kind is Kind.DATE_OR_MONTH:
        day, precision = value
        return f"{day:%Y-%m}" if precision == DatePrecision.MONTH else day.isoformat()
    if kind is Kind.MOMENT:
        return value.astimezone(WIB).isoformat()
    return str(value)


def shown(sheet: Sheet, column: Column, value: Any) -> str:
    """The value as people read it in a preview."""
    if sheet.kind(column) in (Kind.INTEGER, Kind.DECIMAL):
        return editable(value)
    return plain_text(sheet, column, value)
