"""Small evidence files of the demo, made on the spot; each says that it is an example."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import xlsxwriter
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

PAGE, MARGIN, STEP = (840, 480), 40, 36
INK, WASH, ACCENT = "#1B2530", "#F4F7F9", "#0A5C7E"
TITLE_SIZE, TEXT_SIZE = 24, 20
MARK = "CONTOH (data rekaan)"


def evidence_file(ending: str, title: str, rows: Sequence[Sequence[str]]) -> ContentFile:
    """A file of the kind with a title and rows of words."""
    return ContentFile(MAKERS[ending]([(MARK,), (title,), *rows]), name=f"{title}.{ending}")


def as_csv(rows) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Contoh")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.set_column(0, 0, 60)
    return content.getvalue()


def as_png(rows) -> bytes:
    content = BytesIO()
    drawn(rows).save(content, "PNG")
    return content.getvalue()


def as_pdf(rows) -> bytes:
    content = BytesIO()
    drawn(rows).save(content, "PDF", resolution=100, title=rows[1][0])
    return content.getvalue()


def drawn(rows) -> Image.Image:
    """The rows written on a page with one band of colour."""
    page = Image.new("RGB", PAGE, WASH)
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, PAGE[0], MARGIN), fill=ACCENT)
    for number, row in enumerate(rows):
        font = ImageFont.load_default(size=TEXT_SIZE if number else TITLE_SIZE)
        pen.text((MARGIN, 2 * MARGIN + number * STEP), "   ".join(row), fill=INK, font=font)
    return page


MAKERS = {"csv": as_csv, "xlsx": as_xlsx, "png": as_png, "pdf": as_pdf}
ENDINGS = tuple(MAKERS)
