"""The tables that a bundle brings along, as .xlsx and .csv: the capaian of an edition, and the index."""

from collections.abc import Iterable
from decimal import Decimal

from reports.exchange.columns import DECIMAL, Column
from reports.exchange.datasets import ACHIEVEMENT
from reports.exchange.frozen import indicator_rows
from reports.models import EditionFile
from reports.writers.listing import write_listing

WIDEST, NARROWEST = 60, 10


def achievement_table(file: EditionFile) -> bytes:
    """Every indicator of an edition from its frozen data, with the columns of the open data."""
    return as_xlsx("Capaian", ACHIEVEMENT.columns, indicator_rows([file]))


def as_xlsx(title: str, columns: Iterable[Column], rows: Iterable) -> bytes:
    """A sheet under the names of its columns, each as wide as what stands in it."""
    columns = tuple(columns)
    lines = [[exact(column.kind, column.value(row)) for column in columns] for row in rows]
    heads = [
        (column.name, min(WIDEST, max(NARROWEST, len(column.name), *(len(str(line[place] or "")) for line in lines))))
        for place, column in enumerate(columns)
    ]
    return write_listing(title, heads, lines)


def exact(kind: str, value):
    """A figure of the open data, which is a text there, as the number it is."""
    return Decimal(value) if kind == DECIMAL and value is not None else value
