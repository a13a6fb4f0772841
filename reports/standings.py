"""Reading the size of a ministry: a unit and what lies below it, from kept sums, however many units there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Left

from agreements.scorecard import LAST_QUARTER
from agreements.timeliness import Reported
from budget.statement import Money
from indicators.achievement import mean_of_sum
from indicators.formula import Result
from indicators.growth import percentage_points
from indicators.models import Indicator, Objective
from lakin.fields import prefix_range
from reports.models import ObjectiveStanding, Reach, Shortfall, UnitStanding
from units.models import Unit

# What no list of units tells, and what would be most of each row.
WORDY = ("address", "city", "email", "phone", "legal_basis", "note", "head_position", "echelon")
# The same of an indicator, from its manual.
DEFINING = ("definition", "formula", "criterion", "data_source", "regulation")
# Below so many shortfalls the rows of the subtree are read and sorted; above it the worst of all come first anyway.
SORTED_AT_ONCE = 800


@dataclass(frozen=True)
class Figures(Reported):
    """Sums and counts of one unit or of a subtree; reporting is of the quarter alone, money of the year.

    `capaian_units` of the `units` with an agreement have a mean; `mean` None where none has.
    """

    units: int = 0
    promised: int = 0
    known: int = 0
    above: int = 0
    met: int = 0
    below: int = 0
    capaian_sum: Decimal = Decimal(0)
    capaian_units: int = 0
    due: int = 0
    submitted: int = 0
    verified: int = 0
    returned: int = 0
    timed: int = 0
    on_time: int = 0
    ceiling: int = 0
    ceiling_units: int = 0
    spent: int = 0
    spent_units: int = 0
    budget_units: int = 0
    will_miss: int = 0
    shortfalls: int = 0
    unreported_units: int = 0

    @property
    def mean(self) -> Decimal | None:
        """The mean of the units' overall capaian in percent."""
        return mean_of_sum(self.capaian_sum, self.capaian_units)

    @property
    def unknown(self) -> int:
        """Promised indicators without a verified value."""
        return self.promised - self.known

    @property
    def money(self) -> Money:
        """The sums of what is known; None where no unit's figure is. `is_money_whole` says whether any is missing."""
        return Money(self.ceiling if self.ceiling_units else None, self.spent if self.spent_units else None)

    @property
    def is_money_whole(self) -> bool:
        """Whether pagu and spending of every unit with a DIPA are known."""
        return self.ceiling_units == self.spent_units == self.budget_units

    @property
    def absorption(self) -> Decimal | None:
        """Serapan in percent; None unless all its money is known, since a part would be held against the whole."""
        return self.money.absorption if self.is_money_whole else None


NOTHING = Figures()
COLUMNS = tuple(Figures.__dataclass_fields__)


@dataclass(frozen=True)
class Standing:
    """A unit in a quarter: alone, and with all below it; `computed_at` is when the older of the two was filled."""

    unit: Unit
    year: int
    quarter: int
    own: Figures
    subtree: Figures
    computed_at: datetime

    @property
    def label(self) -> str:
        return self.unit.label

    @property
    def is_branch(self) -> bool:
        """Whether anything below it is counted."""
        return self.own != self.subtree


@dataclass(frozen=True)
class HeatCell:
    """What a child has below one objective: `objectives` with a mean in it, `mean` None where none has one."""

    capaian_sum: Decimal
    objectives: int
    promised: int
    known: int
    above: int
    met: int
    below: int

    @property
    def mean(self) -> Decimal | None:
        """The mean of the objectives' means in percent."""
        return mean_of_sum(self.capaian_sum, self.objectives)


@dataclass(frozen=True)
class HeatRow:
    """One child; its cells stand in the order of the columns, None where nothing is tied to the objective."""

    unit: Unit
    cells: tuple[HeatCell | None, ...]


@dataclass(frozen=True)
class Heat:
    """Children against the unit's objectives; the last column, None, is what is tied to none of them."""

    columns: tuple[Objective | None, ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True)
class Lagging:
    """An indicator behind its target or on the way to miss it; `capaian` and `forecast` in percent, None unknown."""

    unit: Unit
    indicator: Indicator
    capaian: Decimal | None
    forecast: Decimal | None
    gap: Decimal


@dataclass(frozen=True)
class Movement:
    """How the mean capaian of a child and all below it moved, in percentage points; None with the reason."""

    unit: Unit
    before: Decimal | None
    now: Decimal | None
    change: Result


@dataclass(frozen=True)
class TrendPoint:
    """A unit with all below it up to a quarter of a year."""

    year: int
    quarter: int
    own: Figures
    subtree: Figures


