from datetime import date

import pytest

from reports.facts import facts_of
from reports.reviu import unit_names
from reports.reviu.dossier import Dossier
from reports.reviu.surroundings import surroundings_of
from tests.factories import make_narrative, make_report, make_unit, make_unit_name

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """A directorate for children beside one for the elderly, called Direktorat Pembinaan Anak until 2021."""
    above = make_unit("ditjen", kind="direktorat_jenderal", name="Direktorat Jenderal Layanan Sosial")
    unit = make_unit("anak", parent=above, name="Direktorat Layanan Anak")
    make_unit("lansia", parent=above, name="Direktorat Layanan Lanjut Usia")
    make_unit("dasar", parent=above, name="Direktorat Layanan Dasar")
    make_unit_name(unit=unit, name="Direktorat Pembinaan Anak", valid_until=date(2021, 12, 31))
    return make_report(unit=unit)


def found_in(report, text, rule):
    make_narrative(report=report, text=text)
    facts = facts_of(report)
    return list(rule(Dossier(facts, (), surroundings_of(facts))))


@pytest.mark.parametrize(
    "text",
    [
        "Direktorat Layanan Lanjut Usia telah memenuhi semua janjinya.",
        "Demikian Laporan Kinerja Direktorat Layanan Lanjut Usia disusun.",
        "Secara umum kinerja Direktorat Layanan Lanjut Usia sudah baik.",
        "Pada tahun ini Direktorat Layanan Lanjut Usia melampaui target.",
    ],
)
def test_a_sister_in_the_place_of_this_unit_is_found(report, text):
    (found,) = found_in(report, text, unit_names.other_units)
    assert (found.code, found.certainty) == ("nama-unit-lain", "mungkin")
    assert (found.printed, found.expected) == ("Direktorat Layanan Lanjut Usia", "Direktorat Layanan Anak")


@pytest.mark.parametrize(
    "text",
    [
        "Direktorat Layanan Anak bekerja sama dengan Direktorat Layanan Lanjut Usia.",
        "Kegiatan dilaksanakan bersama Direktorat Layanan Lanjut Usia dan mitra.",
        "Data diperoleh dari Direktorat Layanan Lanjut Usia setiap bulan.",
        "Direktorat Layanan Lanjut Usia, Direktorat Layanan Dasar, dan Direktorat Layanan Anak berbagi satu DIPA.",
        "Laporan Kinerja Direktorat Layanan Anak di bawah Direktorat Jenderal Layanan Sosial.",
        "Direktorat Jenderal Layanan Sosial menetapkan kebijakan itu.",
    ],
)
def test_partners_parents_and_lists_are_left_alone(report, text):
    assert found_in(report, text, unit_names.other_units) == []


def test_a_sister_in_the_title_is_found(report):
    report.title = "Laporan Kinerja Direktorat Layanan Dasar Tahun 2023"
    (found,) = found_in(report, "Isi.", unit_names.other_units)
    assert (found.place, found.target.sheet) == ("Data: laporan", "laporan")


def test_a_former_name_is_found(report):
    (found,) = found_in(report, "Direktorat Pembinaan Anak memperbaiki mutu layanan.", unit_names.former_names)
    assert (found.code, found.expected) == ("nama-unit-lama", "Direktorat Layanan Anak")
    assert "tidak dipakai sejak 2021" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Direktorat Layanan Anak semula bernama Direktorat Pembinaan Anak.",
        "Pada tahun 2020 Direktorat Pembinaan Anak membuka layanan itu.",
        "Direktorat Layanan Anak memperbaiki mutu layanan.",
    ],
)
def test_a_former_name_that_is_told_as_such_is_left_alone(report, text):
    assert found_in(report, text, unit_names.former_names) == []


def test_a_name_that_ended_in_the_year_itself_is_left_alone(report):
    report.unit.names.update(valid_until=date(2023, 6, 30))
    assert found_in(report, "Direktorat Pembinaan Anak memperbaiki layanan.", unit_names.former_names) == []
