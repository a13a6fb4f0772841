"""Two people at the same moment; only PostgreSQL lets them be there together."""

import time
from datetime import date
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from agreements import signing
from agreements.drafting import draft_agreement
from agreements.models import PerformanceAgreement
from agreements.revision import revise
from indicators import periods
from tests import factories as make
from tests.marks import needs_several_writers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    needs_several_writers,
]
DAY = date(2023, 1, 5)


def at_once(*jobs):
    """What each of the jobs failed with, run at the same moment."""
    errors = []

    def run(job):
        try:
            job()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def slowly(monkeypatch, owner, name):
    """Makes a step take so long that the other one arrives meanwhile."""
    real = getattr(owner, name)

    def slow(*args, **given):
        time.sleep(0.5)
        return real(*args, **given)

    monkeypatch.setattr(owner, name, slow)


def test_two_drafts_signed_at_once_leave_one_in_force(directorate, pak_dir, monkeypatch):
    make.make_line(agreement=make.make_agreement(unit=directorate))
    drafts = [make.make_agreement(unit=directorate, version=version, status="draft") for version in (1, 2)]
    for draft in drafts:
        make.make_line(agreement=draft)
    slowly(monkeypatch, signing, "freeze_wording")
    errors = at_once(
        *(lambda one=one: signing.sign(agreement=one, place="J", signed_on=DAY, by=pak_dir) for one in drafts)
    )
    assert all(isinstance(error, ValidationError) for error in errors)
    assert PerformanceAgreement.objects.filter(status="signed").count() == 1


def test_two_revisions_begun_at_once_make_one_draft(directorate, rina):
    held = make.make_agreement(unit=directorate)

    def job():
        return revise(agreement=held, reason="strategi", reason_text="Pagu", by=rina)

    (error,) = at_once(job, job)
    assert isinstance(error, ValidationError)
    assert PerformanceAgreement.objects.filter(status="draft").count() == 1


def test_two_drafts_begun_at_once_make_one(directorate, rina):
    directorate.head_position = directorate.parent.head_position = "Kepala"
    directorate.save()
    directorate.parent.save()
    errors = at_once(*[lambda: draft_agreement(unit=directorate, year=2023, by=rina)] * 2)
    assert [type(error) for error in errors] == [ValidationError]
    assert PerformanceAgreement.objects.count() == 1


def test_two_planners_who_set_a_period_at_once_change_the_same_one(directorate, rina, monkeypatch):
    slowly(monkeypatch, periods.Period, "full_clean")
    dates = {"opens_on": DAY, "due_on": DAY, "closes_on": DAY}

    def job():
        return periods.open_period(unit=directorate, year=2023, quarter=4, by=rina, **dates)

    assert at_once(job, job) == []
    assert periods.Period.objects.count() == 1
