"""How a raw value of a block reads in Indonesian; HTML and Word print the same words from here."""

from datetime import date
from decimal import Decimal

from lakin import formatting
from lakin.formatting import MISSING
from reports.blocks import Cell, Column, Note, Noted, Part, Reference, Shown, Status, Strong

_IN_SENTENCES = {
    "points": formatting.points,
    "plain": formatting.plain,
    "rupiah_short": formatting.rupiah_short,
    "words": formatting.terbilang,
    "rupiah_words": formatting.terbilang_rupiah,
}


def shown_text(shown: Shown) -> str:
    """The value in its own measure with its unit, "87,50%"."""
    if shown.measure in _IN_SENTENCES:
        in_decimals = {} if shown.decimals is None or "rupiah" in shown.measure else {"decimals": shown.decimals}
        return _IN_SENTENCES[shown.measure](shown.value, **in_decimals)
    return formatting.by_measure(shown.value, shown.measure, shown.decimals)


def part_text(part: Part, labels: dict[str, str]) -> str:
    """A part of a sentence; a reference to a table that this document lacks raises KeyError."""
    match part:
        case Note(text) | Strong(text):
            return text
        case Reference(key):
            return labels[key]
    return _value_text(part, 2)


def cell_text(cell: Cell, column: Column) -> str:
    """A cell as its column has it: units stand in the head of number columns, so only text and value cells bear one."""
    match cell:
        case Noted(value, _):
            return cell_text(value, column)
        case tuple():
            return "; ".join(cell)
        case Shown(value, "percent", decimals) if column.kind in ("percent", "number"):
            return formatting.number(value, 2 if decimals is None else decimals)
        case Shown(value, "rupiah", _) if column.kind in ("rupiah", "number"):
            return formatting.number(value, 0)
        case int() if column.kind == "year":
            return str(cell)
    return _value_text(cell, 0 if column.kind in ("rupiah", "integer") else column.decimals)


def _value_text(value, decimals) -> str:
    match value:
        case None:
            return MISSING
        case str():
            return value
        case Status(_, word):
            return word
        case Shown():
            return shown_text(value)
        case date():
            return formatting.date_long(value)
        case Decimal():
            return formatting.number(value, decimals)
    return formatting.number(value, 0)
