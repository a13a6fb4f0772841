"""A document made ready for its templates: every value in words, every block with its template and its number."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import singledispatch
from itertools import groupby

from reports import blocks
from reports.blocks import Block, Cell, Column, Row, Section, Table
from reports.display import cell_text, part_text
from reports.numbering import Entry, Numbering

ALIGNMENTS = {"text": "left", "status": "left", "date": "left"}
SINGLE = Column("", "value")
NUMBER = re.compile(r"(?:-?[\d.]+|–)(?P<fraction>,\d+)?(?P<percent>%?)")


@dataclass(frozen=True)
class SetPart:
    """A piece of running text; `kind` is "text", "strong", "note" or "reference"."""

    kind: str
    text: str
    key: str = ""


@dataclass(frozen=True)
class SetCell:
    """A table cell: `ghost` is unseen text behind a number that keeps the decimal commas in line."""

    text: str
    css: str = ""
    ghost: str = ""
    notes: tuple[str, ...] = ()
    mark: str = ""
    lines: tuple[str, ...] = ()
    span: int = 1
    is_head: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is words only."""
        return not (self.notes or self.mark or self.lines)


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
    """A table with shares of its width in percent, its heads, and its rows in groups that stay together."""

    widths: tuple[str, ...]
    heads: tuple[tuple[HeadCell, ...], ...]
    bodies: tuple[tuple[SetRow, ...], ...]


@dataclass(frozen=True)
class SetBlock:
    """A block with the template that draws it; `content` is whatever that template needs besides the block."""

    template: str
    block: Block
    label: str = ""
    content: object = None


@dataclass(frozen=True)
class SetSection:
    section: Section
    blocks: tuple[SetBlock, ...]


@dataclass(frozen=True)
class Context:
    """What a block may need of the whole document."""

    numbering: Numbering
    is_draft: bool


def set_sections(sections: tuple[Section, ...], context: Context) -> tuple[SetSection, ...]:
    """The sections with their blocks ready; what is missing is drawn in a draft only."""
    return tuple(
        SetSection(
            section,
            tuple(
                _set(block, context)
                for block in section.blocks
                if context.is_draft or not isinstance(block, blocks.Missing)
            ),
        )
        for section in sections
    )


def chapters(sections: tuple[SetSection, ...]) -> tuple[tuple[SetSection, ...], ...]:
    """The flat sections as chapters, each beginning with its section of level 1."""
    found: list[list[SetSection]] = []
    for one in sections:
        if one.section.level == 1 or not found:
            found.append([])
        found[-1].append(one)
    return tuple(tuple(chapter) for chapter in found)


def _set(block: Block, context: Context) -> SetBlock:
    name = type(block).__name__.lower()
    label = context.numbering.labels.get(getattr(block, "key", ""), "")
    return SetBlock(f"reports/blocks/{name}.html", block, label, _content(block, context))


@singledispatch
def _content(block: Block, context: Context):
    """What the block's template needs besides the block itself; None for blocks that only hold words."""


@_content.register
def _(block: blocks.Paragraph, context):
    return _parts(block.parts, context)


@_content.register
def _(block: blocks.Items, context):
    return tuple(_parts((item,) if isinstance(item, str) else item, context) for item in block.items)


@_content.register
def _(block: blocks.Definitions, context):
    return tuple((term, _cell(value, SINGLE)) for term, value in block.pairs)


@_content.register
def _(block: blocks.Callout, context):
    return tuple((label, _cell(value, SINGLE)) for label, value in block.figures)


@_content.register
def _(block: blocks.Figure, context):
    images = block.drawing if isinstance(block.drawing, tuple) else (block.drawing,)
    if isinstance(images[0], blocks.Image):
        return images, None
    return (), block.table and set_table(block.table)


@_content.register
def _(block: blocks.Table, context):
    return set_table(block)


@_content.register
def _(block: blocks.Contents, context) -> tuple[Entry, ...]:
    return getattr(context.numbering, block.of)


def _parts(parts, context) -> tuple[SetPart, ...]:
    return tuple(
        SetPart(
            kind if (kind := type(part).__name__.lower()) in ("strong", "note", "reference") else "text",
            part_text(part, context.numbering.labels),
            getattr(part, "key", ""),
        )
        for part in parts
    )


def set_table(table: Table) -> SetTable:
    """The table's cells in words, aligned by column; ValueError on a row that does not fit its columns."""
    for row in table.rows:
        if len(row.cells) != len(table.columns) and not (row.kind == "group" and len(row.cells) == 1):
            raise ValueError(f"Tabel {table.key!r}: baris {row.cells[:2]} tidak memuat {len(table.columns)} sel.")
    total = sum(column.width for column in table.columns)
    texts = [_column_texts(table, at) for at in range(len(table.columns))]
    ghosts = [_ghosts(column, each) for column, each in zip(table.columns, texts, strict=True)]
    name_at = _name_column(table.columns)
    rows = [
        _row(row, table, name_at, lambda at, number=number: ghosts[at][number]) for number, row in enumerate(table.rows)
    ]
    return SetTable(
        tuple(f"{column.width / total:.4%}" for column in table.columns), _heads(table.columns), _bodies(rows)
    )


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
        cell = _cell(row.cells[0], table.columns[0], row.notes)
        only = SetCell(cell.text, "left", notes=cell.notes, span=len(table.columns), is_head=True)
        return SetRow(css, (only,), True)
    return SetRow(
        css,
        tuple(
            _cell(cell, column, () if at else row.notes, ghost(at), at == name_at)
            for at, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True))
        ),
        row.kind == "group",
    )


def _cell(cell: Cell, column: Column, notes: tuple[str, ...] = (), ghost: str = "", is_head: bool = False) -> SetCell:
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
