"""The queue of what was asked for: one job is taken by one worker, and a job whose worker died is taken up again."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from reports.models import ZIP, JobState, RenderJob, ReportAction
from units.inbox import tell
from units.models import Notice

MOST_ATTEMPTS = 3
# A worker says every two seconds that it lives; one that is silent this long is dead.
SILENCE = timedelta(seconds=20)
KEPT = timedelta(days=14)
# A bundle is large: once a newer one is there, it stays only for whoever is about to take it.
REPLACED = timedelta(hours=1)
# Whoever waited longer than this has gone on to something else.
LONG = timedelta(seconds=10)
# The ending of a file that is not written to its end.
HALF = ".sementara"
DIED = (
    "Pembuatan berkas terhenti tiga kali sebelum selesai, misalnya karena memori server habis. "
    "Coba lagi; bila terulang, beri tahu administrator."
)


def take(now: datetime | None = None) -> RenderJob | None:
    """The oldest waiting job, marked as running with one more attempt; None when nothing waits."""
    if not RenderJob.objects.filter(state=JobState.WAITING).exists():
        return None
    # PostgreSQL skips what another worker holds; SQLite lets one writer in at a time.
    is_skipping = connection.features.has_select_for_update_skip_locked
    now = now or timezone.now()
    with transaction.atomic():
        waiting = RenderJob.objects.select_for_update(skip_locked=is_skipping, of=("self",) if is_skipping else ())
        job = waiting.filter(state=JobState.WAITING).order_by("asked_at", "pk").first()
        if job is None:
            return None
        job.state, job.attempts, job.percent, job.doing = JobState.RUNNING, job.attempts + 1, 0, "Membaca data"
        job.started_at, job.beat_at, job.finished_at, job.error = now, now, None, ""
        job.save()
    return job


def mine(job: RenderJob):
    """The row while this attempt still holds it; a worker that was given up for dead changes nothing any more."""
    return RenderJob.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def beat(job: RenderJob, now: datetime | None = None) -> bool:
    """Says that the worker lives; False when the job is no longer its own."""
    return bool(mine(job).update(beat_at=now or timezone.now()))


def note(job: RenderJob, percent: int, doing: str) -> None:
    """Writes how far the job is."""
    mine(job).update(percent=min(percent, 99), doing=doing[:200], beat_at=timezone.now())


def finish(job: RenderJob, pieces: Iterable[bytes], now: datetime | None = None) -> bool:
    """Puts the file in its place whole and ends the job; False, and no file, when it was given to another worker."""
    name, digest = stored(job, pieces)
    now = now or timezone.now()
    notices = [ready_notice(job)] if now - job.asked_at > LONG else []
    done = {"state": JobState.DONE, "percent": 100, "doing": "", "finished_at": now, "file": name, "sha256": digest}
    with transaction.atomic():
        is_mine = bool(mine(job).update(**done))
        tell(notices if is_mine else [])
    if not is_mine:
        default_storage.delete(name)
    return is_mine


def end(job: RenderJob, now: datetime | None = None) -> bool:
    """Ends a job that leaves no file; False when it was given to another worker or called off."""
    return bool(mine(job).update(state=JobState.DONE, percent=100, doing="", finished_at=now or timezone.now()))


def fail(job: RenderJob, error: str, now: datetime | None = None) -> bool:
    """Ends the job with the words why; it may be asked for again. False when it is no longer this attempt's."""
    failed = {"state": JobState.FAILED, "doing": "", "error": error, "finished_at": now or timezone.now()}
    with transaction.atomic():
        is_mine = bool(mine(job).update(**failed))
        tell(failure_notices(job, error) if is_mine else [])
    return is_mine


def give_back(job: RenderJob, error: str = DIED) -> None:
    """Lets the job wait for another attempt after its process died; failed with words after the last one."""
    if job.attempts >= MOST_ATTEMPTS:
        fail(job, error)
    else:
        mine(job).update(state=JobState.WAITING, percent=0, doing="Terhenti; dicoba lagi", beat_at=None)


