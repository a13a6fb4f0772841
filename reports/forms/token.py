"""What an administrator says of a new key for another system."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from reports.models import ApiToken, TokenScope
from reports.tokens import ADMINISTRATORS
from units.access import visible_units

LONGEST_NAME = ApiToken._meta.get_field("name").max_length
USUAL = timedelta(days=365)


class TokenForm(forms.Form):
    """The unit is typed as its code, because a ministry has hundreds of them."""

    name = forms.CharField(
        label="Nama sistem",
        max_length=LONGEST_NAME,
        help_text="Siapa yang memakainya, misalnya e-Monev.",
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    unit = forms.ModelChoiceField(
        label="Kode unit",
        queryset=None,
        to_field_name="code",
        help_text="Data unit ini dan semua unit di bawahnya terbuka bagi token.",
        error_messages={"invalid_choice": "Kode ini tidak ada di antara unit yang Anda kelola."},
        widget=forms.TextInput(attrs={"class": "form-control", "list": "kode-unit"}),
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
        self.fields["unit"].queryset = visible_units(user, ADMINISTRATORS)
