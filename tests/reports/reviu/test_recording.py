import pytest

from reports.models import Finding, FindingState
from reports.reviu.found import blocking, warning
from reports.reviu.recording import record
from tests.factories import report_of
from units.models import Change

pytestmark = pytest.mark.django_db

WRONG = blocking(
    "capaian-tercetak",
    place="bab3_tabel1",
    subject="Indikator 5.2: capaian",
    message="Tercetak 105,78%.",
    printed="105,78%",
    expected="115,78%",
    cause="satu angka salah",
)
UNIT = warning("satuan-tercetak", place="bab3_tabel1", subject="Indikator 6.1: target", message="Persen.")


def test_a_finding_is_written_with_its_likely_cause():
    result = record(report=report_of(), found=[WRONG])
    finding = Finding.objects.get()
    assert (result.new, finding.state, finding.severity) == (1, "terbuka", "menghalangi")
    assert finding.message == "Tercetak 105,78%. Dugaan sebab: satu angka salah."


def test_an_explanation_stays_when_the_rules_run_again():
    record(report=report_of(), found=[WRONG])
    Finding.objects.update(state=FindingState.EXPLAINED, explanation="Ralat sudah terbit.")
    assert record(report=report_of(), found=[WRONG]).kept == 1
    finding = Finding.objects.get()
    assert (finding.state, finding.explanation) == ("dijelaskan", "Ralat sudah terbit.")


def test_what_is_no_longer_found_is_done_and_what_comes_back_is_open_again():
    record(report=report_of(), found=[WRONG, UNIT])
    assert record(report=report_of(), found=[UNIT]).done == 1
    assert Finding.objects.get(code="capaian-tercetak").state == "selesai"
    assert record(report=report_of(), found=[WRONG, UNIT]).reopened == 1
    assert Finding.objects.get(code="capaian-tercetak").state == "terbuka"


def test_other_figures_make_another_finding():
    record(report=report_of(), found=[WRONG])
    Finding.objects.update(state=FindingState.EXPLAINED, explanation="Ralat sudah terbit.")
    other = blocking("capaian-tercetak", place=WRONG.place, subject=WRONG.subject, message="Lain.", printed="99%")
    record(report=report_of(), found=[other])
    assert list(Finding.objects.order_by("pk").values_list("state", flat=True)) == ["selesai", "terbuka"]


def test_what_a_review_writes_stands_in_the_trail():
    report = report_of()
    record(report=report, found=[WRONG])
    record(report=report, found=[WRONG])
    record(report=report, found=[])
    entries = Change.objects.filter(content_type__model="finding").order_by("pk")
    assert [entry.changes for entry in entries] == [None, {"state": ["terbuka", "selesai"]}]
    assert {(entry.unit_id, entry.year) for entry in entries} == {(report.unit_id, report.year)}


def test_a_long_text_is_cut_to_its_column():
    long = warning("satuan-tercetak", place="bab3", subject="S" * 400, message="Panjang.", expected="1 + " * 200)
    record(report=report_of(), found=[long])
    finding = Finding.objects.get()
    assert (len(finding.subject), len(finding.expected), finding.expected[-1]) == (300, 300, "…")


def test_the_number_of_queries_does_not_depend_on_the_findings(django_assert_num_queries):
    report = report_of()
    many = [warning("satuan-tercetak", place=f"tempat {n}", subject="S", message="M") for n in range(50)]
    record(report=report, found=many)
    with django_assert_num_queries(3):
        record(report=report, found=many)
