"""What the first page lists: units of one year with the state of their agreement, capaian, budget and report."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from agreements.models import PerformanceAgreement
from agreements.summary import Summary, summaries
from budget.models import Dipa
from budget.statement import Money
from budget.totals import totals
from reports.models import Reach, Report, UnitStanding
from units.access import SUBTREE_ROLES, memberships_of, visible_units
from units.models import Unit

UNKNOWN = Money(None, None)
# What a unit has for a year of its own.
YEARLY = (PerformanceAgreement, Dipa, Report)


@dataclass(frozen=True)
class UnitYear:
    """One unit in one year; `report` None means no LKj was begun."""

    unit: Unit
    year: int
    summary: Summary
    money: Money
    report: Report | None


def overview(units, year: int, *, quarter: int | None = None) -> tuple[UnitYear, ...]:
    """The state of each unit in the year, in the given order and a constant number of queries.

    Without a quarter capaian is told up to the latest one of each unit with something verified.
    """
    units = list(units)
    found, money = summaries(units, year, quarter=quarter), totals(units, year)
    reports = {report.unit_id: report for report in Report.objects.filter(unit__in=units, year=year)}
    return tuple(
        UnitYear(unit, year, found[unit.pk], money.get(unit.pk, UNKNOWN), reports.get(unit.pk)) for unit in units
    )


def with_data(units: QuerySet, year: int) -> QuerySet:
    """The units that have an agreement, a DIPA or a report in the year."""
    # Not Exists, which a database may answer by reading a whole table first, however few units are asked for.
    held = (model.objects.filter(unit=OuterRef("pk"), year=year).order_by().values("year")[:1] for model in YEARLY)
    return units.alias(held=Coalesce(*map(Subquery, held))).filter(held__isnull=False)


def count_with_data(units: QuerySet, year: int) -> int:
    """How many of the units these are; every table is read once, which a lookup for each unit is not."""
    held = Q()
    for model in YEARLY:
        held |= Q(pk__in=model.objects.filter(year=year).order_by().values("unit"))
    return units.filter(held).count()


def named(units: QuerySet, words: str) -> QuerySet:
    """The units whose name, short name, city or code holds the words; all of them for no words."""
    words = words.strip()
    if not words:
        return units
    return units.filter(Q(name__holds=words) | Q(short_name__holds=words) | Q(city__holds=words) | Q(code__holds=words))


def years_held(unit) -> list[int]:
    """The years in which the unit has an agreement, a DIPA or a report, the latest first."""
    return years_in(model.objects.filter(unit=unit) for model in YEARLY)


def years_in(rows: Iterable[QuerySet]) -> list[int]:
    """The years of the rows of some tables, the latest first, in one query."""
    first, *others = (one.order_by().values_list("year") for one in rows)
    return sorted((year for (year,) in first.union(*others)), reverse=True)


def years_among(units: QuerySet, kept: Collection[int] = ()) -> list[int]:
    """The same of many units, but for what is known: in each other year the first unit with anything is soon found."""
    found = years_in(model.objects.filter(other_than(kept)) for model in YEARLY)
    return [year for year in found if with_data(units, year).order_by().exists()]


def other_than(years: Collection[int]) -> Q:
    """Rows of any other year, said by what lies between the years, for which an index is looked up."""
    if not years:
        return Q()
    gaps = (Q(year__gt=one, year__lt=after) for one, after in pairwise(sorted(years)) if after - one > 1)
    return reduce(or_, gaps, Q(year__lt=min(years)) | Q(year__gt=max(years)))


def visible_years(user) -> list[int]:
    """The same of all units a person may see: from the kept sums, and those that are not kept from the rows."""
    kept = set(kept_years(user))
    return sorted(kept | set(years_among(visible_units(user), kept)), reverse=True)


def kept_years(user) -> QuerySet:
    """The years kept of the units at which a person's rights begin."""
    if user.is_superuser and user.is_active:
        found = Q(unit__parent=None, reach=Reach.SUBTREE)
    else:
        held = memberships_of(user)
        found = Q(unit__in=[row.unit_id for row in held if row.role in SUBTREE_ROLES], reach=Reach.SUBTREE)
        found |= Q(unit__in=[row.unit_id for row in held], reach=Reach.OWN)
    return UnitStanding.objects.filter(found).order_by().values_list("year", flat=True).distinct()
