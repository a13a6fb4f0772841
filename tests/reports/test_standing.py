"""The kept sums say what the engine says, on every field, also after whatever changed since."""

import multiprocessing
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import QuarterTarget
from budget.models import Ceiling, Dipa, DipaRevision, PlannedWithdrawal
from indicators.models import Indicator, Objective, Period, PredicateRank, RealizationStatus, RuleSet
from reports import standings
from reports.models import ObjectiveStanding, Shortfall, StandingDue, UnitStanding
from reports.standing import rebuilding, refreshing
from reports.standing.rebuilding import rebuild
from reports.standing.refreshing import refresh_changed
from tests import factories as f
from tests.reports.kept_sums import differences, save, standing
from units.models import Unit, UnitKind

pytestmark = pytest.mark.django_db


def children(*place):
    return standings.children(standings.rows_below(*place), *place[1:])


def heat_of(unit, *at):
    below = [one.unit for one in children(unit, *at)]
    return standings.heat(standings.objectives_of(unit, *at), unit, below, *at)


def movement(*place):
    return standings.movement(standings.rows_below(*place), *place[1:])


def trend(unit, year):
    return standings.trend(standings.history(unit, year))


@pytest.fixture
def small(ministry, directorate_general, directorate, sentra):
    """A ministry of four units with objectives across them, every kind of figure, and what is missing."""
    top = f.make_objective(plan=f.make_plan(unit=directorate_general))
    own = f.make_objective(plan=f.make_plan(unit=directorate), parent=top)
    loose = f.make_objective(plan=f.make_plan(unit=sentra))
    pooled = f.make_indicator(objective=own, calculation="pooled")
    opinion = f.make_indicator(objective=top, measure="predicate", predicate_scale=f.make_predicate_scale())
    total = f.make_indicator(objective=own, measure="count", accumulation="sum", polarity="minimize")
    score = f.make_indicator(objective=loose, measure="score", accumulation="average")
    within = f.make_indicator(objective=loose, measure="score", polarity="range")
    promised = {directorate_general: [(opinion, None)], directorate: [(pooled, 90), (total, 100)]}
    promised |= {sentra: [(pooled, 80), (score, 75), (within, None)]}
    for unit, lines in promised.items():
        agreement = f.make_agreement(unit=unit)
        for indicator, target in lines:
            text = "WTP" if indicator == opinion else ""
            line = f.make_line(
                agreement=agreement, indicator=indicator, target=target, target_text=text, lower=40, upper=60
            )
            for quarter in (1, 2, 3):
                part = None if target is None else target * quarter / 4
                f.make_quarter_target(line=line, quarter=quarter, target=part, target_text=text)
    for quarter, n in ((1, 7), (2, 9), (3, 8)):
        f.make_realization(indicator=pooled, unit=sentra, quarter=quarter, n=n, t=10)
        f.make_realization(indicator=total, quarter=quarter, value=20 + n)
        f.make_realization(indicator=score, quarter=quarter, value=70 + n)
    row = f.make_realization(indicator=within, quarter=2, value=70)
    f.make_realization_step(realization=row, at=datetime(2023, 7, 20, 3, tzinfo=UTC))
    f.make_realization(indicator=opinion, quarter=4, text="WDP")
    f.make_realization(indicator=within, quarter=3, value=50, status=RealizationStatus.RETURNED)
    f.make_period(
        unit=ministry, quarter=2, opens_on=date(2023, 7, 1), due_on=date(2023, 7, 15), closes_on=date(2023, 7, 31)
    )
    f.make_rule_set(institution=ministry, cap=120)
    f.make_budget_line("DQ", dipa=f.make_dipa(unit=directorate), ceiling=43_000_000_000_001, spent=40_000_000_000_000)
    f.make_budget_line("DQ", dipa=f.make_dipa(unit=sentra), ceiling=1_000_000)
    office = f.make_dipa(unit=f.make_unit("subdit", parent=directorate))
    f.make_spending(line=f.make_budget_line("DQ", dipa=office, ceiling=900), month_from=4, month_to=6, amount=300)
    for month, amount in ((2, 100), (6, 250), (12, 550)):
        f.make_withdrawal(revision=office.revisions.last(), month=month, amount=amount)
    return ministry


def test_every_kept_figure_is_the_engines(small):
    rebuild()
    assert differences(2023) == []
    assert Shortfall.objects.exists()


