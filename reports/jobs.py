"""A file of a report that is asked for: the same question has one answer, and it says how far it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from reports.content import content_hash
from reports.facts import facts_of
from reports.models import ACTIVE, JobState, RenderJob, Report, SectionPart
from reports.outlines import entries_of
from units.access import visible_units
from units.models import User

# Formats that take longer than a page may take; HTML and JSON are written while one waits.
FORMS = {
    "pdf": "Dokumen resmi untuk dicetak dan dikirim",
    "docx": "Dokumen Word yang masih dapat disunting",
    "xlsx": "Semua tabel laporan dalam Excel",
}
# What decides how the same facts are written.
SOURCES = (
    *(f"{app}/**/*.py" for app in ("lakin", "units", "indicators", "agreements", "budget", "reports")),
    *("templates/reports/**/*.*", "static/document.css", "requirements.txt"),
)
# A worker takes a waiting job within a second or two and gives a sign of life every few seconds.
PATIENCE, SIGN_OF_LIFE = timedelta(seconds=15), timedelta(seconds=30)


class AskingError(Exception):
    """A file that cannot be asked for; the message says why, in Indonesian."""


@dataclass(frozen=True)
class FileState:
    """One format of a report: its last job, None before anybody asked; `is_current` None while nobody compared."""

    form: str
    about: str
    job: RenderJob | None = None
    is_current: bool | None = None
    part: str = ""

    @property
    def name(self) -> str:
        """What is asked for, in a button: the format, or for a chapter its number."""
        return self.about.partition(": ")[0] if self.part else self.form.upper()

    @property
    def is_active(self) -> bool:
        return self.job is not None and self.job.state in ACTIVE

    @property
    def is_done(self) -> bool:
        return self.job is not None and self.job.state == JobState.DONE

    @property
    def is_failed(self) -> bool:
        return self.job is not None and self.job.state == JobState.FAILED

    @property
    def may_be_asked(self) -> bool:
        """Whether asking would bring anything new."""
        return self.job is None or self.is_failed or self.is_current is False


@dataclass(frozen=True)
class Files:
    """The files of a report; `is_stuck` when a job waits and no worker gives a sign of life."""

    states: tuple[FileState, ...]
    is_stuck: bool = False
    is_of_chapters: bool = False

    @property
    def is_active(self) -> bool:
        return any(state.is_active for state in self.states)


def ask(*, report: Report, form: str, by: User, part: str = "", now: datetime | None = None) -> RenderJob:
    """The job for the report as it is now: the one that already answers or is being answered, else a new one.

    `part` is the key of a chapter of which only its own pages are wanted, as PDF.
    """
    if form not in FORMS:
        raise AskingError(f"Format {form} tidak disusun sebagai berkas.")
    if part and (form != "pdf" or part not in chapters_of(report)):
        raise AskingError("Bab ini tidak ada dalam kerangka laporan.")
    if not visible_units(by).filter(pk=report.unit_id).exists():
        raise AskingError("Laporan ini di luar unit kerja Anda.")
    if not report.is_draft:
        raise AskingError("Laporan ini sudah final; unduh berkas edisinya.")
    fingerprint = fingerprint_of(report)
    return answered(report, form, fingerprint, part) or made(report, form, fingerprint, by, now or timezone.now(), part)


def chapters_of(report: Report) -> dict[str, str]:
    """The chapters of a report by their keys, each as "Bab I: Pendahuluan"."""
    chapters = (one for one in entries_of(report.outline) if one.level == 1 and one.part == SectionPart.BODY)
    return {one.key: f"{one.number}: {one.title}" for one in chapters}


def fingerprint_of(report: Report) -> str:
    """The mark of what a file would hold now."""
    return fingerprint_with(content_hash(facts_of(report)))


def fingerprint_with(content: str) -> str:
    """The mark of a file: what the report says, and the program that writes it."""
    return sha256(f"{content} {program_mark()}".encode()).hexdigest()


@cache
def program_mark() -> str:
    """The mark of the program's own files, so that a new layout gives new files without a new version."""
    digest = sha256()
    for path in sorted(path for pattern in SOURCES for path in Path(settings.BASE_DIR).glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def answered(report: Report, form: str, fingerprint: str, part: str) -> RenderJob | None:
    """The job that answers or will answer; None when there is none, it failed, or its file is gone."""
    job = unfailed(report, form, fingerprint, part).first()
    if job is None or job.state != JobState.DONE or job.file.storage.exists(job.file.name):
        return job
    job.delete()
    return None


def made(report, form, fingerprint, by, now, part) -> RenderJob:
    """A new job; of two people who ask at the same moment both get the same one."""
    job = RenderJob(report=report, form=form, part=part, content_hash=fingerprint, asked_by=by, asked_at=now)
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        return unfailed(report, form, fingerprint, part).get()
    return job


def unfailed(report, form, fingerprint, part=""):
    """The jobs with this content that did not fail: at most one."""
    rows = RenderJob.objects.filter(report=report, form=form, part=part, content_hash=fingerprint)
    return rows.exclude(state=JobState.FAILED)


def ready(report: Report, form: str) -> RenderJob | None:
    """The finished job for the report as it is now; None while there is no such file. Writes nothing."""
    job = unfailed(report, form, fingerprint_of(report)).filter(state=JobState.DONE).first()
    return job if job and job.file.storage.exists(job.file.name) else None


def files_of(report: Report, now: datetime | None = None, content: Callable[[], str] | None = None) -> Files:
    """The last job of every format; finished ones are compared with the report once nothing is being made.

    `content` gives the mark of what the report says where that was read already.
    """
    last = last_jobs(report, part="")
    compared = compared_with(report, last, content)
    states = (state_of(form, about, last.get((form, "")), compared) for form, about in FORMS.items())
    return Files(tuple(states), is_stuck(list(last.values()), now or timezone.now()))


def chapter_files(report: Report, now: datetime | None = None, content: Callable[[], str] | None = None) -> Files:
    """The last PDF of every chapter on its own, for whoever writes it."""
    last = last_jobs(report, part__gt="")
    compared = compared_with(report, last, content)
    states = (
        replace(state_of("pdf", about, last.get(("pdf", key)), compared), part=key)
        for key, about in chapters_of(report).items()
    )
    return Files(tuple(states), is_stuck(list(last.values()), now or timezone.now()), is_of_chapters=True)


def last_jobs(report: Report, **which) -> dict[tuple[str, str], RenderJob]:
    """The last job of every format and part."""
    rows = RenderJob.objects.filter(report=report, action="", **which).select_related("asked_by")
    return {(job.form, job.part): job for job in rows.order_by("asked_at", "pk")}


def compared_with(report: Report, last: dict, content: Callable[[], str] | None) -> str | None:
    """What a file would hold now; None while something is being made or where there is nothing to compare."""
    states = {job.state for job in last.values()}
    if JobState.DONE not in states or states & set(ACTIVE):
        return None
    return fingerprint_with(content()) if content else fingerprint_of(report)


def state_of(form: str, about: str, job: RenderJob | None, compared: str | None) -> FileState:
    is_current = None if job is None or compared is None else job.content_hash == compared
    return FileState(form, about, job, is_current)


def is_stuck(active: list[RenderJob], now: datetime) -> bool:
    """True when a job waits longer than a worker needs to take it, and no job anywhere shows a living worker."""
    if not any(job.state == JobState.WAITING and job.asked_at < now - PATIENCE for job in active):
        return False
    since = now - SIGN_OF_LIFE
    return not RenderJob.objects.filter(beat_at__gte=since).exists()
