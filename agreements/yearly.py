"""The year of many units quarter by quarter, for the kept sums: the scorecard's arithmetic over plain rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from agreements.outlook import expected, projected
from agreements.plain_rows import Line, Objective, facts_for, facts_of, held_in, lines_of, quarter_targets
from agreements.scorecard import achieved, achieved_values
from agreements.summary import agreements_of, rules_of
from indicators.achievement import Achievement, Mean, Standing, mean, overall
from indicators.measurement import Measurement, measure_each
from indicators.periods import QUARTERS
from indicators.rulesets import Rules
from indicators.traces import without_traces


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line up to a quarter: its capaian so far, and the year's if it goes on as it did."""

    line: Line
    measurement: Measurement
    achievement: Achievement
    expected: Achievement

    @property
    def will_miss(self) -> bool:
        return self.expected.standing is Standing.BELOW

    @property
    def is_short(self) -> bool:
        """Whether it is behind its target or on the way to miss the year's."""
        return self.achievement.standing is Standing.BELOW or self.will_miss


@dataclass(frozen=True, slots=True)
class ObjectiveOutcome:
    """The lines of one objective up to a quarter, with the mean of their capaian in percent."""

    objective: Objective
    outcomes: tuple[Outcome, ...]
    mean: Mean


@dataclass(frozen=True, slots=True)
class QuarterOutcome:
    """A unit up to a quarter, by the agreement in force."""

    objectives: tuple[ObjectiveOutcome, ...]
    overall: Mean

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(outcome for item in self.objectives for outcome in item.outcomes)


def yearly_outcomes(units: Sequence, year: int) -> dict[int, dict[int, QuarterOutcome]]:
    """By unit id and quarter what the unit's scorecard and outlook say; a unit without an agreement is left out."""
    in_force, _ = agreements_of([unit.pk for unit in units], year)
    lines = lines_of(in_force, year)
    targets = quarter_targets(in_force.values())
    facts, rules = facts_of([unit.pk for unit in units], year, lines), rules_of(units, year)
    with without_traces():
        return {
            unit.pk: outcomes_of(unit, lines[unit.pk], targets, facts, rules[unit.pk])
            for unit in units
            if unit.pk in in_force
        }


def outcomes_of(unit, lines: list[Line], targets, facts, rules: Rules) -> dict[int, QuarterOutcome]:
    """One unit's four quarters from rows already read."""
    measured = {
        line.pk: measure_each(unit, line.indicator, facts_for(unit, line.indicator, facts), QUARTERS) for line in lines
    }
    groups = [list(group) for _, group in groupby(lines, key=lambda line: line.indicator.objective.pk)]
    return {quarter: quarter_outcome(groups, quarter, targets, measured, rules) for quarter in QUARTERS}


def quarter_outcome(groups: list[list[Line]], quarter: int, targets, measured, rules: Rules) -> QuarterOutcome:
    """The unit's lines by objective up to a quarter."""
    objectives = []
    for lines in groups:
        outcomes = tuple(outcome(line, quarter, targets, measured[line.pk], rules) for line in lines)
        average = mean(achieved_values(outcomes))
        objectives.append(ObjectiveOutcome(lines[0].indicator.objective, outcomes, average))
    values = [achieved_values(item.outcomes) for item in objectives]
    return QuarterOutcome(tuple(objectives), overall(values, rules.policy.overall_method))


def outcome(line: Line, quarter: int, targets, measured: Mapping[int, Measurement], rules: Rules) -> Outcome:
    """One line: the year so far against the target of the quarter, the forecast against the year's."""
    so_far = [measured[at].value for at in QUARTERS[:quarter]]
    forecast = projected(line.indicator, so_far)
    ahead = expected(line.indicator, forecast, line.target, (line.target_lower, line.target_upper), rules)
    reached = achieved(held_in(line, quarter, targets), measured[quarter], rules)
    return Outcome(line, measured[quarter], reached, ahead)
