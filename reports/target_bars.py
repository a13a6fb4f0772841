"""Values against their own targets, one bar each: the bar from zero, the target as a line across it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lakin.formatting import MISSING, by_measure
from reports.charts import SMALL, TINY, UNKNOWN_WORDS, Chart, heading
from reports.drawing import (
    INK,
    MARK_COLOURS,
    MUTED,
    PAGE_WIDTH,
    PAPER,
    Mark,
    Path,
    Rect,
    Scale,
    Shape,
    Text,
    hatch,
    polyline,
    text_width,
    tidy,
)

LABEL, ROW = 84.0, 42.0


@dataclass(frozen=True)
class TargetRow:
    """A value and its target in one measure, None when not known; `note` says what is still open, else empty.

    A target that is a range has its lower and upper bound in `bounds` and no `target`.
    """

    label: str
    value: Decimal | None
    target: Decimal | None
    mark: str = "unknown"
    word: str = ""
    note: str = ""
    bounds: tuple[Decimal, Decimal] | None = None

    @property
    def lines(self) -> tuple[Decimal, ...]:
        """Where lines stand for the target; none while it is not known."""
        return self.bounds or (() if self.target is None else (self.target,))

    def told(self, measure: str, decimals: int | None) -> tuple[str, str]:
        """The value and the target in words."""
        target = " s.d. ".join(by_measure(bound, measure, decimals) for bound in self.lines) or MISSING
        return by_measure(self.value, measure, decimals), target


def target_bars(
    rows: Sequence[TargetRow],
    *,
    title: str,
    measure: str = "percent",
    decimals: int | None = None,
    source: str = "",
    width: float = PAGE_WIDTH,
) -> Chart:
    """The bars below each other on one zero line; what is not settled yet is hatched."""
    shapes, top = heading(title, width)
    figures = [row.told(measure, decimals) for row in rows]
    known = [float(value) for row in rows for value in (row.value, *row.lines) if value is not None]
    room = max((text_width(f"target {target}", TINY) for _, target in figures), default=0)
    room = max([room, *(text_width(value, SMALL + 1) for value, _ in figures)]) + 26
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    scale = Scale(low, high if high > low else low + 1, LABEL, width - room)
    drawn: list[Shape] = []
    for at, (row, words) in enumerate(zip(rows, figures, strict=True)):
        drawn += _row(row, words, top + at * ROW, scale, width)
    bottom = top + len(rows) * ROW
    zero = scale.at(0)
    drawn.append(Path(polyline([(zero, top - 2), (zero, bottom - 8)])))
    return Chart(
        "targets",
        title,
        f"Grafik batang terhadap target. {_spoken(rows, figures)}.",
        width,
        tidy(bottom),
        (*shapes, *drawn),
        ("Uraian", "Nilai", "Target", "Predikat", "Keterangan"),
        tuple((row.label, row.value, row.target, row.word, row.note) for row in rows),
        source,
        tuple((row.label, *words, row.word, row.note) for row, words in zip(rows, figures, strict=True)),
    )


def _spoken(rows, figures):
    told = [[UNKNOWN_WORDS if words == MISSING else words for words in pair] for pair in figures]
    return "; ".join(f"{row.label}: {value}, target {target}" for row, (value, target) in zip(rows, told, strict=True))


def _row(row, words, y, scale, width):
    """The bar with its figure, and the target as a line that is also written."""
    value, target = words
    middle = y + 12
    yield Text(0, tidy(middle + 4), row.label, SMALL)
    if row.value is None:
        yield Mark(tidy(scale.at(0) + 10), tidy(middle), "unknown", 11)
        yield Text(tidy(scale.at(0) + 20), tidy(middle + 4), UNKNOWN_WORDS, TINY, fill=MUTED)
    else:
        yield from _bar(row, middle, scale)
    for target_at in row.lines:
        at = scale.at(target_at)
        yield Path(polyline([(at, middle - 12), (at, middle + 12)]), PAPER, 4.5)
        yield Path(polyline([(at, middle - 12), (at, middle + 12)]), INK, 2)
    yield Mark(tidy(width - 6), tidy(middle), row.mark, 11)
    yield Text(tidy(width - 16), tidy(middle + 4), value, SMALL + 1, 600, "end")
    yield Text(tidy(width - 16), tidy(middle + 18), f"target {target}", TINY, anchor="end", fill=MUTED)


def _bar(row, middle, scale):
    start, end = sorted((scale.at(0), scale.at(row.value)))
    colour = MARK_COLOURS[row.mark]
    length = max(end - start, 0.8)
    if not row.note:
        yield Rect(tidy(start), tidy(middle - 8), tidy(length), 16, colour)
        return
    yield Rect(tidy(start), tidy(middle - 8), tidy(length), 16, PAPER, colour)
    yield Path(hatch(start, middle - 8, length, 16, 5), colour)
    yield Text(tidy(start), tidy(middle + 19), row.note, TINY, fill=MUTED)
