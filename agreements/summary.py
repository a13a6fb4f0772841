"""The year of many units at a glance: agreement, what is known, capaian; one set of queries for all."""

from collections import defaultdict
from dataclasses import dataclass

from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement
from agreements.scorecard import ordered, scored
from indicators.achievement import Mean
from indicators.formula import Calculation
from indicators.measurement import measure
from indicators.models import Realization, RuleSet
from indicators.rulesets import BUILT_IN, Rules, rules_for
from indicators.scales import Band

LAST_QUARTER = 4


@dataclass(frozen=True)
class Summary:
    """`agreement` is the one in force, `draft` a later one still unsigned; None where there is none."""

    agreement: PerformanceAgreement | None
    draft: PerformanceAgreement | None
    promised: int
    known: int
    overall: Mean
    band: Band | None


def summaries(units, year: int) -> dict[int, Summary]:
    """The summary of every unit by its id; the same capaian as the unit's scorecard."""
    in_force, drafts = agreements_of(units, year)
    lines = lines_of(in_force)
    realized = realizations_of(units, year, lines)
    rules = rules_of(units, year)
    return {
        unit.pk: summary(
            unit, year, in_force.get(unit.pk), drafts.get(unit.pk), lines[unit.pk], realized, rules[unit.pk]
        )
        for unit in units
    }


def summary(unit, year, agreement, draft, lines, realized, rules) -> Summary:
    """One unit's summary from rows already read, by way of its scorecard so that both always agree."""
    measured = {
        line.indicator_id: measure(unit, line.indicator, realized[line.indicator_id], LAST_QUARTER) for line in lines
    }
    card = scored(unit, year, LAST_QUARTER, agreement, rules, lines, measured)
    known = sum(measurement.is_known for measurement in measured.values())
    return Summary(agreement, draft, len(lines), known, card.overall, card.band)


def agreements_of(units, year) -> tuple[dict, dict]:
    """The agreement in force and the latest draft of each unit, by the unit's id."""
    in_force, drafts = {}, {}
    for agreement in PerformanceAgreement.objects.filter(unit__in=units, year=year).order_by("version"):
        held = drafts if agreement.status == AgreementStatus.DRAFT else in_force
        held[agreement.unit_id] = agreement
    return in_force, drafts


def lines_of(in_force) -> dict[int, list[AgreementLine]]:
    """The lines of the agreement in force by the unit's id."""
    units = {agreement.pk: unit_id for unit_id, agreement in in_force.items()}
    found = defaultdict(list)
    for line in ordered(AgreementLine.objects.filter(agreement__in=units)):
        found[units[line.agreement_id]].append(line)
    return found


def realizations_of(units, year, lines) -> dict[int, dict[int, list[Realization]]]:
    """Verified realizations by indicator and unit; of a pool every row, as an unverified one makes it unknown."""
    indicators = [line.indicator for group in lines.values() for line in group]
    pooled = {indicator.pk for indicator in indicators if indicator.calculation == Calculation.POOLED}
    rows = Realization.objects.filter(year=year).with_parts()
    # Two queries: joined by OR the database would read every realization of the year.
    own = rows.verified().filter(unit__in=units, indicator__in={indicator.pk for indicator in indicators} - pooled)
    found = defaultdict(lambda: defaultdict(list))
    for row in [*own, *rows.filter(indicator__in=pooled)]:
        found[row.indicator_id][row.unit_id].append(row)
    return found


def rules_of(units, year) -> dict[int, Rules]:
    """The rules of each unit by its id; each institution's are read once."""
    codes = {code for unit in units for code in unit.path.strip("/").split("/")}
    found = RuleSet.objects.filter(institution__code__in=codes, year=year).select_related("institution")
    institutions = sorted((rules.institution for rules in found), key=lambda unit: len(unit.path))
    by_path = {institution.path: rules_for(institution, year) for institution in institutions}
    return {
        unit.pk: next((by_path[path] for path in reversed(by_path) if unit.path.startswith(path)), BUILT_IN)
        for unit in units
    }
