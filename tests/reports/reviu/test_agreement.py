from datetime import date

import pytest

from reports.reviu import agreement
from tests.factories import make_agreement, make_agreement_budget, make_line, make_report, make_revision, report_of
from tests.reports.reviu.dossiers import found_by, sole

pytestmark = pytest.mark.django_db


def test_a_year_without_a_signed_agreement_blocks():
    make_agreement(status="draft")
    report_of()
    found = sole(agreement.none_signed)
    assert (found.severity, found.message) == (
        "menghalangi",
        "Belum ada Perjanjian Kinerja tahun 2023 yang ditandatangani.",
    )


def test_only_the_agreement_in_force_must_have_lines():
    report_of()
    make_agreement(status="superseded")
    make_line(agreement=make_agreement(version=1))
    assert sole(agreement.contents).severity == "informasi"


def test_an_agreement_in_force_without_lines_blocks():
    report_of()
    make_agreement()
    assert sole(agreement.contents).message == "Belum memuat satu butir pun."


def test_parties_without_a_name_are_an_information():
    report_of()
    make_agreement(first_party_name="Pejabat contoh")
    assert sole(agreement.parties).message == "Nama pihak kedua tidak tercatat."


def test_a_line_without_a_target_is_a_warning():
    report_of()
    make_line(target=None)
    assert sole(agreement.without_target).code == "target-kosong"


@pytest.mark.parametrize(
    ("signed_on", "precision", "codes"),
    [
        (date(2022, 12, 30), "hari", []),
        (date(2022, 12, 31), "hari", ["pk-terlambat"]),
        (date(2023, 1, 1), "bulan", ["pk-terlambat"]),
        (date(2022, 12, 1), "bulan", ["pk-tanggal"]),
        (date(2022, 11, 1), "bulan", []),
        (None, "hari", ["pk-tanggal"]),
    ],
)
def test_the_agreement_is_due_one_month_after_the_first_dipa(signed_on, precision, codes):
    report_of()
    make_revision(date=date(2022, 11, 30))
    make_agreement(signed_on=signed_on, signed_precision=precision)
    assert [item.code for item in found_by(agreement.in_time)] == codes


def test_a_month_is_counted_to_the_last_day_of_a_shorter_month():
    report_of()
    make_revision(date=date(2023, 1, 31))
    make_agreement(signed_on=date(2023, 3, 1))
    assert sole(agreement.in_time).expected == "paling lambat 28 Februari 2023"


def test_an_unknown_date_of_the_dipa_is_not_held_against_the_agreement():
    report_of()
    make_agreement(signed_on=date(2023, 1, 15))
    found = sole(agreement.in_time)
    assert (found.severity, "Tanggal DIPA awal tidak diketahui" in found.message) == ("informasi", True)


def test_a_revision_needs_a_reason_and_a_word_about_it():
    report_of()
    make_agreement()
    make_agreement(version=1, reason_text="")
    make_agreement(version=2, status="draft", reason="")
    assert [item.severity for item in found_by(agreement.reasons)] == ["informasi", "peringatan"]


def test_a_revision_is_not_signed_before_what_it_replaces():
    report_of()
    make_agreement(signed_on=date(2023, 9, 1))
    make_agreement(version=1, signed_on=date(2023, 6, 1))
    assert sole(agreement.order).message == "Bertanggal 1 Juni 2023, sebelum awal (1 September 2023)."


@pytest.mark.parametrize(("signed_on", "found"), [(date(2023, 12, 31), 0), (date(2024, 1, 2), 1), (None, 0)])
def test_a_revision_is_not_signed_after_the_year_it_promises(signed_on, found):
    report_of()
    make_agreement(signed_on=date(2024, 1, 5), version=0)
    make_agreement(version=1, signed_on=signed_on)
    assert [item.message for item in found_by(agreement.after_year)] == [
        "Bertanggal 2 Januari 2024, sesudah tahun 2023 berakhir."
    ][:found]


@pytest.mark.parametrize(
    ("activities", "severity"), [(110, ["menghalangi"]), (90, ["peringatan"]), (100, []), (None, [])]
)
def test_kegiatan_must_add_up_to_their_program(activities, severity):
    make_report()
    make_agreement_budget(code="DQ", amount=100)
    make_agreement_budget(code="DQ.1", level="kegiatan", amount=activities)
    assert [item.severity for item in found_by(agreement.money)] == severity


@pytest.mark.parametrize(("amount", "severity"), [(300, []), (200, ["informasi"]), (250, ["peringatan"])])
def test_the_annex_names_the_amount_of_a_state_of_the_dipa(amount, severity):
    make_report()
    make_revision(amount=200)
    make_revision(amount=300)
    make_agreement_budget(code="DQ", amount=amount)
    assert [item.severity for item in found_by(agreement.money)] == severity
