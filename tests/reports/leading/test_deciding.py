"""What is read for the rules: silent units, blocked reports, late agreements and corrections, each with its address."""

from datetime import UTC, date, datetime

import pytest

from agreements.models import AgreementStatus
from indicators.models import Action, RealizationStatus
from reports.leading.reading import paint
from reports.models import FindingState, ReportStatus, Severity, UnitStanding
from tests import factories as make
from tests.report_factories import make_finding
from tests.reports.leading.cast import YEAR, carry, keep

pytestmark = pytest.mark.django_db
TODAY = date(YEAR, 9, 1)


def decided(unit, quarter=2, today=TODAY, **given):
    """The decisions by their codes."""
    keep()
    found = paint(unit, YEAR, quarter, today=today, **given).decisions
    return {one.code: one for one in found}


@pytest.fixture
def due(directorate_general):
    """The second quarter was due on 15 July."""
    dates = {"opens_on": date(YEAR, 7, 1), "due_on": date(YEAR, 7, 15), "closes_on": date(YEAR, 7, 31)}
    return make.make_period(unit=directorate_general, quarter=2, **dates)


def test_silent_units_are_found_however_deep_and_counted(directorate_general, directorate, sentra, due):
    office = make.make_unit("subdit", parent=directorate, name="Subdirektorat")
    for unit in (directorate, sentra, office):
        carry(unit, None, [80])
    found = decided(directorate_general)["belum-lapor"]
    assert found.text == "3 unit belum lengkap melapor Triwulan II, batasnya 15 Juli 2023"
    assert "Subdirektorat (1 dari 1 indikator belum diajukan)" in found.detail
    assert found.href == "/unit/ditjen-rehsos/2023/periode/"


def test_one_silent_unit_is_reached_at_its_quarter(directorate_general, sentra, due):
    carry(sentra, None, [80])
    assert decided(directorate_general)["belum-lapor"].href == "/unit/sentra-timur/2023/triwulan/2/"


def test_nobody_is_late_before_the_due_date(directorate_general, sentra, due):
    carry(sentra, None, [80])
    assert "belum-lapor" not in decided(directorate_general, today=due.due_on)


def test_a_report_is_blocked_by_open_findings_only(directorate_general, directorate):
    carry(directorate, None, [80, 80])
    report = make.make_report(unit=directorate, status=ReportStatus.IN_REVIEW)
    make_finding(report=report, severity=Severity.BLOCKING)
    make_finding(report=report, severity=Severity.BLOCKING, fingerprint="b", state=FindingState.DONE)
    make_finding(report=report, severity=Severity.WARNING, fingerprint="c")
    found = decided(directorate_general)["temuan"]
    assert found.text == "Laporan Kinerja Direktorat Anak tertahan 1 temuan"
    assert found.href == "/unit/dit-anak/2023/lkj/reviu/"


@pytest.mark.parametrize(("today", "is_late"), [(date(YEAR, 2, 5), False), (date(YEAR, 2, 6), True)])
def test_a_draft_is_late_a_month_after_the_dipa(directorate_general, directorate, today, is_late):
    carry(directorate, None, [80, 80])
    make.make_revision(dipa=make.make_dipa(unit=directorate), date=date(YEAR, 1, 5))
    make.make_agreement(unit=directorate, version=1, status=AgreementStatus.DRAFT)
    found = decided(directorate_general, today=today)
    assert ("pk-terlambat" in found) is is_late
    if is_late:
        assert found["pk-terlambat"].href == "/unit/dit-anak/2023/pk/1/"


def test_a_correction_that_waits_is_told_once_and_a_first_submission_is_none(directorate_general, directorate):
    carry(directorate, None, [80, 80], [80, 80])
    corrected, first = directorate.realizations.filter(quarter=2)
    for row in (corrected, first):
        row.status, row.submitted_at = RealizationStatus.SUBMITTED, datetime(YEAR, 8, 1, 3, tzinfo=UTC)
        row.save()
    for at in (1, 2):
        make.make_realization_step(
            realization=corrected, action=Action.CORRECT, note="Salah ketik", at=datetime(YEAR, 8, at, tzinfo=UTC)
        )
    found = decided(directorate_general)["koreksi"]
    assert found.text == "Koreksi 1.1 Direktorat Anak menunggu verifikasi"
    assert found.href == "/unit/dit-anak/2023/triwulan/2/"


