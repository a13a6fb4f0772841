"""What of a report is written: the seven analyses of every indicator, and the sections that take text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agreements.scorecard import IndicatorScore, ObjectiveScore
from reports.blocks import Missing, Section
from reports.facts import Facts
from reports.models import Analysis, Narrative, SectionPart
from reports.outlines import Entry
from reports.places import ANALYSED, NARRATED, Place, place_of
from reports.sections import analyses
from reports.sections.analyses import Analysed, analyses_of, text_of

# How a part stands: its mark, its word, and whether nothing is left to do there.
STATES = {
    "written": ("above", "Ditulis", True),
    "generated": ("met", "Dari data", True),
    "not_applicable": ("near", "Tidak berlaku", True),
    "missing": ("far_below", "Belum ada", False),
    "optional": ("unknown", "Tanpa teks", True),
}


@dataclass(frozen=True)
class Part:
    """One place of the report, how it stands, and what is missing there or why it does not apply."""

    place: Place
    state: str
    note: str = ""

    @property
    def mark(self) -> str:
        return STATES[self.state][0]

    @property
    def word(self) -> str:
        return STATES[self.state][1]

    @property
    def is_complete(self) -> bool:
        return STATES[self.state][2]


@dataclass(frozen=True)
class IndicatorRow:
    """The seven analyses of one indicator in their order, with whose they are."""

    score: IndicatorScore
    owner: str
    parts: tuple[tuple[Analysis, Part], ...]

    @property
    def done(self) -> int:
        return sum(part.is_complete for _, part in self.parts)


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective with its indicators and the text about it as a whole."""

    score: ObjectiveScore
    part: Part
    indicators: tuple[IndicatorRow, ...]


@dataclass(frozen=True)
class SectionRow:
    """A section of the outline that takes text."""

    entry: Entry
    part: Part
    chapter: str = ""


@dataclass(frozen=True)
class Coverage:
    """How far a report is written."""

    objectives: tuple[ObjectiveRow, ...]
    sections: tuple[SectionRow, ...]

    @property
    def analyses(self) -> tuple[Part, ...]:
        """Every analysis of every indicator."""
        return tuple(part for row in self.objectives for one in row.indicators for _, part in one.parts)

    @property
    def done(self) -> int:
        return sum(part.is_complete for part in self.analyses)

    @property
    def lacking(self) -> tuple[SectionRow, ...]:
        """The sections in which something is missing."""
        return tuple(row for row in self.sections if not row.part.is_complete)

    @property
    def chapters(self) -> tuple[tuple[str, tuple[SectionRow, ...]], ...]:
        """The sections by the chapter they stand in, those of the front under an empty name."""
        found: dict[str, list[SectionRow]] = {}
        for row in self.sections:
            found.setdefault(row.chapter, []).append(row)
        return tuple((name, tuple(rows)) for name, rows in found.items())

    @property
    def is_complete(self) -> bool:
        return not self.lacking and self.done == len(self.analyses)

    @property
    def counts(self) -> tuple[tuple[str, str, int], ...]:
        """The mark, the word and the number of the analyses by their state, without empty ones."""
        counted = Counter(part.state for part in self.analyses)
        return tuple((mark, word, counted[state]) for state, (mark, word, _) in STATES.items() if counted[state])


def coverage(facts: Facts, document_sections: tuple[Section, ...]) -> Coverage:
    """How far the report of the facts is written; the sections are those of its document."""
    analysed = next((entry for entry in facts.outline if entry.kind == ANALYSED), None)
    objectives = facts.scorecard.objectives if analysed else ()
    lacks = {section.key: lack_of(section) for section in document_sections}
    return Coverage(
        tuple(objective_row(facts, analysed.key, row, at) for at, row in enumerate(objectives, 1)),
        tuple(
            replace(section_row(facts, entry, lacks), chapter=chapter)
            for chapter, entry in with_chapters(facts.outline)
            if entry.kind in NARRATED
        ),
    )


def with_chapters(outline: tuple[Entry, ...]) -> Iterator[tuple[str, Entry]]:
    """Every row of the outline with the number and title of its chapter; the front belongs to none."""
    chapter = ""
    for entry in outline:
        if entry.level == 1:
            chapter = "" if entry.part == SectionPart.FRONT else f"{entry.number} {entry.title}".strip()
        yield chapter, entry


def lack_of(section: Section) -> str:
    """What the document says is missing in a section; empty when nothing is."""
    return next((block.what for block in section.blocks if isinstance(block, Missing)), "")


def objective_row(facts: Facts, section: str, objective: ObjectiveScore, at: int) -> ObjectiveRow:
    """An objective with the state of everything under it."""
    place = Place(section, objective=objective.objective.pk)
    rows = tuple(indicator_row(facts, section, score, at, order) for order, score in enumerate(objective.indicators, 1))
    return ObjectiveRow(objective, Part(place, state_of_text(text_at(facts, place)) or "optional"), rows)


def indicator_row(facts: Facts, section: str, score: IndicatorScore, at: int, order: int) -> IndicatorRow:
    """The seven analyses of an indicator, as its page is made of them."""
    place = analyses.Place(section, f"indikator-{at}-{order}", order - 1, score.code)
    found = analyses_of(facts, score, place)
    parts = tuple((one.analysis, part_of(facts, section, score, one)) for one in found)
    return IndicatorRow(score, score.indicator.owner, parts)


def part_of(facts: Facts, section: str, score: IndicatorScore, one: Analysed) -> Part:
    """How one analysis stands; what people wrote goes before what the data says."""
    text = text_of(facts, section, score, one.analysis)
    place = place_of(text) if text else Place(section, indicator=score.indicator.pk, analysis=one.analysis.value)
    if one.state == "missing":
        return Part(place, "missing", one.lack)
    return Part(place, state_of_text(text) or "generated", text.not_applicable_reason if text else "")


def section_row(facts: Facts, entry: Entry, lacks: dict[str, str]) -> SectionRow:
    """A section with its own text; one that needs none is no gap without it, and text fills no gap in the data."""
    place, lack = Place(entry.key), lacks.get(entry.key, "")
    text = text_at(facts, place)
    said = state_of_text(text)
    if said == "not_applicable":
        return SectionRow(entry, Part(place, said, text.not_applicable_reason))
    return SectionRow(entry, Part(place, "missing" if lack else said or "optional", lack))


def text_at(facts: Facts, place: Place) -> Narrative | None:
    return facts.narrative(place.section, objective=place.objective, indicator=place.indicator, analysis=place.analysis)


def state_of_text(text: Narrative | None) -> str:
    """What people made of a place; empty when they wrote nothing there."""
    if text and text.not_applicable_reason:
        return "not_applicable"
    return "written" if text and text.text.strip() else ""
