"""Rules that many tables share, as named database constraints with an Indonesian message."""

from django.db.models import CheckConstraint, F, Q, UniqueConstraint, Value
from django.db.models.functions import Coalesce

YEAR_MIN, YEAR_MAX = 1945, 2100


def year_in_range(name, field="year"):
    """A constraint: the year lies between 1945 and 2100, or is not known."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (YEAR_MIN, YEAR_MAX)}),
        violation_error_message=f"Tahun harus antara {YEAR_MIN} dan {YEAR_MAX}.",
    )


def in_order(name, first, last, message):
    """A constraint: `first` is not later than `last` where both are known."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**{f"{first}__lte": F(last)}),
        violation_error_message=message,
    )


def not_negative(name, field, message):
    """A constraint: the figure is zero or more, or is not known."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0}),
        violation_error_message=message,
    )


def not_blank(name, field, message):
    """A constraint: the text is filled in."""
    return CheckConstraint(name=name, condition=~Q(**{field: ""}), violation_error_message=message)


def one_of(name, field, choices, message):
    """A constraint: the code is one of the choices."""
    return CheckConstraint(name=name, condition=Q(**{f"{field}__in": choices.values}), violation_error_message=message)


def once(name, *fields, empty, message):
    """A constraint: no two rows agree in all fields; `empty` gives per nullable field what stands for not known."""
    # SQLite has no NULLS NOT DISTINCT, so what is not known is compared as a value that never occurs.
    keys = [Coalesce(field, Value(empty[field])) if field in empty else F(field) for field in fields]
    return UniqueConstraint(*keys, name=name, violation_error_message=message)
