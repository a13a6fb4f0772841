"""Everything a report is written from, read once in a constant number of queries and frozen."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement, targets_of_each
from agreements.scorecard import LAST_QUARTER, IndicatorScore, Scorecard, ordered, scored
from budget.models import SupportingActivity
from budget.statement import Statement, statement
from indicators.formula import Accumulation, Calculation, known_sum
from indicators.measurement import Measurement, measure
from indicators.models import (
    Component,
    ComponentValue,
    HistoricalValue,
    HistoryKind,
    Indicator,
    Objective,
    PlanStatement,
    PlanVersion,
    Realization,
    RealizationStatus,
    StrategicPlan,
    StrategicTarget,
    components_of_each,
    evidence_of_each,
    parts_of_each,
)
from indicators.rulesets import rules_for
from reports.authenticity import Authenticity
from reports.models import Narrative, Report
from reports.outlines import Entry, entries_of
from units.models import Official, StaffCount, Unit, UnitFunction


@dataclass(frozen=True)
class PlanFacts:
    """The Renstra that covers the year: its versions with statements, tables and targets; None where unknown."""

    plan: StrategicPlan | None
    versions: tuple[PlanVersion, ...] = ()
    targets: Mapping[int, tuple[StrategicTarget, ...]] = None
    objectives: tuple[Objective, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @property
    def version(self) -> PlanVersion | None:
        """The latest version."""
        return self.versions[-1] if self.versions else None

    def target(self, indicator_id: int, year: int, version: PlanVersion | None = None) -> StrategicTarget | None:
        """The target that covers the year in a version (the latest by default); a single year goes before a period."""
        version = version or self.version
        found = [
            target
            for target in self.targets.get(indicator_id, ())
            if target.table.version_id == version.pk and target.year_from <= year <= target.year_to
        ]
        return min(found, key=lambda target: target.year_to - target.year_from, default=None)

    def final_target(self, indicator_id: int) -> StrategicTarget | None:
        """The target at the end of the plan: the latest year a table of the latest version gives."""
        found = [t for t in self.targets.get(indicator_id, ()) if t.table.version_id == self.version.pk]
        return max(found, key=lambda target: (target.year_to, target.year_from), default=None)


@dataclass(frozen=True)
class YearValue:
    """A realization of an earlier year, or of a period when the two years differ; `note` says where it comes from."""

    year_from: int
    year_to: int
    kind: str
    value: Decimal | None
    text: str
    note: str = ""

    @property
    def label(self) -> str:
        return str(self.year_from) if self.year_from == self.year_to else f"{self.year_from}-{self.year_to}"


@dataclass(frozen=True)
class AgreementFacts:
    """One version of an agreement with its lines, quarter targets, steps and budget annex."""

    agreement: PerformanceAgreement
    lines: tuple[AgreementLine, ...]

    @property
    def budget(self):
        return tuple(self.agreement.budget.all())


@dataclass(frozen=True)
class Facts:
    """The stored facts of one report."""

    report: Report
    unit: Unit
    year: int
    ancestors: tuple[Unit, ...]
    children: tuple[Unit, ...]
    siblings: tuple[Unit, ...]
    officials: tuple[Official, ...]
    functions: tuple[UnitFunction, ...]
    staff: tuple[StaffCount, ...]
    plan: PlanFacts
    scorecard: Scorecard
    agreements: tuple[AgreementFacts, ...]
    next_agreement: AgreementFacts | None
    realizations: Mapping[int, tuple[Realization, ...]]
    components: Mapping[int, tuple[Component, ...]]
    component_values: Mapping[int, tuple[ComponentValue, ...]]
    history: Mapping[int, tuple[YearValue, ...]]
    budget: Statement
    activities: tuple[SupportingActivity, ...]
    narratives: tuple
    illustrations: tuple
    legal_references: tuple
    context_figures: tuple
    national_targets: tuple
    outline: tuple[Entry, ...] = ()
    appendices: tuple = ()
    # What only a final carries.
    authenticity: Authenticity | None = None
    # On the page that is read on screen a live figure says where it comes from; no file does.
    is_explained: bool = False

    @property
    def institution(self) -> Unit:
        """The root of the tree, the ministry."""
        return self.ancestors[0]

    @property
    def agreement(self) -> AgreementFacts | None:
        """The agreement in force."""
        signed = [item for item in self.agreements if item.agreement.status != AgreementStatus.DRAFT]
        return signed[-1] if signed else None

    @property
    def is_year_open(self) -> bool:
        """Whether a promised indicator still lacks its verified last quarter; a pooled one waits for other units."""
        promised = [score.indicator for score in self.scorecard.indicators]
        return any(
            indicator.calculation != Calculation.POOLED and not self.has_last_quarter(indicator.pk)
            for indicator in promised
        )

    def has_last_quarter(self, indicator_id: int) -> bool:
        """Whether the fourth quarter of an indicator is verified."""
        rows = self.realizations.get(indicator_id, ())
        return any(row.quarter == LAST_QUARTER and is_verified(row) for row in rows)

    def score(self, code: str) -> IndicatorScore | None:
        """The score of an indicator by its printed number; None when no such indicator is promised."""
        return next((score for score in self.scorecard.indicators if score.code == code), None)

    def last_realization(self, indicator_id: int) -> Realization | None:
        """The last verified quarter of an indicator, else the last one; None when no quarter is stored."""
        rows = self.realizations.get(indicator_id, ())
        verified = [row for row in rows if is_verified(row)]
        return (verified or rows or (None,))[-1]

    def share(self, indicator: Indicator) -> tuple[Decimal | None, Decimal | None]:
        """The verified n and T of the year: summed where quarters add up, else of the last quarter that has one."""
        rows = [row for row in self.realizations.get(indicator.pk, ()) if is_verified(row)]
        shares = [(row.numerator, row.denominator) for row in rows if (row.numerator, row.denominator) != (None, None)]
        if indicator.accumulation != Accumulation.SUM:
            return shares[-1] if shares else (None, None)
        return known_sum(n for n, _ in shares), known_sum(t for _, t in shares)

    def narrative(self, section: str, *, objective=None, indicator=None, analysis=""):
        """The narrative at a place of the report; None when nobody wrote one. Ids, not objects."""
        return self._narratives_by_place.get((section, objective, indicator, analysis))

    @cached_property
    def _narratives_by_place(self) -> dict[tuple, Narrative]:
        return {(text.section, text.objective_id, text.indicator_id, text.analysis): text for text in self.narratives}

    def activities_of(self, *, objective=None, indicator=None):
        """The supporting activities linked to an objective or an indicator by id; both None: the general ones."""
        return tuple(
            item for item in self.activities if (item.objective_id, item.indicator_id) == (objective, indicator)
        )


def facts_of(report: Report) -> Facts:
    """Reads everything of a report; the number of queries does not depend on how much there is."""
    unit, year = report.unit, report.year
    plan = plan_facts(unit, year)
    by_year = agreements_of(unit, year, year + 1)
    agreements, following = by_year[year], by_year[year + 1]
    indicators = all_indicators(plan, agreements)
    prefetch_related_objects(indicators, components_of_each())
    realized = realizations_of(unit, year, indicators)
    units = {row.path: row for row in units_around(unit)}
    return Facts(
        report=report,
        unit=unit,
        year=year,
        ancestors=tuple(row for path, row in sorted(units.items()) if unit.path.startswith(path)),
        children=tuple(row for row in units.values() if row.parent_id == unit.pk),
        siblings=tuple(row for row in units.values() if unit.parent_id and row.parent_id == unit.parent_id),
        officials=tuple(Official.objects.filter(unit__in=Unit.objects.above(unit)).select_related("unit")),
        functions=tuple(UnitFunction.objects.filter(unit__path__startswith=unit.path).select_related("unit")),
        staff=tuple(unit.staff_counts.filter(year=year)),
        plan=plan,
        scorecard=scorecard_of(unit, year, agreements, realized),
        agreements=agreements,
        next_agreement=following[-1] if following else None,
        realizations=grouped((row for row in realized if is_own(row, unit, year)), "indicator_id"),
        components={row.pk: components_of(row, year) for row in indicators},
        component_values={row.pk: values_of(row) for row in realized if is_own(row, unit, year)},
        history=history_of(unit, year, indicators, realized),
        budget=statement(unit, year),
        activities=tuple(unit.supporting_activities.filter(year=year).select_related("line", "objective")),
        narratives=tuple(report.narratives.all()),
        illustrations=tuple(report.illustrations.all()),
        legal_references=tuple(report.legal_references.all()),
        context_figures=tuple(report.context_figures.all()),
        national_targets=tuple(report.national_targets.select_related("indicator")),
        outline=entries_of(report.outline),
        appendices=tuple(report.appendices.all()),
    )


def grouped(rows, key) -> dict:
    """Rows as tuples by the value of one field."""
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return {value: tuple(items) for value, items in found.items()}


def plan_facts(unit, year) -> PlanFacts:
    """The Renstra of the unit that covers the year."""
    plan = StrategicPlan.objects.filter(unit=unit, year_from__lte=year, year_to__gte=year).first()
    if plan is None:
        return PlanFacts(None, targets={})
    worded = Prefetch("statements", PlanStatement.objects.select_related("objective"))
    versions = plan.versions.prefetch_related(worded, "tables")
    targets = StrategicTarget.objects.filter(table__version__plan=plan).select_related("table")
    objectives = plan.objectives.select_related("parent__plan__unit")
    indicators = Indicator.objects.filter(objective__plan=plan).select_related("objective__plan", "predicate_scale")
    return PlanFacts(plan, tuple(versions), grouped(targets, "indicator_id"), tuple(objectives), tuple(indicators))


def agreements_of(unit, *years) -> dict[int, tuple[AgreementFacts, ...]]:
    """Every version of the unit's agreements by year, the first one first."""
    rows = PerformanceAgreement.objects.filter(unit=unit, year__in=years).order_by("version").prefetch_related("budget")
    lines = ordered(AgreementLine.objects.filter(agreement__unit=unit, agreement__year__in=years))
    lines = lines.prefetch_related(targets_of_each(), "steps")
    by_agreement, by_year = grouped(lines, "agreement_id"), grouped(rows, "year")
    return {
        year: tuple(AgreementFacts(row, by_agreement.get(row.pk, ())) for row in by_year.get(year, ()))
        for year in years
    }


