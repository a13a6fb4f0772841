"""The file as it is downloaded: what is due beside cells to fill in, with what is already known in them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from django.db.models import prefetch_related_objects
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from agreements.quarter import QuarterLine, QuarterSheet, quarter_sheet
from indicators.entry import PartEntry, entry_of, mark
from indicators.models import Component, ComponentRole, Indicator, Measure, components_of_each
from lakin.formatting import date_long, editable, plain
from reports.quarter_file import columns as declared
from reports.quarter_file.columns import ENTRY_COLUMNS, HEAD_ROW, PART_SHEET_COLUMNS, Column, fields_of, normal
from reports.quarter_file.guide import guide
from reports.workbook.cells import MAX_TEXT
from units.models import Unit

EXACT_DIGITS = 15
# What a cell holds in UTF-16, which Excel counts in, minus what line ends may add.
MOST_LETTERS = MAX_TEXT - 767
TOO_LONG = "Teksnya terlalu panjang untuk Excel; ubah lewat halaman isian di LAKIN."
WORDED = ("text", *declared.FREE_TEXTS)
HINT = "Isi hanya sel berwarna kuning. Sel kosong berarti belum diketahui; 0 berarti nol."


@dataclass
class Book:
    """The file being written: what it is about, its formats, and where the words of each scale stand."""

    file: xlsxwriter.Workbook
    sheet: QuarterSheet
    formats: dict[str, Format]
    scales: dict[int, str]

    def number_format(self, indicator: Indicator) -> Format:
        """The format of a fixed figure, with as many decimals as the indicator prints."""
        key = f"fixed-{indicator.decimals}"
        if key not in self.formats:
            digits = f".{'0' * indicator.decimals}" if indicator.decimals else ""
            self.formats[key] = self.file.add_format(FIXED | {"num_format": f"#,##0{digits}"})
        return self.formats[key]


BASE = {"font_name": "Calibri", "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
FIXED = BASE | {"border_color": "#D5DCE3"}
TYPED = BASE | {"border_color": "#9AA7B3", "bg_color": "#FFF8DC", "locked": False}
SHUT = BASE | {"border_color": "#D5DCE3", "bg_color": "#E6E9EC", "font_color": "#55626F"}
DAY = "[$-421]d mmmm yyyy"
STYLES = {
    "title": {"font_name": "Calibri", "font_size": 14, "bold": True},
    "hint": {"font_name": "Calibri", "font_size": 10, "font_color": "#55626F"},
    "wide": {"font_name": "Calibri", "font_size": 11, "text_wrap": True, "valign": "top"},
    "strong": {"font_name": "Calibri", "font_size": 11, "bold": True, "text_wrap": True, "valign": "top"},
    "head": BASE | {"bold": True, "bg_color": "#E3F0F5", "border_color": "#9AA7B3", "num_format": "@"},
    "fixed": FIXED | {"num_format": "@"},
    "figure": TYPED,
    "text": TYPED | {"num_format": "@"},
    "day": TYPED | {"num_format": DAY, "align": "left"},
    "shut": SHUT,
    "shut-figure": SHUT,
    "shut-text": SHUT | {"num_format": "@"},
    "shut-day": SHUT | {"num_format": DAY, "align": "left"},
}


def write_sheet(unit: Unit, year: int, quarter: int, file: BinaryIO, today: date | None = None) -> None:
    """Writes the .xlsx of a unit's quarter, prefilled with what is stored."""
    today = today or timezone.localdate()
    sheet = quarter_sheet(unit, year, quarter, today=today)
    prefetch_related_objects([line.indicator for line in sheet.lines], components_of_each())
    made = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made.set_properties({"title": f"{sheet.period.name} - {unit.name}", "author": "LAKIN"})
    book = Book(made, sheet, {name: made.add_format(style) for name, style in STYLES.items()}, {})
    guide(made.add_worksheet(declared.GUIDE), book.formats, sheet, today)
    entries, parts = made.add_worksheet(declared.ENTRIES), made.add_worksheet(declared.PARTS)
    identify(book, made.add_worksheet(declared.IDENTITY))
    lay_out(book, entries, ENTRY_COLUMNS, f"{sheet.period.name} · {unit.name}")
    lay_out(book, parts, PART_SHEET_COLUMNS, f"Komponen · {sheet.period.name} · {unit.name}")
    at = HEAD_ROW
    for row, line in enumerate(sheet.lines, start=HEAD_ROW):
        components = components_of(line, year)
        lock = lock_of(line)
        write_line(book, entries, row, line, lock)
        at = write_parts(book, parts, at, line, components, lock)
    entries.activate()
    made.close()


