"""What an LKj is made of: frozen blocks of raw values, from which HTML, PDF, DOCX and XLSX are all written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from reports.charts import Chart
from reports.trees import Tree

ColumnKind = Literal["text", "number", "percent", "rupiah", "integer", "date", "year", "status", "value"]
# The measures of lakin.formatting.by_measure, then ways to show a value that stands in a sentence.
Measure = Literal[
    "percent", "score", "count", "rupiah", "predicate", "points", "plain", "rupiah_short", "words", "rupiah_words"
]


@dataclass(frozen=True)
class Note:
    """A footnote, called where it stands among the parts of a paragraph."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Words of a paragraph that carry weight."""

    text: str


@dataclass(frozen=True)
class Reference:
    """The number of a table or figure of this document ("Tabel 3.4"), linked to it by its key."""

    key: str


@dataclass(frozen=True)
class Shown:
    """A value with its own measure and decimals; decimals None means as the measure has it, value None a dash."""

    value: Decimal | int | str | None
    measure: Measure = "score"
    decimals: int | None = None


@dataclass(frozen=True)
class Status:
    """A rating: its mark, and its word in the scale in force."""

    mark: Literal["above", "met", "near", "below", "far_below", "unknown"]
    word: str


Value = None | str | int | Decimal | date | Shown | Status


@dataclass(frozen=True)
class Noted:
    """A cell's value with a footnote, as "80,13 *) realisasi memakai nilai 2022"."""

    value: Value
    note: str


Part = str | int | Decimal | date | Shown | Note | Strong | Reference
# A tuple of strings is a cell of several lines, each a point of its own.
Cell = Value | Noted | tuple[str, ...]


@dataclass(frozen=True)
class Paragraph:
    """Text: "generated" states what the data says, "lead" opens a chapter, "note" is small, "formula" is indented."""

    parts: tuple[Part, ...]
    kind: Literal["generated", "lead", "note", "formula"] = "generated"


@dataclass(frozen=True)
class Prose:
    """A narrative as sanitized HTML (a SafeString; anything else is escaped) with who wrote it, "" when unsaid."""

    html: str
    source: str = ""


@dataclass(frozen=True)
class Items:
    """A list of points."""

    items: tuple[str | tuple[Part, ...], ...]
    is_ordered: bool = False


@dataclass(frozen=True)
class Definitions:
    """Pairs of a term and its value or text."""

    pairs: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class Column:
    """One column; width is its share beside the others, `over` the common head of neighbouring columns."""

    head: str
    kind: ColumnKind = "text"
    width: float = 1
    align: Literal["", "left", "right", "center"] = ""
    decimals: int = 2
    over: str = ""


@dataclass(frozen=True)
class Row:
    """One row; a group row may have one cell only, which then spans the table. Notes hang on the first cell."""

    cells: tuple[Cell, ...]
    kind: Literal["body", "group", "total"] = "body"
    depth: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table of raw values; without a caption it takes no number. `is_tree` shows depth by indent and weight."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: str = ""
    is_landscape: bool = False
    is_tree: bool = False


@dataclass(frozen=True)
class Image:
    """A picture as data: URI or a file: address under the media root, with its alternative text."""

    href: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Figure:
    """A drawing or photographs with caption; `table` holds the drawing's numbers, None when a table nearby has them."""

    key: str
    caption: str
    drawing: Chart | Tree | Image | tuple[Image, ...]
    table: Table | None = None
    source: str = ""
    is_landscape: bool = False


@dataclass(frozen=True)
class Missing:
    """A part that nobody has filled: drawn in a draft only, with whose it is and where to mend it."""

    what: str
    owner: str = ""
    hint: str = ""
    href: str = ""


@dataclass(frozen=True)
class Callout:
    """The summary that opens a chapter: up to four figures with their labels, then a line of text."""

    figures: tuple[tuple[str, Cell], ...]
    title: str = ""
    text: str = ""


@dataclass(frozen=True)
class Signature:
    """Where someone signs; an empty name or date leaves dotted room for it, a NIP only where it is shown."""

    place: str = ""
    date_text: str = ""
    position: str = ""
    name: str = ""
    nip: str = ""
    extra: str = ""
    shows_nip: bool = True


@dataclass(frozen=True)
class Signatures:
    """Two who sign beside each other, left and right, each under its role; place and date stand above the right one."""

    left: tuple[str, Signature]
    right: tuple[str, Signature]


@dataclass(frozen=True)
class Contents:
    """The list of sections, tables or figures with their pages."""

    of: Literal["sections", "tables", "figures"] = "sections"


@dataclass(frozen=True)
class Seal:
    """Proof of a final document: the QR picture, the address it holds and lines such as the hash."""

    url: str
    lines: tuple[str, ...] = ()
    image: Image | None = None


@dataclass(frozen=True)
class AppendixPages:
    """The pages of an added PDF, which the PDF of the report shows; `shapes` is the width and height of each."""

    key: str
    title: str
    # Where the file lies says nothing of what is in it.
    path: str = field(repr=False)
    shapes: tuple[tuple[int, int], ...]


Block = (
    Paragraph
    | Prose
    | Items
    | Definitions
    | Table
    | Figure
    | Missing
    | Callout
    | Signature
    | Signatures
    | Contents
    | Seal
    | AppendixPages
)


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; level 1 opens a chapter on a new page, 2 to 4 follow flat behind it."""

    key: str
    title: str
    number: str = ""
    level: int = 1
    blocks: tuple[Block, ...] = ()
    is_landscape: bool = False
    chapter_no: int | None = None


@dataclass(frozen=True)
class Metadata:
    """What the files say about themselves; `created_on` None leaves the date out."""

    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    created_on: date | None = None
    identifier: str = ""


@dataclass(frozen=True)
class Document:
    """A whole report; front has roman pages, chapters arabic ones from 1, appendices follow them.

    A paper, such as a Perjanjian Kinerja, has chapters only: no cover, no contents, no numbered tables.
    """

    title: str
    unit_name: str
    ministry: str
    year: int
    place: str = ""
    date_text: str = ""
    status: Literal["draft", "final"] = "draft"
    front: tuple[Section, ...] = ()
    chapters: tuple[Section, ...] = ()
    appendices: tuple[Section, ...] = ()
    metadata: Metadata = Metadata()
    kind: Literal["report", "paper"] = "report"
