"""Makes the files and the moves that people ask for, one at a time, until it is told to stop."""

import os
import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from lakin.request_log import marked
from reports import job_process, job_queue, pulses
from reports.exchange import limits
from reports.standing import refreshing

# Seconds between looking for a job and between looking for the dead and the old.
LOOK, CARE = 1.0, 10.0


class Command(BaseCommand):
    help = "Mengerjakan berkas dan langkah laporan yang diminta, satu per satu, sampai dihentikan."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="kerjakan yang menunggu sekarang, lalu selesai")
        parser.add_argument("--beside", metavar="PID", type=int, help="berhenti bila proses ini sudah tidak ada")

    def handle(self, *, once, beside, **options):
        self.stopped = threading.Event()
        self.hand = job_process.Hand(self.stderr.write)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopped.set())
        self.stdout.write("Pekerja berkas berjalan. Hentikan dengan Ctrl+C; berkas yang sedang disusun diselesaikan.")
        while not self.stopped.is_set() and not (beside and is_gone(beside)):
            is_idle = self.turn()
            if once and is_idle:
                break
            if is_idle:
                self.hand.rest()
                self.stopped.wait(LOOK)
        self.hand.dismiss()
        pulses.stop(pulses.worker_name())
        self.stdout.write("Pekerja berkas berhenti.")

    def turn(self) -> bool:
        """One look at the queue; True when nothing waited. A database that is away for a while is waited for."""
        try:
            self.care()
            job = job_queue.take()
            if job is None:
                refreshing.look()
                return True
            self.stdout.write(f"Menyusun {job} (percobaan {job.attempts})")
            with marked(f"job-{job.pk}-{job.attempts}"):
                self.hand.run(job)
        except OperationalError as error:
            self.stderr.write(f"Basis data tidak menjawab: {error}")
            close_old_connections()
            return True
        return False

    def care(self):
        """Gives back what dead workers held and removes what is old."""
        if time.monotonic() - getattr(self, "cared_at", -CARE) < CARE:
            return
        self.cared_at = time.monotonic()
        pulses.beat(pulses.worker_name())
        if count := job_queue.reap():
            self.stderr.write(f"{count} permintaan yang terhenti dikembalikan ke antrean.")
        job_queue.sweep()
        limits.forget()


def is_gone(number: int) -> bool:
    """True when no process has this number any more."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False  # Somebody else's, and alive.
    return False
