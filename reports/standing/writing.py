"""Putting rows of the standing in the place of others; only whoever holds the mark does so."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from lakin.fast_rows import store_rows
from reports.models import StandingMark


@contextmanager
def held_mark() -> Iterator[StandingMark]:
    """The mark, held until the transaction ends: two that refresh at once follow each other."""
    StandingMark.objects.get_or_create(pk=1)
    with transaction.atomic():
        yield StandingMark.objects.select_for_update().get(pk=1)


def replace_rows(former, columns: Sequence[str], rows: Iterable[tuple]) -> None:
    """Stores the rows, told by their columns, in the place of the former ones; nobody ever sees neither."""
    meta = former.model._meta
    names = [meta.get_field(name).column for name in columns]
    with transaction.atomic():
        former.order_by()._raw_delete(former.db)
        store_rows(meta.db_table, names, rows)
