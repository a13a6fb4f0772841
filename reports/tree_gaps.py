"""What keeps a pohon kinerja from being whole: what is not tied, not carried, not measured, and targets that part."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from agreements.lineage import objectives_in, promised_in
from agreements.models import AgreementLine
from indicators.models import Indicator, Objective
from lakin.fields import prefix_range
from reports.carriers import Parting, Promise, carried, parting, promises
from reports.tree_gaps_below import GapsBelow, gaps_below, signed_lines
from units.models import Unit


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
    pairs = carried_by(unit, year)
    return Gaps(
        loose=tuple(one for one in own if one.parent_id is None and unit.parent_id),
        unmeasured=unmeasured(nodes, year),
        childless=childless(unit, year, own),
        uncarried=tuple(line for line, found in pairs if not found),
        parted=tuple(filter(None, (parted(line, found) for line, found in pairs if found))),
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


def carried_by(unit: Unit, year: int) -> list[tuple[AgreementLine, list[Promise]]]:
    """Each promise of the unit with those below that carry it on; nothing while no unit below promised anything."""
    first, beyond = prefix_range(unit.path)
    signed = signed_lines(year)
    below = signed.filter(agreement__unit__path__gt=first, agreement__unit__path__lt=beyond)
    if not below.exists():
        return []
    own = signed.filter(agreement__unit=unit).select_related("indicator")
    lines = list(own.order_by("indicator__objective__order", "order"))
    found = carried(borne(unit, [line.indicator_id for line in lines], below))
    return [(line, found.by(unit.pk, unit.path, line.indicator_id)) for line in lines]


def borne(unit: Unit, indicators: list[int], below: QuerySet[AgreementLine]) -> set[Promise]:
    """Those of the lines below that were derived from a line of the unit, or share one of the indicators.

    Two reads by an index each: joined by OR the database would read every line of the ministry.
    """
    ways = (Q(parent__agreement__unit=unit), Q(indicator__in=indicators))
    return {row for way in ways for row in promises(below.filter(way))}


def parted(line: AgreementLine, below: list[Promise]) -> TargetGap | None:
    """How the targets of those below stand to the one above, in words; None where they agree."""
    found = parting(line.target, line.indicator, below)
    return TargetGap(line, told(line, found), found.count) if found else None


def told(line: AgreementLine, found: Parting) -> str:
    """What keeps the targets apart."""
    if found.absent:
        return f"target {found.absent} dari {found.count} unit di bawahnya belum ditetapkan"
    write = line.indicator.written
    if found.span:
        low, high = found.span
        span = write(low) if low == high else f"{write(low)} sampai {write(high)}"
        words = f"target {write(line.target)}, sedangkan target {found.count} unit di bawahnya hanya {span}"
        return f"{words}: tidak tercapai walaupun semua unit memenuhi targetnya"
    word, apart = (
        ("kurang", line.target - found.total) if found.total < line.target else ("lebih", found.total - line.target)
    )
    summed = f"jumlah target {found.count} unit di bawahnya {write(found.total)}"
    return f"target {write(line.target)}, {summed}: {word} {write(apart)}"
