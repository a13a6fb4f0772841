"""Numerals against the words beside them: "13 (empat belas)", "empat belas (13)", amounts with their terbilang."""

import re
from collections.abc import Iterator
from decimal import Decimal

from indicators.achievement import round_half_up
from lakin.formatting import terbilang
from reports.reviu import numerals
from reports.reviu.dossier import Dossier
from reports.reviu.found import Found, warning
from reports.reviu.numerals import Numeral
from reports.reviu.spelled import WORDS, spelled
from reports.reviu.texts import Sentence, Text

_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_WORDS_FIRST = re.compile(rf"\b(?P<words>(?:{_WORD})(?:[\s-]+(?:{_WORD}))*)\s*\(\s*(?P<figure>[^()]*\d[^()]*)\)", re.I)


def against_words(dossier: Dossier) -> Iterator[Found]:
    """Figures whose words in brackets, or before the brackets, say another number."""
    for text in dossier.texts:
        for sentence in text.sentences:
            for figure, words in (*bracketed(sentence), *words_first(sentence)):
                yield from compared(text, figure, words)


def bracketed(sentence: Sentence) -> Iterator[tuple[Numeral, str]]:
    """Figures with words behind them."""
    return ((figure, figure.words) for figure in sentence.figures if figure.words)


def words_first(sentence: Sentence) -> Iterator[tuple[Numeral, str]]:
    """Words with their figure in brackets."""
    for found in _WORDS_FIRST.finditer(sentence.text):
        inside = numerals.numerals(f" {found['figure']}")
        if len(inside) == 1:
            yield inside[0], found["words"]


def compared(text: Text, figure: Numeral, words: str) -> Iterator[Found]:
    """One figure and its words; words may round a figure that is printed with a scale, and nothing else."""
    said = spelled(words)
    if said is None:
        right = f"{terbilang_of(figure)}"
        message = f"Kata “{words}” di samping {bare(figure)} tidak membentuk satu bilangan."
    elif said in (figure.value, figure.mantissa):
        return
    else:
        right = terbilang_of(figure)
        message = f"{bare(figure)} ditulis dengan kata “{words}”, yaitu {terbilang_free(said)}."
    yield warning(
        "angka-dan-kata",
        place=text.place,
        subject=f"Angka {bare(figure)}",
        message=message,
        printed=words,
        expected=right,
        target=text.target,
    )


def bare(figure: Numeral) -> str:
    """The figure without its words."""
    return figure.text.partition("(")[0].strip()


def terbilang_of(figure: Numeral) -> str:
    """The words that belong beside the figure."""
    return terbilang(round_half_up(figure.value, figure.decimals), figure.decimals)


def terbilang_free(said: Decimal) -> str:
    """The number that the words say, in figures."""
    return f"{said:,f}".translate(str.maketrans(",.", ".,"))
