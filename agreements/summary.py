"""The year of many units at a glance: agreement, what is known, capaian; one set of queries for all."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, groupby
from typing import NamedTuple

from django.db.models import Q, prefetch_related_objects

from agreements import plain_rows
from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement
from agreements.scorecard import (
    LAST_QUARTER,
    Rated,
    Scorecard,
    achieved,
    achieved_values,
    held_in,
    known_of,
    latest_quarters,
    ordered,
    rated,
    scored,
)
from indicators.achievement import Achievement, Mean, overall
from indicators.formula import Calculation
from indicators.measurement import BY_PARTS, Measurement, measure
from indicators.models import Realization, RealizationStatus, RuleSet, components_of_each, parts_of_each
from indicators.rulesets import BUILT_IN, Rules, as_rules
from indicators.scales import Band
from indicators.traces import without_traces


class Score(NamedTuple):
    """One line: what was measured, and its capaian."""

    measurement: Measurement
    achievement: Achievement


@dataclass(frozen=True)
class Summary(Rated):
    """`agreement` is the one in force, `draft` a later one still unsigned; None where there is none.

    `quarter` says up to where capaian and `known` are told.
    """

    agreement: PerformanceAgreement | None
    draft: PerformanceAgreement | None
    indicators: tuple[Score, ...]
    overall: Mean
    band: Band | None
    quarter: int

    @property
    def promised(self) -> int:
        return len(self.indicators)

    @property
    def known(self) -> int:
        return known_of(self.indicators)


def summaries(units, year: int, *, quarter: int | None = None) -> dict[int, Summary]:
    """The summary of every unit by its id; the same capaian as the unit's scorecard, without the words of its traces.

    Without a quarter each unit is told up to the latest one with something verified.
    """
    in_force, drafts = agreements_of(units, year)
    latest = {} if quarter else latest_quarters(units, year)
    lines, rules = plain_rows.lines_of(in_force, year), rules_of(units, year)
    facts = plain_rows.facts_of([unit.pk for unit in units], year, lines)
    targets = plain_rows.quarter_targets(in_force.values())
    found = {}
    with without_traces():
        for unit in units:
            until = quarter or latest.get(unit.pk, LAST_QUARTER)
            held = [plain_rows.held_in(line, until, targets) for line in lines.get(unit.pk, ())]
            agreements = in_force.get(unit.pk), drafts.get(unit.pk)
            found[unit.pk] = summary(unit, until, agreements, held, facts, rules[unit.pk])
    return found


def summary(unit, quarter, agreements, lines, facts, rules) -> Summary:
    """One unit's summary from rows already read, reckoned as its scorecard is."""
    groups = [
        [scored_line(unit, line, quarter, facts, rules) for line in group]
        for _, group in groupby(lines, key=lambda line: line.indicator.objective.pk)
    ]
    scores = tuple(chain.from_iterable(groups))
    total = overall([achieved_values(group) for group in groups], rules.policy.overall_method)
    return Summary(*agreements, scores, total, rated(total.value, scores, rules), quarter)


def scored_line(unit, line, quarter, facts, rules) -> Score:
    """One line by the engine."""
    measured = measure(unit, line.indicator, plain_rows.facts_for(unit, line.indicator, facts), quarter)
    return Score(measured, achieved(line, measured, rules))


def lines_in(lines: dict[int, list[AgreementLine]], quarter: int) -> dict[int, list[AgreementLine]]:
    """Each unit's lines with the targets of a quarter, read for all at once."""
    held = {line.pk: line for line in held_in([*chain.from_iterable(lines.values())], quarter)}
    return {unit_id: [held[line.pk] for line in own] for unit_id, own in lines.items()}


def scorecards(units, year: int, *, quarter: int = LAST_QUARTER) -> dict[int, Scorecard]:
    """The scorecard of every unit by its id, the same as its own page has it, in a constant number of queries."""
    in_force, _ = agreements_of(units, year)
    lines = lines_in(lines_of(in_force), quarter)
    realized = realizations_of(units, year, lines)
    rules = rules_of(units, year)
    return {
        unit.pk: card_of(unit, year, quarter, in_force.get(unit.pk), lines.get(unit.pk, []), realized, rules[unit.pk])
        for unit in units
    }


def card_of(unit, year, quarter, agreement, lines, realized, rules) -> Scorecard:
    """One unit's scorecard up to a quarter from rows already read."""
    measured = {
        line.indicator_id: measure(unit, line.indicator, realized[line.indicator_id], quarter) for line in lines
    }
    return scored(unit, year, quarter, agreement, rules, lines, measured)


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
    indicators = {line.indicator_id: line.indicator for group in lines.values() for line in group}
    known, found = {unit.pk: unit for unit in units}, defaultdict(lambda: defaultdict(list))
    pools = {pk: row for pk, row in indicators.items() if row.calculation == Calculation.POOLED}
    # Only where its owner is asked for do the rows of all who contribute to a pool matter.
    gathered = {pk for pk, indicator in pools.items() if indicator.objective.plan.unit_id in known}
    counts = Q(status=RealizationStatus.VERIFIED) | Q(indicator__in=[*pools])
    rows = Realization.objects.filter(year=year)
    # Two queries: joined by OR the database would read every realization of the year. The indicators are looked at
    # here, as a database may try every unit with every one of them.
    alone = set(indicators) - gathered
    of_units = rows.filter(counts, unit__in=[*known]).order_by("quarter")
    own = [row for row in of_units if row.indicator_id in alone]
    shared = rows.filter(indicator__in=gathered).select_related("unit").order_by("unit__path", "quarter")
    for row in [*own, *shared]:
        # Its indicator and unit are read already; reading them again for each row would cost the most of all.
        row.indicator = indicators[row.indicator_id]
        row.unit = known.get(row.unit_id) or row.unit
        found[row.indicator_id][row.unit_id].append(row)
    read_parts(indicators.values(), own)
    return found


def read_parts(indicators, rows) -> None:
    """Reads components and their values for what is computed from them, which most indicators are not."""
    by_parts = {indicator.pk: indicator for indicator in indicators if indicator.calculation in BY_PARTS}
    prefetch_related_objects([*by_parts.values()], components_of_each())
    prefetch_related_objects([row for row in rows if row.indicator_id in by_parts], parts_of_each())


def rules_of(units, year) -> dict[int, Rules]:
    """The rules of each unit by its id; each institution's are read once."""
    codes = {code for unit in units for code in unit.path.strip("/").split("/")}
    found = RuleSet.objects.filter(institution__code__in=codes, year=year).order_by()
    rows = found.select_related("institution", "rating_scale").prefetch_related("rating_scale__bands")
    by_path = {row.institution.path: as_rules(row) for row in sorted(rows, key=lambda row: len(row.institution.path))}
    return {
        unit.pk: next((by_path[path] for path in reversed(by_path) if unit.path.startswith(path)), BUILT_IN)
        for unit in units
    }