def test_a_unit_knows_itself_and_all_below_it(small, directorate_general, directorate):
    rebuild()
    found = standing(directorate_general, 2023, 3)
    assert (found.own.promised, found.subtree.promised, found.subtree.units) == (1, 6, 3)
    assert found.subtree.capaian_sum == sum(one.subtree.capaian_sum for one in children(found.unit, 2023, 3))
    assert found.own.mean is None
    assert (found.subtree.money.ceiling, found.subtree.is_money_whole) == (43_000_001_000_901, False)
    assert standing(directorate, 2022, 4) is None


def test_the_heat_map_follows_the_objectives_across_units(small, directorate_general, directorate, sentra):
    rebuild()
    heat = heat_of(directorate_general, 2023, 3)
    assert [column and column.code for column in heat.columns] == ["1", None]
    cells = {row.unit: [one and (one.promised, one.known) for one in row.cells] for row in heat.rows}
    # The sentra reports to the directorate's pooled indicator, and that objective hangs on the one above.
    assert cells == {directorate: [(3, 3), None], sentra: [None, (3, 3)]}


def test_the_worst_below_a_unit_come_first(small, sentra, ministry):
    rebuild()
    gaps = [one.gap for one in standings.shortfalls(ministry, 2023, 3, most=3)]
    assert gaps == sorted(Shortfall.objects.filter(quarter=3).values_list("gap", flat=True), reverse=True)[:3]
    assert {one.unit for one in standings.shortfalls(sentra, 2023, 3)} == {sentra}


def test_many_shortfalls_are_read_in_their_order_and_are_the_same(small, ministry, monkeypatch):
    rebuild()
    few = standings.shortfalls(ministry, 2023, 3)
    monkeypatch.setattr(standings, "SORTED_AT_ONCE", 0)
    assert standings.shortfalls(ministry, 2023, 3) == few
    assert few


def test_movement_and_trend_tell_quarter_by_quarter(small, directorate_general, directorate):
    rebuild()
    moved = {one.unit: one for one in movement(directorate_general, 2023, 3)}[directorate]
    assert moved.change.value == moved.now - moved.before
    assert movement(directorate_general, 2023, 1)[0].change.reason == "Nilai pembanding belum ada."
    assert [point.quarter for point in trend(directorate_general, 2024)] == [1, 2, 3, 4]
    assert trend(directorate_general, 2029) == ()


CHANGES = {
    "a realization": lambda small: f.make_realization(
        indicator=Indicator.objects.get(measure="score", polarity="range"), quarter=1, value=55
    ),
    "a contribution to a pool": lambda small: f.make_realization(
        indicator=Indicator.objects.get(calculation="pooled"), unit=small, quarter=1, n=1, t=9
    ),
    "a rule of the ministry": lambda small: save(RuleSet.objects.get(), cap=110),
    "a date": lambda small: save(Period.objects.get(), due_on=date(2023, 7, 25)),
    "a target": lambda small: save(
        QuarterTarget.objects.get(quarter=3, line__indicator__accumulation="sum"), target=70
    ),
    "money": lambda small: save(Ceiling.objects.first(), amount=5),
    "a plan of halaman III": lambda small: save(PlannedWithdrawal.objects.get(month=6), amount=260),
    "a first plan": lambda small: f.make_withdrawal(
        revision=DipaRevision.objects.get(dipa__unit__code="dit-anak"), month=1, amount=5
    ),
    "a scale of words": lambda small: save(PredicateRank.objects.get(label="WDP"), rank=40),
    "an objective tied elsewhere": lambda small: save(Objective.objects.exclude(parent=None)[0], parent=None),
    "an indicator": lambda small: save(Indicator.objects.get(accumulation="sum"), accumulation="last"),
    "a moved unit": lambda small: save(Unit.objects.get(code="dit-anak"), parent=small),
    "a unit with another code": lambda small: save(Unit.objects.get(code="ditjen-rehsos"), code="ditjen"),
    "a new unit": lambda small: f.make_dipa(unit=f.make_unit("baru", parent=small, kind=UnitKind.UPT)),
    "a DIPA gone": lambda small: Dipa.objects.filter(unit__code="sentra-timur").get().delete(),
}


@pytest.mark.usefixtures("leaving_trail")
@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_is_reckoned_anew(small, what):
    refresh_changed()
    CHANGES[what](small)
    before = differences(2023)
    assert before != []
    assert refresh_changed() > 0
    assert differences(2023) == []
    assert refresh_changed() == 0


@pytest.mark.usefixtures("leaving_trail")
def test_an_edit_of_the_top_unit_reckons_nothing(small):
    refresh_changed()
    save(small, address="Jalan Contoh 1")
    assert refresh_changed() == 0


