"""A table of the API: what it asks a token for, how it is narrowed, and its columns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from reports.exchange.columns import DATE, DECIMAL, MOMENT, TEXT, WHOLE, Column
from reports.models import TokenScope
from reports.writers.json import amount


@dataclass(frozen=True)
class Asked:
    """What a request narrows to; `units` are those of the token, `is_draft_open` whether it may see what is open."""

    units: QuerySet
    year: int | None
    quarter: int | None
    is_draft_open: bool


@dataclass(frozen=True)
class Resource:
    """`rows` are paged by their key; `made` turns a page of them into what the columns read."""

    key: str
    name: str
    about: str
    scope: TokenScope
    columns: tuple[Column, ...]
    rows: Callable[[Asked], QuerySet]
    made: Callable[[list, Asked], Iterable] = lambda page, asked: page
    filters: tuple[str, ...] = ("unit",)
    needs_year: bool = False
    # By which name one row is asked for; "" where there is no such thing.
    one_by: str = ""


def plain(name: str, kind: str, about: str, *, may_lack: bool = False) -> Column:
    """A column of the same name as the attribute."""
    return Column(name, kind, about, lambda row: getattr(row, name), may_lack)


def figure(name: str, about: str, read: Callable[[Any], Any]) -> Column:
    """An exact decimal; null is not known."""
    return Column(name, DECIMAL, about, lambda row: amount(read(row)), may_lack=True)


def date_of(name: str, about: str) -> Column:
    return Column(name, DATE, about, lambda row: (day := getattr(row, name)) and day.isoformat(), may_lack=True)


def moment_of(name: str, about: str) -> Column:
    return Column(name, MOMENT, about, lambda row: (at := getattr(row, name)) and at.isoformat(), may_lack=True)


UNIT = Column("unit", TEXT, "Kode unit kerja.", lambda row: row.unit.code)
YEAR = plain("year", WHOLE, "Tahun kinerja.")
INDICATOR_ID = Column("indicator_id", WHOLE, "Kunci indikator.", lambda row: row.indicator_id)
INDICATOR = Column("indicator", TEXT, "Nomor indikator.", lambda row: row.indicator.code)


def in_year(asked: Asked) -> Q:
    """The condition on a table with unit and year."""
    wanted = Q(unit__in=asked.units)
    return wanted if asked.year is None else wanted & Q(year=asked.year)
