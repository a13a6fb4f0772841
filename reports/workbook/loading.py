"""Reads what the database has, in the columns of a sheet: one query for all the rows an import asks about."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from reports.workbook.columns import Kind, Sheet
from reports.workbook.keys import Key, address, column_lookups, flat, key_lookups
from reports.workbook.problems import Problem
from reports.workbook.rows import Stored
from reports.workbook.stage import Stage

# Above this many values a condition costs more than reading the table.
MAX_IN = 2000
# What is settled must not be settled by another between reading and writing.
HELD = frozenset({"realisasi", "pk", "laporan"})


def load(stage: Stage, sheet: Sheet, containers: set[Key], is_visible: Callable[[str, Key], bool]) -> None:
    """Reads the rows of the containers, and a few more where their parts combine otherwise."""
    lookups = key_lookups(sheet.name)
    rows = sheet.model._default_manager.order_by()
    for place, column in enumerate(zip(*containers, strict=True)):
        values = set(column)
        if len(values) <= MAX_IN:
            rows = rows.filter(**{f"{lookups[place]}__in": values})
    if sheet.name in HELD:
        _hold(rows)
    for pk, key, values in stored_rows(sheet, rows):
        if is_visible(sheet.name, key):
            if key in stage.stored[sheet.name]:
                message = f'"{address(key)}" ada dua kali di basis data; bedakan nomornya lebih dahulu.'
                stage.problems.append(Problem(message, sheet.name))
            stage.stored[sheet.name][key] = Stored(pk, values, key)


def _hold(rows: QuerySet) -> None:
    """Locks the rows until the import ends, where the database can lock rows."""
    held = rows.model._default_manager.filter(pk__in=rows.values("pk")).order_by("pk").select_for_update()
    list(held.values_list("pk", flat=True))


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
