"""Writes the staged rows in bulk, each sheet after those it refers to."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from graphlib import TopologicalSorter
from operator import attrgetter
from typing import Any

from django.db.models import Field, Model

from reports.workbook.columns import Sheet
from reports.workbook.fields import field_reader, model_fields
from reports.workbook.recording import Recorder
from reports.workbook.rows import Row
from reports.workbook.sheets import SHEETS
from reports.workbook.stage import Stage
from units.models import Unit

BATCH = 2000


def write(stage: Stage) -> None:
    """Creates the new rows and updates the changed ones; call it inside a transaction."""
    recorder = Recorder()
    for sheet in SHEETS:
        rows = stage.staged[sheet.name]
        new = [row for row in rows.values() if not row.stored]
        changed = [row for row in rows.values() if row.stored and row.changed]
        if sheet.model is Unit:
            _save_units(sheet, [row for row in rows.values() if row.is_touched])
        else:
            for wave in _waves(sheet, new):
                _create(sheet, wave)
            recorder.created(sheet, new)
            if changed:
                _update(sheet, changed)
        # A new unit is entered by its save(), which a changed one passes unseen.
        recorder.changed(sheet, changed, _fields_at)


def _create(sheet: Sheet, rows: Iterable[Row]) -> None:
    made = sheet.model._default_manager.bulk_create([*map(_maker(sheet), rows)], batch_size=BATCH)
    for row, instance in zip(rows, made, strict=True):
        row.pk = instance.pk


def _update(sheet: Sheet, rows: list[Row]) -> None:
    manager = sheet.model._default_manager
    for field, values in sheet.parking.items():
        places = [place for place, column in enumerate(sheet.columns) if column.field == field]
        trading = [row.pk for row in rows if places[0] in row.changed]
        manager.filter(pk__in=trading).update(**values)
    names = sorted({name for row in rows for place in row.changed for name in _fields_at(sheet, place)})
    instances = [*map(_maker(sheet), rows)]
    manager.bulk_create(instances, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=names)


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


def _maker(sheet: Sheet) -> Callable[[Row], Model]:
    """The function that turns a row into an instance, its fields in the model's own order."""
    links = {link.field: place for place, link in enumerate(sheet.all_links)}
    carried = set(model_fields(sheet))
    readers = []
    for field in sheet.model._meta.concrete_fields:
        if field.primary_key:
            readers.append(attrgetter("pk"))
        elif field.name in links:
            readers.append(partial(_key_of_target, links[field.name]))
        elif field.name in carried:
            readers.append(field_reader(sheet, field.name))
        else:
            readers.append(partial(_default, field))
    model = sheet.model
    return lambda row: model(*[read(row) for read in readers])


def _key_of_target(place: int, row: Row) -> Any:
    target = row.targets[place]
    return target and target.pk


def _default(field: Field, _row: Row) -> Any:
    return field.get_default()


def _waves(sheet: Sheet, rows: list[Row]) -> Iterator[tuple[Row, ...]]:
    """The rows in groups, each after the rows of the same sheet that it points at."""
    own = [place for place, link in enumerate(sheet.all_links) if link.to == sheet.name]
    above = {row: [row.targets[place] for place in own if _is_new(row.targets[place])] for row in rows}
    sorter = TopologicalSorter(above)
    sorter.prepare()
    while sorter.is_active():
        wave = sorter.get_ready()
        yield wave
        sorter.done(*wave)


def _is_new(target: Any) -> bool:
    return target.__class__ is Row and target.stored is None


def _save_units(sheet: Sheet, rows: list[Row]) -> None:
    """Units keep their place in the tree in save(), and there are few."""
    make = _maker(sheet)
    for wave in _waves(sheet, [row for row in rows if not row.stored]):
        for row in wave:
            unit = make(row)
            unit.save()
            row.pk = unit.pk
    for row in rows:
        if row.stored:
            make(row).save(update_fields={name for place in row.changed for name in _fields_at(sheet, place)})
