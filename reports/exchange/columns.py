"""A column of data that leaves LAKIN: said once for the rows, the head of a table, the page and the schema."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lakin.identity_numbers import without_nip

TEXT, DECIMAL, WHOLE, TRUTH, DATE, MOMENT, LIST = (
    "teks",
    "desimal",
    "bilangan",
    "ya/tidak",
    "tanggal",
    "waktu",
    "daftar",
)
# A figure is a text, because a number of JSON is not exact; "" is never written for what is not known.
SCHEMAS = {
    TEXT: {"type": "string"},
    DECIMAL: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    WHOLE: {"type": "integer"},
    TRUTH: {"type": "boolean"},
    DATE: {"type": "string", "format": "date"},
    MOMENT: {"type": "string", "format": "date-time"},
}


@dataclass(frozen=True)
class Column:
    """`read` gives the value of a row; a LIST has columns of its own and one value per part."""

    name: str
    kind: str
    about: str
    read: Callable[[Any], Any]
    may_lack: bool = False
    parts: tuple["Column", ...] = ()

    @property
    def schema(self) -> dict:
        """The column in the words of JSON Schema."""
        if self.kind == LIST:
            return {"type": "array", "description": self.about, "items": schema_of(self.parts)}
        found = SCHEMAS[self.kind] | {"description": self.about}
        return found | {"type": [found["type"], "null"]} if self.may_lack else found

    def value(self, row):
        """What stands in the column, ready for JSON."""
        found = self.read(row)
        if self.kind == LIST:
            return [as_object(self.parts, part) for part in found]
        # People type into texts what they like; whoever reads the data has no need of anybody's number.
        return without_nip(found) if self.kind == TEXT and found else found


def flattened(columns: Iterable[Column], prefix: str = "") -> Iterator[tuple[str, Column]]:
    """Every column with its full name: the parts of a list follow it, as "lines[].target"."""
    for column in columns:
        yield f"{prefix}{column.name}", column
        yield from flattened(column.parts, f"{prefix}{column.name}[].")


def as_object(columns: Iterable[Column], row) -> dict[str, Any]:
    """A row by the names of its columns."""
    return {column.name: column.value(row) for column in columns}


def schema_of(columns: Iterable[Column]) -> dict:
    """The schema of a row: every column is always there, and no other."""
    columns = tuple(columns)
    return {
        "type": "object",
        "properties": {column.name: column.schema for column in columns},
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }
