"""What is typed to begin a DIPA before its file is uploaded."""

from django import forms

from budget.guidance import DIPA
from budget.models import Satker

TEXT = {"class": "form-control"}


class DipaForm(forms.Form):
    """The number of the DIPA and its satker by code; a satker that is new here needs its name."""

    number = forms.CharField(
        label="Nomor DIPA",
        required=False,
        max_length=60,
        help_text=DIPA["number"],
        widget=forms.TextInput(attrs=TEXT),
    )
    satker_code = forms.RegexField(
        r"^\d{6}$",
        label="Kode satker",
        required=False,
        help_text="Enam angka, seperti di berkas. Isi berkas diperiksa terhadap kode ini; boleh kosong.",
        error_messages={"invalid": "Kode satker terdiri dari enam angka."},
        widget=forms.TextInput(attrs=TEXT | {"inputmode": "numeric", "maxlength": 6}),
    )
    satker_name = forms.CharField(
        label="Nama satker",
        required=False,
        max_length=250,
        help_text="Hanya bila kode satkernya belum dikenal LAKIN.",
        widget=forms.TextInput(attrs=TEXT),
    )

    @staticmethod
    def started(unit) -> dict[str, str]:
        """The satker of the unit, where it has just one."""
        codes = list(Satker.objects.filter(unit=unit).values_list("code", flat=True)[:2])
        return {"satker_code": codes[0]} if len(codes) == 1 else {}
