"""Rows into a table as fast as the database takes them; only the database checks them."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

BATCH = 20_000
NULL = r"\N"


def store_rows(table: str, names: list[str], rows: Iterable[tuple]) -> int:
    """Store the rows under these columns, some at a time; returns how many there were."""
    rows, count = iter(rows), 0
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            store(table, names, batch)
        count += len(batch)
    return count


def stored(value: Any) -> Any:
    """The value as the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.isoformat() if isinstance(value, date) else value


def store(table: str, names: list[str], rows: list[tuple]) -> None:
    """One batch: COPY where there is one, else one statement for all rows."""
    quoted = ", ".join(map(connection.ops.quote_name, names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            text = io.StringIO()
            csv.writer(text).writerows(written(rows))
            text.seek(0)
            cursor.copy_expert(f"COPY {table} ({quoted}) FROM STDIN WITH (FORMAT csv, NULL '{NULL}')", text)
        else:
            places = ", ".join(["%s"] * len(names))
            # Only names of our own tables and columns stand in it.
            cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({places})", rows)  # noqa: S608


def written(rows: Iterable[tuple]) -> Iterator[list]:
    """The rows as text, with a word for what is empty."""
    for row in rows:
        yield [NULL if value is None else value for value in row]


def count_rows() -> None:
    """Let the database count what its tables hold; after so many new rows it would choose its plans blindly."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
