"""Enters an import into the trail of changes, from what the stage already knows."""

from collections.abc import Callable, Iterable
from functools import cache

from reports.workbook.columns import Sheet
from reports.workbook.fields import field_reader
from reports.workbook.keys import column_lookups, key_lookups, label
from reports.workbook.rows import Row, Stored
from reports.workbook.sheets import BY_NAME
from units import trail
from units.models import Unit

NOTE = "Impor buku kerja"
# The column that says in words what a row is, where its model has one.
NAMING = ("name", "title", "label", "text")
LONGEST = 250


class Recorder:
    """Writes the entries of one import; the units are looked up once."""

    def __init__(self):
        self.units: dict[str, int] = {}

    def created(self, sheet: Sheet, rows: Iterable[Row]) -> None:
        """Entries of new rows that have their keys by now."""
        place, name = self.place_of(sheet), naming(sheet)
        trail.add_created(sheet.model, ((row.pk, name(row), *place(row)) for row in rows))

    def changed(self, sheet: Sheet, rows: Iterable[Row], fields_at: Callable) -> None:
        """Entries of changed rows with the old and the new value of every column."""
        place, name = self.place_of(sheet), naming(sheet)
        found = ((row.pk, name(row), differences(sheet, row, fields_at), *place(row)) for row in rows)
        trail.add_changed(sheet.model, found)

    def place_of(self, sheet: Sheet) -> Callable[[Row], tuple[int | None, int | None]]:
        """The function that gives a row's unit and year."""
        way = trail.WAYS[sheet.model]
        unit = value_at(sheet.name, "code" if way.unit == trail.SELF else f"{way.unit}__code") if way.unit else None
        year = value_at(sheet.name, way.year) if way.year else None
        return lambda row: (self.unit(unit(row)) if unit else None, year(row) if year else None)

    def unit(self, code: str) -> int | None:
        if code not in self.units:
            self.units = dict(Unit.objects.values_list("code", "pk"))
        return self.units.get(code)


@cache
def value_at(sheet_name: str, lookup: str) -> Callable[[Row], object] | None:
    """The function that reads what a lookup leads to from a row's key or columns; None when the sheet lacks it."""
    from_key = key_lookups(sheet_name)
    if lookup in from_key:
        place = from_key.index(lookup)
        return lambda row: row.key[place]
    sheet = BY_NAME[sheet_name]
    for place, column in enumerate(sheet.columns):
        found = column_lookups(sheet_name, column.name)
        if lookup in found:
            part = found.index(lookup)
            return address_reader(place, part) if column.to else lambda row, place=place: row.values[place]
    return None


def address_reader(place: int, part: int) -> Callable[[Row], object]:
    """The function that reads one part of the address in a column."""
    return lambda row: row.values[place] and row.values[place][part]


def naming(sheet: Sheet) -> Callable[[Row], str]:
    """The function that says which row it is: its address, and its name where the sheet has one."""
    fields = [column.field for column in sheet.columns]
    place = next((fields.index(field) for field in NAMING if field in fields), None)
    if place is None:
        return lambda row: label(row.key)
    return lambda row: f"{label(row.key)}: {row.values[place]}"[:LONGEST]


def differences(sheet: Sheet, row: Row, fields_at: Callable) -> dict[str, list]:
    """Old and new of every field that a change writes; another row is named by its address."""
    found = {}
    for name in dict.fromkeys(name for place in row.changed for name in fields_at(sheet, place)):
        before, after = (said(sheet, name, side) for side in (row.stored, row))
        if before != after:
            found[name] = [before, after]
    return found


def said(sheet: Sheet, name: str, row: Row | Stored):
    value = field_reader(sheet, name)(row)
    if name in sheet.linked_fields:
        return value and label(value)
    return trail.stored_form(value)
