"""Bab IV: the conclusion from the data, and what follows from it."""

from indicators.achievement import Standing
from reports.blocks import Block, Column, Items, Paragraph, Part, Reference, Row, Section, Table
from reports.facts import Facts
from reports.narration import narrative
from reports.outlines import Entry
from reports.sections.analyses import points_of
from reports.sentences import budget_sentence, counts_sentence, outcome_sentence, overall_sentence

FOLLOW_UPS = "tabel-tindak-lanjut"


def conclusion(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """Counts, mean, what is below target by name, the budget, and what people conclude."""
    card = facts.scorecard
    average = overall_sentence(card, with_method=False, is_open=facts.is_year_open)
    return (
        entry.section(
            Paragraph((*counts_sentence(card.counts), " ", *average)),
            *below(facts),
            Paragraph(budget_sentence(facts.budget.total, facts.year, in_words=False)),
            *narrative(facts, entry.key, what="simpulan"),
        ),
    )


def below(facts: Facts) -> tuple[Block, ...]:
    """The indicators below target and those without capaian, each with its outcome."""
    blocks: list[Block] = []
    groups = (
        ("Indikator yang belum mencapai target:", Standing.BELOW),
        ("Indikator yang belum mempunyai capaian:", None),
    )
    for opening, standing in groups:
        scores = [score for score in facts.scorecard.indicators if score.standing == standing]
        if scores:
            blocks += [Paragraph((opening,)), Items(tuple(outcome_item(score) for score in scores))]
    return tuple(blocks)


def outcome_item(score) -> tuple[Part, ...]:
    """An indicator by number and name with its outcome."""
    return (f"{score.code} {score.name}. ", *outcome_sentence(score))


def next_steps(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """What people plan, and the follow-ups the reporters noted."""
    text = narrative(facts, entry.key, what="langkah perbaikan tahun berikutnya")
    return (entry.section(*text, *follow_ups(facts)),)


def follow_ups(facts: Facts) -> tuple[Block, ...]:
    """The follow-ups of the indicators that have one."""
    rows = []
    for score in facts.scorecard.indicators:
        points = points_of(facts.realizations.get(score.indicator.pk, ()), "follow_up")
        if points:
            rows.append(Row((score.code, score.indicator.short_name or score.name, points)))
    if not rows:
        return ()
    columns = (Column("No.", width=0.5), Column("Indikator", width=2), Column("Tindak lanjut", width=4))
    opening = ("Tindak lanjut setiap indikator dirangkum pada ", Reference(FOLLOW_UPS), ".")
    return (Paragraph(opening), Table(FOLLOW_UPS, "Tindak lanjut menurut indikator", columns, tuple(rows)))
