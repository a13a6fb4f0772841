"""Jobs in a process of their own that stays warm: it keeps laid-out parts, and its death takes nobody along."""

import logging
import multiprocessing
import resource
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import close_old_connections, connections

from reports import job_queue, moving, progress, publishing
from reports.bundle import packing
from reports.facts import facts_of
from reports.models import ZIP, RenderJob
from reports.pagination import Shelf, kept_on
from reports.publishing import PublishingError
from reports.writers.pictures import PictureError

logger = logging.getLogger(__name__)
BEAT, NOTE = 2.0, 0.5
# How long a child that has just lost its job may still take to say that it ended it.
GRACE = 5.0
# A page that is kept takes about two megabytes; a child that has grown past the limit is replaced by a fresh one.
MOST_PAGES, MOST_JOBS, MOST_MEGABYTES = 120, 50, 600
# Seconds after which a child that has nothing to do gives its memory back.
IDLE = 600.0
BROKEN = (
    "Berkas tidak dapat disusun karena kesalahan program ({}). Beri tahu administrator; rinciannya ada di log pekerja."
)
# Forked, so that the libraries are loaded once.
FORKING = multiprocessing.get_context("fork")


class Hand:
    """The process that makes the files of one worker, started when there is something to make."""

    def __init__(self, logged: Callable[[str], None] = print):
        self.logged, self.child, self.ways, self.used_at = logged, None, None, 0.0

    def run(self, job: RenderJob) -> None:
        """Has the job made and says meanwhile that it lives; a child that died gives the job back."""
        if self.child is None or not self.child.is_alive():
            self.dismiss()
            self.start()
        try:
            self.ways.send((job.pk, job.attempts))
            is_over = self.watched(job)
        except (EOFError, OSError):
            self.child.join()
            self.logged(f"Permintaan {job.pk} ({job}) terhenti, kode {self.child.exitcode}.")
            job_queue.give_back(job)
            is_over = True
        self.used_at = time.monotonic()
        if is_over:
            self.dismiss()

    def start(self) -> None:
        # A connection must not be shared by two processes.
        connections.close_all()
        self.ways, others = FORKING.Pipe()
        self.child = FORKING.Process(target=work, args=(others, self.ways), daemon=True)
        self.child.start()
        others.close()

    def watched(self, job: RenderJob) -> bool:
        """Waits for the answer of the child: whether it ends with this job. A job that was given away is stopped."""
        while not self.ways.poll(BEAT):
            if not job_queue.beat(job):
                if self.ways.poll(GRACE):
                    break
                self.child.kill()
        return self.ways.recv()

    def rest(self) -> None:
        """Gives the memory back when nothing was asked for a while."""
        if self.child and time.monotonic() - self.used_at > IDLE:
            self.dismiss()

    def dismiss(self) -> None:
        """Lets the child go; the next job gets a fresh one."""
        if self.child:
            self.ways.close()
            self.child.join(GRACE)
            self.child.kill()
            self.child.join()
            self.child.close()
            self.child = self.ways = None


def work(ways, others) -> None:
    """The child's life: one job after another, until nobody asks any more or it has grown too large."""
    # Asked to stop, the worker lets its child finish.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    others.close()
    shelf = Shelf(MOST_PAGES)
    for count in range(1, MOST_JOBS + 1):
        try:
            number, attempts = ways.recv()
        except EOFError:
            break
        close_old_connections()
        job = RenderJob.objects.select_related("report__unit", "report__outline", "unit", "asked_by").get(pk=number)
        job.attempts = attempts
        with kept_on(shelf):
            render(job)
        is_over = count == MOST_JOBS or megabytes() > MOST_MEGABYTES
        ways.send(is_over)
        if is_over:
            break
    connections.close_all()


def megabytes() -> int:
    """What this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024**2


def render(job: RenderJob) -> None:
    """Makes what a job asks for; what cannot be made fails with words."""
    try:
        with progress.heard_by(Notes(job)):
            if job.action:
                moving.carry_out(job)
            else:
                job_queue.finish(job, written(job))
    except (PublishingError, PictureError) as error:
        job_queue.fail(job, str(error))
    except packing.BundleError as error:
        logger.exception("%s could not be made", job)
        job_queue.fail(job, str(error))
    except Exception as error:
        job_queue.fail(job, BROKEN.format(type(error).__name__))
        raise


def written(job: RenderJob) -> Iterable[bytes]:
    """The file that a job asks for, in pieces."""
    if job.form == ZIP:
        return packing.within_limit(packing.packed([job.unit], job.year))
    facts = facts_of(job.report)
    return [publishing.part_as_pdf(facts, job.part) if job.part else publishing.WRITERS[job.form](facts)]


class Notes:
    """Writes progress to the job, not more often than anybody can read."""

    def __init__(self, job: RenderJob):
        self.job, self.last = job, 0.0

    def __call__(self, percent: int, doing: str) -> None:
        if time.monotonic() - self.last >= NOTE:
            self.last = time.monotonic()
            job_queue.note(self.job, percent, doing)
