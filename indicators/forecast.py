"""Where a year is heading: the value at its end from what is known so far, as pure Decimal arithmetic."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from indicators.achievement import HUNDRED, TERMS_SHOWN, exact, operand
from indicators.formula import Accumulation, Result
from indicators.traces import told
from lakin.formatting import number, percent, quarter_name

YEAR_END = 4
PREDICATE = Result(reason="Predikat tidak diperkirakan.")


def straight_line(so_far: Sequence[Decimal | None], accumulation, *, is_share=False) -> Result:
    """Return the value at the year's end if it goes on as it did; nothing is capped, bounds are only named.

    `so_far` is the year to date at the end of each quarter, in the indicator's measure. A sum grows evenly, a share
    of sums stays what it is, a position or an average follows the line through the quarters. None: not known.
    """
    values = [exact(value) for value in so_far]
    if not 1 <= len(values) <= YEAR_END:
        raise ValueError("Perkiraan memerlukan satu sampai empat triwulan.")
    now, through = values[-1], len(values)
    if now is None:
        return Result(reason=f"Nilai sampai {quarter_name(through)} belum diketahui.")
    if through == YEAR_END:
        return Result(now, told(lambda: f"Sampai {quarter_name(through)}: {operand(now)}"))
    if Accumulation(accumulation) is Accumulation.SUM:
        return _held(now, through) if is_share else _evenly(now, through)
    if Accumulation(accumulation) is Accumulation.AVERAGE:
        return _of_averages(values)
    return _of_positions(values)


def last_years_shape(now, then, end) -> Result:
    """Return now / then × end: this year's value so far, last year's at the same quarter, last year's at its end."""
    now, then, end = exact(now), exact(then), exact(end)
    if now is None:
        return Result(reason="Nilai tahun ini belum diketahui.")
    if then is None or end is None:
        return Result(reason="Nilai tahun lalu belum diketahui.")
    if then <= 0:
        return Result(reason="Nilai tahun lalu pada triwulan yang sama harus di atas nol.")
    value = now * end / then
    return Result(value, f"{operand(now)} / {operand(then)} × {operand(end)} = {number(value)}{_bounds(value)}")


def mean_error(pairs: Iterable[tuple[Decimal | None, Decimal | None]]) -> Result:
    """Return the mean absolute percentage error of (forecast, end) where both are known and the end is not 0."""
    known = [(exact(guess), exact(end)) for guess, end in pairs if guess is not None and end]
    if not known:
        return Result(reason="Belum ada perkiraan masa lalu yang hasil akhirnya diketahui.")
    errors = [abs(guess - end) * HUNDRED / abs(end) for guess, end in known]
    value = sum(errors) / len(errors)
    terms = errors if len(errors) <= TERMS_SHOWN else [sum(errors)]
    return Result(value, f"({' + '.join(map(percent, terms))}) / {len(errors)} = {percent(value)}")


def _evenly(now, through):
    value = now / through * YEAR_END
    return Result(value, told(lambda: f"{operand(now)} / {through} × {YEAR_END} = {number(value)}{_bounds(value)}"))


def _held(now, through):
    return Result(now, told(lambda: f"Bertahan pada {quarter_name(through)}: {operand(now)}"))


def _of_positions(values):
    known = [(quarter, value) for quarter, value in enumerate(values, start=1) if value is not None]
    if len(known) == 1:
        return _held(values[-1], len(values))
    value = _line_at(known, YEAR_END)
    return Result(value, told(lambda: _line_words(known, value)))


def _line_words(known, value):
    points = "; ".join(f"{quarter_name(quarter)} {operand(position)}" for quarter, position in known)
    return f"Garis lurus melalui {points}, pada {quarter_name(YEAR_END)} = {number(value)}{_bounds(value)}"


def _of_averages(values):
    """The mean of the four quarters: those known, and those to come on the line through them."""
    if None in values:
        return Result(reason="Rata-rata triwulan sebelumnya belum diketahui.")
    before = [Decimal(0), *(quarter * value for quarter, value in enumerate(values, start=1))]
    alone = [later - earlier for earlier, later in pairwise(before)]
    if len(alone) == 1:
        return _held(values[0], 1)
    known = list(enumerate(alone, start=1))
    all_four = alone + [_line_at(known, quarter) for quarter in range(len(alone) + 1, YEAR_END + 1)]
    value = sum(all_four) / YEAR_END
    return Result(value, told(lambda: _averages_words(all_four, value)))


def _averages_words(all_four, value):
    return f"({' + '.join(map(operand, all_four))}) / {YEAR_END} = {number(value)}{_bounds(value)}"


def _line_at(points, quarter):
    """The height at a quarter of the line with the least squared distance to the points."""
    count = len(points)
    middle, level = Decimal(sum(x for x, _ in points)) / count, sum(y for _, y in points) / count
    slope = sum((x - middle) * (y - level) for x, y in points) / sum((x - middle) ** 2 for x, _ in points)
    return level + slope * (quarter - middle)


def _bounds(value):
    return " (di bawah nol, tidak dibatasi)" if value < 0 else ""
