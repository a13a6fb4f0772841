"""What an uploaded file does or would do, told per indicator for the person who sent it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agreements.quarter import QuarterLine
from indicators.entry import PART_COLUMNS, Entry, PartEntry
from indicators.models import Component
from reports.filling import Preview
from reports.forms.realization import spoken
from reports.quarter_file.columns import PART_TITLES, TITLES, part_name, tidy
from reports.workbook.problems import Problem


@dataclass(frozen=True)
class Change:
    """One field before and after in words; `is_removed` where what was stored is cleared."""

    label: str
    before: str
    after: str
    is_removed: bool


@dataclass(frozen=True)
class Changed:
    """One indicator that is written: its fields, the line as it was, and what the engine makes of it now."""

    number: int
    before: QuarterLine
    line: QuarterLine
    changes: tuple[Change, ...]
    preview: Preview


@dataclass(frozen=True)
class Skipped:
    """One indicator of the quarter that the file leaves as it is, and why."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    """`refusal` says why nothing of the file counts; with `problems` nothing was written either."""

    refusal: str = ""
    problems: tuple[Problem, ...] = ()
    changed: tuple[Changed, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    unchanged: int = 0
    is_written: bool = False

    @property
    def warnings(self) -> int:
        """How many doubts there are about the figures."""
        return sum(len(one.preview.warnings) for one in self.changed)

    @property
    def removed(self) -> int:
        """How many stored things are cleared."""
        return sum(change.is_removed for one in self.changed for change in one.changes)


def changes(before: Entry, after: Entry, components: Mapping[int, Component]) -> Iterator[Change]:
    """Every field in which two entries differ."""
    for name, title in TITLES.items():
        yield from change(title, getattr(before, name), getattr(after, name))
    for key, component in components.items():
        old, new = (entry.parts.get(key, PartEntry()) for entry in (before, after))
        for name in PART_COLUMNS:
            label = f"{part_name(component)}, {PART_TITLES[name]}"
            yield from change(label, getattr(old, name), getattr(new, name))


def change(label: str, before, after) -> Iterator[Change]:
    """The change of one field; nothing where it says the same."""
    if isinstance(before, str) and tidy(before) == tidy(after):
        return
    if before != after:
        yield Change(label, spoken(before), spoken(after), is_removed=after in (None, ""))
