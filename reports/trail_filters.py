"""Which entries of the trail a person may read, and the filters over them."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from lakin.formatting import WIB
from lakin.rules import YEAR_MAX, YEAR_MIN
from reports.overview import named
from units.access import memberships_of, visible_units
from units.admin_filters import SUGGESTIONS
from units.models import Change, Role, Unit
from units.trail import WAYS

MOST_WORDS = 6
EVERYDAY = (
    *("indicators.realization", "indicators.componentvalue", "indicators.evidence", "agreements.performanceagreement"),
    *("agreements.agreementline", "agreements.quartertarget", "agreements.actionstep", "indicators.indicator"),
    *("indicators.period", "indicators.extension", "budget.spending", "reports.report", "reports.narrative"),
)
# No index helps a search for words, so that without a date it reads only the newest part of the trail.
WINDOW = timedelta(days=90)


def readable(user) -> QuerySet[Change]:
    """The entries of the user's units; those without a unit only for an administrator at the root."""
    entries = Change.objects.select_related("unit")
    if user.is_superuser and user.is_active:
        return entries
    allowed = Q(unit__in=visible_units(user))
    if administers_root(user):
        # Also those of a unit that is gone.
        allowed |= Q(unit__path__isnull=True)
    return entries.filter(allowed)


def administers_root(user) -> bool:
    return any(held.role == Role.ADMINISTRATOR and held.unit.parent_id is None for held in memberships_of(user))


def kinds() -> list[tuple[str, str]]:
    """Every kind of row that has a trail, by what people call it: what changes every day first, then by name."""
    found = [(model._meta.label_lower, str(model._meta.verbose_name)) for model in WAYS]
    return sorted(((key, name[:1].upper() + name[1:]) for key, name in found), key=order_of)


def order_of(kind: tuple[str, str]) -> tuple[int, str]:
    """The place of a kind in the list."""
    key, name = kind
    return EVERYDAY.index(key) if key in EVERYDAY else len(EVERYDAY), name


class TrailForm(forms.Form):
    """The filters; what is typed wrongly is told and does not filter."""

    unit = forms.CharField(label="Unit kerja", required=False, max_length=250)
    tahun = forms.IntegerField(label="Tahun data", required=False, min_value=YEAR_MIN, max_value=YEAR_MAX)
    jenis = forms.ChoiceField(label="Jenis data", required=False)
    orang = forms.CharField(label="Pengguna", required=False, max_length=150)
    dari = forms.DateField(label="Sejak tanggal", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    sampai = forms.DateField(label="Sampai tanggal", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    q = forms.CharField(label="Kata yang dicari", required=False, max_length=200)

    def __init__(self, data, user):
        super().__init__(data)
        self.units = visible_units(user)
        self.fields["unit"].widget.attrs |= {
            "list": "id_unit_pilihan",
            "placeholder": "Nama, kode, atau kota",
            "autocomplete": "off",
        }
        self.fields["jenis"].choices = [("", "Semua"), *kinds()]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-select" if name == "jenis" else "form-control"

    @property
    def suggestions(self) -> QuerySet[Unit]:
        """The first units of the person; with more than that, a part of the name is typed."""
        return self.units.only("code", "name", "short_name")[:SUGGESTIONS]

    def clean_unit(self) -> QuerySet[Unit] | None:
        """The unit of that code with everything below it, else every unit of that name."""
        words = self.cleaned_data["unit"]
        if not words:
            return None
        exact = self.units.filter(code=words).first()
        found = self.units.filter(path__startswith=exact.path) if exact else named(self.units, words)
        if not found.exists():
            raise ValidationError("Tidak ada unit Anda dengan nama, kode, atau kota itu.")
        return found

    @property
    def asked(self) -> dict:
        """The filters that were typed and can be used."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def since(self) -> date | None:
        """From which day a search for words reads, where no day is given; None where nothing is left out."""
        asked = self.asked
        if "dari" in asked or asked.keys().isdisjoint({"q", "orang"}):
            return None
        return asked.get("sampai", timezone.localdate()) - WINDOW

    def narrowed(self, entries: QuerySet[Change]) -> QuerySet[Change]:
        """The entries that every used filter lets through."""
        for name, value in self.asked.items():
            entries = getattr(self, f"by_{name}")(entries, value)
        return self.by_dari(entries, self.since) if self.since else entries

    def by_unit(self, entries, units):
        return entries.filter(unit__in=units.order_by())

    def by_tahun(self, entries, year):
        return entries.filter(year=year)

    def by_jenis(self, entries, kind):
        app, model = kind.split(".")
        return entries.filter(content_type=ContentType.objects.get_by_natural_key(app, model))

    def by_orang(self, entries, name):
        return entries.filter(person__icontains=name)

    def by_dari(self, entries, day):
        return entries.filter(timestamp__gte=datetime.combine(day, time.min, WIB))

    def by_sampai(self, entries, day):
        return entries.filter(timestamp__lt=datetime.combine(day + timedelta(days=1), time.min, WIB))

    def by_q(self, entries, text):
        """Every word stands in what the row is called, in the note or in a value."""
        entries = entries.annotate(values_text=Cast("changes", TextField()))
        for word in text.split()[:MOST_WORDS]:
            is_named = Q(object_repr__icontains=word) | Q(note__icontains=word)
            entries = entries.filter(is_named | Q(values_text__icontains=word))
        return entries


def older_than(entries: QuerySet[Change], pk: int) -> QuerySet[Change]:
    """The entries that come after this one in the list; all of them when there is no such entry."""
    moment = Change.objects.filter(pk=pk).values_list("timestamp", flat=True).first()
    if moment is None:
        return entries
    # The first condition lets the database start at the right place of its index.
    return entries.filter(timestamp__lte=moment).exclude(timestamp=moment, pk__gte=pk)
