"""Reading what people type and what Excel holds; a text with two readings is refused, and None is an empty cell."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lakin.formatting import MONTHS, date_long, in_wib, join_words

MAX_DIGITS = 30
YEARS = range(1945, 2101)

_NUMBER = re.compile(
    r"(?P<sign>[-+\u2212]?)\s*(?P<currency>rp\.?)?\s*(?P<inner_sign>[-+\u2212]?)\s*"
    r"(?P<body>[0-9]+(?:[.,][0-9]+)*)(?P<closing>,--?)?\s*(?P<percent>%)?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[ T]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_NAMED_DAY = re.compile(r"([0-9]{1,2})[ -]([a-z]+)\.?[ -]([0-9]{4})")
_YEAR_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_NAMED_MONTH = re.compile(r"([a-z]+)\.?[ -]([0-9]{4})")
_MONTH_NUMBERS = {name.lower(): month for month, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBERS |= {name[:3].lower(): month for month, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBERS |= {"agt": 8, "ags": 8, "agust": 8, "sept": 9, "nop": 11, "pebruari": 2, "nopember": 11}
_BOOLEANS = {"ya": True, "true": True, "1": True, "tidak": False, "false": False, "0": False}


class ParseError(ValueError):
    """A value that cannot be read with certainty; its message is Indonesian and says what to write instead."""


def is_key(text: str) -> bool:
    """True for what may be the key of a row; more digits than a database holds are no key."""
    return text.isascii() and text.isdigit() and len(text) < 19


def parse_decimal(raw, decimal_mark: str | None = None) -> Decimal | None:
    """Return the number; None means empty.

    decimal_mark "," reads the Indonesian form, so "1.234" is 1234; "." reads the form of .csv files, without thousands
    separators, so "1.234" is 1,234. Without it a text is read only when it has one reading, and "1.234" has two.
    """
    return _read_number(raw, decimal_mark, is_whole=False)


def parse_integer(raw, decimal_mark: str | None = None) -> int | None:
    """Return the whole number; None means empty.

    No decimals can stand here, so "1.234" and "1,234" are both 1234; only "1,000" is refused, as it may also be 1.
    """
    value = _read_number(raw, decimal_mark, is_whole=True)
    if value is None:
        return None
    if value != value.to_integral_value():
        raise ParseError(f"{_quoted(raw)} harus bilangan bulat, tanpa angka di belakang koma.")
    return int(value)


def parse_date(raw) -> date | None:
    """Return the date of "2023-09-30", "30-09-2023", "3 Juli 2023" or an Excel date; None means empty."""
    if isinstance(raw, date):
        return _plausible(_calendar_day(raw), raw)
    text = _text(raw)
    if text is None:
        return None
    if not isinstance(raw, str):
        raise ParseError(f"{_quoted(raw)} bukan tanggal; ubah format sel menjadi tanggal atau tulis 2023-09-30.")
    if match := _YEAR_FIRST.fullmatch(text):
        return _existing_day(match[1], match[3], match[4], raw)
    if match := _NAMED_DAY.fullmatch(text.lower()):
        return _existing_day(match[3], _month_number(match[2], raw), match[1], raw)
    if match := _DAY_FIRST.fullmatch(text):
        return _day_before_month(match[1], match[3], match[4], raw)
    raise ParseError(f"{_quoted(raw)} bukan tanggal yang dikenali; tulis 2023-09-30 atau 30 September 2023.")


def parse_form_date(raw) -> date | None:
    """Return the date typed into a form of the site, day first: "5/1/2026" is 5 Januari 2026; None means empty."""
    match = _DAY_FIRST.fullmatch(_text(raw) or "") if isinstance(raw, str) else None
    return _existing_day(match[4], match[3], match[1], raw) if match else parse_date(raw)


def parse_month(raw) -> tuple[int, int] | None:
    """Return (year, month) of "2023-09", "September 2023" or an Excel date on a first day; None means empty."""
    if isinstance(raw, date):
        day = _plausible(_calendar_day(raw), raw)
        # Excel turns a typed "Sep 23" into the 23rd of September of the current year.
        if day.day != 1:
            raise ParseError(f"{_quoted(raw)} adalah tanggal, bukan bulan; tulis {day:%Y-%m} bila bulan itu maksudnya.")
        return day.year, day.month
    text = _text(raw)
    if text is None:
        return None
    if match := _YEAR_MONTH.fullmatch(text):
        year, month = match[1], match[2]
    elif match := _NAMED_MONTH.fullmatch(text.lower()):
        year, month = match[2], _month_number(match[1], raw)
    else:
        raise ParseError(f"{_quoted(raw)} bukan bulan yang dikenali; tulis 2023-09 atau September 2023.")
    first = _existing_day(year, month, 1, raw)
    return first.year, first.month


def parse_boolean(raw) -> bool | None:
    """Return True for "ya", "true", 1 and False for "tidak", "false", 0; None means empty."""
    text = _text(raw)
    if text is None:
        return None
    if text.lower() not in _BOOLEANS:
        raise ParseError(f"{_quoted(raw)} bukan jawaban yang dikenali; tulis ya atau tidak.")
    return _BOOLEANS[text.lower()]


def parse_choice(raw, choices: Mapping[str, Any]) -> Any:
    """Return the code whose label was written, in any case; None means empty."""
    text = _text(raw)
    if text is None:
        return None
    codes = {label.casefold(): code for label, code in choices.items()}
    if text.casefold() not in codes:
        raise ParseError(f"{_quoted(raw)} bukan pilihan yang ada; pilihannya: {join_words(choices, last='atau')}.")
    return codes[text.casefold()]


def _read_number(raw, decimal_mark: str | None, is_whole: bool) -> Decimal | None:
    if decimal_mark not in (None, ",", "."):
        raise ValueError(f"decimal_mark is ',' or '.', not {decimal_mark!r}")
    if raw is None:
        return None
    if isinstance(raw, str):
        text = _text(raw)
        value = None if text is None else _number_from_text(text, decimal_mark, is_whole)
    else:
        value = _number_from_cell(raw)
    if value is None:
        return None
    if max(value.adjusted() + 1, 0) + max(-value.as_tuple().exponent, 0) > MAX_DIGITS:
        raise ParseError(f"{_quoted(raw)} terlalu panjang; paling banyak {MAX_DIGITS} angka.")
    return value if value else value.copy_abs()


def _number_from_cell(raw) -> Decimal:
    """Return the number of a cell that is not text, a float as the 15 digits that Excel keeps and 10 decimals."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise ParseError(f"{_quoted(raw)} bukan angka.")
    if isinstance(raw, int):
        return Decimal(raw)
    value = Decimal(repr(raw)) if isinstance(raw, float) else raw
    if not value.is_finite():
        raise ParseError(f"{_quoted(raw)} bukan angka yang terhingga.")
    if isinstance(raw, Decimal):
        return value
    # From 16 digits on Excel has already replaced digits by zeros, and nobody can tell which.
    if value.adjusted() >= 15:
        raise ParseError(f"{_quoted(raw)} melebihi 15 angka yang disimpan Excel dengan tepat; tulis sebagai teks.")
    clean = Decimal(f"{raw:.15g}").quantize(Decimal("1e-10"))
    return Decimal(f"{clean:f}".rstrip("0").rstrip("."))


