"""What a rule found: where, what is printed, what follows from the data, and how sure it is."""

from dataclasses import dataclass
from enum import StrEnum

from reports.models import Severity
from reports.reviu.catalogue import CATALOGUE


class Certainty(StrEnum):
    SURE = "pasti"
    POSSIBLE = "mungkin"


@dataclass(frozen=True)
class Target:
    """What to open to mend a finding: a sheet of the workbook and the row in it; an empty row means the whole sheet."""

    sheet: str
    row: str = ""


@dataclass(frozen=True)
class Link:
    """The address of the page to mend a finding on, in words; some pages open for planners only."""

    url: str
    words: str
    for_planner: bool = False


@dataclass(frozen=True)
class Found:
    """One finding as a rule gives it; empty texts mean that nothing is printed, computed or suspected."""

    code: str
    severity: Severity
    certainty: Certainty
    place: str
    subject: str
    message: str
    printed: str = ""
    expected: str = ""
    cause: str = ""
    target: Target | None = None
    link: Link | None = None
    # What of its rule it speaks of, such as the numbers of the analyses that are missing.
    parts: tuple[str, ...] = ()

    def __post_init__(self):
        if self.code not in CATALOGUE:
            raise ValueError(f"Kode temuan {self.code!r} tidak ada dalam daftar.")

    @property
    def title(self) -> str:
        """The name of its rule."""
        return CATALOGUE[self.code].title

    @property
    def remedy(self) -> str:
        """How to mend it."""
        return CATALOGUE[self.code].remedy

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes it the same finding when the rules run again; the wording of the message is no part of it."""
        return (self.code, self.place, self.subject, self.printed, self.expected)


def blocking(code, **fields) -> Found:
    """A finding that is sure and stands in the way of the report."""
    return Found(code, Severity.BLOCKING, Certainty.SURE, **fields)


def warning(code, **fields) -> Found:
    """A finding that is sure but not in the way."""
    return Found(code, Severity.WARNING, Certainty.SURE, **fields)


def suspicion(code, **fields) -> Found:
    """A warning that may have a good reason."""
    return Found(code, Severity.WARNING, Certainty.POSSIBLE, **fields)


def information(code, *, certainty=Certainty.SURE, **fields) -> Found:
    """Something to know, never an accusation."""
    return Found(code, Severity.INFORMATION, certainty, **fields)


SEVERITIES = list(Severity)
CERTAINTIES = list(Certainty)


def most_severe_first(found) -> tuple[Found, ...]:
    """Each finding once, the most severe and the surest first, otherwise in the order of the rules."""
    once = {item.identity: item for item in reversed(list(found))}
    kept = reversed(once.values())
    return tuple(sorted(kept, key=lambda item: (SEVERITIES.index(item.severity), CERTAINTIES.index(item.certainty))))
