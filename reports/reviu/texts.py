"""What people typed in a report, text by text, with the place it stands and what it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reports.facts import Facts
from reports.models import Narrative
from reports.narration import REFERENCE
from reports.reviu import numerals
from reports.reviu.found import Target
from reports.reviu.numerals import Numeral

FACTORS = {
    "supporting_factors": "faktor pendorong",
    "hindering_factors": "faktor penghambat",
    "follow_up": "tindak lanjut",
}
_ABBREVIATED = r"(?<!\bNo)(?<!\bRp)(?<!\bDr)(?<!\bdr)(?<!\bJl)(?<!\bs\.d)(?<!\bDrs)(?<!\bProf)(?<!\bdll)(?<!\bdkk)"
_END = re.compile(rf"{_ABBREVIATED}[.!?](?=\s+[^a-z\s])|\n\s*(?=[-*>|\d(]|\n)|;(?=\s)")
_MARKS = str.maketrans(dict.fromkeys("*`_", " "))


@dataclass(frozen=True)
class Sentence:
    """One sentence: its words as typed, the same with what is no figure blanked out, and its figures."""

    text: str
    masked: str

    @cached_property
    def figures(self) -> tuple[Numeral, ...]:
        return tuple(numerals.read(self.masked))

    @cached_property
    def folded(self) -> str:
        return self.text.casefold()


@dataclass(frozen=True)
class Text:
    """One text; the ids say which objective or indicator it stands under, None where it is about the whole unit."""

    place: str
    text: str
    target: Target
    objective_id: int | None = None
    indicator_id: int | None = None
    analysis: str = ""

    @cached_property
    def plain(self) -> str:
        """The text with a sign in the place of each live reference, and without marks of Markdown."""
        return REFERENCE.sub(lambda found: numerals.REFERENCE * len(found[0]), self.text).translate(_MARKS)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, points and cells of the text."""
        masked = numerals.masked(self.plain)
        cuts = [0, *(found.end() for found in _END.finditer(self.plain)), len(self.plain)]
        spans = pairwise(cuts)
        return tuple(Sentence(self.plain[at:end], masked[at:end]) for at, end in spans if self.plain[at:end].strip())


def texts_of(facts: Facts) -> tuple[Text, ...]:
    """Every text a person typed for the report: the narratives and the factors beside the realizations."""
    return (*(narrated(facts, row) for row in facts.narratives if row.text.strip()), *factors_of(facts))


def narrated(facts: Facts, row: Narrative) -> Text:
    """One narrative."""
    codes = {indicator.pk: indicator.code for indicator in facts.plan.indicators}
    objectives = {objective.pk: objective.code for objective in facts.plan.objectives}
    parts = [
        f"sasaran {objectives[row.objective_id]}" if row.objective_id in objectives else "",
        f"indikator {codes[row.indicator_id]}" if row.indicator_id in codes else "",
        f"analisis {row.analysis}" if row.analysis else "",
    ]
    place = ", ".join([f"Narasi: {row.section}", *filter(None, parts)])
    return Text(place, row.text, target_of(row, codes), row.objective_id, row.indicator_id, row.analysis)


def target_of(row: Narrative, codes: dict[int, str]) -> Target:
    """The row of the sheet of narratives: the section, and behind it the indicator and the analysis."""
    code = codes.get(row.indicator_id, "")
    return Target("narasi", "/".join(filter(None, (row.section, code, row.analysis if code else ""))))


def factors_of(facts: Facts) -> Iterator[Text]:
    """What the reporters noted beside the realizations of promised indicators."""
    for score in facts.scorecard.indicators:
        for row in facts.realizations.get(score.indicator.pk, ()):
            for field, name in FACTORS.items():
                if words := getattr(row, field).strip():
                    place = f"Realisasi: indikator {score.code} triwulan {row.quarter}, {name}"
                    where = Target("realisasi", f"{score.code}/{row.quarter}")
                    yield Text(place, words, where, score.indicator.objective_id, score.indicator.pk)
