"""The scorecard of a unit and year: what was promised beside what was measured, and capaian by the one engine."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Max, Q

from agreements.models import AgreementLine, PerformanceAgreement, QuarterTarget
from indicators.achievement import (
    Achievement,
    Counts,
    Mean,
    Standing,
    achievement,
    counts,
    mean,
    overall,
    predicate_achievement,
)
from indicators.measurement import NOTHING, Measurement, measurements
from indicators.models import Indicator, Measure, Realization
from indicators.rulesets import Rules, rules_for
from indicators.scales import Band, rate

LAST_QUARTER = 4
NOT_COMPLETE, NO_DATA, ONLY_WORDS = "Belum lengkap", "Belum ada data", "Berupa predikat"


@dataclass(frozen=True)
class IndicatorScore:
    """One line: target, measurement, achievement and rating; a None in any of them means not known."""

    indicator: Indicator
    line_id: int
    code: str
    name: str
    target: Decimal | None
    target_text: str
    lower: Decimal | None
    upper: Decimal | None
    measurement: Measurement
    achievement: Achievement
    band: Band | None

    @property
    def standing(self) -> Standing | None:
        return self.achievement.standing

    @property
    def reason(self) -> str:
        """Why there is no capaian, as exactly as it is known; empty when there is one."""
        reason = self.achievement.reason
        return self.measurement.reason if reason == NOTHING.reason and self.measurement.reason else reason

    @property
    def mark(self) -> str:
        """The mark of the rating, "unknown" when there is none; a predicate takes its mark from its standing."""
        if self.band:
            return self.band.mark
        return {Standing.ABOVE: "above", Standing.EQUAL: "met", Standing.BELOW: "below"}.get(self.standing, "unknown")


def word_of(band: Band | None, scores: tuple[IndicatorScore, ...]) -> str:
    """The rating of a mean in words; a mean over incomplete data is shown but never rated."""
    known = known_of(scores)
    if band or not known:
        return band.label if band else NO_DATA
    return ONLY_WORDS if known == len(scores) else NOT_COMPLETE


def rated(value: Decimal | None, scores: tuple[IndicatorScore, ...], rules: Rules) -> Band | None:
    """The band of a mean; None while one of its indicators is not known."""
    return rate(value, rules.bands) if known_of(scores) == len(scores) else None


def known_of(scores: tuple[IndicatorScore, ...]) -> int:
    """How many of the indicators have a measurement."""
    return sum(score.measurement.is_known for score in scores)


class Rated:
    """How the mean of `indicators` is rated by its `band`: as a mark and in words."""

    @property
    def mark(self) -> str:
        return self.band.mark if self.band else "unknown"

    @property
    def word(self) -> str:
        return word_of(self.band, self.indicators)


@dataclass(frozen=True)
class ObjectiveScore(Rated):
    """One objective with the mean of its indicators' capaian in percent; `band` None while one is not known."""

    objective: object
    code: str
    name: str
    indicators: tuple[IndicatorScore, ...]
    mean: Mean
    band: Band | None


@dataclass(frozen=True)
class Scorecard(Rated):
    """A unit's year up to a quarter; `agreement` None means no agreement was signed.

    `band` None while an indicator is not known.
    """

    unit: object
    year: int
    quarter: int
    agreement: PerformanceAgreement | None
    rules: Rules
    objectives: tuple[ObjectiveScore, ...]
    overall: Mean
    counts: Counts
    band: Band | None

    @property
    def indicators(self) -> tuple[IndicatorScore, ...]:
        return tuple(score for objective in self.objectives for score in objective.indicators)

    @property
    def known(self) -> int:
        return known_of(self.indicators)


def scorecard(unit, year: int, *, quarter: int = LAST_QUARTER, verified_only: bool = True) -> Scorecard:
    """The scorecard against the agreement in force, in a constant number of queries.

    Up to an earlier quarter the year so far is held against the target of that quarter (Rencana Aksi).
    """
    agreement = PerformanceAgreement.objects.in_force(unit, year).first()
    rules = rules_for(unit, year)
    lines = held_in(lines_of(agreement), quarter) if agreement else []
    indicators = [line.indicator for line in lines]
    measured = measurements(unit, year, indicators, through=quarter, verified_only=verified_only)
    return scored(unit, year, quarter, agreement, rules, lines, measured)


def scored(unit, year, quarter, agreement, rules, lines, measured) -> Scorecard:
    """The scorecard from rows already read: lines in order, measurements by indicator id."""
    scores = [score_of(line, measured[line.indicator_id], rules) for line in lines]
    objectives = tuple(
        objective_score(objective, tuple(group), rules)
        for objective, group in groupby(scores, key=lambda score: score.indicator.objective)
    )
    groups = [achieved_values(item.indicators) for item in objectives]
    total = overall(groups, rules.policy.overall_method)
    return Scorecard(
        unit,
        year,
        quarter,
        agreement,
        rules,
        objectives,
        total,
        counts(score.standing for score in scores),
        rated(total.value, tuple(scores), rules),
    )


