"""A correction that nobody has verified yet: what it replaced, kept as it was signed, and how that is put back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from indicators.entry import COLUMNS, PART_COLUMNS, Entry, PartEntry, entry_of
from indicators.models import Action, Indicator, Realization, RealizationStatus, Step
from indicators.models.step import SETTLING_ACTIONS
from lakin.formatting import date_long

WAITING = frozenset({RealizationStatus.SUBMITTED, RealizationStatus.RETURNED})
SIGNED_BY, SIGNED_AT = ("submitted_by_id", "verified_by_id"), ("submitted_at", "verified_at")
NUMBERS = frozenset({"value", "numerator", "denominator", "score"})
STANDS = {
    RealizationStatus.SUBMITTED: "koreksi menunggu verifikasi",
    RealizationStatus.RETURNED: "koreksi dikembalikan dan belum diverifikasi",
}


@dataclass(frozen=True)
class Former:
    """What a correction replaced; a None among the signatures is one that an import did not bring."""

    entry: Entry
    value: Decimal | None
    text: str
    evidence: frozenset[str]
    signatures: dict[str, int | datetime | None]

    def words(self, indicator: Indicator, status: str) -> str:
        """The verified value that is out of force, and how its correction stands."""
        moment = self.signatures["verified_at"]
        day = f" {date_long(timezone.localdate(moment))}" if moment else ""
        return f"semula {indicator.written(self.value, self.text)}, terverifikasi{day}; {STANDS[status]}"


def frozen(realization: Realization, value: Decimal | None, text: str) -> dict:
    """What a verified row says, for the step that replaces it: numbers and dates as texts, `value` as measured."""
    entry = entry_of(realization)
    return {
        "entry": {name: stored(getattr(entry, name)) for name in COLUMNS},
        "parts": {
            str(key): {name: stored(getattr(part, name)) for name in PART_COLUMNS} for key, part in entry.parts.items()
        },
        "measured": {"value": stored(value), "text": text},
        "evidence": sorted(row.sha256 for row in realization.evidence.all()),
        "signatures": {name: stored(getattr(realization, name)) for name in (*SIGNED_BY, *SIGNED_AT)},
    }


def stored(value):
    """A value as it stands in a frozen record."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def former_of(step: Step) -> Former | None:
    """What a correction replaced; None for a step that keeps no such record."""
    record = step.former
    if not record:
        return None
    signatures, measured = record["signatures"], record["measured"]
    by = {name: signatures[name] for name in SIGNED_BY}
    at = {name: signatures[name] and parse_datetime(signatures[name]) for name in SIGNED_AT}
    parts = {int(key): PartEntry(**columns_of(part)) for key, part in record["parts"].items()}
    return Former(
        Entry(**columns_of(record["entry"]), parts=parts),
        number_of(measured["value"]),
        measured["text"],
        frozenset(record["evidence"]),
        by | at,
    )


def columns_of(texts: dict) -> dict:
    """The typed columns of a record, as they were."""
    found = {name: number_of(value) if name in NUMBERS else value for name, value in texts.items()}
    if day := found.get("follow_up_on"):
        found["follow_up_on"] = parse_date(day)
    return found


def number_of(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def pending(status: str, steps: Iterable[Step]) -> Step | None:
    """The correction that waits for a decision, from the steps of a row in their order; None where there is none."""
    if status not in WAITING:
        return None
    last = next((step for step in reversed([*steps]) if step.action in SETTLING_ACTIONS), None)
    return last if last and last.action == Action.CORRECT else None


def pending_of(realization: Realization | None) -> Step | None:
    """The correction of a row that waits for a decision, read anew; None where there is none."""
    if realization is None or realization.pk is None or realization.status not in WAITING:
        return None
    return Step.objects.pending_corrections().filter(realization=realization).first()


def pending_words(status: str, steps: Iterable[Step], indicator: Indicator) -> str:
    """The verified value and how its correction stands; empty where none is pending."""
    step = pending(status, steps)
    former = former_of(step) if step else None
    return former.words(indicator, status) if former else ""


def pending_in(unit, year: int, indicators: Sequence[Indicator], *, through: int) -> dict[int, tuple[int, str]]:
    """The last quarter of each indicator whose correction is pending, with the words for it, in one query."""
    known = {indicator.pk: indicator for indicator in indicators}
    rows = Step.objects.pending_corrections().filter(
        realization__unit=unit,
        realization__year=year,
        realization__quarter__lte=through,
        realization__indicator__in=known,
    )
    found = {}
    for step in rows.select_related("realization").order_by("realization__quarter"):
        row, former = step.realization, former_of(step)
        if former:
            found[row.indicator_id] = row.quarter, former.words(known[row.indicator_id], row.status)
    return found
