"""A table made ready for its template: cells in words and in line, widths that hold them, rows that stay together."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from lakin.formatting import MINUS
from reports import blocks
from reports.blocks import Cell, Column, Row, Table
from reports.display import cell_text
from reports.drawing import PAGE_WIDTH, text_width

ALIGNMENTS = {"text": "left", "status": "left", "date": "left", "year": "left"}
NUMBER = re.compile(rf"(?:{MINUS}?[\d.]+|–)(?P<fraction>,\d+)?(?P<percent>%?)")
# Table text in pixels: its size, the padding of a cell, and what the measured words are really wide.
CELL_SIZE, CELL_PADDING, TIGHT = 12, 13, 0.92
# A table of no more rows and lines than these stands on one page.
MOST_TOGETHER, MOST_LINES = 8, 10


@dataclass(frozen=True)
class SetCell:
    """A table cell: `ghost` is unseen text behind a number that keeps the decimal commas in line.

    In a table `call` is the number of its note, "1)", which stands below the table.
    """

    text: str
    css: str = ""
    ghost: str = ""
    notes: tuple[str, ...] = ()
    mark: str = ""
    lines: tuple[str, ...] = ()
    span: int = 1
    is_head: bool = False
    call: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is words only."""
        return not (self.notes or self.call or self.mark or self.lines)


@dataclass(frozen=True)
class SetRow:
    css: str
    cells: tuple[SetCell, ...]
    is_group: bool = False


@dataclass(frozen=True)
class HeadCell:
    """A column head; `span` columns wide or `depth` lines deep."""

    text: str
    css: str
    span: int = 1
    depth: int = 1


@dataclass(frozen=True)
class SetTable:
    """A table: shares of its width in percent, heads, rows in groups, notes, and whether it keeps to one page."""

    widths: tuple[str, ...]
    heads: tuple[tuple[HeadCell, ...], ...]
    bodies: tuple[tuple[SetRow, ...], ...]
    notes: tuple[str, ...] = ()
    is_short: bool = False


def set_table(table: Table, room: float = PAGE_WIDTH) -> SetTable:
    """The table's cells in words, aligned by column; ValueError on a row that does not fit its columns.

    `room` is the width it will have, in the pixels of reports/drawing.py.
    """
    for row in table.rows:
        if len(row.cells) != len(table.columns) and not (row.kind == "group" and len(row.cells) == 1):
            raise ValueError(f"Tabel {table.key!r}: baris {row.cells[:2]} tidak memuat {len(table.columns)} sel.")
    texts = [_column_texts(table, at) for at in range(len(table.columns))]
    ghosts = [_ghosts(column, each) for column, each in zip(table.columns, texts, strict=True)]
    name_at = _name_column(table.columns)
    rows = [
        _row(row, table, name_at, lambda at, number=number: ghosts[at][number]) for number, row in enumerate(table.rows)
    ]
    notes = tuple(dict.fromkeys(note for row in rows for cell in row.cells for note in cell.notes))
    rows = [_called(row, notes) for row in rows]
    shares = _shares(table, texts, room)
    widths = tuple(f"{share:.4%}" for share in shares)
    is_short = len(rows) <= MOST_TOGETHER and _line_count(table, texts, shares, room) <= MOST_LINES
    return SetTable(widths, _heads(table.columns), _bodies(_kept(rows)), notes, is_short)


def _called(row: SetRow, notes: tuple[str, ...]) -> SetRow:
    """The row with the numbers of its notes in their place."""
    if not any(cell.notes for cell in row.cells):
        return row
    cells = tuple(
        replace(cell, notes=(), call=" ".join(f"{notes.index(note) + 1})" for note in cell.notes)) for cell in row.cells
    )
    return replace(row, cells=cells)


def _line_count(table: Table, texts: list[list[str]], shares: list[float], room: float) -> int:
    """How many lines the rows have together, as far as measuring tells; a group row has one."""
    rooms = [share * room - CELL_PADDING for share in shares]
    return sum(
        1 if row.kind == "group" else max(_lines(each[at], wide) for each, wide in zip(texts, rooms, strict=True))
        for at, row in enumerate(table.rows)
    )


def _lines(text: str, room: float) -> int:
    return ceil(text_width(text, CELL_SIZE) * TIGHT / room)


def _shares(table: Table, texts: list[list[str]], room: float) -> list[float]:
    """Shares of the width: a column takes what its longest number or word needs from the one that names the rows."""
    whole = sum(column.width for column in table.columns)
    shares = [column.width / whole for column in table.columns]
    needs = [_need(column, each) / room for column, each in zip(table.columns, texts, strict=True)]
    name_at = _name_column(table.columns)
    missing = sum(max(0.0, need - share) for need, share in zip(needs, shares, strict=True))
    if not 0 < missing < shares[name_at] - needs[name_at]:
        return shares
    grown = [max(need, share) for need, share in zip(needs, shares, strict=True)]
    grown[name_at] -= missing
    return grown


