"""A report as a Word document people can go on editing: real headings, a contents field, captions, repeated heads."""

import base64
from collections.abc import Iterable
from functools import singledispatchmethod
from io import BytesIO
from urllib.parse import unquote_to_bytes
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as new_word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from reports import blocks
from reports.blocks import Block, Document, Part, Section
from reports.display import cell_text, part_text
from reports.drawing import PAGE_WIDTH
from reports.numbering import number_document
from reports.progress import say, share
from reports.rendering import render_chart
from reports.writers.pictures import png_of
from reports.writers.prose import add_prose
from reports.writers.word_layout import (
    DOTS,
    WIDTH,
    add_contents,
    add_item,
    add_number,
    add_page_numbers,
    dress,
    keep_last_with_next,
    keep_with_next,
    new_list,
    set_document_properties,
    turn,
)
from reports.writers.word_tables import add_signatures, add_table, write_line

SINGLE = blocks.Column("", "value")
PAIR_WIDTHS = (Cm(4.5), Cm(11))


def write_docx(document: Document) -> bytes:
    """The whole report; a draft keeps its boxes of what is missing."""
    return Writer(document).written()


class Writer:
    """Writes one document; each kind of block has its method."""

    def __init__(self, document: Document):
        self.document, self.word = document, new_word()
        self.numbering = number_document(document)
        self.labels = self.numbering.labels
        self.is_draft = document.status == "draft"
        dress(self.word)
        set_document_properties(self.word, document)

    def written(self) -> bytes:
        self.add_letterhead() if self.document.kind == "paper" else self.add_cover()
        sections = (*self.document.front, *self.document.chapters, *self.document.appendices)
        for done, section in enumerate(sections):
            say(share(done, len(sections), (10, 90)), f"Menulis bagian {section.title}")
            self.add_section(section)
        output = BytesIO()
        self.word.save(output)
        return without_times(output)

    def add_cover(self):
        document = self.document
        for text, style in (
            (document.ministry, "Subtitle"),
            (document.title, "Title"),
            (document.unit_name, "Subtitle"),
        ):
            self.word.add_paragraph(text, style=style)
        self.word.add_paragraph(", ".join(filter(None, [document.place, document.date_text])))
        if self.is_draft:
            self.word.add_paragraph("DRAF")
        add_page_numbers(self.word.sections[0], f"{document.unit_name} · Laporan Kinerja {document.year}")

    def add_letterhead(self):
        """The head of a paper, on the page where its first section stands."""
        document, page = self.document, self.word.sections[0]
        page.top_margin = page.bottom_margin = Cm(2)
        if document.chapters and document.chapters[0].is_landscape:
            turn(page)
        for text in filter(None, ("DRAF" if self.is_draft else "", document.ministry, document.unit_name)):
            paragraph = self.word.add_paragraph(text)
            paragraph.alignment, paragraph.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
        paragraph.runs[0].bold = True
        add_page_numbers(page, f"{document.unit_name} · {document.title}")

    def add_section(self, section: Section):
        is_turned = self.turn_page(section)
        title = f"{section.number} {section.title}".strip()
        heading = self.word.add_heading(title, min(section.level, 4))
        if section.level == 1:
            is_first_of_paper = self.document.kind == "paper" and section == self.document.chapters[0]
            heading.paragraph_format.page_break_before = not (is_turned or is_first_of_paper)
        for block in section.blocks:
            self.add(block)

    def turn_page(self, section: Section) -> bool:
        """Starts a new Word section, which is a new page, where the paper turns; whether it did."""
        is_turned = (self.word.sections[-1].orientation == WD_ORIENT.LANDSCAPE) != section.is_landscape
        if is_turned:
            turn(self.word.add_section(WD_SECTION.NEW_PAGE))
        return is_turned

    @singledispatchmethod
    def add(self, block: Block):
        raise TypeError(f"Jenis blok {type(block).__name__} belum dapat ditulis ke Word.")

    @add.register
    def _(self, block: blocks.Paragraph):
        if block.kind == "formula":
            keep_last_with_next(self.word)
        paragraph = self.word.add_paragraph()
        self.add_parts(paragraph, block.parts)
        # Strong words alone are the head of what follows.
        paragraph.paragraph_format.keep_with_next = all(isinstance(part, blocks.Strong) for part in block.parts) or None
        if block.kind == "note":
            for run in paragraph.runs:
                run.font.size = Pt(9)
        elif block.kind == "formula":
            paragraph.paragraph_format.left_indent = Cm(1)

    @add.register
    def _(self, block: blocks.Prose):
        add_prose(self.word, block.html)

    @add.register
    def _(self, block: blocks.Items):
        keep_last_with_next(self.word)
        style = "List Number" if block.is_ordered else "List Bullet"
        number = new_list(self.word, style) if block.is_ordered else None
        for item in block.items:
            paragraph = add_item(self.word, style, number)
            self.add_parts(paragraph, (item,) if isinstance(item, str) else item)

    @add.register
    def _(self, block: blocks.Definitions):
        table = self.word.add_table(0, 2)
        table.autofit = False
        for column, width in zip(table.columns, PAIR_WIDTHS, strict=True):
            column.width = width
        for term, value in block.pairs:
            row = table.add_row().cells
            for cell, text, width in zip(row, (term, cell_text(value, SINGLE)), PAIR_WIDTHS, strict=True):
                cell.width = width
                write_line(cell, text)
        self.word.add_paragraph().paragraph_format.space_after = Pt(0)

    @add.register
    def _(self, block: blocks.Table):
        self.add_caption(block)
        add_table(self.word, block)
        self.add_source(block.source)

    @add.register
    def _(self, block: blocks.Figure):
        drawings = block.drawing if isinstance(block.drawing, tuple) else (block.drawing,)
        for drawing in drawings:
            self.add_picture(drawing)
        self.add_caption(block)
        self.add_source(block.source)
        if block.table is not None:
            add_table(self.word, block.table)

    def add_picture(self, drawing):
        """A drawing or photograph at the width of the text, with its alternative text."""
        is_photo = isinstance(drawing, blocks.Image)
        content = image_bytes(drawing.href) if is_photo else png_of(render_chart(drawing))
        width = WIDTH if is_photo else min(WIDTH, int(WIDTH * drawing.width // PAGE_WIDTH))
        if content:
            picture = self.word.add_picture(BytesIO(content), width=width)
            text = drawing.alt if is_photo else getattr(drawing, "description", "") or drawing.title
            picture._inline.docPr.set("descr", text)
            keep_with_next(self.word.paragraphs[-1])

    @add.register
    def _(self, block: blocks.Missing):
        if self.is_draft:
            words = f"[Belum diisi: {block.what}" + (f". Tanggung jawab: {block.owner}" if block.owner else "") + "]"
            self.word.add_paragraph(words).runs[0].italic = True

    @add.register
    def _(self, block: blocks.Callout):
        if block.title:
            title = self.word.add_paragraph()
            title.add_run(block.title).bold = True
            keep_with_next(title)
        for label, cell in block.figures:
            paragraph = self.word.add_paragraph()
            paragraph.add_run(f"{label}: ")
            paragraph.add_run(cell_text(cell, SINGLE)).bold = True
        if block.text:
            self.word.add_paragraph(block.text)

    @add.register
    def _(self, block: blocks.Signature):
        place = f"{block.place or DOTS}, {block.date_text or DOTS}"
        nip = f"NIP {block.nip}" if block.nip else ""
        for line in (place, block.position, "", "", block.name or DOTS, nip, block.extra):
            paragraph = self.word.add_paragraph(line)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.left_indent = Cm(7)
            keep_with_next(paragraph)

    @add.register
    def _(self, block: blocks.Signatures):
        add_signatures(self.word, block)

    @add.register
    def _(self, block: blocks.Contents):
        code = {
            "sections": r'TOC \o "1-3" \h \z',
            "tables": r'TOC \h \z \t "Keterangan tabel,1"',
            "figures": r'TOC \h \z \t "Keterangan gambar,1"',
        }
        entries = [entry for entry in getattr(self.numbering, block.of) if entry.level <= 3]
        hint = "Nomor halaman: klik kanan daftar ini, lalu pilih Perbarui Bidang." if self.is_draft else ""
        add_contents(self.word, code[block.of], entries, hint)

    @add.register
    def _(self, block: blocks.Seal):
        for line in (block.url, *block.lines):
            self.word.add_paragraph(line)

    @add.register
    def _(self, block: blocks.AppendixPages):
        """Nothing: the cover line before it says that the PDF has the pages."""

    def add_parts(self, paragraph, parts: Iterable[Part]):
        """Running text; a footnote stands in brackets where it is called."""
        for part in parts:
            text = part_text(part, self.labels)
            run = paragraph.add_run(f" ({text})" if isinstance(part, blocks.Note) else text)
            run.bold = isinstance(part, blocks.Strong) or None

    def add_caption(self, block: blocks.Table | blocks.Figure):
        if block.caption:
            is_table = isinstance(block, blocks.Table)
            paragraph = self.word.add_paragraph(style="Keterangan tabel" if is_table else "Keterangan gambar")
            if label := self.labels.get(block.key):
                add_number(paragraph, label)
            paragraph.add_run(block.caption)
            paragraph.paragraph_format.keep_with_next = is_table or bool(block.source)

    def add_source(self, source: str):
        if source:
            run = self.word.add_paragraph().add_run(f"Sumber: {source}")
            run.font.size = Pt(8)


def without_times(archive: BytesIO) -> bytes:
    """The same file with no time of its own, so that the same report gives the same bytes."""
    output = BytesIO()
    with ZipFile(archive) as source, ZipFile(output, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            copy.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return output.getvalue()


def image_bytes(href: str) -> bytes:
    """The picture of a data: address, a drawing as PNG; nothing for any other, which the PDF alone may read."""
    if not href.startswith("data:"):
        return b""
    head, _, body = href.partition(",")
    content = base64.b64decode(body) if head.endswith(";base64") else unquote_to_bytes(body)
    return png_of(content.decode()) if head.startswith("data:image/svg+xml") else content
