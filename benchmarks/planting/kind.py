"""One kind of error, and the slips of the pen that most of them are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.clean_report import World


@dataclass(frozen=True)
class Kind:
    """`plant` changes the report and says whether there was room for it; any of `codes` counts as found.

    `also` are codes of true findings that the same change brings along: a stored value that no longer is what is typed.
    """

    name: str
    codes: tuple[str, ...]
    plant: Callable[[World], bool]
    also: frozenset[str] = frozenset()


def swapped(chance: Random, digits: str) -> str | None:
    """Two neighbouring digits in the other order; None when no two differ."""
    places = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and (at or digits[1] != "0")]
    if not places:
        return None
    at = chance.choice(places)
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def one_wrong(chance: Random, digits: str) -> str:
    """One digit is another."""
    at = chance.randrange(len(digits))
    others = [digit for digit in "123456789" if digit != digits[at]]
    return digits[:at] + chance.choice(others) + digits[at + 1 :]


def one_missing(chance: Random, digits: str) -> str:
    """One digit is left out, never the first."""
    at = chance.randrange(1, len(digits))
    return digits[:at] + digits[at + 1 :]


def slipped(chance: Random, digits: str) -> str:
    """Any of the three."""
    return chance.choice((swapped, one_wrong, one_missing))(chance, digits) or one_wrong(chance, digits)