def reap(now: datetime | None = None) -> int:
    """Gives back every job whose worker has been silent for too long; returns how many."""
    silent = RenderJob.objects.filter(state=JobState.RUNNING, beat_at__lt=(now or timezone.now()) - SILENCE)
    dead = list(silent)
    for job in dead:
        give_back(job)
    return len(dead)


def sweep(now: datetime | None = None) -> int:
    """Removes finished and failed jobs with their files after two weeks, replaced bundles sooner; returns how many."""
    now = now or timezone.now()
    ended = RenderJob.objects.filter(state__in=[JobState.DONE, JobState.FAILED])
    rows = list(ended.filter(Q(finished_at__lt=now - KEPT) | Q(form=ZIP) & Exists(newer_bundles(now - REPLACED))))
    for job in rows:
        job.delete()
        if job.file:
            default_storage.delete(job.file.name)
    for half in Path(default_storage.path("hasil")).glob(f"*/*/*{HALF}"):
        if datetime.fromtimestamp(half.stat().st_mtime, UTC) < now - timedelta(days=1):
            half.unlink(missing_ok=True)
    return len(rows)


def newer_bundles(before: datetime):
    """The bundles, finished before that moment, that came after the one in the query around."""
    held = RenderJob.objects.filter(form=ZIP, state=JobState.DONE, unit=OuterRef("unit"), year=OuterRef("year"))
    return held.filter(finished_at__lt=before, asked_at__gt=OuterRef("asked_at"))


def stored(job: RenderJob, pieces: Iterable[bytes]) -> tuple[str, str]:
    """The name of the file in the storage, where it appears only when every byte is written, and its SHA-256."""
    field = RenderJob._meta.get_field("file")
    name = field.generate_filename(None, f"{uuid4().hex}.{job.form}")
    place = Path(default_storage.path(name))
    place.parent.mkdir(parents=True, exist_ok=True)
    half, digest = place.with_suffix(HALF), sha256()
    try:
        with half.open("wb") as written:
            for piece in pieces:
                written.write(piece)
                digest.update(piece)
            written.flush()
            os.fsync(written.fileno())
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)
    return name, digest.hexdigest()


def ready_notice(job: RenderJob) -> Notice:
    """The message to whoever asked."""
    if job.form == ZIP:
        return bundle_notice(job, "siap diunduh", "Bundel yang Anda minta sudah selesai disusun.")
    report = job.report
    return Notice(
        user=job.asked_by,
        key=f"berkas:{job.pk}:{job.attempts}",
        subject=f"Berkas {job.form.upper()} {report.title} siap diunduh"[:200],
        text="Berkas yang Anda minta sudah selesai disusun.",
        url=reverse("reports:report-files", args=[report.unit.code, report.year]) + ("?bab" if job.part else ""),
    )


def bundle_notice(job: RenderJob, became: str, text: str) -> Notice:
    """The message to whoever asked for a bundle."""
    return Notice(
        user=job.asked_by,
        key=f"berkas:{job.pk}:{job.attempts}",
        subject=f"Bundel {job.year} {job.unit.label} {became}"[:200],
        text=text,
        url=reverse("reports:paper-list", args=[job.unit.code, job.year]) + "#bundel",
    )


def failure_notices(job: RenderJob, error: str) -> list[Notice]:
    """The message that nothing comes, for what people do not sit and wait for."""
    if job.action:
        return [move_notice(job, "tidak jadi", error)]
    return [bundle_notice(job, "tidak jadi disusun", error)] if job.form == ZIP else []


def move_notice(job: RenderJob, became: str, text: str) -> Notice:
    """The message to whoever asked for a move, whether it was made or not."""
    report = job.report
    page = "reports:review-show" if job.action == ReportAction.CLEAR else "reports:report-show"
    return Notice(
        user=job.asked_by,
        key=f"langkah:{job.pk}",
        subject=f"LKj {report.year} {report.unit.label} {became} {job.get_action_display().lower()}"[:200],
        text=text,
        url=reverse(page, args=[report.unit.code, report.year]),
    )
