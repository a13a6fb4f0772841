"""The columns of the two sheets, which of them an indicator is filled in by, and what marks a file as ours."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indicators.entry import COLUMNS, PART_COLUMNS, Entry, PartEntry
from indicators.models import Component, ComponentRole, Indicator, Measure
from reports.forms.realization import RATIOS, columns_of

FORMAT = "lakin-triwulan-1"
GUIDE, ENTRIES, PARTS, IDENTITY = "Petunjuk", "Isian", "Komponen", "Identitas"
# The first row names the unit and the quarter, the second explains, the third carries the titles.
HEAD_ROW = 3


@dataclass(frozen=True)
class Column:
    """One column: its title, its width, and what it carries; only one with a `field` is typed into."""

    title: str
    key: str
    width: int = 14
    field: str = ""
    is_hidden: bool = False


ENTRY_COLUMNS = (
    Column("Id", "indicator", is_hidden=True),
    Column("Sidik", "seen", is_hidden=True),
    Column("Sidik isi", "typed", is_hidden=True),
    Column("Nomor", "code", 8),
    Column("Indikator", "name", 44),
    Column("Satuan", "measure", 11),
    Column("Target triwulan", "target", 11),
    Column("Triwulan lalu", "previous", 11),
    Column("Keadaan", "state", 26),
    Column("Nilai atau predikat", "value", 14, field="value"),
    Column("n", "numerator", 12, field="numerator"),
    Column("T", "denominator", 12, field="denominator"),
    Column("Memakai nilai tahun", "source_year", 11, field="source_year"),
    Column("Sumber angka", "source", 26, field="source"),
    Column("Faktor pendorong", "supporting_factors", 40, field="supporting_factors"),
    Column("Faktor penghambat", "hindering_factors", 40, field="hindering_factors"),
    Column("Tindak lanjut", "follow_up", 40, field="follow_up"),
    Column("Penanggung jawab", "follow_up_by", 22, field="follow_up_by"),
    Column("Tanggal selesai", "follow_up_on", 18, field="follow_up_on"),
    Column("Catatan", "note", 34, field="note"),
)
PART_SHEET_COLUMNS = (
    Column("Id", "indicator", is_hidden=True),
    Column("Id komponen", "component", is_hidden=True),
    Column("Nomor", "code", 8),
    Column("Komponen", "name", 60),
    Column("Satuan", "measure", 14),
    Column("Bobot (%)", "weight", 10),
    Column("n", "numerator", 14, field="numerator"),
    Column("T", "denominator", 14, field="denominator"),
    Column("Nilai", "score", 14, field="score"),
    Column("Keterangan", "text", 44, field="text"),
)
# A predicate stands in the column of the value.
TITLES = {column.field: column.title for column in ENTRY_COLUMNS if column.field} | {"text": "Nilai atau predikat"}
PART_TITLES = {column.field: column.title for column in PART_SHEET_COLUMNS if column.field}
FREE_TEXTS = ("source", "supporting_factors", "hindering_factors", "follow_up", "follow_up_by", "note")


def fields_of(indicator: Indicator) -> dict[str, str]:
    """By the column of the sheet the field of an entry that it fills for this indicator."""
    fields = {column.field: column.field for column in ENTRY_COLUMNS if column.field}
    if indicator.measure == Measure.PREDICATE:
        fields["value"] = "text"
    if indicator.measure == Measure.PREDICATE or indicator.calculation not in RATIOS:
        del fields["numerator"], fields["denominator"]
    return fields


def part_fields_of(indicator: Indicator, components: Iterable[Component], entry: Entry) -> dict[int, tuple[str, ...]]:
    """By component id the figures it is filled in by: those that count, or all of one that only explains."""
    components = list(components)
    counted = [row for row in components if row.role == ComponentRole.PART]
    known = [entry.parts.get(row.pk, PartEntry()) for row in counted]
    usual = tuple(dict.fromkeys((*columns_of(indicator.calculation, known), "text")))
    return {row.pk: usual if row.role == ComponentRole.PART else PART_COLUMNS for row in components}


def part_name(component: Component) -> str:
    """The component below its group."""
    return f"{component.group}: {component.name}" if component.group else component.name


def normal(entry: Entry) -> Entry:
    """The entry as a spreadsheet gives it back: ends of lines of one kind, no spaces around a text."""
    parts = {key: replace(part, text=tidy(part.text)) for key, part in entry.parts.items()}
    return replace(
        entry,
        **{name: tidy(value) for name in COLUMNS if isinstance(value := getattr(entry, name), str)},
        parts={key: part for key, part in parts.items() if not part.is_empty},
    )


def tidy(text: str) -> str:
    """A text with plain line ends and nothing around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
