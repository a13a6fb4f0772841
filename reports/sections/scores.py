"""The scorecard as tables and bars: objectives, indicators and their means."""

from agreements.scorecard import IndicatorScore, ObjectiveScore
from indicators.models import RealizationStatus
from reports.blocks import Cell, Column, Noted, Row, Status, Table
from reports.facts import Facts
from reports.references import realization_of, target_of
from reports.sections.ratings import rating
from reports.wording import sentence

COLUMNS = (
    Column("No.", width=0.5),
    Column("Sasaran dan indikator kinerja", width=4.4),
    Column("Target", "value", 1, "right"),
    Column("Realisasi", "value", 1.05, "right"),
    Column("Capaian (%)", "percent", 1),
    Column("Predikat", "status", 2.05),
)


def score_table(facts: Facts, key: str, caption: str) -> Table:
    """Every indicator under its objective with the objective's mean, and the overall mean below."""
    card = facts.scorecard
    rows = [row for objective in card.objectives for row in objective_rows(facts, objective)]
    band = Status(card.mark, card.word)
    rows.append(Row(("", "Rata-rata capaian", "", "", card.overall.value, band), "total"))
    source = f"Perjanjian Kinerja {facts.year} dan hasil pengukuran"
    return Table(key, caption, COLUMNS, tuple(rows), source)


def objective_rows(facts: Facts, objective: ObjectiveScore) -> list[Row]:
    """A group row with the mean of the objective, then its indicators."""
    band = Status(objective.mark, objective.word)
    heading = Row((objective.code, objective.name, "", "", objective.mean.value, band), "group")
    return [heading, *(Row(score_cells(facts, score)) for score in objective.indicators)]


def score_cells(facts: Facts, score: IndicatorScore) -> tuple[Cell, ...]:
    """Number, name, target, realization, capaian and rating of an indicator."""
    return (
        score.code,
        score.name,
        target_of(score),
        realization_cell(facts, score),
        score.achievement.value,
        rating(score),
    )


def realization_cell(facts: Facts, score: IndicatorScore) -> Cell:
    """The realization, with a footnote where the value of another year or of an earlier quarter stands in."""
    words = score.measurement.period_words
    if not words:
        return realization_of(score)
    row = last_realization(facts, score) if score.measurement.source_year else None
    reason = f" {sentence(row.note)}" if row and row.note else ""
    return Noted(realization_of(score), f"Realisasi memakai {words}.{reason}")


def last_realization(facts: Facts, score: IndicatorScore):
    """The last verified quarter of an indicator, else the last one; None when no quarter is stored."""
    rows = facts.realizations.get(score.indicator.pk, ())
    verified = [row for row in rows if row.status == RealizationStatus.VERIFIED]
    return (verified or rows or (None,))[-1]
