"""The life of a report: draft, review, final, published, withdrawn; every move is a verb and leaves a step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from indicators.workflow import Conflict
from lakin.formatting import date_long, number
from reports import freezing, reviu
from reports.checklist import ROUND_ENDED, proven_answers, rows_of
from reports.content import content_hash, drafted
from reports.facts import Facts, facts_of
from reports.models import (
    ACTIVE,
    Edition,
    EditionState,
    FindingState,
    JobState,
    MarginNote,
    RenderJob,
    Report,
    ReportAction,
    ReportStatus,
    ReportStep,
    Review,
    Severity,
)
from reports.publishing import WRITERS
from reports.rendering import AddressError
from reports.reviu.found import Found
from reports.reviu.recording import fingerprint, record
from reports.wording import inside
from reports.writers.pictures import PictureError
from units.access import has_role, holders
from units.inbox import tell
from units.models import Notice, Role, User

DRAFT, IN_REVIEW, REVIEWED, FINAL, PUBLISHED, WITHDRAWN = ReportStatus
CHANGED = "Isi laporan berubah sejak halaman ini dibuka. Baca kembali, lalu putuskan."
OWN = "Anda sendiri yang mengajukan laporan ini; orang lain yang harus mereviunya."
VOID = (
    "Isi laporan berubah sesudah dinyatakan telah direviu, sehingga pernyataannya tidak berlaku lagi. "
    "Ajukan kembali untuk direviu."
)

NOTHING_FROZEN = "Laporan ini tidak mempunyai edisi yang dibekukan. Buka versi baru, lalu finalkan."
EARLY = "Tahun {year} belum berakhir; laporan ini dapat dinyatakan telah direviu dan difinalkan mulai {day}."
HOLDS = "Pernyataan telah direviu masih berlaku untuk isi laporan sekarang; tidak perlu diajukan kembali."


@dataclass(frozen=True)
class Move:
    """From which statuses to which one, who may make it, and who is told because the next move is theirs.

    In a status of `beside` the move is made of the edition that stands while a new version is written, whose own status
    it leaves.
    """

    before: frozenset[ReportStatus]
    after: ReportStatus
    role: Role
    told: Role
    beside: frozenset[ReportStatus] = frozenset()


TRANSITIONS = {
    ReportAction.HAND_IN: Move(frozenset({DRAFT, REVIEWED}), IN_REVIEW, Role.PLANNER, Role.REVIEWER),
    ReportAction.RETURN: Move(frozenset({IN_REVIEW, REVIEWED}), DRAFT, Role.REVIEWER, Role.PLANNER),
    ReportAction.CLEAR: Move(frozenset({IN_REVIEW}), REVIEWED, Role.REVIEWER, Role.LEADER),
    ReportAction.FINALIZE: Move(frozenset({REVIEWED}), FINAL, Role.LEADER, Role.PLANNER),
    ReportAction.PUBLISH: Move(frozenset({FINAL}), PUBLISHED, Role.LEADER, Role.PLANNER),
    ReportAction.WITHDRAW: Move(
        frozenset({FINAL, PUBLISHED}), WITHDRAWN, Role.LEADER, Role.PLANNER, frozenset({DRAFT, IN_REVIEW, REVIEWED})
    ),
    ReportAction.REOPEN: Move(frozenset({FINAL, PUBLISHED, WITHDRAWN}), DRAFT, Role.PLANNER, Role.LEADER),
}
WORDS = {
    ReportAction.HAND_IN: "diajukan untuk direviu",
    ReportAction.RETURN: "dikembalikan",
    ReportAction.CLEAR: "dinyatakan telah direviu",
    ReportAction.FINALIZE: "difinalkan",
    ReportAction.PUBLISH: "diterbitkan",
    ReportAction.WITHDRAW: "ditarik",
    ReportAction.REOPEN: "dibuka sebagai versi baru",
}


@dataclass(frozen=True)
class Examined:
    """A report as it was read at one moment: its facts, what the rules find in them, and their mark."""

    facts: Facts
    found: tuple[Found, ...]

    @cached_property
    def content_hash(self) -> str:
        return content_hash(self.facts)


def examine(report: Report) -> Examined:
    """Reads the report once."""
    dossier = reviu.dossier_of(report)
    return Examined(dossier.facts, reviu.linked(dossier))


@transaction.atomic
def hand_in(*, report: Report, by: User, note: str = "", now: datetime | None = None) -> Report:
    """Open a round of review; what the rules find now is recorded. A statement that still holds needs no other."""
    report, now = held(report, ReportAction.HAND_IN, by), now or timezone.now()
    read = examine(report)
    if report.status == REVIEWED and read.content_hash == reviewed_mark(report):
        raise ValidationError(HOLDS)
    record(report=report, found=read.found)
    number_of_round = 1 + report.reviews.count()
    review = Review(report=report, number=number_of_round, opened_at=now, opened_by=by)
    review.full_clean()
    review.save()
    return moved(ReportAction.HAND_IN, report, by, now, note)


@transaction.atomic
def send_back(*, report: Report, note: str, by: User, now: datetime | None = None) -> Report:
    """Return the report to the unit with what is to be mended; a statement made before does not hold any more."""
    report, now = held(report, ReportAction.RETURN, by), now or timezone.now()
    if review := report.reviews.filter(closed_at=None).first():
        close(review, by, now, note)
    return moved(ReportAction.RETURN, report, by, now, note)


def clear(**given) -> Report:
    """State that the exact PDF of this moment was reviewed; takes and raises what `clearing` does."""
    conclude = clearing(**given)
    with transaction.atomic():
        return conclude()


def clearing(*, report: Report, by: User, seen: str | None = None, note: str = "", now=None) -> Callable[[], Report]:
    """Writes the PDF that is reviewed; what it returns makes the move, inside a transaction.

    `seen` is the mark of the content the reviewer looked at; Conflict when it changed since, ValidationError lists what
    stands in the way. The PDF is written before the transaction, so that nobody waits for it.
    """
    now = now or timezone.now()
    read = clearable(report=report, by=by, seen=seen, now=now)
    pdf = files_of(lambda: {"pdf": WRITERS["pdf"](drafted(read.facts))})["pdf"]

    def conclude() -> Report:
        locked = held(report, ReportAction.CLEAR, by)
        record(report=locked, found=read.found)
        if lacks := lacks_of(locked, read.found, now):
            raise ValidationError(lacks)
        review = locked.reviews.get(closed_at=None)
        for answer in proven_answers(rows_of(review, read.found), review, by, now):
            answer.full_clean()
            answer.save()
        review.is_cleared, review.content_hash = True, read.content_hash
        review.pdf_sha256 = freezing.sha256(pdf).hexdigest()
        close(review, by, now, note)
        return moved(ReportAction.CLEAR, locked, by, now, note)

    return conclude


def clearable(*, report: Report, by: User, seen: str | None = None, now: datetime | None = None) -> Examined:
    """The report as it would be cleared now; raises what stands in the way."""
    report = fresh(report, ReportAction.CLEAR, by)
    if report.reviews.filter(closed_at=None, opened_by=by).exists():
        raise ValidationError(OWN)
    read = examine(report)
    if seen is not None and seen != read.content_hash:
        raise Conflict(CHANGED)
    if lacks := lacks_of(report, read.found, now):
        raise ValidationError(lacks)
    return read


def finalize(**given) -> Edition:
    """Freeze the report as it was reviewed; takes and raises what `finalizing` does."""
    conclude = finalizing(**given)
    with transaction.atomic():
        return conclude()


def finalizing(*, report: Report, by: User, seen: str | None = None, note: str = "", now=None) -> Callable[[], Edition]:
    """Writes all files of an edition; what it returns makes the move, inside a transaction.

    The files are of the one reading whose mark was compared with that of the review; ValidationError when it differs.
    """
    now = now or timezone.now()
    report, review, facts = finalizable(report=report, by=by, seen=seen, now=now)
    proof = freezing.coming(report, review, by, now)
    files = files_of(lambda: freezing.written(facts, proof))

    def conclude() -> Edition:
        locked = held(report, ReportAction.FINALIZE, by)
        if reviewed(locked) != review:
            raise Conflict(CHANGED)
        edition = freezing.freeze(report=locked, review=review, files=files, proof=proof, by=by)
        moved(ReportAction.FINALIZE, locked, by, now, note)
        return edition

    return conclude


def finalizable(
    *, report: Report, by: User, seen: str | None = None, now: datetime | None = None
) -> tuple[Report, Review, Facts]:
    """The report, its review and its facts as they would be frozen now; raises what stands in the way."""
    report = fresh(report, ReportAction.FINALIZE, by)
    if early := early_of(report, now):
        raise ValidationError(early)
    review, facts = reviewed(report), facts_of(report)
    if content_hash(facts) != review.content_hash:
        raise ValidationError(VOID)
    if seen is not None and seen != review.content_hash:
        raise Conflict(CHANGED)
    return report, review, facts


@transaction.atomic
def publish(*, report: Report, by: User, note: str = "", now: datetime | None = None) -> Report:
    """Open the frozen report to everybody."""
    report, now = held(report, ReportAction.PUBLISH, by), now or timezone.now()
    edition = valid_edition(report)
    edition.state, edition.published_at = EditionState.PUBLISHED, now
    edition.full_clean()
    edition.save()
    return moved(ReportAction.PUBLISH, report, by, now, note)


@transaction.atomic
def withdraw(*, report: Report, note: str, by: User, now: datetime | None = None) -> Report:
    """Take a final report back; everybody who verifies it reads the reason. A new version that is written goes on."""
    report, now = held(report, ReportAction.WITHDRAW, by), now or timezone.now()
    edition = valid_edition(report)
    edition.state, edition.ended_at, edition.ended_because = EditionState.WITHDRAWN, now, note.strip()
    if not edition.ended_because:
        raise ValidationError("Alasan penarikan wajib diisi.")
    edition.full_clean()
    edition.save()
    return moved(ReportAction.WITHDRAW, report, by, now, note)


@transaction.atomic
def reopen(*, report: Report, note: str, by: User, now: datetime | None = None) -> Report:
    """Begin a new version; the edition that is valid stays so until the new one is final."""
    report = held(report, ReportAction.REOPEN, by)
    return moved(ReportAction.REOPEN, report, by, now or timezone.now(), note)


def fresh(report: Report, action: ReportAction, by: User) -> Report:
    """The report as it is stored now; raises as `refuse_move`."""
    report = Report.objects.select_related("unit", "outline").get(pk=report.pk)
    refuse_move(action, report, by)
    return report


def held(report: Report, action: ReportAction, by: User) -> Report:
    """The report, kept from others until the transaction ends; raises as `refuse_move`."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("unit", "outline")
    report = rows.get(pk=report.pk)
    refuse_move(action, report, by)
    return report


