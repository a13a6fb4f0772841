"""What the rules read: the facts of a report and the figures an old report prints."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from budget.statement import LineFigures
from reports.facts import Facts
from reports.models import PrintedFigure


@dataclass(frozen=True)
class Dossier:
    """The facts of one report and its printed figures; nothing is read from the database any more."""

    facts: Facts
    printed: tuple[PrintedFigure, ...] = ()

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
