"""The shapes of a drawing and the room its words take: geometry only, in CSS pixels, no Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor, log10
from typing import ClassVar, Literal

INK, MUTED, LINE, WASH = "#1B2530", "#55626F", "#D5DCE3", "#F4F7F9"
ACCENT, ACCENT_WASH, PAPER = "#0A5C7E", "#E3F0F5", "#FFFFFF"
# Okabe-Ito without its yellow, which does not stand on white paper, in the order in which neighbours, the last and
# the first too, differ most in grey.
SERIES = ("#0072B2", "#E69F00", "#D55E00", "#56B4E9", "#009E73", "#000000", "#CC79A7")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4", "1 4", "12 4")
# What words on paper need, and what a line or a surface beside it needs (WCAG 2.2, 1.4.3 and 1.4.11).
WORDS_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0
MARK_COLOURS = {
    "above": ACCENT,
    "met": "#1E7B4F",
    "near": "#7D6200",
    "below": "#B4540A",
    "far_below": "#A3262A",
    "unknown": MUTED,
}
# Content width of the A4 page between its margins (155 mm and, on a landscape page, 247 mm).
PAGE_WIDTH, LANDSCAPE_WIDTH = 586.0, 933.0
# A drawing no wider than this has its numbers beside it.
BESIDE_WIDTH = 340.0
# What a page has left for a drawing beside its caption and the opening of a chapter.
PAGE_HEIGHT = 780.0

# Advance widths per thousand of the size, the wider of Source Sans 3 SemiBold and its fallback Liberation Sans.
_WIDTHS = {
    char: width
    for width, chars in {
        300: "ijlI .,;:'|‘’\u00a0",
        360: "f!()[]/-·•",
        420: "rt°",
        540: 'cksvxyzJ*"“”',
        600: "abdeghnopquL0123456789?–−+=<>_#$×±",
        660: "FTZ",
        720: "ABEKPSVXY&",
        780: "wCDGHNOQRU",
        900: "Mm%",
    }.items()
    for char in chars
}
_WIDEST = 1020


@dataclass(frozen=True)
class Rect:
    """A rectangle; round is the radius of its corners."""

    shape: ClassVar[str] = "rect"
    x: float
    y: float
    width: float
    height: float
    fill: str = "none"
    stroke: str = "none"
    dash: str = ""
    round: float = 0


@dataclass(frozen=True)
class Path:
    """Any line or surface, as SVG path data."""

    shape: ClassVar[str] = "path"
    d: str
    stroke: str = INK
    width: float = 1
    fill: str = "none"
    dash: str = ""


@dataclass(frozen=True)
class Text:
    """One line of words on its baseline."""

    shape: ClassVar[str] = "text"
    x: float
    y: float
    text: str
    size: float = 12
    weight: int = 400
    anchor: Literal["start", "middle", "end"] = "start"
    fill: str = INK


@dataclass(frozen=True)
class Mark:
    """A status mark whose middle is at x, y."""

    shape: ClassVar[str] = "mark"
    x: float
    y: float
    mark: str
    size: float = 12

    @property
    def left(self):
        """The x where its square begins."""
        return tidy(self.x - self.size / 2)

    @property
    def top(self):
        """The y where its square begins."""
        return tidy(self.y - self.size / 2)

    @property
    def scale(self):
        """The factor from the mark's own square of 12."""
        return tidy(self.size / 12, 3)


Shape = Rect | Path | Text | Mark


@dataclass(frozen=True)
class Scale:
    """Places values between two coordinates; a value outside low..high stands on the nearer end."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value) -> float:
        """The coordinate of the value."""
        held = min(max(float(value), self.low), self.high)
        return self.start + (held - self.low) / (self.high - self.low) * (self.end - self.start)

    def holds(self, value) -> bool:
        """Whether the value is drawn at its own place."""
        return self.low <= float(value) <= self.high


def tidy(value: float, digits: int = 1) -> float:
    """A coordinate short enough for print, never minus zero."""
    return round(float(value), digits) + 0.0


def luminance(colour: str) -> float:
    """How light a colour is, 0 for black to 1 for white, as WCAG reckons it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21; also what is left of their difference in grey."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def worded(colour: str) -> str:
    """The colour where words in it can be read on paper, else ink."""
    return colour if contrast(colour, PAPER) >= WORDS_CONTRAST else INK


def edged(colour: str) -> str:
    """The colour of the edge of a surface: its own where it stands out from paper, else ink."""
    return colour if contrast(colour, PAPER) >= SHAPE_CONTRAST else INK


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """Path data through the points, "" for none."""
    return " ".join(f"{'L' if at else 'M'}{tidy(x)} {tidy(y)}" for at, (x, y) in enumerate(points))


def hatch(x: float, y: float, width: float, height: float, step: float = 5, is_falling: bool = False) -> str:
    """Path data of diagonal strokes inside the rectangle: a texture that needs no pattern and prints without colour."""
    strokes = []
    offset = step
    while offset < width + height:
        low = (x + max(0, offset - height), y + min(height, offset))
        high = (x + min(width, offset), y + max(0, offset - width))
        if is_falling:
            low, high = (low[0], 2 * y + height - low[1]), (high[0], 2 * y + height - high[1])
        strokes.append(polyline([low, high]))
        offset += step
    return " ".join(strokes)


def text_width(text: str, size: float = 12) -> float:
    """The most room the words need, in either font."""
    return sum([_WIDTHS.get(char, _WIDEST) for char in text]) * size / 1000


@lru_cache(maxsize=4096)
def wrap(text: str, width: float, size: float = 12, most: int | None = None) -> tuple[str, ...]:
    """Lines no wider than `width`; a longer word is broken, and past `most` lines the rest becomes an ellipsis."""
    lines: list[str] = []
    room = 0.0
    for word in text.split():
        need = text_width(" " + word, size)
        if lines and need <= room:
            lines[-1] += f" {word}"
            room -= need
            continue
        lines += _broken(word, width, size) if need > width else [word]
        room = width - text_width(lines[-1], size)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], width, size)]
    return tuple(lines)


def _broken(word: str, width: float, size: float) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and text_width(pieces[-1] + char, size) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _shortened(line: str, width: float, size: float) -> str:
    while line and text_width(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip(" ,.;:") + "…"


def write_lines(x, y, lines: Sequence[str], *, size=12, leading=1.25, **style) -> tuple[Text, ...]:
    """The lines below each other, the first baseline at y."""
    return tuple(Text(tidy(x), tidy(y + at * size * leading), line, size, **style) for at, line in enumerate(lines))


def plate(text: Text, fill: str = PAPER) -> Rect:
    """A ground of paper behind one line of words, which keeps lines from crossing them."""
    room = text_width(text.text, text.size)
    left = text.x - {"start": 0, "middle": room / 2, "end": room}[text.anchor]
    return Rect(tidy(left - 1), tidy(text.y - text.size * 0.85), tidy(room + 2), tidy(text.size * 1.05), fill)


def ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """At least two round marks, in steps of 1, 2, 2.5 or 5, that enclose low and high."""
    if low == high:
        spread = abs(low) * 0.1
        low, high = low - spread, high + (spread or 1)
    power = 10.0 ** floor(log10((high - low) / most))
    step = next(power * one for one in (1, 2, 2.5, 5, 10, 20) if (high - low) / (power * one) <= most - 1)
    return tuple(tidy(at * step, 4) for at in range(floor(low / step), ceil(high / step) + 1))
