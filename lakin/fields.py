"""The column for measured and promised figures."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import DecimalField

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
