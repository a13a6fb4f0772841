"""Opening a year copies what stays and leaves empty what is promised anew."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements.models import PerformanceAgreement
from budget.models import BudgetLine, Ceiling, Dipa, OutputVolume, Spending, SupportingActivity
from indicators.models import Component
from reports.models import Narrative, Report
from reports.opening import open_year
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    """A unit with all of 2023: two signed agreements, a tree with money, activities and a report."""
    unit = f.default_unit()
    ended, kept = f.make_indicator(code="1.1", year_to=2023), f.make_indicator(code="1.2")
    f.make_component(indicator=kept, weight=40)
    f.make_agreement(unit=unit)
    agreement = f.make_agreement(unit=unit, version=1, reason="strategi", first_party_name="Nama", place="Jakarta")
    f.make_line(agreement=agreement, indicator=ended)
    f.make_quarter_target(line=f.make_line(agreement=agreement, indicator=kept, target=80))
    f.make_agreement_budget(agreement=agreement, amount=5)
    line = f.make_budget_line("DQ.6279.QAA.101", dipa=f.make_dipa(unit=unit, number="DIPA-2023"), ceiling=5, spent=4)
    f.make_volume(line=line)
    f.make_supporting_activity(unit=unit, line=line, indicator=kept)
    f.make_report(unit=unit, title="Laporan Kinerja Tahun 2023", date=date(2024, 1, 31))
    f.make_narrative()
    return unit


def test_the_agreement_is_a_draft_with_lines_without_targets(unit):
    open_year(unit=unit, year=2024)
    agreement = PerformanceAgreement.objects.get(year=2024)
    assert (agreement.version, agreement.status, agreement.place) == (0, "draft", "Jakarta")
    assert agreement.first_party_name == ""
    (line,) = agreement.lines.all()
    assert (line.indicator.code, line.target, line.quarter_targets.count()) == ("1.2", None, 0)
    assert [(row.code, row.amount) for row in agreement.budget.all()] == [("DQ", None)]


def test_the_tree_is_copied_without_money(unit):
    open_year(unit=unit, year=2024)
    dipa = Dipa.objects.get(year=2024)
    lines = BudgetLine.objects.filter(dipa=dipa)
    assert (dipa.number, [line.path for line in lines]) == ("", ["DQ", "DQ.6279", "DQ.6279.QAA", "DQ.6279.QAA.101"])
    assert {line.parent.dipa_id for line in lines if line.parent} == {dipa.pk}
    assert not Ceiling.objects.filter(line__dipa=dipa).exists()
    assert not Spending.objects.filter(line__dipa=dipa).exists()


def test_volumes_keep_their_measure_only(unit):
    open_year(unit=unit, year=2024)
    volume = OutputVolume.objects.get(line__dipa__year=2024)
    assert (volume.measure_label, volume.target, volume.realized) == ("orang", None, None)


def test_components_and_activities_come_along(unit):
    open_year(unit=unit, year=2024)
    assert Component.objects.get(year=2024).weight == 40
    activity = SupportingActivity.objects.get(year=2024)
    assert (activity.line.path, activity.line.dipa.year, activity.indicator.code) == ("DQ.6279.QAA.101", 2024, "1.2")


def test_the_report_is_a_draft_without_text(unit):
    open_year(unit=unit, year=2024)
    report = Report.objects.get(year=2024)
    assert (report.title, report.status, report.date) == ("Laporan Kinerja Tahun 2024", "draft", None)
    assert not Narrative.objects.filter(report=report).exists()


def test_it_tells_what_was_made(unit):
    opened = open_year(unit=unit, year=2024)
    assert (opened.source_year, opened.counts["baris POK"], opened.counts["butir PK"]) == (2023, 4, 1)


def test_an_open_year_is_not_opened_again(unit):
    open_year(unit=unit, year=2024)
    with pytest.raises(ValidationError, match="Tahun 2024 sudah dibuka untuk Unit dit-contoh: sudah ada Perjanjian"):
        open_year(unit=unit, year=2024)


def test_a_year_beyond_the_plan_is_refused_and_nothing_is_made(unit):
    with pytest.raises(ValidationError, match="Belum ada Renstra Unit dit-contoh yang mencakup tahun 2025"):
        open_year(unit=unit, year=2025)
    assert not Dipa.objects.filter(year=2025).exists()


def test_a_first_year_has_nothing_to_copy(unit):
    with pytest.raises(ValidationError, match="Tidak ada tahun sebelum 2023"):
        open_year(unit=unit, year=2023)
