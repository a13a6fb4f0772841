"""Live references: each name gives its figure, and what is wrong is said in Indonesian."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Indicator
from reports.blocks import Shown
from reports.facts import facts_of
from reports.references import UnknownReference, catalogue, in_measure, resolve
from tests import factories as make
from tests.reports.full_report import full_report

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("capaian 1.1", "109,38%"),
        ("target 1.1", "80,00%"),
        ("realisasi 1.1", "87,50%"),
        ("target_renstra 1.1", "75,00%"),
        ("realisasi_lalu 1.1", "70,00%"),
        ("capaian_sasaran 2", "109,38%"),
        ("rata_rata", "109,38%"),
        ("jumlah_sasaran", "2"),
        ("jumlah_indikator", "2"),
        ("di_atas_100", "2"),
        ("sama_100", "0"),
        ("di_bawah_100", "0"),
        ("pagu", "Rp\u00a02.000.000.000"),
        ("pagu DQ.6279", "Rp\u00a02.000.000.000"),
        ("realisasi_anggaran", "Rp\u00a01.500.000.000"),
        ("serapan", "75,00%"),
        ("sisa", "Rp\u00a0500.000.000"),
        ("pagu_awal", "Rp\u00a01.000.000.000"),
        ("pertumbuhan_pagu", "100,00%"),
        ("jumlah_revisi_dipa", "1"),
        ("tanggal_dipa_awal", "30 November 2022"),
        ("tanggal_dipa_akhir", "25 Juni 2023"),
        ("komponen 1.1 1 nilai", "90"),
        ("komponen 1.1 1 bobot", "100,00%"),
        ("pegawai", "40"),
        ("pegawai jenis-kelamin perempuan", "30"),
        ("angka lksa-aktif", "16.822"),
        ("tahun", "2023"),
        ("unit", "Direktorat Anak"),
        ("terbilang jumlah_indikator", "dua"),
        ("terbilang pagu", "dua miliar rupiah"),
        ("terbilang capaian 1.1", "seratus sembilan koma tiga delapan persen"),
        ("ringkas pagu", "Rp\u00a02\u00a0miliar"),
        ("  PAGU  ", "Rp\u00a02.000.000.000"),
    ],
)
def test_a_reference_gives_its_figure(expression, text):
    assert resolve(facts_of(full_report()), expression).text == text


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("capain 1.1", "rujukan tidak dikenal: capain 1.1"),
        ("capaian 9.9", "indikator 9.9 tidak ada dalam Perjanjian Kinerja"),
        ("capaian", "rujukan ditulis capaian NOMOR, bukan capaian"),
        ("capaian 1.1 1.2", "rujukan ditulis capaian NOMOR, bukan capaian 1.1 1.2"),
        ("capaian_sasaran 9", "sasaran 9 tidak ada dalam Perjanjian Kinerja"),
        ("pagu DQ.9", "baris anggaran DQ.9 tidak ada dalam POK"),
        ("komponen 1.1 7 n", "komponen 7 n tidak ada pada indikator 1.1"),
        ("komponen 1.1 1 x", "komponen 1 x tidak ada pada indikator 1.1"),
        ("pegawai golongan iv", "kelompok pegawai tidak dikenal: golongan iv"),
        ("angka tidak-ada", "angka konteks tidak dikenal: tidak-ada"),
        ("terbilang unit", "Nama unit tidak dapat ditulis terbilang"),
        ("ringkas serapan", "Serapan tidak dapat ditulis ringkas"),
        ("terbilang terbilang pagu", "Pagu tidak dapat ditulis terbilang"),
        ("terbilang", "rujukan tidak dikenal"),
        ("pagu; drop", "rujukan tidak dikenal"),
        ("<b>pagu</b>", "rujukan tidak dikenal"),
        ("", "rujukan tidak dikenal"),
    ],
)
def test_a_wrong_reference_says_why(expression, message):
    with pytest.raises(UnknownReference) as error:
        resolve(facts_of(full_report()), expression)
    assert str(error.value) == message


def test_every_listed_reference_resolves_to_the_listed_value():
    facts = facts_of(full_report())
    listed = catalogue(facts)
    assert len(listed) > 40
    assert all(resolve(facts, expression) == value for expression, value in listed.items())


def test_an_unknown_figure_is_a_dash_and_not_zero():
    report = make.make_report()
    found = resolve(facts_of(report), "serapan")
    assert (found.text, found.is_known) == ("–", False)


def test_the_components_numerator_may_be_named_without_an_order():
    line = make.make_line(indicator=make.make_indicator(calculation="ratio"))
    make.make_realization(indicator=line.indicator, n=3418, t=3561)
    facts = facts_of(make.make_report())
    assert resolve(facts, "komponen 1.1 T").text == "3.561"
    assert resolve(facts, "pembilang 1.1").text == "3.418"


def test_the_value_of_another_year_is_marked():
    line = make.make_line()
    make.make_realization(indicator=line.indicator, value="80.09", source_year=2022)
    assert resolve(facts_of(make.make_report()), "realisasi 1.1").text == "80,09% (nilai tahun 2022)"


def test_a_range_target_shows_both_bounds():
    make.make_line(indicator=make.make_indicator(polarity="range"), target=None, lower=80, upper=90)
    assert resolve(facts_of(make.make_report()), "target 1.1").text == "80,00% sampai 90,00%"


def test_the_first_amount_is_unknown_when_only_the_last_state_is_recorded():
    make.make_revision(kind="akhir", amount=5)
    assert resolve(facts_of(make.make_report()), "pagu_awal").value == Shown(None, "rupiah")


def test_amounts_keep_every_rupiah():
    make.make_revision(amount=551_372_435_001, date=date(2023, 1, 2))
    found = resolve(facts_of(make.make_report()), "pagu")
    assert found.value.value == Decimal(551_372_435_001)


def test_a_component_is_quoted_only_after_it_was_verified():
    line = make.make_line(indicator=make.make_indicator(calculation="ratio"))
    make.make_realization(indicator=line.indicator, quarter=3, n=3, t=4)
    make.make_realization(indicator=line.indicator, quarter=4, n=9, t=9, status="draft")
    facts = facts_of(make.make_report())
    assert (resolve(facts, "pembilang 1.1").text, resolve(facts, "penyebut 1.1").text) == ("3", "4")


def test_n_and_t_are_those_of_the_year_where_quarters_add_up():
    line = make.make_line(indicator=make.make_indicator(calculation="ratio", accumulation="sum"))
    for quarter in (1, 2, 3, 4):
        make.make_realization(indicator=line.indicator, quarter=quarter, n=quarter, t=5)
    facts = facts_of(make.make_report())
    shown = [resolve(facts, reference).text for reference in ("pembilang 1.1", "penyebut 1.1", "realisasi 1.1")]
    assert shown == ["10", "20", "50,00%"]


@pytest.mark.parametrize(
    ("measure", "value", "text", "shown"),
    [
        ("score", 80, "BB", Shown(80, "score", 2)),
        ("score", None, "BB", "BB"),
        ("predicate", 4, "WTP", "WTP"),
        ("predicate", 4, "", Shown(None, "predicate")),
    ],
)
def test_a_word_never_hides_a_figure_nor_a_figure_a_word(measure, value, text, shown):
    assert in_measure(Indicator(measure=measure), value, text) == shown
