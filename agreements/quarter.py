"""One quarter of a unit: every promised indicator with its target, what is filled in, and what it is held against."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from agreements.models import AgreementLine, PerformanceAgreement, QuarterTarget
from agreements.scorecard import IndicatorScore, in_quarter, ordered, score_of
from indicators.corrections import pending_words
from indicators.entry import fingerprint
from indicators.measurement import NOTHING, Measurement, of_quarter, of_year
from indicators.models import (
    Action,
    HistoricalValue,
    HistoryKind,
    Indicator,
    Realization,
    RealizationStatus,
    Step,
    evidence_of_each,
)
from indicators.periods import PeriodState, period_states
from indicators.rulesets import Rules, rules_for
from indicators.workflow import lock_reason, mending_words
from units.models import Unit

NOT_BEGUN = "Belum diisi"


@dataclass(frozen=True)
class QuarterLine:
    """One indicator in one quarter; `realization` None means nothing was begun, `target` None that none was set.

    `measurement` is the quarter alone, `score` holds the year so far against the target of the quarter;
    `so_far` are the rows of the year up to the quarter; `correction` says which verified value a pending one replaces.
    """

    line: AgreementLine
    indicator: Indicator
    target: QuarterTarget | None
    realization: Realization | None
    measurement: Measurement
    score: IndicatorScore
    before: tuple[Measurement, ...]
    last_year: Measurement
    last_step: Step | None
    evidence_count: int
    lock: str
    mending: str
    so_far: tuple[Realization, ...] = ()
    correction: str = ""

    @property
    def status(self) -> str:
        return self.realization.status if self.realization else RealizationStatus.DRAFT

    @property
    def status_words(self) -> str:
        """The state in words; a draft without a row was not begun."""
        return self.realization.get_status_display() if self.realization else NOT_BEGUN

    @property
    def is_returned(self) -> bool:
        return self.status == RealizationStatus.RETURNED

    @property
    def previous(self) -> Measurement:
        """The quarter before; NOTHING in the first one."""
        return self.before[-1] if self.before else NOTHING

    @property
    def seen(self) -> str:
        return fingerprint(self.realization)


@dataclass(frozen=True)
class QuarterSheet:
    """A unit's quarter; `agreement` None means that none is signed, so that nothing is due."""

    unit: Unit
    year: int
    quarter: int
    agreement: PerformanceAgreement | None
    period: PeriodState
    rules: Rules
    lines: tuple[QuarterLine, ...]

    def count(self, *statuses: str) -> int:
        """How many indicators stand in one of the statuses; those not begun count as drafts."""
        return sum(line.status in statuses for line in self.lines)

    @property
    def returned(self) -> int:
        return self.count(RealizationStatus.RETURNED)

    @property
    def mending(self) -> str:
        """Until when what came back to a closed quarter may be mended; empty where that does not matter."""
        return next((line.mending for line in self.lines if line.mending), "")

    @property
    def open(self) -> int:
        """Not handed in yet, without what came back."""
        return self.count(RealizationStatus.DRAFT)

    @property
    def waiting(self) -> int:
        return self.count(RealizationStatus.SUBMITTED)

    @property
    def verified(self) -> int:
        return self.count(RealizationStatus.VERIFIED)


def quarter_sheet(unit: Unit, year: int, quarter: int, *, indicator_id=None, today: date | None = None) -> QuarterSheet:
    """The quarter of a unit, or of one indicator only, in a constant number of queries."""
    agreement = PerformanceAgreement.objects.in_force(unit, year).first()
    rules = rules_for(unit, year)
    period = period_states([unit], year, today)[unit.pk, quarter]
    lines = lines_due(agreement, indicator_id)
    facts = Facts(unit, year, quarter, [line.indicator for line in lines])
    targets = {row.line_id: row for row in QuarterTarget.objects.filter(line__in=lines, quarter=quarter)}
    rows = tuple(quarter_line(line, targets.get(line.pk), facts, period, rules) for line in lines)
    return QuarterSheet(unit, year, quarter, agreement, period, rules, rows)


def lines_due(agreement, indicator_id=None) -> list[AgreementLine]:
    """The lines of the agreement in force, of one indicator when it is given."""
    if agreement is None:
        return []
    lines = AgreementLine.objects.filter(agreement=agreement)
    return list(ordered(lines if indicator_id is None else lines.filter(indicator__pk=indicator_id)))


class Facts:
    """What is stored about some indicators of a unit up to a quarter, and of the year before, in six queries."""

    def __init__(self, unit, year, quarter, indicators):
        self.year, self.quarter = year, quarter
        rows = Realization.objects.filter(unit=unit, indicator__in=indicators, year__in=(year - 1, year))
        rows = rows.with_parts().prefetch_related(evidence_of_each()).order_by("quarter")
        self.rows = {(row.indicator_id, row.year, row.quarter): row for row in rows}
        self.history = {
            row.indicator_id: row
            for row in HistoricalValue.objects.filter(
                unit=unit, indicator__in=indicators, kind=HistoryKind.REALIZATION, year_from=year - 1, year_to=year - 1
            )
        }
        now = [row.pk for key, row in self.rows.items() if key[1:] == (year, quarter)]
        self.steps = defaultdict(list)
        for step in Step.objects.filter(realization__in=now).select_related("by").order_by("at", "pk"):
            self.steps[step.realization_id].append(step)

    def of(self, indicator, year, quarter) -> Realization | None:
        return self.rows.get((indicator.pk, year, quarter))

    def through(self, indicator, year, quarter) -> list[Realization]:
        """The rows of the quarters so far."""
        return [row for at in range(1, quarter + 1) if (row := self.of(indicator, year, at))]

    def last_year(self, indicator) -> Measurement:
        """The year before up to the same quarter; else what its report says of the whole year."""
        if rows := self.through(indicator, self.year - 1, self.quarter):
            return of_year(indicator, rows, through=self.quarter)
        if stored := self.history.get(indicator.pk):
            return Measurement(value=stored.value, text=stored.text)
        return NOTHING


def quarter_line(line, target, facts: Facts, period, rules) -> QuarterLine:
    """One line of the sheet from rows already read."""
    indicator, quarter = line.indicator, facts.quarter
    realization = facts.of(indicator, facts.year, quarter)
    rows = facts.through(indicator, facts.year, quarter)
    steps = facts.steps[realization.pk] if realization else []
    status = realization.status if realization else RealizationStatus.DRAFT
    returned = last_time(steps, Action.SEND_BACK)
    correction = pending_words(status, steps, indicator)
    return QuarterLine(
        line,
        indicator,
        target,
        realization,
        of_quarter(realization) if realization else NOTHING,
        score_of(in_quarter(line, target), of_year(indicator, rows, through=quarter), rules),
        tuple(measured(facts.of(indicator, facts.year, at)) for at in range(1, quarter)),
        facts.last_year(indicator),
        steps[-1] if steps else None,
        len(realization.evidence.all()) if realization else 0,
        lock_reason(status, period, returned, is_correction=bool(correction)),
        mending_words(status, period, returned),
        tuple(rows),
        correction,
    )


def measured(realization: Realization | None) -> Measurement:
    """The measurement of a quarter; NOTHING for one without a row."""
    return of_quarter(realization) if realization else NOTHING


def last_time(steps, action) -> datetime | None:
    """When an action happened last; None when it never did."""
    return next((step.at for step in reversed(steps) if step.action == action), None)
