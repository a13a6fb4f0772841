"""The rules of decisions as tables: what is said of a situation, how pressing it is, and in which order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from reports.decisions.ranking import chosen, decisions, ranked
from reports.decisions.rules import RULES, Urgency
from reports.decisions.situation import Blocked, Outlook, Pending, Purse, Several, Silence, Situation, Unsigned

TODAY = date(2026, 11, 20)
NOW = Situation(2026, 3, TODAY)
OUTLOOK = Outlook("Dit. X", "3.1", "Anak mandiri", D(61), D("81.3"), "perkiraan garis lurus", D("4.2"), False, "/i/")
SILENT = Silence("Sentra A", date(2026, 10, 5), 3, 8, "/a/")
PURSE = Purse(1_000_000_000_000, 500_000_000_000, D(50), D(78), "rencana", 280_000_000_000, "/uang/")
BLOCKED = Blocked("Dit. X", 2, "Sedang direviu", "/reviu/")
UNSIGNED = Unsigned("Dit. X", "awal", date(2026, 11, 1), "/pk/")
PENDING = Pending("Dit. X", "2.1", 2, date(2026, 11, 18), "/koreksi/")


def only(**facts):
    """The one decision of a situation with these facts alone."""
    [found] = ranked(replace(NOW, **facts))
    return found


def several(*items, count=None, href="/semua/"):
    return Several(items, len(items) if count is None else count, href)


def outlook(**given):
    return {"outlooks": several(replace(OUTLOOK, **given))}


def test_nothing_to_decide_is_nothing():
    assert decisions(NOW) == ()


def test_a_miss_names_the_forecast_its_error_and_the_days_left():
    found = only(**outlook())
    assert (found.text, found.href) == ("Dit. X: 3.1 akan meleset dari target", "/i/")
    assert found.detail == (
        "Anak mandiri. Capaian sekarang 61,00%; perkiraan garis lurus akhir tahun 81,30% "
        "(galat rata-rata 4,20%), 41 hari lagi."
    )


def test_a_forecast_whose_error_is_not_known_says_so():
    assert "galatnya belum dapat diukur" in only(**outlook(error=None)).detail


@pytest.mark.parametrize(
    ("expected", "urgency"),
    [
        (D("49.99"), Urgency.URGENT),
        (D(50), Urgency.SOON),
        (D("89.99"), Urgency.SOON),
        (D(90), Urgency.WATCH),
        (D("99.99"), Urgency.WATCH),
    ],
)
def test_a_miss_presses_by_its_size(expected, urgency):
    assert only(**outlook(expected=expected)).urgency is urgency


@pytest.mark.parametrize("expected", [None, D(100), D(140)])
def test_no_forecast_and_a_target_that_will_be_reached_are_no_decision(expected):
    assert ranked(replace(NOW, **outlook(expected=expected))) == []


def test_a_closed_year_tells_the_outcome_and_no_forecast():
    found = only(quarter=4, **outlook(is_closed=True, achieved=D(48), expected=None))
    assert (found.text, found.urgency) == ("Dit. X: 3.1 berakhir pada capaian 48,00%", Urgency.URGENT)
    assert "perkiraan" not in found.detail


def test_an_earlier_quarter_of_a_year_that_is_over_tells_how_far_it_was():
    found = only(**outlook(is_closed=True, achieved=D(48), expected=None))
    assert found.text == "Dit. X: 3.1 capaian 48,00% sampai Triwulan III"


@pytest.mark.parametrize(
    ("due_on", "urgency"), [(date(2026, 10, 20), Urgency.URGENT), (date(2026, 10, 21), Urgency.SOON)]
)
def test_silence_of_more_than_thirty_days_is_urgent(due_on, urgency):
    assert only(silent=several(replace(SILENT, due_on=due_on))).urgency is urgency


def test_one_silent_unit_is_named_and_its_quarter_opened():
    found = only(silent=several(SILENT))
    assert found.text == "Sentra A belum lengkap melapor Triwulan III, batasnya 5 Oktober 2026"
    assert (found.act, found.href) == ("Buka triwulannya", "/a/")


def test_many_silent_units_are_counted_and_the_worst_named():
    units = [replace(SILENT, unit=f"Sentra {name}") for name in "ABCD"]
    found = only(silent=several(*units, count=40))
    assert found.text == "40 unit belum lengkap melapor Triwulan III, batasnya 5 Oktober 2026"
    assert found.detail == (
        "Terlambat 46 hari: Sentra A (3 dari 8 indikator belum diajukan), "
        "Sentra B (3 dari 8 indikator belum diajukan), Sentra C (3 dari 8 indikator belum diajukan), dan 37 unit lain."
    )
    assert found.href == "/semua/"


@pytest.mark.parametrize(("share", "urgency"), [(D(56), Urgency.WATCH), (D(61), Urgency.SOON), (D(71), Urgency.URGENT)])
def test_money_presses_by_how_far_it_lags_behind_its_plan(share, urgency):
    assert only(purse=replace(PURSE, wanted=share)).urgency is urgency


@pytest.mark.parametrize("given", [{"wanted": D(55)}, {"absorption": None}, {"wanted": None}])
def test_money_that_keeps_up_or_is_not_known_is_no_decision(given):
    assert ranked(replace(NOW, purse=replace(PURSE, **given))) == []


def test_unspent_money_is_told_in_rupiah_where_there_is_a_plan():
    found = only(purse=PURSE)
    assert found.text == "Rp\u00a0280\u00a0miliar belum terserap menurut rencana"
    assert found.detail.endswith("rencana: 78,00%. 41 hari lagi.")


def test_without_a_plan_in_rupiah_the_lag_is_told_in_points():
    found = only(purse=replace(PURSE, idle=None, wanted=D(70), basis="bagian tahun yang sudah lewat"))
    assert found.text == "Serapan tertinggal 20,00 poin dari bagian tahun yang sudah lewat"


def test_money_of_a_year_that_is_over_cannot_be_spent_any_more():
    assert ranked(replace(NOW, year=2025, purse=PURSE)) == []


def test_a_blocked_report_says_how_many_findings_hold_it():
    assert only(blocked=several(BLOCKED)).text == "Laporan Kinerja Dit. X tertahan 2 temuan"


@pytest.mark.parametrize(
    ("due_on", "urgency"), [(date(2026, 10, 20), Urgency.URGENT), (date(2026, 11, 1), Urgency.SOON)]
)
def test_an_unsigned_agreement_says_since_when(due_on, urgency):
    found = only(unsigned=several(replace(UNSIGNED, due_on=due_on)))
    assert (found.text, found.urgency) == ("PK awal Dit. X belum ditandatangani", urgency)


@pytest.mark.parametrize(("since", "urgency"), [(date(2026, 11, 5), Urgency.SOON), (date(2026, 11, 6), Urgency.WATCH)])
def test_a_correction_that_waits_long_presses_more(since, urgency):
    assert only(pending=several(replace(PENDING, since=since))).urgency is urgency


def test_many_corrections_are_counted():
    assert only(pending=several(PENDING, count=4)).text == "4 koreksi menunggu verifikasi"


EVERYTHING = replace(
    NOW,
    outlooks=several(*(replace(OUTLOOK, code=f"3.{at}", expected=D(60 + at)) for at in range(1, 5))),
    silent=several(SILENT),
    purse=PURSE,
    blocked=several(BLOCKED),
    unsigned=several(UNSIGNED),
    pending=several(PENDING),
)


def test_the_most_urgent_comes_first_then_the_order_of_the_rules_then_the_largest():
    found = [(one.urgency, one.code) for one in ranked(EVERYTHING)]
    assert found == sorted(found, key=lambda item: item[0])
    assert [code for _, code in found] == [
        "belum-lapor",
        "serapan",
        *["meleset"] * 4,
        "temuan",
        "pk-terlambat",
        "koreksi",
    ]
    assert next(one.text for one in ranked(EVERYTHING) if one.code == "meleset").startswith("Dit. X: 3.1")


def test_five_are_chosen_and_no_rule_says_more_than_two():
    codes = [one.code for one in decisions(EVERYTHING)]
    assert codes == ["belum-lapor", "serapan", "meleset", "meleset", "temuan"]


def test_one_rule_may_say_three_where_nothing_else_is_to_be_said():
    assert len(decisions(replace(NOW, outlooks=EVERYTHING.outlooks))) == 3


def test_fewer_than_three_are_not_filled_up():
    assert len(chosen(ranked(replace(NOW, silent=several(SILENT), purse=PURSE)))) == 2


def test_every_rule_says_something_of_everything():
    assert all(list(rule(EVERYTHING)) for rule in RULES)


@pytest.mark.parametrize(("year", "left"), [(2026, 41), (2025, 0), (2027, 406)])
def test_days_are_counted_to_the_end_of_the_year(year, left):
    assert replace(NOW, year=year).days_left == left