def _number_from_text(text: str, decimal_mark: str | None, is_whole: bool) -> Decimal:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ParseError(_why_not_a_number(text))
    if (match["sign"] and match["inner_sign"]) or (match["percent"] and (match["currency"] or match["closing"])):
        raise ParseError(f"{_quoted(text)} tidak jelas: hanya boleh satu tanda, dan Rp tidak bersama %.")
    if decimal_mark == "." and "," in text:
        raise ParseError(f"{_quoted(text)} memuat koma; di sini titik adalah tanda desimal, tanpa pemisah ribuan.")
    sign = "-" if match["sign"] + match["inner_sign"] in ("-", "\u2212") else ""
    body = match["body"]
    # What ",-" closes is a whole amount: its comma is the decimal mark, so a point before it separates thousands.
    mark = "," if match["closing"] else decimal_mark or _decimal_mark(body, sign, is_whole)
    if match["closing"] and "," in body:
        raise ParseError(_broken_grouping(text))
    return Decimal(sign + _machine_digits(body, mark, text))


def _decimal_mark(body: str, sign: str, is_whole: bool) -> str:
    """Return the decimal mark that the digits themselves prove; ParseError when they prove neither."""
    marks = [character for character in body if character in ".,"]
    if not marks:
        return ","
    other = "," if marks[0] == "." else "."
    # A mark that comes first and is not alone can only separate thousands.
    if len(marks) > 1:
        return other
    front, back = body.split(marks[0])
    if len(back) != 3 or len(front) > 3 or not front.strip("0"):
        return marks[0]
    if is_whole and (marks[0] == "." or back != "000"):
        return other
    whole, decimal = f"{sign}{front}{back}", f"{sign}{front},{back}"
    raise ParseError(f"{_quoted(sign + body)} dapat berarti {whole} atau {decimal}; tulis {whole} atau {decimal}0.")


