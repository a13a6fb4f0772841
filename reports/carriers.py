"""Who carries a promise on below, derived from it or sharing its indicator, and whether their targets part from it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from django.db.models import QuerySet

from agreements.models import AgreementLine
from indicators.achievement import Polarity
from indicators.formula import Accumulation, Calculation, known_sum
from indicators.models import Measure
from lakin.fields import prefix_range
from units.models import paths_above

ADDED = (Measure.COUNT, Measure.RUPIAH)


class Promise(NamedTuple):
    """An AgreementLine with what it hangs on, as plain values: a year of a ministry has a hundred thousand of them."""

    pk: int
    unit_id: int
    path: str
    indicator_id: int
    source_unit_id: int | None
    source_indicator_id: int | None
    target: Decimal | None
    measure: str
    calculation: str
    accumulation: str
    polarity: str


READ = (
    *("pk", "agreement__unit_id", "agreement__unit__path", "indicator_id"),
    *("parent__agreement__unit_id", "parent__indicator_id", "target"),
    *(f"indicator__{name}" for name in ("measure", "calculation", "accumulation", "polarity")),
)


@dataclass(frozen=True)
class Carried:
    """Promises by what they were derived from (unit and indicator), and by the indicator they share, by path."""

    derived: Mapping[tuple[int, int], list[Promise]]
    shared: Mapping[int, list[Promise]]

    def by(self, unit_id: int, path: str, indicator_id: int) -> list[Promise]:
        """Those below the unit that carry on its promise of the indicator."""
        first, beyond = prefix_range(path)
        rows = self.shared.get(indicator_id, [])
        low, high = (
            at(rows, edge, key=attrgetter("path")) for at, edge in ((bisect_right, first), (bisect_left, beyond))
        )
        derived = (row for row in self.derived.get((unit_id, indicator_id), ()) if first < row.path < beyond)
        return list({row.pk: row for row in (*rows[low:high], *derived)}.values())


@dataclass(frozen=True)
class Parting:
    """What keeps the targets of `count` units from the one above, one of three.

    `absent` of them are not set, their `total` is another, or the one above lies outside of all of them, the `span`.
    """

    count: int
    absent: int = 0
    total: Decimal | None = None
    span: tuple[Decimal, Decimal] | None = None


def promises(lines: QuerySet[AgreementLine]) -> list[Promise]:
    """The lines as plain values, in one query."""
    return [Promise(*row) for row in lines.order_by().values_list(*READ)]


def carried(rows: Iterable[Promise]) -> Carried:
    """The promises by what they carry on; one derived from another indicator carries that one, not its own."""
    derived, shared = defaultdict(list), defaultdict(list)
    for row in sorted(rows, key=attrgetter("path")):
        if row.source_indicator_id is not None:
            derived[row.source_unit_id, row.source_indicator_id].append(row)
        if row.source_indicator_id in (None, row.indicator_id):
            shared[row.indicator_id].append(row)
    return Carried(derived, shared)


def parting(target: Decimal | None, indicator, below: list[Promise]) -> Parting | None:
    """How the targets of those below part from the one above; None where they agree or cannot be held together.

    `indicator` is one, or a promise of it: what counts is its measure, calculation, accumulation and polarity.
    """
    rows = [row for row in nearest(below) if row.measure == indicator.measure]
    if not rows or target is None or indicator.measure == Measure.PREDICATE:
        return None
    count = len({row.unit_id for row in rows})
    if absent := sum(row.target is None for row in rows):
        return Parting(count, absent=absent)
    if is_added(indicator):
        total = known_sum(row.target for row in rows)
        return Parting(count, total=total) if total != target else None
    if indicator.calculation == Calculation.POOLED:
        low, high = min(row.target for row in rows), max(row.target for row in rows)
        # A pooled ratio that units reaching theirs would miss.
        is_missed = target < low if indicator.polarity == Polarity.MINIMIZE else target > high
        return Parting(count, span=(low, high)) if is_missed else None
    return None


def nearest(rows: list[Promise]) -> list[Promise]:
    """Those of the promises that no unit in between carries: what is passed on further would count twice."""
    paths = {row.path for row in rows}
    return [row for row in rows if not any(path in paths for path in paths_above(row.path)[:-1])]


def is_added(indicator) -> bool:
    """Whether what units reach adds up to what is reached together."""
    is_sum = indicator.calculation in (Calculation.SUM, Calculation.COUNT) or indicator.accumulation == Accumulation.SUM
    return indicator.measure in ADDED and is_sum
