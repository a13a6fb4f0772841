"""Keeps the findings of a report: what people explained stays, what is gone is done, what comes back is open again."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from reports.models import Finding, FindingState, Report
from reports.reviu.found import Found
from units import trail

# Texts longer than their column are cut; the whole text is there again at the next review.
LIMITS = {name: Finding._meta.get_field(name).max_length for name in ("place", "subject", "printed", "expected")}
WRITTEN = ("code", "severity", "certainty", "place", "subject", "message", "printed", "expected")
COLUMNS = (*WRITTEN, "state")


@dataclass(frozen=True)
class Recorded:
    """How many findings are new, opened again, gone and kept."""

    new: int
    reopened: int
    done: int
    kept: int


def fingerprint(item: Found) -> str:
    """The same for a finding that says the same figures at the same place, however its message is worded."""
    return sha256("\x1f".join(item.identity).encode()).hexdigest()


@transaction.atomic
def record(*, report: Report, found: Iterable[Found]) -> Recorded:
    """Writes the findings of a review; a constant number of queries."""
    wanted = {fingerprint(item): fields_of(item) for item in found}
    stored = {row.fingerprint: row for row in Finding.objects.select_for_update().filter(report=report)}
    new = [Finding(report=report, fingerprint=key, **fields) for key, fields in wanted.items() if key not in stored]
    kept = [row for key, row in stored.items() if key in wanted]
    reopened = [row for row in kept if row.state == FindingState.DONE]
    gone = [row for key, row in stored.items() if key not in wanted and row.state != FindingState.DONE]
    before = {row.pk: columns_of(row) for row in [*kept, *gone]}
    for row in kept:
        for name, value in wanted[row.fingerprint].items():
            setattr(row, name, value)
    for row in reopened:
        row.state = FindingState.EXPLAINED if row.explanation else FindingState.OPEN
    for row in gone:
        row.state = FindingState.DONE
    Finding.objects.bulk_create(new)
    changed = [row for row in [*kept, *gone] if columns_of(row) != before[row.pk]]
    Finding.objects.bulk_update(changed, COLUMNS, batch_size=500)
    enter(report, new, changed, before)
    return Recorded(len(new), len(reopened), len(gone), len(kept) - len(reopened))


def columns_of(row: Finding) -> dict[str, str]:
    """What a review writes of a finding."""
    return {name: getattr(row, name) for name in COLUMNS}


def enter(report: Report, new: list[Finding], changed: list[Finding], before: dict[int, dict[str, str]]) -> None:
    """Enters what a review wrote into the trail, which bulk writes pass by."""
    trail.add_created_rows(new, report.unit_id, report.year)
    differences = (
        {name: [old, getattr(row, name)] for name, old in before[row.pk].items() if old != getattr(row, name)}
        for row in changed
    )
    rows = (
        (row.pk, str(row), found, report.unit_id, report.year) for row, found in zip(changed, differences, strict=True)
    )
    trail.add_changed(Finding, rows)


def fields_of(item: Found) -> dict[str, str]:
    """The columns of a finding; the likely cause joins its message."""
    message = f"{item.message} Dugaan sebab: {item.cause}." if item.cause else item.message
    fields = {name: str(getattr(item, name)) for name in WRITTEN} | {"message": message}
    return fields | {name: shortened(fields[name], limit) for name, limit in LIMITS.items()}


def shortened(text: str, limit: int) -> str:
    """The text within its column."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
