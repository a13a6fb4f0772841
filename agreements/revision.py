"""Revising a Perjanjian Kinerja: a copy with its legal reason, and what differs between two versions."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from agreements.holding import held
from agreements.models import (
    ActionStep,
    AgreementBudget,
    AgreementLine,
    AgreementStatus,
    PerformanceAgreement,
    QuarterTarget,
    RevisionReason,
    targets_of_each,
)
from agreements.scorecard import ordered
from indicators.models import Indicator, Realization
from units.access import has_role
from units.models import Role, User

COPIED = (
    *("place", "first_party_name", "first_party_nip", "first_party_position"),
    *("second_party_name", "second_party_nip", "second_party_position"),
)
WORDING = ("objective_name", "indicator_name")
TARGETS = ("target", "target_lower", "target_upper", "target_text")


@dataclass(frozen=True)
class Change:
    """One indicator before and after; a line None means that the version does not carry it.

    `quarters` are the pairs of quarter targets by quarter, None where there is none.
    """

    indicator: Indicator
    before: AgreementLine | None
    after: AgreementLine | None
    quarters: tuple[tuple[QuarterTarget | None, QuarterTarget | None], ...]

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_dropped(self) -> bool:
        return self.after is None

    @property
    def is_target_changed(self) -> bool:
        return bool(self.before and self.after) and figures(self.before) != figures(self.after)

    @property
    def is_quarter_changed(self) -> bool:
        return any(quarter_figures(before) != quarter_figures(after) for before, after in self.quarters)

    @property
    def is_reworded(self) -> bool:
        """Whether objective or indicator read differently in the two versions."""
        return bool(self.before and self.after) and wording(self.before) != wording(self.after)

    @property
    def has_changed(self) -> bool:
        return any((self.is_new, self.is_dropped, self.is_target_changed, self.is_quarter_changed, self.is_reworded))


@transaction.atomic
def revise(*, agreement: PerformanceAgreement, reason: str, reason_text: str, by: User) -> PerformanceAgreement:
    """Copy the version in force into a draft with one of the three legal reasons (PermenPANRB 53/2014)."""
    agreement = held(agreement)
    if not has_role(by, agreement.unit, Role.PLANNER):
        raise PermissionDenied("Perubahan Perjanjian Kinerja disiapkan oleh perencana.")
    refuse_unrevisable(agreement)
    if reason not in RevisionReason:
        raise ValidationError({"reason": "Pilih salah satu dari tiga alasan perubahan yang sah."})
    if not reason_text.strip():
        raise ValidationError({"reason_text": "Uraikan alasannya: apa yang berubah dan sejak kapan."})
    last = PerformanceAgreement.objects.filter(unit=agreement.unit, year=agreement.year).latest("version")
    draft = PerformanceAgreement(
        unit=agreement.unit,
        year=agreement.year,
        version=last.version + 1,
        reason=reason,
        reason_text=reason_text.strip(),
        based_on=agreement,
        **{name: getattr(agreement, name) for name in copied_columns(reason)},
    )
    save_new(draft)
    copy_below(agreement, draft)
    return draft


def copied_columns(reason: str) -> tuple[str, ...]:
    """What a revision takes over as it is; where an official changed, the names are those of the day it is signed."""
    return tuple(name for name in COPIED if reason != RevisionReason.OFFICIAL or not name.endswith(("_name", "_nip")))


def save_new(agreement: PerformanceAgreement) -> None:
    """Stores a new version; ValidationError when somebody else made one at the same moment."""
    agreement.full_clean()
    try:
        with transaction.atomic():
            agreement.save()
    except IntegrityError as error:
        name = agreement.version_name
        raise ValidationError(f"Konsep {name} baru saja dibuat orang lain; lanjutkan konsep itu.") from error


def refuse_unrevisable(agreement: PerformanceAgreement) -> None:
    """Raises ValidationError unless the version is the one in force and no other revision is being prepared."""
    versions = PerformanceAgreement.objects.filter(unit=agreement.unit, year=agreement.year)
    if agreement.status != AgreementStatus.SIGNED:
        raise ValidationError("Hanya versi yang berlaku yang dapat diubah.")
    if draft := versions.filter(status=AgreementStatus.DRAFT).first():
        raise ValidationError(f"Konsep {draft.version_name} sudah ada; lanjutkan konsep itu.")


def copy_below(before: PerformanceAgreement, after: PerformanceAgreement) -> None:
    """Copies lines with quarter targets and steps, and the budget annex; the wording is frozen anew at signing."""
    unworded = dict.fromkeys(WORDING, "")
    for line in before.lines.prefetch_related(targets_of_each(), "steps"):
        made = copied(line, agreement=after, **unworded)
        for row in (*line.quarter_targets.all(), *line.steps.all()):
            copied(row, line=made)
    for row in before.budget.all():
        copied(row, agreement=after)


def copied(row: AgreementLine | QuarterTarget | ActionStep | AgreementBudget, **changes):
    """A stored copy of a row that hangs on something else."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and field.name not in changes]
    made = type(row)(**{field.attname: getattr(row, field.attname) for field in fields}, **changes)
    made.save()
    return made


