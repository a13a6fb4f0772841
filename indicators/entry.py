"""What a reporter types for one realization, apart from the row that keeps it, and how the two are compared."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import UTC, date
from decimal import Decimal
from hashlib import sha256

from indicators.models import ComponentValue, Realization


@dataclass(frozen=True)
class PartEntry:
    """The figures of one component: n and T, or a score; all None when nothing was typed."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    score: Decimal | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return self == PartEntry()


@dataclass(frozen=True)
class Entry:
    """One filled-in quarter of an indicator; None and "" mean not known."""

    value: Decimal | None = None
    text: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    source_year: int | None = None
    source: str = ""
    supporting_factors: str = ""
    hindering_factors: str = ""
    follow_up: str = ""
    follow_up_by: str = ""
    follow_up_on: date | None = None
    note: str = ""
    parts: dict[int, PartEntry] = field(default_factory=dict)


COLUMNS = tuple(column.name for column in fields(Entry) if column.name != "parts")
PART_COLUMNS = tuple(column.name for column in fields(PartEntry))


def entry_of(realization: Realization | None) -> Entry:
    """What is typed so far; an empty entry for a realization that does not exist yet."""
    if realization is None:
        return Entry()
    parts = {row.component_id: part_entry_of(row) for row in realization.parts.all()} if realization.pk else {}
    known = {key: part for key, part in parts.items() if not part.is_empty}
    return Entry(**{name: getattr(realization, name) for name in COLUMNS}, parts=known)


def part_entry_of(row: ComponentValue) -> PartEntry:
    """What is typed for one component."""
    return PartEntry(**{name: getattr(row, name) for name in PART_COLUMNS})


def fingerprint(realization: Realization | None) -> str:
    """A mark of what a realization says and of its status; the same for none at all and for an empty draft.

    A page carries it along, so that a change made meanwhile, by whatever way, is noticed before it is overwritten.
    """
    status = realization.status if realization else Realization._meta.get_field("status").default
    return mark(entry_of(realization), str(status))


def handed_in(realization: Realization) -> str:
    """A mark of what a verifier decides on: what is typed, when it was handed in, and which files prove it."""
    moment = realization.submitted_at.astimezone(UTC).isoformat() if realization.submitted_at else ""
    files = sorted(row.sha256 for row in realization.evidence.all())
    return digest([fingerprint(realization), moment, *files])


def mark(entry: Entry, status: str = "") -> str:
    """A short text that differs as soon as what is typed differs, or the status where one is given."""
    texts = [status, *(as_text(getattr(entry, name)) for name in COLUMNS)]
    for key, part in sorted(entry.parts.items()):
        texts += [str(key), *(as_text(getattr(part, name)) for name in PART_COLUMNS)]
    return digest(texts)


def digest(texts: Iterable[str]) -> str:
    """A short text that differs as soon as one of the texts does."""
    return sha256("\x1f".join(texts).encode()).hexdigest()[:32]


def as_text(value) -> str:
    """One typed thing as text, the same for 80 and 80,0000."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