def _need(column: Column, texts: list[str]) -> float:
    """The width below which a head or a number would be broken; texts of words break as they like."""
    words = column.head.split()
    if _align(column) == "right":
        words.append(max(texts, key=len, default=""))
    return max((text_width(word, CELL_SIZE) for word in words), default=0) * TIGHT + CELL_PADDING


def _column_texts(table: Table, at: int) -> list[str]:
    return [cell_text(row.cells[at], table.columns[at]) if at < len(row.cells) else "" for row in table.rows]


def _ghosts(column: Column, texts: list[str]) -> list[str]:
    """For each number, what the longest one has more after its comma: ",00%" behind "2", "%" behind "87,50"."""
    ends = [NUMBER.fullmatch(text) if _align(column) == "right" else None for text in texts]
    longest = max((len(end["fraction"] or "") for end in ends if end), default=0)
    fraction = "," + "0" * (longest - 1) if longest else ""
    percent = max((end["percent"] for end in ends if end), default="")
    return [fraction[len(end["fraction"] or "") :] + percent[len(end["percent"]) :] if end else "" for end in ends]


def _align(column: Column) -> str:
    return column.align or ALIGNMENTS.get(column.kind, "right")


def _name_column(columns: tuple[Column, ...]) -> int:
    """The column that names its row: the widest one of text."""
    return max(
        (at for at, column in enumerate(columns) if column.kind == "text"),
        key=lambda at: columns[at].width,
        default=0,
    )


def _row(row: Row, table: Table, name_at: int, ghost: Callable[[int], str]) -> SetRow:
    css = f"{row.kind} depth-{row.depth}" if table.is_tree or row.depth else row.kind
    if row.kind == "group" and len(row.cells) == 1:
        cell = set_cell(row.cells[0], table.columns[0], row.notes)
        only = SetCell(cell.text, "left", notes=cell.notes, span=len(table.columns), is_head=True)
        return SetRow(css, (only,), True)
    cells = tuple(
        set_cell(cell, column, () if at else row.notes, ghost(at), at == name_at)
        for at, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True))
    )
    if row.kind == "body":
        return SetRow(css, cells)
    return SetRow(css, _joined(cells), row.kind == "group")


def _joined(cells: tuple[SetCell, ...]) -> tuple[SetCell, ...]:
    """The cells of a group or total, where blank ones behind the name leave their room to it."""
    found: list[SetCell] = []
    for cell in cells:
        if found and found[-1].is_head and not cell.text:
            found[-1] = replace(found[-1], span=found[-1].span + 1)
        else:
            found.append(cell)
    return tuple(found)


def _kept(rows: list[SetRow]) -> list[SetRow]:
    """The rows, of which the first two and the last two lines stay together, as far as one group reaches."""
    first = 1 if rows and rows[0].is_group else 0
    head = () if len(rows) < first + 2 or rows[first + 1].is_group else (first,)
    tail = (len(rows) - 2, len(rows) - 3) if rows and "total" in rows[-1].css else (len(rows) - 2,)
    return [replace(row, css=f"{row.css} keep") if at in (*head, *tail) else row for at, row in enumerate(rows)]


def set_cell(
    cell: Cell, column: Column, notes: tuple[str, ...] = (), ghost: str = "", is_head: bool = False
) -> SetCell:
    """One cell in words, with its alignment, its mark and its footnotes."""
    value = cell.value if isinstance(cell, blocks.Noted) else cell
    return SetCell(
        cell_text(cell, column),
        "status" if column.kind == "status" else _align(column),
        ghost,
        (*((cell.note,) if isinstance(cell, blocks.Noted) else ()), *notes),
        value.mark if isinstance(value, blocks.Status) else "",
        value if isinstance(value, tuple) else (),
        is_head=is_head,
    )


def _heads(columns: tuple[Column, ...]) -> tuple[tuple[HeadCell, ...], ...]:
    """One line of heads, or two where neighbouring columns share one above them."""
    if not any(column.over for column in columns):
        return (tuple(HeadCell(column.head, _align(column)) for column in columns),)
    upper: list[HeadCell] = []
    for over, group in groupby(columns, key=lambda column: column.over):
        members = [*group]
        if over:
            upper.append(HeadCell(over, "over", span=len(members)))
        else:
            upper += [HeadCell(column.head, _align(column), depth=2) for column in members]
    return tuple(upper), tuple(HeadCell(column.head, _align(column)) for column in columns if column.over)


def _bodies(rows: list[SetRow]) -> tuple[tuple[SetRow, ...], ...]:
    """The rows cut before each group row, so that it stays with its first line."""
    return tuple(_cut(rows))


def _cut(rows: list[SetRow]) -> Iterator[tuple[SetRow, ...]]:
    body: list[SetRow] = []
    for row in rows:
        if row.is_group and body:
            yield tuple(body)
            body = []
        body.append(row)
    if body:
        yield tuple(body)
