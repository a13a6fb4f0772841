"""What an import would change, before anything is written."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from budget.files.found import Found
from budget.files.lines import Line, Reading
from budget.files.months import Period
from budget.importing.stored import StoredTree
from budget.models import Dipa, DipaRevision, RevisionState


@dataclass(frozen=True)
class Choice:
    """What a person said of a file: the revision of its pagu (None without pagu), the month of its realisasi, and
    whether lines that are no longer in the file lose their pagu."""

    revision: DipaRevision | None
    month: int | None
    drops_missing: bool = False

    @property
    def is_proposal(self) -> bool:
        """Whether the pagu is only proposed, so that nothing in force may change."""
        return self.revision is not None and self.revision.state == RevisionState.PROPOSED


@dataclass(frozen=True)
class NewLine:
    """A line that the DIPA does not have yet, and where it stands in the file."""

    path: str
    name: str
    row: int | None


@dataclass(frozen=True)
class Renamed:
    """A stored line whose name is another one in the file."""

    pk: int
    path: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class NewCeiling:
    """The pagu and blokir of a line, semula and menjadi; `at_revision` is what that very revision already says."""

    path: str
    label: str
    name: str
    old: int | None
    new: int
    at_revision: tuple[int, int] | None = None
    was_blocked: int = 0
    blocked: int = 0

    @property
    def difference(self) -> int | None:
        return None if self.old is None else self.new - self.old


@dataclass(frozen=True)
class NewSpending:
    """The spending of a line up to the month of the file, before and after, with the periods that say so."""

    path: str
    label: str
    name: str
    old: tuple[Period, ...]
    new: tuple[Period, ...]

    @property
    def before(self) -> int | None:
        return sum(period[2] for period in self.old) if self.old else None

    @property
    def after(self) -> int:
        return sum(period[2] for period in self.new)

    @property
    def difference(self) -> int:
        return self.after - (self.before or 0)


@dataclass(frozen=True)
class Missing:
    """A stored line that the file does not name, with its pagu in force."""

    path: str
    name: str
    ceiling: int | None


@dataclass
class Plan:
    """Everything an import would write into a DIPA, and what was found on the way."""

    dipa: Dipa
    choice: Choice
    reading: Reading
    stored: StoredTree
    new: list[Line] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    renamed: list[Renamed] = field(default_factory=list)
    partial: set[str] = field(default_factory=set)
    # Lines above something stored that the file does not name, so that its sums are not theirs.
    incomplete: set[str] = field(default_factory=set)
    ceilings: list[NewCeiling] = field(default_factory=list)
    spendings: list[NewSpending] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    total: tuple[int | None, int | None] = (None, None)
    total_before: tuple[int | None, int | None] = (None, None)

    @property
    def blocking(self) -> list[Found]:
        return [one for one in self.found if one.is_blocking]

    @property
    def warnings(self) -> list[Found]:
        return [one for one in self.found if not one.is_blocking]

    @property
    def has_changes(self) -> bool:
        return bool(self.new or self.renamed or self.ceilings or self.spendings)

    @property
    def has_blocked(self) -> bool:
        """Whether the blokir of some line is stated or changes, so that the preview shows it."""
        return any(one.was_blocked or one.blocked for one in self.ceilings)

    @property
    def new_named(self) -> list[NewLine]:
        """The new lines with the names they get."""
        return [NewLine(line.path, self.names[line.path], line.row) for line in self.new]

    @property
    def unchanged(self) -> int:
        """How many lines of the file stand as they are."""
        touched = {one.path for one in (*self.new, *self.renamed, *self.ceilings, *self.spendings)}
        return len(self.reading.lines.keys() - touched)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that would be written: a person confirms exactly what was shown."""
        revision = self.choice.revision
        shown = [
            [
                self.dipa.pk,
                self.choice.month,
                revision and [revision.pk, revision.kind, revision.number, revision.state],
            ],
            [[line.path, self.names[line.path]] for line in self.new],
            [[one.pk, one.old, one.new] for one in self.renamed],
            [[one.path, one.old, one.new, one.was_blocked, one.blocked] for one in self.ceilings],
            [[one.path, one.old, one.new] for one in self.spendings],
        ]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()