def latest_quarters(units, year: int) -> dict[int, int]:
    """Up to which quarter each unit has something verified, by its id; a unit without anything is not named."""
    rows = Realization.objects.verified().filter(unit__in=units, year=year).order_by()
    return dict(rows.values_list("unit").annotate(Max("quarter")))


def latest_quarter(unit, year: int) -> int:
    """Up to which quarter the unit or a unit below has something verified; the whole year where there is nothing."""
    return reached_quarters([unit], year).get(unit.pk, LAST_QUARTER)


def reached_quarters(units, year: int) -> dict[int, int]:
    """As the latest quarters; a unit without anything of its own is as far as the units below it."""
    own = latest_quarters(units, year)
    bare = [unit for unit in units if unit.pk not in own]
    return own | (quarters_below(bare, year) if bare else {})


def quarters_below(units, year: int) -> dict[int, int]:
    """Up to which quarter something is verified anywhere below each unit, by its id."""
    within = Q()
    for unit in units:
        within |= Q(unit__path__startswith=unit.path)
    rows = Realization.objects.verified().filter(within, year=year).order_by().values_list("unit__path")
    latest = dict(rows.annotate(Max("quarter")))
    found = {unit.pk: [latest[path] for path in latest if path.startswith(unit.path)] for unit in units}
    return {pk: max(quarters) for pk, quarters in found.items() if quarters}


def lines_of(agreement) -> list[AgreementLine]:
    """The lines of an agreement in order."""
    return list(ordered(AgreementLine.objects.filter(agreement=agreement)))


def ordered(lines):
    """Lines by objective, with indicator, objective and predicate scale; an objective's lines stand together."""
    return (
        lines.select_related("indicator__objective__plan", "indicator__predicate_scale")
        .prefetch_related("indicator__predicate_scale__ranks")
        .order_by("indicator__objective__order", "indicator__objective_id", "order", "pk")
    )


def held_in(lines: list[AgreementLine], quarter: int) -> list[AgreementLine]:
    """The lines with their targets of a quarter; of the last one those of the year."""
    if quarter == LAST_QUARTER:
        return lines
    rows = QuarterTarget.objects.filter(line__in=[line.pk for line in lines], quarter=quarter).order_by()
    targets = {row.line_id: row for row in rows}
    return [in_quarter(line, targets.get(line.pk)) for line in lines]


def in_quarter(line: AgreementLine, target: QuarterTarget | None) -> AgreementLine:
    """The line with the target of a quarter in the place of the year's; the bounds of a range hold all year."""
    return AgreementLine(
        pk=line.pk,
        indicator=line.indicator,
        target=target.target if target else None,
        target_text=target.target_text if target else "",
        target_lower=line.target_lower,
        target_upper=line.target_upper,
        indicator_name=line.indicator_name,
    )


def score_of(line: AgreementLine, measurement: Measurement, rules: Rules) -> IndicatorScore:
    """One line's score by the engine."""
    indicator = line.indicator
    result = achieved(line, measurement, rules)
    return IndicatorScore(
        indicator,
        line.pk,
        indicator.code,
        line.indicator_name or indicator.name,
        line.target,
        line.target_text,
        line.target_lower,
        line.target_upper,
        measurement,
        result,
        rate(result.value, rules.bands),
    )


def achieved(line: AgreementLine, measurement: Measurement, rules: Rules) -> Achievement:
    """The capaian of one line; a predicate is compared by rank, never divided."""
    indicator = line.indicator
    if indicator.measure == Measure.PREDICATE:
        return compared(line.target_text, measurement.text, indicator.predicate_scale.as_ranks())
    return achievement(
        target=line.target,
        realization=measurement.value,
        polarity=indicator.polarity,
        policy=rules.policy,
        lower=line.target_lower,
        upper=line.target_upper,
    )


def compared(target, realization, ranks) -> Achievement:
    """The standing of two predicates; a word that is not on the scale is named as the reason why there is none."""
    try:
        return predicate_achievement(target=target, realization=realization, ranks=ranks)
    except ValueError as error:
        return Achievement(reason=str(error))


def achieved_values(scores) -> list[Decimal | Standing | None]:
    """What enters a mean: percents, None where data is missing, the standing of a predicate, which is only named."""
    return [score.achievement.measured for score in scores]


def objective_score(objective, scores, rules) -> ObjectiveScore:
    """The mean over the known indicators of an objective."""
    average = mean(achieved_values(scores))
    return ObjectiveScore(
        objective, objective.code, objective.name, scores, average, rated(average.value, scores, rules)
    )