def test_an_indicator_that_lags_leads_to_its_page_and_keeps_the_quarter(directorate_general, directorate):
    carry(directorate, None, [40, 40])
    indicator = directorate.realizations.first().indicator
    found = decided(directorate_general)["meleset"]
    assert found.href == f"/unit/dit-anak/2023/indikator/{indicator.pk}/?triwulan=2"


def test_money_is_held_against_the_part_of_the_year_that_has_passed(directorate):
    carry(directorate, None, [80, 80])
    make.make_budget_line("DQ", dipa=make.make_dipa(unit=directorate), ceiling=1_000_000, spent=200_000)
    found = decided(directorate, today=date(YEAR, 6, 30))["serapan"]
    assert found.text == "Serapan tertinggal 29,59 poin dari bagian tahun yang lewat sampai 30 Juni 2023"


@pytest.fixture
def money(directorate):
    """A million: 100 thousand spent by March and 200 more by June, where halaman III planned 500 by June."""
    carry(directorate, None, [80, 80])
    dipa = make.make_dipa(unit=directorate)
    line = make.make_budget_line("DQ", dipa=dipa, ceiling=1_000_000)
    for last, amount in ((3, 100_000), (6, 200_000)):
        make.make_spending(line=line, month_from=last - 2, month_to=last, amount=amount)
    for month, amount in ((2, 100_000), (6, 400_000), (9, 500_000)):
        make.make_withdrawal(revision=dipa.revisions.last(), month=month, amount=amount)
    return directorate


@pytest.mark.parametrize("unit", ["directorate", "directorate_general"])
def test_money_is_held_against_halaman_iii_where_it_is_recorded(request, money, unit):
    found = decided(request.getfixturevalue(unit), today=date(YEAR, 7, 10))["serapan"]
    assert found.text == "Rp\u00a0200.000 belum terserap menurut rencana halaman III sampai Juni"
    assert "Serapan 30,00% dari pagu" in found.detail


def test_an_earlier_quarter_is_held_against_its_own_months(money):
    assert "serapan" not in decided(money, quarter=1, today=date(YEAR, 7, 10))


@pytest.mark.parametrize(("bare", "told"), [(1, " pada 9 dari 10 unit ber-DIPA"), (2, None)])
def test_a_plan_that_a_few_lack_says_how_many_have_it(directorate_general, directorate, money, bare, told):
    for number in range(8 + bare):
        dipa = make.make_dipa(unit=make.make_unit(f"subdit-{number}", parent=directorate))
        make.make_spending(line=make.make_budget_line("DQ", dipa=dipa, ceiling=10), month_from=1, month_to=3, amount=1)
        if number >= bare:
            make.make_withdrawal(revision=dipa.revisions.last(), month=1, amount=1)
    found = decided(directorate_general, today=date(YEAR, 7, 10))["serapan"]
    assert ("halaman III" in found.text) is bool(told)
    assert told is None or found.text.endswith(f"sampai Juni{told}")


def test_a_quarter_that_is_not_over_is_held_against_the_one_before(money):
    found = decided(money, quarter=3, today=date(YEAR, 8, 31))["serapan"]
    assert found.text.endswith("menurut rencana halaman III sampai Juni")


def test_money_against_its_plan_is_the_same_where_nothing_is_kept(money, directorate_general):
    kept = decided(directorate_general, today=date(YEAR, 7, 10))["serapan"]
    UnitStanding.objects.all().delete()
    found = paint(directorate_general, YEAR, 2, today=date(YEAR, 7, 10)).decisions
    assert kept in found


def test_money_that_is_not_wholly_known_decides_nothing(directorate_general, directorate, sentra):
    for unit, spent in ((directorate, 200_000), (sentra, None)):
        carry(unit, None, [80, 80])
        make.make_budget_line("DQ", dipa=make.make_dipa(unit=unit), ceiling=1_000_000, spent=spent)
    assert "serapan" not in decided(directorate_general, today=date(YEAR, 6, 30))
