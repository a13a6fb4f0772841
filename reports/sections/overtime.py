"""All indicators over time in one table: the last figure before this year, the change, and the end of the Renstra."""

from agreements.scorecard import IndicatorScore
from indicators import growth
from indicators.achievement import round_half_up
from indicators.models import Measure
from lakin.formatting import percent, points
from reports.blocks import Block, Cell, Column, Paragraph, Part, Reference, Row, Table
from reports.display import part_text
from reports.facts import Facts
from reports.references import in_measure
from reports.sections.analyses import reached
from reports.sections.scores import realization_cell
from reports.sections.years import former, former_period
from reports.sentences import change_parts, is_inside
from reports.sentences.plan import is_given

KEY = "tabel-antartahun"


def over_time(facts: Facts) -> tuple[Block, ...]:
    """The table with a line that opens it; nothing while neither earlier years nor a Renstra are known."""
    scores = facts.scorecard.indicators
    has_past = any(former(facts, score) or former_period(facts, score) for score in scores)
    is_score = has_past and not any(former(facts, score) for score in scores)
    has_plan = any(is_given(last_target(facts, score)) for score in scores)
    if not has_past and not has_plan:
        return ()
    columns = (
        Column("No.", width=0.55),
        Column("Indikator", width=2.4),
        *((Column("Capaian sebelumnya" if is_score else "Sebelumnya", width=2.4),) if has_past else ()),
        Column(f"Realisasi {facts.year}", "value", 1.1, "right"),
        *((Column("Perubahan", width=2.1),) if has_past else ()),
        *(
            (Column("Target akhir Renstra", "value", 1.1, "right"), Column("Tercapai (%)", "percent", 1.1))
            if has_plan
            else ()
        ),
    )
    rows = tuple(
        Row(
            (
                *(score.code, score.indicator.short_name or score.name),
                *((before_cell(facts, score, is_score),) if has_past else ()),
                realization_cell(facts, score),
                *((change_cell(facts, score),) if has_past else ()),
                *(plan_cells(facts, score) if has_plan else ()),
            )
        )
        for score in scores
    )
    opening = ("Perbandingan dengan tahun sebelumnya dan dengan akhir Renstra tampak pada ", Reference(KEY), ".")
    return (Paragraph(opening), Table(KEY, "Indikator dari tahun ke tahun dan target akhir Renstra", columns, rows))


def before_cell(facts: Facts, score: IndicatorScore, is_score: bool) -> Cell:
    """The last earlier realization with its year, else the capaian of an earlier period; None where none is known.

    `is_score` where the head of the column says that it is a capaian.
    """
    before, period = former(facts, score), former_period(facts, score)
    if before:
        return f"{part_text(in_measure(score.indicator, before.value, before.text), {})} ({before.label})"
    if period is None:
        return None
    return f"{'' if is_score else 'capaian '}{percent(period.value)} ({period.label})"


def change_cell(facts: Facts, score: IndicatorScore) -> Cell:
    """What changed since the last earlier year, or since an earlier period; None where that cannot be said."""
    before, period, measured = former(facts, score), former_period(facts, score), score.measurement
    if measured.value is None:
        return None
    if before:
        has_change = not measured.source_year and score.indicator.measure != Measure.PREDICATE
        return words(change_parts(score.indicator, measured.value, before.value)) if has_change else None
    if period is None or score.achievement.value is None or is_inside(measured.source_year, period):
        return None
    change = growth.percentage_points(score.achievement.value, period.value).value
    return f"capaian {points(change)} poin" if round_half_up(change) else "capaian tetap"


def words(parts: tuple[Part, ...]) -> str:
    """Parts of a sentence as one text."""
    return "".join(part_text(part, {}) for part in parts)


def plan_cells(facts: Facts, score: IndicatorScore) -> tuple[Cell, Cell]:
    """The last target of the Renstra and how much of it is reached."""
    last = last_target(facts, score)
    if not is_given(last):
        return None, None
    return in_measure(score.indicator, last.value, last.text), reached(facts, score, last).value


def last_target(facts: Facts, score: IndicatorScore):
    """The target at the end of the Renstra; None where there is none."""
    return facts.plan.final_target(score.indicator.pk) if facts.plan.version else None
