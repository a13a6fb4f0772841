"""Moves that the worker makes: asked once, made once, told in the inbox, called off by whatever comes before."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from indicators.workflow import Conflict
from reports import job_process, job_queue, lifecycle, moving, publishing
from reports.content import content_hash
from reports.facts import facts_of
from reports.models import JobState, RenderJob, Report, ReportStatus
from tests import factories as make
from tests import report_factories as made
from tests.pages import seen
from tests.reports.test_lifecycle import brought_to, quick, report  # noqa: F401 - the fixture
from units.models import Change, Membership, Notice

pytestmark = pytest.mark.django_db
PAGE, DESK = "/unit/dit-anak/2023/lkj/", "/unit/dit-anak/2023/lkj/reviu/"
PROGRESS = f"{PAGE}langkah/"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _quick_files(monkeypatch):
    for form in publishing.FORMATS:
        monkeypatch.setitem(publishing.WRITERS, form, lambda facts, form=form: quick(facts, form))


@pytest.fixture
def in_review(report):  # noqa: F811
    return brought_to(report, "in_review")


def mark(report):  # noqa: F811
    return content_hash(facts_of(Report.objects.get(pk=report.pk)))


def asked(report, by, action="clear", **given):  # noqa: F811
    return moving.ask(report=report, action=action, by=by, **{"seen": mark(report)} | given)


def work():
    """What a worker does with the oldest job."""
    job = job_queue.take()
    job_process.render(RenderJob.objects.get(pk=job.pk))
    job.refresh_from_db()
    return job


def test_a_report_is_cleared_and_made_final_by_the_worker(in_review, itjen, pak_dir):
    asked(in_review, itjen, note="Cukup")
    assert Report.objects.get().status == ReportStatus.IN_REVIEW
    assert work().state == JobState.DONE
    review = in_review.reviews.get()
    assert (Report.objects.get().status, review.closed_by, review.note) == ("reviewed", itjen, "Cukup")
    assert "sudah dinyatakan telah direviu" in Notice.objects.get(user=itjen).subject
    asked(in_review, pak_dir, "finalize")
    assert work().state == JobState.DONE
    assert (Report.objects.get().status, in_review.editions.get().frozen_by) == ("final", pak_dir)


def test_the_trail_names_who_asked_for_the_move(in_review, itjen):
    asked(in_review, itjen)
    work()
    assert Change.objects.get_for_object(in_review).latest("pk").actor == itjen


def test_a_second_click_gets_the_first_one_and_the_move_is_made_once(in_review, itjen):
    first, second = asked(in_review, itjen), asked(in_review, itjen)
    assert first == second
    work()
    assert job_queue.take() is None
    assert in_review.steps.count() == 1


def test_what_stands_in_the_way_is_told_at_once(in_review, itjen, rina, pak_dir):
    made.make_checklist_item()
    with pytest.raises(ValidationError, match="1 butir daftar uji belum dijawab"):
        asked(in_review, itjen)
    with pytest.raises(Conflict):
        asked(in_review, itjen, seen="")
    with pytest.raises(PermissionDenied):
        asked(in_review, rina)
    with pytest.raises(ValidationError, match="tidak dapat difinalkan"):
        asked(in_review, pak_dir, "finalize")
    assert not RenderJob.objects.exists()


def change(report, itjen):  # noqa: F811
    make.make_narrative(report=report, text="Tambahan.")


def dismiss(report, itjen):  # noqa: F811
    Membership.objects.filter(user=itjen).delete()


@pytest.mark.parametrize(("between", "words"), [(change, "berubah sejak"), (dismiss, "untuk pereviu")])
def test_what_changed_in_between_fails_with_words_in_the_inbox_and_on_the_page(
    client, in_review, itjen, rina, between, words
):
    asked(in_review, itjen)
    between(in_review, itjen)
    job = work()
    assert (job.state, Report.objects.get().status) == (JobState.FAILED, "in_review")
    assert words in job.error
    notice = Notice.objects.get(user=itjen)
    assert (notice.text, notice.url) == (job.error, DESK)
    assert "tidak jadi dinyatakan telah direviu" in notice.subject
    client.force_login(rina)
    assert "Tidak jadi dinyatakan telah direviu" in seen(client.get(PAGE))


def test_another_move_calls_off_what_was_asked_before(in_review, itjen, rina):
    asked(in_review, itjen)
    running = job_queue.take()
    lifecycle.send_back(report=in_review, note="Lengkapi", by=itjen)
    lifecycle.hand_in(report=in_review, by=rina)
    running.refresh_from_db()
    assert running.state == JobState.FAILED
    assert "sudah dikembalikan sebelum langkah ini selesai" in running.error
    moving.carry_out(running)
    assert Report.objects.get().status == ReportStatus.IN_REVIEW
    assert moving.asked_of(in_review) is None


def test_a_worker_given_up_for_dead_makes_no_move_and_the_next_one_does(in_review, itjen):
    asked(in_review, itjen)
    dead = job_queue.take()
    assert job_queue.reap(timezone.now() + MINUTE) == 1
    living = job_queue.take()
    moving.carry_out(dead)
    assert (Report.objects.get().status, in_review.steps.count()) == ("in_review", 0)
    moving.carry_out(living)
    assert (Report.objects.get().status, in_review.steps.count()) == ("reviewed", 1)
    assert RenderJob.objects.get().state == JobState.DONE


def test_a_move_that_kills_three_workers_is_told_to_whoever_asked(in_review, itjen):
    asked(in_review, itjen)
    for _attempt in range(3):
        job_queue.take()
        job_queue.reap(timezone.now() + MINUTE)
    assert "terhenti tiga kali" in Notice.objects.get(user=itjen).text


def test_the_pages_say_how_far_it_is_and_offer_the_step_no_more(client, in_review, itjen):
    client.force_login(itjen)
    page = client.get(f"{PAGE}langkah/nyatakan/")
    answer = client.post(f"{PAGE}langkah/nyatakan/", {"dilihat": page.context["mark"]}, follow=True)
    assert answer.redirect_chain == [(DESK, 302)]
    for words in ("Permintaan Anda sedang dikerjakan", "Sedang dinyatakan telah direviu", "Menunggu giliran"):
        assert words in seen(answer)
    assert "langkah/nyatakan/" not in answer.content.decode()
    assert 'hx-trigger="every 2s"' in answer.content.decode()
    assert client.get(PROGRESS).url == DESK
    RenderJob.objects.update(asked_at=timezone.now() - MINUTE)
    assert "Pekerja berkas sedang tidak berjalan" in seen(client.get(PAGE))


@pytest.mark.parametrize(("address", "module"), [(PAGE, "reports.views.lkj"), (DESK, "reports.lifecycle")])
def test_a_page_under_whose_hands_the_move_ends_never_shows_the_old_status_alone(
    client, in_review, itjen, monkeypatch, address, module
):
    examine = lifecycle.examine

    def meanwhile(one):
        monkeypatch.setattr(f"{module}.examine", examine)
        work()
        return examine(one)

    asked(in_review, itjen)
    monkeypatch.setattr(f"{module}.examine", meanwhile)
    client.force_login(itjen)
    page = client.get(address)
    assert Report.objects.get().status == ReportStatus.REVIEWED
    assert "Sedang dinyatakan telah direviu" in seen(page)
    assert 'hx-trigger="every 2s"' in page.content.decode()


def test_a_report_read_before_the_move_was_made_takes_its_status(in_review, itjen):
    asked(in_review, itjen)
    work()
    assert (moving.asked_of(in_review), in_review.status) == (None, ReportStatus.REVIEWED)


def test_a_report_under_way_is_said_to_be_in_process(client, in_review, itjen, rina):
    asked(in_review, itjen)
    client.force_login(rina)
    words = seen(client.get(PAGE))
    assert "Keadaan Sedang diproses" in words
    assert "Sedang diproses: laporan ini sedang dinyatakan telah direviu. Sampai selesai, statusnya" in words


def test_the_fragment_loads_the_page_anew_once_the_move_is_over(client, in_review, itjen):
    client.force_login(itjen)
    asked(in_review, itjen)
    fragment = client.get(PROGRESS, headers={"HX-Request": "true"})
    assert fragment.content.decode().startswith('<div id="langkah-diminta"')
    work()
    assert client.get(PROGRESS, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert client.get(PROGRESS).url == PAGE


@pytest.mark.parametrize(("address", "status"), [(PAGE, "reviewed"), (PAGE, "draft"), (DESK, "reviewed")])
def test_a_page_reads_the_facts_of_a_report_once(client, report, siti, monkeypatch, address, status):  # noqa: F811
    brought_to(report, status)
    made.make_render_job(report=report, state="done", finished_at=timezone.now())
    read = []
    for module in ("reports.reviu", "reports.jobs", "reports.report_status"):
        monkeypatch.setattr(f"{module}.facts_of", lambda report: read.append(report) or facts_of(report))
    client.force_login(siti)
    assert client.get(address).status_code == 200
    assert len(read) == 1
