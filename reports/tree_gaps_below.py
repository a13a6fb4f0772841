"""How many gaps each unit below has in its own part of the tree: counted in the database, or kept from such a count."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from agreements.lineage import objectives_in
from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement
from indicators.models import Measure
from lakin.formatting import join_words, number
from reports.models import TreeGap, TreeGapMark
from units.models import Unit

MOST_UNITS = 20


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
    """The gaps of these units as they are at the moment, not stored, in five queries."""
    counts = counts_now(units, year)
    found = Unit.objects.filter(pk__in=counts).order_by("path")
    return [TreeGap(unit=unit, year=year, **counts[unit.pk]) for unit in found]


def counts_now(units: QuerySet[Unit], year: int) -> dict[int, dict[str, int]]:
    """How many gaps of each kind there are at the moment, by the id of each unit that has any."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    for kind, way in KINDS.items():
        for unit_id, count in way(units, year):
            counts[unit_id][kind] = count
    return dict(counts)


def told(row: TreeGap) -> str:
    """What a unit lacks, in words."""
    named = ((getattr(row, kind), TreeGap._meta.get_field(kind).verbose_name) for kind in KINDS)
    return join_words(f"{number(count, 0)} {words}" for count, words in named if count)


def loose(units, year: int):
    """Objectives that name no parent, by unit."""
    found = objectives_in(year).filter(parent__isnull=True, plan__unit__in=units)
    return found.order_by().values_list("plan__unit").annotate(Count("pk"))


def childless(units, year: int):
    """Objectives of units with units below that have some, which none of those carries on; by unit."""
    below = objectives_in(year).filter(plan__unit__parent=OuterRef("plan__unit"))
    children = objectives_in(year).filter(parent=OuterRef("pk"))
    lines = signed_lines(year).filter(indicator__objective=OuterRef("pk"))
    carriers = lines.exclude(agreement__unit=OuterRef("plan__unit"))
    found = objectives_in(year).filter(Exists(below), ~Exists(children), ~Exists(carriers), plan__unit__in=units)
    return found.order_by().values_list("plan__unit").annotate(Count("pk"))


def uncarried(units, year: int):
    """Promises of units with promises right below them, which no line was derived from or shares; by unit."""
    below = PerformanceAgreement.objects.filter(
        unit__parent=OuterRef("agreement__unit"), year=year, status=AgreementStatus.SIGNED
    )
    derived = signed_lines(year).filter(
        parent__indicator=OuterRef("indicator"), parent__agreement__unit=OuterRef("agreement__unit")
    )
    shared = (
        signed_lines(year).filter(indicator=OuterRef("indicator")).exclude(agreement__unit=OuterRef("agreement__unit"))
    )
    found = signed_lines(year).filter(Exists(below), ~Exists(derived), ~Exists(shared), agreement__unit__in=units)
    return found.order_by().values_list("agreement__unit").annotate(Count("pk"))


def parted(units, year: int) -> list[tuple[int, int]]:
    """Promises of amounts that those derived from them do not add up to, or cannot while one is not set; by unit."""
    lines = signed_lines(year).filter(
        agreement__unit__in=units,
        indicator__measure__in=(Measure.COUNT, Measure.RUPIAH),
        indicator__accumulation="sum",
        derived__agreement__status=AgreementStatus.SIGNED,
    )
    unset = Count("derived", filter=Q(derived__target__isnull=True))
    summed = lines.filter(target__isnull=False).annotate(total=Sum("derived__target"), unset=unset)
    found = summed.filter(Q(unset__gt=0) | ~Q(total=F("target")))
    return list(Counter(found.order_by().values_list("agreement__unit", flat=True)).items())


def signed_lines(year: int) -> QuerySet[AgreementLine]:
    """The lines of every agreement in force."""
    return AgreementLine.objects.filter(agreement__year=year, agreement__status=AgreementStatus.SIGNED)


# By column of the kept counts, in the order in which they are told.
KINDS = {"loose": loose, "childless": childless, "uncarried": uncarried, "parted": parted}
