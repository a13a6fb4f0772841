"""How complete and how timely units report a quarter: figures of their own, beside capaian and never part of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Min
from django.utils import timezone

from agreements.models import AgreementLine
from agreements.summary import agreements_of
from indicators.formula import ratio
from indicators.models import Action, Realization, RealizationStatus, Step
from indicators.periods import QUARTERS, PeriodState, period_states
from units.models import Unit

HANDED_IN = (RealizationStatus.SUBMITTED, RealizationStatus.VERIFIED)


class Reported:
    """What follows from the counts of reported indicators, of one unit or of many."""

    @property
    def missing(self) -> int:
        return self.due - self.submitted

    @property
    def late(self) -> int:
        return self.timed - self.on_time

    @property
    def completeness(self) -> Decimal | None:
        """Percent of the due indicators that were handed in; None where nothing is due."""
        return share(self.submitted, self.due)

    @property
    def punctuality(self) -> Decimal | None:
        """Percent of the recorded submissions that kept the due date; None where none is on record."""
        return share(self.on_time, self.timed)


@dataclass(frozen=True)
class Timeliness(Reported):
    """One unit's quarter in counts of indicators; `due` 0 means that no agreement is signed.

    `timed` are those whose first submission is on record, `on_time` those among them that kept the due date.
    """

    period: PeriodState
    due: int
    submitted: int
    verified: int
    returned: int
    timed: int
    on_time: int


def share(part: int, whole: int) -> Decimal | None:
    """The percentage by the one engine; None of nothing."""
    return ratio(Decimal(part), Decimal(whole)).value if whole else None


def timeliness(units: Iterable[Unit], year: int, today: date | None = None) -> dict[tuple[int, int], Timeliness]:
    """Each unit's four quarters by unit id and quarter, in a constant number of queries."""
    units = list(units)
    periods = period_states(units, year, today)
    promised = promised_by(units, year)
    grouped, submitted_on = defaultdict(list), first_submissions(units, year)
    stored = Realization.objects.filter(unit__in=units, year=year)
    for pk, unit_id, indicator_id, quarter, status in stored.values_list(
        "pk", "unit", "indicator", "quarter", "status"
    ):
        if indicator_id in promised[unit_id]:
            grouped[unit_id, quarter].append((status, submitted_on.get(pk)))
    return {
        (unit.pk, quarter): counted(periods[unit.pk, quarter], len(promised[unit.pk]), grouped[unit.pk, quarter])
        for unit in units
        for quarter in QUARTERS
    }


def promised_by(units, year) -> dict[int, set[int]]:
    """The indicators of the agreement in force by the unit's id."""
    in_force, _ = agreements_of(units, year)
    found = defaultdict(set)
    lines = AgreementLine.objects.filter(agreement__in=[agreement.pk for agreement in in_force.values()])
    for unit_id, indicator_id in lines.values_list("agreement__unit", "indicator"):
        found[unit_id].add(indicator_id)
    return found


def first_submissions(units, year) -> dict[int, date]:
    """The day on which each realization was handed in for the first time, by its id, whatever came back later."""
    # Every action is read: by the one alone a database may walk through all steps ever handed in.
    steps = Step.objects.filter(realization__unit__in=units, realization__year=year)
    first = steps.order_by().values_list("realization", "action").annotate(Min("at"))
    return {realization_id: timezone.localdate(at) for realization_id, action, at in first if action == Action.SUBMIT}


def counted(period: PeriodState, due: int, rows) -> Timeliness:
    """One quarter from the status and first submission of each of its rows."""
    statuses = [status for status, _ in rows]
    days = [day for status, day in rows if day and status in HANDED_IN]
    return Timeliness(
        period,
        due,
        sum(status in HANDED_IN for status in statuses),
        statuses.count(RealizationStatus.VERIFIED),
        statuses.count(RealizationStatus.RETURNED),
        len(days) if period.due_on else 0,
        sum(day <= period.due_on for day in days) if period.due_on else 0,
    )
