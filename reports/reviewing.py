"""What is written at the desk of reviu: answers to the checklist, notes in the margin, explanations of findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from reports import reviu
from reports.checklist import ROUND_ENDED
from reports.models import (
    ChecklistItem,
    Finding,
    FindingState,
    MarginNote,
    Report,
    ReportStatus,
    Review,
    ReviewAnswer,
)
from reports.outlines import entries_of
from reports.reviu.recording import record
from units.access import has_role
from units.models import Role, User

WRITABLE = (ReportStatus.DRAFT, ReportStatus.IN_REVIEW)
CLOSED_NOTE = "Catatan ini sudah diselesaikan."
UNIT_ROLES = (Role.PLANNER, Role.REPORTER)


@dataclass(frozen=True)
class Answer:
    """What somebody chose for one statement."""

    verdict: str
    note: str = ""


@transaction.atomic
def answer(*, report: Report, answers: Mapping[int, Answer], by: User, now: datetime | None = None) -> int:
    """Keep answers by the key of their statement and return how many changed; ValidationError by "butir-<key>"."""
    review = open_round(report, by)
    items = {item.pk: item for item in ChecklistItem.objects.filter(pk__in=answers, is_active=True)}
    stored = {row.item_id: row for row in review.answers.all()}
    changed, errors = 0, {}
    for key, given in answers.items():
        row = stored.get(key) or ReviewAnswer(review=review, item=items.get(key))
        if row.item_id is None or (row.verdict, row.note) == (given.verdict, given.note.strip()):
            continue
        row.verdict, row.note, row.by, row.at = given.verdict, given.note.strip(), by, now or timezone.now()
        try:
            row.full_clean()
        except ValidationError as error:
            errors[f"butir-{key}"] = error.messages
            continue
        row.save()
        changed += 1
    if errors:
        raise ValidationError(errors)
    return changed


@transaction.atomic
def add_note(*, report: Report, section: str, text: str, quote: str = "", by: User, now=None) -> MarginNote:
    """Put a note beside a section of the report."""
    review = open_round(report, by)
    if section not in {entry.key for entry in entries_of(report.outline)}:
        raise ValidationError({"section": "Pilih bagian laporan yang diberi catatan."})
    row = MarginNote(
        review=review, section=section, quote=quote.strip(), text=text.strip(), by=by, at=now or timezone.now()
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def answer_note(*, note: MarginNote, text: str, by: User, now: datetime | None = None) -> MarginNote:
    """Say what the unit did about a note."""
    note = held_note(note)
    refuse_foreign(note.review.report, by, *UNIT_ROLES)
    if note.review.report.status not in WRITABLE:
        raise ValidationError("Laporan ini tidak sedang disusun atau direviu.")
    if not text.strip():
        raise ValidationError({"answer": "Jawaban wajib diisi."})
    note.answer, note.answered_by, note.answered_at = text.strip(), by, now or timezone.now()
    note.full_clean()
    note.save()
    return note


@transaction.atomic
def close_note(*, note: MarginNote, by: User, now: datetime | None = None) -> MarginNote:
    """Be content with what became of a note."""
    note = held_note(note)
    open_round(note.review.report, by)
    note.closed_by, note.closed_at = by, now or timezone.now()
    note.full_clean()
    note.save()
    return note


@transaction.atomic
def explain(*, report: Report, fingerprint: str, text: str, by: User) -> Finding:
    """Say why a finding stands as it is; an empty text takes the explanation back."""
    report = held(report)
    refuse_foreign(report, by, *UNIT_ROLES)
    if report.status not in WRITABLE:
        raise ValidationError("Temuan dijelaskan selama laporan disusun atau direviu.")
    rows = Finding.objects.filter(report=report, fingerprint=fingerprint)
    if not rows.exists():
        record(report=report, found=reviu.review(report.unit, report.year))
    row = rows.first()
    if row is None or row.state == FindingState.DONE:
        raise ValidationError("Temuan ini sudah tidak ada. Muat ulang halaman.")
    row.explanation = text.strip()
    row.state = FindingState.EXPLAINED if row.explanation else FindingState.OPEN
    row.full_clean()
    row.save()
    return row


def open_round(report: Report, by: User) -> Review:
    """The round that is open now; PermissionDenied for others than the reviewer, ValidationError when none is."""
    report = held(report)
    refuse_foreign(report, by, Role.REVIEWER)
    review = report.reviews.filter(closed_at=None).first()
    if review is None or report.status != ReportStatus.IN_REVIEW:
        raise ValidationError(ROUND_ENDED)
    return review


def held(report: Report) -> Report:
    """The report, kept from others until the transaction ends."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("unit", "outline")
    return rows.get(pk=report.pk)


def held_note(note: MarginNote) -> MarginNote:
    """A note that is still open; it waits for whoever moves the report."""
    held(note.review.report)
    found = MarginNote.objects.select_related("review__report__unit").get(pk=note.pk)
    if found.closed_at:
        raise ValidationError(CLOSED_NOTE)
    return found


def refuse_foreign(report: Report, by: User, *roles: Role) -> None:
    if not has_role(by, report.unit, *roles):
        raise PermissionDenied("Peran Anda di unit ini tidak mencakup tindakan tersebut.")
