"""The money of a subtree against halaman III where it is recorded, else against how much of the year has passed."""

from datetime import date

from django.urls import reverse

from agreements.timeliness import share
from budget.absorption import absorption
from budget.plan import Planned
from indicators.periods import QUARTERS
from lakin.formatting import date_long, month_name, number
from reports.decisions.situation import Purse
from reports.leading.facts import Facts
from reports.models import Reach
from reports.standings import Figures

# The plan is held against the money where nine of ten units with a DIPA have recorded it.
MOST_OF, MOST_OF_ALL = 10, 9


def purse(unit, year: int, quarter: int, facts: Facts, today: date, *, is_whole: bool) -> Purse | None:
    """The money against its plan up to the quarter; None in another year, or where neither is wholly known."""
    figures = facts.subtree if is_whole else facts.own
    if today.year != year or not figures.budget_units:
        return None
    return planned_purse(unit, year, quarter, facts, today, is_whole=is_whole) or passing_purse(
        unit, year, figures, today
    )


def planned_purse(unit, year: int, quarter: int, facts: Facts, today: date, *, is_whole: bool) -> Purse | None:
    """The money against halaman III through the last quarter that is over; None where too little of it is known."""
    quarter, count = min(quarter, over(today)), (facts.subtree if is_whole else facts.own).budget_units
    found = facts.plan_through(quarter, Reach.SUBTREE if is_whole else Reach.OWN)
    if found is None or MOST_OF * found.units < MOST_OF_ALL * count:
        return None
    whole = Planned(found.planned, found.spent, found.ceiling)
    basis = f"rencana halaman III sampai {month_name(3 * quarter)}"
    if found.units < count:
        basis += f" pada {number(found.units, 0)} dari {number(count, 0)} unit ber-DIPA"
    reached, wanted = absorption(whole.spent, whole.ceiling), absorption(whole.planned, whole.ceiling)
    return Purse(whole.ceiling, whole.spent, reached, wanted, basis, behind(whole), place_of(unit, year))


def over(today: date) -> int:
    """The last quarter of the year that is over on a day; 0 before any."""
    return sum(3 * quarter < today.month for quarter in QUARTERS)


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
