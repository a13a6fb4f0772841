"""Sanitized narrative HTML as paragraphs of a Word document."""

from docx.document import Document as Word
from lxml import html

from reports.writers.word_layout import (
    add_item,
    keep_last_with_next,
    keep_row_with_next,
    keep_with_next,
    mark_row,
    new_list,
)

BOLD, ITALIC = {"strong", "b"}, {"em", "i"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul": "List Bullet", "ol": "List Number"}


def add_prose(word: Word, text: str) -> None:
    """Adds paragraphs, lists, headings and tables of the narrative; unknown tags give their text."""
    for element in html.fragments_fromstring(text or "", no_leading_text=False):
        if isinstance(element, str):
            if element.strip():
                word.add_paragraph(element.strip())
        else:
            add_element(word, element)


def add_element(word: Word, element) -> None:
    """One block of the narrative."""
    if element.tag in LISTS:
        keep_last_with_next(word)
        add_list(word, element)
    elif element.tag == "table":
        add_table(word, element)
    elif element.tag in ("div", "blockquote", "section"):
        for child in element:
            add_element(word, child)
    else:
        paragraph = word.add_paragraph()
        is_heading = element.tag in HEADINGS
        add_runs(paragraph, element, bold=is_heading)
        if is_heading:
            keep_with_next(paragraph)


def add_list(word: Word, element, level: int = 1) -> None:
    """A list with the lists within its points; each counts from 1, and below the third level none is set in further."""
    style = LISTS[element.tag] + (f" {level}" if level > 1 else "")
    number = new_list(word, style) if element.tag == "ol" else None
    for item in element.iterchildren("li"):
        add_runs(add_item(word, style, number), item)
        for inner in item.iterchildren(*LISTS):
            add_list(word, inner, min(level + 1, 3))


def add_table(word: Word, element) -> None:
    """A small table of the narrative; a first row of heads repeats on each page."""
    rows = [list(row.iter("th", "td")) for row in element.iter("tr")]
    table = word.add_table(len(rows), max((len(row) for row in rows), default=1), style="Table Grid")
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            add_runs(table.cell(line, place).paragraphs[0], cell, bold=cell.tag == "th")
        mark_row(table.rows[line], "w:cantSplit")
    if rows and all(cell.tag == "th" for cell in rows[0]):
        mark_row(table.rows[0], "w:tblHeader")
        keep_row_with_next(table.rows[0])


def add_runs(paragraph, element, *, bold=False, italic=False) -> None:
    """The text of an element with its emphasis; nested lists are left to their own paragraphs."""
    bold, italic = bold or element.tag in BOLD, italic or element.tag in ITALIC
    add_text(paragraph, element.text, bold, italic)
    for child in element:
        if child.tag == "br":
            paragraph.add_run().add_break()
        elif child.tag not in LISTS:
            add_runs(paragraph, child, bold=bold, italic=italic)
        add_text(paragraph, child.tail, bold, italic)


def add_text(paragraph, text, bold, italic) -> None:
    if text and (text.strip() or paragraph.runs):
        run = paragraph.add_run(" ".join(text.split("\n")))
        run.bold, run.italic = bold or None, italic or None
