"""Columns for measured and promised figures, and for paths that are searched by their beginning."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import CharField, DecimalField

# SQLite keeps a decimal as a binary float: 15 digits come back as they went in, more are changed silently.
EXACT_DIGITS = 15


def kept_exactly(value):
    """Raises ValidationError for a figure of more digits than every database keeps."""
    if len(Decimal(value).normalize().as_tuple().digits) > EXACT_DIGITS:
        raise ValidationError(f"Angka paling banyak {EXACT_DIGITS} digit agar tersimpan tepat.", code="digits")


class FigureField(DecimalField):
    """A decimal column that refuses what the database could not give back unchanged."""

    default_validators = [kept_exactly]

    def deconstruct(self):
        """The column itself is a plain decimal one, so migrations need not know of this class."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs


class PathField(CharField):
    """A path compared byte by byte, so that all below one path lie together in an index on every database."""

    def db_parameters(self, connection):
        """SQLite compares bytes by itself; PostgreSQL would sort by the rules of a language."""
        found = super().db_parameters(connection)
        return found | {"collation": "C"} if connection.vendor == "postgresql" else found


def prefix_range(path: str) -> tuple[str, str]:
    """From where and up to where, itself excluded, everything lies that begins with the path."""
    return path, path[:-1] + chr(ord(path[-1]) + 1)