def refuse_move(action: ReportAction, report: Report, by: User) -> None:
    """Raises PermissionDenied for the wrong role, ValidationError for a status the move does not start from."""
    move = TRANSITIONS[action]
    if not has_role(by, report.unit, move.role):
        raise PermissionDenied(f"Tindakan ini untuk {inside(move.role.label)} unit ini.")
    if not applies(action, report):
        status = report.get_status_display().lower()
        raise ValidationError(f"Laporan berstatus {status} tidak dapat {WORDS[action]}. Muat ulang halaman ini.")


def applies(action: ReportAction, report: Report) -> bool:
    """Whether the move starts from where the report is now, or from the edition that stands beside it."""
    move = TRANSITIONS[action]
    return report.status in move.before or (report.status in move.beside and standing(report) is not None)


def moved(action: ReportAction, report: Report, by: User, now: datetime, note: str = "") -> Report:
    """Brings the report to its new status, writes the step, and tells those whose turn it is."""
    move = TRANSITIONS[action]
    is_of_report = report.status in move.before
    if is_of_report:
        report.status = move.after
        report.full_clean()
        report.save()
        drop_asked(report, action, now)
    step = ReportStep(report=report, action=action, status=report.status, by=by, at=now, note=note.strip())
    step.full_clean()
    step.save()
    url = reverse(PAGES.get(action, "reports:report-show"), kwargs={"code": report.unit.code, "year": report.year})
    people = [user for user in holders(report.unit, move.told) if user != by]
    what = "LKj" if is_of_report else "Edisi LKj"
    subject = f"{what} {report.year} {report.unit.label} {WORDS[action]}"[:200]
    key = f"lkj-{report.pk}-{step.pk}"
    tell(Notice(user=user, key=key, subject=subject, text=step.note or NEXT[action], url=url) for user in people)
    return report


