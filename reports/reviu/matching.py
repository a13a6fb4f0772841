"""Whether a printed figure agrees with a computed one, at the decimals it was printed with."""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from enum import StrEnum

from indicators.achievement import WIDE, round_half_up

# A space may follow the comma: old reports print "109, 38 %".
_TOKEN = re.compile(r"\d+(?:[.,] ?\d+)*")


class Match(StrEnum):
    AGREES = "agrees"
    TRUNCATED = "truncated"
    LAST_DIGIT = "last_digit"
    DIFFERS = "differs"


def decimals_of(value: Decimal, as_printed: str = "") -> int:
    """How many decimals a figure was printed with; as many as the value needs where its print is not known."""
    for token in _TOKEN.findall(as_printed):
        for reading in _readings(token.replace(" ", "")):
            if reading == value:
                return -reading.as_tuple().exponent
    return max(0, -value.normalize().as_tuple().exponent)


def _readings(token) -> Iterator[Decimal]:
    """What a text of digits and marks can mean: with a decimal comma, or with a decimal point."""
    for text in (token.replace(".", "").replace(",", "."), token.replace(",", "")):
        try:
            yield Decimal(text)
        except InvalidOperation:
            continue


def match(printed: Decimal, decimals: int, values: Iterable[Decimal]) -> Match:
    """How the printed figure stands to what may stand there; the best match over all values."""
    values = list(values)
    if any(round_half_up(value, decimals) == printed for value in values):
        return Match.AGREES
    if any(cut(value, decimals) == printed for value in values):
        return Match.TRUNCATED
    step = Decimal(1).scaleb(-decimals)
    if decimals and any(abs(round_half_up(value, decimals) - printed) == step for value in values):
        return Match.LAST_DIGIT
    return Match.DIFFERS


def cut(value: Decimal, decimals: int) -> Decimal:
    """The value with its further decimals dropped, which is not rounding."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN, context=WIDE)
