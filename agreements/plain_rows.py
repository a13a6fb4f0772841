"""What capaian is reckoned from as plain rows, for thousands of units: instances would take longer than the arithmetic.

They have the attributes that the engine reads of a line, an indicator, and a realization.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from agreements.models import AgreementLine, PerformanceAgreement, QuarterTarget
from agreements.scorecard import LAST_QUARTER
from indicators.formula import Calculation
from indicators.measurement import BY_PARTS
from indicators.models import Component, ComponentRole, ComponentValue, PredicateScale, Realization, RealizationStatus


class Rows(tuple):
    """Rows that belong to another one, read as those of an instance are."""

    __slots__ = ()

    def all(self):
        return self


class Plan(NamedTuple):
    unit_id: int


class Objective(NamedTuple):
    """An Objective as the engine reads it."""

    pk: int
    parent_id: int | None
    plan: Plan


class Indicator(NamedTuple):
    """An Indicator as the engine reads it."""

    pk: int
    measure: str
    polarity: str
    calculation: str
    accumulation: str
    predicate_scale: PredicateScale | None
    objective: Objective
    components: Rows


class Part(NamedTuple):
    """A Component as the engine reads it."""

    pk: int
    year: int
    name: str
    role: str
    weight: Decimal | None


class PartValue(NamedTuple):
    """A ComponentValue as the engine reads it."""

    component_id: int
    numerator: Decimal | None
    denominator: Decimal | None
    score: Decimal | None


class Line(NamedTuple):
    """An AgreementLine as the engine reads it."""

    pk: int
    target: Decimal | None
    target_text: str
    target_lower: Decimal | None
    target_upper: Decimal | None
    indicator: Indicator


class Fact(NamedTuple):
    """A Realization as the engine reads it."""

    pk: int
    unit_id: int
    year: int
    quarter: int
    status: str
    value: Decimal | None
    text: str
    numerator: Decimal | None
    denominator: Decimal | None
    source_year: int | None
    indicator: Indicator
    parts: Rows = Rows()

    @property
    def is_from_other_year(self) -> bool:
        return self.source_year is not None and self.source_year != self.year

    def without_figures(self) -> "Fact":
        return self._replace(value=None, text="", numerator=None, denominator=None, source_year=None, parts=Rows())


class Promise(NamedTuple):
    """A line and all that its arithmetic hangs on, as it is read."""

    agreement_id: int
    pk: int
    target: Decimal | None
    target_text: str
    target_lower: Decimal | None
    target_upper: Decimal | None
    indicator_id: int
    measure: str
    polarity: str
    calculation: str
    accumulation: str
    scale_id: int | None
    objective_id: int
    parent_id: int | None
    owner_id: int


PROMISED = (
    *Promise._fields[:7],
    *("indicator__measure", "indicator__polarity", "indicator__calculation", "indicator__accumulation"),
    *("indicator__predicate_scale_id", "indicator__objective_id"),
    *("indicator__objective__parent_id", "indicator__objective__plan__unit_id"),
)
FACT = Fact._fields[:-2]


def lines_of(in_force: Mapping[int, PerformanceAgreement], year: int) -> dict[int, list[Line]]:
    """The lines of each unit's agreement by the unit's id, those of an objective together, as a scorecard has them."""
    units = {agreement.pk: unit_id for unit_id, agreement in in_force.items()}
    order = ("indicator__objective__order", "indicator__objective_id", "order", "pk")
    read = AgreementLine.objects.filter(agreement__in=list(units)).order_by(*order)
    rows = [Promise(*row) for row in read.values_list(*PROMISED)]
    components = components_of({row.indicator_id for row in rows if row.calculation in BY_PARTS}, year)
    scales = scales_of({row.scale_id for row in rows if row.scale_id})
    found, indicators = defaultdict(list), {}
    for row in rows:
        if row.indicator_id not in indicators:
            indicators[row.indicator_id] = indicator_of(row, scales, components)
        line = (row.pk, row.target, row.target_text, row.target_lower, row.target_upper)
        found[units[row.agreement_id]].append(Line(*line, indicators[row.indicator_id]))
    return found


def indicator_of(row: Promise, scales, components) -> Indicator:
    """The indicator of a line."""
    return Indicator(
        row.indicator_id,
        row.measure,
        row.polarity,
        row.calculation,
        row.accumulation,
        scales.get(row.scale_id),
        Objective(row.objective_id, row.parent_id, Plan(row.owner_id)),
        components.get(row.indicator_id, Rows()),
    )


def components_of(indicator_ids: Iterable[int], year: int) -> dict[int, Rows]:
    """The parts of each indicator's calculation of the year by its id."""
    rows = Component.objects.filter(indicator__in=list(indicator_ids), year=year, role=ComponentRole.PART)
    found = defaultdict(list)
    for indicator_id, *part in rows.order_by("indicator_id", "order").values_list("indicator_id", *Part._fields):
        found[indicator_id].append(Part(*part))
    return {indicator_id: Rows(parts) for indicator_id, parts in found.items()}


