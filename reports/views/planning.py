"""Preparing a year: choose the unit and the year, see every step with its state, open the year from the one before."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from reports.frame import frame
from reports.opening import open_year
from reports.overview import named
from reports.planning import planning
from reports.views.home import chosen_year
from units.access import enter, has_role, visible_units
from units.models import Role

MOST_UNITS = 25


@require_safe
def choose_planning(request):
    """Leads to the one unit that was meant, else lists those that match."""
    units = visible_units(request.user, {Role.PLANNER})
    if not units.exists():
        raise PermissionDenied("Halaman ini untuk perencana.")
    words = request.GET.get("unit", "").strip()
    year = chosen_year(request.GET.get("tahun"), [timezone.localdate().year])
    meant = units.filter(code=words).first() if words else None
    found = list(named(units, words).select_related("parent").order_by("path")[: MOST_UNITS + 1])
    if meant is None and len(found) == 1:
        meant = found[0]
    if meant is not None:
        return redirect("reports:planning-show", code=meant.code, year=year)
    context = {
        "frame": frame(request.user),
        "words": words,
        "year": year,
        "units": found[:MOST_UNITS],
        "has_more": len(found) > MOST_UNITS,
    }
    return render(request, "reports/planning_choose.html", context)


@require_safe
def show_planning(request, code, year):
    unit = enter(request.user, code, Role.PLANNER)
    plans_above = unit.parent is not None and has_role(request.user, unit.parent, Role.PLANNER)
    context = {"frame": frame(request.user, unit, year, "planning"), "planning": planning(unit, year, plans_above)}
    return render(request, "reports/planning_show.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin_year(request, code, year):
    """Asks once, then copies the structure of the latest year before."""
    unit = enter(request.user, code, Role.PLANNER)
    if request.method != "POST":
        return render(request, "reports/year_open.html", {"frame": frame(request.user, unit, year, "planning")})
    try:
        opened = open_year(unit=unit, year=year)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    else:
        made = ", ".join(f"{count} {name}" for name, count in opened.counts.items() if count)
        messages.success(
            request,
            f"Tahun {year} dibuka dari {opened.source_year}: {made or 'tidak ada yang disalin'}. "
            "Target dan pagu dibiarkan kosong untuk diisi.",
        )
    return redirect("reports:planning-show", code=unit.code, year=year)
