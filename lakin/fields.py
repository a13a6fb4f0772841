"""Columns for measured and promised figures, and for paths that are searched by their beginning."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import CharField, DecimalField
from django.db.models.lookups import IContains

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


@CharField.register_lookup
class Holds(IContains):
    """A text holds the words, whatever the case of a to z; of other letters the case counts, on every database."""

    lookup_name = "holds"

    def get_rhs_op(self, connection, rhs):
        return connection.operators[super().lookup_name] % rhs

    def as_postgresql(self, compiler, connection):
        """By its bytes: the rules of a language would cost most of what a search over all units takes."""
        text, params = compiler.compile(self.lhs)
        words = f"%{connection.ops.prep_for_like_query(self.rhs)}%"
        return f'UPPER({text} COLLATE "C") LIKE UPPER(%s COLLATE "C")', [*params, words]
