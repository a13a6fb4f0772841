import pytest

from reports.reviu.averages import averages
from tests.factories import make_indicator, make_objective, make_rule_set, report_of
from tests.reports.reviu.dossiers import found_by, prints, promise, sole

pytestmark = pytest.mark.django_db


@pytest.fixture
def capaian():
    """Two objectives: 100 and 120 in the first, 200 in the second; means 155 by objectives and 140 by indicators."""
    first, second = make_objective(), make_objective()
    for objective, value in ((first, 100), (first, 120), (second, 200)):
        promise(target=100, value=value, indicator=make_indicator(objective=objective))


def average(value, **fields):
    return prints(value, subject="ringkasan", key=fields.pop("key", ""), measure="rata_rata", place="ikhtisar")


def test_the_mean_by_the_method_in_force_is_right(capaian):
    average(155)
    assert found_by(averages) == []


def test_the_mean_by_the_other_method_is_a_warning_that_names_both(capaian):
    average(140)
    found = sole(averages)
    assert (found.code, found.severity) == ("cara-rata-rata", "peringatan")
    assert found.expected == "155,00% (rata-rata dari rata-rata sasaran); 140,00% (rata-rata seluruh indikator)"


def test_the_rule_set_decides_which_method_is_in_force(capaian):
    make_rule_set(overall_method="indicators")
    average(140)
    assert found_by(averages) == []


def test_a_mean_of_neither_method_blocks(capaian):
    average("133.07")
    found = sole(averages)
    assert (found.code, found.severity, found.cause) == ("rata-rata-tercetak", "menghalangi", "")


@pytest.mark.parametrize(
    ("printed", "cause"),
    [
        (100, "setiap capaian dibatasi 100%: 100,00% (rata-rata dari rata-rata sasaran)"),
        (150, "baris 1.2 tidak ikut: 150,00% (rata-rata dari rata-rata sasaran)"),
        ("106.67", "baris 1.1 dihitung nol: 106,67% (rata-rata seluruh indikator)"),
    ],
)
def test_the_slip_is_found_by_trying_it(capaian, printed, cause):
    average(printed)
    assert sole(averages).cause == cause


def test_a_mean_of_wrongly_printed_capaian_is_recognised(capaian):
    for code, value in (("1.1", 100), ("1.2", 130), ("2.1", 200)):
        prints(value, key=code, place="tabel")
    average("157.5")
    cause = "rata-rata capaian yang tercetak di tabel: 157,50% (rata-rata dari rata-rata sasaran)"
    assert sole(averages).cause == cause


def test_an_empty_cell_counted_as_zero_is_named_even_when_it_only_comes_near(capaian):
    prints(100, key="1.1", place="tabel")
    prints(200, key="2.1", place="tabel")
    average("100.03")
    cause = sole(averages).cause
    assert cause.startswith("mendekati, tetapi belum sama: baris 1.2 yang kosong di tabel dihitung nol, 100,00%")


def test_the_mean_of_one_objective_has_one_method(capaian):
    average(110, key="sasaran 1")
    average(111, key="sasaran 1")
    found = sole(averages)
    assert found.expected == "110,00% (rata-rata dari rata-rata sasaran)"


def test_a_mean_without_any_capaian_cannot_be_checked():
    report_of()
    average(90)
    found = sole(averages)
    assert (found.code, found.severity) == ("angka-tanpa-data", "informasi")
