import pytest
from django.db.models import ProtectedError

from reports.models import Analysis, Narrative, Report
from tests.checks import complaints
from tests.factories import (
    make_indicator,
    make_narrative,
    make_objective,
    make_report,
    make_section,
)
from tests.report_factories import make_finding, make_illustration, make_printed_figure

pytestmark = pytest.mark.django_db


def test_a_narrative_of_an_indicator_names_the_objective_of_that_indicator():
    indicator = make_indicator()
    narrative = make_narrative(indicator=indicator, objective=indicator.objective, analysis="5")
    assert complaints(narrative) == {}
    narrative.objective = make_objective()
    assert complaints(narrative) == {"__all__": ["Indikator harus milik sasaran yang ditunjuk."]}


@pytest.mark.parametrize("analysis", Analysis)
def test_each_of_the_seven_analyses_is_written_once_for_an_indicator(analysis):
    indicator = make_indicator()
    for one in Analysis:
        make_narrative(indicator=indicator, section="capaian-sasaran", analysis=one)
    again = Narrative(report=Report.objects.get(), section="capaian-sasaran", indicator=indicator, analysis=analysis)
    assert complaints(again) == {"__all__": ["Narasi untuk bagian ini sudah ada."]}


def test_the_same_section_is_written_for_several_indicators_and_for_the_whole():
    make_narrative(section="capaian-sasaran")
    for indicator in (make_indicator(), make_indicator()):
        assert complaints(make_narrative(section="capaian-sasaran", indicator=indicator)) == {}


def test_a_narrative_may_still_be_empty():
    assert complaints(make_narrative(text="")) == {}


@pytest.mark.parametrize(
    ("status", "is_draft"),
    [
        ("draft", True),
        ("in_review", True),
        ("reviewed", True),
        ("final", False),
        ("published", False),
    ],
)
def test_a_report_is_a_draft_until_it_is_final(status, is_draft):
    assert make_report(status=status).is_draft == is_draft


def test_a_unit_has_a_report_for_each_year(directorate):
    make_report(unit=directorate)
    assert complaints(make_report(unit=directorate, year=2024)) == {}
    again = Report(unit=directorate, year=2023, title="LKj", outline=Report.objects.first().outline)
    assert complaints(again) == {"__all__": ["Unit ini sudah mempunyai Laporan Kinerja untuk tahun yang sama."]}


def test_a_unit_with_a_report_is_not_deleted(directorate):
    make_report(unit=directorate)
    with pytest.raises(ProtectedError):
        directorate.delete()


def test_an_outline_in_use_is_not_deleted():
    report = make_report()
    with pytest.raises(ProtectedError):
        report.outline.delete()


def test_a_report_is_deleted_with_what_people_added():
    report = make_report()
    rows = [make(report=report) for make in (make_narrative, make_illustration, make_printed_figure, make_finding)]
    report.delete()
    assert [type(row).objects.count() for row in rows] == [0, 0, 0, 0]


@pytest.mark.parametrize(("number", "shown"), [("Bab I", "Bab I Pendahuluan"), ("", "Pendahuluan")])
def test_a_section_is_called_by_number_and_title(number, shown):
    assert str(make_section(number=number, title="Pendahuluan")) == shown


def test_the_same_picture_number_may_stand_in_another_section():
    make_illustration()
    assert complaints(make_illustration(section="isu-strategis")) == {}


def test_a_printed_figure_keeps_its_value_and_its_printed_form():
    figure = make_printed_figure(value="105.78", as_printed="105,78 %")
    figure.refresh_from_db()
    assert (str(figure.value), figure.as_printed) == ("105.7800", "105,78 %")
