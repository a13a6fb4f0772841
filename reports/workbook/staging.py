"""Lays the rows of a workbook beside what the database has: their keys, their links, and what would change."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

from reports.workbook.columns import Link, Sheet
from reports.workbook.keys import Key, column_lookups, container_width, flat, key_lookups, parts, width
from reports.workbook.linking import resolve
from reports.workbook.loading import load
from reports.workbook.rows import Gap, Row
from reports.workbook.sheets import BY_NAME, SHEETS
from reports.workbook.stage import Stage, container_of, is_gap

# The sheets whose rows are the years of a unit.
PERIODS = ("laporan", "pk", "dipa")


def lay_out(stage: Stage, is_visible: Callable[[str, Key], bool]) -> None:
    """Finds every row's key, its counterpart in the database and the rows it refers to, and marks what differs."""
    for sheet in SHEETS:
        _find_keys(stage, sheet)
    wanted = _wanted_containers(stage)
    for sheet in SHEETS:
        if wanted[sheet.name]:
            load(stage, sheet, wanted[sheet.name], is_visible)
    for sheet in SHEETS:
        for row in stage.staged[sheet.name].values():
            _merge(stage, sheet, row)
    for sheet in SHEETS:
        resolve(stage, sheet)


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
        if sheet.name in stage.present:
            stage.described[sheet.name] = _described(stage, sheet)
        wanted[sheet.name] |= stage.described[sheet.name]
        wanted[sheet.name] |= {container_of(sheet, key) for key in stage.staged[sheet.name]}
        for link in (*sheet.all_links, *_to_agreements(sheet)):
            wanted[link.to] |= _containers_named(sheet, link, stage.rows[sheet.name])
    return wanted


def _to_agreements(sheet: Sheet) -> list[Link]:
    """The addresses of agreements that only lead to their lines; whether they may change is asked of the agreement."""
    return [Link("", "pk", (column.name,)) for column in sheet.columns if column.to == "pk" and not column.field]


def _described(stage: Stage, sheet: Sheet) -> set[Key]:
    """The units, years and documents a sheet should list in full; what is only referred to need not be complete."""
    found = {container_of(sheet, key) for key in stage.staged[sheet.name]}
    about = {key[0] for key in stage.staged["laporan"] or stage.staged["dipa"]}
    if not about or not key_lookups(sheet.name)[0].endswith("unit__code"):
        return found
    home = sheet.by_name[sheet.container[0]].to
    if container_width(sheet.name) == len(parts(home)):
        found |= set(stage.staged[home])
    elif sheet.container == ("unit", "tahun"):
        found |= {key[:2] for name in PERIODS for key in stage.staged[name]}
    return {container for container in found if container[0] in about}


def _containers_named(sheet: Sheet, link: Link, rows: list[Row]) -> set[Key]:
    """The containers that the first columns of a link name; thousands of rows name few."""
    needed, columns = container_width(link.to), []
    for name in link.columns:
        if sum(width(sheet.by_name[column]) for column in columns) < needed:
            columns.append(name)
    places = [sheet.places[name] for name in columns]
    named = {tuple(row.values[place] for place in places) for row in rows}
    keys = (_flattened(values) for values in named if not any(is_gap(value) for value in values))
    return {key[:needed] for key in keys}


def _flattened(values: tuple[Any, ...]) -> Key:
    return tuple(part for value in values for part in (value if isinstance(value, tuple) else (value,)))


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
