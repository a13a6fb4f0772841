"""The trail of changes: which tables keep one, how a row tells its unit and year, and who acts at the moment."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby, islice
from typing import Any

from auditlog import get_logentry_model
from auditlog.context import disable_auditlog
from auditlog.models import LogEntryManager
from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.utils import timezone

HIDDEN = "(disembunyikan)"
SELF = "self"
BATCH = 5000


@dataclass(frozen=True)
class Way:
    """How to come from a row to its unit and its year, as lookups; empty where a row has none."""

    unit: str
    year: str = ""


WAYS: dict[type[Model], Way] = {}


def record(model, *, unit, year="", hidden=(), masked=()) -> None:
    """Keeps a trail of the table: all its columns but the hidden ones; of a masked one only that it changed."""
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    auditlog.register(
        model,
        # Named one by one, since otherwise reverse relations would count as columns and cost queries.
        include_fields=[name for name in fields if name not in hidden],
        mask_fields=[*masked],
        mask_callable="units.trail.hide",
    )
    WAYS[model] = Way(unit, year)


def hide(_value: str) -> str:
    """What stands for a value nobody may read."""
    return HIDDEN


@dataclass(frozen=True)
class Acting:
    """Who writes at the moment, from where, and as part of what; no user means a command of the system."""

    user: Any = None
    address: str | None = None
    note: str = ""


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


def at_the_moment() -> Acting:
    """Who writes now; nobody unless `acting` says otherwise."""
    return _acting.get() or Acting()


@contextmanager
def acting(**known) -> Iterator[None]:
    """What is written inside is the work of this user, from this address, with this note; the rest stays as it was."""
    token = _acting.set(replace(at_the_moment(), **known))
    try:
        yield
    finally:
        _acting.reset(token)


@contextmanager
def unrecorded() -> Iterator[None]:
    """What is written inside leaves no entries of its own, because one entry of the caller stands for all of it."""
    with disable_auditlog():
        yield


def signature() -> dict[str, Any]:
    """The columns of an entry that say who; the name is kept because accounts may be deleted."""
    now = at_the_moment()
    user = now.user if now.user is not None and now.user.is_authenticated else None
    return {
        "actor_id": user and user.pk,
        "actor_email": user and user.email,
        "person": name_of(user) if user else "",
        "remote_addr": now.address,
        "note": now.note,
    }


def name_of(user) -> str:
    """ "Siti Aminah (siti)", or the user name alone."""
    full = user.get_full_name()
    return f"{full} ({user.get_username()})" if full else user.get_username()


class ChangeManager(LogEntryManager):
    """Adds to every entry what django-auditlog does not know: unit, year, and who acts."""

    def log_create(self, instance, force_log=False, **kwargs):
        if kwargs.get("changes") is None and not force_log:
            return None
        unit_id, year = place_of(instance)
        known = {"unit_id": unit_id, "year": year, **signature()}
        return super().log_create(instance, force_log, **known | kwargs)


def place_of(row: Model) -> tuple[int | None, int | None]:
    """The key of the unit a row belongs to and its year; at most one query, also for a row just deleted."""
    way = WAYS.get(type(row), Way(""))
    if way.unit == SELF:
        return row.pk, None
    found, open_ends = {}, {}
    for name, lookup in (("unit", way.unit), ("year", way.year)):
        value, end = reached(row, lookup) if lookup else (None, None)
        if end is None:
            found[name] = value
        else:
            open_ends.setdefault(end[:2], {})[name] = end[2]
    for (model, pk), lookups in open_ends.items():
        values = model._base_manager.filter(pk=pk).values_list(*lookups.values()).first()
        found |= dict(zip(lookups, values or [None] * len(lookups), strict=True))
    return found["unit"], found["year"]


def reached(row: Model, lookup: str) -> tuple[Any, tuple[type[Model], Any, str] | None]:
    """The value at the end of a lookup, as far as rows in memory lead; else the row to ask the database about."""
    first, _, rest = lookup.partition("__")
    field = row._meta.get_field(first)
    key = getattr(row, field.attname)
    if not rest or key is None:
        return key, None
    if field.is_cached(row):
        return reached(getattr(row, first), rest)
    return None, (field.related_model, key, rest)


def stored_form(value: Any) -> Any:
    """The value as an entry keeps it: what JSON knows as it is, a moment in UTC, everything else as its text."""
    if isinstance(value, datetime):
        return str(timezone.make_naive(value, UTC) if timezone.is_aware(value) else value)
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def add_changed(model: type[Model], rows: Iterable[tuple[int, str, dict, int | None, int | None]]) -> None:
    """Entries of rows changed in bulk: key, representation, {field: [old, new]}, unit and year of each."""
    entry = get_logentry_model()
    common = {
        "content_type": ContentType.objects.get_for_model(model),
        "action": entry.Action.UPDATE,
        "timestamp": timezone.now(),
        **signature(),
    }
    made = (
        entry(object_pk=pk, object_id=pk, object_repr=text, changes=changes, unit_id=unit, year=year, **common)
        for pk, text, changes, unit, year in rows
        if changes
    )
    entry.objects.bulk_create(made, batch_size=2000)


# One text instead of twenty columns per row: sixty thousand rows of an import are entered within its time.
CREATED = {
    "sqlite": "FROM json_each(%s) AS item",
    "postgresql": "FROM jsonb_array_elements(CAST(%s AS jsonb)) AS item(value)",
}
INSERT = """
INSERT INTO units_change (
    object_pk, object_id, object_repr, unit_id, year,
    content_type_id, action, changes_text, timestamp, actor_id, actor_email, person, remote_addr, note
)
SELECT
    item.value ->> 0, CAST(item.value ->> 0 AS bigint), item.value ->> 1,
    CAST(item.value ->> 2 AS bigint), CAST(item.value ->> 3 AS smallint),
    %s, %s, '', %s, %s, %s, %s, %s, %s
"""


def add_created(model: type[Model], rows: Iterable[tuple[int, str, int | None, int | None]]) -> None:
    """Entries of rows created in bulk: key, representation, unit and year of each; the values stand in the rows."""
    kind, who = ContentType.objects.get_for_model(model).pk, signature()
    moment = connection.ops.adapt_datetimefield_value(timezone.now())
    values = [kind, get_logentry_model().Action.CREATE, moment, *who.values()]
    rows = iter(rows)
    with connection.cursor() as cursor:
        while batch := [*islice(rows, BATCH)]:
            cursor.execute(INSERT + CREATED[connection.vendor], [*values, json.dumps(batch)])


def add_created_rows(rows: Iterable[Model], unit_id: int | None, year: int | None) -> None:
    """The same for instances of a few tables that all belong to one unit and year."""
    for model, group in groupby(rows, type):
        add_created(model, ((row.pk, str(row), unit_id, year) for row in group))
