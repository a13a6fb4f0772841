"""Bars of a report: values in, frozen geometry out; what is not known is a dashed ring or slot, never a zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lakin.formatting import MISSING, by_measure, number, percent, rupiah_short
from reports.chart import Chart
from reports.drawing import (
    ACCENT,
    ACCENT_WASH,
    INK,
    LINE,
    MARK_COLOURS,
    MUTED,
    PAGE_WIDTH,
    PAPER,
    SERIES,
    WASH,
    Mark,
    Path,
    Rect,
    Scale,
    Shape,
    Text,
    hatch,
    plate,
    polyline,
    text_width,
    tidy,
    wrap,
    write_lines,
)

TINY, SMALL, HEAD = 10, 11, 13
UNKNOWN_WORDS = "belum ada data"
# A bar past this percent is broken: one indicator at 317 % must not press the others together.
LONGEST_BAR = 140


@dataclass(frozen=True)
class BarRow:
    """An indicator: `achievement` in percent, None when not defined; mark and word are those of its rating."""

    number: str
    label: str
    target: Decimal | int | str | None
    realization: Decimal | int | str | None
    achievement: Decimal | None
    mark: str = "unknown"
    word: str = ""
    measure: str = "percent"
    decimals: int | None = None


@dataclass(frozen=True)
class ShareRow:
    """A budget line: amounts in rupiah and its absorption in percent, each None when not known."""

    label: str
    ceiling: int | None
    spent: int | None
    absorption: Decimal | None


@dataclass(frozen=True)
class Part:
    """A part of a whole or a group: its value and its share in percent, each None when not known."""

    label: str
    value: Decimal | int | None
    share: Decimal | None = None


def heading(title: str, width: float) -> tuple[tuple[Text, ...], float]:
    """The title's lines and the y below them."""
    lines = wrap(title, width, HEAD)
    return write_lines(0, HEAD, lines, size=HEAD, weight=600), HEAD * 1.25 * len(lines) + 10


def achievement_bars(rows: Sequence[BarRow], *, title: str, source: str = "", width: float = PAGE_WIDTH) -> Chart:
    """Capaian of each indicator against the line of 100 %, beside its target and realization."""
    shapes, top = heading(title, width)
    known = [row.achievement for row in rows if row.achievement is not None]
    low = -20.0 if any(value < 0 for value in known) else 0.0
    high = float(min(LONGEST_BAR, max([120, *known])))
    label_width = width * 0.4
    scale = Scale(low, high, width * 0.43, width - 84)
    y = top + 18
    bars = []
    for row in rows:
        lines = wrap(row.label, label_width - 30, SMALL, most=6)
        height = len(lines) * SMALL * 1.25 + TINY * 1.3
        bars += _bar_label(row, lines, y)
        bars += _bar(row, y + height / 2 - 3, scale, width)
        y += height + 9
    axis = _achievement_axis(scale, top, y - 4)
    return Chart(
        "achievement",
        title,
        f"Grafik batang capaian {len(rows)} indikator terhadap garis 100%. " + _spoken(rows),
        width,
        tidy(y + 4),
        (*shapes, *axis, *bars),
        ("No.", "Indikator", "Target", "Realisasi", "Capaian (%)", "Predikat"),
        tuple((row.number, row.label, row.target, row.realization, row.achievement, row.word) for row in rows),
        source,
        tuple((row.number, row.label, *figures_of(row), number(row.achievement), row.word) for row in rows),
    )


def _spoken(rows):
    return "; ".join(f"{row.number} {row.label}: {_percent_or_words(row.achievement)}" for row in rows) + "."


def figures_of(row: BarRow) -> tuple[str, str]:
    """The target and the realization in words."""
    return tuple(
        by_measure(value, "predicate" if isinstance(value, str) else row.measure, row.decimals)
        for value in (row.target, row.realization)
    )


def _percent_or_words(value):
    return UNKNOWN_WORDS if value is None else percent(value)


def _achievement_axis(scale, top, bottom):
    zero, hundred = tidy(scale.at(0)), tidy(scale.at(100))
    yield Rect(zero, tidy(top + 12), tidy(hundred - zero), tidy(bottom - top - 12), WASH)
    yield Path(polyline([(zero, top + 12), (zero, bottom)]))
    yield Path(polyline([(hundred, top + 12), (hundred, bottom)]), ACCENT, 1.2, dash="4 3")
    for value, words in ((0, "0"), (50, "50"), (100, "100% = target")):
        yield Text(tidy(scale.at(value)), tidy(top + 7), words, TINY, anchor="middle", fill=MUTED)


def _bar_label(row, lines, y):
    yield Text(0, tidy(y + SMALL), row.number, SMALL, 600, fill=ACCENT)
    yield from write_lines(30, y + SMALL, lines, size=SMALL)
    target, realization = figures_of(row)
    below = y + SMALL + len(lines) * SMALL * 1.25
    yield Text(30, tidy(below), f"realisasi {realization} · target {target}", TINY, fill=MUTED)