def components_of(line: QuarterLine, year: int) -> list[Component]:
    """The components of the year in their order."""
    return sorted((row for row in line.indicator.components.all() if row.year == year), key=lambda row: row.order)


def lock_of(line: QuarterLine) -> str:
    """Why a row is not filled in here; empty where it is."""
    entry = entry_of(line.realization)
    texts = [getattr(entry, name) for name in WORDED]
    return line.lock or (TOO_LONG if any(len(text.encode("utf-16-le")) > 2 * MOST_LETTERS for text in texts) else "")


def identify(book: Book, page: Worksheet) -> None:
    """Says on a hidden sheet whose file this is; the words of the scales stand beside it."""
    page.very_hidden()
    page.protect()
    sheet = book.sheet
    facts = {"format": declared.FORMAT, "unit": sheet.unit.code, "tahun": sheet.year, "triwulan": sheet.quarter}
    for row, (name, value) in enumerate(facts.items()):
        page.write_string(row, 0, name)
        page.write_string(row, 1, str(value))
    scales = {line.indicator.predicate_scale_id: line.indicator.predicate_scale for line in sheet.lines}
    for place, (key, scale) in enumerate((item for item in scales.items() if item[1]), start=3):
        ranks = scale.as_ranks()
        words = sorted(ranks, key=ranks.get, reverse=True)
        for row, word in enumerate(words):
            page.write_string(row, place, word)
        letters = xlsxwriter.utility.xl_col_to_name(place, col_abs=True)
        book.scales[key] = f"={declared.IDENTITY}!{letters}$1:{letters}${len(words)}"


def lay_out(book: Book, page: Worksheet, columns: tuple[Column, ...], title: str) -> None:
    """Titles, widths, what stays in sight, what is locked, and how it prints."""
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width, None, {"hidden": column.is_hidden})
        page.write_string(HEAD_ROW - 1, place, column.title, book.formats["head"])
    first = sum(column.is_hidden for column in columns)
    page.write_string(0, first, title, book.formats["title"])
    page.write_string(1, first, HINT, book.formats["hint"])
    page.freeze_panes(HEAD_ROW, first + 2)
    page.hide_gridlines(2)
    # Excel must be free to show what was typed as a percent or a date, so that it is noticed and not misread.
    page.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(2 if len(columns) > len(PART_SHEET_COLUMNS) else 1, 0)
    page.repeat_rows(HEAD_ROW - 1)
    page.repeat_columns(first, first + 1)
    page.set_footer("&L&A&RHalaman &P dari &N")


def write_line(book: Book, page: Worksheet, row: int, line: QuarterLine, lock: str) -> None:
    """One indicator: what is held against it, then the cells to fill in."""
    entry = normal(entry_of(line.realization))
    fields = fields_of(line.indicator)
    # Without its mark a row is not read.
    known = fixed_cells(line, lock) | {"seen": "" if lock else line.seen, "typed": mark(entry)}
    for place, column in enumerate(ENTRY_COLUMNS):
        if not column.field:
            fixed(book, page, row, place, known[column.key], line.indicator)
        elif column.field not in fields:
            page.write_blank(row, place, None, book.formats["shut"])
        else:
            value = getattr(entry, fields[column.field])
            typed(book, page, row, place, column.field, value, lock)
            if not lock:
                explain(book, page, row, place, line, column)


def fixed_cells(line: QuarterLine, lock: str) -> dict[str, Any]:
    """What stands in the locked cells of a row."""
    indicator = line.indicator
    return {
        "indicator": str(indicator.pk),
        "code": line.score.code,
        "name": line.score.name,
        "measure": indicator.measure_label or indicator.get_measure_display(),
        "target": target_of(line),
        "previous": line.previous.text or line.previous.value,
        "state": lock or state_of(line),
    }


def target_of(line: QuarterLine) -> Decimal | str | None:
    """The target of the quarter: a figure, a word, or the two ends of a range."""
    score = line.score
    if score.target is None and score.lower is not None and score.upper is not None:
        return f"{plain(score.lower)} sampai {plain(score.upper)}"
    return score.target if score.target is not None else score.target_text or None


