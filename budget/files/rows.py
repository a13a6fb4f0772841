"""What a row below the titles is: a line, a detail, a total, a repeated title, or nothing of use."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budget.files import columns
from budget.files.amounts import is_amount
from budget.files.codes import read
from budget.files.columns import Role
from budget.files.heads import Column, Head, is_filled

MARKS = {"-", ">", ">>", "*", "•", "–"}
_GRAND = re.compile(
    r"(?:jumlah|total) (?:seluruhnya|keseluruhan|total|belanja|pagu|anggaran|satker)|grand total", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:sub ?)?(?:jumlah|total)\b|(?:jumlah )?(?:di)?pindahan|dipindahkan", re.IGNORECASE)
_PLAIN_TOTAL = re.compile(r"(?:jumlah|total)(?: \(?rp\.?\)?)?", re.IGNORECASE)
_ITEM = re.compile(r"\d{6}\.(?:\D|$)")
_IN_ONE = re.compile(r"(\S+?)\.?\s+(?:[-–:]\s*)?(\S.*)")
Cells = Sequence[object]


@dataclass(frozen=True)
class Frame:
    """Which column of a sheet is what."""

    head: Head
    roles: tuple[str, ...]

    def column(self, role: str) -> Column | None:
        """The column of a role; None when the sheet has none."""
        return next((column for column, has in zip(self.head.columns, self.roles, strict=True) if has == role), None)

    def all_of(self, roles) -> list[tuple[str, Column]]:
        """The columns of several roles, in the order of the sheet."""
        return [(has, column) for column, has in zip(self.head.columns, self.roles, strict=True) if has in roles]


def texts_of(cells: Cells, column: Column | None) -> list[str]:
    """The words in the cells of a column, without the marks of a list; a whole number as its digits."""
    if column is None:
        return []
    found = (as_text(cell) for cell in cells[column.start : column.end] if is_filled(cell))
    return [text for text in found if text and text not in MARKS]


def first_cell(cells: Cells, column: Column | None) -> object:
    """The first filled cell of a column; None when all are empty."""
    if column is None:
        return None
    if column.end == column.start + 1 and column.start < len(cells):
        cell = cells[column.start]
        return cell if is_filled(cell) else None
    return next((cell for cell in cells[column.start : column.end] if is_filled(cell)), None)


def as_text(cell: object) -> str:
    if cell.__class__ is float and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def is_repeated_head(cells: Cells, titles: frozenset[str]) -> bool:
    """True for titles once more, after a page break."""
    first = next((cell for cell in cells if is_filled(cell)), None)
    if first.__class__ is not str or columns.plain(first) not in titles:
        return False
    texts = [columns.plain(cell) for cell in cells if is_filled(cell)]
    return len(texts) > 1 and all(text in titles for text in texts)


def titles_of(rows: Sequence[Cells], head: Head) -> frozenset[str]:
    """Every title as it stands in the sheet."""
    inside = rows[head.first : head.first + head.height]
    return frozenset(columns.plain(cell) for cells in inside for cell in cells if is_filled(cell))


def is_numbering(cells: Cells) -> bool:
    """True for a row that only numbers the columns: (1) (2) (3)."""
    first = next((cell for cell in cells if is_filled(cell)), "")
    if as_text(first).strip("()") != "1":
        return False
    texts = [as_text(cell).strip("()") for cell in cells if is_filled(cell)]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def total_kind(cells: Cells) -> str:
    """'grand' for the sum of everything, 'plain' for a bare "Jumlah", 'part' for another sum, '' for no sum."""
    text = next((as_text(cell) for cell in cells if is_filled(cell) and not is_amount(cell)), "")
    if _GRAND.fullmatch(text) or _GRAND.match(text):
        return "grand"
    if _PLAIN_TOTAL.fullmatch(text):
        return "plain"
    return "part" if _TOTAL.match(text) else ""


def code_and_name(cells: Cells, frame: Frame) -> tuple[str, str]:
    """The code of a row of a report, empty when it has none, and its name."""
    column = frame.column(Role.CODE)
    if column is not None:
        codes = texts_of(cells, column)
        code = padded(codes[0], first_cell(cells, column)) if codes else ""
        return code, " ".join([*codes[1:], *texts_of(cells, frame.column(Role.NAME))])
    texts = texts_of(cells, frame.column(Role.CODE_AND_NAME))
    if not texts:
        return "", ""
    if len(texts) > 1 and read(padded(texts[0], first_cell(cells, frame.column(Role.CODE_AND_NAME)))):
        return padded(texts[0], first_cell(cells, frame.column(Role.CODE_AND_NAME))), " ".join(texts[1:])
    match = None if _ITEM.match(texts[0]) else _IN_ONE.fullmatch(texts[0])
    if match and any(character.isdigit() or character.isupper() for character in match[1]) and read(match[1]):
        return match[1], match[2]
    return "", " ".join(texts)


def padded(text: str, cell: object) -> str:
    """A code whose leading zeros a spreadsheet dropped: a komponen stored as the number 51 is 051."""
    return text.zfill(3) if cell.__class__ in (int, float) and text.isdigit() else text
