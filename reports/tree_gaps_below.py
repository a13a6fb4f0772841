"""How many gaps each unit below has in its own part of the tree, counted in the database."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum

from agreements.lineage import objectives_in
from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement
from indicators.models import Measure
from lakin.formatting import join_words, number
from units.models import Unit

LOOSE, CHILDLESS, UNCARRIED, PARTED = (
    "sasaran tanpa induk",
    "sasaran tidak dipikul unit di bawahnya",
    "butir PK tidak dipikul unit di bawahnya",
    "target tidak sama dengan jumlah target unit di bawahnya",
)
MOST_UNITS = 20


@dataclass(frozen=True)
class GapsBelow:
    """The first units with gaps, each in words, and how many units have any."""

    units: tuple[tuple[Unit, str], ...] = ()
    count: int = 0

    def __bool__(self):
        return self.count > 0

    @property
    def left_out(self) -> int:
        """How many units are not named."""
        return self.count - len(self.units)


def gaps_below(units: QuerySet[Unit], year: int) -> GapsBelow:
    """The gaps of these units, in five queries."""
    counts: dict[int, Counter] = defaultdict(Counter)
    ways = {LOOSE: loose, CHILDLESS: childless, UNCARRIED: uncarried, PARTED: parted}
    for words, way in ways.items():
        for unit_id, count in way(units, year):
            counts[unit_id][words] = count
    named = Unit.objects.filter(pk__in=counts).order_by("path")[:MOST_UNITS]
    return GapsBelow(tuple((unit, told(counts[unit.pk])) for unit in named), len(counts))


def told(counts: Counter) -> str:
    return join_words(f"{number(count, 0)} {words}" for words, count in counts.items())


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
    """Promises of amounts that those derived from them do not add up to; by unit."""
    lines = signed_lines(year).filter(
        agreement__unit__in=units,
        indicator__measure__in=(Measure.COUNT, Measure.RUPIAH),
        indicator__accumulation="sum",
        derived__agreement__status=AgreementStatus.SIGNED,
    )
    found = lines.annotate(total=Sum("derived__target")).exclude(total=F("target")).filter(target__isnull=False)
    return list(Counter(found.order_by().values_list("agreement__unit", flat=True)).items())


def signed_lines(year: int) -> QuerySet[AgreementLine]:
    """The lines of every agreement in force."""
    return AgreementLine.objects.filter(agreement__year=year, agreement__status=AgreementStatus.SIGNED)
