"""What a writer types at one place of a report."""

from django import forms

from reports.models import Illustration
from reports.writing import MOST_LETTERS, MOST_OF_REASON

LONGEST_CAPTION = Illustration._meta.get_field("caption").max_length
LONGEST_SOURCE = Illustration._meta.get_field("source").max_length


class NarrativeForm(forms.Form):
    """The text, or why there is none; whether it can be printed, the verb says."""

    text = forms.CharField(
        label="Teks",
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 14, "maxlength": MOST_LETTERS, "class": "form-control", "spellcheck": "true"}
        ),
    )
    not_applicable_reason = forms.CharField(
        label="Tidak berlaku karena",
        required=False,
        widget=forms.TextInput(attrs={"maxlength": MOST_OF_REASON, "class": "form-control", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        # The address and the script know the form by these names.
        super().__init__(*args, auto_id="%s", **kwargs)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, or what the form began with."""
        return {name: self[name].value() or "" for name in self.fields}


class IllustrationForm(forms.Form):
    """A picture with its caption."""

    image = forms.FileField(
        label="Gambar",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "class": "form-control"}),
        error_messages={"required": "Pilih dahulu berkas gambarnya."},
    )
    caption = forms.CharField(
        label="Keterangan gambar",
        max_length=LONGEST_CAPTION,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": "Tulis keterangan gambarnya."},
    )
    source = forms.CharField(
        label="Sumber",
        required=False,
        max_length=LONGEST_SOURCE,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
