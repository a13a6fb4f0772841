"""A finished drawing with its numbers, raw and as people read them; what draws one stands in the files of its kind."""

from dataclasses import dataclass
from datetime import date

from lakin.formatting import date_long, number
from reports.drawing import Shape


@dataclass(frozen=True)
class Chart:
    """A finished drawing: its shapes, its text alternative, and its numbers as raw rows for a table.

    `written` are the rows in words where a column has no measure of its own.
    """

    kind: str
    title: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    headers: tuple[str, ...] = ()
    rows: tuple[tuple, ...] = ()
    source: str = ""
    written: tuple[tuple[str, ...], ...] = ()

    @property
    def told(self) -> tuple[tuple[str, ...], ...]:
        """The rows as people read them."""
        return self.written or tuple(tuple(map(in_words, row)) for row in self.rows)

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Which columns hold numbers only, and so stand to the right."""
        columns = zip(*self.told, strict=True)
        return tuple(
            not any(char.isalpha() for cell in column for char in cell.replace("Rp", "")) for column in columns
        )

    @property
    def cells(self) -> tuple[tuple[tuple[str, bool], ...], ...]:
        """The rows with whether each cell is a number."""
        return tuple(tuple(zip(row, self.numeric, strict=True)) for row in self.told)

    @property
    def heads(self) -> tuple[tuple[str, bool], ...]:
        return tuple(zip(self.headers, self.numeric, strict=True))


def in_words(value) -> str:
    """A cell of the numbers behind a drawing; a date in words, a dash for what is not known."""
    if isinstance(value, date):
        return date_long(value)
    return value if isinstance(value, str) else number(value, 0 if isinstance(value, int) else 2)
