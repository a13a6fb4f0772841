"""Sanitized narrative HTML as paragraphs of a Word document."""

from docx.document import Document as Word
from lxml import html

BOLD, ITALIC = {"strong", "b"}, {"em", "i"}
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
        for item in element.iter("li"):
            add_runs(word.add_paragraph(style=LISTS[element.tag]), item)
    elif element.tag == "table":
        add_table(word, element)
    elif element.tag in ("div", "blockquote", "section"):
        for child in element:
            add_element(word, child)
    else:
        paragraph = word.add_paragraph()
        add_runs(paragraph, element, bold=element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"))


def add_table(word: Word, element) -> None:
    """A small table of the narrative."""
    rows = [list(row.iter("th", "td")) for row in element.iter("tr")]
    table = word.add_table(len(rows), max((len(row) for row in rows), default=1), style="Table Grid")
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            add_runs(table.cell(line, place).paragraphs[0], cell, bold=cell.tag == "th")


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
