"""What a reader found wrong or worth a look in a budget file, said at its place."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    BLOCKING = "menghalangi"
    WARNING = "peringatan"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing about the file; a row of None means the whole sheet, an empty column the whole row."""

    severity: Severity
    message: str
    row: int | None = None
    column: str = ""
    sheet: str = ""

    @property
    def is_blocking(self) -> bool:
        return self.severity is Severity.BLOCKING


def blocking(message: str, row: int | None = None, column: str = "") -> Found:
    """What keeps the whole file from being stored."""
    return Found(Severity.BLOCKING, message, row, column)


def warning(message: str, row: int | None = None, column: str = "") -> Found:
    """What a person should look at, and may accept."""
    return Found(Severity.WARNING, message, row, column)


def letters(place: int) -> str:
    """The name of a column as Excel shows it: A for 0, AA for 26."""
    name, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
