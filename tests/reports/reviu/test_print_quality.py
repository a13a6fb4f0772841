import pytest

from reports.reviu.print_quality import at_odds, left_out, unmarked, wrong_unit
from tests.reports.reviu.dossiers import found_by, prints, promise, sole

pytestmark = pytest.mark.django_db


def test_a_value_of_another_year_needs_a_mark_in_every_table():
    promise(value="80.09", source_year=2022)
    prints("80.09", "80,09*", measure="realisasi", place="bab3_tabel1")
    prints("80.09", "80,09", measure="realisasi", place="ikhtisar_tabel")
    found = sole(unmarked)
    assert (found.place, found.certainty, found.expected) == ("ikhtisar_tabel", "mungkin", "80,09%*")


@pytest.mark.parametrize(("as_printed", "place"), [("80,09", "bab3_teks"), ("", "bab3_tabel1")])
def test_a_mark_that_cannot_be_seen_is_not_said_to_be_missing(as_printed, place):
    promise(value="80.09", source_year=2022)
    prints("80.09", as_printed, measure="realisasi", place=place)
    assert found_by(unmarked) == []


def test_a_score_printed_as_a_percent_is_a_warning():
    promise(value="80.13", measure="score")
    prints("80.13", "80,13 %", measure="realisasi")
    prints("100.16", "100,16 %", measure="capaian")
    found = sole(wrong_unit)
    assert (found.printed, found.expected) == ("80,13 %", "80,13")


def test_a_cell_left_empty_in_a_table_is_a_warning():
    for value in (80, 90, 70):
        promise(value=value)
    prints(100, key="1.1")
    prints("112.5", key="1.2")
    prints(80, key="1.3", measure="target")
    found = sole(left_out)
    assert (found.subject, found.severity, found.certainty) == (
        "Indikator 1.3 Indikator 1.3: capaian",
        "peringatan",
        "pasti",
    )
    assert found.expected == "87,50%"


def test_a_row_left_out_of_a_table_may_have_a_reason():
    for value in (80, 90, 70):
        promise(value=value)
    prints(100, key="1.1")
    prints("112.5", key="1.2")
    assert sole(left_out).certainty == "mungkin"


def test_running_text_need_not_repeat_every_figure():
    promise(value=80)
    promise(value=90)
    prints(100, key="1.1", place="bab3_teks")
    assert sole(left_out).severity == "informasi"


def test_a_place_about_one_indicator_leaves_nothing_out():
    for value in (80, 90, 70):
        promise(value=value)
    prints(100, key="1.1", place="bab3_tabel1_1")
    assert found_by(left_out) == []


def test_one_thing_printed_in_two_ways_is_a_warning_where_the_data_cannot_judge():
    promise(value=80)
    prints(3561, subject="komponen", measure="penyebut", place="bab1")
    prints(3516, subject="komponen", measure="penyebut", place="bab3")
    found = sole(at_odds)
    assert found.message == "Penyebut (T) tercetak berbeda: bab1: 3.561; bab3: 3.516."


def test_the_same_figure_with_fewer_decimals_is_not_at_odds():
    promise(value=None)
    prints("101.32", "101,32", place="bab1")
    prints("101", "101", place="bab3")
    assert found_by(at_odds) == []
