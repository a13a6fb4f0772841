"""What a sentence claims a figure to be: the measure named before it, and whose figure it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agreements.scorecard import IndicatorScore
from reports.facts import Facts
from reports.reviu.dossier import Dossier
from reports.reviu.numerals import REFERENCE, Numeral
from reports.reviu.quotable import MONEY, WHOLE, Quotable
from reports.reviu.texts import Sentence, Text

# Further away than this the word speaks of something else.
REACH = 90
MEASURES = (
    ("rata-rata", re.compile(r"\brata-rata\s+capaian|\bcapaian\s+rata-rata")),
    ("realisasi anggaran", re.compile(r"\brealisasi\s+(?:anggaran|belanja|keuangan)|\bterserap\b|\bmenyerap\b")),
    ("sisa", re.compile(r"\bsisa\s+(?:anggaran|pagu|dana)|\btidak\s+terserap")),
    ("serapan", re.compile(r"\bserapan|\bpenyerapan|\bdaya\s+serap")),
    ("pagu", re.compile(r"\bpagu\b|\banggaran\b|\balokasi\b|\bdipa\b")),
    ("capaian", re.compile(r"\bcapaian|\btercapai\b")),
    ("target", re.compile(r"\btarget|\bditargetkan")),
    ("realisasi", re.compile(r"\brealisasi|\bterealisasi")),
)
FITTING = {
    "rupiah": {"realisasi anggaran", "sisa", "pagu", "realisasi"},
    "percent": {"rata-rata", "serapan", "capaian", "target", "realisasi", "realisasi anggaran"},
    "plain": {"target", "realisasi"},
    "count": {"target", "realisasi"},
}
# Words that turn a figure into one of another time, place or kind than the yearly figures of this report.
ELSEWHERE = re.compile(
    r"\b(?:tahun\s+(?:lalu|sebelumnya|depan|berikutnya|mendatang)|semula|nasional|provinsi|kabupaten|triwulan|semester|"
    r"bulan|renstra|jangka\s+menengah|rata-rata\s+nasional|naik|turun|meningkat|menurun|kenaikan|penurunan|selisih|"
    r"bertambah|berkurang|tumbuh|poin|lebih\s+(?:tinggi|rendah)|di\s+(?:atas|bawah)|melebihi|minimal|maksimal|"
    r"paling\s+(?:sedikit|banyak|lambat))\b"
)
ABOUT = re.compile(
    r"\b(?:sekitar|kurang lebih|hampir|lebih dari|kira-kira|mendekati|di atas|di bawah)\s*$|[±~<>≥≤]\s*$"
)
OTHER_MONEY = re.compile(
    r"\b(?:program|kegiatan|ro|kro|komponen|sentra|satker|belanja\s+\w+|kementerian|apbd|hibah|bantuan|per\s+\w+|"
    r"direktorat\s+jenderal|sasaran|indikator|revisi|blokir|efisiensi|realokasi|tambahan|optimalisasi|refocusing)\b"
)
YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d{2}(?![\d.,]\d|\d)")
_INDICATOR = re.compile(
    r"\b(?:indikator(?:\s+kinerja)?(?:\s+(?:utama|kegiatan|program|sasaran))?|iku|ikk|ikp)\s+(\d+(?:\.\d+)*)"
)
_OBJECTIVE = re.compile(r"\bsasaran(?:\s+(?:strategis|program|kegiatan))?\s+(\d{1,2})(?![\d.,])")
# Shorter names are words that a sentence may use for something else.
TELLING_NAME = 12


@dataclass(frozen=True)
class Claim:
    """A figure with what its sentence calls it; `expected` are the figures it should be, empty when nothing says so.

    `owned` are all figures of the same owner; `is_named` is True when the sentence itself names the owner.
    """

    text: Text
    sentence: Sentence
    numeral: Numeral
    measure: str = ""
    expected: tuple[Quotable, ...] = ()
    owned: tuple[Quotable, ...] = ()
    is_named: bool = False


def claims(dossier: Dossier) -> Iterator[Claim]:
    """Every figure that people typed, in the order of the texts."""
    for text in dossier.texts:
        for sentence in text.sentences:
            for at, numeral in enumerate(sentence.figures):
                yield claimed(dossier, text, sentence, at, numeral)


def claimed(dossier: Dossier, text: Text, sentence: Sentence, at: int, numeral: Numeral) -> Claim:
    """One figure with the owner and the measure its sentence gives it."""
    begin = sentence.figures[at - 1].end if at else 0
    before = sentence.masked[max(begin, numeral.start - REACH) : numeral.start].casefold().rpartition(REFERENCE)[2]
    owners, is_named = owners_of(dossier.facts, text, sentence, numeral)
    owned = tuple(row for owner in owners for row in dossier.quotables.by_about.get(owner, ()))
    measure = measure_in(before, numeral)
    claim = Claim(text, sentence, numeral, measure, (), owned, is_named)
    if not measure or ABOUT.search(before):
        return claim
    clause = sentence.folded[begin : numeral.end + 40]
    expected, owned = expected_of(dossier, claim, owners, clause)
    return Claim(text, sentence, numeral, measure, expected, owned, is_named)


def measure_in(before: str, numeral: Numeral) -> str:
    """The last measure named before a figure that fits its kind; empty when none does."""
    ranked = enumerate(MEASURES)
    named = [(found.end(), -at, name) for at, (name, words) in ranked for found in words.finditer(before)]
    return max((item for item in named if item[2] in FITTING[numeral.kind]), default=(0, 0, ""))[2]


def owners_of(facts: Facts, text: Text, sentence: Sentence, numeral: Numeral) -> tuple[tuple[tuple, ...], bool]:
    """Whose figure it may be: the indicator or objective that the sentence names, else the one the text is about."""
    named = named_in(facts, sentence.folded, numeral.start)
    if named:
        return named, True
    if text.indicator_id:
        return (("indikator", text.indicator_id),), False
    return ((("sasaran", text.objective_id),) if text.objective_id else ()), False


def named_in(facts: Facts, folded: str, before: int) -> tuple[tuple, ...]:
    """The indicator or objective that a sentence names last before the figure, else the only one after it."""
    found = [
        (match.end(), ("indikator", score.indicator.pk))
        for match in _INDICATOR.finditer(folded)
        if (score := facts.score(match[1]))
    ]
    found += [
        (at + len(name), ("indikator", score.indicator.pk))
        for score in facts.scorecard.indicators
        for name in names_of(score)
        if (at := folded.find(name)) >= 0
    ]
    codes = {item.code: item.objective.pk for item in facts.scorecard.objectives}
    found += [(match.end(), ("sasaran", codes[match[1]])) for match in _OBJECTIVE.finditer(folded) if match[1] in codes]
    earlier = [item for item in found if item[0] <= before]
    if earlier:
        return (max(earlier)[1],)
    owners = tuple(dict.fromkeys(owner for _, owner in found))
    return owners if len(owners) == 1 else ()


def names_of(score: IndicatorScore) -> list[str]:
    """The names by which a sentence may call an indicator."""
    names = {score.name.casefold(), score.indicator.short_name.casefold()}
    return [name for name in names if len(name) > TELLING_NAME]


def expected_of(dossier: Dossier, claim: Claim, owners, clause: str) -> tuple[tuple, tuple]:
    """What the figure should be, and all figures of that owner; nothing where the words leave it open."""
    facts, figures = dossier.facts, dossier.quotables
    years = {int(year) for year in YEAR.findall(clause)}
    year = next(iter(years - {facts.year}), None)
    if ELSEWHERE.search(clause) or len(years - {facts.year}) > 1:
        return (), claim.owned
    if claim.measure == "rata-rata":
        if owners or year:
            return (), claim.owned
        return tuple(figures.of((WHOLE, ""), "rata-rata")), tuple(figures.by_about.get((WHOLE, ""), ()))
    if is_of_money(claim):
        return of_money(dossier, claim, year, clause)
    if not owners or owners[0][0] == WHOLE:
        return (), claim.owned
    found = tuple(figures.of(owners[0], claim.measure, year))
    return tuple(row for row in found if fits(row, claim.numeral)), claim.owned


def is_of_money(claim: Claim) -> bool:
    """True for a figure of the budget."""
    if claim.numeral.kind == "rupiah":
        return not any(row.is_money and row.measure == claim.measure for row in claim.owned)
    return claim.measure in ("serapan", "realisasi anggaran")


def of_money(dossier: Dossier, claim: Claim, year: int | None, clause: str) -> tuple[tuple, tuple]:
    """The figure of the whole budget, or of the objective that the sentence names; other owners stay open."""
    figures = dossier.quotables
    about = next((row.about for row in claim.owned if row.about[0] == "sasaran"), None) if claim.is_named else None
    if about is None and (OTHER_MONEY.search(clause) or claim.text.indicator_id or claim.text.objective_id or year):
        return (), claim.owned
    owner = about or (MONEY, "")
    measure = {"realisasi": "realisasi anggaran"}.get(claim.measure, claim.measure)
    if claim.numeral.kind == "percent":
        measure = "serapan"
    return tuple(figures.of(owner, measure)), tuple(figures.by_about.get(owner, ()))


def fits(row: Quotable, numeral: Numeral) -> bool:
    """True when both count in the same: a count may be n or T where the indicator is in percent, so it never does."""
    if row.kind == "percent" or numeral.kind == "percent":
        return row.kind == numeral.kind
    return (row.kind == "rupiah") == (numeral.kind == "rupiah")
