"""What stands twice: a passage copied between indicators or from last year, an amount equal to the year before."""

import re
from collections.abc import Iterator

from budget.statement import LineFigures
from lakin.formatting import join_words, rupiah
from reports.reviu.dossier import Dossier
from reports.reviu.found import Certainty, Found, Target, information, suspicion
from reports.reviu.texts import Text

# Shorter sentences repeat by themselves.
TELLING_WORDS = 10
# One such sentence may be said twice; a passage of this many words was copied.
TELLING_PASSAGE = 28
THOUSAND, MILLION = 1000, 1_000_000
_WORD = re.compile(r"\w+")


def copied(dossier: Dossier) -> Iterator[Found]:
    """Texts that share a passage with one before them."""
    homes: dict[tuple[str, ...], Text] = {}
    for text in dossier.texts:
        shared: dict[str, list[tuple[str, ...]]] = {}
        for key in keys_of(sentence.text for sentence in text.sentences):
            first = homes.setdefault(key, text)
            if first is not text:
                shared.setdefault(first.place, []).append(key)
        for place, keys in shared.items():
            if sum(map(len, keys)) >= TELLING_PASSAGE:
                yield suspicion(
                    "kalimat-berulang",
                    place=text.place,
                    subject=f"Sama dengan {place}",
                    message=f"Uraian yang sama ada di {place}: “{shortened(keys[0])}”.",
                    printed=shortened(keys[0])[:110],
                    target=text.target,
                )


def copied_from_last_year(dossier: Dossier) -> Iterator[Found]:
    """Texts of which every long sentence already stood in the report of the year before."""
    before = {key for words in dossier.around.texts_before for key in keys_of(re.split(r"[.!?;\n]\s", words))}
    for text in dossier.texts:
        keys = keys_of(sentence.text for sentence in text.sentences)
        if keys and set(keys) <= before:
            yield information(
                "kalimat-tahun-lalu",
                certainty=Certainty.POSSIBLE,
                place=text.place,
                subject="Teks tahun lalu",
                message=f"Semua kalimatnya ada di laporan tahun {dossier.facts.year - 1}: “{shortened(keys[0])}”.",
                printed=shortened(keys[0])[:110],
                target=text.target,
            )


def keys_of(sentences) -> list[tuple[str, ...]]:
    """The words of the sentences that are long enough to tell."""
    words = (tuple(_WORD.findall(sentence.casefold())) for sentence in sentences)
    return [key for key in words if len(key) >= TELLING_WORDS]


def shortened(key: tuple[str, ...]) -> str:
    """The first words of a sentence."""
    return " ".join(key[:12]) + " ..."


def same_amounts(dossier: Dossier) -> Iterator[Found]:
    """Amounts down to the rupiah that one line had in the year before too; below such a line nothing more is told."""
    former = {row.line.path: row for row in dossier.around.budget_before.lines}
    told: list[str] = []
    for row in dossier.facts.budget.lines:
        path = row.line.path
        if path not in former or any(path.startswith(f"{above}.") for above in told):
            continue
        if names := same_of(row, former[path]):
            told.append(path)
            yield equal_before(dossier, row, names)


def same_of(row: LineFigures, former: LineFigures) -> list[str]:
    """The amounts of a line that repeat and are no round figures."""
    names = []
    if row.money.ceiling and row.money.ceiling == former.money.ceiling and row.money.ceiling % MILLION:
        names.append(f"pagu {rupiah(row.money.ceiling)}")
    if row.money.spent and row.money.spent == former.money.spent and row.money.spent % THOUSAND:
        names.append(f"realisasi {rupiah(row.money.spent)}")
    return names


def equal_before(dossier: Dossier, row: LineFigures, names: list[str]) -> Found:
    """One line whose amounts repeat."""
    year = dossier.facts.year - 1
    words = join_words(names)
    return suspicion(
        "pagu-sama-tahun-lalu",
        place="Data: POK",
        subject=f"{row.line.path} {row.line.name}"[:280],
        message=f"{words[0].upper()}{words[1:]} sama persis dengan tahun {year}.",
        printed="; ".join(names),
        target=Target("pok", row.line.path),
    )
