import pytest

from reports.reviu.printed import compared
from tests.factories import (
    make_agreement_budget,
    make_budget_line,
    make_component,
    make_expenditure_total,
    make_indicator,
    make_line,
    make_part,
    make_realization,
    make_revision,
    make_staff_count,
    report_of,
)
from tests.reports.reviu.dossiers import empty_report, found_by, prints, promise, sole

pytestmark = pytest.mark.django_db


def test_a_wrong_capaian_blocks_and_says_what_follows_from_the_data():
    promise(target=72, value="83.36")
    prints("105.78", "105,78 %")
    found = sole(compared)
    assert (found.code, found.severity, found.certainty) == ("capaian-tercetak", "menghalangi", "pasti")
    assert (found.printed, found.expected) == ("105,78%", "83,36 / 72 = 115,78%")
    assert found.cause == "satu angka salah: angka ke-2 tercetak 0, seharusnya 1"
    assert (found.target.sheet, found.target.row) == ("realisasi", "1.1")


def test_every_wrong_place_is_named_and_the_right_one_is_given_as_proof():
    promise(target=72, value="83.36")
    prints("105.78", place="ikhtisar")
    prints("115.78", place="bab3_tabel1")
    prints("105.78", place="bab4")
    found = found_by(compared)
    assert [item.place for item in found] == ["ikhtisar", "bab4"]
    assert found[0].cause.endswith("tercetak benar di bab3_tabel1")


@pytest.mark.parametrize(("value", "as_printed"), [("99.4", "99,40"), ("99.4", ""), ("99", "99 %"), ("99.398", "")])
def test_a_capaian_rounded_to_its_own_decimals_is_right(value, as_printed):
    promise(target=83, value="82.5")
    prints(value, as_printed)
    assert found_by(compared) == []


def test_a_capaian_from_the_displayed_realization_is_right():
    indicator = promise(target=30, n=2, t=3, calculation="ratio")
    prints("222.23", "222,23%", key=indicator.code)
    assert found_by(compared) == []


def test_decimals_that_were_cut_off_are_a_warning():
    promise(target=95, value="96.25")
    prints("101.31", "101,31 %")
    found = sole(compared)
    assert (found.code, found.severity) == ("pembulatan-tercetak", "peringatan")
    assert found.cause == "dipotong, bukan dibulatkan"


def test_rounding_that_hides_the_side_of_the_target_is_a_warning():
    promise(target=80, value="80.13")
    prints("100", "100 %")
    found = sole(compared)
    assert found.code == "capaian-dibulatkan"
    assert found.message == "Tercetak 100%, seolah tepat sesuai target; menurut data 80,13 / 80 = 100,16%."


def test_a_target_that_the_agreement_does_not_have_blocks():
    promise(target=95, value="96.25")
    prints("95.25", "95,25 %", measure="target")
    found = sole(compared)
    assert (found.code, found.expected) == ("target-tercetak", "95%")
    assert found.cause == "satu angka berbeda dari realisasi indikator 1.1, 96,25"


def test_a_text_may_count_where_the_tables_give_percents():
    promise(target=100, n=1496, t=1000, calculation="ratio")
    prints(1000, "1.000 pemberitaan", measure="target")
    prints(1496, "1.496 pemberitaan", measure="realisasi")
    assert found_by(compared) == []


def test_a_printed_n_is_tested_by_its_ratio():
    promise(value="87.5", t=363551, calculation="ratio")
    prints(31810713, "31.810.713", subject="komponen", measure="pembilang")
    found = sole(compared)
    assert (found.code, found.severity) == ("pembilang-tercetak", "menghalangi")
    assert found.message == "31.810.713 / 363.551 = 8.750,00%, padahal realisasinya 87,50%."
    assert "318.107,13 / 363.551 = 87,50%; bukan bilangan bulat" in found.cause


def test_a_printed_n_that_gives_the_realization_is_right():
    promise(value="87.5", t=40, calculation="ratio")
    prints(35, subject="komponen", measure="pembilang")
    assert found_by(compared) == []


def test_the_total_of_components_is_added_up():
    realization = component_report("ratio", "rincian", [{"n": 10, "t": 22000}, {"n": 5, "t": 6000}])
    prints(29000, key=f"{realization.indicator.code}/total", subject="komponen", measure="penyebut")
    found = sole(compared)
    assert found.subject.endswith("jumlah penyebut (T) komponen")
    assert found.expected == "22.000 + 6.000 = 28.000"


def test_a_survey_score_is_converted_and_the_printed_whole_proves_which_part_is_wrong():
    component_report("survey", "bagian", [{"score": "3.5"}, {"score": "3.6"}])
    prints("87.5", key="1.1/1", subject="komponen", measure="nilai_konversi")
    prints("90.75", key="1.1/2", subject="komponen", measure="nilai_konversi")
    prints("88.75", key="1.1", subject="komponen", measure="nilai_konversi")
    found = sole(compared)
    assert (found.printed, found.expected) == ("90,75", "3,60 × 25 = 90,00")
    assert found.cause == "dengan 90,00 keseluruhannya 88,75 seperti tercetak, dengan 90,75 89,13"


def test_a_weighted_component_may_be_printed_as_its_part_of_the_whole():
    component_report("weighted", "bagian", [{"score": 80, "weight": 30}, {"score": 90, "weight": 70}])
    prints(24, key="1.1/1", subject="komponen", measure="persen")
    prints(63, key="1.1/2", subject="komponen", measure="nilai_konversi")
    assert found_by(compared) == []


