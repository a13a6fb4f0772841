"""Writes the staged rows in bulk, each sheet after those it refers to."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from reports.workbook.columns import Sheet
from reports.workbook.rows import Row
from reports.workbook.sheets import SHEETS
from reports.workbook.staging import Stage
from units.models import Unit

BATCH = 2000


def write(stage: Stage) -> None:
    """Creates the new rows and updates the changed ones; call it inside a transaction."""
    for sheet in SHEETS:
        rows = stage.staged[sheet.name]
        new = [row for row in rows.values() if not row.stored]
        changed = [row for row in rows.values() if row.stored and row.changed]
        if sheet.model is Unit:
            _save_units(sheet, [row for row in rows.values() if row.is_touched])
        else:
            for wave in _waves(new):
                _create(sheet, wave)
            if changed:
                _update(sheet, changed)


def _create(sheet: Sheet, rows: list[Row]) -> None:
    made = sheet.model._default_manager.bulk_create([_instance(sheet, row) for row in rows], batch_size=BATCH)
    for row, instance in zip(rows, made, strict=True):
        row.pk = instance.pk


def _update(sheet: Sheet, rows: list[Row]) -> None:
    manager = sheet.model._default_manager
    for field, values in sheet.parking.items():
        places = [place for place, column in enumerate(sheet.columns) if column.field == field]
        trading = [row.pk for row in rows if places[0] in row.changed]
        manager.filter(pk__in=trading).update(**values)
    names = sorted({name for row in rows for place in row.changed for name in _fields_at(sheet, place)})
    instances = [_instance(sheet, row, pk=row.pk) for row in rows]
    manager.bulk_create(
        instances, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=names
    )


def _fields_at(sheet: Sheet, place: int) -> Iterator[str]:
    """The fields that a change in one column writes."""
    column = sheet.columns[place]
    if column.field:
        yield column.field
    if column.precision_field:
        yield column.precision_field
    for link in sheet.links:
        if column.name in link.columns:
            yield link.field


def _instance(sheet: Sheet, row: Row, **more: Any) -> Model:
    values = dict(more)
    for column, value in zip(sheet.columns, row.values, strict=True):
        if column.precision_field:
            values[column.field] = value and value[0]
            if value:
                values[column.precision_field] = value[1]
        elif column.field and not column.to:
            values[column.field] = value
    for link, target in zip(sheet.all_links, row.targets, strict=True):
        values[f"{link.field}_id"] = target and target.pk
    return sheet.model(**values)


def _waves(rows: list[Row]) -> Iterator[list[Row]]:
    """The rows in groups, each after the rows of the same sheet that it points at."""
    waiting = rows
    while waiting:
        ready, later = [], []
        for row in waiting:
            is_blocked = any(isinstance(target, Row) and target.pk is None for target in row.targets)
            (later if is_blocked else ready).append(row)
        if not ready:
            raise RuntimeError("rows point at each other in a circle, which validation should have refused")
        yield ready
        waiting = later


def _save_units(sheet: Sheet, rows: list[Row]) -> None:
    """Units keep their place in the tree in save(), and there are few."""
    for wave in _waves([row for row in rows if not row.stored]):
        for row in wave:
            unit = _instance(sheet, row)
            unit.save()
            row.pk = unit.pk
    for row in rows:
        if row.stored:
            names = {name for place in row.changed for name in _fields_at(sheet, place)}
            _instance(sheet, row, pk=row.pk).save(update_fields=names)
