"""The trail as a file to take away: one line per changed column, as .xlsx or .csv."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO, StringIO
from itertools import islice

import xlsxwriter

from lakin.formatting import MINUS, in_wib, number
from reports.trail import Entry, read

MOST_ENTRIES = 20_000
PER_READ = 500
MOST_SIGNS = 32_000
HEADS = (
    *("Waktu (WIB)", "Pengguna", "Tindakan", "Jenis data", "Data", "Unit kerja", "Tahun data"),
    *("Kolom", "Semula", "Menjadi", "Bagian dari"),
)
WIDTHS = (26, 26, 10, 24, 50, 40, 11, 26, 40, 40, 28)
# What a spreadsheet program takes for a formula, unless it is only a number.
FORMULA = re.compile(r"[=+\-@\t\r\n]")
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
NUMBER = re.compile(rf"[-{MINUS}][\d.]+(,\d+)?%?")


def lines(entries) -> Iterator[tuple[str, ...]]:
    """Every line of the file after its head; the last one says so when there were more."""
    taken = 0
    for group in batched_entries(entries):
        for entry in group:
            yield from lines_of(entry)
        taken += len(group)
    if taken >= MOST_ENTRIES:
        told = f"Berkas ini memuat {number(MOST_ENTRIES, 0)} perubahan terbaru saja; persempit saringannya."
        yield (told, *[""] * (len(HEADS) - 1))


def batched_entries(entries) -> Iterator[tuple[Entry, ...]]:
    found = entries[:MOST_ENTRIES].iterator(chunk_size=PER_READ)
    while group := [*islice(found, PER_READ)]:
        yield read(group)


def lines_of(entry: Entry) -> Iterator[tuple[str, ...]]:
    place = (entry.unit.name if entry.unit else "", str(entry.year or ""))
    head = (f"{in_wib(entry.moment):%Y-%m-%d %H:%M:%S}", entry.person, entry.action, entry.kind, entry.what, *place)
    for field in entry.fields:
        yield (*head, field.label, field.before, field.after, entry.note)
    if not entry.fields:
        yield (*head, "", "", "", entry.note)


def as_csv(entries) -> bytes:
    """The lines as .csv, which Excel opens with its letters right and without running anything."""
    output = StringIO()
    writer = csv.writer(output, lineterminator="\r\n", delimiter=";")
    writer.writerow(HEADS)
    writer.writerows([guarded(cell) for cell in line] for line in lines(entries))
    return output.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet program would take it for a formula.

    A number below zero gets the hyphen back, since a spreadsheet program reads no other minus.
    """
    if NUMBER.fullmatch(text):
        return text.replace(MINUS, "-")
    return f"'{text}" if FORMULA.match(text) else text


def as_xlsx(entries) -> bytes:
    """The lines as .xlsx: the time a date of Excel, every other cell a text."""
    output = BytesIO()
    book = xlsxwriter.Workbook(output, {"constant_memory": True})
    sheet = book.add_worksheet("Riwayat perubahan")
    bold, plain = book.add_format({"bold": True}), book.add_format({"valign": "top"})
    moment = book.add_format({"valign": "top", "align": "left", "num_format": "[$-421]d mmmm yyyy hh:mm:ss"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    for column, text in enumerate(HEADS):
        sheet.write_string(0, column, text, bold)
    for row, line in enumerate(lines(entries), start=1):
        for column, text in enumerate(line):
            if column == 0 and TIME.fullmatch(text):
                sheet.write_datetime(row, column, datetime.fromisoformat(text), moment)
            else:
                sheet.write_string(row, column, text[:MOST_SIGNS], plain)
    book.close()
    return output.getvalue()


WRITERS = {"csv": as_csv, "xlsx": as_xlsx}