def scales_of(keys: Iterable[int]) -> dict[int, PredicateScale]:
    """The predicate scales with their ranks, by id."""
    return PredicateScale.objects.prefetch_related("ranks").in_bulk(list(keys))


def quarter_targets(agreements: Iterable) -> dict[tuple[int, int], tuple[Decimal | None, str]]:
    """The target of each line and quarter before the last as a figure and as a word."""
    keys = [agreement.pk for agreement in agreements]
    rows = QuarterTarget.objects.filter(line__agreement__in=keys, quarter__lt=LAST_QUARTER).order_by()
    read = rows.values_list("line_id", "quarter", "target", "target_text")
    return {(line_id, quarter): (target, text) for line_id, quarter, target, text in read}


def held_in(line: Line, quarter: int, targets) -> Line:
    """The line with its target of a quarter; in the last one that of the year."""
    if quarter == LAST_QUARTER:
        return line
    target, text = targets.get((line.pk, quarter), (None, ""))
    return line._replace(target=target, target_text=text)


def facts_of(unit_ids: Collection[int], year: int, lines) -> dict[int, dict[int, list[Fact]]]:
    """By indicator and unit the verified rows; of a pool every row, as an unverified one makes it unknown."""
    indicators = {line.indicator.pk: line.indicator for group in lines.values() for line in group}
    known, parts, found = set(unit_ids), parts_of(unit_ids, year), defaultdict(lambda: defaultdict(list))
    pools = {pk for pk, indicator in indicators.items() if indicator.calculation == Calculation.POOLED}
    # Only where its owner is asked for do the rows of all who contribute to a pool matter.
    gathered = {pk for pk in pools if indicators[pk].objective.plan.unit_id in known}
    alone, rows = indicators.keys() - gathered, Realization.objects.filter(year=year)
    # Two queries, and the indicators looked at here: joined by OR the database would read every row of the year.
    for indicator_id, *fact in rows.filter(unit__in=known).order_by().values_list("indicator_id", *FACT):
        row = Fact(*fact, indicators.get(indicator_id), parts.get(fact[0], Rows()))
        if indicator_id in alone and (row.status == RealizationStatus.VERIFIED or indicator_id in pools):
            found[indicator_id][row.unit_id].append(row)
    shared = rows.filter(indicator__in=gathered).order_by("unit__path", "quarter")
    for indicator_id, *fact in shared.values_list("indicator_id", *FACT):
        row = Fact(*fact, indicators[indicator_id])
        found[indicator_id][row.unit_id].append(row)
    return found


def facts_for(unit, indicator: Indicator, facts) -> Mapping[int, list[Fact]]:
    """Those of an indicator that count for the unit; who else gives to a pool matters only to its owner."""
    by_unit = facts.get(indicator.pk, {})
    is_owner = indicator.objective.plan.unit_id == unit.pk
    return by_unit if is_owner else {unit.pk: by_unit.get(unit.pk, [])}


def parts_of(unit_ids: Collection[int], year: int) -> dict[int, Rows]:
    """The component values of the units' verified rows by the row's id."""
    verified = Realization.objects.verified().filter(unit__in=unit_ids, year=year)
    rows = ComponentValue.objects.filter(realization__in=verified).order_by()
    found = defaultdict(list)
    for realization_id, *part in rows.values_list("realization_id", *PartValue._fields):
        found[realization_id].append(PartValue(*part))
    return {realization_id: Rows(values) for realization_id, values in found.items()}
