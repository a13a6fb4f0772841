"""What every row must satisfy before anything is written: the constraints of its model and the rules across rows."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reports.workbook.columns import Sheet
from reports.workbook.conditions import Unique, checks, uniques
from reports.workbook.crosschecks import CROSSCHECKS
from reports.workbook.keys import Key
from reports.workbook.problems import Problem
from reports.workbook.rows import Row, Stored
from reports.workbook.sheets import SHEETS
from reports.workbook.staging import Stage, link_key, refuse_cycles


def validate(stage: Stage) -> None:
    """Adds a problem for everything that the models would refuse."""
    refuse_cycles(stage)
    for sheet in SHEETS:
        rows = [row for row in stage.staged[sheet.name].values() if row.is_touched and row.is_sound]
        if rows:
            stage.problems += _failed_checks(sheet, rows)
            for unique in uniques(sheet.model):
                stage.problems += _repeated(stage, sheet, unique)
    for name, crosscheck in CROSSCHECKS:
        rows = [row for row in stage.staged[name].values() if row.is_touched and row.is_sound]
        if rows:
            stage.problems += crosscheck(stage, rows)


def fields(sheet: Sheet, row: Row | Stored) -> dict[str, Any]:
    """Field name to value, with the key of the row it points at for a link, and the row's own key as pk."""
    found: dict[str, Any] = {"pk": row.key}
    for link in sheet.all_links:
        found[link.field] = link_key(sheet, link, row)
    for column, value in zip(sheet.columns, row.values, strict=True):
        if column.precision_field:
            found[column.field] = value and value[0]
            if value:
                found[column.precision_field] = value[1]
        elif column.field and not column.to:
            found[column.field] = value
    return found


def column_of(sheet: Sheet, names: Iterable[str]) -> str:
    """The column to blame for a rule about these fields: the last of them that the sheet shows."""
    shown = {column.field: column.name for column in sheet.columns if column.field}
    shown |= {link.field: link.columns[-1] for link in sheet.all_links}
    return next((shown[name] for name in reversed(tuple(names)) if name in shown), "")


def _failed_checks(sheet: Sheet, rows: list[Row]) -> Iterator[Problem]:
    # A rule about the people who submit and verify cannot be broken by a workbook, which does not carry them.
    carried = fields(sheet, rows[0]).keys()
    found = [(check, column_of(sheet, check.fields)) for check in checks(sheet.model) if carried >= {*check.fields}]
    for row in rows:
        values = fields(sheet, row)
        for check, column in found:
            if not check.passes(values):
                yield row.problem(str(check.message), column)


def _repeated(stage: Stage, sheet: Sheet, unique: Unique) -> Iterator[Problem]:
    """Rows that share what must be unique, except the key itself, whose repetition is already told."""
    key = _getter(sheet, unique.fields)
    if key is None:
        return
    seen: dict[tuple, Row | Stored] = {}
    for row in sorted(stage.union(sheet.name), key=lambda row: isinstance(row, Row)):
        value = key(row)
        if unique.is_open and None in value:
            continue
        first = seen.setdefault(value, row)
        if first is not row and isinstance(row, Row) and row.is_sound:
            where = f" (baris {first.number})" if isinstance(first, Row) else " (di basis data)"
            yield row.problem(f"{unique.message}{where}", column_of(sheet, unique.fields))


def _getter(sheet: Sheet, names: tuple[str, ...]) -> Callable[[Row | Stored], Key] | None:
    """The values of the fields of a row; None when they are just the key."""
    shown = {column.field: column.name for column in sheet.columns if column.field and not column.to}
    links = {link.field: link for link in sheet.all_links}
    columns = {name for field in names for name in (links[field].columns if field in links else (shown[field],))}
    if columns >= set(sheet.key):
        return None

    def values(row):
        return tuple(
            link_key(sheet, links[name], row) if name in links else row.values[sheet.places[shown[name]]]
            for name in names
        )

    return values
