"""Paper, styles, lists, fields and page numbers of the Word document."""

from collections.abc import Iterable
from datetime import UTC, datetime

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lakin.formatting import MISSING
from reports.blocks import Document
from reports.numbering import Entry

ACCENT = RGBColor(0x0A, 0x5C, 0x7E)
INK = RGBColor(0x1B, 0x25, 0x30)
WIDTH = Cm(15.5)
# Room for what is not known yet.
DOTS = "………………………………"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def dress(word: Word) -> None:
    """A4 with the document's margins, and the styles of text, headings and captions."""
    paper = word.sections[0]
    paper.page_width, paper.page_height = Cm(21), Cm(29.7)
    paper.left_margin, paper.right_margin = Cm(3), Cm(2.5)
    paper.top_margin = paper.bottom_margin = Cm(2.5)
    set_font(word.styles["Normal"], "Cambria", 11)
    speak_indonesian(word)
    for level, size in ((1, 18), (2, 14), (3, 12), (4, 11)):
        style = word.styles[f"Heading {level}"]
        set_font(style, "Calibri", size)
        style.font.color.rgb = ACCENT if level < 3 else INK
        style.paragraph_format.keep_with_next = True
    for name in ("Title", "Subtitle"):
        set_font(word.styles[name], "Calibri", 28 if name == "Title" else 14)
    for name in ("Keterangan tabel", "Keterangan gambar"):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Caption"]
        set_font(style, "Calibri", 9.5)
        style.font.color.rgb = INK

    for level in (1, 2, 3):
        style = word.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = word.styles["Normal"]
        style.paragraph_format.left_indent, style.paragraph_format.space_after = Cm(0.6 * (level - 1)), Pt(2)


def speak_indonesian(word: Word) -> None:
    """The language of every text, by which Word checks its spelling."""
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "id-ID")


def set_font(style, name: str, size: float) -> None:
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hAnsi"), name)


def set_document_properties(word: Word, document: Document) -> None:
    """Title, author and language; the dates are fixed so that the same report gives the same file."""
    properties = word.core_properties
    properties.title, properties.author = document.title, document.unit_name
    properties.subject, properties.language = document.metadata.subject, "id-ID"
    properties.created = properties.modified = EPOCH.replace(tzinfo=None)
    properties.last_modified_by, properties.comments = "", ""


def add_field(paragraph, code: str, shown: str) -> None:
    """A field that Word fills in, such as a page number."""
    add_mark(paragraph, "begin")
    add_instruction(paragraph, code)
    add_mark(paragraph, "separate")
    paragraph.add_run(shown)
    add_mark(paragraph, "end")


def add_number(paragraph, label: str) -> None:
    """The number of a caption as a field that counts in its chapter, so that Word renumbers what people insert."""
    before, _, number = label.rpartition(".")
    paragraph.add_run(f"{before}.")
    add_field(paragraph, rf"SEQ {before.replace(' ', '_')} \* ARABIC", number)
    paragraph.add_run(" ")


def add_mark(paragraph, kind: str) -> None:
    """Where a field begins, where its result begins, or where it ends."""
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def add_instruction(paragraph, code: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = code
    paragraph.add_run()._r.append(instruction)


def add_contents(word: Word, code: str, entries: Iterable[Entry], hint: str) -> None:
    """A contents field that already shows its entries, then the hint when there is one."""
    # Without page numbers: only Word knows its pages, and w:updateFields would ask everyone who opens the file.
    lines = [(f"{one.number} {one.title}".strip(), one.level) for one in entries] or [(MISSING, 1)]
    paragraphs = [word.add_paragraph(style=f"toc {level}") for _, level in lines]
    add_mark(paragraphs[0], "begin")
    add_instruction(paragraphs[0], code)
    add_mark(paragraphs[0], "separate")
    for paragraph, (text, _) in zip(paragraphs, lines, strict=True):
        paragraph.add_run(text)
    if hint:
        paragraphs.append(word.add_paragraph(style="toc 1"))
        paragraphs[-1].add_run(hint).italic = True
    add_mark(paragraphs[-1], "end")


def new_list(word: Word, style: str) -> int:
    """The number of a new list in this style, which counts from 1 again."""
    numbering = word.part.numbering_part.element
    known = word.styles[style].element.pPr.numPr.numId.val
    made = numbering.add_num(numbering.num_having_numId(known).abstractNumId.val)
    made.add_lvlOverride(0).add_startOverride(1)
    return made.numId


def add_item(word: Word, style: str, number: int | None):
    """The paragraph of one point, in the list of that number; None for a list that is not counted."""
    paragraph = word.add_paragraph(style=style)
    if number is not None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number
    return paragraph


def add_page_numbers(section, text: str) -> None:
    """A running foot with the report and the page number."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(f"{text} · ")
    add_field(paragraph, "PAGE", "1")


def turn(section) -> None:
    """Lays the paper of a section on its other side."""
    is_upright = section.orientation == WD_ORIENT.PORTRAIT
    section.orientation = WD_ORIENT.LANDSCAPE if is_upright else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width


def keep_with_next(paragraph) -> None:
    paragraph.paragraph_format.keep_with_next = True


def keep_last_with_next(word: Word) -> None:
    """Ties the paragraph written last to what comes now; a table has rules of its own."""
    # The very last element of the body are the properties of its section.
    if len(word.element.body) > 1 and word.element.body[-2].tag == qn("w:p"):
        keep_with_next(word.paragraphs[-1])


def mark_row(row, name: str) -> None:
    """Marks a row as a repeated head or as not to be broken."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def keep_row_with_next(row) -> None:
    """Keeps a row of a table on the page of the next one."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            keep_with_next(paragraph)
