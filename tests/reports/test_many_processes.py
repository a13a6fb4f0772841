"""Several processes on one database: nothing is done twice, nothing is lost, no number is given twice."""

import multiprocessing
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connections

from agreements import signing
from agreements.models import PerformanceAgreement
from agreements.revision import revise
from indicators import workflow
from indicators.entry import entry_of, fingerprint
from indicators.models import Realization, RealizationStatus
from indicators.workflow import Conflict
from reports import freezing, lifecycle
from reports.bundle import asking
from reports.content import content_hash
from reports.exchange import limits
from reports.exchange.problems import Problem
from reports.facts import facts_of
from reports.models import ChecklistItem, Edition, JobState, RenderJob, Report, RequestCount
from tests import factories as make
from tests import report_factories as made
from tests.pages import furnish
from tests.reports.test_jobs_killed import worker

pytestmark = pytest.mark.django_db(transaction=True)
FORKING = multiprocessing.get_context("fork")
NOW = datetime(2024, 1, 10, 10, 42, tzinfo=ZoneInfo("Asia/Jakarta"))
ROUNDS = 5


def together(*jobs):
    """What each job returned or was refused with, each in a process of its own, all begun at the same moment."""
    connections.close_all()
    answers, start = FORKING.Queue(), FORKING.Barrier(len(jobs))
    processes = [FORKING.Process(target=child, args=(job, start, answers)) for job in jobs]
    for process in processes:
        process.start()
    found = [answers.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    return found


def child(job, start, answers):
    start.wait()
    try:
        answer = job()
    except Exception as error:
        answer = type(error).__name__
    connections.close_all()
    answers.put(answer)


def test_two_workers_make_every_file_once():
    jobs = [made.make_render_job(form="xlsx", content_hash=f"{number:064d}") for number in range(8)]
    workers = [worker("--once") for _ in range(2)]
    for process in workers:
        assert process.wait(60) == 0
    found = list(RenderJob.objects.all())
    assert Counter((job.state, job.attempts) for job in found) == {(JobState.DONE, 1): len(jobs)}
    assert len({job.file.name for job in found}) == len(jobs)
    assert all(job.file.storage.exists(job.file.name) for job in found)


def count_up(indicator, by):
    """Adds one five times, each time to what stands there now; how often somebody else was first."""
    conflicts, left = 0, ROUNDS
    while left:
        row = Realization.objects.get()
        seen, entry = fingerprint(row), entry_of(row)
        entry = replace(entry, numerator=entry.numerator + 1)
        place = {"unit": row.unit, "indicator": indicator, "year": row.year, "quarter": row.quarter}
        try:
            workflow.save_draft(entry=entry, seen=seen, by=by, now=NOW, **place)
            left -= 1
        except Conflict:
            conflicts += 1
    return conflicts


def test_no_writer_overwrites_what_another_just_saved(directorate, siti):
    make.make_period(unit=directorate)
    indicator = make.make_indicator(unit=directorate, calculation="ratio")
    make.make_realization(indicator=indicator, n=100, t=1000, status="draft")
    conflicts = together(*[lambda: count_up(indicator, siti)] * 4)
    assert all(isinstance(count, int) for count in conflicts), conflicts
    assert Realization.objects.get().numerator == Decimal(100 + 4 * ROUNDS)


def test_a_row_is_handed_in_once(directorate, siti):
    make.make_period(unit=directorate)
    indicator = make.make_indicator(unit=directorate, calculation="ratio")
    row = make.make_realization(indicator=indicator, n=875, t=1000, status="draft")
    answers = together(*[lambda: workflow.submit(realization=row, by=siti, now=NOW).status] * 3)
    assert sorted(answers) == sorted([RealizationStatus.SUBMITTED, *["ValidationError"] * 2])
    assert Realization.objects.get().steps.count() == 1


def test_one_revision_is_begun_and_signed_once(directorate, rina, pak_dir):
    agreement = make.make_agreement(unit=directorate)
    make.make_line(agreement=agreement, target=80)
    given = {"reason": "strategi", "reason_text": "Pagu berkurang.", "by": rina}
    begun = together(*[lambda: revise(agreement=agreement, **given).version] * 3)
    assert Counter(begun) == {1: 1, "ValidationError": 2}
    draft = PerformanceAgreement.objects.get(version=1)
    day = {"place": "Jakarta", "signed_on": date(2023, 9, 1), "by": pak_dir}
    signed = together(*[lambda: signing.sign(agreement=draft, **day).version] * 3)
    assert Counter(signed) == {1: 1, "ValidationError": 2}
    assert Counter(PerformanceAgreement.objects.values_list("version", "status")) == {
        (0, "superseded"): 1,
        (1, "signed"): 1,
    }


def ask_often(times, most):
    """How many of the requests are let through."""
    let_through = 0
    for _ in range(times):
        try:
            limits.count_in("alamat 10.0.0.9", most)
            let_through += 1
        except Problem:
            pass
    return let_through


def test_the_limit_counts_the_requests_of_all_processes(monkeypatch):
    monkeypatch.setattr(limits, "time", lambda: 6000.0)
    answers = together(*[lambda: ask_often(times=50, most=120)] * 4)
    assert all(isinstance(count, int) for count in answers), answers
    assert sum(answers) == 120
    assert RequestCount.objects.get().asked == 200
    monkeypatch.setattr(limits, "time", lambda: 6121.0)
    assert limits.forget() == 1


def test_a_bundle_asked_for_by_several_at_once_is_made_once(directorate, rina):
    asked = together(*[lambda: asking.ask(unit=directorate, year=2023, by=rina).pk] * 4)
    assert asked == [RenderJob.objects.get().pk] * 4


def test_an_edition_is_frozen_once(directorate, pak_dir, monkeypatch):
    furnish(directorate)
    ChecklistItem.objects.update(is_active=False)
    Report.objects.update(status="reviewed")
    report = Report.objects.get()
    made.make_cleared_review(report=report, content_hash=content_hash(facts_of(report)))
    monkeypatch.setattr(freezing, "WRITERS", {"pdf": lambda facts: b"%PDF-1.7"})
    frozen = together(*[lambda: lifecycle.finalize(report=report, by=pak_dir).number] * 3)
    assert Counter(frozen) == {1: 1, "ValidationError": 2}
    assert list(Edition.objects.values_list("number", flat=True)) == [1]