def drop_asked(report: Report, action: ReportAction, now: datetime) -> None:
    """Ends a move that the worker has not made yet: it was asked for of a report that stood elsewhere."""
    words = f"Laporan sudah {WORDS[action]} sebelum langkah ini selesai dikerjakan."
    asked = RenderJob.objects.filter(report=report, state__in=ACTIVE).exclude(action="")
    asked.update(state=JobState.FAILED, doing="", error=words, finished_at=now)


PAGES = {ReportAction.HAND_IN: "reports:review-show", ReportAction.RETURN: "reports:review-show"}
NEXT = {
    ReportAction.HAND_IN: "Buka meja reviu: jawab daftar uji, lalu kembalikan atau nyatakan telah direviu.",
    ReportAction.RETURN: "Perbaiki laporan, jawab catatan pereviu, lalu ajukan kembali.",
    ReportAction.CLEAR: "Laporan dapat difinalkan selama isinya tidak berubah.",
    ReportAction.FINALIZE: "Isi laporan sudah dibekukan. Pimpinan dapat menerbitkannya.",
    ReportAction.PUBLISH: "Laporan dapat dibaca dan diperiksa siapa saja.",
    ReportAction.WITHDRAW: "Laporan ini tidak berlaku lagi.",
    ReportAction.REOPEN: "Edisi lama tetap berlaku sampai versi baru difinalkan.",
}


