from datetime import date

import pytest

from reports.reviu import dipa
from tests.factories import make_revision, report_of
from tests.reports.reviu.dossiers import found_by, sole

pytestmark = pytest.mark.django_db


def chain(*revisions):
    """Revisions in their order, each given as the fields that matter."""
    report_of()
    for fields in revisions:
        make_revision(**fields)


def test_dates_must_follow_the_order_of_the_revisions():
    chain({"date": date(2022, 11, 30)}, {"date": date(2023, 6, 13)}, {"date": date(2023, 3, 29)})
    message = "Revisi DJA 2 bertanggal 29 Maret 2023, sebelum Revisi DJA 1 (13 Juni 2023)."
    assert sole(dipa.dates).message == message


def test_dates_in_order_or_unknown_are_right():
    chain({"date": date(2022, 11, 30)}, {"date": None}, {"date": date(2023, 3, 29)})
    assert found_by(dipa.dates) == []


@pytest.mark.parametrize(("day", "count"), [(date(2022, 11, 30), 0), (date(2022, 3, 29), 1), (date(2024, 1, 5), 1)])
def test_a_revision_belongs_to_its_budget_year(day, count):
    chain({"date": day})
    assert len(found_by(dipa.years)) == count


def test_numbers_that_are_skipped_are_an_information():
    chain({}, {"number": 5}, {"number": 6}, {"number": 8})
    found = sole(dipa.numbers)
    assert (found.severity, found.message[:24]) == ("informasi", "Nomor 1, 2, 3, 4, dan 7 ")


def test_numbers_that_go_back_are_a_warning():
    chain({}, {"number": 2}, {"number": 1})
    found = sole(dipa.numbers)
    assert (found.severity, found.message) == ("peringatan", "Revisi DJA 1 tercatat sesudah Revisi DJA 2.")


@pytest.mark.parametrize(("second", "certainty"), [(84, "mungkin"), (90, "pasti")])
def test_one_stamp_on_two_revisions_is_sure_only_when_the_amount_changed(second, certainty):
    chain({"digital_stamp": "0639", "amount": 84}, {"digital_stamp": "0639", "amount": second}, {"digital_stamp": ""})
    found = sole(dipa.stamps)
    assert (found.subject, found.certainty) == ("Digital stamp 0639", certainty)


@pytest.mark.parametrize(
    ("revisions", "message"),
    [
        ([{"kind": "akhir"}], "Hanya pagu akhir yang tercatat; DIPA awal dan revisi-revisinya tidak ada."),
        ([{"kind": "dja", "date": date(2023, 3, 1)}], "DIPA awal tidak tercatat."),
        ([{}], "Tanggal DIPA awal tidak diketahui."),
    ],
)
def test_a_history_that_is_not_complete_is_an_information(revisions, message):
    chain(*revisions)
    found = sole(dipa.history)
    assert (found.severity, found.message) == ("informasi", message)