def all_indicators(plan, agreements) -> list[Indicator]:
    """The indicators of the plan and of every agreement version, each once."""
    found = {indicator.pk: indicator for indicator in plan.indicators}
    for item in agreements:
        found.update({line.indicator_id: line.indicator for line in item.lines})
    return list(found.values())


def units_around(unit) -> QuerySet[Unit]:
    """The unit, its ancestors, sisters and parts, in their order."""
    near = Q(parent=unit) | Q(parent=unit.parent_id, parent__isnull=False)
    return Unit.objects.filter(Q(pk__in=Unit.objects.above(unit)) | near).order_by("order", "path")


def realizations_of(unit, year, indicators) -> list[Realization]:
    """What is stored for the year and the four before, of other units only where their n and T are pooled."""
    pooled = Q(indicator__calculation=Calculation.POOLED)
    rows = Realization.objects.filter(indicator__in=indicators, year__range=(year - 4, year))
    rows = rows.filter(Q(unit=unit) | pooled).select_related("unit").order_by("year", "quarter")
    found = list(rows.prefetch_related(parts_of_each(), evidence_of_each()))
    known = {indicator.pk: indicator for indicator in indicators}
    for row in found:
        # Already read, with its components.
        row.indicator = known[row.indicator_id]
    return found


def components_of(indicator: Indicator, year) -> tuple[Component, ...]:
    """What an indicator was made of in a year."""
    return tuple(component for component in indicator.components.all() if component.year == year)


