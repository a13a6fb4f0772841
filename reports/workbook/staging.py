"""The rows of a workbook laid beside what the database has: keys, links, and what would change."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reports.workbook.columns import Kind, Link, Sheet
from reports.workbook.keys import Key, address, column_lookups, container_width, flat, key_lookups, own_columns, width
from reports.workbook.problems import Problem, suggestion
from reports.workbook.rows import Gap, Row, Stored
from reports.workbook.sheets import BY_NAME, SHEETS

# Above this many values a condition costs more than reading the table.
MAX_IN = 2000
MAX_SUGGESTED_FROM = 2000


@dataclass
class Stage:
    """Everything the importer knows: rows of the workbook and of the database by sheet and key."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    staged: dict[str, dict[Key, Row]] = field(default_factory=lambda: defaultdict(dict))
    stored: dict[str, dict[Key, Stored]] = field(default_factory=lambda: defaultdict(dict))
    present: set[str] = field(default_factory=set)
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


def lay_out(stage: Stage, is_visible: Callable[[str, Key], bool]) -> None:
    """Finds every row's key, its counterpart in the database and the rows it refers to, and marks what differs."""
    for sheet in SHEETS:
        _find_keys(stage, sheet)
    wanted = _wanted_containers(stage)
    for sheet in SHEETS:
        if wanted[sheet.name]:
            _load(stage, sheet, wanted[sheet.name], is_visible)
    for sheet in SHEETS:
        for row in stage.staged[sheet.name].values():
            _merge(stage, sheet, row)
    for sheet in SHEETS:
        _resolve(stage, sheet)


def container_of(sheet: Sheet, key: Key) -> Key:
    """The leading parts of a key that say where the row belongs."""
    return key[: container_width(sheet.name)]


def _find_keys(stage: Stage, sheet: Sheet) -> None:
    known = stage.staged[sheet.name]
    places = [sheet.places[name] for name in sheet.key]
    for row in stage.rows[sheet.name]:
        if any(row.values[place].__class__ is Gap for place in places):
            row.is_sound = False
            continue
        row.key = flat(sheet, sheet.key, row.values)
        first = known.setdefault(row.key, row)
        if first is not row:
            where = f"baris {first.number}" + (f" lembar {first.origin.name}" if first.origin else "")
            names = ", ".join(sheet.key)
            stage.problems.append(row.problem(f"Kunci baris ini ({names}) sudah dipakai di {where}.", sheet.key[-1]))


def _wanted_containers(stage: Stage) -> dict[str, set[Key]]:
    """For every sheet the containers its rows or links to it name; one query each then loads them."""
    wanted: dict[str, set[Key]] = defaultdict(set)
    for sheet in SHEETS:
        wanted[sheet.name] |= {container_of(sheet, key) for key in stage.staged[sheet.name]}
        for link in sheet.all_links:
            wanted[link.to] |= _containers_named(sheet, link, stage.rows[sheet.name])
    return wanted


def _containers_named(sheet: Sheet, link: Link, rows: list[Row]) -> set[Key]:
    """The containers that the first columns of a link name; thousands of rows name few."""
    needed, columns = container_width(link.to), []
    for name in link.columns:
        if sum(width(sheet.by_name[column]) for column in columns) < needed:
            columns.append(name)
    places = [sheet.places[name] for name in columns]
    named = {tuple(row.values[place] for place in places) for row in rows}
    keys = (_flattened(values) for values in named if not any(_is_gap(value) for value in values))
    return {key[:needed] for key in keys}


def _flattened(values: tuple[Any, ...]) -> Key:
    return tuple(part for value in values for part in (value if isinstance(value, tuple) else (value,)))


def _is_gap(value: Any) -> bool:
    return value is None or value == "" or value.__class__ is Gap


def link_key(sheet: Sheet, link: Link, row: Row | Stored) -> Key | None:
    """The key a link points at; None when it points nowhere or its cells could not be read."""
    values = row.values
    if len(link.columns) == 1:
        found = values[sheet.places[link.columns[0]]]
        return found if found.__class__ is tuple else None
    for name in link.columns:
        if _is_gap(values[sheet.places[name]]):
            return None
    return flat(sheet, link.columns, values)


def _load(stage: Stage, sheet: Sheet, containers: set[Key], is_visible: Callable[[str, Key], bool]) -> None:
    """Reads the rows of the containers, and a few more where their parts combine otherwise."""
    lookups = key_lookups(sheet.name)
    rows = sheet.model._default_manager.order_by()
    for place, parts in enumerate(zip(*containers, strict=True)):
        values = set(parts)
        if len(values) <= MAX_IN:
            rows = rows.filter(**{f"{lookups[place]}__in": values})
    for pk, key, values in stored_rows(sheet, rows):
        if is_visible(sheet.name, key):
            if key in stage.stored[sheet.name]:
                message = f'"{address(key)}" ada dua kali di basis data; bedakan nomornya lebih dahulu.'
                stage.problems.append(Problem(message, sheet.name))
            stage.stored[sheet.name][key] = Stored(pk, values, key)


