"""A document made ready for its templates: every value in words, every block with its template and its number."""

from dataclasses import dataclass, replace
from functools import singledispatch

from reports import blocks
from reports.appendix_pages import Slot, slots
from reports.blocks import Block, Column, Section
from reports.display import part_text
from reports.drawing import BESIDE_WIDTH, LANDSCAPE_WIDTH, PAGE_WIDTH
from reports.numbering import Entry, Numbering
from reports.tablesetting import SetCell, SetTable, set_cell, set_table

SINGLE = Column("", "value")
# What a table beside a drawing has of the width, as in the stylesheet.
BESIDE_SHARE = 0.38
# A section of a final whose every part is missing.
NOTHING = blocks.Paragraph(("Data untuk bagian ini tidak tersedia.",), "note")
# A list of pairs with no more letters than these stands on one page.
MOST_LETTERS = 700


@dataclass(frozen=True)
class SetPart:
    """A piece of running text; `kind` is "text", "strong", "note" or "reference"."""

    kind: str
    text: str
    key: str = ""


@dataclass(frozen=True)
class SetFigure:
    """Photographs, or a drawing with its numbers; they stand beside it where it leaves room."""

    images: tuple[blocks.Image, ...] = ()
    table: SetTable | None = None
    is_beside: bool = False


@dataclass(frozen=True)
class SetPairs:
    """Terms with their values, and whether they keep to one page."""

    pairs: tuple[tuple[str, SetCell], ...]
    is_short: bool


@dataclass(frozen=True)
class SetBlock:
    """A block with the template that draws it; `content` is whatever that template needs besides the block."""

    template: str
    block: Block
    label: str = ""
    content: object = None


@dataclass(frozen=True)
class SetSection:
    """A section with its blocks ready; a bare one holds a few words only, and needs no page of its own."""

    section: Section
    blocks: tuple[SetBlock, ...]
    is_bare: bool = False


@dataclass(frozen=True)
class Context:
    """What a block may need of the whole document, and the width of the page it stands on."""

    numbering: Numbering
    is_draft: bool
    room: float = PAGE_WIDTH


def set_sections(sections: tuple[Section, ...], context: Context) -> tuple[SetSection, ...]:
    """The sections with their blocks ready; what is missing is drawn in a draft only."""
    return tuple(_section(section, context) for section in sections)


def _section(section: Section, context: Context) -> SetSection:
    shown = tuple(block for block in section.blocks if context.is_draft or not isinstance(block, blocks.Missing))
    if section.blocks and not shown:
        shown = (NOTHING,)
    is_bare = all(isinstance(block, blocks.Paragraph | blocks.Missing) for block in shown)
    paper = replace(section, is_landscape=section.is_landscape and not is_bare)
    if paper.is_landscape:
        context = replace(context, room=LANDSCAPE_WIDTH)
    return SetSection(paper, tuple(_set(block, context) for block in shown), is_bare)


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
    pairs = tuple((term, set_cell(value, SINGLE)) for term, value in block.pairs)
    return SetPairs(pairs, sum(len(cell.text) for _, cell in pairs) <= MOST_LETTERS)


@_content.register
def _(block: blocks.Callout, context):
    return tuple((label, set_cell(value, SINGLE)) for label, value in block.figures)


@_content.register
def _(block: blocks.Signatures, context):
    return block.left, block.right


@_content.register
def _(block: blocks.Figure, context):
    images = block.drawing if isinstance(block.drawing, tuple) else (block.drawing,)
    if isinstance(images[0], blocks.Image):
        return SetFigure(images)
    is_beside = block.drawing.width <= BESIDE_WIDTH
    room = context.room * BESIDE_SHARE if is_beside else context.room
    return SetFigure((), block.table and set_table(block.table, room), is_beside)


@_content.register
def _(block: blocks.Table, context):
    return set_table(block, LANDSCAPE_WIDTH if block.is_landscape else context.room)


@_content.register
def _(block: blocks.Contents, context) -> tuple[Entry, ...]:
    return getattr(context.numbering, block.of)


@_content.register
def _(block: blocks.AppendixPages, context) -> tuple[Slot, ...]:
    return slots(block)


def _parts(parts, context) -> tuple[SetPart, ...]:
    return tuple(
        SetPart(
            kind if (kind := type(part).__name__.lower()) in ("strong", "note", "reference") else "text",
            part_text(part, context.numbering.labels),
            getattr(part, "key", ""),
        )
        for part in parts
    )