def is_own(row: Realization, unit, year) -> bool:
    """Whether the realization is the unit's own of the year."""
    return (row.unit_id, row.year) == (unit.pk, year)


def values_of(row: Realization) -> tuple[ComponentValue, ...]:
    """The component values of a realization in the order of the components."""
    components = {component.pk: component for component in row.indicator.components.all()}
    for value in row.parts.all():
        # Already read with the indicator: another query for the same rows would follow otherwise.
        value.component = components[value.component_id]
    return tuple(sorted(row.parts.all(), key=lambda value: value.component.order))


def scorecard_of(unit, year, agreements, realized) -> Scorecard:
    """The scorecard against the last signed version, from rows already read."""
    signed = [item for item in agreements if item.agreement.status != AgreementStatus.DRAFT]
    agreement, lines = (signed[-1].agreement, signed[-1].lines) if signed else (None, ())
    rows = [row for row in realized if row.year == year and is_verified(row)]
    found = by_unit_of(rows)
    measured = {line.indicator_id: measure(unit, line.indicator, found[line.indicator_id], 4) for line in lines}
    return scored(unit, year, 4, agreement, rules_for(unit, year), lines, measured)


def is_verified(row: Realization) -> bool:
    return row.status == RealizationStatus.VERIFIED


def by_unit_of(rows) -> dict[int, dict[int, list[Realization]]]:
    """Realizations by indicator id, then by unit id."""
    found = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.indicator_id][row.unit_id].append(row)
    return found


def history_of(unit, year, indicators, realized) -> dict[int, tuple[YearValue, ...]]:
    """Earlier years by indicator id: what LAKIN measured itself goes before what was typed from old reports."""
    found = defaultdict(list)
    for row in HistoricalValue.objects.filter(unit=unit, indicator__in=indicators, year_to__lt=year):
        found[row.indicator_id].append(
            YearValue(row.year_from, row.year_to, row.kind, row.value, row.text, row.note or row.source)
        )
    for earlier, indicator_id, measured in measured_before(unit, year, indicators, realized):
        values = [v for v in found[indicator_id] if (v.kind, v.year_from) != (HistoryKind.REALIZATION, earlier)]
        values.append(YearValue(earlier, earlier, HistoryKind.REALIZATION, measured.value, measured.text))
        found[indicator_id] = values
    return {key: tuple(sorted(values, key=lambda v: (v.year_from, v.year_to))) for key, values in found.items()}


def measured_before(unit, year, indicators, realized) -> list[tuple[int, int, Measurement]]:
    """What the unit measured in the four years before, as (year, indicator id, measurement) where known."""
    by_id = {indicator.pk: indicator for indicator in indicators}
    measured = [
        (earlier, key, measure(unit, by_id[key], by_unit, 4))
        for earlier in range(year - 4, year)
        for key, by_unit in by_unit_of(row for row in realized if row.year == earlier and is_verified(row)).items()
    ]
    return [item for item in measured if item[2].is_known]
