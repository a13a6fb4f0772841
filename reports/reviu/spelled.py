"""Reads Indonesian number words back: what terbilang writes, and the few other forms that officials type."""

import re
from decimal import Decimal

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
ONES = {word: number for number, word in enumerate(DIGITS)} | {"kosong": 0}
ONE_OF = {"sepuluh": 10, "sebelas": 11, "seratus": 100}
SCALES = {"ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}
# What may stand among number words without being one.
UNITS = frozenset({"rupiah", "persen", "dan", "poin"})
WORDS = frozenset(
    {*ONES, *ONE_OF, *SCALES, *UNITS, "belas", "puluh", "ratus", "seribu", "sejuta", "semiliar", "koma", "minus"}
)
NUMBER_WORDS = WORDS - UNITS
_WORD = re.compile(r"[a-z]+")


def is_spelled(text: str) -> bool:
    """True when every word is one a number is spelled with, and at least one of them is no mere unit."""
    words = words_of(text)
    return bool(words) and set(words) <= WORDS and words[0] in NUMBER_WORDS


def words_of(text: str) -> list[str]:
    """The words in small letters; "dua puluh-lima" is three."""
    return _WORD.findall(text.lower())


def spelled(text: str) -> Decimal | None:
    """The number that the words say; None when they are no number or do not stand in an order that says one."""
    words = [word for word in words_of(text) if word not in UNITS]
    if not words or not set(words) <= NUMBER_WORDS:
        return None
    is_negative = words[0] == "minus"
    whole, _, fraction = " ".join(words[is_negative:]).partition(" koma ")
    value = whole_of(whole.split())
    digits = decimals_of(fraction.split())
    if value is None or digits is None:
        return None
    result = Decimal(value) + (Decimal(digits).scaleb(-len(digits)) if digits else 0)
    return -result if is_negative else result


def whole_of(words: list[str]) -> int | None:
    """The whole number of words without a comma; None when their order says none."""
    total, group, last = 0, [], 99
    for word in expanded(words):
        if word not in SCALES:
            group.append(word)
            continue
        value, scale = below_thousand(group), SCALES[word]
        if not value or scale >= last:
            return None
        total, group, last = total + value * 10**scale, [], scale
    rest = below_thousand(group) if group or not total else 0
    return None if rest is None else total + rest


def expanded(words: list[str]) -> list[str]:
    """The words with "seribu" and its kin as two."""
    return [part for word in words for part in (("satu", word[2:]) if word[2:] in SCALES else (word,))]


def below_thousand(words: list[str]) -> int | None:
    """The number below a thousand; None when the words say none."""
    total, held, last = 0, None, 1000
    for word in words:
        if word in ONES and held is None:
            held = ONES[word]
            continue
        size, value = placed(word, held)
        if value is None or size >= last:
            return None
        total, held, last = total + value, None, size
    if not words or (held is not None and last == 1):
        return None
    return total + (held or 0)


def placed(word: str, held: int | None) -> tuple[int, int | None]:
    """The place a word fills and what it adds there: "belas" and "sepuluh" leave no room for ones."""
    if word in ONE_OF and held is None:
        return (100 if word == "seratus" else 1), ONE_OF[word]
    if held is None or word not in ("belas", "puluh", "ratus"):
        return 0, None
    return {"belas": (1, 10 + held), "puluh": (10, 10 * held), "ratus": (100, 100 * held)}[word]


def decimals_of(words: list[str]) -> str | None:
    """The digits behind the comma; None when a word is no digit."""
    if not set(words) <= set(ONES):
        return None
    return "".join(str(ONES[word]) for word in words)
