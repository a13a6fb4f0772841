"""The way back from a table to the page that prepares the year of a unit; carried in the address, never stored."""

from functools import reduce

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html

from units.access import has_role, visible_units
from units.admin_filters import UNIT, YEAR
from units.admin_links import KEPT, Link, to_page
from units.models import Role

PAGE = "reports:planning-show"


def carried(request) -> tuple[str, int | None]:
    """The code of the unit and the year a list or form was opened for; "" and None where the address names none."""
    given = request.GET if UNIT in request.GET else QueryDict(request.GET.get(KEPT, ""))
    year = given.get(YEAR, "")
    is_year = year.isascii() and year.isdigit() and len(year) == 4 and year[:2] in ("19", "20")
    return given.get(UNIT, ""), int(year) if is_year else None


def way_back(unit, year: int) -> Link | None:
    """The page that prepares the year of the unit; None when there is no such page."""
    return next(iter(to_page(PAGE, f"Kembali ke penyiapan tahun {year} {unit.label}", unit.code, year)), None)


def list_way_back(request) -> Link | None:
    """The way back from a list that was opened for a unit and a year the user plans."""
    code, year = carried(request)
    unit = visible_units(request.user, {Role.PLANNER}).filter(code=code).first() if code and year else None
    return way_back(unit, year) if unit else None


def chosen_year(carried_year: int | None, years: list[int]) -> int:
    """The year that is prepared: the carried one or this year, but never one outside the row's own years."""
    first, last = (min(years), max(years)) if years else (None, None)
    year = carried_year or timezone.localdate().year
    if first is None:
        return year
    return min(max(year, first), last)


class LeadsBack:
    """A table whose lists, forms and messages lead back to the preparation of the year."""

    def years_of(self, row) -> list[int]:
        """The year of a row, or the first and the last of its period; empty when it has none."""
        found = (
            reduce(lambda at, name: at and getattr(at, name, None), path.split("__"), row) for path in self.year_lookups
        )
        return [year for year in found if year]

    def row_way_back(self, request, row) -> Link | None:
        """The way back from a row of a unit that the user plans; None from any other."""
        unit = self.unit_of(row)
        if not unit or not has_role(request.user, unit, Role.PLANNER):
            return None
        return way_back(unit, chosen_year(carried(request)[1], self.years_of(row)))

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"way_back": list_way_back(request)} | (extra_context or {}))

    def render_change_form(self, request, context, *arguments, obj=None, **named):
        context["way_back"] = self.row_way_back(request, obj) if obj is not None else list_way_back(request)
        return super().render_change_form(request, context, *arguments, obj=obj, **named)

    def response_add(self, request, obj, post_url_continue=None):
        self.tell_way_back(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self.tell_way_back(request, obj)
        return super().response_change(request, obj)

    def tell_way_back(self, request, row) -> None:
        """Offers the way back where the next page does not."""
        # Whoever goes on with the form has it above the form.
        is_going_on = IS_POPUP_VAR in request.POST or "_continue" in request.POST
        if not is_going_on and not list_way_back(request) and (link := self.row_way_back(request, row)):
            messages.info(request, format_html('<a href="{}">{}</a>', link.url, link.words))
