"""The form of one indicator in one quarter: typed text in, an entry out, and every error back at its field."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import DecimalValidator

from indicators.entry import PART_COLUMNS, Entry, PartEntry
from indicators.formula import Calculation
from indicators.models import Component, ComponentRole, Indicator, Measure
from lakin.fields import kept_exactly
from lakin.formatting import MISSING, date_long, plain
from lakin.parsing import YEARS, ParseError, parse_decimal, parse_form_date, parse_integer

FIGURE_DIGITS, FIGURE_DECIMALS = 22, 4
MOST_LETTERS = 20_000
RATIOS = (Calculation.RATIO, Calculation.POOLED)
BY_PARTS = (Calculation.WEIGHTED, Calculation.MEAN, Calculation.SUM, Calculation.COUNT, Calculation.SURVEY)
# Which figures of a component enter a calculation; all others are shown with all of them.
PART_FIGURES = {
    Calculation.WEIGHTED: ("numerator", "denominator", "score"),
    Calculation.MEAN: ("numerator", "denominator", "score"),
    Calculation.SUM: ("score",),
    Calculation.COUNT: ("score",),
    Calculation.SURVEY: ("score",),
}
PART_WORDS = {"numerator": "n", "denominator": "T", "score": "Nilai", "text": "Keterangan"}
FIGURES = ("numerator", "denominator", "value", "text")


class TypedField(forms.CharField):
    """A text that is read by one of our parsers; its message is the parser's."""

    def __init__(self, *, read, write, inputmode="decimal", **options):
        self.read, self.write = read, write
        widget = options.pop("widget", forms.TextInput(attrs={"inputmode": inputmode}))
        super().__init__(required=False, max_length=80, widget=widget, **options)

    def to_python(self, value):
        try:
            return self.read(super().to_python(value))
        except ParseError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value):
        """The text in the box: what was typed as it was typed, a stored thing in its written form."""
        return value if isinstance(value, str) else self.write(value)

    def validate(self, value):
        """Nothing is required."""

    def run_validators(self, value):
        """The length is one of the text, and parsers refuse long ones themselves."""


def written(value) -> str:
    """A stored figure as it may be typed again, "1.204" or "74,78"; empty when it is not known."""
    return "" if value is None else plain(value, FIGURE_DECIMALS)


class TypedFigure(TypedField):
    """A figure in Indonesian form, "1.204" or "74,78"."""

    def __init__(self, **options):
        super().__init__(read=lambda text: parse_decimal(text, ","), write=written, **options)

    def run_validators(self, value):
        if value is not None:
            kept_exactly(value)
            DecimalValidator(FIGURE_DIGITS, FIGURE_DECIMALS)(value)


def year_field(**options):
    return TypedField(read=parse_integer, write=lambda year: str(year or ""), inputmode="numeric", **options)


def date_field(**options):
    widget = forms.TextInput(attrs={"type": "date"})
    return TypedField(read=parse_form_date, write=lambda day: day.isoformat() if day else "", widget=widget, **options)


def long_text(label, rows=3):
    return forms.CharField(
        label=label, required=False, max_length=MOST_LETTERS, widget=forms.Textarea(attrs={"rows": rows})
    )


@dataclass(frozen=True)
class PartRow:
    """One component with the words and fields of its columns."""

    component: Component
    cells: tuple[tuple[str, forms.BoundField], ...]


