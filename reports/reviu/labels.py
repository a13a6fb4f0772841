"""Names: a measure that contradicts the name, one name for two things, a word written twice."""

import re
from collections import defaultdict
from collections.abc import Iterator

from indicators.models import Measure
from lakin.formatting import join_words
from reports.reviu.dossier import Dossier
from reports.reviu.figures import named
from reports.reviu.found import Certainty, Found, Target, information, suspicion, warning

MEASURES_BY_WORD = {
    "persentase": (Measure.PERCENT,),
    "persen": (Measure.PERCENT,),
    "jumlah": (Measure.COUNT, Measure.RUPIAH),
    "nilai": (Measure.SCORE, Measure.RUPIAH, Measure.PREDICATE),
    "indeks": (Measure.SCORE, Measure.PREDICATE),
    "predikat": (Measure.PREDICATE, Measure.SCORE),
}
# Indonesian doubles words with a hyphen; two in a row without one is a slip.
_TWICE = re.compile(r"\b(\w{3,}) \1\b", re.IGNORECASE)


def measure_against_name(dossier: Dossier) -> Iterator[Found]:
    """Names that begin with another measure than the indicator has."""
    for score in dossier.facts.scorecard.indicators:
        word = re.match(r"\w*", score.name.strip()).group().lower()
        allowed = MEASURES_BY_WORD.get(word)
        if allowed and score.indicator.measure not in allowed:
            unit = score.indicator.get_measure_display().lower()
            yield suspicion(
                "satuan-nama",
                place="Data: indikator",
                subject=named(score),
                message=f"Namanya diawali “{word.capitalize()}”, satuannya {unit}.",
                printed=unit,
                expected=join_words((Measure(measure).label.lower() for measure in allowed), last="atau"),
                target=Target("indikator", score.code),
            )


def same_names(dossier: Dossier) -> Iterator[Found]:
    """Indicators of one agreement, and lines under one parent, that bear the same name."""
    for scores in grouped((score.name, score) for score in dossier.facts.scorecard.indicators):
        yield warning(
            "label-ganda",
            place="Data: indikator",
            subject=f"Indikator {join_words(score.code for score in scores)}",
            message=f"Nama yang sama dipakai untuk {len(scores)} indikator: {scores[0].name}.",
            target=Target("indikator", scores[0].code),
        )
    rows = dossier.facts.budget.lines
    for lines in grouped(((row.line.dipa_id, row.line.parent_id, row.line.name), row.line) for row in rows):
        yield information(
            "label-ganda",
            certainty=Certainty.POSSIBLE,
            place="Data: POK",
            subject=f"Baris {join_words(line.path for line in lines)}",
            message=f"Uraian yang sama dipakai {len(lines)} kali di bawah satu induk: {lines[0].name}.",
            target=Target("pok", lines[0].path),
        )


def grouped(pairs) -> list[list]:
    """What shares a name, in any case of its letters; only groups of more than one."""
    found = defaultdict(list)
    for key, item in pairs:
        found[tuple(str(part).strip().casefold() for part in (key if isinstance(key, tuple) else (key,)))].append(item)
    return [items for items in found.values() if len(items) > 1]


def doubled_words(dossier: Dossier) -> Iterator[Found]:
    """Names in which one word stands twice in a row."""
    scorecard = dossier.facts.scorecard
    names = [("indikator", score.code, score.name) for score in scorecard.indicators]
    names += [("sasaran", item.code, item.name) for item in scorecard.objectives]
    names += [("pok", row.line.path, row.line.name) for row in dossier.facts.budget.lines]
    for sheet, code, name in names:
        if twice := _TWICE.search(name):
            yield information(
                "kata-ganda",
                certainty=Certainty.POSSIBLE,
                place=f"Data: {sheet}",
                subject=f"{code} {name}"[:300],
                message=f"Tertulis “{twice.group()}”.",
                printed=twice.group(),
                expected=twice.group(1),
                target=Target(sheet, code),
            )
