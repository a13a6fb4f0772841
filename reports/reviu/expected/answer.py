"""The answer of the data to one printed figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reports.reviu.figures import shown
from reports.reviu.found import Target


@dataclass(frozen=True)
class Expected:
    """`values` are all that may be printed, the leading one first; empty means not known, and `reason` says why.

    `kind` is percent, rupiah or number; `beside` are labelled figures of the same row, for finding the slip.
    """

    subject: str
    code: str
    values: tuple[Decimal, ...] = ()
    kind: str = "number"
    trace: str = ""
    reason: str = ""
    beside: tuple[tuple[str, Decimal], ...] = ()
    target: Target | None = None

    @property
    def text(self) -> str:
        """The leading value with how it came about."""
        return self.trace or shown(self.values[0], self.kind, 0 if self.is_whole else 2)

    @property
    def is_whole(self) -> bool:
        """True when the leading value has no decimals."""
        return self.values[0] == self.values[0].to_integral_value()


def known(*values) -> tuple[Decimal, ...]:
    """The values that are known, as exact Decimals."""
    return tuple(Decimal(value) for value in values if value is not None)


def labelled(pairs: Iterable[tuple[str, Decimal | None]]) -> tuple[tuple[str, Decimal], ...]:
    """The labelled figures that are known."""
    return tuple((label, Decimal(value)) for label, value in pairs if value is not None)
