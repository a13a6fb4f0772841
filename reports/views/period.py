"""The periods of a year: their dates and extensions, and how complete and timely the units below report."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from agreements.models import PerformanceAgreement
from agreements.timeliness import Timeliness, timeliness
from indicators.models import Extension, Period
from indicators.periods import QUARTERS, PeriodState, deciding_units, extend, open_period, period_states
from lakin.fields import prefix_range
from lakin.formatting import date_long
from reports.filling import planners_of
from reports.frame import frame
from reports.unit_sheets import CountedPaginator
from units.access import enter, has_role, holders, visible_units
from units.models import Role, Unit

UNITS_PER_PAGE = 50
FILLING_DAYS, DUE_DAYS = 30, 15
QUARTER_CHOICES = [(quarter, quarter) for quarter in QUARTERS]


def day_field(label, help_text=""):
    """A date typed in the browser's own picker."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})
    required = {"required": "Tanggal ini wajib diisi.", "invalid": "Tanggal tidak dikenal."}
    return forms.DateField(label=label, help_text=help_text, widget=widget, error_messages=required)


class PeriodForm(forms.Form):
    quarter = forms.TypedChoiceField(choices=QUARTER_CHOICES, coerce=int, widget=forms.HiddenInput)
    opens_on = day_field("Dibuka")
    due_on = day_field("Batas waktu", "Sesudahnya isian dicatat terlambat.")
    closes_on = day_field("Ditutup", "Sesudahnya perlu perpanjangan.")


class ExtensionForm(forms.Form):
    quarter = forms.TypedChoiceField(choices=QUARTER_CHOICES, coerce=int, widget=forms.HiddenInput)
    until = day_field("Diperpanjang sampai")
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        error_messages={"required": "Alasan perpanjangan wajib diisi."},
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


@dataclass(frozen=True)
class QuarterCard:
    """One quarter on the page with the forms a planner may use, both None for everybody else.

    `asks` names the planners of the unit above that set the dates, for a planner who may not depart from them.
    """

    state: PeriodState
    figures: Timeliness
    extensions: tuple[Extension, ...]
    period_form: PeriodForm | None
    extension_form: ExtensionForm | None
    is_own: bool
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitRow:
    """A unit below with its four quarters."""

    unit: Unit
    quarters: tuple[Timeliness, ...]


@require_http_methods(["GET", "HEAD"])
def list_periods(request, code, year):
    unit = enter(request.user, code)
    return page(request, unit, year)


@require_POST
def save_period(request, code, year):
    unit = enter(request.user, code, Role.PLANNER)
    form = PeriodForm(request.POST, auto_id=ids("periode", request.POST.get("quarter")))
    if form.is_valid() and done(form, lambda: open_period(unit=unit, year=year, by=request.user, **form.cleaned_data)):
        quarter = form.cleaned_data["quarter"]
        state = period_states([unit], year)[unit.pk, quarter]
        messages.success(
            request, f"Tanggal {state.name} disimpan untuk {unit.label} dan unit di bawahnya. {state.words}"
        )
        return redirect("reports:period-list", code=unit.code, year=year)
    return page(request, unit, year, period_form=form)


@require_POST
def grant_extension(request, code, year):
    unit = enter(request.user, code, Role.PLANNER)
    form = ExtensionForm(request.POST, auto_id=ids("perpanjangan", request.POST.get("quarter")))
    if form.is_valid() and done(form, lambda: extend(unit=unit, year=year, by=request.user, **form.cleaned_data)):
        until = date_long(form.cleaned_data["until"])
        messages.success(request, f"{unit.label} dan unit di bawahnya diberi waktu sampai {until}.")
        return redirect("reports:period-list", code=unit.code, year=year)
    return page(request, unit, year, extension_form=form)


def done(form, verb) -> bool:
    """True when the verb went through; else its messages stand at their fields."""
    try:
        verb()
    except ValidationError as error:
        given = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, found in given.items():
            form.add_error(name if name in form.fields else None, found)
        return False
    return True


def page(request, unit, year, period_form=None, extension_form=None):
    """The page with what was typed where something was refused."""
    context = {
        "frame": frame(request.user, unit, year, "quarter"),
        "cards": cards(request, unit, year, period_form, extension_form),
        "planners": holders(unit, Role.PLANNER),
        **units_below(request, unit, year),
    }
    status = 422 if period_form or extension_form else 200
    return render(request, "reports/period_list.html", context, status=status)


def cards(request, unit, year, period_form, extension_form) -> list[QuarterCard]:
    """The four quarters of the unit itself."""
    figures, deciding = timeliness([unit], year), deciding_units(unit, year)
    plans = {quarter: has_role(request.user, deciding[quarter], Role.PLANNER) for quarter in QUARTERS}
    above = {found.pk: planners_of(found) for found in set(deciding.values())} if not all(plans.values()) else {}
    own = set(Period.objects.filter(unit=unit, year=year).values_list("quarter", flat=True))
    granted = Extension.objects.filter(period__year=year, unit__in=Unit.objects.above(unit))
    rows = list(granted.select_related("unit", "granted_by", "period").order_by("-granted_at"))
    return [
        QuarterCard(
            figures[unit.pk, quarter].period,
            figures[unit.pk, quarter],
            tuple(row for row in rows if row.period.quarter == quarter),
            typed(period_form, quarter) or proposed(figures[unit.pk, quarter].period) if plans[quarter] else None,
            typed(extension_form, quarter) or empty_extension(quarter) if plans[quarter] else None,
            quarter in own,
            above.get(deciding[quarter].pk, ()),
        )
        for quarter in QUARTERS
    ]


def typed(form, quarter):
    """The refused form, where it was about this quarter."""
    return form if form and form.data.get("quarter") == str(quarter) else None


def ids(kind, quarter) -> str:
    """The pattern of the ids of one form, as four of each kind stand on the page."""
    return f"{kind}-{quarter}-%s"


def empty_extension(quarter) -> ExtensionForm:
    return ExtensionForm(initial={"quarter": quarter}, auto_id=ids("perpanjangan", quarter))


def proposed(state: PeriodState) -> PeriodForm:
    """The dates as they stand, or the usual ones: from the day after the quarter, fifteen days, and thirty at most."""
    first = date(state.year + state.quarter // 4, state.quarter % 4 * 3 + 1, 1)
    usual = {
        "opens_on": first,
        "due_on": first + timedelta(days=DUE_DAYS - 1),
        "closes_on": first + timedelta(days=FILLING_DAYS - 1),
    }
    period = state.period
    known = {name: getattr(period, name) for name in usual} if period else usual
    return PeriodForm(initial={"quarter": state.quarter, **known}, auto_id=ids("periode", state.quarter))


def units_below(request, unit, year) -> dict:
    """The units below that have a signed agreement, a page of them, with their quarters."""
    signed = PerformanceAgreement.objects.signed().filter(year=year).order_by()
    first, beyond = prefix_range(unit.path)
    below = visible_units(request.user).filter(path__gt=first, path__lt=beyond).order_by("path")
    # Looked up for each unit that is shown; for the count the table is read once.
    found, count = below.filter(Exists(signed.filter(unit=OuterRef("pk")))), below.filter(pk__in=signed.values("unit"))
    shown = CountedPaginator(found, UNITS_PER_PAGE, count.count()).get_page(request.GET.get("halaman"))
    units = list(shown.object_list)
    figures = timeliness(units, year)
    rows = [UnitRow(found, tuple(figures[found.pk, quarter] for quarter in QUARTERS)) for found in units]
    return {"page": shown, "rows": rows}