@pytest.mark.usefixtures("leaving_trail")
def test_a_refresh_that_breaks_keeps_what_waits_and_not_the_loop(small, monkeypatch):
    rebuild()
    f.make_dipa(unit=small)
    monkeypatch.setattr(refreshing, "_looked_at", -refreshing.EVERY)
    with monkeypatch.context() as broken:
        broken.setattr(refreshing, "refresh_units", lambda *_: 1 // 0)
        assert refreshing.look() == 0
    assert StandingDue.objects.exists()
    assert refresh_changed() > 0
    assert not StandingDue.objects.exists()
    assert differences(2023) == []


@pytest.mark.usefixtures("leaving_trail")
def test_a_change_for_all_below_is_reckoned_a_few_units_at_a_turn(small, monkeypatch):
    refresh_changed()
    save(RuleSet.objects.get(), cap=110)
    monkeypatch.setattr(refreshing, "UNITS_AT_ONCE", 1)
    monkeypatch.setattr(refreshing, "A_TURN", 1)
    monkeypatch.setattr(refreshing, "_looked_at", -refreshing.EVERY)
    waiting = [refreshing.look() and StandingDue.objects.count() for _ in range(6)]
    assert waiting == [4, 3, 2, 1, 0, 0]
    assert differences(2023) == []


def test_the_reads_take_as_many_queries_for_many_units(small, directorate_general):
    reads = (standing, children, heat_of, standings.shortfalls, movement)
    counts = []
    for size in (0, 12):
        for number in range(size):
            f.make_dipa(unit=f.make_unit(f"sentra-{number}", parent=directorate_general))
        rebuild()
        with CaptureQueriesContext(connection) as queries:
            for read in reads:
                read(directorate_general, 2023, 3)
            trend(directorate_general, 2023)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10
    assert UnitStanding.objects.filter(unit__code="sentra-3").exists()


def kept():
    """Every row that is kept, with the moment at which it was filled."""
    return [list(model.objects.order_by("pk").values()) for model in (UnitStanding, ObjectiveStanding, Shortfall)]


def test_a_rebuilding_that_breaks_off_leaves_the_year_as_it_was(small, monkeypatch):
    rebuild()
    before = kept()
    f.make_dipa(unit=small)
    monkeypatch.setattr(rebuilding, "sum_objectives", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        rebuild()
    assert kept() == before != [[], [], []]


def test_a_first_rebuilding_that_breaks_off_shows_only_whole_years(small, monkeypatch, capsys):
    f.make_dipa(unit=small, year=2024)
    whole = rebuilding.sum_objectives
    monkeypatch.setattr(rebuilding, "sum_objectives", lambda year: whole(year) if year == 2023 else 1 // 0)
    with pytest.raises(ZeroDivisionError):
        rebuild()
    assert differences(2023) == []
    assert standing(small, 2024, 4) is None
    capsys.readouterr()
    call_command("refresh_standing")
    assert "Rekap belum lengkap: tahun 2024 belum disusun." in capsys.readouterr().out


def test_after_a_whole_rebuilding_nothing_is_told_to_be_missing(small, capsys):
    call_command("refresh_standing", "--all")
    assert capsys.readouterr().out == "Rekap tahun 2023 disusun ulang.\n"


@pytest.mark.django_db(transaction=True)
def test_several_processes_keep_the_same_figures(small):
    rebuild(processes=2)
    assert differences(2023) == []


@pytest.mark.django_db(transaction=True)
def test_what_is_deleted_while_a_year_is_reckoned_is_not_kept(small, monkeypatch):
    unit, reckoned = f.make_unit("baru", parent=small, kind=UnitKind.UPT), rebuilding.reckoned
    dipa = f.make_dipa(unit=unit)

    def meanwhile(*given):
        found = reckoned(*given)
        for row in (dipa, unit):
            type(row).objects.filter(pk=row.pk).delete()
        return found

    monkeypatch.setattr(rebuilding, "reckoned", meanwhile)
    rebuild()
    assert differences(2023) == []
    assert not UnitStanding.objects.filter(unit=unit).exists()


def test_the_processes_of_a_killed_rebuilding_end_with_it():
    forking = multiprocessing.get_context("fork")
    told = forking.Queue()
    parent = forking.Process(target=hold_processes, args=(forking, told))
    parent.start()
    children = [told.get(timeout=30), told.get(timeout=30)]
    parent.kill()
    parent.join()
    deadline = time.monotonic() + 30
    while any(map(is_running, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    left = [pid for pid in children if is_running(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []


def hold_processes(forking, told):
    with ProcessPoolExecutor(2, mp_context=forking, initializer=rebuilding.begin_process) as pool:
        for _ in range(2):
            pool.submit(wait_long)
        for pid in [*pool._processes]:
            told.put(pid)


def wait_long():
    time.sleep(60)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
