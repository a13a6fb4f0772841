"""Spending in periods of months: which periods must stand so that a cumulative or monthly figure of a file is true."""

from collections.abc import Iterable

# From month, through month, rupiah.
Period = tuple[int, int, int]


class Straddling(ValueError):
    """A stored period begins before the month of the file and ends after it, so that nothing can be told of it."""


def before(stored: Iterable[Period], month: int) -> list[Period]:
    """The stored periods up to the month, in their order; Straddling when one of them runs past it."""
    kept = []
    for period in sorted(stored):
        if period[0] <= month < period[1]:
            raise Straddling
        if period[1] <= month:
            kept.append(period)
    return kept


def is_later(stored: Iterable[Period], month: int) -> bool:
    """True when something is stored of the months after."""
    return any(period[1] > month for period in stored)


def cumulative(stored: Iterable[Period], month: int, total: int) -> list[Period]:
    """The periods up to the month that add up to the total: what stands stays, the difference is a period of its own.

    The last period is changed only when it ends with the month itself.
    """
    kept = before(stored, month)
    if kept and sum(amount for _from, _to, amount in kept) == total:
        return kept
    last = kept.pop() if kept and kept[-1][1] == month else None
    known = sum(amount for _from, _to, amount in kept)
    start = last[0] if last else (kept[-1][1] + 1 if kept else 1)
    return [*kept, (start, month, total - known)]


def monthly(stored: Iterable[Period], months: list[int | None], month: int) -> list[Period]:
    """The periods up to the month as the file gives them month by month; a zero is kept only where nothing else is."""
    kept = before(stored, month)
    given = {place: amount for place, amount in enumerate(months[:month], start=1) if amount is not None}
    if not given:
        return kept
    for start, end, _amount in kept:
        covered = sum(start <= place <= end for place in given)
        if 0 < covered <= end - start:
            raise Straddling
    zeros = {period for period in kept if period[0] == period[1] and period[2] == 0}
    wanted = [(place, place, amount) for place, amount in given.items() if amount or (place, place, 0) in zeros]
    if not wanted:
        return [period for period in kept if period[2] == 0] or [(1, month, 0)]
    untouched = [period for period in kept if not any(period[0] <= place <= period[1] for place in given)]
    return sorted([*untouched, *wanted])
