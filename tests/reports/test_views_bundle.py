"""The bundle on its page: asked for, made by the worker with its progress told, taken, and gone when it is old."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils import timezone

from reports import job_queue, progress
from reports.bundle import asking, kept, packing
from reports.models import JobState, RenderJob
from tests import factories as make
from tests.pages import seen
from tests.report_factories import make_bundle_job
from tests.workers import work
from units.models import Notice

pytestmark = pytest.mark.django_db
PAPERS = "/unit/dit-anak/2023/dokumen/"
BUNDLE = "/unit/dit-anak/2023/bundel/"
ASK = f"{BUNDLE}minta/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    cache.clear()
    monkeypatch.setattr(kept, "render_pdf", lambda html: b"dokumen")


@pytest.fixture
def planner(client, directorate, rina):
    make.make_line(agreement=make.make_agreement(unit=directorate))
    client.force_login(rina)
    return client


def test_a_bundle_is_asked_for_made_and_taken(planner):
    assert "Belum disusun" in seen(planner.get(PAPERS))
    assert planner.post(ASK).url == f"{PAPERS}#bundel"
    assert "Menunggu giliran" in seen(planner.get(PAPERS))
    job = work()
    assert "Unduh bundel" in seen(planner.get(PAPERS))
    taken = planner.get(f"{BUNDLE}{job.pk}/")
    content = b"".join(taken.streaming_content)
    assert taken["Content-Disposition"].startswith('attachment; filename="SAKIP_dit-anak_2023_')
    assert (taken["Content-Type"], taken["Cache-Control"]) == ("application/zip", "private, no-store")
    assert "indeks.csv" in ZipFile(BytesIO(content)).namelist()
    assert sha256(content).hexdigest() == job.sha256


def test_a_second_click_gets_the_bundle_that_is_being_made(planner, directorate, rina, pak_dir):
    first = asking.ask(unit=directorate, year=2023, by=rina)
    assert asking.ask(unit=directorate, year=2023, by=pak_dir) == first
    assert asking.ask(unit=directorate, year=2022, by=rina) != first
    RenderJob.objects.filter(pk=first.pk).update(state=JobState.DONE)
    assert asking.ask(unit=directorate, year=2023, by=rina) != first


def test_the_fragment_tells_what_is_done_now_and_stops_asking_when_it_is_over(planner, directorate):
    make_bundle_job(unit=directorate, state="running", percent=40, doing="Manual IKU: menata halaman 3")
    fragment = planner.get(BUNDLE, headers=HTMX).content.decode()
    assert "Manual IKU: menata halaman 3 · 40%" in fragment
    assert 'hx-trigger="every 2s"' in fragment
    RenderJob.objects.update(state="failed", error="Tidak jadi.")
    fragment = planner.get(BUNDLE, headers=HTMX).content.decode()
    assert ("hx-trigger" in fragment, "Gagal: Tidak jadi." in fragment, "Coba lagi" in fragment) == (False, True, True)


def test_progress_names_each_document_and_what_its_making_says(planner, directorate, monkeypatch):
    monkeypatch.setattr(kept, "render_pdf", lambda html: progress.say(50, "Menata halaman 3") or b"dokumen")
    told = []
    with progress.heard_by(lambda percent, words: told.append((percent, words))):
        b"".join(packing.packed([directorate], 2023))
    assert any(words.endswith(": menata halaman 3") for _, words in told)
    percents = [percent for percent, _ in told]
    assert percents[0] == 0
    assert percents == sorted(percents)
    assert percents[-1] < 100


def broken(html):
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("where", "part", "value", "words"),
    [(kept, "render_pdf", broken, "gagal dibuat"), (packing, "LARGEST", 100, "Bundel terlalu besar")],
)
def test_a_bundle_that_fails_midway_leaves_nothing_and_tells_whoever_asked(
    planner, rina, monkeypatch, where, part, value, words
):
    monkeypatch.setattr(where, part, value)
    planner.post(ASK)
    assert (work().state, [*default_storage.listdir("")[0]]) in ((JobState.FAILED, []), (JobState.FAILED, ["hasil"]))
    assert not RenderJob.objects.get().file
    assert words in seen(planner.get(PAPERS))
    notice = Notice.objects.get(user=rina)
    assert ("tidak jadi disusun" in notice.subject, words in notice.text) == (True, True)


def test_whoever_waited_long_is_told_where_to_take_it(planner, rina):
    planner.post(ASK)
    RenderJob.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
    work()
    notice = Notice.objects.get(user=rina)
    assert (notice.url, "siap diunduh" in notice.subject) == (f"{PAPERS}#bundel", True)


def test_who_does_not_see_the_unit_takes_no_bundle(planner, client, directorate, stranger, outsider):
    planner.post(ASK)
    job = work()
    client.force_login(stranger)
    assert {client.get(f"{BUNDLE}{job.pk}/").status_code, client.post(ASK).status_code} == {404}
    assert client.get(f"/unit/{outsider.code}/2023/bundel/{job.pk}/").status_code == 404


def test_a_replaced_bundle_goes_within_the_hour_the_last_one_after_two_weeks(planner):
    names = []
    for hours in (5, 3):
        planner.post(ASK)
        job = work()
        moment = timezone.now() - timedelta(hours=hours)
        RenderJob.objects.filter(pk=job.pk).update(asked_at=moment, finished_at=moment)
        names.append(job.file.name)
    assert job_queue.sweep() == 1
    assert [default_storage.exists(name) for name in names] == [False, True]
    assert job_queue.sweep(timezone.now() + timedelta(days=15)) == 1
    assert not default_storage.exists(names[1])
