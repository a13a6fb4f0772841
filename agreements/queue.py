"""What waits for verification: each submitted quarter beside the one before, its target and the last decision."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from agreements.models import AgreementLine, AgreementStatus, QuarterTarget, targets_of_each
from agreements.scorecard import IndicatorScore, in_quarter, score_of
from agreements.summary import rules_of
from indicators.corrections import pending_words
from indicators.entry import handed_in
from indicators.measurement import NOTHING, Measurement, of_quarter, of_year
from indicators.models import (
    Action,
    Indicator,
    Realization,
    RealizationStatus,
    Step,
    evidence_of_each,
    parts_of_each,
    steps_of_each,
)
from units.models import Unit

# From then on a queue says that somebody waits too long.
PATIENCE = timedelta(days=5)
DECIDED = (Action.SEND_BACK, Action.VERIFY)


@dataclass(frozen=True)
class QueueRow:
    """One submitted quarter; `last_decision` None means that nobody decided on it before.

    `target` is None where the agreement in force has no target for the quarter, `score` where it has no such line.
    """

    realization: Realization
    measurement: Measurement
    previous: Measurement
    target: QuarterTarget | None
    score: IndicatorScore | None
    last_decision: Step | None
    steps: tuple[Step, ...]
    evidence_count: int
    new_evidence: int
    days: int
    before: Realization | None = None

    @property
    def unit(self) -> Unit:
        return self.realization.unit

    @property
    def indicator(self) -> Indicator:
        return self.realization.indicator

    @property
    def is_beside_so_far(self) -> bool:
        """True when the capaian is of the year so far, and that is another value than the quarter's own."""
        if self.score is None or not self.score.measurement.is_known:
            return False
        so_far = self.score.measurement
        return (so_far.value, so_far.text) != (self.measurement.value, self.measurement.text)

    @property
    def seen(self) -> str:
        """What the verifier looked at, files included; the verb compares it with what is there then."""
        return handed_in(self.realization)

    @property
    def is_overdue(self) -> bool:
        return self.days >= PATIENCE.days

    @property
    def last_step(self) -> Step | None:
        """How it was handed in; None for what was imported."""
        return self.steps[-1] if self.steps else None

    @property
    def is_correction(self) -> bool:
        return self.last_step is not None and self.last_step.action == Action.CORRECT

    @property
    def correction(self) -> str:
        """The verified value that this one would replace, in words; empty where none is pending."""
        return pending_words(self.realization.status, self.steps, self.indicator)

    @property
    def has_new_value(self) -> bool:
        """True when the value differs from the one that was decided on last."""
        before, now = self.last_decision, self.last_step
        return bool(before and now) and (before.value, before.text) != (now.value, now.text)


def waiting(units: QuerySet[Unit]) -> QuerySet[Realization]:
    """Every submitted quarter of the units, the longest waiting first."""
    # Reckoned, since of the bare column a database may try every unit, where what waits has an index of its own.
    rows = Realization.objects.alias(held_by=F("unit") + 0).filter(held_by__in=units.values("pk"))
    return rows.filter(status=RealizationStatus.SUBMITTED).order_by("submitted_at", "pk")


def narrowed(rows: QuerySet[Realization], *, below=None, year=None, quarter=None, words="") -> QuerySet[Realization]:
    """The rows of one subtree, year, quarter and with some words in the name of the indicator or the unit."""
    if below is not None:
        rows = rows.filter(unit__path__startswith=below.path)
    if year is not None:
        rows = rows.filter(year=year)
    if quarter is not None:
        rows = rows.filter(quarter=quarter)
    if words:
        named = Q(indicator__name__icontains=words) | Q(indicator__short_name__icontains=words)
        rows = rows.filter(named | Q(unit__name__icontains=words) | Q(unit__short_name__icontains=words))
    return rows