def history(unit, year: int, years: int = 5) -> list[UnitStanding]:
    """Every kept row of the unit, alone and with all below it, in the years up to this one, the earliest first."""
    rows = UnitStanding.objects.filter(unit=unit, year__gt=year - years, year__lte=year)
    return list(rows.order_by("year", "quarter"))


def standing(rows: Iterable[UnitStanding], unit, year: int, quarter: int) -> Standing | None:
    """The unit alone and with all below it, from its history; None where nothing of the quarter is kept."""
    now = [row for row in rows if (row.year, row.quarter) == (year, quarter)]
    return next(iter(brought_together({unit.pk: unit}, now, year, quarter)), None)


def rows_below(unit, year: int, quarter: int) -> list[UnitStanding]:
    """The rows of the direct children in a quarter and in the one before, by order and path, in one query."""
    at = Q(year=year, quarter=quarter)
    before = earlier(year, quarter)
    at |= Q(year=before[0], quarter=before[1], reach=Reach.SUBTREE)
    rows = with_units(UnitStanding.objects.filter(at, unit__parent=unit))
    return list(rows.order_by("unit__order", "unit__path"))


def with_units(rows: QuerySet) -> QuerySet:
    """The rows with their units, without what no list of units tells."""
    return rows.select_related("unit").defer(*(f"unit__{name}" for name in WORDY))


def earlier(year: int, quarter: int) -> tuple[int, int]:
    """The quarter before, or the fourth of last year."""
    return (year, quarter - 1) if quarter > 1 else (year - 1, LAST_QUARTER)


def children(rows: Iterable[UnitStanding], year: int, quarter: int) -> tuple[Standing, ...]:
    """The direct children with anything in the quarter, from the rows below."""
    now = [row for row in rows if (row.year, row.quarter) == (year, quarter)]
    return brought_together({row.unit_id: row.unit for row in now}, now, year, quarter)


def paired(rows: QuerySet, year: int, quarter: int) -> tuple[Standing, ...]:
    """The rows of each unit brought together."""
    now = list(with_units(rows.filter(year=year, quarter=quarter)))
    return brought_together({row.unit_id: row.unit for row in now}, now, year, quarter)


def brought_together(
    units: Mapping[int, Unit], rows: Iterable[UnitStanding], year: int, quarter: int
) -> tuple[Standing, ...]:
    """The rows of one quarter by unit; a unit below which nothing is kept is left out."""
    found: dict[int, dict[str, UnitStanding]] = {}
    for row in rows:
        found.setdefault(row.unit_id, {})[row.reach] = row
    return tuple(
        Standing(
            unit=units[unit_id],
            year=year,
            quarter=quarter,
            own=figures_of(reaches.get(Reach.OWN)),
            subtree=figures_of(reaches[Reach.SUBTREE]),
            computed_at=min(row.computed_at for row in reaches.values()),
        )
        for unit_id, reaches in found.items()
        if Reach.SUBTREE in reaches
    )


def figures_of(row: UnitStanding | None) -> Figures:
    """The figures of a row; those of a unit that has none are nothing."""
    return Figures(*(getattr(row, name) for name in COLUMNS)) if row else NOTHING


def objectives_of(unit, year: int, quarter: int) -> list[ObjectiveStanding]:
    """The rows of the objectives that the unit carries, alone and with all that hang on them, in one query."""
    rows = ObjectiveStanding.objects.filter(unit=unit, year=year, quarter=quarter)
    return list(rows.select_related("objective").order_by("objective__order", "objective_id"))


def heat(carried: Iterable[ObjectiveStanding], unit, children: Iterable[Unit], year: int, quarter: int) -> Heat:
    """How far each child carries each objective of the unit, from both of them, in one query more or two.

    What hangs on an objective is found by the pohon kinerja and belongs to the child in whose branch it lies.
    """
    # Of an objective that the unit carries for another one it hangs on that one itself.
    own = [row for row in carried if row.reach == Reach.SUBTREE and row.hangs_on_id != row.objective_id]
    columns = tuple(row.objective for row in own)
    found = hanging(unit, columns, children, year, quarter)
    units = {row.unit.path: row.unit for row in found if row.unit.parent_id == unit.pk}
    cells: dict[tuple[str, int | None], list[ObjectiveStanding]] = {}
    for row, column in placed(found, {column.pk for column in columns}):
        cells.setdefault((child_path(unit, row.unit), column), []).append(row)
    keys = (*(column.pk for column in columns), None)
    order = sorted(units, key=lambda path: (units[path].order, path))
    return Heat(
        (*columns, None),
        tuple(HeatRow(units[path], tuple(cell(cells.get((path, key))) for key in keys)) for path in order),
    )


