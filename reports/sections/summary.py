"""Ikhtisar eksekutif: the year on two pages, which can be read alone."""

from agreements.scorecard import IndicatorScore, ObjectiveScore
from reports.blocks import (
    Block,
    Callout,
    Cell,
    Column,
    Figure,
    Noted,
    Paragraph,
    Row,
    Section,
    Shown,
    Status,
    Strong,
    Table,
)
from reports.facts import Facts
from reports.models import Narrative
from reports.narration import narrative, written
from reports.outlines import Entry
from reports.references import realization_of, target_of
from reports.sections.front import promised_sentence
from reports.sections.ratings import bars, rating
from reports.sentences import budget_sentence, counts_sentence, overall_sentence
from reports.wording import sentence

# The summary has two pages; the indicators that fell furthest behind stand for the rest.
MOST_OBSTACLES, MOST_BARS = 5, 14


def summary(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The result in figures, every indicator in one table, the budget, and what hindered."""
    card = facts.scorecard
    average = overall_sentence(card, is_open=facts.is_year_open)
    return (
        entry.section(
            figures(facts),
            Paragraph((*promised_sentence(facts), " ", *counts_sentence(card.counts), " ", *average)),
            *results(facts),
            Paragraph(budget_sentence(facts.budget.total, facts.year)),
            *obstacles(facts, facts.narrative(entry.key)),
            *chart(facts),
        ),
    )


def chart(facts: Facts) -> tuple[Figure, ...]:
    """The bars of all indicators, while there are no more of them than the second page has room for."""
    return (bars(facts, "gambar-ikhtisar", ""),) if 1 < len(facts.scorecard.indicators) <= MOST_BARS else ()


def figures(facts: Facts) -> Callout:
    """The four figures of the year."""
    card, total = facts.scorecard, facts.budget.total
    return Callout(
        (
            ("Rata-rata capaian", Shown(card.overall.value, "percent")),
            ("Indikator mencapai target", reached(facts)),
            ("Realisasi anggaran", Shown(total.spent, "rupiah_short")),
            ("Serapan", Shown(total.absorption, "percent")),
        )
    )


def reached(facts: Facts) -> Cell:
    """How many of the indicators are at or above their target, None when there is no agreement."""
    counts, total = facts.scorecard.counts, len(facts.scorecard.indicators)
    return f"{counts.above + counts.equal} dari {total}" if total else None


def results(facts: Facts) -> tuple[Block, ...]:
    """Every objective and indicator with target, realization, capaian and rating."""
    card = facts.scorecard
    if not card.objectives:
        return ()
    columns = (
        Column("No.", width=0.5),
        Column("Sasaran dan indikator", width=4.4),
        Column("Target", "value", align="right", width=1),
        Column("Realisasi", "value", align="right", width=1.05),
        Column("Capaian (%)", "percent", width=1),
        Column("Predikat", "status", width=2.05),
    )
    rows = [row for objective in card.objectives for row in objective_rows(objective)]
    band = Status(card.mark, card.word)
    rows.append(Row(("", "Rata-rata capaian", "", "", card.overall.value, band), "total"))
    return (Table("tabel-ikhtisar", "", columns, tuple(rows)),)


def objective_rows(objective: ObjectiveScore) -> list[Row]:
    heading = Row((f"{objective.code}. {objective.name}",), "group")
    return [heading, *(Row(indicator_cells(score)) for score in objective.indicators)]


def indicator_cells(score: IndicatorScore) -> tuple[Cell, ...]:
    realization, words = realization_of(score), score.measurement.period_words
    if words:
        realization = Noted(realization, f"Realisasi memakai {words}.")
    return (score.code, score.name, target_of(score), realization, score.achievement.value, rating(score))


def obstacles(facts: Facts, text: Narrative | None) -> tuple[Block, ...]:
    """What people wrote for the summary; without it, what the reporters noted at the weakest indicators."""
    rows = [row for score in weakest_first(facts) if (row := noted(facts, score))][:MOST_OBSTACLES]
    columns = (Column("Indikator", width=2), Column("Kendala", width=3), Column("Tindak lanjut", width=3))
    words = written(facts, text)
    if words or not rows:
        return words or narrative(facts, "ikhtisar", what="kendala utama dan tindak lanjutnya")
    return (Paragraph((Strong("Kendala utama dan tindak lanjut"),)), Table("tabel-kendala", "", columns, tuple(rows)))


def weakest_first(facts: Facts) -> list[IndicatorScore]:
    """The indicators with a capaian, the lowest first."""
    known = [score for score in facts.scorecard.indicators if score.achievement.value is not None]
    return sorted(known, key=lambda score: score.achievement.value)


def noted(facts: Facts, score: IndicatorScore) -> Row | None:
    """What hindered an indicator and what follows, as its last quarter says; None when it says nothing."""
    quarters = facts.realizations.get(score.indicator.pk, ())
    last = next((row for row in reversed(quarters) if row.hindering_factors or row.follow_up), None)
    if last is None:
        return None
    cells = [sentence(words) if words else None for words in (last.hindering_factors, last.follow_up)]
    return Row((f"{score.code} {score.indicator.short_name or score.name}", *cells))
