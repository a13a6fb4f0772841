"""What a planner says of a budget file: the file itself, what its columns are, and what its figures belong to."""

from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError

from budget.files import columns
from budget.files.lines import Reading
from budget.files.titles import Stated
from budget.importing.plan import Choice
from budget.models import Dipa, DipaRevision, RevisionKind, RevisionState
from lakin.formatting import MONTHS, date_long
from lakin.packages import MEGABYTE
from reports.forms.agreement import DayField
from reports.workbook.safety import MACROS, MAX_FILE

ENDINGS = (".xlsx", ".xls", ".csv")
WITH_MACROS = (".xlsm", ".xltm", ".xlam", ".xlsb")
OLD, NEW, PROPOSAL, WHOLE = "revisi", "baru", "usulan", "dipa"
KEEP, DROP = "biarkan", "nol"
NEW_FIELDS = ("kind", "number", "date", "note")
NEW_KINDS = [("", "Pilih jenisnya")] + [
    (kind.value, kind.label) for kind in RevisionKind if kind is not RevisionKind.CLOSING
]
SELECT = {"class": "form-select"}


class BudgetFileForm(forms.Form):
    file = forms.FileField(
        label="Berkas POK, RKA-K/L, atau realisasi (.xlsx, .xls, .csv)",
        help_text=f"Paling besar {MAX_FILE // MEGABYTE} MB. Isinya diperiksa dahulu; belum ada yang disimpan.",
        error_messages={"required": "Pilih dahulu berkasnya.", "empty": "Berkas ini kosong."},
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ",".join(ENDINGS)}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        ending = Path(file.name).suffix.casefold()
        if ending in WITH_MACROS:
            raise forms.ValidationError(MACROS)
        if ending not in ENDINGS:
            raise forms.ValidationError("Berkasnya harus .xlsx, .xls, atau .csv seperti unduhan SAKTI atau OM-SPAN.")
        if file.size > MAX_FILE:
            raise forms.ValidationError(f"Berkas terlalu besar; paling besar {MAX_FILE // MEGABYTE} MB.")
        return file