def component_report(calculation, role, parts):
    """A report whose indicator has components with these values."""
    empty_report()
    indicator = make_indicator(calculation=calculation)
    make_line(indicator=indicator)
    realization = make_realization(indicator=indicator)
    for part in parts:
        component = make_component(indicator=indicator, role=role, weight=part.pop("weight", None))
        make_part(realization=realization, component=component, **part)
    return realization


def test_two_tables_that_print_a_line_differently_cannot_both_be_right():
    report_of()
    make_budget_line("DQ", ceiling=2913655000, spent=2911719092)
    prints(2911719032, key="DQ", subject="baris_pok", measure="realisasi_anggaran", place="bab2_tabel3")
    prints(2911719092, key="DQ", subject="baris_pok", measure="realisasi_anggaran", place="bab3_c_tabel")
    found = sole(compared)
    assert (found.code, found.place) == ("realisasi-anggaran-tercetak", "bab2_tabel3")
    assert found.cause.endswith("seharusnya 9; tercetak benar di bab3_c_tabel")


def test_the_remainder_is_pagu_less_spending():
    report_of()
    make_budget_line("DQ", ceiling=4604800000, spent=4595621503)
    prints(3178497, key="DQ", subject="baris_pok", measure="sisa")
    assert sole(compared).expected.replace("\xa0", " ") == "Rp 4.604.800.000 - Rp 4.595.621.503 = Rp 9.178.497"


@pytest.mark.parametrize(("printed", "codes"), [("99.8", []), (100, []), ("98.8", ["serapan-tercetak"])])
def test_absorption_is_held_against_the_sums(printed, codes):
    report_of()
    make_budget_line("DQ", ceiling=1000, spent=998)
    prints(printed, key="akhir", subject="total_anggaran", measure="persen")
    assert [item.code for item in found_by(compared)] == codes


def test_the_first_dipa_is_known_by_two_names():
    report_of()
    make_revision(amount=84434561000)
    prints(48434561000, key="awal", subject="total_anggaran", measure="pagu")
    prints(48434561000, key="0", subject="revisi_dipa", measure="pagu")
    first, second = found_by(compared)
    assert first.identity == second.identity
    assert first.cause == "dua angka tertukar: 8 dan 4 (angka ke-1 dan ke-2)"


def test_jenis_belanja_and_the_annex_of_the_agreement_are_compared():
    empty_report()
    make_expenditure_total(kind="52", ceiling=500, spent=400)
    make_agreement_budget(code="DQ", amount=700)
    prints(550, key="52", subject="jenis_belanja", measure="pagu")
    prints(800, key="DQ", subject="anggaran_pk", measure="pagu")
    assert [item.subject for item in found_by(compared)] == ["52 Belanja Barang: pagu", "Anggaran PK DQ Program: pagu"]


@pytest.mark.parametrize(("printed", "codes"), [("46.43", []), ("47.43", ["pegawai-tercetak"])])
def test_a_share_of_staff_is_taken_of_the_group_or_of_all(printed, codes):
    report_of()
    make_staff_count(group="Pendidikan", name="S1", count=13)
    make_staff_count(group="Seluruh pegawai", name="PNS", count=28, is_total=True)
    prints(printed, key="Pendidikan/S1", subject="pegawai", measure="persen")
    assert [item.code for item in found_by(compared)] == codes


@pytest.mark.parametrize(("printed", "codes"), [("46.43", []), ("47.43", ["angka-tanpa-data"])])
def test_a_share_without_a_count_must_come_from_whole_people(printed, codes):
    report_of()
    make_staff_count(group="Jabatan", name="Pelaksana", count=None)
    make_staff_count(group="Seluruh pegawai", name="PNS", count=28, is_total=True)
    prints(printed, key="Jabatan/Pelaksana", subject="pegawai", measure="persen")
    assert [item.code for item in found_by(compared)] == codes


@pytest.mark.parametrize(
    ("key", "measure", "right", "wrong"),
    [
        ("sasaran", "jumlah", 1, 2),
        ("indikator", "jumlah", 2, 3),
        ("sasaran 1", "jumlah", 2, 1),
        ("", "di_atas_100", 1, 2),
        ("", "sama_100", 0, 1),
        ("", "di_bawah_100", 1, 0),
        ("sasaran 1", "minimal_100", 1, 2),
    ],
)
def test_counts_are_counted_again(key, measure, right, wrong):
    promise(target=80, value=90)
    promise(target=80, value=70)
    prints(right, key=key, subject="ringkasan", measure=measure)
    assert found_by(compared) == []
    prints(wrong, key=key, subject="ringkasan", measure=measure)
    assert sole(compared).code == "jumlah-tercetak"


@pytest.mark.parametrize(
    ("subject", "key", "measure"),
    [
        ("indikator", "9.9", "capaian"),
        ("komponen", "1.1/7", "nilai"),
        ("baris_pok", "ZZ", "pagu"),
        ("ringkasan", "sasaran 9", "jumlah"),
        ("pegawai", "Agama/Lain", "jumlah"),
        ("revisi_dipa", "3", "pagu"),
    ],
)
def test_a_figure_about_something_unknown_is_an_information_not_an_error(subject, key, measure):
    promise(value=90)
    prints(5, key=key, subject=subject, measure=measure)
    found = sole(compared)
    assert (found.code, found.severity) == ("angka-tanpa-data", "informasi")
    assert "tidak dapat diperiksa" in found.message


def test_a_capaian_that_the_data_cannot_give_is_an_information():
    promise(value=None)
    prints("109.38")
    found = sole(compared)
    assert (found.code, found.message) == (
        "angka-tanpa-data",
        "Capaian tercetak tidak dapat diperiksa. Realisasi belum ada.",
    )
