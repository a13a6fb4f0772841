"""Tables of a report in Word: horizontal rules, a head that repeats on each page, rows that do not break."""

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt

from reports.blocks import Column, Noted, Row, Signature, Signatures, Table
from reports.display import cell_text
from reports.writers.word_layout import DOTS

NUMBERS = {"number", "percent", "rupiah", "integer", "value"}


def add_table(word: Word, table: Table) -> None:
    """One table with its rows and footnotes."""
    made = word.add_table(1, len(table.columns))
    made.autofit = False
    add_rules(made)
    widths = shares(word, table.columns)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for column, cell in zip(table.columns, made.rows[0].cells, strict=True):
        write(cell, f"{column.over}: {column.head}" if column.over else column.head, column, bold=True)
    mark_row(made.rows[0], "w:tblHeader")
    notes = []
    for row in table.rows:
        add_row(made, row, table.columns, notes)
    for line in made.rows:
        mark_row(line, "w:cantSplit")
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = width
    for number, note in enumerate(notes, start=1):
        word.add_paragraph().add_run(f"{number}) {note}").font.size = Pt(8)
    if not notes:
        word.add_paragraph().paragraph_format.space_after = Pt(2)


def shares(word: Word, columns) -> list[Emu]:
    """The width of each column: its share of the text's width."""
    paper = word.sections[-1]
    whole = paper.page_width - paper.left_margin - paper.right_margin
    total = sum(column.width for column in columns)
    return [Emu(int(whole * column.width // total)) for column in columns]


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
    if row.kind == "group":
        cells[0].paragraphs[0].paragraph_format.keep_with_next = True
        if len(row.cells) == 1 and len(cells) > 1:
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
    return (f"{role},", who.position, "\n\n", who.name or DOTS, f"NIP {who.nip or DOTS}")


def write_line(cell, text: str) -> None:
    """Text of a table that is no table of figures, in the letters of the document."""
    cell.paragraphs[0].add_run(text)
    cell.paragraphs[0].paragraph_format.space_after = Pt(1)


def mark_row(row, name: str) -> None:
    """Marks a row as a repeated head or as not to be broken."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def add_rules(made) -> None:
    """Horizontal rules only."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        rule = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("color", "D5DCE3")):
            rule.set(qn(f"w:{key}"), value)
        borders.append(rule)
    made._tbl.tblPr.append(borders)
