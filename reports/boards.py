"""A table of blocks as a page shows it, and several of them as one Excel file: each table is built once for both."""

from dataclasses import dataclass

from reports.blocks import Cell, Column, Document, Noted, Row, Section, Status, Table
from reports.display import cell_text
from reports.writers.xlsx import write_xlsx
from units.models import Unit

# The classes of the screen for the depth of a row, from the program down.
LEVELS = ("program", "kegiatan", "kro", "ro", "komponen", "subkomponen", "akun")
NUMBERS = ("number", "percent", "rupiah", "integer", "value")


@dataclass(frozen=True)
class BoardCell:
    """One cell in words; `label` is the head of its column, for a narrow screen."""

    text: str
    label: str
    is_numeric: bool
    status: Status | None = None
    is_wide: bool = False


@dataclass(frozen=True)
class BoardRow:
    """One row; the first cell is its head, `notes` stand below it."""

    head: BoardCell
    cells: tuple[BoardCell, ...]
    classes: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """One table of the screen; `key` names its file."""

    key: str
    caption: str
    heads: tuple[BoardCell, ...]
    rows: tuple[BoardRow, ...]
    source: str
    is_tree: bool


def board(table: Table) -> Board:
    """The table with every figure as people read it."""
    heads = tuple(BoardCell(head_of(column), "", is_number(column)) for column in table.columns)
    return Board(
        table.key, table.caption, heads, tuple(board_row(table, row) for row in table.rows), table.source, table.is_tree
    )


def head_of(column: Column) -> str:
    return f"{column.over}: {column.head}" if column.over else column.head


def is_number(column: Column) -> bool:
    return column.kind in NUMBERS


def board_row(table: Table, row: Row) -> BoardRow:
    # A group row may have one cell, which spans the table.
    head, *cells = (board_cell(cell, column) for cell, column in zip(row.cells, table.columns, strict=False))
    classes = row.kind if row.kind != "body" else f"level-{LEVELS[row.depth]}" if table.is_tree else ""
    return BoardRow(head, tuple(cells), classes, row.notes)


def board_cell(cell: Cell, column: Column) -> BoardCell:
    value = cell.value if isinstance(cell, Noted) else cell
    status = value if isinstance(value, Status) else None
    text = cell_text(cell, column)
    # A narrow screen names the head of a column before each cell that says something.
    label = head_of(column) if text else ""
    return BoardCell(text, label, is_number(column), status, column.kind == "text" and len(text) > 20)


def workbook_of(tables: tuple[Table, ...], title: str, unit: Unit, year: int) -> bytes:
    """The tables as an Excel file, one sheet each, numbers as numbers."""
    sections = tuple(Section(f"bagian-{table.key}", table.caption, blocks=(table,)) for table in tables)
    return write_xlsx(Document(title, unit.name, "", year, chapters=sections, kind="paper"))
