from datetime import date

import pytest

from reports.reviu import citations
from tests.factories import make_narrative, make_report
from tests.report_factories import make_legal_reference
from tests.reports.reviu.dossiers import found_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """A report of 2023 that is dated in February 2024."""
    report = make_report(date=date(2024, 2, 20))
    make_legal_reference(report=report, kind="Peraturan Presiden", number="29", year=2014)
    return report


def found_in(report, text, rule):
    make_narrative(report=report, text=text)
    return found_by(rule, report)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Dasarnya Peraturan Menteri Sosial Nomor 7 Tahun 2025.", "Peraturan Menteri Sosial Nomor 7 Tahun 2025"),
        ("Mengikuti Perpres 12/2026 yang baru.", "Perpres 12/2026"),
        ("Menurut UU No. 5 Tahun 2025 tentang layanan.", "UU No. 5 Tahun 2025"),
    ],
)
def test_a_regulation_from_after_the_report_is_found(report, text, printed):
    (found,) = found_in(report, text, citations.newer)
    assert (found.code, found.printed, found.expected) == ("peraturan-lebih-baru", printed, "paling baru tahun 2024")


def test_a_newer_regulation_on_the_list_is_found(report):
    make_legal_reference(report=report, order=2, kind="Permensos", number="3", year=2026)
    (found,) = found_by(citations.newer, report)
    assert found.target.row == "2"


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Presiden Nomor 29 Tahun 2014 dan Perpres 1 Tahun 2024.",
        "RPJPN 2025-2045 dan target tahun 2026.",
        "Peraturan itu berlaku sampai 2030.",
    ],
)
def test_regulations_of_its_time_and_other_years_are_left_alone(report, text):
    assert found_in(report, text, citations.newer) == []


def test_a_regulation_that_is_not_on_the_list_is_only_told(report):
    (found,) = found_in(report, "Menurut Permensos Nomor 7 Tahun 2021.", citations.unlisted)
    assert (found.code, found.severity) == ("peraturan-tidak-terdaftar", "informasi")


def test_a_regulation_on_the_list_is_not_told_in_any_spelling(report):
    text = "Menurut Perpres Nomor 29 Tahun 2014, Perpres 29/2014, dan Peraturan Presiden Nomor 29."
    assert found_in(report, text, citations.unlisted) == []


@pytest.mark.parametrize(
    ("text", "severity", "words"),
    [
        ("Rapat pada 31 Juni 2023.", "peringatan", "tidak ada dalam kalender"),
        ("Berlangsung 20 Maret 2023 sampai dengan 14 Februari 2023.", "peringatan", "sebelum dimulai (20 Maret 2023)"),
        ("Serah terima 12 Agustus 2024.", "peringatan", "sesudah tanggal laporan (20 Februari 2024)"),
    ],
)
def test_days_that_cannot_be_are_found(report, text, severity, words):
    (found,) = found_in(report, text, citations.dates)
    assert (found.code, found.severity) == ("tanggal-narasi", severity)
    assert words in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Berlangsung 12 Mei 2023 sampai 14 Mei 2023.",
        "Rapat 14 Mei 2023, sesudah rapat 2 Maret 2023.",
        "Kegiatan akan diadakan 12 Agustus 2024.",
        "Batas waktunya 31 Maret 2024.",
    ],
)
def test_possible_days_are_left_alone(report, text):
    assert found_in(report, text, citations.dates) == []
