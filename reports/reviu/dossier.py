"""What the rules read: the facts of a report and the figures an old report prints."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from budget.statement import LineFigures
from reports.facts import Facts
from reports.models import PrintedFigure
from reports.reviu.quotable import Quotables, quotables
from reports.reviu.surroundings import NOTHING, Surroundings
from reports.reviu.texts import Text, texts_of


@dataclass(frozen=True)
class Dossier:
    """The facts of one report, its printed figures and what surrounds it; nothing is read any more."""

    facts: Facts
    printed: tuple[PrintedFigure, ...] = ()
    around: Surroundings = NOTHING

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """What people typed."""
        return texts_of(self.facts)

    @cached_property
    def quotables(self) -> Quotables:
        """The figures that a text may quote."""
        return quotables(self.facts, self.around.budget_before.total)

    @cached_property
    def lines(self) -> dict[str, LineFigures]:
        """The lines of the POK by their full path."""
        return {row.line.path: row for row in self.facts.budget.lines}

    @cached_property
    def by_thing(self) -> dict[tuple[str, str, str], list[PrintedFigure]]:
        """The printed figures by what they are about: subject, key and measure."""
        found = defaultdict(list)
        for figure in self.printed:
            found[thing(figure)].append(figure)
        return dict(found)

    @cached_property
    def by_place(self) -> dict[str, list[PrintedFigure]]:
        """The printed figures by the place they stand."""
        found = defaultdict(list)
        for figure in self.printed:
            found[figure.place].append(figure)
        return dict(found)


def thing(figure: PrintedFigure) -> tuple[str, str, str]:
    """What a printed figure is about."""
    return (figure.subject, figure.key, figure.measure)


def is_text(place: str) -> bool:
    """True for a place in running text, where words around a figure may say more than the figure."""
    return "teks" in place.lower()