def valid_edition(report: Report) -> Edition:
    """The edition that stands for the report; ValidationError for a status that came with an import."""
    if (found := standing(report)) is None:
        raise ValidationError(NOTHING_FROZEN)
    return found


def standing(report: Report) -> Edition | None:
    """The edition that is valid now; None before the first and after a withdrawal."""
    return report.editions.filter(state__in=freezing.VALID).first()


def close(review: Review, by: User, now: datetime, note: str) -> None:
    review.closed_by, review.closed_at, review.note = by, now, note.strip()
    review.full_clean()
    review.save()


def reviewed(report: Report) -> Review:
    """The round that the status rests on; ValidationError when there is none."""
    review = report.reviews.select_related("closed_by").first()
    if review is None or not review.is_cleared:
        raise ValidationError("Laporan ini belum dinyatakan telah direviu.")
    return review


def reviewed_mark(report: Report) -> str:
    """The mark of what was reviewed last; empty when nothing was."""
    review = report.reviews.first()
    return review.content_hash if review else ""


def early_of(report: Report, now: datetime | None = None) -> list[str]:
    """Why a report cannot be finished before the last day of its year, with that day; empty from then on."""
    day = date(report.year, 12, 31)
    return [EARLY.format(year=report.year, day=date_long(day))] if timezone.localdate(now) < day else []


def lacks_of(report: Report, found: tuple[Found, ...], now: datetime | None = None) -> list[str]:
    """Every reason why a report cannot be stated as reviewed, in words; empty when it can."""
    review = report.reviews.filter(closed_at=None).first()
    if review is None:
        return [ROUND_ENDED]
    explained = set(report.findings.filter(state=FindingState.EXPLAINED).values_list("fingerprint", flat=True))
    blocking = [one for one in found if one.severity == Severity.BLOCKING and fingerprint(one) not in explained]
    unread = [row for row in rows_of(review, found) if not row.is_settled]
    notes = MarginNote.objects.filter(review__report=report, closed_at=None).count()
    counted = (
        (len(blocking), "temuan yang menghalangi belum diperbaiki atau dijelaskan"),
        (len(unread), "butir daftar uji belum dijawab"),
        (notes, "catatan tepi belum diselesaikan"),
    )
    return early_of(report, now) + [f"{number(count, 0)} {words}." for count, words in counted if count]


def files_of(write) -> dict[str, bytes]:
    """What is written; ValidationError where a picture stands in the way."""
    try:
        return write()
    except (PictureError, AddressError) as error:
        raise ValidationError(f"Berkas tidak dapat disusun: {error}") from error
