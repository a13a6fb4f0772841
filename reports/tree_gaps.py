"""What keeps a pohon kinerja from being whole: what is not tied, not carried, not measured, and targets that part."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, QuerySet

from agreements.lineage import objectives_in, promised_in
from agreements.models import AgreementLine, AgreementStatus
from indicators.achievement import Polarity
from indicators.formula import Accumulation, Calculation, known_sum
from indicators.models import Indicator, Measure, Objective
from lakin.fields import prefix_range
from reports.tree_gaps_below import GapsBelow, gaps_below
from units.models import Unit

ADDED = (Measure.COUNT, Measure.RUPIAH)


@dataclass(frozen=True)
class TargetGap:
    """A promise whose target is not what those below promise: in words, with how many units carry it."""

    line: AgreementLine
    words: str
    count: int


@dataclass(frozen=True)
class Gaps:
    """What keeps the tree from being whole; every part is empty when nothing is missing."""

    loose: tuple[Objective, ...] = ()
    unmeasured: tuple = ()
    childless: tuple[Objective, ...] = ()
    uncarried: tuple[AgreementLine, ...] = ()
    parted: tuple[TargetGap, ...] = ()
    below: GapsBelow = field(default_factory=GapsBelow)

    def __bool__(self):
        return any((self.loose, self.unmeasured, self.childless, self.uncarried, self.parted, self.below))


def gaps(unit: Unit, year: int, nodes: Iterable, below: QuerySet[Unit]) -> Gaps:
    """What is missing for the unit and in the nodes shown, and how much in the units `below`; in constant queries."""
    nodes = [node for node in nodes if node.level]
    own = [node.objective for node in nodes if node.is_own and node.objective.plan.unit_id == unit.pk]
    carried = carried_by(unit, year)
    return Gaps(
        loose=tuple(one for one in own if one.parent_id is None and unit.parent_id),
        unmeasured=unmeasured(nodes, year),
        childless=childless(unit, year, own),
        uncarried=tuple(line for line, found in carried if not found),
        parted=tuple(filter(None, (parted(line, found) for line, found in carried if found))),
        below=gaps_below(below, year),
    )


def unmeasured(nodes, year: int) -> tuple:
    """The shown objectives without an indicator in the year."""
    measured = Indicator.objects.in_year(year).filter(objective__in=[node.objective.pk for node in nodes])
    with_indicator = set(measured.order_by().values_list("objective", flat=True))
    return tuple(node for node in nodes if node.objective.pk not in with_indicator)


def childless(unit: Unit, year: int, own: list[Objective]) -> tuple[Objective, ...]:
    """The unit's objectives that no unit below carries on; none while no unit below has an objective at all."""
    lines = AgreementLine.objects.filter(indicator__objective__in=own).exclude(agreement__unit=unit)
    borne = set(promised_in(year, lines).order_by().values_list("indicator__objective", flat=True))
    borne |= set(objectives_in(year).filter(parent__in=own).order_by().values_list("parent", flat=True))
    left = tuple(one for one in own if one.pk not in borne)
    return left if left and has_objectives_below(unit, year) else ()


def has_objectives_below(unit: Unit, year: int) -> bool:
    first, beyond = prefix_range(unit.path)
    return objectives_in(year).filter(plan__unit__path__gt=first, plan__unit__path__lt=beyond).exists()


def carried_by(unit: Unit, year: int) -> list[tuple[AgreementLine, list[AgreementLine]]]:
    """Each promise of the unit with those below that carry it on; nothing while no unit below promised anything."""
    first, beyond = prefix_range(unit.path)
    signed = AgreementLine.objects.filter(agreement__year=year, agreement__status=AgreementStatus.SIGNED)
    below = signed.filter(agreement__unit__path__gt=first, agreement__unit__path__lt=beyond)
    if not below.exists():
        return []
    own = signed.filter(agreement__unit=unit).select_related("indicator")
    lines = list(own.order_by("indicator__objective__order", "order"))
    found = defaultdict(list)
    for row in borne(unit, [line.indicator_id for line in lines], below):
        found[row.parent.indicator_id if row.parent else row.indicator_id].append(row)
    return [(line, found[line.indicator_id]) for line in lines]


def borne(unit: Unit, indicators: list[int], below: QuerySet) -> list[AgreementLine]:
    """Those of the lines below that were derived from a line of the unit, or share one of the indicators.

    Two reads by an index each: joined by OR the database would read every line of the ministry.
    """
    lines = below.select_related("parent", "indicator", "agreement__unit").order_by()
    ways = (Q(parent__agreement__unit=unit), Q(indicator__in=indicators))
    return list({row.pk: row for way in ways for row in lines.filter(way)}.values())


def parted(line: AgreementLine, below: list[AgreementLine]) -> TargetGap | None:
    """How the targets of those below stand to the one above; None where they agree or cannot be held together."""
    indicator = line.indicator
    rows = [row for row in nearest(below) if row.indicator.measure == indicator.measure]
    if not rows or line.target is None or indicator.measure == Measure.PREDICATE:
        return None
    count = len({row.agreement.unit_id for row in rows})
    if absent := sum(row.target is None for row in rows):
        return TargetGap(line, f"target {absent} dari {count} unit di bawahnya belum ditetapkan", count)
    if is_added(indicator):
        return added_up(line, known_sum(row.target for row in rows), count)
    if indicator.calculation == Calculation.POOLED:
        return within(line, [row.target for row in rows], count)
    return None


def nearest(lines: list[AgreementLine]) -> list[AgreementLine]:
    """Those of the lines that no unit in between carries: what is passed on further would count twice."""
    paths = {row.agreement.unit.path for row in lines}
    return [row for row in lines if not any(path in paths for path in row.agreement.unit.paths_above[:-1])]


def is_added(indicator: Indicator) -> bool:
    """Whether what units reach adds up to what is reached together."""
    is_sum = indicator.calculation in (Calculation.SUM, Calculation.COUNT) or indicator.accumulation == Accumulation.SUM
    return indicator.measure in ADDED and is_sum


def added_up(line: AgreementLine, total: Decimal, count: int) -> TargetGap | None:
    """The sum of the targets below where it is not the target above."""
    if total == line.target:
        return None
    write = line.indicator.written
    word, apart = ("kurang", line.target - total) if total < line.target else ("lebih", total - line.target)
    return TargetGap(
        line,
        f"target {write(line.target)}, jumlah target {count} unit di bawahnya {write(total)}: {word} {write(apart)}",
        count,
    )


def within(line: AgreementLine, targets: list[Decimal], count: int) -> TargetGap | None:
    """The target of a pooled ratio that units reaching theirs would miss: it lies beyond every one of theirs."""
    write, low, high = line.indicator.written, min(targets), max(targets)
    missed = line.target < low if line.indicator.polarity == Polarity.MINIMIZE else line.target > high
    if not missed:
        return None
    span = write(low) if low == high else f"{write(low)} sampai {write(high)}"
    words = f"target {write(line.target)}, sedangkan target {count} unit di bawahnya hanya {span}"
    return TargetGap(line, f"{words}: tidak tercapai walaupun semua unit memenuhi targetnya", count)
