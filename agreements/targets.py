"""Filling in the targets of a draft: all lines with their four quarters, written at once or not at all."""

from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from agreements.holding import held_version
from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement, QuarterTarget, targets_of_each
from agreements.revision import TARGETS, figures, quarter_figures
from agreements.scorecard import ordered
from agreements.settled import Settled, settled_of
from indicators.achievement import Polarity
from indicators.entry import as_text
from indicators.models import Indicator, Measure
from indicators.workflow import Conflict
from lakin.formatting import quarter_name
from units.access import has_role
from units.models import Role, User

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class LineEntry:
    """What is typed for one line: the figures of the year, and by quarter a number or a predicate; None is empty."""

    target: Decimal | None = None
    target_lower: Decimal | None = None
    target_upper: Decimal | None = None
    target_text: str = ""
    quarters: dict[int, Decimal | str | None] = field(default_factory=dict)


def lines_with_targets(agreement: PerformanceAgreement) -> list[AgreementLine]:
    """The lines in their order with the quarter targets."""
    return list(ordered(AgreementLine.objects.filter(agreement=agreement)).prefetch_related(targets_of_each()))


def fingerprint(lines: list[AgreementLine]) -> str:
    """A mark of all targets that these lines hold; a page carries it along, so that a change meanwhile is noticed."""
    texts = []
    for line in sorted(lines, key=lambda line: line.pk):
        texts += [str(line.pk), *(as_text(value) for value in figures(line))]
        rows = sorted(line.quarter_targets.all(), key=lambda row: row.quarter)
        texts += [as_text(part) for row in rows for part in (str(row.quarter), *quarter_figures(row))]
    return sha256("\x1f".join(texts).encode()).hexdigest()[:32]


def cell(line_id: int, name: str) -> str:
    """The key of one cell, "12-target" or "12-q3"; errors are given under it."""
    return f"{line_id}-{name}"


@transaction.atomic
def set_targets(*, agreement: PerformanceAgreement, entries: dict[int, LineEntry], seen: str, by: User) -> int:
    """Write the targets of a draft by line id and return how many lines changed; errors carry the key of their cell.

    `seen` is the fingerprint the person looked at; Conflict when the targets changed since.
    """
    agreement = held_version(agreement)
    if not has_role(by, agreement.unit, Role.PLANNER):
        raise PermissionDenied("Target Perjanjian Kinerja diisi oleh perencana.")
    if agreement.status != AgreementStatus.DRAFT:
        raise ValidationError("Versi ini sudah ditandatangani; targetnya hanya berubah lewat PK Perubahan.")
    lines = lines_with_targets(agreement)
    if fingerprint(lines) != seen:
        raise Conflict
    settled, errors, changed = settled_of(agreement), {}, 0
    for line in lines:
        if line.pk in entries:
            found, has_changed = written(line, entries[line.pk], settled)
            errors |= found
            changed += has_changed
    if errors:
        raise ValidationError(errors)
    return changed


def written(line: AgreementLine, entry: LineEntry, settled: Settled) -> tuple[dict, bool]:
    """Writes one line and its quarters; what is wrong by cell, and whether anything differs."""
    former = figures(line)
    for name in TARGETS:
        setattr(line, name, getattr(entry, name))
    has_changed, errors = figures(line) != former, {}
    if has_changed and settled.refuses_year(line.indicator_id, figures(line)):
        errors[cell(line.pk, first_cell(line.indicator))] = (
            f"{quarter_name(4)} sudah terverifikasi; target tahunan tidak dapat diubah."
        )
    elif has_changed:
        errors |= saved(line, line)
    for quarter in QUARTERS:
        found, differs = quarter_written(line, quarter, entry.quarters.get(quarter), settled)
        errors |= found
        has_changed |= differs
    return errors, has_changed


def quarter_written(line, quarter: int, typed, settled) -> tuple[dict, bool]:
    """Writes one quarter; an empty cell leaves no row behind."""
    row = next((row for row in line.quarter_targets.all() if row.quarter == quarter), None)
    row, former = row or QuarterTarget(line=line, quarter=quarter), quarter_figures(row)
    is_word = line.indicator.measure == Measure.PREDICATE
    row.target, row.target_text = (None, typed or "") if is_word else (typed, "")
    if quarter_figures(row) == former:
        return {}, False
    key = cell(line.pk, f"q{quarter}")
    if settled.refuses_quarter(line.indicator_id, quarter, quarter_figures(row)):
        return {key: f"{quarter_name(quarter)} sudah terverifikasi; targetnya tidak dapat diubah."}, True
    if quarter_figures(row) == quarter_figures(None):
        row.delete()
        return {}, True
    if words := unknown_predicate(line.indicator, row.target_text):
        return {key: words}, True
    texts = [text for texts in saved(row, line).values() for text in texts]
    return ({key: texts} if texts else {}), True


def unknown_predicate(indicator: Indicator, text: str) -> str:
    """Why a predicate is not on the indicator's scale; empty when it is."""
    scale = indicator.predicate_scale
    return f"Predikat “{text}” tidak ada pada {scale}." if scale and text and text not in scale.as_ranks() else ""


def first_cell(indicator: Indicator) -> str:
    """The first column that a line of the indicator is filled in by."""
    if indicator.measure == Measure.PREDICATE:
        return "target_text"
    return "target_lower" if indicator.polarity == Polarity.RANGE else "target"


def saved(row: AgreementLine | QuarterTarget, line: AgreementLine) -> dict:
    """Saves the row when it is sound; else what is wrong, by cell."""
    try:
        row.full_clean()
    except ValidationError as error:
        named, first = error.message_dict, first_cell(line.indicator)
        return {cell(line.pk, name if name in TARGETS else first): texts for name, texts in named.items()}
    row.save()
    return {}
