"""What every factory builds on: one way to store a row, and the next order among rows."""

import contextlib
from contextvars import ContextVar
from decimal import Decimal

from auditlog.context import disable_auditlog
from django.db.models import DecimalField

YEAR = 2023
# What a test prepares leaves no trail, which would double its time, unless the test is about the trail.
leaving_trail = ContextVar("leaving_trail", default=False)


def create(model, given, **defaults):
    """A stored row; a default that is a function is called only when nothing is given; 87.5 becomes a Decimal."""
    fields = {name: made() if callable(made) else made for name, made in defaults.items() if name not in given} | given
    for name, value in fields.items():
        if value is not None and isinstance(model._meta.get_field(name), DecimalField):
            fields[name] = Decimal(str(value))
    with contextlib.nullcontext() if leaving_trail.get() else disable_auditlog():
        return model.objects.create(**fields)


def following(rows):
    """The next order among the rows."""
    return rows.count() + 1
