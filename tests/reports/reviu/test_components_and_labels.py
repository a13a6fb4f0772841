import pytest

from reports.reviu import components, labels
from tests.factories import make_budget_line, make_component, report_of
from tests.reports.reviu.dossiers import found_by, promise, sole

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("calculation", "role", "severity"),
    [("weighted", "bagian", "menghalangi"), ("external", "rincian", "peringatan")],
)
def test_weights_must_add_up_to_100(calculation, role, severity):
    indicator = promise(value=90, calculation=calculation)
    for weight in (30, 45, 20):
        make_component(indicator=indicator, role=role, weight=weight)
    found = sole(components.weights)
    assert (found.severity, found.message) == (
        severity,
        "Jumlah bobot 95,00%, seharusnya 100%: 30,00 + 45,00 + 20,00.",
    )


@pytest.mark.parametrize("weights", [(30, 45, 25), (30, 45, None), (None, None)])
def test_weights_that_add_up_or_are_not_all_known_are_no_error(weights):
    indicator = promise(value=90, calculation="weighted")
    for weight in weights:
        make_component(indicator=indicator, weight=weight)
    assert found_by(components.weights) == []


@pytest.mark.parametrize(("elements", "count"), [(9, 0), (8, 1), (0, 0)])
def test_a_survey_has_nine_elements(elements, count):
    indicator = promise(value=90, calculation="survey")
    for _ in range(elements):
        make_component(indicator=indicator)
    assert len(found_by(components.survey_elements)) == count


@pytest.mark.parametrize(
    ("name", "measure", "count"),
    [
        ("Jumlah satker yang diusulkan", "percent", 1),
        ("Persentase (%) lembaga", "score", 1),
        ("Nilai akuntabilitas kinerja", "score", 0),
        ("Nilai transaksi", "rupiah", 0),
        ("Tingkat kepatuhan", "percent", 0),
    ],
)
def test_a_measure_should_fit_the_name(name, measure, count):
    promise(value=90, name=name, measure=measure)
    assert len(found_by(labels.measure_against_name)) == count


def test_two_indicators_of_one_name_are_a_warning():
    promise(value=90, name="Nilai IKPA")
    promise(value=80, name="nilai IKPA ")
    assert sole(labels.same_names).subject == "Indikator 1.1 dan 1.2"


def test_lines_of_one_name_are_only_told_apart_under_one_parent():
    report_of()
    make_budget_line("DQ.1.A", name="Rapat")
    make_budget_line("DQ.1.B", name="Rapat")
    make_budget_line("DQ.2.A", name="Rapat")
    found = sole(labels.same_names)
    assert (found.severity, found.subject) == ("informasi", "Baris DQ.1.A dan DQ.1.B")


@pytest.mark.parametrize(
    ("name", "printed"),
    [("kemampuan dalam dalam menjalankan", ["dalam dalam"]), ("anak-anak yang tumbuh", []), ("di di kota", [])],
)
def test_a_word_written_twice_is_shown(name, printed):
    promise(value=90, name=name)
    assert [item.printed for item in found_by(labels.doubled_words)] == printed
