"""Points every row at the rows it names, and refuses names that lead nowhere or round in a circle."""

from functools import cache

from reports.workbook.columns import Link, Sheet
from reports.workbook.keys import Key, address, own_columns
from reports.workbook.problems import suggestion
from reports.workbook.rows import Row, Stored
from reports.workbook.sheets import BY_NAME, SHEETS
from reports.workbook.stage import Stage, link_key

MAX_SUGGESTED_FROM = 2000


def resolve(stage: Stage, sheet: Sheet) -> None:
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
