"""Halaman III of the DIPA against what was spent: of many units at once, and of one unit month by month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from budget import absorption
from budget.models import Dipa, DipaRevision, ExpenditureType, LineLevel, PlannedWithdrawal, RevisionState, Spending
from budget.totals import totals

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Planned:
    """What was planned and spent in rupiah, and the pagu of the year where it was read; None means not known."""

    planned: int | None
    spent: int | None
    ceiling: int | None = None

    @property
    def deviation(self) -> int | None:
        """Spent minus planned in rupiah, below zero when behind the plan."""
        return absorption.remaining(self.planned, self.spent)

    @property
    def deviation_percent(self) -> Decimal | None:
        """The deviation in percent of the plan; None also without a plan above zero."""
        return absorption.deviation(self.spent, self.planned)


@dataclass(frozen=True)
class Month:
    """One month: its own figures, and those from January on."""

    month: int
    own: Planned
    through: Planned


@dataclass(frozen=True)
class Plan:
    """The year of a unit by month, whole and per jenis belanja.

    `plans` are the revisions whose halaman III is in force, `without_plan` counts the DIPA without one, which makes the
    plan unknown; `last_month` is the last month with recorded spending, 0 for none.
    """

    months: tuple[Month, ...]
    by_kind: Mapping[str, tuple[Month, ...]]
    plans: tuple[DipaRevision, ...]
    without_plan: int
    last_month: int

    @property
    def kinds(self) -> tuple[tuple[str, str, tuple[Month, ...]], ...]:
        """Code, name and months of each jenis belanja that is planned or spent."""
        return tuple((kind, name, self.by_kind[kind]) for kind, name in ExpenditureType.choices if kind in self.by_kind)

    @property
    def now(self) -> Month | None:
        """The last month with recorded spending; None before any."""
        return self.months[self.last_month - 1] if self.last_month else None


def planned(units: Iterable, year: int, through_month: int) -> dict[int, Planned]:
    """Plan and spending from January through a month by the id of each unit with a DIPA, in constant queries."""
    units = list(units)
    owners = dict(Dipa.objects.filter(unit__in=units, year=year).values_list("pk", "unit_id"))
    in_time = Sum("amount", filter=Q(month__lte=through_month))
    rows = withdrawals(owners).order_by("revision__order").values_list("revision__dipa_id", "revision__order")
    of_dipa = {dipa_id: amount or 0 for dipa_id, _, amount in rows.annotate(by_then=in_time)}
    amounts = defaultdict(list)
    for dipa_id, unit_id in owners.items():
        amounts[unit_id].append(of_dipa.get(dipa_id))
    spent = totals(units, year, through_month=through_month)
    return {
        unit_id: Planned(None if None in found else sum(found), spent[unit_id].spent, spent[unit_id].ceiling)
        for unit_id, found in amounts.items()
    }


def planning(units: Iterable, year: int) -> list:
    """Those of the units that plan the withdrawals of every DIPA; asked before all their money is read, in two queries.

    A unit without a DIPA plans nothing.
    """
    owners = dict(Dipa.objects.filter(unit__in=units, year=year).values_list("pk", "unit_id"))
    rows = withdrawals(owners).order_by().values_list("revision__dipa", flat=True).distinct() if owners else ()
    with_plan = set(rows)
    bare = {unit_id for dipa_id, unit_id in owners.items() if dipa_id not in with_plan}
    asked = set(owners.values()) - bare
    return [unit for unit in units if unit.pk in asked]


def withdrawals(dipas):
    """The planned withdrawals of the revisions in force."""
    return PlannedWithdrawal.objects.filter(revision__dipa__in=dipas, revision__state=RevisionState.IN_FORCE)


def plan_of(unit, year: int) -> Plan | None:
    """The plan of a unit and year against its spending, in four queries; None without a DIPA."""
    dipas = list(Dipa.objects.filter(unit=unit, year=year).values_list("pk", flat=True))
    if not dipas:
        return None
    revisions, amounts = latest_plan(dipas)
    rows = recorded(dipas)
    top = topmost(rows)
    is_planned = len(revisions) == len(dipas)
    last_month = max((row.month_to for row in top), default=0)
    accounts = defaultdict(list)
    for row in rows:
        if row.kind:
            accounts[row.kind].append(row)
    return Plan(
        months_of(by_month(amounts) if is_planned else None, top, last_month),
        {
            kind: months_of(by_month(amounts, kind) if is_planned else None, accounts[kind], last_month)
            for kind in sorted({*accounts, *(kind for _, kind in amounts)})
        },
        tuple(revisions),
        len(dipas) - len(revisions),
        last_month,
    )


def latest_plan(dipas) -> tuple[list[DipaRevision], dict[tuple[int, str], int]]:
    """The last revision in force with a halaman III of each DIPA, and their amounts by month and jenis belanja."""
    newest = {}
    for row in withdrawals(dipas).select_related("revision").order_by("revision__order", "month", "kind"):
        held = newest.setdefault(row.revision.dipa_id, [])
        if held and held[0].revision_id != row.revision_id:
            held.clear()
        held.append(row)
    amounts = defaultdict(int)
    for row in (row for held in newest.values() for row in held):
        amounts[row.month, row.kind] += row.amount
    return [held[0].revision for held in newest.values()], dict(amounts)


def by_month(amounts, kind=None) -> dict[int, int]:
    """The planned amount of every month, of one jenis belanja or of all; a month that is not planned has 0."""
    sums = dict.fromkeys(MONTHS, 0)
    for (month, of_kind), amount in amounts.items():
        if kind in (None, of_kind):
            sums[month] += amount
    return sums


@dataclass(frozen=True, slots=True)
class Recorded:
    """The spending of one line from one month through another; `kind` None above the level of akun."""

    place: tuple[int, str]
    kind: str | None
    month_from: int
    month_to: int
    amount: int


def recorded(dipas) -> list[Recorded]:
    """Every recorded spending of these DIPA."""
    rows = Spending.objects.filter(line__dipa__in=dipas).order_by()
    found = rows.values_list("line__dipa_id", "line__path", "line__level", "month_from", "month_to", "amount")
    return [
        Recorded((dipa, path), kind_of(path) if level == LineLevel.ACCOUNT else None, first, last, amount)
        for dipa, path, level, first, last, amount in found
    ]


def kind_of(path: str) -> str | None:
    """The jenis belanja of an akun by its full code."""
    return absorption.expenditure_type(path.rpartition(".")[2])


def topmost(rows: list[Recorded]) -> list[Recorded]:
    """The rows of lines above which no line has spending of its own, so that nothing counts twice."""
    places = {row.place for row in rows}
    nested = {place for place in places if any(above in places for above in above_of(place))}
    return [row for row in rows if row.place not in nested]


def above_of(place):
    dipa, path = place
    while "." in path:
        path = path.rpartition(".")[0]
        yield dipa, path


def months_of(plan: Mapping[int, int] | None, rows: list[Recorded], last_month: int) -> tuple[Month, ...]:
    """The twelve months; what lies after the last recorded month, or inside a longer period, is not known."""
    spent, running = defaultdict(int), set()
    for row in rows:
        spent[row.month_to] += row.amount
        running.update(range(row.month_from, row.month_to))
    found, planned_sum, spent_sum = [], 0, 0
    for month in MONTHS:
        planned_sum += plan[month] if plan else 0
        spent_sum += spent[month]
        is_known = month <= last_month and month not in running
        begins = month - 1 in running
        found.append(
            Month(
                month,
                Planned(plan[month] if plan else None, spent[month] if is_known and not begins else None),
                Planned(planned_sum if plan else None, spent_sum if is_known else None),
            )
        )
    return tuple(found)