def stored_rows(sheet: Sheet, rows) -> Iterable[tuple[Any, Key, list[Any]]]:
    """Primary key, natural key and column values of database rows, texts without spaces at their edges."""
    layout, lookups = [], ["pk"]
    for column in sheet.columns:
        found = column_lookups(sheet.name, column.name)
        layout.append((slice(len(lookups), len(lookups) + len(found)), _shape(sheet, column)))
        lookups += found
    for found in rows.values_list(*lookups):
        values = [shape(found[part]) for part, shape in layout]
        yield found[0], flat(sheet, sheet.key, values), values


def _shape(sheet: Sheet, column) -> Callable[[tuple[Any, ...]], Any]:
    """How the database values behind a column become its one value."""
    if column.to:
        return lambda found: None if found[0] is None else found
    if column.precision_field:
        return lambda found: found[0] and (found[0] if found[1] == "hari" else found[0].replace(day=1), found[1])
    if sheet.kind(column) in (Kind.TEXT, Kind.DIGITS):
        return lambda found: found[0].strip() if found and found[0] else (found[0] if found else None)
    return lambda found: found[0] if found else None


def _merge(stage: Stage, sheet: Sheet, row: Row) -> None:
    """Fills the columns the workbook leaves out, and marks the places where the row differs."""
    row.stored = stage.stored[sheet.name].get(row.key)
    values = row.values
    for place, value in enumerate(values):
        if value is Gap.ABSENT:
            values[place] = row.stored.values[place] if row.stored else _defaults(sheet.name)[place]
    if sheet.complete:
        sheet.complete(values, sheet.places)
    if row.stored:
        row.pk = row.stored.pk
        old = row.stored.values
        row.changed = tuple([place for place in _compared(sheet.name) if values[place] != old[place]])


@cache
def _defaults(name: str) -> tuple[Any, ...]:
    """What an empty cell means, by column."""
    return tuple(BY_NAME[name].default(column) for column in BY_NAME[name].columns)


@cache
def _compared(name: str) -> tuple[int, ...]:
    """The places of the columns that a row keeps itself, so not those that spill into another sheet."""
    return tuple(place for place, column in enumerate(BY_NAME[name].columns) if column_lookups(name, column.name))


def _resolve(stage: Stage, sheet: Sheet) -> None:
    """Points every link at the row it names; a name nobody knows is a problem at its cell."""
    rows = stage.staged[sheet.name].values()
    for row in rows:
        row.targets = []
    for link in sheet.all_links:
        staged, stored = stage.staged[link.to], stage.stored[link.to]
        own = own_columns(sheet.name, link)
        for row in rows:
            key = link_key(sheet, link, row)
            found = key and (staged.get(key) or stored.get(key))
            row.targets.append(found)
            if key is None:
                _refuse_half(stage, sheet, link, row)
            elif found is None and link.to not in stage.broken:
                stage.problems.append(row.problem(_not_found(stage, link.to, key), own[-1]))


def _refuse_half(stage: Stage, sheet: Sheet, link: Link, row: Row) -> None:
    """A row named by several cells needs all of them or none."""
    own = _optional_columns(sheet.name, link)
    empty = [name for name in own if row.values[sheet.places[name]] in (None, "")]
    if empty and len(empty) < len(own):
        message = f"Kolom {' dan '.join(own)} diisi bersama, atau dikosongkan bersama."
        stage.problems.append(row.problem(message, empty[0]))


@cache
def _optional_columns(name: str, link: Link) -> tuple[str, ...]:
    sheet = BY_NAME[name]
    return tuple(own for own in own_columns(name, link) if not sheet.is_required(sheet.by_name[own]))


def _not_found(stage: Stage, name: str, key: Key) -> str:
    known = {*stage.staged[name], *stage.stored[name]}
    hint = ""
    if len(known) <= MAX_SUGGESTED_FROM and len(stage.problems) < 50:
        hint = suggestion(address(key), map(address, known))
    return f'{name} "{address(key)}" tidak ditemukan, di buku kerja maupun di basis data.{hint}'


def refuse_cycles(stage: Stage) -> None:
    """Adds a problem to every row whose link to its own sheet leads back to itself."""
    for sheet in SHEETS:
        for link in sheet.all_links:
            if link.to == sheet.name:
                _refuse_cycles_of(stage, sheet, link)


def _refuse_cycles_of(stage: Stage, sheet: Sheet, link: Link) -> None:
    safe: set[Key] = set()
    for row in stage.staged[sheet.name].values():
        trail: dict[Key, None] = {}
        node: Row | Stored | None = row
        while node is not None and node.key not in safe and node.key not in trail:
            trail[node.key] = None
            key = link_key(sheet, link, node)
            node = stage.find(sheet.name, key) if key else None
        if trail and node is row:
            stage.problems.append(row.problem("Rangkaian ini kembali ke dirinya sendiri.", link.columns[-1]))
        elif node is None or node.key in safe:
            safe.update(trail)


def by_container(stage: Stage, name: str) -> dict[Key, list[Row | Stored]]:
    """The rows as they would stand, grouped by where they belong."""
    groups: dict[Key, list[Row | Stored]] = defaultdict(list)
    for row in stage.union(name):
        groups[container_of(BY_NAME[name], row.key)].append(row)
    return groups
