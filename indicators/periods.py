"""When a quarter may be filled in by a unit, until when, and in words why not; opening it and granting more time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from indicators.models import Extension, Period
from lakin.formatting import date_long, quarter_name
from units.access import has_role
from units.models import Role, Unit, User

QUARTERS = (1, 2, 3, 4)


class Window(StrEnum):
    UNSET = "unset"
    EARLY = "early"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True)
class PeriodState:
    """How one quarter stands for one unit on a day; an extension moves the due date and, where later, the close."""

    year: int
    quarter: int
    today: date
    window: Window = Window.UNSET
    opens_on: date | None = None
    due_on: date | None = None
    closes_on: date | None = None
    extended_until: date | None = None
    extension_reason: str = ""
    period: Period | None = None

    @property
    def is_open(self) -> bool:
        return self.window in (Window.OPEN, Window.LATE)

    @property
    def days_left(self) -> int | None:
        """Days until the due date, 0 on the day itself; None when it has passed or there is none."""
        left = (self.due_on - self.today).days if self.due_on else -1
        return left if left >= 0 else None

    @property
    def days_late(self) -> int:
        """Days since the due date; 0 while it has not passed."""
        return max(0, (self.today - self.due_on).days) if self.due_on else 0

    def decided_by(self, unit: Unit) -> Unit:
        """The unit whose planners grant more time: the one that set the dates, else the unit itself."""
        return self.period.unit if self.period else unit

    @property
    def name(self) -> str:
        return f"{quarter_name(self.quarter)} {self.year}"

    @property
    def words(self) -> str:
        """What a person who fills in this quarter must know of its dates."""
        asks = {
            Window.UNSET: " Perencana yang membuka periode pengisian.",
            Window.CLOSED: " Minta perpanjangan kepada perencana dengan menyebut alasannya.",
        }
        return self.words_for_planner + asks.get(self.window, "")

    @property
    def words_for_planner(self) -> str:
        """The same for whoever decides on the dates and has nobody to ask."""
        if self.window is Window.UNSET:
            return f"{self.name} belum dibuka."
        if self.window is Window.EARLY:
            return f"{self.name} baru dapat diisi mulai {date_long(self.opens_on)}."
        if self.window is Window.CLOSED:
            return f"{self.name} ditutup sesudah {date_long(self.closes_on)}."
        if self.window is Window.LATE:
            due, last = date_long(self.due_on), date_long(self.closes_on)
            return f"Batas waktu {due} sudah lewat. Isian masih diterima sampai {last} dan dicatat terlambat."
        extended = f" (diperpanjang: {self.extension_reason})" if self.extended_until else ""
        return f"Batas waktu {date_long(self.due_on)}{extended}."


def period_state(unit, year: int, quarter: int, today: date | None = None) -> PeriodState:
    """How a quarter stands for one unit."""
    return period_states([unit], year, today)[unit.pk, quarter]


def period_states(units: Iterable[Unit], year: int, today: date | None = None) -> dict[tuple[int, int], PeriodState]:
    """How each quarter stands for each unit, by unit id and quarter, in two queries."""
    today, units = today or timezone.localdate(), list(units)
    periods = {(row.unit.path, row.quarter): row for row in rows_above(Period, units).filter(year=year)}
    granted = defaultdict(list)
    for row in rows_above(Extension, units).filter(period__year=year) if periods else ():
        granted[row.unit.path, row.period_id].append(row)
    return {
        (unit.pk, quarter): state_of(unit.paths_above, year, quarter, periods, granted, today)
        for unit in units
        for quarter in QUARTERS
    }


def rows_above(model, units: list[Unit]) -> QuerySet:
    """The rows of the units and of those above them."""
    paths = {path for unit in units for path in unit.paths_above}
    return model.objects.filter(unit__path__in=paths).select_related("unit").order_by()


def state_of(paths: list[str], year, quarter, periods, granted, today) -> PeriodState:
    """One state from rows already read: the nearest period above the unit and its latest extension."""
    period = next((found for path in reversed(paths) if (found := periods.get((path, quarter)))), None)
    if period is None:
        return PeriodState(year, quarter, today)
    given = [row for path in paths for row in granted.get((path, period.pk), ())]
    extension = max(given, key=lambda row: (row.until, row.pk), default=None)
    due, closes = period.due_on, period.closes_on
    if extension:
        due, closes = max(due, extension.until), max(closes, extension.until)
    return PeriodState(
        year,
        quarter,
        today,
        window_of(today, period.opens_on, due, closes),
        period.opens_on,
        due,
        closes,
        extension.until if extension else None,
        extension.reason if extension else "",
        period,
    )


def window_of(today: date, opens_on: date, due_on: date, closes_on: date) -> Window:
    """Where a day stands between the dates; each date still belongs to what it ends."""
    if today < opens_on:
        return Window.EARLY
    if today <= due_on:
        return Window.OPEN
    return Window.LATE if today <= closes_on else Window.CLOSED


@transaction.atomic
def open_period(*, unit, year: int, quarter: int, opens_on: date, due_on: date, closes_on: date, by: User) -> Period:
    """Set or change the dates of a quarter for a unit and everything below it; ValidationError names what is wrong."""
    # Whoever sets the same dates at the same moment waits here.
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    refuse_stranger(by, deciding_unit(unit, year, quarter))
    period = Period.objects.select_for_update().filter(unit=unit, year=year, quarter=quarter).first()
    period = period or Period(unit=unit, year=year, quarter=quarter)
    period.opens_on, period.due_on, period.closes_on = opens_on, due_on, closes_on
    period.full_clean()
    period.save()
    return period


@transaction.atomic
def extend(
    *, unit, year: int, quarter: int, until: date, reason: str, by: User, today: date | None = None
) -> Extension:
    """Grant a unit and everything below it more time for a quarter, with the reason; earlier grants stay on record."""
    refuse_stranger(by, deciding_unit(unit, year, quarter))
    state = period_state(unit, year, quarter, today)
    if state.period is None:
        raise ValidationError({"until": f"{state.name} belum dibuka, sehingga belum dapat diperpanjang."})
    if until <= state.due_on:
        raise ValidationError({"until": f"Perpanjangan harus sesudah batas waktu sekarang, {date_long(state.due_on)}."})
    if until < state.today:
        raise ValidationError({"until": "Perpanjangan tidak boleh berakhir sebelum hari ini."})
    extension = Extension(period=state.period, unit=unit, until=until, reason=reason.strip(), granted_by=by)
    extension.full_clean()
    extension.save()
    return extension


def deciding_units(unit: Unit, year: int) -> dict[int, Unit]:
    """By quarter the unit whose planners decide on dates: the nearest one above that set some, else the unit itself."""
    above = Period.objects.filter(year=year, unit__path__in=unit.paths_above).exclude(unit=unit)
    set_above = {row.quarter: row.unit for row in above.select_related("unit").order_by("unit__path")}
    return {quarter: set_above.get(quarter, unit) for quarter in QUARTERS}


def deciding_unit(unit: Unit, year: int, quarter: int) -> Unit:
    """The unit whose planners decide on the dates of one quarter; for a quarter that does not exist the unit itself."""
    return deciding_units(unit, year).get(quarter, unit)


def refuse_stranger(by, unit) -> None:
    """Raises PermissionDenied for whoever does not plan for the unit that decides."""
    if not has_role(by, unit, Role.PLANNER):
        raise PermissionDenied(f"Periode pengisian ini diatur oleh perencana {unit.label}.")
