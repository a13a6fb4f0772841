"""How the fields of a model are read from a row of its sheet."""

from collections.abc import Callable
from typing import Any

from agreements.models import DatePrecision
from reports.workbook.columns import Sheet
from reports.workbook.stage import link_key

Reader = Callable[[Any], Any]


def model_fields(sheet: Sheet) -> tuple[str, ...]:
    """The fields of the model that the sheet carries."""
    names = [name for column in sheet.columns for name in (column.field, column.precision_field) if name]
    return (*dict.fromkeys([*names, *(link.field for link in sheet.all_links)]),)


def field_reader(sheet: Sheet, name: str) -> Reader:
    """The function that reads one field of a row; a link gives the key it names, and pk the row's own key."""
    if name == "pk":
        return lambda row: row.key
    for link in sheet.all_links:
        if link.field == name:
            return lambda row: link_key(sheet, link, row)
    column = next(column for column in sheet.columns if name in (column.field, column.precision_field))
    place = sheet.places[column.name]
    if column.precision_field == name:
        return lambda row: row.values[place][1] if row.values[place] else DatePrecision.DAY.value
    if column.precision_field:
        return lambda row: row.values[place] and row.values[place][0]
    return lambda row: row.values[place]
