"""Lampiran: this year's realization held against the target of the next year."""

from dataclasses import dataclass
from decimal import Decimal

from agreements.scorecard import IndicatorScore, achieved
from indicators.achievement import Achievement
from indicators.models import Measure
from reports.blocks import Cell, Column, Missing, Paragraph, Row, Section, Shown, Table
from reports.facts import Facts
from reports.outlines import Entry
from reports.references import in_measure
from reports.sections.agreement import target_cell
from reports.sections.analyses import reached
from reports.sections.scores import realization_cell
from reports.sentences.plan import is_given, span


@dataclass(frozen=True)
class NextTarget:
    """A target of the next year as it is printed, where it stands, and this year's capaian against it."""

    target: Cell
    source: str
    achievement: Achievement


UNKNOWN = NextTarget(None, "belum ditetapkan", Achievement())


def appendix_next_targets(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """Every indicator against the next agreement, or against the Renstra's target of the next year."""
    year = facts.year + 1
    found = [(score, next_target(facts, score, year)) for score in facts.scorecard.indicators]
    if not any(goal is not UNKNOWN for _, goal in found):
        return (entry.section(Missing(f"target tahun {year}", f"perencana {facts.unit.label}")),)
    columns = (
        Column("No.", width=0.65),
        Column("Indikator kinerja", width=4),
        Column(f"Realisasi {facts.year}", "value", 1.2, "right"),
        Column(f"Target {year}", "value", 1.2, "right"),
        Column("Sumber target", width=1.6),
        Column(f"Capaian terhadap target {year}", "value", 1.4, "right"),
    )
    rows = tuple(
        Row((score.code, score.name, realization_cell(facts, score), goal.target, goal.source, share(score, goal)))
        for score, goal in found
    )
    opening = f"Realisasi tahun {facts.year} dibandingkan dengan target tahun {year} menurut aturan yang sama."
    caption = f"Realisasi {facts.year} terhadap target {year}"
    return (entry.section(Paragraph((opening,)), Table("tabel-target-berikutnya", caption, columns, rows)),)


def next_target(facts: Facts, score: IndicatorScore, year: int) -> NextTarget:
    """The target in the next agreement, else in the Renstra; UNKNOWN where neither has one."""
    lines = facts.next_agreement.lines if facts.next_agreement else ()
    line = next((line for line in lines if line.indicator_id == score.indicator.pk), None)
    if line is not None:
        return NextTarget(target_cell(line), f"PK {year}", achieved(line, score.measurement, facts.scorecard.rules))
    goal = facts.plan.target(score.indicator.pk, year) if facts.plan.version else None
    if not is_given(goal):
        return UNKNOWN
    cell = in_measure(score.indicator, goal.value, goal.text)
    return NextTarget(cell, f"Renstra {span(goal)}", reached(facts, score, goal))


def share(score: IndicatorScore, goal: NextTarget) -> Cell:
    """The capaian in percent; of a predicate its standing, None while it is not known."""
    value: Decimal | None = goal.achievement.value
    if score.indicator.measure == Measure.PREDICATE and goal.achievement.standing:
        return {"above": "melampaui", "equal": "sesuai", "below": "di bawah"}[goal.achievement.standing]
    return Shown(value, "percent")
