"""Writing a narrative: saved with its earlier texts, kept as a draft while it is typed, and put back as it was."""

import unicodedata
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from reports.facts import facts_of
from reports.flaws import Flaw, flaws
from reports.models import Narrative, NarrativeDraft, NarrativeVersion, Report
from reports.openness import frozen_because
from reports.places import Place, place_of
from units.access import has_role
from units.models import Role, User

WRITERS = (Role.PLANNER, Role.REPORTER)
# A cell of Excel holds 32.767 characters, and every narrative has to fit into the workbook.
MOST_LETTERS, MOST_OF_REASON = 30_000, 300
# Other, control, format (bidi overrides), surrogate, private; line and paragraph separators.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
TOO_LONG = "Teks ini terlalu panjang: {count} huruf, paling banyak {most}. Bagi menjadi beberapa bagian."
NOT_BOTH = "Isi teks atau alasan tidak berlaku, bukan keduanya."


class Conflict(ValidationError):
    """Somebody else changed the text since the page was opened; nothing was written."""

    WORDS = "Teks ini baru saja diubah orang lain. Ketikan Anda belum disimpan; bandingkan dahulu, lalu simpan."

    def __init__(self):
        super().__init__(self.WORDS)


class Locked(ValidationError):
    """The report may not be written now; the message says why."""


class Refused(ValidationError):
    """A text that cannot be printed as it stands; `flaws` says where."""

    def __init__(self, found: tuple[Flaw, ...]):
        self.flaws = found
        super().__init__([flaw.words for flaw in found])


def fingerprint(narrative: Narrative | None) -> str:
    """A mark of what stands at a place; the same for none at all and for an empty text."""
    return mark(narrative.text, narrative.not_applicable_reason) if narrative else mark("", "")


def mark(text: str, reason: str) -> str:
    """A short text that differs as soon as the text or the reason does."""
    return sha256(f"{text}\0{reason}".encode()).hexdigest()


def may_write(user: User, report: Report) -> bool:
    """Whether the user writes for the unit of the report; the state of the report is another question."""
    return has_role(user, report.unit, *WRITERS)


def narrative_at(report: Report, place: Place) -> Narrative | None:
    """The narrative at a place; None when nobody wrote one."""
    return Narrative.objects.filter(report=report, **place.columns).first()


def draft_at(report: Report, place: Place, user: User) -> NarrativeDraft | None:
    """What the user typed at a place and has not saved; None without such."""
    return NarrativeDraft.objects.filter(user=user, report=report, **place.columns).first()


def cleaned(text: str) -> str:
    """The text with plain line ends and without characters that cannot be seen or stored."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in UNSEEN)
    return "\n".join(line.rstrip() for line in seen.split("\n")).strip("\n")


@transaction.atomic
def save_narrative(
    *, report: Report, place: Place, text: str, not_applicable_reason: str = "", seen: str, by: User, now=None
) -> Narrative:
    """Write what stands at a place and leave the version; the writer's draft goes.

    Conflict when the text is no longer the one that was seen, Locked once the report is closed, Refused for a text
    that cannot be printed, ValidationError for one that is too long.
    """
    report = opened(report, by)
    text, reason = fitting(text, not_applicable_reason)
    if text and reason:
        raise ValidationError({"not_applicable_reason": NOT_BOTH})
    row = narrative_at(report, place)
    if fingerprint(row) != seen:
        raise Conflict
    refuse_flaws(report, text)
    NarrativeDraft.objects.filter(user=by, report=report, **place.columns).delete()
    row = row or Narrative(report=report, **place.columns)
    if mark(text, reason) == seen:
        return row
    if row.pk:
        leave_versions(Narrative.objects.filter(pk=row.pk), by=None, at=now)
    row.text, row.not_applicable_reason = text, reason
    row.full_clean()
    row.save()
    leave_version(row, by=by, at=now)
    return row


def opened(report: Report, by: User) -> Report:
    """The report, held until the transaction ends; PermissionDenied for a reader, Locked once it is closed."""
    report = Report.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=report.pk)
    if not may_write(by, report):
        raise PermissionDenied("Teks laporan ditulis oleh perencana dan pengisi unit ini.")
    if reason := frozen_because(report):
        raise Locked(reason)
    return report


def fitting(text: str, reason: str) -> tuple[str, str]:
    """Both as they are kept; ValidationError for what is too long."""
    text, reason = cleaned(text), " ".join(cleaned(reason).split())
    for name, typed, most in (("text", text, MOST_LETTERS), ("not_applicable_reason", reason, MOST_OF_REASON)):
        if len(typed) > most:
            raise ValidationError({name: TOO_LONG.format(count=len(typed), most=most)})
    return text, reason


def refuse_flaws(report: Report, text: str) -> None:
    """Raises Refused for references that lead nowhere and for markup; facts are read only where a reference stands."""
    if not any(sign in text for sign in ("{{", "}}", "<", "![")):
        return
    refused = tuple(flaw for flaw in flaws(facts_of(report), text) if flaw.is_refused)
    if refused:
        raise Refused(refused)


def leave_version(narrative: Narrative, *, by: User | None, at: datetime | None = None) -> NarrativeVersion:
    """A version that says what the narrative says now."""
    kept = {"text": narrative.text, "not_applicable_reason": narrative.not_applicable_reason}
    return NarrativeVersion.objects.create(narrative=narrative, by=by, at=at or timezone.now(), **kept)


def leave_versions(narratives, *, by: User | None, at: datetime | None = None) -> int:
    """A version of every narrative whose last one says something else; how many there were. Constant queries."""
    rows = list(narratives)
    last: dict[int, NarrativeVersion] = {}
    for version in NarrativeVersion.objects.filter(narrative__in=[row.pk for row in rows]).order_by("at", "pk"):
        last[version.narrative_id] = version
    moment = at or timezone.now()
    new = [
        NarrativeVersion(
            narrative=row, by=by, at=moment, text=row.text, not_applicable_reason=row.not_applicable_reason
        )
        for row in rows
        if row.pk not in last or said(last[row.pk]) != said(row)
    ]
    NarrativeVersion.objects.bulk_create(new)
    return len(new)


def said(row: Narrative | NarrativeVersion) -> tuple[str, str]:
    return row.text, row.not_applicable_reason


@transaction.atomic
def keep_draft(
    *, report: Report, place: Place, text: str, not_applicable_reason: str = "", seen: str, by: User, now=None
) -> NarrativeDraft:
    """Keep what is being typed, for its writer alone; Conflict once the text it started from is another."""
    report = opened(report, by)
    text, reason = fitting(text, not_applicable_reason)
    if fingerprint(narrative_at(report, place)) != seen:
        raise Conflict
    row = draft_at(report, place, by) or NarrativeDraft(user=by, report=report, **place.columns)
    row.text, row.not_applicable_reason, row.base, row.saved_at = text, reason, seen, now or timezone.now()
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def discard_draft(*, report: Report, place: Place, by: User) -> None:
    """Throw away what the writer typed at a place and did not save."""
    NarrativeDraft.objects.filter(user=by, report=report, **place.columns).delete()


def restore(*, version: NarrativeVersion, seen: str, by: User, now=None) -> Narrative:
    """Put an earlier text back as a new version; the versions in between stay."""
    narrative = version.narrative
    return save_narrative(
        report=narrative.report,
        place=place_of(narrative),
        text=version.text,
        not_applicable_reason=version.not_applicable_reason,
        seen=seen,
        by=by,
        now=now,
    )