class RealizationForm(forms.Form):
    """What a reporter types; `entry()` is what it says, on top of what the page does not show."""

    value = TypedFigure(label="Nilai")
    text = forms.ChoiceField(label="Predikat", required=False)
    numerator = TypedFigure(label="n")
    denominator = TypedFigure(label="T")
    source_year = year_field(label="Memakai nilai tahun")
    source = forms.CharField(label="Sumber angka", required=False, max_length=300)
    supporting_factors = long_text("Faktor pendorong")
    hindering_factors = long_text("Faktor penghambat")
    follow_up = long_text("Tindak lanjut")
    follow_up_by = forms.CharField(label="Oleh siapa", required=False, max_length=200)
    follow_up_on = date_field(label="Selesai tanggal")
    note = long_text("Catatan", 2)

    def __init__(
        self,
        data=None,
        *,
        indicator: Indicator,
        year: int,
        base: Entry,
        components=(),
        asks_reason=False,
        needs_reason=True,
    ):
        self.indicator, self.year, self.base = indicator, year, base
        self.components = tuple(components)
        super().__init__(data, initial={name: getattr(base, name) for name in self.base_fields}, auto_id="isi-%s")
        self.choose_figures()
        counted = [base.parts.get(row.pk, PartEntry()) for row in self.components if row.role == ComponentRole.PART]
        self.part_columns = columns_of(indicator.calculation, counted)
        for component in self.components:
            self.add_part(component)
        if asks_reason:
            self.fields["reason"] = forms.CharField(
                label="Alasan koreksi",
                required=needs_reason,
                max_length=MOST_LETTERS,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": "Tulis alasan koreksi; verifikator membacanya."},
            )
        for name, field in self.fields.items():
            self.dress(name, field)

    def choose_figures(self):
        """Leaves the fields that this indicator is measured by."""
        is_word = self.indicator.measure == Measure.PREDICATE
        unused = {"value", "numerator", "denominator"} if is_word else {"text"}
        if self.indicator.calculation not in RATIOS:
            unused |= {"numerator", "denominator"}
        for name in unused:
            del self.fields[name]
        if is_word:
            ranks = self.indicator.predicate_scale.as_ranks() if self.indicator.predicate_scale else {}
            labels = sorted(ranks, key=ranks.get, reverse=True)
            self.fields["text"].choices = [("", "Belum ada"), *((label, label) for label in labels)]

    def add_part(self, component):
        """The fields of one component: the figures that count, or all of one that only explains."""
        known = self.base.parts.get(component.pk, PartEntry())
        for column in self.part_columns if component.role == ComponentRole.PART else PART_COLUMNS:
            name = f"part-{component.pk}-{column}"
            label = part_label(component, column)
            text = forms.CharField(label=label, required=False, max_length=300)
            self.fields[name] = text if column == "text" else TypedFigure(label=label)
            self.initial[name] = getattr(known, column)

    def dress(self, name, field):
        attrs = field.widget.attrs
        attrs["class"] = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
        attrs["autocomplete"] = "off"
        if self.is_bound and name in self.errors:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"isi-{name}-salah"}

    @property
    def counted_parts(self) -> tuple[PartRow, ...]:
        """The components that enter the calculation."""
        return self.rows_of(ComponentRole.PART)

    @property
    def other_parts(self) -> tuple[PartRow, ...]:
        """The components that only explain."""
        return self.rows_of(ComponentRole.CONTEXT, ComponentRole.ITEM)

    def rows_of(self, *roles) -> tuple[PartRow, ...]:
        return tuple(PartRow(row, self.cells_of(row)) for row in self.components if row.role in roles)

    def cells_of(self, component) -> tuple[tuple[str, forms.BoundField], ...]:
        named = ((column, f"part-{component.pk}-{column}") for column in PART_COLUMNS)
        return tuple((PART_WORDS[column], self[name]) for column, name in named if name in self.fields)

    @property
    def has_weights(self) -> bool:
        return any(row.component.weight is not None for row in self.counted_parts)

    @property
    def part_heads(self) -> tuple[str, ...]:
        """The words above the columns of the components that count."""
        return tuple(PART_WORDS[column] for column in self.part_columns)

    @property
    def other_heads(self) -> tuple[str, ...]:
        return tuple(PART_WORDS.values())

    @property
    def is_by_parts(self) -> bool:
        return self.indicator.calculation in BY_PARTS and bool(self.counted_parts)

    @property
    def is_ratio(self) -> bool:
        return "numerator" in self.fields

    @property
    def is_value_aside(self) -> bool:
        """Whether the value itself stands in only where the figures it follows from are not known."""
        return self.is_ratio or self.is_by_parts

    @property
    def figure_errors(self) -> list[str]:
        """What is wrong with the figures, each with its field; other fields do not hinder a calculation."""
        return [
            f"{self.fields[name].label}: {message}"
            for name, messages in self.errors.items()
            if name in FIGURES or name.startswith("part-")
            for message in messages
        ]

    def clean_source_year(self):
        """A year that exists and is not later than the year it stands in for."""
        year = self.cleaned_data["source_year"]
        if year is not None and year not in YEARS:
            raise ValidationError(f"Tahun harus {YEARS[0]} sampai {self.year}.")
        if year is not None and year > self.year:
            raise ValidationError(f"Nilai yang dipakai tidak boleh dari tahun sesudah {self.year}.")
        return year

    def entry(self) -> Entry:
        """What was typed as far as it could be read; what the page has no field for stays as it was."""
        given = self.cleaned_data
        columns = {name: given[name] for name in self.base_fields if name in given}
        parts = dict(self.base.parts)
        for component in self.components:
            named = {column: f"part-{component.pk}-{column}" for column in PART_COLUMNS}
            typed = {column: given[name] for column, name in named.items() if name in given}
            parts[component.pk] = replace(parts.get(component.pk, PartEntry()), **typed)
        return replace(self.base, **columns, parts={key: part for key, part in parts.items() if not part.is_empty})

    def take(self, error: ValidationError):
        """Puts what a verb refuses at its field, or above the form where it has none."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, messages in by_field.items():
            field = (
                name if name in self.fields else next((one for one in self.fields if one.startswith(f"{name}-")), None)
            )
            self.add_error(field, messages)
            if field:
                self.dress(field, self.fields[field])

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        """Every error as (field id, label, message); id and label are empty for an error of no field."""
        return [
            ("" if name == NON_FIELD_ERRORS else f"isi-{name}", self.label_of(name), message)
            for name, messages in self.errors.items()
            for message in messages
        ]

    def label_of(self, name) -> str:
        return self.fields[name].label if name in self.fields else ""

    def differences(self, stored: Entry, mine: Entry) -> list[tuple[str, str, str]]:
        """(label, what is stored, what was typed) of every field in which the two differ."""
        rows = [
            (self.fields[name].label, spoken(getattr(stored, name)), spoken(getattr(mine, name)))
            for name in self.base_fields
            if name in self.fields and getattr(stored, name) != getattr(mine, name)
        ]
        for component in self.components:
            theirs, typed = (entry.parts.get(component.pk, PartEntry()) for entry in (stored, mine))
            rows += [
                (
                    f"{PART_WORDS[column]}, {component.name}",
                    spoken(getattr(theirs, column)),
                    spoken(getattr(typed, column)),
                )
                for column in PART_COLUMNS
                if getattr(theirs, column) != getattr(typed, column)
            ]
        return rows


def part_label(component: Component, column: str) -> str:
    return f"{PART_WORDS[column]}, {component.name}"


def columns_of(calculation: str, known: Iterable[PartEntry]) -> tuple[str, ...]:
    """The figures of the components that count; one that holds something is never left out."""
    held = {column for part in known for column in PART_COLUMNS[:-1] if getattr(part, column) is not None}
    usual = PART_FIGURES.get(calculation, PART_COLUMNS[:-1])
    if calculation in (Calculation.SUM, Calculation.COUNT) and held:
        usual = ()
    return tuple(column for column in PART_COLUMNS if column in held or column in usual)


def spoken(value) -> str:
    """One typed thing as a person reads it."""
    if value is None or value == "":
        return MISSING
    if hasattr(value, "isoformat"):
        return date_long(value)
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else plain(value, FIGURE_DECIMALS)
