"""The trail as a file to take away: one line per changed column, as .xlsx or .csv."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from itertools import islice

from lakin.formatting import MINUS, in_wib, number
from reports.trail import Entry, read
from reports.writers.listing import Value, write_listing

MOST_ENTRIES = 20_000
PER_READ = 500
HEADS = (
    *("Waktu (WIB)", "Pengguna", "Tindakan", "Jenis data", "Data", "Unit kerja", "Tahun data"),
    *("Kolom", "Semula", "Menjadi", "Bagian dari"),
)
WIDTHS = (26, 26, 10, 24, 50, 40, 11, 26, 40, 40, 28)
# What a spreadsheet program takes for a formula, unless it is only a number.
FORMULA = re.compile(r"[=+\-@\t\r\n]")
NUMBER = re.compile(rf"[-{MINUS}][\d.]+(,\d+)?%?")


def lines(entries) -> Iterator[tuple[Value, ...]]:
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


def lines_of(entry: Entry) -> Iterator[tuple[Value, ...]]:
    """A line for each changed column; the time as the clock of WIB showed it."""
    place = (entry.unit.name if entry.unit else "", entry.year)
    head = (
        in_wib(entry.moment).replace(tzinfo=None, microsecond=0),
        entry.person,
        entry.action,
        entry.kind,
        entry.what,
        *place,
    )
    for field in entry.fields:
        yield (*head, field.label, field.before, field.after, entry.note)
    if not entry.fields:
        yield (*head, "", "", "", entry.note)


def as_csv(entries) -> bytes:
    """The lines as .csv, which Excel opens with its letters right and without running anything."""
    output = StringIO()
    writer = csv.writer(output, lineterminator="\r\n", delimiter=";")
    writer.writerow(HEADS)
    writer.writerows([written(cell) for cell in line] for line in lines(entries))
    return output.getvalue().encode("utf-8-sig")


def written(value: Value) -> str:
    """A cell in words that no program runs."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return "" if value is None else guarded(str(value))


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet program would take it for a formula.

    A number below zero gets the hyphen back, since a spreadsheet program reads no other minus.
    """
    if NUMBER.fullmatch(text):
        return text.replace(MINUS, "-")
    return f"'{text}" if FORMULA.match(text) else text


def as_xlsx(entries) -> bytes:
    """The lines as .xlsx: the time and the year to sort by, every other cell a text."""
    return write_listing("Riwayat perubahan", tuple(zip(HEADS, WIDTHS, strict=True)), lines(entries))


WRITERS = {"csv": as_csv, "xlsx": as_xlsx}
