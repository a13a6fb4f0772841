"""How LAKIN shows values, in Indonesian form; None is shown as an en dash. Takes int and Decimal, never float."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from zoneinfo import ZoneInfo

MISSING = "–"
# A hyphen may end a line, and its number would begin the next one; the true minus stays with its digits.
MINUS = "\u2212"
NBSP = "\u00a0"
KILOBYTE = 1024
ONE_IN_1024 = Decimal("0.0009765625")
WIB = ZoneInfo("Asia/Jakarta")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)

# The default context keeps 28 digits and would refuse or cut long figures; this one also rounds 0,005 up to 0,01.
_CONTEXT = Context(prec=100, rounding=ROUND_HALF_UP)
_MARKS = str.maketrans(",.-", f".,{MINUS}")
_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun", "kuintiliun")
_SHORT_SCALES = ((6, "juta"), (9, "miliar"), (12, "triliun"))
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_MEASURE_DECIMALS = {"percent": 2, "score": 2, "count": 0, "rupiah": None, "predicate": None}


def number(value: int | Decimal | None, decimals: int = 2) -> str:
    """Return "1.234.567,89" with exactly that many decimals, half up; below zero with a true minus, "−5,00"."""
    if value is None:
        return MISSING
    return f"{_rounded(value, decimals):,f}".translate(_MARKS)


def plain(value: int | Decimal | None, decimals: int = 2) -> str:
    """Return "80" or "87,5": at most that many decimals, none that are only zeros at the end."""
    whole, _, fraction = number(value, decimals).partition(",")
    fraction = fraction.rstrip("0")
    return f"{whole},{fraction}" if fraction else whole


def editable(value: int | Decimal | None) -> str:
    """Return the exact value as parse_decimal reads it back ("1234", "87,5", "1,2340"); None means an empty field."""
    if value is None:
        return ""
    whole, _, fraction = f"{_exact(value):f}".partition(".")
    fraction = fraction.rstrip("0")
    if len(fraction) == 3:
        fraction += "0"
    return f"{whole},{fraction}" if fraction else whole


def percent(value: int | Decimal | None, decimals: int = 2) -> str:
    """Return "109,38%" from a value in percent points (109.375)."""
    return MISSING if value is None else f"{number(value, decimals)}%"


def points(value: int | Decimal | None, decimals: int = 2) -> str:
    """Return a difference in percentage points with its sign, "+1,20"; zero has none."""
    text = number(value, decimals)
    return f"+{text}" if value is not None and _rounded(value, decimals) > 0 else text


def file_size(size: int | None) -> str:
    """Return "812 byte", "340 KB" or "1,2 MB" for a number of bytes, in steps of 1024."""
    if size is None or size < KILOBYTE:
        return MISSING if size is None else f"{number(size, 0)} byte"
    if size < KILOBYTE * KILOBYTE:
        return f"{number(size * ONE_IN_1024, 0)} KB"
    return f"{plain(size * ONE_IN_1024 * ONE_IN_1024, 1)} MB"


def rupiah(value: int | Decimal | None) -> str:
    """Return "Rp 551.372.435.000" in whole rupiah, with a space that does not break; below zero "−Rp 5.000"."""
    return _with_currency(number(value, 0))


def rupiah_short(value: int | Decimal | None) -> str:
    """Return "Rp 551,37 miliar", "Rp 43,12 triliun", "Rp 12,5 juta"; under a million the whole amount."""
    if value is None or abs(_exact(value)) < 1_000_000:
        return rupiah(value)
    exact = _exact(value)
    sizes = [(_rounded(exact.scaleb(-exponent, _CONTEXT), 2), name) for exponent, name in _SHORT_SCALES]
    # 999.999.999 rounds to 1.000 juta, which people write as 1 miliar.
    amount, name = next((size for size in sizes if abs(size[0]) < 1000), sizes[-1])
    return f"{_with_currency(plain(amount))}{NBSP}{name}"


def by_measure(value: int | Decimal | str | None, measure: str, decimals: int | None = None) -> str:
    """Return an indicator value in its measure: "87,50%", "80,13", "1.496", "Rp 5.000", or the predicate itself."""
    if measure not in _MEASURE_DECIMALS:
        raise ValueError(f"Satuan tidak dikenal: {measure!r}.")
    if value is None:
        return MISSING
    if measure == "predicate":
        if not isinstance(value, str):
            raise TypeError(f"Predikat harus teks, bukan {type(value).__name__}.")
        return value
    if measure == "rupiah":
        return rupiah(value)
    text = number(value, _MEASURE_DECIMALS[measure] if decimals is None else decimals)
    return f"{text}%" if measure == "percent" else text


def terbilang(value: int | Decimal | None, decimals: int = 2) -> str:
    """Return the words of what plain() shows ("dua belas koma lima"); ValueError from 10^21 on."""
    if value is None:
        return MISSING
    shown = plain(value, decimals)
    whole, _, fraction = shown.removeprefix(MINUS).partition(",")
    words = ["minus"] if shown.startswith(MINUS) else []
    words += _whole_in_words(whole.split("."))
    if fraction:
        words += ["koma", *(_DIGITS[int(digit)] for digit in fraction)]
    return " ".join(words)


def terbilang_rupiah(value: int | Decimal | None) -> str:
    """Return the words of what rupiah() shows, "lima ribu rupiah"."""
    return MISSING if value is None else f"{terbilang(value, 0)} rupiah"


def counted(value: int | Decimal | None) -> str:
    """Return "12 (dua belas)"."""
    return MISSING if value is None else f"{plain(value)} ({terbilang(value)})"


def month_name(month: int) -> str:
    """Return "September" for 9; ValueError outside 1-12."""
    if month not in range(1, 13):
        raise ValueError(f"Bulan harus 1-12, bukan {month!r}.")
    return MONTHS[month - 1]


def date_long(value: date | None) -> str:
    """Return "3 Juli 2023"; of a moment, its date in WIB."""
    return MISSING if value is None else f"{_day(value).day} {month_year(value)}"


def month_year(value: date | None) -> str:
    """Return "September 2023"."""
    return MISSING if value is None else f"{month_name(_day(value).month)} {_day(value).year:04}"


def time_wib(value: datetime | None) -> str:
    """Return "10.42 WIB" of a moment with a time zone; ValueError without one."""
    return MISSING if value is None else f"{in_wib(value):%H.%M} WIB"


def datetime_wib(value: datetime | None) -> str:
    """Return "3 Juli 2023 pukul 10.42 WIB" of a moment with a time zone; ValueError without one."""
    return MISSING if value is None else f"{date_long(value)} pukul {time_wib(value)}"


def in_wib(value: datetime) -> datetime:
    """Return the same moment in WIB; ValueError when it has no time zone, since then nobody knows when it was."""
    if not isinstance(value, datetime):
        raise TypeError(f"Waktu harus datetime, bukan {type(value).__name__}.")
    if value.tzinfo is None:
        raise ValueError("Waktu tanpa zona waktu tidak dapat ditampilkan sebagai WIB.")
    return value.astimezone(WIB)


def roman(value: int | None) -> str:
    """Return "III" for 3; ValueError outside 1-3999."""
    if value is None:
        return MISSING
    if value not in range(1, 4000):
        raise ValueError(f"Angka Romawi hanya untuk 1-3999, bukan {value!r}.")
    text = ""
    for size, letters in _ROMAN:
        while value >= size:
            text += letters
            value -= size
    return text


def quarter_name(quarter: int | None) -> str:
    """Return "Triwulan III" for 3; ValueError outside 1-4."""
    if quarter is None:
        return MISSING
    if quarter not in range(1, 5):
        raise ValueError(f"Triwulan harus 1-4, bukan {quarter!r}.")
    return f"Triwulan {roman(quarter)}"


def join_words(words: Iterable[str], last: str = "dan") -> str:
    """Return "a, b, dan c" or "a dan b"; an empty list gives an empty text."""
    *others, final = [*words] or [""]
    if not others:
        return final
    comma = "," if len(others) > 1 else ""
    return f"{', '.join(others)}{comma} {last} {final}"


def _exact(value: int | Decimal) -> Decimal:
    """Return the value as a finite Decimal; a float or a text here is a mistake of ours, not missing data."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"Angka harus int atau Decimal, bukan {type(value).__name__}.")
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"Angka harus terhingga, bukan {value}.")
    return exact if exact else exact.copy_abs()


