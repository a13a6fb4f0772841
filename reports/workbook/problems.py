"""What is wrong with a workbook, said at its place."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One error; a row of None means the whole sheet, an empty sheet the whole file."""

    message: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self):
        place = [f"lembar {self.sheet}"] if self.sheet else []
        place += [f"baris {self.row}"] if self.row is not None else []
        place += [f"kolom {self.column}"] if self.column else []
        text = ", ".join(place)
        return f"{text[:1].upper()}{text[1:]}: {self.message}" if text else self.message


class Refused(Exception):
    """The file as a whole cannot be read; the message is Indonesian and says what to do."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return ' Maksudnya "pok"?' for the nearest known word, or an empty text."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' Maksudnya "{found[0]}"?' if found else ""
