"""What is typed to decide a proposed revision of the DIPA."""

from django import forms

from budget.models import DipaRevision
from lakin.formatting import date_long
from lakin.parsing import ParseError, parse_form_date

REASON = forms.Textarea(attrs={"rows": 2})


class AcceptForm(forms.Form):
    """Number, date and stamp of the revision as it was issued; a reason where a check failed."""

    number = forms.IntegerField(label="Nomor revisi", min_value=1, max_value=999)
    on = forms.CharField(label="Tanggal revisi", max_length=40, help_text="Misalnya 3 Juli 2026 atau 2026-07-03.")
    digital_stamp = forms.CharField(label="Digital stamp", max_length=40, required=False)
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        required=False,
        widget=REASON,
        help_text="Wajib bila ada pemeriksaan yang tidak sesuai.",
    )

    def __init__(self, *arguments, needs_reason=False, **named):
        super().__init__(*arguments, **named)
        self.fields["reason"].required = needs_reason

    @staticmethod
    def started(revision: DipaRevision) -> dict:
        """What the proposal says already."""
        return {
            "number": revision.number,
            "on": date_long(revision.date) if revision.date else "",
            "digital_stamp": revision.digital_stamp,
            "reason": revision.note,
        }

    def clean_on(self):
        try:
            return parse_form_date(self.cleaned_data["on"])
        except ParseError as error:
            raise forms.ValidationError(str(error)) from None


class DiscardForm(forms.Form):
    """Why a proposal is not followed."""

    reason = forms.CharField(label="Alasan pembatalan", max_length=300, widget=REASON)
