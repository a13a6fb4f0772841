"""The money of a subtree against halaman III where it is recorded, else against how much of the year has passed."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from agreements.timeliness import share
from budget.absorption import absorption
from budget.models import Dipa
from budget.plan import Planned, are_planned, planned
from lakin.fields import prefix_range
from lakin.formatting import date_long, month_name, number
from reports.decisions.situation import Purse
from reports.standings import Figures
from units.models import Unit

# The plan of more units is not read for one page; then only the unit and those right below it are asked.
MOST_UNITS = 40


def purse(unit, year: int, quarter: int, figures: Figures, today: date, *, is_whole: bool) -> Purse | None:
    """The money against its plan up to the quarter; None in another year, or where neither is wholly known."""
    if today.year != year or not figures.budget_units:
        return None
    return planned_purse(unit, year, quarter, figures, today, is_whole=is_whole) or passing_purse(
        unit, year, figures, today
    )


def planned_purse(unit, year: int, quarter: int, figures: Figures, today: date, *, is_whole: bool) -> Purse | None:
    """The money against halaman III through the last month of the quarter that is over; None where it is not known."""
    month = min(3 * quarter, today.month - 1)
    units = planning_units(unit, year, figures.budget_units, is_whole=is_whole)
    is_known = month and units and are_planned(units, year)
    found = list(planned(units, year, month).values()) if is_known else []
    if not found or any(None in (one.planned, one.spent, one.ceiling) for one in found):
        return None
    whole = together(found)
    basis = f"rencana halaman III sampai {month_name(month)}"
    if len(found) < figures.budget_units:
        basis += f" pada {number(len(found), 0)} dari {number(figures.budget_units, 0)} unit ber-DIPA"
    reached, wanted = absorption(whole.spent, whole.ceiling), absorption(whole.planned, whole.ceiling)
    return Purse(whole.ceiling, whole.spent, reached, wanted, basis, behind(whole), place_of(unit, year))


def planning_units(unit, year: int, count: int, *, is_whole: bool) -> list[Unit]:
    """The units with a DIPA: all of a small subtree, the unit and its children of a great one, or the unit alone."""
    first, beyond = prefix_range(unit.path)
    near = Q(pk=unit.pk) | Q(parent=unit)
    reach = Q(pk=unit.pk) if not is_whole else Q(path__gte=first, path__lt=beyond) if count <= MOST_UNITS else near
    holders = Unit.objects.filter(reach, pk__in=Dipa.objects.filter(year=year).values("unit"))
    units = list(holders.order_by("path")[: MOST_UNITS + 1])
    return units if len(units) <= MOST_UNITS else []


def together(found: list[Planned]) -> Planned:
    """The sums of figures that are all known."""
    return Planned(*(sum(getattr(one, name) for one in found) for name in ("planned", "spent", "ceiling")))


def behind(whole: Planned) -> int | None:
    """The rupiah that the plan had spent by then and that were not; None where it is ahead of the plan."""
    return max(0, -whole.deviation) or None


def passing_purse(unit, year: int, figures: Figures, today: date) -> Purse | None:
    """The year's money against the part of it that has passed today; None where it is not wholly known."""
    money = figures.money
    if figures.absorption is None:
        return None
    passed = share((today - date(year, 1, 1)).days + 1, (date(year + 1, 1, 1) - date(year, 1, 1)).days)
    basis = f"bagian tahun yang lewat sampai {date_long(today)}"
    return Purse(money.ceiling, money.spent, figures.absorption, passed, basis, None, place_of(unit, year))


def place_of(unit, year: int) -> str:
    return reverse("reports:budget-show", kwargs={"code": unit.code, "year": year})
