"""The part of docs/workbook.md that follows from the declarations: every sheet, column and address."""

from django.db.models import TextField

from reports.workbook.columns import Column, Kind, Sheet
from reports.workbook.keys import parts, pattern
from reports.workbook.sheets import SHEETS

BEGIN = "<!-- dibuat dari deklarasi: awal -->"
END = "<!-- dibuat dari deklarasi: akhir -->"


def described() -> str:
    """The generated Markdown, markers included."""
    blocks = [BEGIN, _addresses(), *(_sheet(sheet) for sheet in SHEETS), END]
    return "\n\n".join(blocks)


def explanation(sheet: Sheet, column: Column) -> str:
    """What a planner should know about a column: its meaning, its choices, and what an empty cell means."""
    sentences = [column.about]
    if sheet.kind(column) is Kind.CHOICE:
        sentences.append(f"Pilihan: {', '.join(sheet.words(column).values())}.")
    if empty := _empty_meaning(sheet, column):
        sentences.append(f"Kosong = {empty}.")
    return " ".join(sentences)


def content(sheet: Sheet, column: Column) -> str:
    """What kind of value stands in a column, with the form of an address or the longest text."""
    kind = sheet.kind(column)
    if kind is Kind.ADDRESS:
        return f"alamat {column.to}: `{pattern(column.to)}`" if len(parts(column.to)) > 1 else f"kode {column.to}"
    field = sheet.model_field(column)
    if kind in (Kind.TEXT, Kind.DIGITS) and field is not None and not isinstance(field, TextField):
        return f"{kind.value}, paling panjang {field.max_length}"
    return kind.value


def _empty_meaning(sheet: Sheet, column: Column) -> str:
    default = sheet.default(column)
    if sheet.is_required(column) or default in (None, ""):
        return ""
    if isinstance(default, bool):
        return "ya" if default else "tidak"
    return sheet.words(column)[default] if sheet.kind(column) is Kind.CHOICE else str(default)


def _addresses() -> str:
    targets = sorted({column.to for sheet in SHEETS for column in sheet.columns if column.to})
    rows = [f"| {name} | `{pattern(name)}` |" for name in targets if len(parts(name)) > 1]
    return "\n".join(["### Bentuk alamat", "", "| Lembar yang ditunjuk | Bentuk |", "|---|---|", *rows])


def _sheet(sheet: Sheet) -> str:
    head = [f"### {sheet.name}", "", sheet.about, "", f"Kunci baris: {', '.join(sheet.key)}.", ""]
    head += ["| Kolom | Isi | Wajib | Penjelasan |", "|---|---|---|---|"]
    return "\n".join([*head, *(_column(sheet, column) for column in sheet.columns)])


def _column(sheet: Sheet, column: Column) -> str:
    required = "ya" if sheet.is_required(column) else ""
    return f"| {column.name} | {content(sheet, column)} | {required} | {explanation(sheet, column)} |"
