import pytest

from reports.facts import facts_of
from reports.outlines import default_outline
from reports.reviu import RULES, review
from reports.reviu.found import Target
from reports.reviu.links import PAGES, link_of
from tests.factories import make_report
from tests.report_factories import make_legal_reference
from tests.reports.reviu.dossiers import promise

pytestmark = pytest.mark.django_db

HERE = "/unit/dit-contoh/2023"


@pytest.fixture
def facts():
    """A report with one promised indicator and one regulation."""
    report = make_report(outline=default_outline())
    promise(value=90)
    make_legal_reference(report=report)
    return facts_of(report)


def url(facts, sheet, row=""):
    return link_of(facts, Target(sheet, row)).url


def test_a_realization_opens_at_its_quarter_or_at_the_last(facts):
    pk = facts.scorecard.indicators[0].indicator.pk
    assert url(facts, "realisasi", "1.1") == f"{HERE}/triwulan/4/{pk}/"
    assert url(facts, "realisasi", "1.1/2") == f"{HERE}/triwulan/2/{pk}/"
    assert url(facts, "nilai_komponen", "1.1/3") == f"{HERE}/triwulan/4/{pk}/"
    assert url(facts, "realisasi", "9.9") == f"{HERE}/triwulan/"


def test_a_text_opens_at_its_section_indicator_and_analysis(facts):
    pk = facts.scorecard.indicators[0].indicator.pk
    assert url(facts, "narasi", "simpulan") == f"{HERE}/lkj/tulis/simpulan/"
    assert (
        url(facts, "narasi", "capaian-sasaran/1.1/5") == f"{HERE}/lkj/tulis/capaian-sasaran/?indikator={pk}&analisis=5"
    )
    assert url(facts, "narasi", "tidak-ada") == f"{HERE}/lkj/tulis/"


def test_agreement_and_budget_open_on_their_pages(facts):
    assert url(facts, "pk", "0") == url(facts, "butir_pk", "1.1") == f"{HERE}/pk/0/"
    assert url(facts, "pk", "7") == f"{HERE}/pk/0/"
    assert url(facts, "pok", "DQ.1") == f"{HERE}/anggaran/"


def test_tables_open_for_planners_only(facts):
    found = [link_of(facts, Target(sheet, row)) for sheet, row in (("indikator", "1.1"), ("dasar_hukum", "1"))]
    assert all(link.for_planner and link.url.endswith("/change/") for link in found)


def test_what_points_nowhere_has_no_link(facts):
    assert link_of(facts, None) is None
    assert link_of(facts, Target("lembar-lain")) is None


def test_every_sheet_has_a_page_that_answers_for_any_row(facts):
    assert all(link_of(facts, Target(sheet, "tidak ada")).url for sheet in PAGES)


def test_every_finding_of_a_review_carries_its_link(facts, django_assert_num_queries):
    found = review(facts.unit, facts.year)
    assert found
    assert all(item.link for item in found)
    assert len(RULES) > 50
    with django_assert_num_queries(0):
        link_of(facts, found[0].target)
