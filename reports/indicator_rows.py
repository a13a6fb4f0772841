"""What is stored about one indicator of one unit, read once for its page."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Prefetch

from agreements.models import AgreementLine, PerformanceAgreement, QuarterTarget
from agreements.scorecard import IndicatorScore, in_quarter, lines_of, score_of
from indicators.formula import Calculation
from indicators.measurement import Measurement, measure_each
from indicators.models import (
    ComponentValue,
    HistoricalValue,
    Indicator,
    Realization,
    RealizationStatus,
    StrategicTarget,
    components_of_each,
)
from indicators.periods import QUARTERS
from indicators.rulesets import Rules, rules_over
from units.models import Unit

# By their own order: that of every indicator would be looked up through all units.
SUCCESSORS = Indicator.objects.select_related("objective__plan__unit").order_by("code", "pk")


@dataclass(frozen=True)
class IndicatorRows:
    """`lines` are the promises of the unit by year, `order` those of the year's agreement; `realized` by year and unit.

    `plan` are the targets of the latest version of the Renstra that the indicator stands in.
    """

    unit: Unit
    year: int
    indicator: Indicator
    agreement: PerformanceAgreement | None
    order: tuple[AgreementLine, ...]
    lines: dict[int, AgreementLine]
    targets: dict[int, QuarterTarget]
    realized: dict[int, dict[int, list[Realization]]]
    history: tuple[HistoricalValue, ...]
    plan: tuple[StrategicTarget, ...]
    rules: dict[int, Rules]

    @property
    def line(self) -> AgreementLine:
        """The promise of the year; one without a target where the unit promised nothing."""
        return self.lines.get(self.year) or AgreementLine(indicator=self.indicator)

    @property
    def is_promised(self) -> bool:
        return self.year in self.lines

    @cached_property
    def own(self) -> dict[int, Realization]:
        """The unit's own quarters of the year."""
        return {row.quarter: row for row in self.realized[self.year][self.unit.pk]}

    @property
    def is_pool(self) -> bool:
        """Whether the unit's value is put together from what other units contribute."""
        is_owner = self.indicator.objective.plan.unit_id == self.unit.pk
        return self.indicator.calculation == Calculation.POOLED and is_owner

    def neighbours(self) -> tuple[AgreementLine | None, AgreementLine | None]:
        """The promises before and after this one; None at the ends and for what was not promised."""
        at = next((at for at, line in enumerate(self.order) if line.indicator_id == self.indicator.pk), None)
        if at is None:
            return None, None
        return (self.order[at - 1] if at else None, self.order[at + 1] if at + 1 < len(self.order) else None)

    def target_of(self, quarter: int) -> AgreementLine:
        """The promise with the target of a quarter; of the last one the year's where none is set."""
        target = self.targets.get(quarter)
        if target is None and quarter == QUARTERS[-1]:
            return self.line
        return in_quarter(self.line, target)

    def measured(self, year: int, through: int, *, verified_only: bool) -> Measurement:
        """The value of a year up to a quarter."""
        return self.measured_each(year, (through,), verified_only=verified_only)[through]

    def measured_each(self, year: int, throughs, *, verified_only: bool) -> dict[int, Measurement]:
        """The same up to each of several quarters."""
        by_unit = self.realized[year]
        if verified_only and self.indicator.calculation != Calculation.POOLED:
            by_unit = {unit_id: verified(rows) for unit_id, rows in by_unit.items()}
        return measure_each(self.unit, self.indicator, by_unit, throughs, verified_only=verified_only)

    def values(self, year: int) -> list[Decimal | None]:
        """The verified year to date at the end of each quarter."""
        return [one.value for one in self.measured_each(year, QUARTERS, verified_only=True).values()]

    def score(self, year: int, measurement: Measurement) -> IndicatorScore:
        """A value of a year against what was promised for it."""
        return score_of(self.lines.get(year) or AgreementLine(indicator=self.indicator), measurement, self.rules[year])


def verified(rows) -> list[Realization]:
    return [row for row in rows if row.status == RealizationStatus.VERIFIED]


def indicator_rows(unit: Unit, year: int, indicator_id: int) -> IndicatorRows | None:
    """The rows in a constant number of queries; None for an indicator the unit has nothing to do with."""
    indicator = (
        Indicator.objects.select_related(
            "objective__plan__unit", "predicate_scale", "predecessor__objective__plan__unit"
        )
        .prefetch_related("predicate_scale__ranks", Prefetch("successors", SUCCESSORS), components_of_each())
        .filter(pk=indicator_id)
        .first()
    )
    if indicator is None:
        return None
    in_force = {row.year: row for row in PerformanceAgreement.objects.signed().filter(unit=unit).order_by("version")}
    lines = lines_in_years(in_force, indicator)
    realized = realized_by_year(unit, indicator)
    history = tuple(HistoricalValue.objects.filter(unit=unit, indicator=indicator).order_by("year_from", "year_to"))
    if indicator.objective.plan.unit_id != unit.pk and not (lines or history or any_of(realized, unit)):
        return None
    line = lines.get(year)
    targets = QuarterTarget.objects.filter(line=line) if line else ()
    return IndicatorRows(
        unit=unit,
        year=year,
        indicator=indicator,
        agreement=in_force.get(year),
        order=tuple(lines_of(in_force[year])) if year in in_force else (),
        lines=lines,
        targets={row.quarter: row for row in targets},
        realized=realized,
        history=history,
        plan=planned(indicator),
        rules=rules_over(unit, sorted({year, *lines, *realized})),
    )


def lines_in_years(in_force, indicator) -> dict[int, AgreementLine]:
    """The promise of the indicator in the agreement in force of each year."""
    years = {agreement.pk: year for year, agreement in in_force.items()}
    rows = AgreementLine.objects.filter(agreement__in=years, indicator=indicator)
    found = {}
    for row in rows:
        row.indicator = indicator
        found[years[row.agreement_id]] = row
    return found


def realized_by_year(unit, indicator) -> dict[int, dict[int, list[Realization]]]:
    """Every quarter by year and unit; of other units only where they are pooled."""
    rows = Realization.objects.filter(indicator=indicator)
    if indicator.calculation != Calculation.POOLED or indicator.objective.plan.unit_id != unit.pk:
        rows = rows.filter(unit=unit)
    parts = ComponentValue.objects.select_related("component").order_by("component__order")
    rows = rows.select_related("unit", "submitted_by", "verified_by").prefetch_related(Prefetch("parts", parts))
    found = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("unit", "quarter"):
        row.indicator = indicator
        found[row.year][row.unit_id].append(row)
    return found


def any_of(realized, unit) -> bool:
    return any(by_unit.get(unit.pk) for by_unit in realized.values())


def planned(indicator) -> tuple[StrategicTarget, ...]:
    """The targets of the latest version of its Renstra."""
    plan = indicator.objective.plan_id
    rows = StrategicTarget.objects.filter(indicator=indicator, table__version__plan=plan).select_related(
        "table__version"
    )
    rows = sorted(rows, key=lambda row: (row.year_to, row.year_from))
    latest = max((row.table.version.number for row in rows), default=None)
    return tuple(row for row in rows if row.table.version.number == latest)
