"""What a reporter has to do now, over all units that the person fills in for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from agreements.quarter import QuarterLine, QuarterSheet, quarter_sheet
from indicators.models import Realization, RealizationStatus
from indicators.periods import QUARTERS, PeriodState, Window, period_states
from units.access import memberships_of
from units.models import Role, Unit, User

# Each quarter of a unit is read by itself; whoever reports for more units gets links to the others.
MOST_SHEETS = 10
# Rows that came back can be mended for a week after the close of their quarter.
SOON = timedelta(days=31)


@dataclass(frozen=True)
class Due:
    """The quarters that ask for something, the most urgent first; `others` are units beyond what fits on a page."""

    sheets: tuple[QuarterSheet, ...]
    upcoming: tuple[tuple[Unit, PeriodState], ...]
    others: tuple[Unit, ...]
    has_units: bool


def reporting_units(user: User) -> list[Unit]:
    """The units a person fills in for, in the order of the tree."""
    held = {row.unit_id: row.unit for row in memberships_of(user) if row.role == Role.REPORTER}
    return sorted(held.values(), key=lambda unit: unit.path)


def due(user: User, today: date | None = None) -> Due:
    """What is open, late or came back for the person's units."""
    today = today or timezone.localdate()
    units = reporting_units(user)
    if not units:
        return Due((), (), (), has_units=False)
    near, others = units[:MOST_SHEETS], units[MOST_SHEETS:]
    states = [(unit, state) for year in (today.year - 1, today.year) for unit, state in in_year(near, year, today)]
    wanted = wanted_quarters(near, states)
    sheets = [quarter_sheet(unit, year, quarter, today=today) for unit, year, quarter in wanted[:MOST_SHEETS]]
    left_out = [unit for unit in near if unit in {unit for unit, *_ in wanted[MOST_SHEETS:]}]
    sheets.sort(key=lambda sheet: (not sheet.returned, sheet.period.due_on or date.max, sheet.unit.path))
    busy = {unit.pk for unit, *_ in wanted}
    upcoming = [(unit, state) for unit, state in states if unit.pk not in busy and is_soon(state)]
    return Due(tuple(sheets), tuple(upcoming), (*left_out, *others), has_units=True)


def in_year(units: Iterable[Unit], year: int, today: date) -> list[tuple[Unit, PeriodState]]:
    """Each quarter of a year with its unit."""
    states = period_states(units, year, today)
    return [(unit, states[unit.pk, quarter]) for unit in units for quarter in QUARTERS]


def wanted_quarters(units, states) -> list[tuple[Unit, int, int]]:
    """The quarters that are open, and those with rows that came back, oldest first and each once."""
    by_id = {unit.pk: unit for unit in units}
    wanted = {(unit.pk, state.year, state.quarter) for unit, state in states if state.is_open}
    returned = Realization.objects.filter(unit__in=units, status=RealizationStatus.RETURNED)
    wanted |= set(returned.values_list("unit_id", "year", "quarter").distinct())
    return [(by_id[pk], year, quarter) for pk, year, quarter in sorted(wanted, key=lambda row: (row[1:], row[0]))]


def is_soon(state: PeriodState) -> bool:
    return state.window is Window.EARLY and state.opens_on - state.today <= SOON


def current_quarter(unit: Unit, year: int, today: date | None = None) -> int:
    """The quarter that is open, the earliest one; else the one that was open last; else the first."""
    states = [state for _, state in in_year([unit], year, today or timezone.localdate())]
    opened = [state.quarter for state in states if state.is_open]
    closed = [state.quarter for state in states if state.window is Window.CLOSED]
    return opened[0] if opened else closed[-1] if closed else QUARTERS[0]


def is_complete(line: QuarterLine) -> bool:
    """Whether a line that may be filled in is ready to be handed in: a figure or a reason, and evidence."""
    if line.lock or line.realization is None:
        return False
    return (line.measurement.is_known or bool(line.realization.note.strip())) and line.evidence_count > 0
