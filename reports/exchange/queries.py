"""What a program asks for in an address, read strictly: a misspelt word is refused, not passed over."""

from collections.abc import Iterable

from lakin.rules import YEAR_MAX, YEAR_MIN
from reports.exchange.problems import Problem

MOST = 10**9


def refuse_unknown(asked: Iterable[str], known: Iterable[str]) -> None:
    """Problem 400 for a parameter that does not exist, which would otherwise silently give everything."""
    if unknown := sorted(set(asked) - set(known)):
        raise Problem(400, f"Parameter tidak dikenal: {', '.join(unknown)}. Pilihannya: {', '.join(known)}.")


def asked_year(text: str | None) -> int | None:
    """The year; None when none was asked for."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4 and YEAR_MIN <= int(text) <= YEAR_MAX):
        raise Problem(400, f"Tahun ditulis dengan empat angka, dari {YEAR_MIN} sampai {YEAR_MAX}.")
    return int(text)


def asked_number(text: str | None, name: str, *, at_most: int = MOST, default: int = 1) -> int:
    """A whole number from 1 on."""
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 11 and 1 <= int(text) <= at_most):
        raise Problem(400, f"Parameter {name} adalah bilangan dari 1 sampai {at_most}.")
    return int(text)
