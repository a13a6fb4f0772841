"""The invented sentra of the demo: its figures worked out by hand, and its year as demo_year plays it, once."""

from collections import Counter
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from agreements.scorecard import scorecard
from budget.statement import statement
from indicators.file_kinds import recognized
from indicators.models import Action, Evidence, Extension, Period, Realization, Step
from indicators.periods import period_state
from lakin.formatting import number
from reports.demo import figures as story
from reports.demo.files import ENDINGS, evidence_file
from reports.demo.year import windows
from reports.models.finding import Severity
from reports.reviu import review
from reports.workbook.importing import import_workbook
from tests.reports.test_fixtures import stored
from units.models import Membership, Role, Unit

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parents[2] / "fixtures"
TODAY = date(2026, 11, 23)

# Code, realization up to quarter III, capaian against the target of the year; every figure by hand.
SCORES = (
    # 489 / 602 = 81,2292...%, that / 80, the target of quarter III.
    ("1.1", "81,23%", "101,54"),
    # 280 + 301 + 263 of 900.
    ("1.2", "844", "93,78"),
    # (3,4 + 2,9 + 2,4) / 3 = 2,9; (2 x 3 - 2,9) / 3.
    ("1.3", "2,9", "103,33"),
    # 21.450.000 + 28.300.000 + 17.900.000 of 130.000.000.
    ("1.4", "Rp 67.650.000", "52,04"),
    # Nine elements with the sum 31,95: 31,95 / 9 x 25 = 88,75.
    ("2.1", "88,75", "100,85"),
    # 40 x 35/40 + 35 x 19/20 + 25 x 42/48 = 35 + 33,25 + 21,875, that / 90.
    ("2.2", "90,13%", "100,14"),
    # (88 + 92 + 98) / 3, inside 80 to 95.
    ("2.3", "92,67%", "100,00"),
    ("2.4", "A-", None),
    ("3.1", "79,60", "99,50"),
    ("3.2", "94,60", "101,72"),
    # 234,75 / 3: the three scores of quarter III.
    ("3.3", "78,25", "99,68"),
    # (2 x 3 - 3) / 3.
    ("3.4", "3", "100,00"),
)
STATUSES = {
    1: {"verified": 12},
    2: {"verified": 12},
    3: {"verified": 5, "submitted": 5, "returned": 2},
    4: {"draft": 2},
}


def told(**options):
    output = StringIO()
    call_command("demo_year", stdout=output, **options)
    return output.getvalue()


def load():
    for name in ("dit-rsa-2023", "sentra-contoh-2026"):
        assert import_workbook(FIXTURES / name).errors == ()
    call_command("demo_users", stdout=StringIO(), password="rahasia-sekali")


