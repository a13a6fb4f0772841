"""What every row must satisfy before anything is written: the constraints of its model and the rules across rows."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from reports.workbook.columns import Sheet
from reports.workbook.conditions import Unique, checks, compiled, uniques
from reports.workbook.crosschecks import CROSSCHECKS
from reports.workbook.fields import field_reader, model_fields
from reports.workbook.keys import Key
from reports.workbook.linking import refuse_cycles
from reports.workbook.problems import Problem
from reports.workbook.rows import Row, Stored
from reports.workbook.sheets import SHEETS
from reports.workbook.stage import Stage


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


def column_of(sheet: Sheet, names: Iterable[str]) -> str:
    """The column to blame for a rule about these fields: the last of them that the sheet shows."""
    shown = {column.field: column.name for column in sheet.columns if column.field}
    shown |= {link.field: link.columns[-1] for link in sheet.all_links}
    return next((shown[name] for name in reversed(tuple(names)) if name in shown), "")


def _failed_checks(sheet: Sheet, rows: list[Row]) -> Iterator[Problem]:
    # A rule about the people who submit and verify cannot be broken by a workbook, which does not carry them.
    carried = {"pk", *model_fields(sheet)}
    found = [check for check in checks(sheet.model) if carried >= {*check.fields}]
    for check in found:
        passes = compiled(check.condition, partial(field_reader, sheet))
        for row in rows:
            if passes(row) is False:
                yield row.problem(check.message, column_of(sheet, check.fields))


def _repeated(stage: Stage, sheet: Sheet, unique: Unique) -> Iterator[Problem]:
    """Rows that share what must be unique, except the key itself, whose repetition is already told."""
    key = _getter(sheet, unique.fields)
    if key is None:
        return
    holds = compiled(unique.condition, partial(field_reader, sheet)) if unique.condition else None
    seen: dict[tuple, Row | Stored] = {}
    for row in sorted(stage.union(sheet.name), key=lambda row: isinstance(row, Row)):
        if holds and not holds(row):
            continue
        value = key(row)
        if unique.is_open and None in value:
            continue
        first = seen.setdefault(value, row)
        if first is not row and isinstance(row, Row) and row.is_sound:
            where = f" (baris {first.number})" if isinstance(first, Row) else " (di basis data)"
            yield row.problem(f"{unique.message}{where}", column_of(sheet, unique.fields))


def _getter(sheet: Sheet, names: tuple[str, ...]) -> Callable[[Row | Stored], Key] | None:
    """The values of the fields of a row; None when they are just the key."""
    links = {link.field: link.columns for link in sheet.all_links}
    shown = {column.field: (column.name,) for column in sheet.columns if column.field}
    columns = {column for name in names for column in (shown | links)[name]}
    if columns >= set(sheet.key):
        return None
    readers = [field_reader(sheet, name) for name in names]
    return lambda row: tuple(read(row) for read in readers)