def base_of(agreement: PerformanceAgreement) -> PerformanceAgreement | None:
    """The version a revision changes: the one it was copied from, else the signed one before; None for the first."""
    if agreement.based_on_id or not agreement.version:
        return agreement.based_on
    earlier = PerformanceAgreement.objects.signed().filter(unit=agreement.unit_id, year=agreement.year)
    return earlier.filter(version__lt=agreement.version).order_by("-version").first()


def base_changed(agreement: PerformanceAgreement) -> bool:
    """True when another version came into force since this draft was copied."""
    if agreement.status != AgreementStatus.DRAFT or not agreement.version:
        return False
    in_force = PerformanceAgreement.objects.in_force(agreement.unit, agreement.year).first()
    return agreement.based_on_id is not None and in_force is not None and in_force.pk != agreement.based_on_id


def changes(before: PerformanceAgreement, after: PerformanceAgreement) -> tuple[Change, ...]:
    """Every indicator of two versions side by side, in the order of the later one, dropped ones last."""
    old, new = lines_by_indicator(before), lines_by_indicator(after)
    order = [*new, *(pk for pk in old if pk not in new)]
    return tuple(
        Change((new.get(pk) or old[pk]).indicator, old.get(pk), new.get(pk), quarter_pairs(old.get(pk), new.get(pk)))
        for pk in order
    )


def lines_by_indicator(agreement: PerformanceAgreement) -> dict[int, AgreementLine]:
    """The lines of a version by indicator, with their quarter targets; an objective's lines stand together."""
    return {line.indicator_id: line for line in ordered(agreement.lines.all()).prefetch_related(targets_of_each())}


def wording(line: AgreementLine) -> tuple[str, str]:
    """Objective and indicator as signed, of a draft as they are worded now."""
    indicator = line.indicator
    return line.objective_name or indicator.objective.name, line.indicator_name or indicator.name


def quarter_pairs(before, after) -> tuple[tuple[QuarterTarget | None, QuarterTarget | None], ...]:
    """The targets of the four quarters in both versions."""
    old, new = ({row.quarter: row for row in line.quarter_targets.all()} if line else {} for line in (before, after))
    return tuple((old.get(quarter), new.get(quarter)) for quarter in range(1, 5))


def figures(line: AgreementLine) -> tuple:
    """What the line promises for the year."""
    return tuple(getattr(line, name) for name in TARGETS)


def quarter_figures(row: QuarterTarget | None) -> tuple:
    """What is promised for a quarter; an absent row promises nothing, as an empty one does."""
    return (row.target, row.target_text) if row else (None, "")


def verified_quarters(unit, year: int) -> set[tuple[int, int]]:
    """Indicator and quarter of all realizations of the unit and year that are or were verified."""
    rows = Realization.objects.settled().of(unit, year)
    return set(rows.values_list("indicator_id", "quarter"))