@pytest.fixture(scope="module")
def _played(django_db_setup, django_db_blocker, tmp_path_factory):
    """The sentra after its year was played once; undone after the tests of this file."""
    media = str(tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        with override_settings(MEDIA_ROOT=media):
            assert told(today=TODAY) == "Tahun contoh dijalankan.\n"
        yield
        transaction.set_rollback(True)


@pytest.fixture
def sentra(_played, db):
    return Unit.objects.get(code=story.CODE)


def rows_of(code, quarter):
    return Realization.objects.get(indicator__code=code, quarter=quarter, unit__code=story.CODE)


def moves(code, quarter):
    return [(step.action, number(step.value)) for step in rows_of(code, quarter).steps.all()]


def test_every_indicator_has_its_realization_and_capaian(sentra):
    card = scorecard(sentra, 2026, quarter=3, verified_only=False)
    found = tuple(
        (
            score.code,
            score.indicator.written(score.measurement.value, score.measurement.text).replace("\xa0", " "),
            None if score.achievement.value is None else number(score.achievement.value),
        )
        for score in card.indicators
    )
    assert found == SCORES


def test_only_what_is_verified_counts(sentra):
    card = scorecard(sentra, 2026, quarter=3)
    known = {score.code: score.measurement.is_verified for score in card.indicators if score.measurement.is_known}
    assert known.keys() == {"1.1", "2.1", "2.2", "2.4", "3.1", "3.2", "3.3", "3.4"}
    assert all(known.values())


def test_the_money_adds_up(sentra):
    money = statement(sentra, 2026)
    assert [revision.amount for revision in money.revisions] == [12_088_000_000, 11_788_000_000]
    assert (money.total.ceiling, money.total.spent, number(money.total.absorption)) == (
        11_788_000_000,
        8_028_212_000,
        "68,10",
    )
    assert [(kind, part.ceiling) for kind, _, part in money.by_kind] == [
        ("51", 4_830_000_000),
        ("52", 4_934_000_000),
        ("53", 520_000_000),
        ("57", 1_504_000_000),
    ]
    assert sorted(part.ceiling for part in money.by_objective.values()) == [714_500_000, 4_441_500_000, 6_632_000_000]
    assert all(row.is_complete for row in money.lines)


def test_the_review_finds_nothing_but_what_a_running_year_has(sentra):
    found = review(sentra, 2026)
    assert not [item for item in found if item.severity == Severity.BLOCKING]
    warned = {item.code for item in found if item.severity == Severity.WARNING}
    assert warned == {"belum-terverifikasi", "analisis-kosong", "bagian-kosong"}


def test_every_line_promises_its_quarters(sentra):
    lines = sentra.agreements.get().lines.prefetch_related("quarter_targets")
    counted = {line.indicator.code: line.quarter_targets.count() for line in lines.select_related("indicator")}
    assert counted == {code: 0 if code == "2.3" else 4 for code in story.FIGURES}


def test_each_quarter_stands_as_promised(sentra):
    rows = Realization.objects.of(sentra, 2026)
    found = {quarter: Counter(rows.filter(quarter=quarter).values_list("status", flat=True)) for quarter in STATUSES}
    assert found == STATUSES


def test_the_timeline_tells_of_withdrawal_return_lateness_and_correction(sentra):
    assert [action for action, _ in moves("3.2", 1)] == [Action.SUBMIT, Action.WITHDRAW, Action.SUBMIT, Action.VERIFY]
    assert moves("2.2", 2) == [
        (Action.SUBMIT, "88,42"),
        (Action.SEND_BACK, "88,42"),
        (Action.SUBMIT, "87,38"),
        (Action.VERIFY, "87,38"),
    ]
    assert moves("1.2", 2) == [
        (Action.SUBMIT, "316,00"),
        (Action.VERIFY, "316,00"),
        (Action.CORRECT, "301,00"),
        (Action.VERIFY, "301,00"),
    ]
    late = rows_of("2.1", 2)
    assert timezone.localdate(late.submitted_at) > Period.objects.get(quarter=2).closes_on
    assert Extension.objects.get().reason == story.LATE_REASON


def test_nothing_happens_on_a_weekend_or_after_today(sentra):
    days = [timezone.localdate(moment) for moment in Step.objects.values_list("at", flat=True)]
    assert max(days) <= TODAY
    assert all(day.weekday() < 5 for day in days)


def test_every_quarter_handed_in_has_a_file_of_its_own(sentra):
    files = Evidence.objects.filter(realization__unit=sentra)
    assert files.values("realization").distinct().count() == files.count() == 36
    assert files.values("sha256").distinct().count() == 36
    assert all(title.startswith("Contoh ") for title in files.values_list("title", flat=True))


def test_quarter_iv_is_open_and_its_drafts_are_half_filled(sentra):
    assert period_state(sentra, 2026, 4, TODAY).is_open
    assert (rows_of("1.1", 4).numerator, rows_of("1.1", 4).denominator) == (655, None)
    assert rows_of("2.1", 4).parts.count() == 4


def test_a_second_run_changes_nothing(sentra):
    before = stored()
    assert told(today=TODAY + timedelta(days=1)) == "Tahun contoh sudah ada dan tidak berubah.\n"
    assert stored() == before


def test_after_quarter_iv_closed_it_is_opened_again_and_nothing_else_changes(sentra):
    later = TODAY + timedelta(days=90)
    rows = list(Realization.objects.values())
    told(today=later)
    assert period_state(sentra, 2026, 4, later).is_open
    assert list(Realization.objects.values()) == rows


def test_the_workbook_still_comes_in_unchanged_afterwards(sentra):
    result = import_workbook(FIXTURES / "sentra-contoh-2026")
    assert (result.errors, result.has_changes) == ((), False)


def test_the_reporter_fills_in_the_sentra_too(sentra):
    held = Membership.objects.filter(role=Role.REPORTER).values_list("unit__code", flat=True)
    assert set(held) == {"dit-rsa", "sentra-contoh"}


@pytest.mark.parametrize(
    "today", [date(2026, 5, 4), date(2026, 10, 26), date(2026, 11, 22), date(2027, 1, 10), date(2027, 3, 1)]
)
def test_on_any_day_quarter_iv_is_open_and_the_others_are_over(today):
    found = windows(today)
    assert found[4].opens_on <= today <= found[4].closes_on
    for quarter in (1, 2, 3):
        assert found[quarter].closes_on < found[quarter + 1].opens_on


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_evidence_file_is_what_its_name_says(ending):
    file = evidence_file(ending, "Contoh rekap", [("Isian", "148/198")])
    kind, _ = recognized(file, file.name)
    assert kind.ending == f".{ending}"


def test_a_server_that_others_reach_refuses(settings):
    settings.IS_LOCAL = False
    with pytest.raises(CommandError, match="hanya dibuat pada mesin sendiri"):
        told()


def test_without_the_unit_it_says_what_is_missing(sentra, monkeypatch):
    monkeypatch.setattr(story, "CODE", "sentra-lain")
    with pytest.raises(CommandError, match=r"Belum ada: sentra-lain\. Impor fixtures/sentra-contoh-2026"):
        told()