def state_of(line: QuarterLine) -> str:
    """The status in words; of what came back with what is to be mended."""
    said = line.last_step.note if line.is_returned and line.last_step else ""
    return f"{line.status_words}: {said}" if said else line.status_words


def fixed(book: Book, page: Worksheet, row: int, place: int, value: Any, indicator: Indicator) -> None:
    """One locked cell; a figure shows as many decimals as the indicator prints, and is never read back."""
    if isinstance(value, Decimal) and abs(value) < 10**EXACT_DIGITS:
        page.write_number(row, place, value, book.number_format(indicator))
    else:
        page.write_string(
            row, place, plain(value) if isinstance(value, Decimal) else value or "", book.formats["fixed"]
        )


def typed(book: Book, page: Worksheet, row: int, place: int, field: str, value: Any, lock: str = "") -> None:
    """One cell to fill in; a text is always written as a text, so what looks like a formula stays what it says."""
    kind = "day" if field == "follow_up_on" else "text" if field in WORDED else "figure"
    style = book.formats[f"shut-{kind}" if lock else kind]
    if value is None or value == "":
        page.write_blank(row, place, None, style)
    elif isinstance(value, date) and value.year >= 1900:
        page.write_datetime(row, place, value, style)
    elif isinstance(value, int) or (isinstance(value, Decimal) and is_exact(value)):
        page.write_number(row, place, value, style)
    else:
        page.write_string(row, place, editable(value) if isinstance(value, Decimal) else str(value), style)


def is_exact(value: Decimal) -> bool:
    """Whether Excel keeps every digit."""
    return len(value.normalize().as_tuple().digits) <= EXACT_DIGITS and abs(value) < 10**EXACT_DIGITS


def explain(book: Book, page: Worksheet, row: int, place: int, line: QuarterLine, column: Column) -> None:
    """The choices of a predicate, or a hint that appears beside the cell."""
    indicator = line.indicator
    if column.field == "value" and indicator.measure == Measure.PREDICATE:
        if source := book.scales.get(indicator.predicate_scale_id):
            page.data_validation(
                row, place, row, place, {"validate": "list", "source": source, "error_type": "warning"}
            )
        return
    hint = {
        "value": value_hint(indicator),
        "numerator": indicator.numerator_label,
        "denominator": indicator.denominator_label,
        "source_year": "Hanya bila nilai tahun lain dipakai sementara.",
        "follow_up_on": f"Misalnya {date_long(date(book.sheet.year, 9, 30))}.",
    }.get(column.field, "")
    if hint:
        title, words = column.title[:32], hint if len(hint) <= 255 else f"{hint[:252]}..."
        rule = {"validate": "any", "input_title": title, "input_message": words}
        page.data_validation(row, place, row, place, rule)


def value_hint(indicator: Indicator) -> str:
    """What the value is for where it follows from other figures."""
    if "numerator" in fields_of(indicator):
        return "Kosongkan bila n dan T diisi; nilainya dihitung LAKIN."
    return "Kosongkan bila lembar Komponen diisi; nilainya dihitung LAKIN." if indicator.components.all() else ""


def write_parts(book: Book, page: Worksheet, at: int, line: QuarterLine, components: list[Component], lock: str) -> int:
    """The components of one indicator from a row on; returns the row after them."""
    entry = normal(entry_of(line.realization))
    fields = declared.part_fields_of(line.indicator, components, entry)
    for row, component in enumerate(components, start=at):
        known = fixed_part(line, component)
        part = entry.parts.get(component.pk, PartEntry())
        for place, column in enumerate(PART_SHEET_COLUMNS):
            if not column.field:
                fixed(book, page, row, place, known[column.key], line.indicator)
            elif column.field not in fields[component.pk]:
                page.write_blank(row, place, None, book.formats["shut"])
            else:
                typed(book, page, row, place, column.field, getattr(part, column.field), lock)
    return at + len(components)


def fixed_part(line: QuarterLine, component: Component) -> dict[str, Any]:
    """What stands in the locked cells of a component."""
    aside = "" if component.role == ComponentRole.PART else " (hanya keterangan)"
    return {
        "indicator": str(line.indicator.pk),
        "component": str(component.pk),
        "code": line.score.code,
        "name": f"{declared.part_name(component)}{aside}",
        "measure": component.measure_label,
        "weight": "" if component.weight is None else plain(component.weight, 4),
    }