def _machine_digits(body: str, mark: str, text: str) -> str:
    """Return the digits with a point as decimal mark; ParseError when the thousands are not groups of three."""
    whole, _, fraction = body.partition(mark)
    group = "." if mark == "," else ","
    if re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:\{group}[0-9]{{3}})+", whole):
        whole = whole.replace(group, "")
    if not (whole + fraction).isdigit():
        raise ParseError(_broken_grouping(text))
    return f"{whole}.{fraction}" if fraction else whole


def _broken_grouping(text: str) -> str:
    return f"Letak titik atau koma pada {_quoted(text)} tidak beraturan; tulis seperti 1.234.567,89."


def _why_not_a_number(text: str) -> str:
    if text in ("-", "–", "—"):
        return f"{_quoted(text)} tidak jelas; kosongkan bila datanya belum ada, tulis 0 bila nol."
    if re.fullmatch(r"\([^()]*\)", text):
        return f"{_quoted(text)} memakai kurung; tulis angka negatif dengan tanda minus di depan."
    if re.search(r"[0-9]\s+[0-9]", text):
        return f"{_quoted(text)} memuat spasi di antara angka; tulis satu angka tanpa spasi."
    return f"{_quoted(text)} bukan angka yang dikenali; tulis seperti 1234, 87,5 atau 1.234.567,89."


def _day_before_month(day: str, month: str, year: str, raw) -> date:
    """Return the date in Indonesian order, only when the American order gives no other date."""
    if int(day) <= 12 and int(month) <= 12 and int(day) != int(month):
        first, second = _existing_day(year, month, day, raw), _existing_day(year, day, month, raw)
        raise ParseError(
            f"{_quoted(raw)} dapat berarti {date_long(first)} atau {date_long(second)}; "
            f"tulis {first} atau {date_long(first)} bila itu maksudnya."
        )
    return _existing_day(year, month, day, raw)


def _existing_day(year, month, day, raw) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise ParseError(f"{_quoted(raw)} tidak ada dalam kalender; periksa hari dan bulannya.") from error
    return _plausible(found, raw)


def _plausible(day: date, raw) -> date:
    if day.year not in YEARS:
        raise ParseError(f"Tahun pada {_quoted(raw)} di luar {YEARS[0]}-{YEARS[-1]}.")
    return day


def _calendar_day(value: date) -> date:
    if not isinstance(value, datetime):
        return value
    return (in_wib(value) if value.tzinfo else value).date()


def _month_number(name: str, raw) -> int:
    if name not in _MONTH_NUMBERS:
        raise ParseError(f"{_quoted(raw)} memuat nama bulan yang tidak dikenali; tulis Januari sampai Desember.")
    return _MONTH_NUMBERS[name]


def _text(raw) -> str | None:
    """Return the text with single spaces; None means empty. A whole float of Excel reads as its integer."""
    if raw is None:
        return None
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return " ".join(str(raw).replace("\ufeff", " ").replace("\u200b", " ").split()) or None


def _quoted(raw) -> str:
    text = _text(raw) or ""
    return f'"{text if len(text) <= 40 else text[:40] + "…"}"'
