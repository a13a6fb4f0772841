"""The box for a table of a printed report."""

from django import forms

from reports.pasted_tables import MOST_BYTES, TOO_LARGE, TableKind
from reports.printed_audit import LONG_PLACE, NO_PLACE, PLACE_LENGTH


class PastedTableForm(forms.Form):
    """Where the table stands in the report, what it is, and its cells; what they say, the reading tells."""

    place = forms.CharField(
        label="Tempat dalam laporan",
        max_length=PLACE_LENGTH,
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocomplete": "off", "placeholder": "Tabel 3.1", "list": "tempat-ada"}
        ),
        error_messages={"required": NO_PLACE, "max_length": LONG_PLACE},
    )
    kind = forms.ChoiceField(
        label="Isi tabel",
        choices=TableKind.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": "Pilih isi tabelnya.", "invalid_choice": "Pilih salah satu isi tabel yang ada."},
    )
    table = forms.CharField(
        label="Tabel",
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(
            attrs={"rows": 8, "class": "form-control", "spellcheck": "false", "wrap": "off", "autocomplete": "off"}
        ),
        error_messages={"required": "Tempel dahulu tabelnya.", "max_length": TOO_LARGE},
    )
