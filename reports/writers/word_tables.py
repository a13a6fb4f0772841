"""Tables of a report in Word: horizontal rules, a head that repeats on each page, rows that do not break."""

import re
from itertools import pairwise

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt

from reports.blocks import Column, Noted, Row, Signature, Signatures, Table
from reports.display import cell_text
from reports.writers.word_layout import DOTS, keep_last_with_next, keep_row_with_next, mark_row

# The room of one letter of 8.5 points, in bold too where Calibri is replaced by a wider letter; a cell's empty edge.
LETTER, BOLD_LETTER, EDGE = Cm(0.2), Cm(0.22), Cm(0.1)
# Longer words, such as web addresses, may break.
MOST_LETTERS = 18
# What stays on one line: letters up to a space, or up to and with a hyphen.
WORD = re.compile(r"[^\s-]+-?|-")
NUMBERS = {"number", "percent", "rupiah", "integer", "value"}


def add_table(word: Word, table: Table) -> None:
    """One table with its rows and footnotes."""
    made = word.add_table(1, len(table.columns))
    made.autofit = False
    add_rules(made)
    add_edges(made)
    widths = shares(word, table)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for column, cell, width in zip(table.columns, made.rows[0].cells, widths, strict=True):
        cell.width = width
        write(cell, head_text(column), column, bold=True)
    mark_row(made.rows[0], "w:tblHeader")
    notes = []
    for row in table.rows:
        add_row(made, row, table.columns, notes)
    keep_rows(made, table)
    for number, note in enumerate(notes, start=1):
        word.add_paragraph().add_run(f"{number}) {note}").font.size = Pt(8)
    if not notes:
        word.add_paragraph().paragraph_format.space_after = Pt(2)
    if is_card(table):
        keep_last_with_next(word)


def keep_rows(made, table: Table) -> None:
    """No row breaks, and none stands alone: a head and a group stay with their first row, a total with its last."""
    lines = list(made.rows)
    for line in lines:
        mark_row(line, "w:cantSplit")
    kinds = ("head", *(row.kind for row in table.rows))
    tied = {place for place, pair in enumerate(pairwise(kinds)) if pair[0] in ("head", "group") or pair[1] == "total"}
    for place in range(len(lines)) if is_card(table) else tied:
        keep_row_with_next(lines[place])


def is_card(table: Table) -> bool:
    """Whether it is one row of figures at the head of what is said about them."""
    return not table.caption and len(table.rows) == 1


def shares(word: Word, table: Table) -> list[Emu]:
    """The width of each column: its share of the text's width, but never less than its longest word needs."""
    paper = word.sections[-1]
    whole = paper.page_width - paper.left_margin - paper.right_margin
    least = least_widths(table)
    if sum(least) >= whole:
        return [Emu(whole * need // sum(least)) for need in least]
    widths = dict(enumerate(least))
    free = set(widths)
    while narrow := [place for place in free if share(table, free, place, widths, whole) < least[place]]:
        free -= set(narrow)
    return [Emu(share(table, free, place, widths, whole) if place in free else widths[place]) for place in widths]


def share(table: Table, free: set[int], place: int, widths: dict[int, int], whole: int) -> int:
    """What a column has of the room that the columns held at their least width leave."""
    room = whole - sum(width for at, width in widths.items() if at not in free)
    return int(room * table.columns[place].width // sum(table.columns[at].width for at in free))


def least_widths(table: Table) -> list[int]:
    """The width of each column's longest word, in its head and in its cells."""
    texts = [[] for _ in table.columns]
    for row in table.rows:
        if len(row.cells) == len(texts):
            for found, value, column in zip(texts, row.cells, table.columns, strict=True):
                found.append(cell_text(value, column) + (" 1)" if isinstance(value, Noted) else ""))
    heads = [BOLD_LETTER * longest_word([head_text(column)]) for column in table.columns]
    cells = [LETTER * longest_word(found) for found in texts]
    return [max(pair) + 2 * EDGE for pair in zip(heads, cells, strict=True)]


def longest_word(texts: list[str]) -> int:
    """The letters of the longest word, as far as it may not break."""
    longest = max((len(word) for text in texts for word in WORD.findall(text)), default=1)
    return min(longest, MOST_LETTERS)


def head_text(column: Column) -> str:
    return f"{column.over}: {column.head}" if column.over else column.head


def add_row(made, row: Row, columns, notes: list[str]) -> None:
    """One row; a group row with a single cell spans the table."""
    cells = made.add_row().cells
    bold = row.kind in ("group", "total")
    widest = max(range(len(columns)), key=lambda place: columns[place].width)
    for place, (value, column, cell) in enumerate(zip(row.cells, columns, cells, strict=False)):
        text = cell_text(value, column)
        found = [*(row.notes if place == 0 else ()), *([value.note] if isinstance(value, Noted) else ())]
        for note in found:
            if note not in notes:
                notes.append(note)
            text += f" {notes.index(note) + 1})"
        write(cell, text, column, bold=bold)
        if place == widest and row.depth:
            cell.paragraphs[0].paragraph_format.left_indent = Cm(0.2 * row.depth)
    if row.kind == "group" and len(row.cells) == 1 and len(cells) > 1:
        cells[0].merge(cells[-1])


def write(cell, text: str, column: Column, *, bold=False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.bold = Pt(8.5), "Calibri", bold or None
    paragraph.paragraph_format.space_after = Pt(1)
    is_right = column.align == "right" or (not column.align and column.kind in NUMBERS)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_right else WD_ALIGN_PARAGRAPH.LEFT


def add_signatures(word: Word, block: Signatures) -> None:
    """Both signatures beside each other, kept on one page; what is not known leaves dotted room."""
    place = block.right[1].place or DOTS, block.right[1].date_text or DOTS
    lines = [("", ", ".join(place)), *zip(signed_lines(block.left), signed_lines(block.right), strict=True)]
    made = word.add_table(0, 2)
    for at, pair in enumerate(lines, 1):
        row = made.add_row()
        mark_row(row, "w:cantSplit")
        for cell, text in zip(row.cells, pair, strict=True):
            write_line(cell, text)
            cell.paragraphs[0].paragraph_format.keep_with_next = at < len(lines)


def signed_lines(signer: tuple[str, Signature]) -> tuple[str, ...]:
    """The lines above and below the room for a signature."""
    role, who = signer
    return (f"{role},", who.position, "\n\n", who.name or DOTS, f"NIP {who.nip or DOTS}" if who.shows_nip else "")


def write_line(cell, text: str) -> None:
    """Text of a table that is no table of figures, in the letters of the document."""
    cell.paragraphs[0].add_run(text)
    cell.paragraphs[0].paragraph_format.space_after = Pt(1)


def add_rules(made) -> None:
    """Horizontal rules only."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        rule = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("color", "D5DCE3")):
            rule.set(qn(f"w:{key}"), value)
        borders.append(rule)
    made._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def add_edges(made) -> None:
    """Narrower edges than Word's own, so that figures keep to one line."""
    edges = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(EDGE.twips))
        edge.set(qn("w:type"), "dxa")
        edges.append(edge)
    made._tbl.tblPr.insert_element_before(edges, "w:tblLook")