def _rounded(value: int | Decimal, decimals: int) -> Decimal:
    """Return the value half up (away from zero below zero), never "-0"."""
    rounded = _exact(value).quantize(Decimal(1).scaleb(-decimals), context=_CONTEXT)
    return rounded if rounded else rounded.copy_abs()


def _with_currency(text: str) -> str:
    if text == MISSING:
        return text
    return f"{MINUS}Rp{NBSP}{text[1:]}" if text.startswith(MINUS) else f"Rp{NBSP}{text}"


def _whole_in_words(groups: list[str]) -> list[str]:
    if len(groups) > len(_SCALES):
        raise ValueError("Angka terlalu besar untuk ditulis dengan kata-kata.")
    words = []
    for group, scale in zip(groups, reversed(_SCALES[: len(groups)]), strict=True):
        if int(group) == 1 and scale == "ribu":
            words.append("seribu")
        elif int(group):
            words += [*_below_thousand(group), scale]
    return [word for word in words if word] or ["nol"]


def _below_thousand(group: str) -> list[str]:
    hundreds, tens, ones = (int(digit) for digit in group.zfill(3))
    words = []
    if hundreds:
        words += ["seratus"] if hundreds == 1 else [_DIGITS[hundreds], "ratus"]
    if tens == 1 and ones < 2:
        return [*words, ("sepuluh", "sebelas")[ones]]
    if tens == 1:
        return [*words, _DIGITS[ones], "belas"]
    if tens:
        words += [_DIGITS[tens], "puluh"]
    return [*words, _DIGITS[ones]] if ones else words


def _day(value: date) -> date:
    """Return the calendar date, of a moment in WIB."""
    if not isinstance(value, date):
        raise TypeError(f"Tanggal harus date, bukan {type(value).__name__}.")
    return in_wib(value).date() if isinstance(value, datetime) else value
