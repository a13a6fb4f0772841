"""Names of units in what people typed: a sister unit in the place of this one, and a name this unit no longer has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reports.facts import Facts
from reports.reviu.dossier import Dossier
from reports.reviu.found import Found, Target, suspicion
from reports.reviu.texts import Text

# A sister unit that this one works with is no slip; nor is one named beside others.
TOGETHER = re.compile(
    r"\b(?:bersama|dengan|kepada|antara|antar\w*|melalui|oleh|mitra|koordinasi|berkoordinasi|kerja sama|bekerja sama|"
    r"lintas|serta|seperti|misalnya|termasuk|maupun|dibantu|mengundang|undangan|menurut|didampingi|difasilitasi|"
    r"sinergi|kolaborasi|dukungan|lokasi|bertempat|kunjungan|rujukan|dirujuk)(?:\s+\w+){0,3}\s*$|"
    r"\b(?:dan|atau|dari|ke|di|pada|untuk|bagi)\s+(?:seluruh\s+|semua\s+|lingkungan\s+)?$"
)
# These speak of the reporting unit itself: the name behind them must be its own.
OWN = re.compile(
    r"\b(?:laporan kinerja|lkj|lakip|lakin|perjanjian kinerja|pk|rencana aksi|renstra|visi|misi|capaian kinerja|"
    r"kinerja|tugas(?: pokok)?(?: dan fungsi)?|fungsi|struktur organisasi|indikator kinerja(?: utama)?|pegawai|"
    r"anggaran|dipa|pagu|kepala|sasaran)\s+(?:dari\s+|pada\s+|di\s+|lingkungan\s+)*$"
)
FORMERLY = re.compile(
    r"\b(?:semula|dahulu|dulu|sebelumnya|eks|bekas|berganti|berubah|perubahan|menjadi|bernama|nomenklatur|penggantian|"
    r"penataan|transformasi|sejarah|awalnya|lama)\b"
)
SHORTEST = 6


@dataclass(frozen=True)
class Name:
    """One name: "own", "former" or "sister"; any other kind only keeps a longer name from being read as these."""

    text: str
    kind: str
    until: date | None = None
    unit: str = ""


def names_of(dossier: Dossier) -> dict[str, Name]:
    """The names that may stand in a text, in small letters; a name of the unit itself goes before any other."""
    facts, found = dossier.facts, {}
    groups = (
        ("sister", [row for row in facts.siblings if row.pk != facts.unit.pk]),
        ("other", [*facts.ancestors, *facts.children]),
        ("own", [facts.unit]),
    )
    for kind, units in groups:
        for unit in units:
            for row in dossier.around.names:
                if row.unit_id == unit.pk:
                    is_past = kind == "own" and row.valid_until and row.name != unit.name
                    add(found, row.name, "former" if is_past else kind, row.valid_until, unit)
                    add(found, row.short_name, "former" if is_past else kind, row.valid_until, unit)
            add(found, unit.name, kind, None, unit)
            add(found, unit.short_name, kind, None, unit)
    return found


def add(found: dict[str, Name], text: str, kind: str, until, unit) -> None:
    """Keeps a name that is long enough to be told from a word."""
    if len(text) >= SHORTEST:
        found[text.casefold()] = Name(text, kind, until, unit.name)


@lru_cache(maxsize=64)
def pattern(names: tuple[str, ...]) -> re.Pattern | None:
    """All names, the longest first, so that no name is read inside a longer one; None without names."""
    if not names:
        return None
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


def other_units(dossier: Dossier) -> Iterator[Found]:
    """Names of sister units that stand where this unit speaks of itself."""
    names = names_of(dossier)
    found = pattern(tuple(sorted(names)))
    for place, sentence, target in sentences(dossier):
        hits = [(match, names[match[0]]) for match in found.finditer(sentence)] if found else []
        sisters = [(match, name) for match, name in hits if name.kind == "sister"]
        if len({name.unit for _, name in sisters}) == 1 and speaks_of_itself(sentence, sisters[0][0], hits):
            name = sisters[0][1]
            yield suspicion(
                "nama-unit-lain",
                place=place,
                subject=f"Nama {name.text}",
                message=f"Menyebut {name.text}, padahal ini laporan {dossier.facts.unit.name}: "
                f"“{around(sentence, sisters[0][0])}”.",
                printed=name.text,
                expected=dossier.facts.unit.name,
                target=target,
            )


def speaks_of_itself(sentence: str, match: re.Match, hits: list) -> bool:
    """True when the name stands as the one that acts or reports, and not as a partner or beside this unit."""
    before = sentence[: match.start()]
    if OWN.search(before):
        return True
    is_beside_own = any(name.kind == "own" for _, name in hits)
    return not is_beside_own and not TOGETHER.search(before) and len(before.split()) <= 4


def former_names(dossier: Dossier) -> Iterator[Found]:
    """A name that this unit gave up before the year, where the words do not say that it is the former one."""
    names = names_of(dossier)
    found = pattern(tuple(sorted(names)))
    for place, sentence, target in sentences(dossier):
        for match in found.finditer(sentence) if found else ():
            name = names[match[0]]
            if name.kind == "former" and is_out_of_date(dossier.facts, sentence, name):
                yield suspicion(
                    "nama-unit-lama",
                    place=place,
                    subject=f"Nama {name.text}",
                    message=f"Nama {name.text} sudah tidak dipakai sejak {name.until:%Y}: “{around(sentence, match)}”.",
                    printed=name.text,
                    expected=dossier.facts.unit.name,
                    target=target,
                )


def is_out_of_date(facts: Facts, sentence: str, name: Name) -> bool:
    """True when the name ended before the report's year and the sentence speaks of no time when it held."""
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d{2}\b", sentence)]
    is_of_then = any(year <= name.until.year for year in years)
    return name.until < date(facts.year, 1, 1) and not FORMERLY.search(sentence) and not is_of_then


def around(sentence: str, match: re.Match) -> str:
    """The words around a name."""
    return " ".join(sentence[max(0, match.start() - 40) : match.end() + 40].split())


def sentences(dossier: Dossier) -> Iterator[tuple[str, str, Target]]:
    """Place, sentence in small letters and target of all that is typed: texts, titles, and the words of the plan."""
    for text in dossier.texts:
        yield from of_text(text)
    facts = dossier.facts
    yield "Data: laporan", facts.report.title.casefold(), Target("laporan")
    if facts.plan.version:
        for row in facts.plan.version.statements.all():
            where = Target("pernyataan_renstra")
            yield f"Data: Renstra, {row.get_kind_display().lower()}", row.text.casefold(), where
    for item in facts.scorecard.objectives:
        yield f"Data: sasaran {item.code}", item.name.casefold(), Target("sasaran", item.code)
    for score in facts.scorecard.indicators:
        yield f"Data: indikator {score.code}", score.name.casefold(), Target("indikator", score.code)


def of_text(text: Text) -> Iterator[tuple[str, str, Target]]:
    """The sentences of one text."""
    for sentence in text.sentences:
        yield text.place, " ".join(sentence.folded.split()), text.target
