"""How a report stands on its way to publication: in words, with the next steps, its history and its editions."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from lakin.formatting import date_long
from reports.authenticity import public_url
from reports.content import content_hash
from reports.facts import facts_of
from reports.freezing import FROZEN, VALID, person
from reports.lifecycle import TRANSITIONS, VOID, Examined
from reports.models import Edition, EditionFile, EditionState, Report, ReportAction, ReportStatus, ReportStep, Review
from reports.moving import Asked
from units.access import has_role

BUTTONS = {
    ReportAction.HAND_IN: "Ajukan untuk direviu",
    ReportAction.RETURN: "Minta perbaikan",
    ReportAction.CLEAR: "Nyatakan telah direviu",
    ReportAction.FINALIZE: "Finalkan",
    ReportAction.PUBLISH: "Terbitkan",
    ReportAction.WITHDRAW: "Tarik",
    ReportAction.REOPEN: "Buka versi baru",
}
# Addresses speak Indonesian.
SLUGS = {
    ReportAction.HAND_IN: "ajukan",
    ReportAction.RETURN: "kembalikan",
    ReportAction.CLEAR: "nyatakan",
    ReportAction.FINALIZE: "finalkan",
    ReportAction.PUBLISH: "terbitkan",
    ReportAction.WITHDRAW: "tarik",
    ReportAction.REOPEN: "buka",
}
# What a person is told before the move is made.
CONSEQUENCES = {
    ReportAction.HAND_IN: (
        "Pereviu APIP diberi tahu dan memeriksa laporan di meja reviu.",
        "Laporan masih dapat diperbaiki selama direviu; pereviu selalu membaca isi yang terbaru.",
    ),
    ReportAction.RETURN: (
        "Laporan kembali menjadi draf dan perencana unit membaca catatan Anda.",
        "Pernyataan telah direviu yang pernah dibuat untuk isi ini tidak berlaku lagi.",
    ),
    ReportAction.CLEAR: (
        "Pernyataan Telah Direviu memuat SHA-256 naskah PDF seperti sekarang, nama Anda, dan tanggalnya.",
        "Butir daftar uji yang terbukti mesin tercatat terpenuhi atas nama Anda.",
        "Setiap perubahan isi sesudahnya membuat pernyataan ini tidak berlaku lagi.",
        "PDF disusun di belakang layar, sampai satu menit; kemajuannya tampil di meja reviu.",
    ),
    ReportAction.FINALIZE: (
        "HTML, PDF, Word, Excel, dan datanya dibekukan beserta SHA-256-nya; perubahan data tidak mengubahnya lagi.",
        "PDF memuat Pernyataan Telah Direviu dan kode QR menuju halaman verifikasi.",
        "Semua berkas disusun di belakang layar, sampai satu menit; kemajuannya tampil di halaman laporan.",
    ),
    ReportAction.PUBLISH: (
        "Laporan tampil di halaman Dokumen terbit, dan siapa pun dapat mengunduh PDF tanpa masuk.",
        "Capaian dan anggarannya menjadi data terbuka.",
    ),
    ReportAction.WITHDRAW: (
        "Halaman verifikasi menyebut laporan ini ditarik beserta alasannya, dan PDF tidak dapat diunduh lagi.",
    ),
    ReportAction.REOPEN: (
        "Laporan menjadi draf dan dapat diubah lagi.",
        "Edisi yang sekarang berlaku tetap berlaku sampai versi baru difinalkan, lalu tercatat sebagai direvisi.",
    ),
}


@dataclass(frozen=True)
class NextMove:
    """A step that this person may take now; what matters most comes first."""

    slug: str
    label: str


@dataclass(frozen=True)
class EditionRow:
    """An edition with its public address, who froze it, and its frozen files without their bytes."""

    edition: Edition
    url: str
    frozen_by: str
    mark: str
    files: tuple[EditionFile, ...]


@dataclass(frozen=True)
class ReportState:
    """What the box at the head of the report says."""

    words: str
    is_void: bool
    is_frozen: bool
    moves: tuple[NextMove, ...]
    steps: tuple[ReportStep, ...]
    editions: tuple[EditionRow, ...]
    review: Review | None
    asked: Asked | None

    @property
    def frozen(self) -> EditionRow | None:
        """The edition that stands for the report; None while a version is written."""
        return next((row for row in self.editions if row.edition.state in VALID), None) if self.is_frozen else None


# How the seal of an edition looks, as the marks of the rest of the site.
MARKS = {
    EditionState.FINAL: "near",
    EditionState.PUBLISHED: "met",
    EditionState.REPLACED: "unknown",
    EditionState.WITHDRAWN: "far_below",
}


def state_of(report: Report, user, read: Examined, asked: Asked | None) -> ReportState:
    """The state of a report for a person, as it and what was asked of it were read; a constant number of queries."""
    review = report.reviews.select_related("closed_by", "opened_by").first()
    steps = tuple(report.steps.select_related("by").order_by("-at", "-pk"))
    editions = editions_of(report)
    is_void = report.status == ReportStatus.REVIEWED and (not review or read.content_hash != review.content_hash)
    is_moving = asked is not None and asked.is_active
    words = VOID if is_void else words_of(report, review, steps, editions)
    apart = elsewhere(report, is_void, editions) | ({asked.job.action} if is_moving else set())
    moves = tuple(
        NextMove(SLUGS[action], BUTTONS[action])
        for action, move in TRANSITIONS.items()
        if report.status in move.before | move.beside and action not in apart and has_role(user, report.unit, move.role)
    )
    return ReportState(
        asked.standing(report) if is_moving else words,
        is_void,
        report.status in FROZEN,
        moves,
        steps,
        editions,
        review,
        asked,
    )


def is_changed(report: Report, review: Review | None) -> bool:
    """Whether the report says something else than when it was reviewed."""
    return review is None or content_hash(facts_of(report)) != review.content_hash


def elsewhere(report: Report, is_void: bool, editions: tuple[EditionRow, ...]) -> set[ReportAction]:
    """The moves that are made at the desk of reviu, and those that would change nothing."""
    found = {ReportAction.CLEAR} | ({ReportAction.RETURN} if report.status == ReportStatus.IN_REVIEW else set())
    if not any(row.edition.state in VALID for row in editions) and report.is_draft:
        found |= {ReportAction.WITHDRAW}
    if report.status == ReportStatus.REVIEWED:
        found |= {ReportAction.FINALIZE} if is_void else {ReportAction.HAND_IN}
    return found


def words_of(report, review, steps, editions) -> str:
    """One or two sentences: where the report is, since when, and whose turn it is."""
    # Withdrawing the edition beside a new version moved nothing of that version.
    steps = [step for step in steps if step.action != ReportAction.WITHDRAW or step.status == ReportStatus.WITHDRAWN]
    since = on(steps[0].at) if steps else ""
    by = person(steps[0].by) if steps else ""
    valid = next((row.edition for row in editions if row.edition.state in VALID), None)
    if report.status == ReportStatus.DRAFT:
        if valid:
            return f"Versi baru sedang disusun. Edisi {valid.number} tetap berlaku sampai versi ini difinalkan."
        if steps and steps[0].action == ReportAction.RETURN:
            return f"Dikembalikan pereviu {since} untuk diperbaiki. Perencana mengajukannya kembali."
        return "Laporan sedang disusun. Setelah lengkap, perencana mengajukannya untuk direviu."
    return {
        ReportStatus.IN_REVIEW: f"Sedang direviu APIP sejak {since}, diajukan oleh {by}.",
        ReportStatus.REVIEWED: f"Dinyatakan telah direviu {since} oleh {by}. Pimpinan memfinalkannya.",
        ReportStatus.FINAL: f"Difinalkan {since} oleh {by}. Isinya beku; pimpinan menerbitkannya.",
        ReportStatus.PUBLISHED: f"Terbit sejak {since}. Siapa pun dapat membaca dan memeriksanya.",
        ReportStatus.WITHDRAWN: f"Ditarik {since} oleh {by}. Perencana dapat membuka versi baru.",
    }[report.status]


def on(moment) -> str:
    return date_long(timezone.localdate(moment))


def editions_of(report: Report) -> tuple[EditionRow, ...]:
    """Every edition, the latest first; two queries."""
    files = Prefetch("files", EditionFile.objects.defer("content").order_by("form"))
    rows = report.editions.select_related("frozen_by").prefetch_related(files).order_by("-number")
    return tuple(
        EditionRow(row, public_url(row.code), person(row.frozen_by), MARKS[row.state], tuple(row.files.all()))
        for row in rows
    )


def place_of(action: ReportAction, report: Report) -> str:
    """Where a move leads to: the desk for what reviewers do, else the page of the report."""
    at_desk = action in (ReportAction.RETURN, ReportAction.CLEAR)
    name = "reports:review-show" if at_desk else "reports:report-show"
    return reverse(name, kwargs={"code": report.unit.code, "year": report.year})
