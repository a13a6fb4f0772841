"""Up to which quarter a page tells the year: the one that was asked for, else the latest with something verified."""

from agreements.scorecard import latest_quarter
from indicators.periods import QUARTERS


def chosen(text, choices) -> int | None:
    """The number a person asked for where it is one of the choices."""
    return next((choice for choice in choices if text == str(choice)), None)


def until_quarter(request, unit, year: int) -> int:
    """The quarter of a page about a unit and year."""
    return chosen(request.GET.get("triwulan"), QUARTERS) or latest_quarter(unit, year)
