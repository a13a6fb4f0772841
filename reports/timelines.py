"""Lines over time of a report: an indicator over the years and an amount over dates; a gap stays a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lakin.formatting import by_measure, date_long, month_name, plain, rupiah_short
from reports.charts import HEAD, SMALL, TINY, UNKNOWN_WORDS, Chart, heading
from reports.drawing import (
    ACCENT,
    ACCENT_WASH,
    DASHES,
    INK,
    LINE,
    MUTED,
    PAGE_WIDTH,
    PAPER,
    SERIES,
    Mark,
    Path,
    Scale,
    Shape,
    Text,
    edged,
    plate,
    polyline,
    text_width,
    ticks,
    tidy,
    worded,
    wrap,
)

# Where the axis stands: amounts of rupiah need more room. More points than can be written beside their line have none.
LEFT, WIDE_LEFT, MOST_WRITTEN = 52, 84, 8


@dataclass(frozen=True)
class Series:
    """A line over the years; None is a year without data, `is_target` draws steps; after `until` none is awaited."""

    name: str
    values: tuple[Decimal | int | None, ...]
    is_target: bool = False
    until: int | None = None


@dataclass(frozen=True)
class Milestone:
    """An amount in force from a date on; None when the amount is not known."""

    on: date
    amount: int | None
    label: str


def trend(
    series: Sequence[Series],
    *,
    years: Sequence[int],
    title: str,
    measure: str = "percent",
    decimals: int | None = None,
    source: str = "",
    width: float = PAGE_WIDTH,
    rise: float = 150.0,
    names: Sequence[str] = (),
) -> Chart:
    """Each series over the years, or over `names` in their place; the axis begins below the lowest value, saying so."""
    named = tuple(names) or tuple(map(str, years))
    shapes, top = heading(title, width)
    known = [float(value) for one in series for value in one.values if value is not None]
    marks = roomy(ticks(min(known, default=0), max(known, default=1)), min(known, default=0))
    bottom = top + 18 + rise
    upright = Scale(marks[0], marks[-1], bottom, top + 18)
    legend, right = _names(series, width)
    left = WIDE_LEFT if measure == "rupiah" else LEFT
    across = Scale(years[0] - 0.4, years[-1] + 0.4, left, right)
    drawn = [*_grid(upright, marks, measure, left, right), *_years(years, named, across, bottom)]
    drawn += _curves(series, years, across, upright, (measure, decimals))
    drawn += _legend(series, legend, top) if legend else _end_labels(series, upright, right, width)
    if marks[0] != 0:
        drawn.append(Text(0, tidy(bottom + 32), "Sumbu tegak tidak mulai dari nol.", TINY, fill=MUTED))
    return Chart(
        "trend",
        title,
        _described(series, named, measure, decimals),
        width,
        tidy(bottom + (36 if marks[0] != 0 else 20)),
        (*shapes, *drawn),
        ("Uraian", *named),
        tuple((one.name, *one.values) for one in series),
        source,
        _written(series, measure, decimals),
    )


def _curves(series, years, across, upright, written):
    lines = [shape for at, one in enumerate(series) for shape in _line(one, at, years, across, upright)]
    # After all lines, so that none covers a figure.
    figures = (_values(one, at, series, years, across, upright, written) for at, one in enumerate(series))
    return [*lines, *(shape for group in figures for shape in group)]


def _written(series, measure, decimals):
    return tuple((one.name, *(by_measure(value, measure, decimals) for value in one.values)) for one in series)


def roomy(marks: tuple[float, ...], lowest: float) -> tuple[float, ...]:
    """The marks with one more below, where the lowest value would leave no room for its figure above the axis."""
    step = marks[1] - marks[0]
    if marks[0] <= 0 or lowest - marks[0] >= step / 2:
        return marks
    return (tidy(marks[0] - step, 4), *marks)


def _described(series, named, measure, decimals):
    spoken = "; ".join(_spoken(one, named, measure, decimals) for one in series)
    return f"Grafik garis {named[0]}-{named[-1]}. {spoken}."


def _spoken(one, years, measure, decimals):
    values = (
        f"{year} {UNKNOWN_WORDS if value is None else by_measure(value, measure, decimals)}"
        for year, value in zip(years, one.values, strict=True)
    )
    return f"{one.name}: {', '.join(values)}"


def _names(series, width):
    """Legend names when there are more than three series, and the x where the plot ends."""
    if len(series) > 3:
        return tuple(one.name for one in series), width - 10
    room = max(text_width(line, SMALL) for one in series for line in wrap(one.name, width * 0.2, SMALL))
    return (), width - room - 10 - _before_name(series)


def _before_name(series):
    """The room between the plot and a name at its side: with several lines each name has the point of its own."""
    return 22 if sum(not one.is_target for one in series) > 1 else 8


def _grid(upright, marks, measure, left, right):
    sign = "%" if measure == "percent" else ""
    yield Path(" ".join(polyline([(left, upright.at(mark)), (right, upright.at(mark))]) for mark in marks[1:]), LINE)
    yield Path(polyline([(left, upright.at(marks[0])), (right, upright.at(marks[0]))]), INK if marks[0] == 0 else MUTED)
    for mark in marks:
        words = rupiah_short(int(mark)) if measure == "rupiah" else plain(Decimal(str(mark))) + sign
        yield Text(left - 8, tidy(upright.at(mark) + 4), words, TINY, anchor="end", fill=MUTED)


def _years(years, named, across, bottom):
    for year, name in zip(years, named, strict=True):
        yield Text(tidy(across.at(year)), tidy(bottom + 16), name, SMALL, anchor="middle")


def _colour(series_at, is_target):
    return INK if is_target else SERIES[series_at % len(SERIES)]


def _line(one, at, years, across, upright):
    colour = _colour(at, one.is_target)
    if one.is_target:
        steps = [
            polyline([(across.at(year - 0.4), upright.at(value)), (across.at(year + 0.4), upright.at(value))])
            for year, value in zip(years, one.values, strict=True)
            if value is not None
        ]
        yield Path(" ".join(steps), colour, 1.8)
        return
    runs: list[list] = [[]]
    for year, value in zip(years, one.values, strict=True):
        if value is None:
            runs.append([])
            if one.until is None or year <= one.until:
                yield Mark(tidy(across.at(year)), tidy(upright.at(upright.low) - 9 - 13 * at), "unknown", 10)
        else:
            runs[-1].append((across.at(year), upright.at(value)))
    yield Path(" ".join(polyline(run) for run in runs if len(run) > 1), colour, 2, dash=DASHES[at % len(DASHES)])
    yield from _points([point for run in runs for point in run], at, colour)


def _points(places, at, colour):
    """The points of a series, a light one with an edge of ink."""
    edge = PAPER if edged(colour) == colour else INK
    for x, y in places:
        yield Path(_point(x, y, at), edge, 1.2, fill=colour)


def _point(x, y, at):
    """A point whose form tells the series apart without colour: disc, square, diamond, triangle."""
    if at % 4 == 0:
        return f"M{tidy(x - 4.5)} {tidy(y)} a4.5 4.5 0 1 0 9 0 a4.5 4.5 0 1 0 -9 0 Z"
    around = {
        1: ((-4, -4), (4, -4), (4, 4), (-4, 4)),
        2: ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)),
        3: ((0, -5.5), (5, 4), (-5, 4)),
    }[at % 4]
    return polyline((x + right, y + down) for right, down in around) + " Z"


def _values(one, at, series, years, across, upright, how):
    """The figure of each point, above the line unless another series is there; none when there are many of either."""
    if len(series) > 2 or len(years) > MOST_WRITTEN:
        return
    others = series[1 - at].values if len(series) == 2 else (None,) * len(years)
    for year, value, other in zip(years, one.values, others, strict=True):
        if value is None:
            continue
        is_above = other is None or value > other or (value == other and at == 0)
        y = upright.at(value) + (-9 if is_above else 17)
        weight = 400 if one.is_target else 600
        words = by_measure(value, *how)
        text = Text(tidy(across.at(year)), tidy(y), words, TINY, weight, "middle", worded(_colour(at, one.is_target)))
        yield from (plate(text), text)


def _legend(series, names, top):
    x = 0.0
    for at, name in enumerate(names):
        colour = _colour(at, series[at].is_target)
        yield Path(polyline([(x, top + 4), (x + 22, top + 4)]), colour, 2, dash=DASHES[at])
        if not series[at].is_target:
            yield from _points([(x + 11, top + 4)], at, colour)
        yield Text(tidy(x + 27), tidy(top + 8), name, SMALL)
        x += 41 + text_width(name, SMALL)


def _end_labels(series, upright, right, width):
    """Each name at the end of its line, moved apart where two would touch; a series without data is named too."""
    ends, before = [], _before_name(series)
    for at, one in enumerate(series):
        known = [value for value in one.values if value is not None]
        ends.append((upright.at(known[-1]) if known else upright.at(upright.low), at, one))
    low = -1000.0
    for y, at, one in sorted(ends, key=lambda end: end[:2]):
        lines = wrap(one.name, width - right - before, SMALL)
        y = max(y + 4, low)
        if before > 8 and not one.is_target:
            yield from _points([(right + 13, y - 4)], at, _colour(at, is_target=False))
        for line in lines:
            yield Text(tidy(right + before), tidy(y), line, SMALL, 600, fill=worded(_colour(at, one.is_target)))
            y += SMALL * 1.2
        low = y + 3


def milestones(points: Sequence[Milestone], *, title: str, source: str = "", width: float = PAGE_WIDTH) -> Chart:
    """The amount in force over dates as steps; each revision is a numbered point, each change of amount is written."""
    shapes, top = heading(title, width)
    marks = ticks(0, float(max((point.amount or 0 for point in points), default=0) or 1), 4)
    bottom, left, right = top + 190, 84.0, width - 28
    upright = Scale(0, marks[-1], bottom, top + 30)
    first, last = points[0].on.toordinal(), points[-1].on.toordinal()
    across = Scale(first, max(last, first + 1), left + 10, right)
    drawn: list[Shape] = []
    for mark in marks:
        y = tidy(upright.at(mark))
        drawn.append(Path(polyline([(left, y), (right, y)]), LINE if mark else INK))
        drawn.append(Text(left - 8, tidy(y + 4), rupiah_short(int(mark)), TINY, anchor="end", fill=MUTED))
    drawn += _months(points, across, bottom)
    drawn += _steps(points, across, upright, right)
    drawn += _amounts(points, across, upright, right)
    drawn += _numbered(points, across, upright)
    spoken = "; ".join(f"{point.label}, {date_long(point.on)}: {rupiah_short(point.amount)}" for point in points)
    return Chart(
        "milestones",
        title,
        f"Garis waktu besaran anggaran. {spoken}.",
        width,
        tidy(bottom + 26),
        (*shapes, *drawn),
        ("No.", "Uraian", "Tanggal", "Jumlah (Rp)"),
        tuple((at, point.label, point.on, point.amount) for at, point in enumerate(points, 1)),
        source,
    )


def _months(points, across, bottom):
    """First days of months under the line, as many as have room."""
    firsts = [
        date(year, month, 1)
        for year in range(points[0].on.year, points[-1].on.year + 1)
        for month in range(1, 13)
        if points[0].on <= date(year, month, 1) <= points[-1].on
    ]
    for first in firsts[:: max(1, -(-len(firsts) // 7))]:
        x = across.at(first.toordinal())
        yield Path(polyline([(x, bottom), (x, bottom + 4)]), MUTED)
        words = f"{month_name(first.month)[:3]} {first.year}"
        yield Text(tidy(x), tidy(bottom + 17), words, TINY, anchor="middle", fill=MUTED)


def _levels(points):
    """Each known amount where it begins."""
    levels = []
    for point in points:
        if point.amount is not None and (not levels or levels[-1].amount != point.amount):
            levels.append(point)
    return levels


def _steps(points, across, upright, right):
    corners = []
    for level in _levels(points):
        x, y = across.at(level.on.toordinal()), upright.at(level.amount)
        corners += [(x, corners[-1][1]), (x, y)] if corners else [(x, y)]
    if not corners:
        return
    corners.append((right, corners[-1][1]))
    floor = upright.at(0)
    yield Path(polyline([(corners[0][0], floor), *corners, (right, floor)]) + " Z", "none", fill=ACCENT_WASH)
    yield Path(polyline(corners), ACCENT, 2)


def _amounts(points, across, upright, right):
    """Each amount under its step, where a rising line leaves room; above it before a fall."""
    levels = _levels(points)
    for level, after in zip(levels, [*levels[1:], None], strict=True):
        is_below = after is None or after.amount > level.amount
        y = upright.at(level.amount) + (17 if is_below else -26)
        words = rupiah_short(level.amount)
        x = min(across.at(level.on.toordinal()) + 5, right - text_width(words, SMALL))
        text = Text(tidy(x), tidy(y), words, SMALL, 600, fill=ACCENT)
        yield from (plate(text, ACCENT_WASH if is_below else PAPER), text)


def _numbered(points, across, upright):
    """A point per revision with its number; numbers of close dates climb above each other."""
    level, ends = 0.0, [-1000.0] * 6
    for at, point in enumerate(points, 1):
        x = across.at(point.on.toordinal())
        level = level if point.amount is None else float(point.amount)
        y = upright.at(level)
        if point.amount is None:
            yield Mark(tidy(x), tidy(y), "unknown", 10)
        else:
            yield Path(_point(x, y, 0), PAPER, 1.2, fill=ACCENT)
        tier = next((tier for tier, end in enumerate(ends) if x - end > HEAD), 0)
        ends[tier] = x + text_width(str(at), TINY) / 2
        text = Text(tidy(x), tidy(y - 8 - 11 * tier), str(at), TINY, 600, "middle")
        yield from (plate(text), text)
