"""Bab III B: the page of one indicator, from its card of figures to what is still missing."""

from agreements.scorecard import IndicatorScore
from indicators.models import Measure
from reports.blocks import Block, Cell, Column, Definitions, Row, Section, Shown, Table
from reports.facts import Facts
from reports.illustrations import pictures
from reports.references import in_measure, target_of
from reports.sections.analyses import Place, analyses_of, missing_box
from reports.sections.ratings import rating
from reports.sections.scores import realization_cell
from reports.sections.years import former


def indicator_page(facts: Facts, score: IndicatorScore, place: Place, level: int) -> Section:
    """One indicator: card, meaning, the seven analyses, pictures, and one box for all that is missing."""
    found = analyses_of(facts, score, place)
    return Section(
        place.key,
        score.name,
        score.code,
        level,
        (
            card(facts, score, f"kartu-{place.key}"),
            *meaning(score),
            *(block for one in found for block in one.blocks),
            *pictures(facts, place.section, indicator=score.indicator.pk),
            *missing_box(facts, score, found),
        ),
    )


def card(facts: Facts, score: IndicatorScore, key: str) -> Table:
    """The figures of the year in one line, beside the last year before it and the last target of the Renstra."""
    before = former(facts, score)
    last = facts.plan.final_target(score.indicator.pk) if facts.plan.version else None
    figures: list[tuple[Column, Cell]] = [
        (figure(f"Target {facts.year}"), target_of(score)),
        (figure(f"Realisasi {facts.year}"), realization_cell(facts, score)),
        (figure("Capaian"), capaian(score)),
        (Column("Predikat", "status", 1.5), rating(score)),
    ]
    if before:
        figures.append((figure(f"Realisasi {before.label}"), in_measure(score.indicator, before.value, before.text)))
    if last and (last.value is not None or last.text):
        figures.append((figure(f"Renstra {last.year_to}"), in_measure(score.indicator, last.value, last.text)))
    return Table(key, "", tuple(column for column, _ in figures), (Row(tuple(cell for _, cell in figures), "total"),))


def figure(head: str) -> Column:
    return Column(head, "value", 1, "left")


def capaian(score: IndicatorScore) -> Cell:
    """The capaian in percent; a predicate has none."""
    if score.indicator.measure == Measure.PREDICATE and score.standing:
        return "tidak dalam persen"
    return Shown(score.achievement.value, "percent")


def meaning(score: IndicatorScore) -> tuple[Block, ...]:
    """What the indicator measures and how, where its manual says so."""
    indicator = score.indicator
    pairs = (
        ("Definisi", indicator.definition),
        ("Cara menghitung", indicator.formula),
        ("Sumber data", indicator.data_source),
    )
    known = tuple((term, text) for term, text in pairs if text)
    return (Definitions(known),) if known else ()
