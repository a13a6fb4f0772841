"""The facts that the rules of decisions read: plain and frozen, each with the page on which it is decided."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Outlook:
    """An indicator against its target of the year; percents, None where not known.

    `expected` is the capaian at the end of the year by a forecast, `error` its mean absolute error on past quarters,
    in percent of the outcome. `is_closed`: nothing is to come, the last quarter is in or the year is over.
    """

    unit: str
    code: str
    name: str
    achieved: Decimal | None
    expected: Decimal | None
    method: str
    error: Decimal | None
    is_closed: bool
    href: str


@dataclass(frozen=True)
class Silence:
    """A unit that owes its quarter: `missing` of the `due` indicators were not handed in by `due_on`."""

    unit: str
    due_on: date
    missing: int
    due: int
    href: str


@dataclass(frozen=True)
class Purse:
    """Rupiah of the subtree with its serapan; `wanted` is the serapan it is held against, by the words of `basis`.

    `idle` is the rupiah that the plan had spent by now, None where there is no plan in rupiah.
    """

    ceiling: int | None
    spent: int | None
    absorption: Decimal | None
    wanted: Decimal | None
    basis: str
    idle: int | None
    href: str


@dataclass(frozen=True)
class Blocked:
    """A report that may not become final while `count` findings stand in its way."""

    unit: str
    count: int
    state: str
    href: str


@dataclass(frozen=True)
class Unsigned:
    """A draft of a Perjanjian Kinerja past the month after its DIPA."""

    unit: str
    version: str
    due_on: date
    href: str


@dataclass(frozen=True)
class Pending:
    """A verified value that is out of force while its correction waits, since the day it was handed in."""

    unit: str
    code: str
    quarter: int
    since: date
    href: str


@dataclass(frozen=True)
class Several(Generic[Kind]):
    """The worst of a kind, and how many there are in all; `href` lists them."""

    worst: tuple[Kind, ...] = ()
    count: int = 0
    href: str = ""


@dataclass(frozen=True)
class Situation:
    """A subtree up to a quarter as it stands on a day; everything empty where nothing is to be decided."""

    year: int
    quarter: int
    today: date
    outlooks: Several[Outlook] = Several()
    silent: Several[Silence] = Several()
    purse: Purse | None = None
    blocked: Several[Blocked] = Several()
    unsigned: Several[Unsigned] = Several()
    pending: Several[Pending] = Several()

    @property
    def days_left(self) -> int:
        """Days until the year ends, 0 when it is over."""
        return max(0, (date(self.year, 12, 31) - self.today).days)
