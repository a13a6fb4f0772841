"""The life of a realization: draft, submitted, returned, verified; every move is a verb and leaves a step."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from indicators.corrections import WAITING, Former, former_of, frozen, pending_of
from indicators.entry import COLUMNS, PART_COLUMNS, Entry, PartEntry, entry_of, fingerprint, handed_in
from indicators.evidence_store import erase
from indicators.measurement import of_quarter
from indicators.models import Action, Component, ComponentValue, Indicator, Realization, RealizationStatus, Step
from indicators.periods import PeriodState, period_state
from lakin.formatting import date_long
from units.access import has_role
from units.models import Role, Unit, User

DRAFT, SUBMITTED, RETURNED, VERIFIED = RealizationStatus
CHANGED_MEANWHILE = (
    "Isian atau bukti dukungnya berubah sejak halaman ini dibuka. Baca yang sekarang, lalu putuskan kembali."
)
EDITABLE = frozenset({DRAFT, RETURNED})
# A row that comes back on the last day can still be mended.
MENDING_DAYS = 7
KEPT = Decimal("0.0001")


@dataclass(frozen=True)
class Move:
    """From which statuses to which one, and who may make it."""

    before: frozenset[RealizationStatus]
    after: RealizationStatus
    role: Role


TRANSITIONS = {
    Action.SUBMIT: Move(EDITABLE, SUBMITTED, Role.REPORTER),
    Action.WITHDRAW: Move(frozenset({SUBMITTED}), DRAFT, Role.REPORTER),
    Action.SEND_BACK: Move(frozenset({SUBMITTED}), RETURNED, Role.VERIFIER),
    Action.VERIFY: Move(frozenset({SUBMITTED}), VERIFIED, Role.VERIFIER),
    Action.CORRECT: Move(frozenset({VERIFIED}), SUBMITTED, Role.REPORTER),
    Action.CANCEL: Move(WAITING, VERIFIED, Role.REPORTER),
}
WORDS = {
    Action.SUBMIT: "diajukan",
    Action.WITHDRAW: "ditarik kembali",
    Action.SEND_BACK: "dikembalikan",
    Action.VERIFY: "diverifikasi",
    Action.CORRECT: "dikoreksi",
    Action.CANCEL: "dibatalkan koreksinya",
}


class Conflict(ValidationError):
    """Somebody else changed the row since the page was opened; nothing was written."""

    WORDS = "Isian ini baru saja diubah orang lain. Yang Anda ketik belum tersimpan; bandingkan dahulu, lalu simpan."

    def __init__(self, words: str = WORDS):
        super().__init__(words)


class Locked(ValidationError):
    """The row may not be changed now; the message says why and what to do."""


def is_mending(status: str, returned_at: datetime | None, today: date) -> bool:
    """True while a returned row may be mended although its quarter is closed."""
    if status != RETURNED or returned_at is None:
        return False
    return today <= timezone.localdate(returned_at) + timedelta(days=MENDING_DAYS)


def waits_as_correction(realization: Realization | None) -> bool:
    """True for a submitted row that corrects a verified one; it may still take files that prove the new value."""
    return realization is not None and realization.status == SUBMITTED and pending_of(realization) is not None


def lock_reason(status: str, period: PeriodState, returned_at: datetime | None = None, *, is_correction=False) -> str:
    """Why a reporter may not fill in a row now; empty when it may be filled in."""
    if status == SUBMITTED and is_correction:
        return "Koreksi sudah diajukan dan menunggu verifikasi. Batalkan koreksi bila nilai semula ternyata benar."
    if status == SUBMITTED:
        return "Sudah diajukan dan menunggu verifikasi. Tarik kembali bila isian harus diubah."
    if status == VERIFIED:
        return "Sudah terverifikasi. Perubahan dibuat sebagai koreksi dengan alasannya."
    if period.is_open or is_mending(status, returned_at, period.today):
        return ""
    return period.words


def mending_words(status: str, period: PeriodState, returned_at: datetime | None) -> str:
    """Until when a returned row of a closed quarter may still be mended; empty where that does not matter."""
    if period.is_open or not is_mending(status, returned_at, period.today):
        return ""
    last = timezone.localdate(returned_at) + timedelta(days=MENDING_DAYS)
    return f"Isian yang dikembalikan dapat diperbaiki sampai {date_long(last)}."


@transaction.atomic
def save_draft(
    *, unit: Unit, indicator: Indicator, year: int, quarter: int, entry: Entry, seen: str, by: User, now=None
) -> Realization:
    """Keep what was typed, however incomplete; Conflict, Locked or ValidationError by field when that cannot be.

    `seen` is the fingerprint of the row as the person saw it.
    """
    refuse_role(by, unit, Role.REPORTER)
    place = {"unit": unit, "indicator": indicator, "year": year, "quarter": quarter}
    realization = holding().filter(**place).order_by("pk").first() or held(begun(**place).pk)
    refuse_locked(realization, now)
    refuse_changed(realization, seen)
    write(realization, entry, unwritten(realization, entry))
    return realization


def begun(unit: Unit, indicator: Indicator, year: int, quarter: int) -> Realization:
    """The row of a quarter; an empty draft is made where there is none."""
    return Realization.objects.get_or_create(unit=unit, indicator=indicator, year=year, quarter=quarter)[0]


def held(pk: int) -> Realization:
    """The row, kept from others until the transaction ends."""
    return holding().get(pk=pk)


def holding() -> QuerySet[Realization]:
    """Rows that are kept from others, each with what its rules are about."""
    # A row that another transaction held is read as that one left it; only the row itself is locked.
    return Realization.objects.select_for_update(of=("self",)).select_related("unit", "indicator__predicate_scale")


def unwritten(realization: Realization, entry: Entry) -> set[str]:
    """The fields that a draft leaves as they are stored, so that no rule needs to be asked about them again."""
    kept_as_is = {field.name for field in realization._meta.concrete_fields}.difference(COLUMNS)
    return kept_as_is | {"source_year"} if entry.source_year is None else kept_as_is - {"year"}


@transaction.atomic
def submit(*, realization: Realization, by: User, seen: str | None = None, now=None) -> Realization:
    """Hand the quarter in for verification; what is not known needs a note that says why."""
    realization = held(realization.pk)
    refuse_move(Action.SUBMIT, realization, by)
    refuse_locked(realization, now)
    refuse_changed(realization, seen)
    refuse_incomplete(realization)
    sign(realization, by, now)
    return moved(Action.SUBMIT, realization, by, now)


@transaction.atomic
def withdraw(*, realization: Realization, by: User, now=None) -> Realization:
    """Take a quarter back that nobody has verified yet."""
    realization = held(realization.pk)
    refuse_move(Action.WITHDRAW, realization, by)
    if pending_of(realization):
        raise ValidationError("Ini koreksi atas nilai yang sudah diverifikasi. Pakai “Batalkan koreksi”.")
    if reason := period_lock(realization, now):
        raise Locked(reason)
    realization.submitted_by = realization.submitted_at = None
    return moved(Action.WITHDRAW, realization, by, now)


@transaction.atomic
def send_back(*, realization: Realization, note: str, by: User, seen: str | None = None, now=None) -> Realization:
    """Return a submitted quarter with a note that says what to mend; `seen` is what `handed_in` gave."""
    realization = held(realization.pk)
    refuse_move(Action.SEND_BACK, realization, by)
    refuse_exchanged(realization, seen)
    return moved(Action.SEND_BACK, realization, by, now, note)


@transaction.atomic
def verify(*, realization: Realization, by: User, note: str = "", seen: str | None = None, now=None) -> Realization:
    """Accept a submitted quarter; from now on it counts, and the verifier is never the submitter.

    `seen` is what `handed_in` gave when the verifier looked.
    """
    realization = held(realization.pk)
    refuse_move(Action.VERIFY, realization, by)
    refuse_exchanged(realization, seen)
    if realization.submitted_by_id == by.pk:
        raise ValidationError("Anda sendiri yang mengajukan isian ini; orang lain yang harus memverifikasinya.")
    realization.verified_by, realization.verified_at = by, now or timezone.now()
    return moved(Action.VERIFY, realization, by, now, note)


@transaction.atomic
def correct(*, realization: Realization, entry: Entry, reason: str, seen: str, by: User, now=None) -> Realization:
    """Put a new signed value in the place of a verified one; the old one stays in the steps, and it waits again."""
    realization = held(realization.pk)
    refuse_move(Action.CORRECT, realization, by)
    if reason_closed := period_lock(realization, now):
        raise Locked(reason_closed)
    refuse_changed(realization, seen)
    if entry == entry_of(realization):
        raise ValidationError("Koreksi ini tidak mengubah apa pun.")
    measured = of_quarter(realization)
    former = frozen(realization, measured.value, measured.text)
    write(realization, entry)
    refuse_incomplete(realization)
    realization.verified_by = realization.verified_at = None
    sign(realization, by, now)
    return moved(Action.CORRECT, realization, by, now, reason, former)


@transaction.atomic
def cancel(*, realization: Realization, by: User, now=None) -> Realization:
    """Give up a correction that nobody has verified: what was verified stands again, with its signatures.

    It works after the close of the quarter too, because nothing new is said; files that came with it go with it.
    """
    realization = held(realization.pk)
    refuse_move(Action.CANCEL, realization, by)
    former = replaced_by(realization)
    write(realization, former.entry)
    for name, value in former.signatures.items():
        setattr(realization, name, value)
    for evidence in realization.evidence.exclude(sha256__in=former.evidence):
        transaction.on_commit(partial(erase, evidence))
        evidence.delete()
    return moved(Action.CANCEL, realization, by, now)


def replaced_by(realization: Realization) -> Former:
    """What the pending correction of a row replaced; ValidationError where there is nothing to put back."""
    step = pending_of(realization)
    if step is None:
        raise ValidationError("Isian ini bukan koreksi, sehingga tidak ada yang dapat dibatalkan.")
    if former := former_of(step):
        return former
    raise ValidationError("Nilai semula tidak tercatat pada koreksi ini. Minta verifikator memutuskannya.")


def write(realization: Realization, entry: Entry, exclude=frozenset()) -> None:
    """Stores an entry in its row and the rows of its components; ValidationError by field, parts by "part-<id>"."""
    for name in COLUMNS:
        setattr(realization, name, getattr(entry, name))
    realization.full_clean(exclude=exclude)
    realization.save()
    stored = {row.component_id: row for row in realization.parts.all()}
    known = Component.objects.in_bulk([*entry.parts])
    for key, part in entry.parts.items():
        write_part(realization, known.get(key), stored.get(key), part)
    for key in stored.keys() - entry.parts.keys():
        stored[key].delete()


def write_part(realization, component, row, part: PartEntry) -> None:
    """Stores the figures of one component; an empty part leaves no row."""
    if component is None:
        raise ValidationError("Komponen ini tidak dikenal; muat ulang halaman.")
    if part.is_empty:
        if row:
            row.delete()
        return
    row = row or ComponentValue(realization=realization, component=component)
    for name in PART_COLUMNS:
        setattr(row, name, getattr(part, name))
    try:
        row.full_clean()
    except ValidationError as error:
        raise ValidationError({f"part-{component.pk}": error.messages}) from error
    row.save()


def sign(realization: Realization, by: User, now) -> None:
    realization.submitted_by, realization.submitted_at = by, now or timezone.now()


def moved(action: Action, realization: Realization, by: User, now, note: str = "", former=None) -> Realization:
    """Brings the row to its new status and writes the step with the figures as they stand."""
    realization.status = TRANSITIONS[action].after
    realization.full_clean()
    realization.save()
    measurement = of_quarter(realization)
    step = Step(
        realization=realization,
        action=action,
        by=by,
        at=now or timezone.now(),
        note=note.strip(),
        value=kept(measurement.value),
        text=measurement.text,
        numerator=realization.numerator,
        denominator=realization.denominator,
        former=former,
    )
    step.full_clean()
    step.save()
    return realization


def kept(value: Decimal | None) -> Decimal | None:
    """A value as a step keeps it, to four decimals, half up."""
    return None if value is None else value.quantize(KEPT, ROUND_HALF_UP)


def refuse_role(by: User, unit: Unit, role: Role) -> None:
    if not has_role(by, unit, role):
        raise PermissionDenied(f"Tindakan ini untuk {role.label.lower()} unit ini.")


def refuse_move(action: Action, realization: Realization, by: User) -> None:
    """Raises PermissionDenied for the wrong role, ValidationError for a status the move does not start from."""
    move = TRANSITIONS[action]
    refuse_role(by, realization.unit, move.role)
    if realization.status not in move.before:
        status = realization.get_status_display().lower()
        raise ValidationError(f"Isian berstatus {status} tidak dapat {WORDS[action]}. Muat ulang halaman ini.")


def refuse_changed(realization: Realization, seen: str | None) -> None:
    """Raises Conflict when the row differs from what the person saw; None where nothing was looked at."""
    if seen is not None and fingerprint(realization) != seen:
        raise Conflict


def refuse_exchanged(realization: Realization, seen: str | None) -> None:
    """Raises Conflict when a verifier decides on something else than was looked at, files included."""
    if seen is not None and handed_in(realization) != seen:
        raise Conflict(CHANGED_MEANWHILE)


def refuse_locked(realization: Realization, now=None) -> None:
    """Raises Locked when the reporter may not fill in the row now."""
    period = period_state(realization.unit, realization.year, realization.quarter, day_of(now))
    if reason := lock_reason(realization.status, period, returned_at(realization)):
        raise Locked(reason)


def period_lock(realization: Realization, now=None) -> str:
    """Why the dates of the quarter forbid a change; empty while it is open."""
    period = period_state(realization.unit, realization.year, realization.quarter, day_of(now))
    return "" if period.is_open else period.words


def day_of(now: datetime | None) -> date | None:
    return timezone.localdate(now) if now else None


def returned_at(realization: Realization) -> datetime | None:
    """When the row came back last; None for one that has not come back."""
    if realization.status != RETURNED:
        return None
    return realization.steps.filter(action=Action.SEND_BACK).order_by("-at").values_list("at", flat=True).first()


def refuse_incomplete(realization: Realization) -> None:
    """Raises ValidationError when neither a figure nor the reason for its absence is given."""
    measurement = of_quarter(realization)
    if not measurement.is_known and not realization.note.strip():
        message = f"{measurement.reason} Isi angkanya, atau tulis pada catatan mengapa belum ada."
        raise ValidationError({"note": message})
