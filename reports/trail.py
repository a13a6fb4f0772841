"""The trail of changes as people read it: who, when, what, and every column from what to what."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from auditlog.models import AbstractLogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime

from lakin.formatting import MISSING, date_long, datetime_wib, number, plain, quarter_name
from reports.trail_links import Addresses
from units.models import Change, Unit

ACTIONS = {
    AbstractLogEntry.Action.CREATE: "dibuat",
    AbstractLogEntry.Action.UPDATE: "diubah",
    AbstractLogEntry.Action.DELETE: "dihapus",
}
SYSTEM = "perintah sistem"
MOST_OF_ONE = 50
MOST_SIGNS = 240
QUARTER = re.compile(r"\btriwulan ([1-4])\b", re.IGNORECASE)
DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")


@dataclass(frozen=True)
class FieldChange:
    """One column: its label, what stood there and what stands there now, as people read them."""

    label: str
    before: str
    after: str

    @property
    def is_long(self) -> bool:
        return max(len(self.before), len(self.after)) > MOST_SIGNS


@dataclass(frozen=True)
class Entry:
    """One entry: `person` is "perintah sistem" for a command, `url` empty where no page shows the row."""

    pk: int
    moment: datetime
    person: str
    action: str
    kind: str
    what: str
    unit: Unit | None
    year: int | None
    note: str
    url: str
    fields: tuple[FieldChange, ...]

    @property
    def is_update(self) -> bool:
        return self.action == ACTIONS[AbstractLogEntry.Action.UPDATE]


def history(row, most=MOST_OF_ONE) -> tuple[Entry, ...]:
    """The entries of one row, the newest first."""
    kind = ContentType.objects.get_for_model(row)
    found = Change.objects.filter(content_type=kind, object_id=row.pk).select_related("unit")
    return read(found[:most])


def read(changes: Iterable[Change]) -> tuple[Entry, ...]:
    """The entries in words; one query per kind of row that they refer to, however many entries there are."""
    changes = [*changes]
    names, addresses = Names(changes), Addresses((change, model_of(change)) for change in changes)
    return tuple(entry_of(change, names, addresses) for change in changes)


def entry_of(change: Change, names: "Names", addresses: Addresses) -> Entry:
    model = model_of(change)
    fields = [field_change(model, name, pair, names) for name, pair in sorted_fields(model, change.changes)]
    return Entry(
        pk=change.pk,
        moment=change.timestamp,
        person=change.person or SYSTEM,
        action=ACTIONS.get(change.action, ""),
        kind=str(model._meta.verbose_name) if model else "data yang tidak lagi ada",
        what=as_called(change.object_repr),
        unit=change.unit,
        year=change.year,
        note=change.note,
        url=addresses.of(change, model),
        fields=tuple(field for field in fields if field.before != field.after or MISSING not in field.before),
    )


def model_of(change: Change) -> type[models.Model] | None:
    """The table the entry is about; None when the program has it no longer."""
    return ContentType.objects.get_for_id(change.content_type_id).model_class()


def as_called(text: str) -> str:
    """What a row is called, with its quarter and its dates as people write them."""
    text = QUARTER.sub(lambda found: quarter_name(int(found[1])), text)
    return DAY.sub(lambda found: day_of(found[0]), text)


def day_of(text: str) -> str:
    """A date in words; what is no day of any month stays as it stands."""
    try:
        return date_long(parse_date(text))
    except ValueError:
        return text


def sorted_fields(model, changes) -> list[tuple[str, list]]:
    """The changed columns in the order of the table."""
    order = {field.name: place for place, field in enumerate(model._meta.concrete_fields)} if model else {}
    return sorted((changes or {}).items(), key=lambda item: order.get(item[0], len(order)))


def field_change(model, name, pair, names) -> FieldChange:
    field = field_of(model, name)
    label = str(field.verbose_name) if field else name
    before, after = (words(field, value, names) for value in pair)
    return FieldChange(label[:1].upper() + label[1:], before, after)


def field_of(model, name) -> models.Field | None:
    """The column of that name; None when the table has it no longer."""
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def words(field, value, names) -> str:
    """A stored value as people read it; what cannot be read that way is shown as it stands."""
    if value in (None, "", "None"):
        return MISSING
    if field is None:
        return str(value)
    if field.is_relation:
        return names.of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    try:
        return formatted(field, value)
    except (ValueError, TypeError, InvalidOperation):
        return str(value)


def formatted(field, value) -> str:
    """Numbers and dates in Indonesian form; a year is no amount."""
    if isinstance(field, models.DecimalField):
        return plain(Decimal(str(value)), field.decimal_places)
    if isinstance(field, models.IntegerField) and "year" not in field.name:
        return number(int(value), 0)
    if isinstance(field, models.DateTimeField):
        return datetime_wib(parse_datetime(value).replace(tzinfo=UTC))
    if isinstance(field, models.DateField):
        return date_long(parse_date(value))
    return str(value)


class Names:
    """What the rows that entries refer to by key are called; one that is gone is told by its key."""

    def __init__(self, changes: Iterable[Change]):
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for change in changes:
            model = model_of(change)
            for name, pair in (change.changes or {}).items():
                field = field_of(model, name)
                if field is not None and field.is_relation:
                    wanted[field.related_model] |= {value for value in pair if isinstance(value, int)}
        # A name may be made of the rows above; those come along in the same query.
        self.found = {
            model: {row.pk: str(row) for row in model._base_manager.select_related().filter(pk__in=keys)}
            for model, keys in wanted.items()
            if keys
        }

    def of(self, model, value: Any) -> str:
        if not isinstance(value, int):
            return str(value)
        return self.found.get(model, {}).get(value) or f"{model._meta.verbose_name} nomor {value} (sudah tidak ada)"