def hanging(
    unit, columns: Iterable[Objective], children: Iterable[Unit], year: int, quarter: int
) -> list[ObjectiveStanding]:
    """The rows of the children, and those below that hang on one of the columns, with their units."""
    units = {child.pk: child for child in children}
    # By ids alone, so that the database finds either by an index; joined to units it would read the whole quarter.
    tied = Q(unit__in=[*units]) | Q(hangs_on__in=[column.pk for column in columns])
    rows = ObjectiveStanding.objects.filter(tied, year=year, quarter=quarter, reach=Reach.SUBTREE)
    found = list(rows.exclude(unit=unit).order_by())
    if others := {row.unit_id for row in found} - units.keys():
        units |= Unit.objects.in_bulk(others)
    for row in found:
        row.unit = units[row.unit_id]
    return [row for row in found if row.unit.path.startswith(unit.path)]


def placed(rows: Iterable[ObjectiveStanding], columns: set[int]):
    """Each row with its column; one that hangs on an objective of its own unit is part of that one already."""
    carried = {(row.unit_id, row.objective_id) for row in rows}
    for row in rows:
        if row.hangs_on_id in columns:
            yield row, row.hangs_on_id
        elif row.hangs_on_id == row.objective_id or (row.unit_id, row.hangs_on_id) not in carried:
            yield row, None


def child_path(unit, below) -> str:
    """The path of the child of the unit in whose branch the other one lies."""
    return unit.path + below.path.removeprefix(unit.path).partition("/")[0] + "/"


def cell(rows: list[ObjectiveStanding] | None) -> HeatCell | None:
    """The sums of the rows; None of none."""
    if not rows:
        return None
    names = ("capaian_sum", "capaian_count", "promised", "known", "above", "met", "below")
    return HeatCell(*(sum(getattr(row, name) for row in rows) for name in names))


def shortfalls(
    unit, year: int, quarter: int, most: int = 10, *, is_whole: bool = True, count: int | None = None
) -> tuple[Lagging, ...]:
    """The worst indicators of the unit and all below it, or of it alone, the largest gap first, in one query.

    `count` says how many there are in all; where it is not given it is read.
    """
    if count is None and is_whole:
        kept = UnitStanding.objects.filter(unit=unit, year=year, quarter=quarter, reach=Reach.SUBTREE)
        count = kept.values_list("shortfalls", flat=True).first() or 0
    rows = with_units(Shortfall.objects.filter(year=year, quarter=quarter)).select_related("indicator")
    rows = rows.defer(*(f"indicator__{name}" for name in DEFINING), *(f"unit__{name}" for name in WORDY))
    if not is_whole:
        rows = rows.filter(path=unit.path)
    elif count > SORTED_AT_ONCE:
        # An expression keeps the database from sorting them all: in so many of them the first ones are soon found.
        rows = rows.annotate(start=Left("path", len(unit.path))).filter(start=Value(unit.path))
    else:
        first, beyond = prefix_range(unit.path)
        rows = rows.filter(path__gte=first, path__lt=beyond)
    return tuple(
        Lagging(row.unit, row.indicator, row.capaian, row.forecast, row.gap)
        for row in rows.order_by("-gap", "pk")[:most]
    )


def movement(rows: Iterable[UnitStanding], year: int, quarter: int) -> tuple[Movement, ...]:
    """How each child moved since the quarter before, or since the fourth of last year, from the rows below."""
    units, means = {}, {}
    for row in rows:
        if row.reach == Reach.SUBTREE:
            units[row.unit_id] = row.unit
            means[row.unit_id, row.year, row.quarter] = mean_of_sum(row.capaian_sum, row.capaian_units)
    before = earlier(year, quarter)
    return tuple(
        moved(child, means.get((child.pk, *before)), means.get((child.pk, year, quarter))) for child in units.values()
    )


def moved(unit, before: Decimal | None, now: Decimal | None) -> Movement:
    """One child's movement by the engine."""
    return Movement(unit, before, now, percentage_points(now, before))


def trend(rows: Iterable[UnitStanding]) -> tuple[TrendPoint, ...]:
    """Every kept quarter of the history, the earliest first."""
    found: dict[tuple[int, int], dict[str, UnitStanding]] = {}
    for row in rows:
        found.setdefault((row.year, row.quarter), {})[row.reach] = row
    return tuple(
        TrendPoint(*at, figures_of(reaches.get(Reach.OWN)), figures_of(reaches.get(Reach.SUBTREE)))
        for at, reaches in found.items()
    )
