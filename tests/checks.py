"""What a row says about itself."""

from django.core.exceptions import ValidationError


def complaints(row, check="full_clean"):
    """The messages of a check by field; empty when the row passes."""
    try:
        getattr(row, check)()
    except ValidationError as error:
        return error.message_dict
    return {}
