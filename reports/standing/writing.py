"""Putting rows of the standing in the place of others; only whoever holds the mark does so."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from reports.models import StandingMark

BATCH = 1000


@contextmanager
def held_mark() -> Iterator[StandingMark]:
    """The mark, held until the transaction ends: two that refresh at once follow each other."""
    StandingMark.objects.get_or_create(pk=1)
    with transaction.atomic():
        yield StandingMark.objects.select_for_update().get(pk=1)


def replace_rows(former, model, rows) -> None:
    """Stores the rows in the place of the former ones; nobody ever sees neither."""
    with transaction.atomic():
        former.order_by()._raw_delete(former.db)
        model.objects.bulk_create(rows, batch_size=BATCH)