def counted(rows: QuerySet[Realization], now: datetime | None = None) -> tuple[int, int, list[int]]:
    """How many there are, how many of them wait longer than is polite, and their years; in one query."""
    late = Count("pk", filter=Q(submitted_at__lte=(now or timezone.now()) - PATIENCE))
    found = list(rows.order_by("-year").values_list("year").annotate(many=Count("pk"), late=late))
    return sum(count for _, count, _ in found), sum(count for *_, count in found), [year for year, *_ in found]


def queue_rows(rows: Sequence[Realization], now: datetime | None = None) -> tuple[QueueRow, ...]:
    """The rows with all that a verifier looks at, in a constant number of queries per year among them."""
    rows = list(
        Realization.objects.filter(pk__in=[row.pk for row in rows])
        .with_parts()
        .select_related("submitted_by", "indicator__objective", "indicator__predicate_scale")
        .prefetch_related(evidence_of_each(), steps_of_each(), "indicator__predicate_scale__ranks")
        .order_by("submitted_at", "pk")
    )
    earlier, lines, rules = earlier_of(rows), lines_of(rows), rules_by_year(rows)
    now = now or timezone.now()
    return tuple(
        queue_row(row, earlier[key_of(row)], lines.get(key_of(row)), rules[row.year][row.unit_id], now) for row in rows
    )


def key_of(row: Realization) -> tuple[int, int, int]:
    return row.unit_id, row.indicator_id, row.year


def earlier_of(rows) -> dict[tuple, dict[int, Realization]]:
    """The quarters of the same units, indicators and years, by quarter."""
    found, known = defaultdict(dict), {key_of(row): row for row in rows}
    near = Realization.objects.filter(
        unit__in={row.unit_id for row in rows},
        indicator__in={row.indicator_id for row in rows},
        year__in={row.year for row in rows},
    )
    for row in near.prefetch_related(parts_of_each()).order_by("quarter"):
        if waiting_row := known.get(key_of(row)):
            # Read already, the indicator with its components.
            row.unit, row.indicator = waiting_row.unit, waiting_row.indicator
            found[key_of(row)][row.quarter] = row
    return found


def lines_of(rows) -> dict[tuple, AgreementLine]:
    """The line of the agreement in force by unit, indicator and year, with its quarter targets."""
    lines = AgreementLine.objects.filter(
        agreement__unit__in={row.unit_id for row in rows},
        agreement__year__in={row.year for row in rows},
        agreement__status=AgreementStatus.SIGNED,
        indicator__in={row.indicator_id for row in rows},
    )
    found = lines.select_related("agreement", "indicator__predicate_scale").prefetch_related(targets_of_each())
    by_version = found.prefetch_related("indicator__predicate_scale__ranks").order_by("agreement__version")
    return {(line.agreement.unit_id, line.indicator_id, line.agreement.year): line for line in by_version}


def rules_by_year(rows) -> dict[int, dict]:
    """The rules of each unit by year and unit id."""
    units = {row.unit_id: row.unit for row in rows}.values()
    return {year: rules_of(units, year) for year in {row.year for row in rows}}


def queue_row(row, quarters, line, rules, now) -> QueueRow:
    """One row from what is already read."""
    before = quarters.get(row.quarter - 1)
    targets = {target.quarter: target for target in line.quarter_targets.all()} if line else {}
    target = targets.get(row.quarter)
    steps = tuple(row.steps.all())
    decision = next((step for step in reversed(steps) if step.action in DECIDED), None)
    evidence = list(row.evidence.all())
    so_far = of_year(row.indicator, [quarters[at] for at in sorted(quarters)], through=row.quarter)
    return QueueRow(
        row,
        of_quarter(row),
        of_quarter(before) if before else NOTHING,
        target,
        score_of(in_quarter(line, target), so_far, rules) if line else None,
        decision,
        steps,
        len(evidence),
        sum(item.uploaded_at > decision.at for item in evidence) if decision else 0,
        max(0, (now - row.submitted_at).days) if row.submitted_at else 0,
        before,
    )
