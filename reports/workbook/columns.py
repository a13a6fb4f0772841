"""What a sheet of the workbook is made of: columns, links to other sheets, and the key that names a row."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from django.db import models


class Kind(Enum):
    """How a cell is read and written; the value is what a planner is told to write."""

    TEXT = "teks"
    LONG_TEXT = "teks panjang"
    DIGITS = "angka sebagai teks"
    INTEGER = "bilangan bulat"
    DECIMAL = "angka"
    DATE = "tanggal"
    DATE_OR_MONTH = "tanggal atau bulan"
    MOMENT = "waktu"
    BOOLEAN = "ya/tidak"
    CHOICE = "pilihan"
    ADDRESS = "alamat"


KIND_OF_FIELD = (
    (models.ForeignKey, Kind.ADDRESS),
    (models.BooleanField, Kind.BOOLEAN),
    (models.TextField, Kind.LONG_TEXT),
    (models.CharField, Kind.TEXT),
    (models.DecimalField, Kind.DECIMAL),
    (models.IntegerField, Kind.INTEGER),
    (models.DateTimeField, Kind.MOMENT),
    (models.DateField, Kind.DATE),
)


@dataclass(frozen=True)
class Column:
    """One column; without `field` it only helps to name a row of another sheet or feeds one (`Spill`)."""

    name: str
    field: str | None = None
    about: str = ""
    to: str = ""
    kind: Kind | None = None
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    is_required: bool | None = None
    precision_field: str = ""
    width: int = 16


@dataclass(frozen=True)
class Link:
    """A foreign key whose row is named by several columns together."""

    field: str
    to: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Spill:
    """Columns that state a row of another sheet, given where the column `when` is filled."""

    to: str
    when: str
    columns: Mapping[str, str]
    constants: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """One sheet and the model its rows are.

    `container` are the leading key columns that bound what it describes; `parking` says how rows step aside while they
    trade the value of a unique field that is not part of the key.
    """

    name: str
    model: type[models.Model]
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    container: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    spills: tuple[Spill, ...] = ()
    complete: Callable[[list[Any], Mapping[str, int]], None] | None = None
    parking: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def places(self) -> dict[str, int]:
        """Column name to its place in a row."""
        return {column.name: place for place, column in enumerate(self.columns)}

    @cached_property
    def all_links(self) -> tuple[Link, ...]:
        """Every foreign key of the sheet, those of a single column first."""
        single = (
            Link(column.field, column.to, (column.name,)) for column in self.columns if column.to and column.field
        )
        return (*single, *self.links)

    @cached_property
    def linked_fields(self) -> frozenset[str]:
        return frozenset(link.field for link in self.all_links)

    def model_field(self, column: Column) -> models.Field | None:
        """The field a column fills; None where it only names or feeds another row."""
        return self.model._meta.get_field(column.field) if column.field else None

    def kind(self, column: Column) -> Kind:
        if column.kind:
            return column.kind
        if column.to:
            return Kind.ADDRESS
        found = self.model_field(column)
        if found.choices:
            return Kind.CHOICE
        return next(kind for base, kind in KIND_OF_FIELD if isinstance(found, base))

    def words(self, column: Column) -> dict[str, str]:
        """Stored code to the word that stands in the cell, for a column of choices."""
        return {code: column.words.get(code, code) for code, _label in self.model_field(column).choices if code}

    def default(self, column: Column) -> Any:
        """What an empty cell means in a new row: the model's default, an empty text, or None for not known."""
        found = self.model_field(column)
        if found is None or column.to:
            return None
        if found.has_default():
            return found.get_default()
        is_text = isinstance(found, models.CharField | models.TextField)
        return "" if is_text and found.blank else None

    def is_required(self, column: Column) -> bool:
        """Whether every row must fill the cell."""
        if column.is_required is not None:
            return column.is_required
        found = self.model_field(column)
        if found is None:
            return column.name in self.key
        return not (found.blank or found.null) and (column.name in self.key or not found.has_default())
