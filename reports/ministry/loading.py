"""Rows into a table as fast as the database takes them, with the keys they come with."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import NOT_PROVIDED, Model

BATCH = 20_000
NULL = r"\N"


class Loader:
    """Counts what it stores; whoever uses it keeps to the rules of the tables, since only the database checks them."""

    def __init__(self):
        self.counts: Counter[type[Model]] = Counter()

    def add(self, model: type[Model], columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
        """Store the rows; columns that are not named get their default."""
        fields = [model._meta.get_field(name) for name in columns]
        others = [field for field in model._meta.concrete_fields if field not in fields and not field.primary_key]
        constants = tuple(default_of(field) for field in others)
        names = [field.column for field in (*fields, *others)]
        rows = iter(rows)
        while batch := [(*row, *constants) for row in islice(rows, BATCH)]:
            with transaction.atomic():
                store(model._meta.db_table, names, batch)
            self.counts[model] += len(batch)

    def finish(self) -> None:
        """Lets the database give new keys after the last one that was brought along."""
        statements = connection.ops.sequence_reset_sql(no_style(), [*self.counts])
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def default_of(field) -> Any:
    """What a column holds where nothing is given."""
    if field.has_default() and field.default is not NOT_PROVIDED:
        return stored(field.get_default())
    return "" if field.empty_strings_allowed and not field.null else None


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
