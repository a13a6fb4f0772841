"""The worker as a real process: killed in the middle of a file, and stopped politely."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from reports import job_process, job_queue, jobs
from reports.bundle import asking
from reports.models import JobState, RenderJob
from tests import factories as make
from tests.marks import needs_several_writers
from tests.workers import worker
from units.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


def waited(process, job, is_there, seconds=60):
    """Waits until the job is as it should be."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        job.refresh_from_db()
        if is_there(job):
            return
        time.sleep(0.02)
    process.kill()
    pytest.fail(f"{job.state} {job.percent}: {process.stderr.read().decode()}")


@pytest.fixture
def job(db):
    """A report of one chapter, long enough to be caught in the middle."""
    outline = make.make_outline()
    make.make_section(outline=outline, key="isi", kind="narrative", title="Isi", part="isi")
    report = make.make_report(outline=outline)
    make.make_narrative(report=report, section="isi", text="\n\n".join(["Uraian kegiatan unit kerja. " * 40] * 60))
    siti = make.make_user("siti")
    make.make_membership(user=siti, unit=report.unit, role=Role.REPORTER)
    return jobs.ask(report=report, form="pdf", by=siti)


def test_a_killed_worker_leaves_no_half_file_and_its_job_is_made_by_the_next(job):
    process = worker()
    waited(process, job, lambda job: job.state == JobState.RUNNING and job.percent >= 15)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert not [*Path(settings.MEDIA_ROOT).rglob("*.pdf")]
    assert job_queue.reap(timezone.now() + timedelta(minutes=1)) == 1
    assert worker("--once").wait(90) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert job.file.read().startswith(b"%PDF")


def test_a_bundle_of_a_killed_worker_leaves_no_half_zip_and_is_made_by_the_next(job):
    agreement = make.make_agreement(unit=job.report.unit)
    for number in range(160):
        make.make_line(agreement=agreement, indicator=make.make_indicator(code=f"1.{number}", unit=agreement.unit))
    job.delete()
    job = asking.ask(unit=agreement.unit, year=2023, by=job.asked_by)
    process = worker()
    waited(process, job, lambda job: job.state == JobState.RUNNING and job.doing != "Membaca data")
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert not [*Path(settings.MEDIA_ROOT).rglob("*.zip")]
    assert job_queue.reap(timezone.now() + timedelta(minutes=1)) == 1
    assert worker("--once").wait(90) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert ZipFile(job.file).testzip() is None


def test_only_the_child_killed_the_worker_tries_again(job):
    process = worker()
    waited(process, job, lambda job: job.state == JobState.RUNNING and job.percent >= 15)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    waited(process, job, lambda job: job.state == JobState.DONE)
    process.terminate()
    assert process.wait(20) == 0
    assert RenderJob.objects.get().attempts == 2


def test_a_worker_asked_to_stop_ends_its_file_first(job):
    process = worker()
    waited(process, job, lambda job: job.state == JobState.RUNNING and job.percent >= 15)
    os.killpg(process.pid, signal.SIGTERM)
    assert process.wait(60) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)


@needs_several_writers
def test_of_two_workers_only_one_takes_a_job(job):
    taken = []

    def take():
        try:
            taken.append(job_queue.take())
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 4
    assert [found for found in taken if found] == [job]


def test_a_worker_beside_a_process_ends_with_it(db):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert worker("--beside", str(gone.pid)).wait(60) == 0


def children(process):
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()


def test_one_child_makes_one_file_after_the_other_and_goes_with_its_worker(job):
    process = worker()
    waited(process, job, lambda job: job.state == JobState.DONE)
    (child,) = children(process)
    make.make_narrative(
        report=job.report, section="isi", analysis="", text="Tambahan.", indicator=make.make_indicator()
    )
    other = jobs.ask(report=job.report, form="docx", by=job.asked_by)
    waited(process, other, lambda job: job.state == JobState.DONE)
    assert children(process) == [child]
    process.terminate()
    assert process.wait(20) == 0
    assert not Path(f"/proc/{child}").exists()


@pytest.mark.parametrize(("limit", "most"), [("MOST_JOBS", 1), ("MOST_MEGABYTES", 0), ("MOST_JOBS", 2)])
def test_a_child_that_did_its_share_or_grew_too_large_is_replaced(job, monkeypatch, limit, most):
    monkeypatch.setattr(job_process, "render", job_queue.end)
    monkeypatch.setattr(job_process, limit, most)
    hand = job_process.Hand()
    hand.run(job_queue.take())
    assert (hand.child is None) == (most < 2)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    hand.used_at -= job_process.IDLE + 1
    hand.rest()
    assert hand.child is None
