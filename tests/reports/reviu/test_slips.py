"""Every slip that a printed figure can carry, planted in a report and named by computing it."""

import pytest

from reports.reviu import dossier_of
from reports.reviu.averages import averages
from reports.reviu.printed import compared
from tests.factories import (
    make_budget_line,
    make_component,
    make_dipa,
    make_expenditure_total,
    make_historical_value,
    make_indicator,
    make_objective,
    make_part,
    make_revision,
    make_strategic_target,
    report_of,
)
from tests.reports.reviu.dossiers import prints, promise, sole

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("value", "as_printed", "cause"),
    [
        ("151.78", "151,78%", "dua angka tertukar: 1 dan 5 (angka ke-2 dan ke-3)"),
        ("15.78", "15,78%", "satu angka hilang: 1 (angka ke-1)"),
        ("1157.78", "1.157,78%", "tanda desimal bergeser 1 angka (10 kali terlalu besar)"),
        ("11578", "11.578,00%", "tanda desimal bergeser 2 angka (100 kali terlalu besar)"),
        ("11.58", "11,58%", "tanda desimal bergeser 1 angka (10 kali terlalu kecil)"),
        ("116", "116,00%", "dibulatkan dahulu menjadi 116, lalu ditulis dengan 2 desimal"),
        ("115.7", "115,70%", "dipotong dahulu menjadi 115,7, lalu ditulis dengan 2 desimal"),
        ("83.36", "83,36%", "sama dengan realisasi indikator 1.1"),
    ],
)
def test_a_slip_in_one_figure_is_named(value, as_printed, cause):
    promise(target=72, value="83.36")
    prints(value, as_printed)
    assert sole(compared).cause == cause


@pytest.mark.parametrize("places", [1, 2])
def test_a_mark_moved_in_the_exact_figure_or_in_the_shown_one_is_the_same_slip(places):
    promise(target=72, value="83.36")
    exact = {1: "1157.7778", 2: "11577.7778"}[places]
    prints(exact)
    assert sole(compared).cause.startswith(f"tanda desimal bergeser {places} angka")


@pytest.mark.parametrize(("measure", "kind"), [("capaian", "achievement"), ("realisasi", "realization")])
def test_the_value_of_another_year_is_named(measure, kind):
    indicator = promise(target=72, value="83.36")
    make_historical_value(indicator=indicator, kind=kind, value="97.43")
    prints("97.43", measure=measure)
    assert sole(compared).cause == f"sama dengan {measure} indikator 1.1 tahun 2022"


def test_the_target_of_another_year_is_named():
    indicator = promise(target="72.25", value="83.36")
    make_strategic_target(indicator=indicator, year_from=2024, year_to=2024, value="75.75")
    prints("75.75", measure="target")
    assert sole(compared).cause == "sama dengan target Renstra indikator 1.1 tahun 2024"


def test_the_capaian_of_a_sibling_indicator_is_named():
    promise(target=72, value="83.36")
    promise(target=80, value="64.24")
    prints("80.30", key="1.1")
    assert sole(compared).cause == "sama dengan capaian indikator 1.2"


def test_the_figure_of_a_sibling_component_is_named():
    indicator = make_indicator(calculation="pooled")
    promise(indicator=indicator, value=90)
    realization = indicator.realizations.get()
    for name, amount in (("Atensi yatim", 4321), ("Atensi anak", 8765)):
        component = make_component(indicator=indicator, name=name)
        make_part(realization=realization, component=component, numerator=amount, denominator=9999)
    prints(8765, key="1.1/1", measure="pembilang", subject="komponen")
    assert sole(compared).cause.startswith("sama dengan Indikator 1.1")
    assert "Atensi anak" in sole(compared).cause


def test_the_figure_of_a_sibling_budget_line_is_named():
    report_of()
    make_budget_line("DQ.1", ceiling=84_434_561)
    make_budget_line("DQ.2", ceiling=12_345_678)
    prints(12_345_678, key="DQ.1", measure="pagu", subject="baris_pok")
    assert sole(compared).cause == "sama dengan pagu baris DQ.2"


def test_the_figure_of_another_jenis_belanja_is_named():
    report_of()
    make_expenditure_total(kind="51", ceiling=84_434_561)
    make_expenditure_total(kind="52", ceiling=12_345_678)
    prints(12_345_678, key="51", measure="pagu", subject="jenis_belanja")
    assert sole(compared).cause.startswith("sama dengan pagu Belanja Barang")


def found_with_surroundings():
    (found,) = compared(dossier_of(report_of()))
    return found


@pytest.mark.parametrize(("subject", "key"), [("baris_pok", "DQ"), ("total_anggaran", "akhir")])
def test_the_budget_of_the_year_before_is_named(subject, key):
    report = report_of()
    for year, amount in ((2022, 77_123_456), (2023, 84_434_561)):
        dipa = make_dipa(unit=report.unit, year=year)
        make_revision(dipa=dipa, amount=amount)
        make_budget_line("DQ", dipa=dipa, ceiling=amount)
    prints(77_123_456, key=key, measure="pagu", subject=subject)
    assert found_with_surroundings().cause == "sama dengan pagu tahun 2022"


def test_a_mean_without_the_blank_row_is_named():
    first, second = make_objective(), make_objective()
    for objective, value in ((first, 100), (first, 120), (second, 200)):
        promise(target=100, value=value, indicator=make_indicator(objective=objective))
    prints(100, key="1.1", place="tabel")
    prints(200, key="2.1", place="tabel")
    prints(150, key="", measure="rata_rata", subject="ringkasan", place="tabel")
    found = next(averages(dossier_of(report_of())))
    assert found.cause == "rata-rata capaian yang tercetak di tabel: 150,00% (rata-rata dari rata-rata sasaran)"


def test_a_mean_that_left_a_row_out_which_stands_in_no_table_is_named():
    for value in (100, 120, 200):
        promise(target=100, value=value)
    prints(110, key="", measure="rata_rata", subject="ringkasan", place="tabel")
    assert next(averages(dossier_of(report_of()))).cause.startswith("baris 1.3 tidak ikut: 110,00%")
