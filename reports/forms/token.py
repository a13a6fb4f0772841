"""What an administrator says of a new key for another system."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone

from reports.models import ApiToken, TokenScope
from reports.overview import named
from reports.tokens import ADMINISTRATORS
from units.access import visible_units
from units.admin_filters import SUGGESTIONS
from units.models import Unit

LONGEST_NAME = ApiToken._meta.get_field("name").max_length
USUAL = timedelta(days=365)
# So many units to choose from where the words fit several; with more, more of the name is typed.
MOST_CHOICES = 8


class TokenForm(forms.Form):
    """The unit is looked for, because a ministry has thousands; words that fit several bring these to choose from."""

    choices: tuple[Unit, ...] = ()

    name = forms.CharField(
        label="Nama sistem",
        max_length=LONGEST_NAME,
        help_text="Siapa yang memakainya, misalnya e-Monev.",
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    unit = forms.CharField(
        label="Unit yang dibuka",
        max_length=250,
        help_text="Data unit ini dan semua unit di bawahnya terbuka bagi token.",
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "list": "unit-token",
                "placeholder": "Nama, kode, atau kota",
                "autocomplete": "off",
                "hx-get": reverse_lazy("reports:token-units"),
                "hx-trigger": "input changed delay:250ms",
                "hx-target": "#unit-token",
            }
        ),
    )
    scopes = forms.MultipleChoiceField(
        label="Jenis data",
        choices=TokenScope.choices,
        error_messages={"required": "Pilih paling sedikit satu jenis data."},
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    expires_on = forms.DateField(
        label="Berlaku sampai dengan",
        initial=lambda: timezone.localdate() + USUAL,
        error_messages={"invalid": "Tanggal tidak dikenal."},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    @property
    def suggestions(self):
        """The first units; what is typed brings others."""
        return suggested(self.user, "")

    def clean_unit(self) -> Unit:
        """The unit of that code or name; a part of a name is never enough to open the data of a unit."""
        words = self.cleaned_data["unit"]
        units = visible_units(self.user, ADMINISTRATORS)
        if exact := units.filter(code=words).first():
            return exact
        found = list(named(units, words)[: MOST_CHOICES + 1])
        meant = [unit for unit in found if words.casefold() in (unit.name.casefold(), unit.short_name.casefold())]
        if len(meant) == 1 and len(found) <= MOST_CHOICES:
            return meant[0]
        self.choices = tuple(found[:MOST_CHOICES])
        if not found:
            raise ValidationError("Tidak ada unit yang Anda kelola dengan nama, kode, atau kota itu.")
        more = " Ketik lebih banyak bila belum ada di sini." if len(found) > MOST_CHOICES else ""
        raise ValidationError(f"Pilih unit yang dimaksud.{more}")


def suggested(user, words: str):
    """The first units that the user administers and the words fit."""
    return named(visible_units(user, ADMINISTRATORS), words).only("code", "name", "short_name")[:SUGGESTIONS]
