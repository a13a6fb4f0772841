"""Bab III B: every objective with its indicators, each on its own page."""

from agreements.scorecard import ObjectiveScore
from reports.blocks import Block, Missing, Paragraph, Section, Strong
from reports.facts import Facts
from reports.models import Analysis
from reports.narration import written
from reports.outlines import Entry
from reports.sections.activities import general_sentence
from reports.sections.analyses import Place
from reports.sections.indicator_pages import indicator_page
from reports.sentences import objective_sentence


def objective_pages(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The section's opening, then one section per objective and one per indicator."""
    objectives = facts.scorecard.objectives
    text = written(facts, facts.narrative(entry.key))
    if not objectives:
        lack = Missing(f"sasaran dan indikator tahun {facts.year}", f"perencana {facts.unit.label}")
        return (entry.section(*text, lack),)
    general = general_sentence(facts)
    opening = entry.section(Paragraph((guide(),)), *text, *((Paragraph(general),) if general else ()))
    pages = [page for at, objective in enumerate(objectives, 1) for page in objective_page(facts, entry, objective, at)]
    return (opening, *pages)


def guide() -> str:
    """How to read the pages of the indicators."""
    names = "; ".join(f"({one.value}) {one.label[:1].lower()}{one.label[1:]}" for one in Analysis)
    return f"Setiap indikator diuraikan menurut tujuh analisis: {names}."


def objective_page(facts: Facts, entry: Entry, objective: ObjectiveScore, at: int) -> tuple[Section, ...]:
    """One objective in a few sentences, followed by the pages of its indicators."""
    # Headings end at level 4, and the indicators stand one below their objective.
    key, level = f"sasaran-{at}", min(entry.level + 1, 3)
    section = Section(
        key,
        objective.name,
        f"Sasaran {objective.code}",
        level,
        (*summed_up(objective, at), *objective_texts(facts, entry.key, objective)),
    )
    first = objective.indicators[0]
    pages = [
        indicator_page(facts, score, Place(entry.key, f"indikator-{at}-{order}", order - 1, first.code), level + 1)
        for order, score in enumerate(objective.indicators, 1)
    ]
    return (section, *pages)


def summed_up(objective: ObjectiveScore, at: int) -> tuple[Paragraph, ...]:
    """The sentence of an objective; nothing for a single indicator, whose card below says the same."""
    return (Paragraph(objective_sentence(objective, at)),) if len(objective.indicators) > 1 else ()


def objective_texts(facts: Facts, section: str, objective: ObjectiveScore) -> tuple[Block, ...]:
    """What people wrote about the objective as a whole, under the analysis it belongs to."""
    blocks: list[Block] = []
    for analysis in ("", *Analysis):
        text = facts.narrative(section, objective=objective.objective.pk, analysis=analysis)
        prose = written(facts, text)
        heading = (Paragraph((Strong(f"{Analysis(analysis).label}."),)),) if analysis and prose else ()
        blocks += [*heading, *prose]
    return tuple(blocks)
