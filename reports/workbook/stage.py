"""What the importer knows: the rows of the workbook and of the database, by sheet and key."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from reports.workbook.columns import Link, Sheet
from reports.workbook.keys import Key, container_width, flat
from reports.workbook.problems import Problem
from reports.workbook.rows import Gap, Row, Stored
from reports.workbook.sheets import BY_NAME


@dataclass
class Stage:
    """Everything the importer knows: rows of the workbook and of the database by sheet and key."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    staged: dict[str, dict[Key, Row]] = field(default_factory=lambda: defaultdict(dict))
    stored: dict[str, dict[Key, Stored]] = field(default_factory=lambda: defaultdict(dict))
    present: set[str] = field(default_factory=set)
    described: dict[str, set[Key]] = field(default_factory=lambda: defaultdict(set))
    broken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def find(self, name: str, key: Key) -> Row | Stored | None:
        """The row of that key, as the workbook or else the database has it."""
        return self.staged[name].get(key) or self.stored[name].get(key)

    def find_sound(self, name: str, key: Key) -> Row | Stored | None:
        """The same, but None for a row whose cells could not all be read."""
        found = self.find(name, key)
        return None if found.__class__ is Row and not found.is_sound else found

    def union(self, name: str) -> Iterable[Row | Stored]:
        """Every row as it would stand after the import."""
        staged = self.staged[name]
        yield from staged.values()
        yield from (row for key, row in self.stored[name].items() if key not in staged)


def value(sheet: Sheet, row: Row | Stored, column: str) -> Any:
    """The value of one column of a row."""
    return row.values[sheet.places[column]]


def container_of(sheet: Sheet, key: Key) -> Key:
    """The leading parts of a key that say where the row belongs."""
    return key[: container_width(sheet.name)]


def by_container(stage: Stage, name: str) -> dict[Key, list[Row | Stored]]:
    """The rows as they would stand, grouped by where they belong."""
    groups: dict[Key, list[Row | Stored]] = defaultdict(list)
    for row in stage.union(name):
        groups[container_of(BY_NAME[name], row.key)].append(row)
    return groups


def link_key(sheet: Sheet, link: Link, row: Row | Stored) -> Key | None:
    """The key a link points at; None when it points nowhere or its cells could not be read."""
    values = row.values
    if len(link.columns) == 1:
        found = values[sheet.places[link.columns[0]]]
        return found if found.__class__ is tuple else None
    for name in link.columns:
        if is_gap(values[sheet.places[name]]):
            return None
    return flat(sheet, link.columns, values)


def is_gap(value: Any) -> bool:
    return value is None or value == "" or value.__class__ is Gap