def _bar(row, middle, scale, width):
    """The bar with its figure; without a figure a dashed ring on the zero line."""
    zero = scale.at(0)
    yield Text(width, tidy(middle + 4), percent(row.achievement), 12, 600, "end", MARK_COLOURS[row.mark])
    yield Mark(width - 70, tidy(middle), row.mark, 11)
    if row.achievement is None:
        is_unknown = row.mark == "unknown"
        if is_unknown:
            yield Mark(tidy(zero + 8), tidy(middle), "unknown", 11)
        words = UNKNOWN_WORDS if is_unknown else "tidak dihitung sebagai persen"
        yield Text(tidy(zero + (18 if is_unknown else 6)), tidy(middle + 4), words, TINY, fill=MUTED)
        return
    end = scale.at(row.achievement)
    yield Rect(tidy(min(zero, end)), tidy(middle - 7), tidy(max(abs(end - zero), 0.8)), 14, MARK_COLOURS[row.mark])
    if not scale.holds(row.achievement):
        yield from _break(end - 16 if row.achievement > 0 else end + 8, middle)


def _break(x, middle):
    """Two slanted gaps that say: this bar is longer than it is drawn."""
    for offset in (0, 6):
        yield Path(polyline([(x + offset, middle + 9), (x + offset + 5, middle - 9)]), PAPER, 2.5)


def share_bars(rows: Sequence[ShareRow], *, title: str, source: str = "", width: float = PAGE_WIDTH) -> Chart:
    """Absorption per budget line: each outline is its whole pagu, the filled part its realisasi."""
    shapes, y = heading(title, width)
    drawn: list[Shape] = []
    left, right = width * 0.44, width - 66
    for row in rows:
        lines = wrap(row.label, width * 0.41, SMALL, most=4)
        height = len(lines) * SMALL * 1.25 + TINY * 1.3
        drawn += write_lines(0, y + SMALL, lines, size=SMALL)
        amounts = f"{rupiah_short(row.spent)} dari {rupiah_short(row.ceiling)}"
        drawn.append(Text(0, tidy(y + SMALL + len(lines) * SMALL * 1.25), amounts, TINY, fill=MUTED))
        drawn += _share(row, left, right, y + height / 2 - 2, width)
        y += height + 12
    return Chart(
        "share",
        title,
        "Grafik serapan anggaran. "
        + "; ".join(f"{row.label}: {_percent_or_words(row.absorption)}" for row in rows)
        + ".",
        width,
        tidy(y),
        (*shapes, *drawn),
        ("Uraian", "Pagu", "Realisasi", "Serapan (%)"),
        tuple((row.label, row.ceiling, row.spent, row.absorption) for row in rows),
        source,
    )


def _share(row, left, right, middle, width):
    """An outline with its fill; spending past the ceiling is hatched beyond the outline, no figure is a dashed slot."""
    top, room = tidy(middle - 8), right - left
    is_known = bool(row.ceiling) and row.spent is not None
    yield Text(width, tidy(middle + 4), percent(row.absorption), 12, 600, "end")
    if not is_known:
        yield Rect(tidy(left), top, tidy(room), 16, stroke=MUTED, dash="3 3")
        yield Path(hatch(left, middle - 8, room, 16, 9), LINE)
        text = Text(tidy(left + room / 2), tidy(middle + 4), UNKNOWN_WORDS, TINY, anchor="middle", fill=MUTED)
        yield from (plate(text), text)
        return
    # The page keeps an eighth of the room free for what was spent above the ceiling.
    whole = room * 0.88
    part = max(0.0, row.spent / row.ceiling)
    yield Rect(tidy(left), top, tidy(whole * min(part, 1)), 16, ACCENT)
    if part > 1:
        over = whole * min(part - 1, 0.125)
        yield Rect(tidy(left + whole), top, tidy(over), 16, ACCENT_WASH, MARK_COLOURS["far_below"])
        yield Path(hatch(left + whole, middle - 8, over, 16, 4), MARK_COLOURS["far_below"])
    yield Rect(tidy(left), top, tidy(whole), 16, stroke=INK)


def group_bars(
    parts: Sequence[Part], *, title: str, measure: str = "count", source: str = "", width: float = PAGE_WIDTH
) -> Chart:
    """Plain bars from one zero line, as for staffing groups."""
    shapes, y = heading(title, width)
    room = max(text_width(_amount(part, measure), SMALL) for part in parts)
    left, right = width * 0.34, width - room - 8
    longest = max((float(part.value) for part in parts if part.value is not None), default=0) or 1.0
    drawn: list[Shape] = []
    top = y - 2
    for part in parts:
        lines = wrap(part.label, left - 14, SMALL, most=3)
        height = max(18.0, len(lines) * SMALL * 1.25)
        middle = y + height / 2
        first = middle + 4 - (len(lines) - 1) * SMALL * 0.625
        drawn += write_lines(left - 10, first, lines, size=SMALL, anchor="end")
        drawn += _group(part, left, (right - left) / longest, middle, measure)
        y += height + 6
    drawn.append(Path(polyline([(left, top), (left, y - 4)])))
    return Chart(
        "groups",
        title,
        "Grafik batang. " + _spoken_parts(parts, measure),
        width,
        tidy(y),
        (*shapes, *drawn),
        ("Kelompok", "Jumlah", "Bagian (%)"),
        tuple((part.label, part.value, part.share) for part in parts),
        source,
        tuple(_written(part, measure) for part in parts),
    )


