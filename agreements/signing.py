"""Signing a Perjanjian Kinerja: parties and wording are frozen, and the version before it is superseded."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from agreements.holding import held_unit, held_version
from agreements.models import AgreementLine, AgreementStatus, DatePrecision, PerformanceAgreement
from agreements.revision import COPIED, base_changed, base_of, wording
from agreements.settled import touched_quarters, touched_years
from agreements.targets import fingerprint as targets_mark
from agreements.targets import lines_with_targets
from indicators.entry import as_text, digest
from indicators.models import Measure
from indicators.workflow import Conflict
from lakin.formatting import join_words, quarter_name
from units.access import has_role
from units.models import Official, Role, Unit, User

CHANGED = "Isi Perjanjian Kinerja ini berubah sejak Anda membukanya. Baca kembali isinya, lalu tandatangani."
SHOWN = ("version", "reason", "reason_text", *(name for name in COPIED if name != "place"))
ANNEX = ("order", "level", "code", "name", "amount")
WITHOUT_TARGET = "Target belum diisi untuk: {}."


@transaction.atomic
def sign(
    *,
    agreement: PerformanceAgreement,
    place: str,
    signed_on: date,
    by: User,
    seen: str | None = None,
    today: date | None = None,
) -> PerformanceAgreement:
    """Sign a draft: the leader's act; ValidationError lists all that is lacking, and nothing is changed then.

    `seen` is what `signed_content` gave when the leader read it; Conflict when something of it changed since.
    """
    unit = held_unit(agreement.unit_id)
    agreement = held_version(agreement)
    if not has_role(by, unit, Role.LEADER):
        raise PermissionDenied("Perjanjian Kinerja ditandatangani oleh pimpinan.")
    if lacks := lacks_of(agreement):
        raise ValidationError(lacks)
    if seen is not None and signed_content(agreement) != seen:
        raise Conflict(CHANGED)
    before = PerformanceAgreement.objects.in_force(unit, agreement.year).first()
    refuse_place_and_date(place, signed_on, before, today or timezone.localdate())
    agreement.place, agreement.signed_on, agreement.signed_precision = place.strip(), signed_on, DatePrecision.DAY
    agreement.signed_by = by
    name_parties(agreement)
    freeze_wording(agreement)
    if before:
        before.status = AgreementStatus.SUPERSEDED
        before.save(update_fields=["status"])
    agreement.status = AgreementStatus.SIGNED
    agreement.full_clean()
    agreement.save()
    return agreement


def signed_content(agreement: PerformanceAgreement) -> str:
    """A mark of all that a signature freezes: parties and reason, lines with their quarters, wording and the annex."""
    stored = PerformanceAgreement.objects.get(pk=agreement.pk)
    lines = lines_with_targets(stored)
    texts = [as_text(getattr(stored, name)) for name in SHOWN] + [targets_mark(lines)]
    for line in lines:
        texts += [str(line.order), str(line.indicator_id), *wording(line)]
    for row in stored.budget.order_by("order", "pk"):
        texts += [as_text(getattr(row, name)) for name in ANNEX]
    return digest(texts)


def refuse_place_and_date(place: str, signed_on: date | None, before: PerformanceAgreement | None, today: date) -> None:
    """Raises ValidationError unless both are given and the day lies between the version before and today."""
    found = {} if place.strip() else {"place": "Tempat penandatanganan wajib diisi."}
    if signed_on is None:
        found["signed_on"] = "Tanggal penandatanganan wajib diisi."
    elif signed_on > today:
        found["signed_on"] = "Tanggal penandatanganan tidak boleh sesudah hari ini."
    elif before and before.signed_on and signed_on < before.signed_on:
        found["signed_on"] = "Tanggal perubahan tidak boleh sebelum tanggal versi yang diubahnya."
    if found:
        raise ValidationError(found)


def lacks_of(agreement: PerformanceAgreement) -> list[str]:
    """Every reason why a draft cannot be signed yet, in words; empty when it can."""
    if agreement.status != AgreementStatus.DRAFT:
        return ["Versi ini sudah ditandatangani."]
    lines = list(agreement.lines.select_related("indicator").order_by("order"))
    found = [] if lines else ["Belum ada butir: tambahkan sasaran, indikator, dan targetnya."]
    if missing := [line.indicator.code for line in lines if not has_target(line)]:
        found.append(WITHOUT_TARGET.format(join_words(missing)))
    if agreement.version and not agreement.reason:
        found.append("Alasan perubahan belum dipilih.")
    found += outdated(agreement)
    found += [
        f"Target {quarter_name(quarter)} untuk {code} sudah terverifikasi dan tidak boleh diubah."
        for code, quarter in touched_quarters(agreement)
    ]
    return found + [
        f"Target tahunan untuk {code} tidak boleh diubah lagi, karena {quarter_name(4)} sudah terverifikasi."
        for code in touched_years(agreement)
    ]


def outdated(agreement: PerformanceAgreement) -> list[str]:
    """Why a draft was overtaken by another version; empty when it was not."""
    if base_changed(agreement):
        return ["Versi yang diubah sudah digantikan versi lain sejak konsep ini dibuat; buat perubahan yang baru."]
    held = PerformanceAgreement.objects.in_force(agreement.unit_id, agreement.year).first()
    if held and held.version > agreement.version:
        return [f"Versi {held.version_name} sudah berlaku, sehingga {agreement.version_name} tidak dapat berlaku lagi."]
    return []


def has_target(line: AgreementLine) -> bool:
    """True when the line says what is promised: a predicate, two bounds or a number."""
    if line.indicator.measure == Measure.PREDICATE:
        return bool(line.target_text)
    if line.indicator.polarity == "range":
        return line.target_lower is not None and line.target_upper is not None
    return line.target is not None


@dataclass(frozen=True)
class Party:
    """One party as it would be printed; `name` empty where nobody is known to hold the position on the day."""

    key: str
    position: str
    name: str
    nip: str


def parties_on(agreement: PerformanceAgreement, day: date) -> tuple[Party, Party]:
    """Both parties as signing on that day would name them; nothing is changed.

    A name that somebody typed stands, and so does a copied one when no official of that day is recorded.
    """
    base, unit = base_of(agreement), agreement.unit
    return party_on(agreement, "first_party", unit, base, day), party_on(
        agreement, "second_party", unit.parent, base, day
    )


def party_on(agreement: PerformanceAgreement, key: str, holder: Unit | None, base, day: date) -> Party:
    """One party: the name that was typed, else the official of the day, else the name the draft was copied with."""
    name, nip, position = (getattr(agreement, f"{key}_{column}") for column in ("name", "nip", "position"))
    is_typed = name and name != getattr(base, f"{key}_name", None)
    official = None if holder is None or is_typed else official_on(holder, position, day)
    return Party(key, position, official.name if official else name, official.nip if official else nip)


def name_parties(agreement: PerformanceAgreement) -> None:
    """Fills in who holds the two positions on the day of signing."""
    for party in parties_on(agreement, agreement.signed_on):
        setattr(agreement, f"{party.key}_name", party.name)
        setattr(agreement, f"{party.key}_nip", party.nip)


def official_on(unit: Unit, position: str, day: date) -> Official | None:
    """Who held a position of the unit on a day; the one who began last where periods overlap."""
    held = [
        row
        for row in Official.objects.filter(unit=unit, position__iexact=position)
        if (row.started_on is None or row.started_on <= day) and (row.ended_on is None or day <= row.ended_on)
    ]
    return max(held, key=lambda row: row.started_on or date.min, default=None)


def freeze_wording(agreement: PerformanceAgreement) -> None:
    """Keeps the wording of objectives and indicators as it is signed."""
    lines = list(agreement.lines.select_related("indicator__objective"))
    for line in lines:
        line.objective_name, line.indicator_name = line.indicator.objective.name, line.indicator.name
        line.save(update_fields=["objective_name", "indicator_name"])
