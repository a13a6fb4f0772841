"""Rows of a made-up ministry into their tables, with the keys they come with."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import NOT_PROVIDED, Model

from lakin.fast_rows import store_rows, stored


class Loader:
    """Counts what it stores; whoever uses it keeps to the rules of the tables, since only the database checks them."""

    def __init__(self):
        self.counts: Counter[type[Model]] = Counter()

    def add(self, model: type[Model], columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
        """Store the rows; columns that are not named get their default."""
        fields = [model._meta.get_field(name) for name in columns]
        # A key that is not brought along is given by the database.
        others = [field for field in model._meta.concrete_fields if field not in fields and not field.primary_key]
        constants = tuple(default_of(field) for field in others)
        names = [field.column for field in (*fields, *others)]
        self.counts[model] += store_rows(model._meta.db_table, names, ((*row, *constants) for row in rows))

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
