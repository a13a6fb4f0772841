"""What is typed on the pages of a Perjanjian Kinerja: the table of targets, the signing, the reason of a revision."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms

from agreements.models import AgreementLine, RevisionReason
from agreements.revision import TARGETS
from agreements.targets import QUARTERS, LineEntry, cell
from indicators.models import Indicator, Measure
from lakin.formatting import plain
from lakin.parsing import ParseError, parse_decimal, parse_form_date

MOST_TYPED, FIGURE_DECIMALS = 60, 4


@dataclass(frozen=True)
class Typed:
    """A posted table: the entries by line id, the texts by cell as they were typed, and what is wrong by cell."""

    entries: dict[int, LineEntry]
    texts: dict[str, str]
    errors: dict[str, list[str]]


def columns_of(indicator: Indicator) -> tuple[str, ...]:
    """By which columns the year's target of an indicator is filled in."""
    if indicator.measure == Measure.PREDICATE:
        return ("target_text",)
    return ("target_lower", "target_upper") if indicator.polarity == "range" else ("target",)


def stored_texts(line: AgreementLine) -> dict[str, str]:
    """What the cells of a line hold, as a person would type it."""
    rows = {row.quarter: row for row in line.quarter_targets.all()}
    texts = {cell(line.pk, name): as_typed(getattr(line, name)) for name in columns_of(line.indicator)}
    for quarter in QUARTERS:
        row = rows.get(quarter)
        texts[cell(line.pk, f"q{quarter}")] = as_typed(row.target_text or row.target) if row else ""
    return texts


def as_typed(value: Decimal | str | None) -> str:
    return value if isinstance(value, str) else "" if value is None else plain(value, FIGURE_DECIMALS)


def read_targets(posted, lines: list[AgreementLine]) -> Typed:
    """Reads the table; a cell that was not sent, as a locked one is not, keeps what is stored."""
    entries, texts, errors = {}, {}, {}
    for line in lines:
        stored = stored_texts(line)
        raw = {key: posted.get(key, text)[:MOST_TYPED].strip() for key, text in stored.items()}
        values, wrong = read_line(line, raw)
        entries[line.pk], texts, errors = entry_of(line, values), texts | raw, errors | wrong
    return Typed(entries, texts, errors)


def read_line(line: AgreementLine, raw: dict[str, str]) -> tuple[dict, dict[str, list[str]]]:
    """The value of each cell of a line, None for an empty one, and what cannot be read."""
    if line.indicator.measure == Measure.PREDICATE:
        return {key: text or None for key, text in raw.items()}, {}
    values, errors = {}, {}
    for key, text in raw.items():
        try:
            values[key] = parse_decimal(text, ",")
        except ParseError as error:
            values[key], errors[key] = None, [str(error)]
    return values, errors


def entry_of(line: AgreementLine, values: dict) -> LineEntry:
    """One line as the verb takes it."""
    year = {name: values[cell(line.pk, name)] for name in columns_of(line.indicator)}
    kept = {name: getattr(line, name) for name in TARGETS if name not in year}
    year = {name: value or "" if name == "target_text" else value for name, value in year.items()}
    return LineEntry(**kept, **year, quarters={at: values[cell(line.pk, f"q{at}")] for at in QUARTERS})


class DayField(forms.CharField):
    """A date as people write it; the browser's own field sends 2023-09-30."""

    def clean(self, value):
        text = super().clean(value)
        try:
            return parse_form_date(text)
        except ParseError as error:
            raise forms.ValidationError(str(error)) from error


class SignForm(forms.Form):
    """Where and when an agreement is signed, and that its signer knows what that means."""

    place = forms.CharField(label="Tempat", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    signed_on = DayField(
        label="Tanggal",
        max_length=30,
        help_text="Misalnya 31 Januari 2026 atau 31/1/2026.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    agreed = forms.BooleanField(
        label="Saya sudah membaca isinya dan menandatanganinya.",
        error_messages={"required": "Centang pernyataan ini bila Anda memang menandatanganinya."},
    )


class ReviseForm(forms.Form):
    """Why an agreement is revised."""

    reason = forms.ChoiceField(
        label="Alasan",
        choices=RevisionReason,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu dari tiga alasan perubahan yang sah."},
    )
    reason_text = forms.CharField(
        label="Uraian alasan",
        max_length=2000,
        help_text="Apa yang berubah, sejak kapan, dan atas dasar apa. Uraian ini dicetak pada PK Perubahan.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
