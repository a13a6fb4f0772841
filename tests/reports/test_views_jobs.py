"""The files of a report on its page: asked for, watched, taken, for whoever may read the report."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.models import Realization
from reports import jobs, publishing
from reports.models import JobState, RenderJob, Report, ReportStatus
from tests.pages import furnish, seen
from tests.report_factories import make_render_job
from tests.workers import work

pytestmark = pytest.mark.django_db
PAGE = "/unit/dit-anak/2023/lkj/"
FILES = f"{PAGE}berkas/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    writers = {form: lambda facts, form=form: f"isi {form}".encode() for form in (*jobs.FORMS, "html", "json")}
    monkeypatch.setattr(publishing, "WRITERS", writers)


@pytest.fixture
def report(directorate):
    furnish(directorate)
    return Report.objects.get()


@pytest.fixture
def leader(client, pak_dir, report):
    client.force_login(pak_dir)
    return client


def test_a_file_is_asked_for_made_and_taken(leader):
    assert "Buat berkas PDF" in seen(leader.get(PAGE))
    assert leader.post(f"{FILES}pdf/").url == FILES
    assert "Menunggu giliran" in seen(leader.get(FILES))
    job = work()
    page = leader.get(PAGE)
    assert "sama dengan isi laporan sekarang" in seen(page)
    taken = leader.get(f"{PAGE}hasil/{job.pk}/")
    assert b"".join(taken.streaming_content) == b"isi pdf"
    assert taken["Content-Disposition"] == 'attachment; filename="lkj-dit-anak-2023.pdf"'
    assert taken["Cache-Control"] == "private, no-store"


def test_the_fragment_asks_again_only_while_something_is_made(leader):
    fragment = leader.post(f"{FILES}docx/", headers=HTMX).content.decode()
    assert fragment.startswith('<div id="berkas"')
    assert 'hx-trigger="every 2s"' in fragment
    work()
    assert "hx-trigger" not in leader.get(FILES, headers=HTMX).content.decode()


def test_progress_stands_in_words_and_as_a_bar(leader, report):
    make_render_job(report=report, state="running", percent=42, doing="Menata halaman 31", beat_at=timezone.now())
    page = leader.get(FILES)
    assert "Menata halaman 31 · 42%" in seen(page)
    assert '<progress max="100" value="42"' in page.content.decode()


def test_a_changed_report_offers_a_new_file_and_still_the_old_one(leader):
    leader.post(f"{FILES}xlsx/")
    work()
    Realization.objects.update(value=81)
    words = seen(leader.get(PAGE))
    for told in ("Isi laporan berubah sejak itu", "Unduh yang lama", "Buat ulang XLSX"):
        assert told in words


def test_a_failure_is_told_and_may_be_tried_again(leader, report):
    make_render_job(report=report, form="docx", state="failed", error="Program rsvg-convert tidak ada.")
    words = seen(leader.get(PAGE))
    assert "Gagal: Program rsvg-convert tidak ada." in words
    assert "Coba lagi DOCX" in words


def test_without_a_worker_the_page_says_so(leader):
    leader.post(f"{FILES}pdf/")
    assert "Pembuat berkas sedang tidak berjalan" not in seen(leader.get(FILES))
    RenderJob.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
    assert "Pembuat berkas sedang tidak berjalan" in seen(leader.get(FILES))


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_the_old_address_gives_the_file_when_it_is_there_and_writes_nothing(leader, form):
    page = leader.get(f"{PAGE}unduh/{form}/")
    assert f"Berkas {form.upper()} untuk isi laporan sekarang belum dibuat" in seen(page)
    assert not RenderJob.objects.exists()
    leader.post(f"{FILES}{form}/")
    work()
    assert b"".join(leader.get(f"{PAGE}unduh/{form}/").streaming_content) == f"isi {form}".encode()


def test_a_file_that_was_removed_is_not_found(leader):
    leader.post(f"{FILES}pdf/")
    job = work()
    default_storage.delete(job.file.name)
    assert leader.get(f"{PAGE}hasil/{job.pk}/").status_code == 404


def test_a_final_report_is_taken_from_its_edition(leader, report):
    Report.objects.update(status=ReportStatus.FINAL)
    assert "unduh berkas edisinya" in seen(leader.post(f"{FILES}pdf/", follow=True))
    assert not RenderJob.objects.exists()


def test_a_job_of_another_unit_does_not_exist(leader, stranger, report):
    job = make_render_job(report=report, state=JobState.DONE, file="hasil/a.pdf")
    leader.force_login(stranger)
    for address in (f"{PAGE}hasil/{job.pk}/", FILES):
        assert leader.get(address).status_code == 404
    assert leader.post(f"{FILES}pdf/").status_code == 404


def test_the_page_asks_the_same_with_one_and_with_many_jobs(leader, report):
    counts = []
    for hashes in ("0", "123456789"):
        for digit in hashes:
            make_render_job(report=report, content_hash=digit * 64, state=JobState.DONE, finished_at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            leader.get(FILES)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_chapter_on_its_own_is_asked_for_where_it_is_written(leader, monkeypatch):
    monkeypatch.setattr(publishing, "part_as_pdf", lambda facts, key: f"isi {key}".encode())
    assert "Buat berkas Bab III" in seen(leader.get(f"{PAGE}tulis/"))
    assert leader.post(f"{FILES}pdf/", {"bab": "bab-3"}).url == f"{FILES}?bab"
    job = work()
    assert "Unduh Bab III" in seen(leader.get(f"{FILES}?bab"))
    assert "Belum dibuat" in seen(leader.get(FILES))
    taken = leader.get(f"{PAGE}hasil/{job.pk}/")
    assert b"".join(taken.streaming_content) == b"isi bab-3"
    assert taken["Content-Disposition"] == 'attachment; filename="lkj-dit-anak-2023-bab-3.pdf"'


@pytest.mark.parametrize(("form", "part"), [("pdf", "lampiran-pk"), ("pdf", "bab-9"), ("docx", "bab-3")])
def test_only_chapters_of_the_outline_are_asked_for(leader, form, part):
    assert "Bab ini tidak ada" in seen(leader.post(f"{FILES}{form}/", {"bab": part}, follow=True))
    assert not RenderJob.objects.exists()
