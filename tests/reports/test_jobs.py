"""Files made on request: one answer for one question, progress, death and cleaning up."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from indicators.models import Realization
from reports import job_process, job_queue, jobs, publishing
from reports.content import content_hash
from reports.facts import facts_of
from reports.models import JobState, RenderJob, Report
from reports.writers.pictures import PictureError
from tests import factories as make
from tests.pages import furnish
from units.models import Notice

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def report(directorate):
    furnish(directorate)
    return Report.objects.get()


@pytest.fixture
def _quick(monkeypatch):
    """Writers that only say what they were given."""
    monkeypatch.setattr(publishing, "WRITERS", {form: lambda facts: b"isi berkas" for form in jobs.FORMS})


def asked(report, by, form="pdf", **when):
    return jobs.ask(report=report, form=form, by=by, **when)


def made(report, by, form="pdf"):
    """A job that is done."""
    asked(report, by, form)
    job = job_queue.take()
    job_process.render(job)
    job.refresh_from_db()
    return job


def test_the_same_content_is_asked_for_once(report, siti, budi):
    first, again, other = asked(report, siti), asked(report, budi), asked(report, budi, "docx")
    assert first == again != other
    assert first.content_hash == other.content_hash == jobs.fingerprint_of(report)
    assert RenderJob.objects.count() == 2


@pytest.mark.usefixtures("_quick")
def test_a_finished_file_answers_until_the_content_changes(report, siti):
    job = made(report, siti)
    assert asked(report, siti) == job
    assert jobs.ready(report, "pdf") == job
    Realization.objects.update(value=81)
    assert jobs.ready(report, "pdf") is None
    assert asked(report, siti) != job


@pytest.mark.usefixtures("_quick")
def test_text_that_stands_outside_the_json_is_content_too(report, siti):
    before = content_hash(facts_of(report))
    make.make_function(unit=report.unit, text="Tugas baru")
    assert content_hash(facts_of(report)) != before


@pytest.mark.usefixtures("_quick")
def test_a_file_that_was_removed_is_made_again(report, siti):
    job = made(report, siti)
    default_storage.delete(job.file.name)
    assert jobs.ready(report, "pdf") is None
    assert asked(report, siti).state == JobState.WAITING


def test_a_failed_job_may_be_asked_again(report, siti, monkeypatch):
    def refuse(facts):
        raise PictureError("Program rsvg-convert tidak ada.")

    monkeypatch.setitem(publishing.WRITERS, "docx", refuse)
    failed = made(report, siti, "docx")
    assert (failed.state, failed.error) == (JobState.FAILED, "Program rsvg-convert tidak ada.")
    assert asked(report, siti, "docx") != failed


def test_an_error_of_the_program_is_told_in_words_and_logged(report, siti, monkeypatch):
    monkeypatch.setitem(publishing.WRITERS, "pdf", lambda facts: {}["x"])
    with pytest.raises(KeyError):
        made(report, siti)
    job = RenderJob.objects.get()
    assert job.state == JobState.FAILED
    assert "kesalahan program (KeyError)" in job.error


@pytest.mark.parametrize("form", ["html", "json", "exe"])
def test_only_slow_formats_are_jobs(report, siti, form):
    with pytest.raises(jobs.AskingError, match="tidak disusun sebagai berkas"):
        asked(report, siti, form)


def test_nobody_asks_outside_the_own_units(report, stranger):
    with pytest.raises(jobs.AskingError, match="di luar unit kerja Anda"):
        asked(report, stranger)


@pytest.mark.usefixtures("_quick")
def test_the_file_is_whole_and_nothing_half_stays(report, siti):
    job = made(report, siti)
    assert job.file.read() == b"isi berkas"
    assert [path.suffix for path in Path(settings.MEDIA_ROOT).rglob("*.*")] == [".pdf"]


def test_the_oldest_job_is_taken_first_and_only_once(report, siti):
    now = timezone.now()
    late, early = asked(report, siti, now=now), asked(report, siti, "docx", now=now - MINUTE)
    assert [job_queue.take(), job_queue.take(), job_queue.take()] == [early, late, None]


def test_progress_is_written_while_a_job_is_made(report, siti, monkeypatch):
    outline = make.make_outline(code="pendek")
    make.make_section(outline=outline, key="isi", kind="narrative", title="Kata Pengantar", part="isi")
    Report.objects.update(outline=outline)
    report.refresh_from_db()
    monkeypatch.setattr(job_process, "NOTE", 0)
    seen = []
    monkeypatch.setattr(job_queue, "note", lambda job, percent, doing: seen.append((percent, doing)))
    made(report, siti)
    percents = [percent for percent, _ in seen]
    assert percents == sorted(percents)
    assert (8, "Menyusun bagian Kata Pengantar") in seen
    assert (75, "Menggambar halaman") in seen
    assert any(doing.startswith("Menata halaman ") for _, doing in seen)


def test_a_silent_job_waits_again_and_the_third_death_is_the_last(report, siti):
    asked(report, siti)
    for attempt in (1, 2, 3):
        job = job_queue.take()
        assert job.attempts == attempt
        assert job_queue.reap() == 0
        assert job_queue.reap(timezone.now() + MINUTE) == 1
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "terhenti tiga kali" in job.error


@pytest.mark.usefixtures("_quick")
def test_a_worker_given_up_for_dead_changes_nothing_any_more(report, siti):
    asked(report, siti)
    dead = job_queue.take()
    job_queue.reap(timezone.now() + MINUTE)
    living = job_queue.take()
    assert not job_queue.beat(dead)
    assert not job_queue.finish(dead, [b"lama"])
    job_queue.fail(dead, "lama")
    living.refresh_from_db()
    assert (living.state, living.attempts) == (JobState.RUNNING, 2)
    assert not [*Path(settings.MEDIA_ROOT).rglob("*.pdf")]
    assert job_queue.finish(living, [b"baru"])


@pytest.mark.usefixtures("_quick")
def test_who_waited_long_finds_a_notice_once(report, siti, budi):
    made(report, budi, "docx")
    asked(report, siti, now=timezone.now() - MINUTE)
    job_process.render(job_queue.take())
    (notice,) = Notice.objects.all()
    assert (notice.user, notice.url) == (siti, "/unit/dit-anak/2023/lkj/berkas/")
    assert notice.subject.startswith("Berkas PDF")


@pytest.mark.usefixtures("_quick")
def test_old_jobs_go_with_their_files_and_half_files_too(report, siti):
    job = made(report, siti)
    half = Path(job.file.path).with_suffix(job_queue.HALF)
    half.touch()
    assert job_queue.sweep(timezone.now() + timedelta(days=13)) == 0
    assert not half.exists()
    assert job_queue.sweep(timezone.now() + timedelta(days=15)) == 1
    assert not [*Path(settings.MEDIA_ROOT).rglob("*.*")]
    assert not RenderJob.objects.exists()


def test_without_a_sign_of_life_the_queue_is_stuck(report, siti):
    now = timezone.now()
    asked(report, siti, now=now)
    assert not jobs.files_of(report, now=now).is_stuck
    assert jobs.files_of(report, now=now + MINUTE).is_stuck
    asked(report, siti, "docx", now=now - MINUTE)
    job_queue.take(now=now + MINUTE)
    assert not jobs.files_of(report, now=now + MINUTE).is_stuck
