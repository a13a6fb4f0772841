"""What no count can be: below zero, or a part of one. Words of what is wrong, empty where nothing is."""

from collections.abc import Iterable
from decimal import Decimal

from indicators.formula import Calculation
from lakin.formatting import number

NEGATIVE = "Angka ini tidak boleh negatif."
WHOLE = "Jumlah harus bilangan bulat."
COUNT = "count"
RATIOS = (Calculation.RATIO, Calculation.POOLED)
ADDED_UP = (Calculation.SUM, Calculation.COUNT)
GROUP = 3
DIGITS = ("numerator", "denominator", "score")


def count_problem(value: Decimal | None, decimals: int = 0) -> str:
    """What is wrong with a count; three digits after the comma are most likely a group of thousands."""
    if value is None:
        return ""
    if value < 0:
        return NEGATIVE
    if decimals or value == value.to_integral_value():
        return ""
    is_grouped = value >= 1 and -value.normalize().as_tuple().exponent == GROUP
    return f"{WHOLE} Apakah maksudnya {number(value.scaleb(GROUP), 0)}?" if is_grouped else WHOLE


def share_problem(value: Decimal | None) -> str:
    """What is wrong with the n or the T of a ratio."""
    return NEGATIVE if value is not None and value < 0 else ""


def problems(measure: str, decimals: int, calculation: str, figures: dict) -> dict[str, str]:
    """What is wrong with the value, n and T of a realization, by name."""
    found = named(lambda value: count_problem(value, decimals), figures, ("value",)) if measure == COUNT else {}
    return found | (named(share_problem, figures, DIGITS[:2]) if calculation in RATIOS else {})


def part_problems(measure: str, decimals: int, calculation: str, figures: dict, is_part: bool) -> dict[str, str]:
    """What is wrong with the figures of one component, by name; a component that only explains may say anything."""
    if not is_part:
        return {}
    if calculation in RATIOS:
        return named(share_problem, figures, DIGITS[:2])
    if measure == COUNT and calculation in ADDED_UP:
        return named(lambda value: count_problem(value, decimals), figures, DIGITS)
    return {}


def named(problem, figures: dict, names: Iterable[str]) -> dict[str, str]:
    """The words by name, for those figures of which something is wrong."""
    return {name: words for name in names if (words := problem(figures.get(name)))}
