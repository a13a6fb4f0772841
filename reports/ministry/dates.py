"""When quarters open, are due and close, and up to which quarter the last year runs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from indicators.models import Period
from lakin.fast_rows import stored

RUNNING_UNTIL = 3
OPENS = {1: (0, 4, 1), 2: (0, 7, 1), 3: (0, 10, 1), 4: (1, 1, 4)}
DUE, CLOSE = timedelta(14), timedelta(30)
HOUR = 3


def opens_on(year: int, quarter: int) -> date:
    """The first day on which a quarter is filled in."""
    later, month, day = OPENS[quarter]
    return date(year + later, month, day)


def add_periods(load, ministry) -> None:
    """Store the dates of every quarter for the whole ministry."""
    columns = ("unit", "year", "quarter", "opens_on", "due_on", "closes_on")
    load.add(Period, columns, periods(ministry.years))


def periods(years: list[int]) -> Iterator[tuple]:
    """Four of each year."""
    for year in years:
        for quarter in OPENS:
            opens = opens_on(year, quarter)
            yield 1, year, quarter, opens.isoformat(), (opens + DUE).isoformat(), (opens + CLOSE).isoformat()


class Moments:
    """The days of a period as the database keeps a moment, each made once."""

    def __init__(self):
        self.known = {}

    def at(self, year: int, quarter: int, days: int):
        """That many days after the quarter opens, at ten in the morning in Jakarta."""
        key = year, quarter, days
        if key not in self.known:
            day = opens_on(year, quarter) + timedelta(days)
            self.known[key] = stored(datetime(day.year, day.month, day.day, HOUR, tzinfo=UTC))
        return self.known[key]
