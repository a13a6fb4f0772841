"""From the cells of one indicator to an entry; every cell that cannot be read is told at its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from agreements.quarter import QuarterLine
from indicators.entry import Entry, PartEntry, entry_of
from indicators.models import Component, Indicator
from lakin.parsing import ParseError, parse_choice
from reports.quarter_file.columns import (
    ENTRIES,
    PART_TITLES,
    PARTS,
    TITLES,
    fields_of,
    normal,
    part_fields_of,
    tidy,
)
from reports.quarter_file.reading import FileRow
from reports.workbook.cells import Reader, reader
from reports.workbook.columns import Column, Sheet
from reports.workbook.problems import Problem
from reports.workbook.sheets.indicators import COMPONENT_VALUE, REALIZATION

FIGURES_NOT_ASKED = "Indikator ini tidak diisi dengan {title}; kosongkan sel ini."


def readers_of(sheet: Sheet) -> dict[str, Reader]:
    """The reader of each field, the same ones as those of the annual workbook."""
    columns: dict[str, Column] = {column.field: column for column in sheet.columns if column.field}
    return {field: reader(sheet, column, is_csv=False) for field, column in columns.items()}


ENTRY_READERS, PART_READERS = readers_of(REALIZATION), readers_of(COMPONENT_VALUE)


@dataclass(frozen=True)
class Typed:
    """The entry of one row as the file says it, on top of what is stored, with its faults."""

    entry: Entry
    problems: tuple[Problem, ...]


def typed_entry(
    row: FileRow, line: QuarterLine, components: Mapping[int, Component], parts: Mapping[int, FileRow]
) -> Typed:
    """What a row and the rows of its components say; what the file has no cell for stays as it is stored."""
    stored = entry_of(line.realization)
    problems: list[Problem] = []
    fields = fields_of(line.indicator)
    given = {
        field: read(row, key, reader_of(line.indicator, field), (ENTRIES, TITLES[key]), problems)
        for key, field in fields.items()
    }
    unasked(row, TITLES, fields, ENTRIES, problems)
    merged = dict(stored.parts)
    usual = part_fields_of(line.indicator, components.values(), stored)
    for key, part_row in parts.items():
        merged[key] = typed_part(part_row, stored.parts.get(key, PartEntry()), usual[key], problems)
    known = {key: part for key, part in merged.items() if not part.is_empty}
    entry = replace(stored, **kept(stored, given), parts=known)
    return Typed(entry, tuple(problems))


def typed_part(row: FileRow, stored: PartEntry, fields: tuple[str, ...], problems: list[Problem]) -> PartEntry:
    """What the row of one component says."""
    given = {field: read(row, field, PART_READERS[field], (PARTS, PART_TITLES[field]), problems) for field in fields}
    unasked(row, PART_TITLES, fields, PARTS, problems)
    return replace(stored, **kept(stored, given))


def reader_of(indicator: Indicator, field: str) -> Reader:
    """The reader of one field; a predicate is one of the words of its scale."""
    if field != "text":
        return ENTRY_READERS[field]
    ranks = indicator.predicate_scale.as_ranks() if indicator.predicate_scale else {}
    return lambda raw: parse_choice(raw, {word: word for word in sorted(ranks, key=ranks.get, reverse=True)})


def read(row: FileRow, key: str, read_cell: Reader, place: tuple[str, str], problems: list[Problem]) -> Any:
    """One cell; None where it is empty or cannot be read, which goes to `problems`."""
    try:
        if key in row.flags:
            raise ParseError(row.flags[key])
        return read_cell(row.cells.get(key))
    except ParseError as error:
        sheet, title = place
        problems.append(Problem(str(error), sheet, row.number, title))
        return None


def unasked(row: FileRow, titles: Mapping[str, str], fields, sheet: str, problems: list[Problem]) -> None:
    """Tells of filled cells that this indicator has no use for."""
    for key, title in titles.items():
        if key not in fields and key in row.cells:
            problems.append(Problem(FIGURES_NOT_ASKED.format(title=title), sheet, row.number, title))


def kept(stored: Entry | PartEntry, given: Mapping[str, Any]) -> dict[str, Any]:
    """The given values; a text that differs only in its line ends stays as it is stored."""
    return dict(kept_texts(stored, given))


def kept_texts(stored, given) -> Iterator[tuple[str, Any]]:
    for name, value in given.items():
        old = getattr(stored, name)
        if not isinstance(old, str):
            yield name, value
        else:
            text = tidy(value or "")
            yield name, old if tidy(old) == text else text


def same(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same."""
    return normal(one) == normal(other)
