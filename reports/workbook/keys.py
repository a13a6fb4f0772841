"""How rows name each other: a key is a flat tuple of plain values, an address its parts joined by slashes."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from reports.workbook.columns import Column, Kind, Link, Sheet
from reports.workbook.sheets import BY_NAME

Key = tuple[Any, ...]


@cache
def key_lookups(name: str) -> tuple[str, ...]:
    """The ORM lookups that together name a row of the sheet, such as unit__code and year."""
    sheet = BY_NAME[name]
    return tuple(lookup for column in sheet.key for lookup in column_lookups(name, column))


@cache
def column_lookups(name: str, column_name: str) -> tuple[str, ...]:
    """The ORM lookups behind one column: one, or as many as the address it holds has parts; none for a spill."""
    sheet = BY_NAME[name]
    column = sheet.by_name[column_name]
    if column.field and not column.to:
        return (column.field, column.precision_field) if column.precision_field else (column.field,)
    for link in sheet.all_links:
        if column_name in link.columns:
            lookups = [f"{link.field}__{lookup}" for lookup in key_lookups(link.to)]
            start = sum(width(sheet.by_name[other]) for other in link.columns[: link.columns.index(column_name)])
            return tuple(lookups[start : start + width(column)])
    return ()


@cache
def parts(name: str) -> tuple[tuple[str, Kind], ...]:
    """The parts of an address of the sheet: what each is called and how it reads."""
    return tuple(_parts(name))


def _parts(name: str) -> Iterator[tuple[str, Kind]]:
    sheet = BY_NAME[name]
    for column in (sheet.by_name[key] for key in sheet.key):
        if not column.to:
            yield column.name, sheet.kind(column)
        elif width(column) == 1:
            yield column.name, parts(column.to)[0][1]
        else:
            yield from parts(column.to)


def width(column: Column) -> int:
    """How many plain values the column's value is made of."""
    return len(parts(column.to)) if column.to else 1


def pattern(name: str) -> str:
    """How an address of the sheet is written: "unit/tahun/versi"."""
    return "/".join(label for label, _kind in parts(name))


def address(key: Key) -> str:
    """The address of a key; a last part that is empty is left out."""
    texts = ["" if part is None else str(part) for part in key]
    while texts and not texts[-1]:
        texts.pop()
    return "/".join(texts)


def label(key: Key) -> str:
    """The key as people read it, without what is not known."""
    return "/".join(str(part) for part in key if part not in (None, ""))


def flat(sheet: Sheet, names: tuple[str, ...], values: list[Any]) -> Key:
    """The plain values of some columns of a row, in one tuple; an empty address gives only None."""
    found: list[Any] = []
    for place, parts_of_address in _steps(sheet.name, names):
        value = values[place]
        if not parts_of_address:
            found.append(value)
        else:
            found.extend((None,) * parts_of_address if value is None else value)
    return tuple(found)


@cache
def _steps(name: str, names: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """For each column its place in a row, and the parts of its address or 0."""
    sheet = BY_NAME[name]
    columns = (sheet.by_name[column] for column in names)
    return tuple((sheet.places[column.name], width(column) if column.to else 0) for column in columns)


@cache
def container_width(name: str) -> int:
    """How many leading parts of a key say where the row belongs."""
    sheet = BY_NAME[name]
    return sum(width(sheet.by_name[column]) for column in sheet.container)


@cache
def own_columns(name: str, link: Link) -> tuple[str, ...]:
    """The columns that belong to the link alone: it is left out when all of them are empty."""
    sheet = BY_NAME[name]
    others = {name for other in sheet.all_links if other is not link for name in other.columns}
    shared = others | set(sheet.key)
    return tuple(name for name in link.columns if name not in shared) or link.columns
