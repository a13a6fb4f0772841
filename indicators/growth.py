"""Three kinds of change, kept apart because reports mix them: percentage points, relative growth and ratio."""

from indicators.achievement import HUNDRED, exact, operand
from indicators.formula import Result
from lakin.formatting import number, percent


def percentage_points(now, before) -> Result:
    """Return now - before in percentage points, for two figures that are both percentages."""
    now, before = exact(now), exact(before)
    if reason := _problem(now, before):
        return Result(reason=reason)
    value = now - before
    return Result(value, f"{operand(now)} - {operand(before)} = {number(value)} poin persen")


def relative_growth(now, before) -> Result:
    """Return (now - before) / before × 100 in percent; not defined unless the earlier figure is above zero."""
    now, before = exact(now), exact(before)
    if reason := _problem(now, before, divides=True):
        return Result(reason=reason)
    value = (now - before) * HUNDRED / before
    return Result(value, f"({operand(now)} - {operand(before)}) / {operand(before)} = {percent(value)}")


def ratio_of(now, before) -> Result:
    """Return now / before as a number of times; not defined unless the earlier figure is above zero."""
    now, before = exact(now), exact(before)
    if reason := _problem(now, before, divides=True):
        return Result(reason=reason)
    value = now / before
    return Result(value, f"{operand(now)} / {operand(before)} = {number(value)} kali")


def _problem(now, before, *, divides=False):
    if now is None or before is None:
        return "Nilai sekarang belum ada." if now is None else "Nilai pembanding belum ada."
    return "Nilai pembanding harus di atas nol." if divides and before <= 0 else ""
