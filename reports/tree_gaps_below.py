"""How many gaps each unit below has in its own part of the tree: counted in the database, or kept from such a count."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet

from agreements.lineage import objectives_in, promised_in
from agreements.models import AgreementLine, AgreementStatus
from lakin.formatting import join_words, number
from reports.carriers import carried, parting, promises
from reports.models import TreeGap, TreeGapMark
from units.models import Unit

MOST_UNITS = 20
# The columns of the kept counts, in the order in which they are told.
KINDS = ("loose", "childless", "uncarried", "parted")
# A unit's id and the kind of a gap that it has.
Found = tuple[int, str]


@dataclass(frozen=True)
class GapRows:
    """Every unit with gaps in the order of the tree; `counted_at` None: counted for this very page.

    `is_behind`: something was changed since that is not counted yet.
    """

    rows: list[TreeGap] | QuerySet[TreeGap]
    counted_at: datetime | None = None
    is_behind: bool = False


@dataclass(frozen=True)
class GapsBelow:
    """The first units with gaps, each in words, how many units have any, and when they were counted as in GapRows."""

    units: tuple[tuple[Unit, str], ...] = ()
    count: int = 0
    counted_at: datetime | None = None
    is_behind: bool = False

    def __bool__(self):
        return self.count > 0

    @property
    def left_out(self) -> int:
        """How many units are not named."""
        return self.count - len(self.units)


def gaps_below(units: QuerySet[Unit], year: int) -> GapsBelow:
    """The gaps of these units in a constant number of queries."""
    found = gap_rows(units, year)
    page = Paginator(found.rows, MOST_UNITS).page(1)
    first = tuple((row.unit, told(row)) for row in page)
    return GapsBelow(first, page.paginator.count, found.counted_at, found.is_behind)


def gap_rows(units: QuerySet[Unit], year: int) -> GapRows:
    """The gaps of these units as they are kept; in a year that was never counted as they are at the moment."""
    mark = TreeGapMark.objects.filter(year=year, counted_at__isnull=False).first()
    if mark is None:
        return GapRows(gap_rows_now(units, year))
    rows = TreeGap.objects.filter(Exists(units.filter(pk=OuterRef("unit"))), year=year).select_related("unit")
    return GapRows(rows.order_by("unit__path"), mark.counted_at, mark.is_behind)


def gap_rows_now(units: QuerySet[Unit], year: int) -> list[TreeGap]:
    """The gaps of these units as they are at the moment, not stored."""
    counts = counts_now(units, year)
    found = Unit.objects.filter(pk__in=counts).order_by("path")
    return [TreeGap(unit=unit, year=year, **counts[unit.pk]) for unit in found]


def counts_now(units: QuerySet[Unit], year: int) -> dict[int, dict[str, int]]:
    """How many gaps of each kind there are at the moment, by the id of each unit that has any, in five queries.

    With a unit all below it must be among them: who carries on what it promised is looked for there.
    """
    counts: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    for unit_id, kind in (*loose(units, year), *childless(units, year), *missed(units, year)):
        counts[unit_id][kind] += 1
    return dict(counts)


def told(row: TreeGap) -> str:
    """What a unit lacks, in words."""
    named = ((getattr(row, kind), TreeGap._meta.get_field(kind).verbose_name) for kind in KINDS)
    return join_words(f"{number(count, 0)} {words}" for count, words in named if count)


def loose(units: QuerySet[Unit], year: int) -> Iterator[Found]:
    """Objectives that name no parent."""
    found = objectives_in(year).filter(parent__isnull=True, plan__unit__in=units)
    return ((unit_id, "loose") for unit_id in found.order_by().values_list("plan__unit", flat=True))


def childless(units: QuerySet[Unit], year: int) -> Iterator[Found]:
    """Objectives that no unit below carries on, of units below which some unit has any."""
    children = objectives_in(year).filter(parent=OuterRef("pk"))
    lines = promised_in(year, AgreementLine.objects.filter(indicator__objective=OuterRef("pk")))
    own = objectives_in(year).filter(plan__unit__in=units).order_by()
    left = own.filter(~Exists(children), ~Exists(lines.exclude(agreement__unit=OuterRef("plan__unit"))))
    paths = sorted(set(own.values_list("plan__unit__path", flat=True)))
    for unit_id, path in left.values_list("plan__unit", "plan__unit__path"):
        if has_below(paths, path):
            yield unit_id, "childless"


def missed(units: QuerySet[Unit], year: int) -> Iterator[Found]:
    """Promises that nobody below carries on, and those from which the targets below part, where any unit promised."""
    rows = promises(signed_lines(year).filter(agreement__unit__in=units))
    found, paths = carried(rows), sorted({row.path for row in rows})
    for row in rows:
        if has_below(paths, row.path):
            below = found.by(row.unit_id, row.path, row.indicator_id)
            if not below:
                yield row.unit_id, "uncarried"
            elif parting(row.target, row, below):
                yield row.unit_id, "parted"


def has_below(paths: list[str], path: str) -> bool:
    """Whether one of the sorted paths lies below the path."""
    place = bisect_right(paths, path)
    return place < len(paths) and paths[place].startswith(path)


def signed_lines(year: int) -> QuerySet[AgreementLine]:
    """The lines of every agreement in force."""
    return AgreementLine.objects.filter(agreement__year=year, agreement__status=AgreementStatus.SIGNED)
