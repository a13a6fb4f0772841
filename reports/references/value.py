"""What a live reference stands for, and how references of one name are found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from reports.blocks import Shown
from reports.display import part_text
from reports.facts import Facts


class UnknownReference(Exception):
    """A reference that stands for nothing; the message says why, in Indonesian."""


@dataclass(frozen=True)
class LiveValue:
    """What a reference stands for: its value, what it is called, and a remark that is printed behind it."""

    value: Shown | date | str | None
    label: str
    note: str = ""

    @property
    def is_known(self) -> bool:
        value = self.value.value if isinstance(self.value, Shown) else self.value
        return value is not None and value != ""

    @property
    def text(self) -> str:
        """The value as it is printed, a dash when it is not known."""
        text = part_text(self.value, {}) if self.is_known else part_text(None, {})
        return f"{text} ({self.note})" if self.note and self.is_known else text


@dataclass(frozen=True)
class Family:
    """References of one name: how one is typed, what finds its value, and the words that may follow the name."""

    usage: str
    find: Callable[..., LiveValue]
    arguments: Callable[[Facts], Iterable[tuple[str, ...]]]
