"""The heat map of a report: units across objectives, each cell with its mark and figure, so that it reads in grey."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lakin.formatting import MISSING, number
from reports.charts import SMALL, TINY, UNKNOWN_WORDS, Chart, heading
from reports.drawing import (
    INK,
    LINE,
    MARK_COLOURS,
    MUTED,
    PAGE_WIDTH,
    PAPER,
    Mark,
    Rect,
    Shape,
    Text,
    text_width,
    tidy,
    wrap,
    write_lines,
)

# Washes of the colours of the marks, pale enough for ink.
WASHES = {
    "above": "#E3F0F5",
    "met": "#E4F2EA",
    "near": "#F5F0DC",
    "below": "#FBEADC",
    "far_below": "#F7E1E2",
    "unknown": PAPER,
}
ROW, LABEL_SHARE = 22.0, 0.22
# The narrowest column that still has room for the note of a cell.
NOTED = 100.0


@dataclass(frozen=True)
class MapCell:
    """A mean capaian in percent, None where not known; `note` says how much of it is known, "" when all is."""

    value: Decimal | None
    mark: str
    word: str
    note: str = ""


@dataclass(frozen=True)
class MapRow:
    """A unit with a cell for each column; None where it has nothing there."""

    label: str
    cells: tuple[MapCell | None, ...]


def heat_map(
    columns: Sequence[str], rows: Sequence[MapRow], *, title: str, source: str = "", width: float = PAGE_WIDTH
) -> Chart:
    """Each unit against each objective; a cell that is not wholly known has a dashed frame and the ring."""
    shapes, top = heading(title, width)
    left = label_width(rows, width, len(columns))
    room = (width - left) / max(1, len(columns))
    heads = [wrap(name, room - 8, TINY, most=2) for name in columns]
    depth = max((len(lines) for lines in heads), default=1) * TINY * 1.25
    drawn: list[Shape] = []
    for at, lines in enumerate(heads):
        drawn += write_lines(left + at * room + 4, top + TINY, lines, size=TINY, fill=MUTED)
    y = top + depth + 6
    for row in rows:
        drawn += _label(row.label, y, left - 10)
        for at, cell in enumerate(row.cells):
            drawn += _cell(cell, left + at * room, y, room)
        y += ROW
    drawn += _legend(rows, y + 10)
    return Chart(
        "heat",
        title,
        "Peta panas capaian rata-rata (%). " + _spoken(columns, rows),
        width,
        tidy(y + 18),
        (*shapes, *drawn),
        ("Unit", *columns),
        tuple((row.label, *(cell and cell.value for cell in row.cells)) for row in rows),
        source,
        tuple((row.label, *map(_told, row.cells)) for row in rows),
    )


def label_width(rows: Sequence[MapRow], width: float, columns: int) -> float:
    """As much as the longest label wants and the notes of the cells leave: names that are cut look the same."""
    wanted = max((text_width(row.label, SMALL) + 14 for row in rows), default=0)
    return max(width * LABEL_SHARE, min(wanted, width - NOTED * columns))


def _label(words, y, room):
    """The name of a row: on one line, or on two smaller ones where it is long."""
    if text_width(words, SMALL) <= room:
        return write_lines(0, y + ROW / 2 + 4, [words], size=SMALL)
    return write_lines(0, y + TINY - 0.5, wrap(words, room, TINY, most=2), size=TINY, leading=1.0)


def _cell(cell, x, y, room):
    if cell is None:
        yield Text(tidy(x + room / 2), tidy(y + ROW / 2 + 4), "·", SMALL, anchor="middle", fill=MUTED)
        return
    is_known = cell.mark != "unknown"
    box = (tidy(x + 2), tidy(y + 1.5), tidy(room - 4), ROW - 3)
    yield Rect(*box, WASHES[cell.mark], LINE if is_known else MUTED, dash="" if is_known else "3 2", round=2)
    yield Mark(tidy(x + 13), tidy(y + ROW / 2), cell.mark, 9)
    words = MISSING if cell.value is None else number(cell.value, 1)
    yield Text(tidy(x + 22), tidy(y + ROW / 2 + 4), words, SMALL, 600 if is_known else 400, fill=INK)
    if cell.note and room > NOTED - 6:
        yield Text(tidy(x + room - 6), tidy(y + ROW / 2 + 4), cell.note, TINY, anchor="end", fill=MUTED)


def _legend(rows, y):
    """The word of each mark that is drawn, from the best to what is not known."""
    words = {cell.mark: cell.word for row in rows for cell in row.cells if cell}
    x = 0.0
    for mark in (one for one in MARK_COLOURS if one in words):
        yield Mark(tidy(x + 5), tidy(y), mark, 9)
        yield Text(tidy(x + 14), tidy(y + 4), words[mark], TINY, fill=MUTED)
        x += 30 + text_width(words[mark], TINY)


def _spoken(columns, rows):
    return "; ".join(
        f"{row.label}: " + ", ".join(_words(name, cell) for name, cell in zip(columns, row.cells, strict=True) if cell)
        for row in rows
    )


def _words(name, cell):
    return f"{name} {_told(cell)}"


def _told(cell):
    """A cell in words; a dash where nothing is tied."""
    if cell is None:
        return MISSING
    value = UNKNOWN_WORDS if cell.value is None else f"{number(cell.value)} {cell.word.lower()}"
    return f"{value} ({cell.note})" if cell.note else value
