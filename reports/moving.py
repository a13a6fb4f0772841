"""Moves of a report that write files: asked for on a page, made by the worker, told in the inbox."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from reports import job_queue, jobs, lifecycle
from reports.models import ACTIVE, JobState, RenderJob, Report, ReportAction
from units.inbox import tell
from units.models import User
from units.trail import acting

# What is looked at when a move is asked for, and what makes it later.
CHECKS = {ReportAction.CLEAR: lifecycle.clearable, ReportAction.FINALIZE: lifecycle.finalizable}
VERBS = {ReportAction.CLEAR: lifecycle.clearing, ReportAction.FINALIZE: lifecycle.finalizing}


@dataclass(frozen=True)
class Asked:
    """A move that somebody asked for and that is not made yet, or could not be; `is_stuck` when no worker runs."""

    job: RenderJob
    is_stuck: bool = False

    @property
    def is_active(self) -> bool:
        return self.job.state in ACTIVE

    @property
    def words(self) -> str:
        return lifecycle.WORDS[ReportAction(self.job.action)]

    def standing(self, report: Report) -> str:
        """How the report stands while the move is under way."""
        until = report.get_status_display().lower()
        return f"Sedang diproses: laporan ini sedang {self.words}. Sampai selesai, statusnya {until}."


def ask(*, report: Report, action: ReportAction, by: User, seen: str, note: str = "", now=None) -> RenderJob:
    """The job that makes the move, or is about to: a second click gets the first one's. Raises what is in the way."""
    CHECKS[action](report=report, by=by, seen=seen, now=now)
    job = RenderJob(
        report=report, action=action, note=note.strip(), content_hash=seen, asked_by=by, asked_at=now or timezone.now()
    )
    job.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        return RenderJob.objects.filter(report=report).exclude(action="").first()
    return job


def carry_out(job: RenderJob) -> None:
    """Makes the move: it and the end of its job are written together or not at all."""
    action = ReportAction(job.action)
    try:
        conclude = VERBS[action](report=job.report, by=job.asked_by, seen=job.content_hash, note=job.note)
        # The worker only lends its hands: the trail names whoever asked.
        with transaction.atomic(), acting(user=job.asked_by):
            # The report first, as every other move does: two that wait for each other would never end.
            Report.objects.select_for_update().get(pk=job.report_id)
            if job_queue.end(job):
                conclude()
                tell([job_queue.move_notice(job, "sudah", lifecycle.NEXT[action])])
    except ValidationError as error:
        job_queue.fail(job, " ".join(error.messages))
    except PermissionDenied as error:
        job_queue.fail(job, str(error))


def asked_of(report: Report, now: datetime | None = None) -> Asked | None:
    """The last move that was asked for, while it is under way or failed after the last step; None otherwise.

    A page asks before it says how the report stands: a move that is over by then has its status, too.
    """
    job = RenderJob.objects.filter(report=report).exclude(action="").select_related("asked_by").first()
    if job is None:
        return None
    if job.state == JobState.DONE:
        # The worker may have ended it since the report was read.
        report.refresh_from_db(fields=["status"])
        return None
    if job.state == JobState.FAILED:
        return None if report.steps.filter(at__gte=job.finished_at).exists() else Asked(job)
    return Asked(job, jobs.is_stuck([job], now or timezone.now()))
