"""The first page: the user's units in one year; search over them; the way to a unit's latest year."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.due import due
from reports.frame import frame
from reports.indicator_search import found_lines
from reports.leading.led import led_units
from reports.overview import named, overview, visible_years, years_held
from reports.tasks import tasks
from reports.unit_sheets import unit_sheet
from units.access import enter, visible_units

SUGGESTIONS, INDICATORS = 8, 5


@require_safe
def home(request):
    units = visible_units(request.user)
    years = visible_years(request.user)
    year = chosen_year(request.GET.get("tahun"), years)
    words, is_everything = request.GET.get("q", "").strip(), "semua" in request.GET
    number = request.GET.get("halaman")
    page = unit_sheet(units, year, words=words, is_everything=is_everything, number=number)
    is_start = not (words or is_everything or page.number > 1)
    context = {
        "frame": frame(request.user, years=years),
        "year": year,
        "words": words,
        "is_everything": is_everything,
        "rows": overview(page.object_list, year),
        "page": page,
        "due": due(request.user) if is_start else None,
        "led": led_units(request.user, year) if is_start else (),
        "tasks": tasks(request.user) if is_start else None,
        "has_units": page.paginator.count > 0 or units.exists(),
    }
    return render(request, "reports/unit_list.html", context)


@require_safe
def search_units(request):
    """The first units that match, and of a year the first indicators, as lists that stand under the search box."""
    words, year = request.GET.get("q", ""), request.GET.get("tahun", "")
    visible = visible_units(request.user)
    units = named(visible, words).select_related("parent")
    context = {
        "units": units[:SUGGESTIONS] if words.strip() else (),
        "words": words,
        "lines": found_lines(visible, chosen_year(year, []), words)[:INDICATORS] if year else (),
        "year": chosen_year(year, []) if year else None,
    }
    return render(request, "reports/_unit_options.html", context)


@require_safe
def open_unit(request, code):
    """Leads to the latest year of the unit that has data, or to this year."""
    unit = enter(request.user, code)
    year = chosen_year(None, years_held(unit))
    return redirect("reports:scorecard-show", code=unit.code, year=year)


def chosen_year(text, years) -> int:
    """The year a person asked for, else the latest with data, else this year."""
    if text and text.isascii() and text.isdigit() and len(text) == 4 and text[:2] in ("19", "20"):
        return int(text)
    return years[0] if years else timezone.localdate().year
