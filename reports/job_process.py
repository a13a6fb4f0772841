"""One job in a process of its own: its memory goes back with it, and its death takes nobody along."""

import multiprocessing
import signal
import time
from collections.abc import Callable

from django.db import connections

from reports import job_queue, progress, publishing
from reports.facts import facts_of
from reports.models import RenderJob
from reports.publishing import PublishingError
from reports.writers.pictures import PictureError

BEAT, NOTE = 2.0, 0.5
BROKEN = (
    "Berkas tidak dapat disusun karena kesalahan program ({}). Beri tahu administrator; rinciannya ada di log pekerja."
)
# Forked, so that the libraries are loaded once.
FORKING = multiprocessing.get_context("fork")


def run(job: RenderJob, logged: Callable[[str], None] = print) -> None:
    """Renders the job in a child process and says meanwhile that it lives; a child that died gives the job back."""
    # A connection must not be shared by two processes.
    connections.close_all()
    child = FORKING.Process(target=in_child, args=(job,), daemon=True)
    child.start()
    while child.is_alive():
        child.join(BEAT)
        if child.is_alive() and not job_queue.beat(job):
            child.kill()
    if child.exitcode:
        logged(f"Permintaan {job.pk} ({job}) terhenti, kode {child.exitcode}.")
        job_queue.give_back(job)


def in_child(job: RenderJob) -> None:
    """The child's work; asked to stop, the worker lets it finish."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    render(job)
    connections.close_all()


def render(job: RenderJob) -> None:
    """Writes the file of a job; what cannot be written fails with words."""
    try:
        with progress.heard_by(Notes(job)):
            content = publishing.WRITERS[job.form](facts_of(job.report))
        job_queue.finish(job, content)
    except (PublishingError, PictureError) as error:
        job_queue.fail(job, str(error))
    except Exception as error:
        job_queue.fail(job, BROKEN.format(type(error).__name__))
        raise


class Notes:
    """Writes progress to the job, not more often than anybody can read."""

    def __init__(self, job: RenderJob):
        self.job, self.last = job, 0.0

    def __call__(self, percent: int, doing: str) -> None:
        if time.monotonic() - self.last >= NOTE:
            self.last = time.monotonic()
            job_queue.note(self.job, percent, doing)