def _written(part, measure):
    return part.label, by_measure(part.value, measure), number(part.share)


def _group(part, left, per_unit, middle, measure):
    if part.value is None:
        yield Mark(tidy(left + 10), tidy(middle), "unknown", 11)
        yield Text(tidy(left + 20), tidy(middle + 4), MISSING, SMALL, fill=MUTED)
        return
    length = max(0.0, float(part.value) * per_unit)
    yield Rect(tidy(left), tidy(middle - 7), tidy(length), 14, ACCENT)
    yield Text(tidy(left + length + 6), tidy(middle + 4), _amount(part, measure), SMALL, 600)


def _amount(part, measure):
    amount = rupiah_short(part.value) if measure == "rupiah" else by_measure(part.value, measure)
    return amount if part.share is None else f"{amount} ({percent(part.share)})"


def _spoken_parts(parts, measure):
    return (
        "; ".join(f"{part.label}: {UNKNOWN_WORDS if part.value is None else _amount(part, measure)}" for part in parts)
        + "."
    )


def composition(
    parts: Sequence[Part], *, title: str, measure: str = "rupiah", source: str = "", width: float = PAGE_WIDTH
) -> Chart:
    """One bar cut into its parts; labels stand under their part where they fit, else in a list with its texture."""
    shapes, top = heading(title, width)
    known = [part for part in parts if part.value]
    whole = sum(float(part.value) for part in known)
    drawn: list[Shape] = []
    ends = [0.0]
    for at, part in enumerate(known):
        ends.append(ends[-1] + float(part.value) / whole * width)
        drawn += _segment(ends[-2], top, ends[-1] - ends[-2], at)
    if not known:
        drawn += [
            Rect(0.5, tidy(top), tidy(width - 1), 28, stroke=MUTED, dash="3 3"),
            Text(tidy(width / 2), tidy(top + 18), MISSING, 12, anchor="middle", fill=MUTED),
        ]
    else:
        drawn.append(Path(polyline([(0, top), (width, top), (width, top + 28), (0, top + 28)]) + " Z", INK, 0.8))
    spots = _under(known, ends, width, measure) if len(known) == len(parts) else None
    if spots is None:
        labels, bottom = _part_list(parts, known, top + 44, width, measure)
    else:
        labels, bottom = _part_labels(known, ends, spots, top + 28, measure), top + 66
    return Chart(
        "composition",
        title,
        "Grafik komposisi. " + _spoken_parts(parts, measure),
        width,
        tidy(bottom),
        (*shapes, *drawn, *labels),
        ("Uraian", "Rupiah" if measure == "rupiah" else "Jumlah", "Bagian (%)"),
        tuple((part.label, part.value, part.share) for part in parts),
        source,
        tuple(_written(part, measure) for part in parts),
    )


def _segment(x, y, width, at, height=28.0):
    """A piece in its colour; from the second on it also has a texture of its own."""
    yield Rect(tidy(x), tidy(y), tidy(width), height, SERIES[at % len(SERIES)], PAPER)
    for is_falling in {0: (), 1: (False,), 2: (True,)}.get(at % 4, (False, True)):
        yield Path(hatch(x, y, width, height, 7, is_falling), PAPER, 1.2)


def _under(known, ends, width, measure):
    """Where each label begins under its own part, or None when they would run into each other."""
    spots, free = [], 0.0
    for at, part in enumerate(known):
        room = max(text_width(part.label, SMALL), text_width(_amount(part, measure), SMALL))
        begin = max(free, min(ends[at], width - room))
        if begin > ends[at + 1] - 6 or begin + room > width + 1:
            return None
        spots.append(begin)
        free = begin + room + 14
    return spots


def _part_labels(known, ends, spots, bottom, measure):
    for at, (part, x) in enumerate(zip(known, spots, strict=True)):
        tick = max(x, ends[at]) + 3
        yield Path(polyline([(tick, bottom + 1), (tick, bottom + 8)]), MUTED)
        yield Text(tidy(x), tidy(bottom + 19), part.label, SMALL)
        yield Text(tidy(x), tidy(bottom + 33), _amount(part, measure), SMALL, 600)


def _part_list(parts, known, y, width, measure):
    """Labels in two columns, each with a piece of its part, and the y below them."""
    drawn: list[Shape] = []
    half, low = width / 2, y
    for at, part in enumerate(parts):
        x, row = (at % 2) * half, y + at // 2 * 32
        if part in known:
            drawn += _segment(x, row, 14, known.index(part), 14.0)
        else:
            drawn.append(Mark(tidy(x + 7), tidy(row + 7), "unknown", 12))
        drawn.append(Text(tidy(x + 21), tidy(row + 9), wrap(part.label, half - 30, SMALL, most=1)[0], SMALL))
        drawn.append(Text(tidy(x + 21), tidy(row + 22), _amount(part, measure), SMALL, 600))
        low = row + 30
    return drawn, low