class ColumnsForm(forms.Form):
    """One choice per column of the file, by the place of the column."""

    def __init__(self, *args, titles: list[str], suggested: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        for place, (title, role) in enumerate(zip(titles, suggested, strict=True)):
            self.fields[f"kolom_{place}"] = forms.ChoiceField(
                label=title,
                choices=list(columns.LABELS.items()),
                initial=role,
                widget=forms.Select(attrs=SELECT),
                error_messages={"required": "Pilih apa isi kolom ini."},
            )

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            for message in columns.faults(self.roles):
                self.add_error(None, message)
        return cleaned

    @property
    def roles(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]


class ChoiceForm(forms.Form):
    """To which revision the pagu belongs, up to which month the realisasi, and what of the lines that are gone."""

    # What is required depends on the target, so that the browser may not hold the form back.
    use_required_attribute = False
    target = forms.ChoiceField(
        widget=forms.Select(attrs=SELECT), error_messages={"required": "Pilih dahulu tujuannya."}
    )
    kind = forms.ChoiceField(
        label="Jenis revisi baru", choices=NEW_KINDS, required=False, widget=forms.Select(attrs=SELECT)
    )
    number = forms.IntegerField(label="Nomor revisi baru", required=False, min_value=0, max_value=999)
    date = DayField(label="Tanggal revisi baru", required=False, max_length=30)
    note = forms.CharField(
        label="Catatan revisi baru",
        required=False,
        max_length=300,
        help_text="Misalnya alasan revisi atau nomor suratnya.",
    )
    month = forms.ChoiceField(
        label="Realisasi di berkas ini sampai bulan",
        help_text="Tidak dipakai untuk usulan revisi.",
        choices=[("", "Pilih bulan"), *((str(place), name) for place, name in enumerate(MONTHS, start=1))],
        widget=forms.Select(attrs=SELECT),
        error_messages={"required": "Pilih sampai bulan apa realisasi di berkas ini."},
    )
    missing = forms.ChoiceField(
        label="Baris LAKIN yang tidak ada di berkas",
        choices=[(KEEP, "Biarkan seperti semula"), (DROP, "Jadikan pagunya nol pada revisi ini")],
        widget=forms.Select(attrs=SELECT),
    )

    def __init__(self, data, *, dipas: list[Dipa], reading: Reading, stated: Stated):
        self.dipas = {dipa.pk: dipa for dipa in dipas}
        self.revisions = {revision.pk: revision for revision in DipaRevision.objects.in_force().filter(dipa__in=dipas)}
        self.reading = reading
        said = self.as_stated(stated)
        is_complete = said["target"] and (said["month"] or not reading.has_spent)
        # What the file leaves open is asked first, and not yet called missing.
        super().__init__(data if "target" in data else said if is_complete else None, initial=said)
        for name in () if reading.has_ceiling else (*NEW_FIELDS, "missing"):
            del self.fields[name]
        if not reading.has_spent:
            del self.fields["month"]
        elif self.is_proposal:
            self.fields["month"].required = False
        self.fields["target"].label = "Pagu di berkas ini milik" if reading.has_ceiling else "Berkas ini milik"
        self.fields["target"].choices = [("", "Pilih"), *self.targets()]

    def targets(self) -> list[tuple[str, str]]:
        """The revisions in force, a new one and a proposal of each DIPA; the DIPA alone for a file without pagu."""
        if not self.reading.has_ceiling:
            return [(f"{WHOLE}-{pk}", named(dipa)) for pk, dipa in self.dipas.items()]
        several = len(self.dipas) > 1
        found = []
        for pk, dipa in self.dipas.items():
            own = [one for one in self.revisions.values() if one.dipa_id == pk]
            said = f"{named(dipa)}: " if several else ""
            found += [(f"{OLD}-{one.pk}", f"{said}{one}{dated(one)}") for one in own]
            found.append((f"{NEW}-{pk}", f"{said}Revisi baru yang berlaku (isi di bawah)"))
            if own:
                found.append((f"{PROPOSAL}-{pk}", f"{said}Usulan revisi, diperiksa dahulu (isi di bawah)"))
        return found

    def as_stated(self, stated: Stated) -> dict[str, str]:
        """What the file itself says, as if it had been chosen; what it does not say stays open."""
        month = self.reading.latest_month() or stated.month
        numbered = [one for one in self.revisions.values() if stated.revision in (None, one.number)]
        if self.reading.has_ceiling:
            target = f"{OLD}-{numbered[0].pk}" if len(numbered) == 1 else self.first_target()
        else:
            target = f"{WHOLE}-{next(iter(self.dipas))}" if len(self.dipas) == 1 else ""
        first = {"kind": RevisionKind.INITIAL.value, "number": "0"} if target.startswith(NEW) else {}
        return {"target": target, "month": str(month or ""), "missing": KEEP} | first

    def first_target(self) -> str:
        """A DIPA without any revision begins with its first one; "" where there is something to choose."""
        return f"{NEW}-{next(iter(self.dipas))}" if len(self.dipas) == 1 and not self.revisions else ""

    def clean(self):
        cleaned = super().clean()
        what, _, key = (cleaned.get("target") or "").partition("-")
        if what in (NEW, PROPOSAL) and not cleaned.get("kind"):
            self.add_error("kind", "Pilih jenis revisinya.")
        if what in (NEW, PROPOSAL) and not self.errors:
            dipa = self.dipas[int(key)]
            last = DipaRevision.objects.filter(dipa=dipa).order_by("-order").first()
            given = {name: cleaned.get(name) for name in NEW_FIELDS}
            given["state"] = RevisionState.PROPOSED if what == PROPOSAL else RevisionState.IN_FORCE
            self.new = DipaRevision(dipa=dipa, order=last.order + 1 if last else 1, **given)
            try:
                self.new.full_clean(exclude=["amount"])
            except ValidationError as error:
                self.add_error(None, error.messages)
        return cleaned

    @property
    def is_new(self) -> bool:
        """Whether a new revision was asked for, right or wrong, or is the only thing to begin with."""
        return str(self.data.get("target") or self.initial["target"]).startswith((NEW, PROPOSAL))

    @property
    def is_proposal(self) -> bool:
        """Whether the pagu was said to be a proposal."""
        return str(self.data.get("target", "")).startswith(PROPOSAL)

    @property
    def dipa(self) -> Dipa:
        what, _, key = self.cleaned_data["target"].partition("-")
        return self.dipas[self.revisions[int(key)].dipa_id if what == OLD else int(key)]

    def choice(self) -> Choice:
        """What was chosen, as the comparison takes it."""
        what, _, key = self.cleaned_data["target"].partition("-")
        revision = None if what == WHOLE else self.revisions[int(key)] if what == OLD else self.new
        month = None if self.is_proposal else self.cleaned_data.get("month")
        return Choice(revision, int(month) if month else None, self.cleaned_data.get("missing") == DROP)

    def hidden(self) -> list[tuple[str, str]]:
        """The choices again, for the form that stores."""
        return [(name, self.data.get(name, "")) for name in self.fields]


def named(dipa: Dipa) -> str:
    return f"DIPA {dipa.number or 'tanpa nomor'}" + (f", satker {dipa.satker}" if dipa.satker else "")


def dated(revision: DipaRevision) -> str:
    return f", {date_long(revision.date)}" if revision.date else ""
