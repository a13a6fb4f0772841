"""Halaman III against spending: of one unit by month, and of many units at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget.plan import Planned, plan_of, planned
from tests import factories as make

pytestmark = pytest.mark.django_db
GOODS = "DQ.6279.QAA.101.051.0A.521211"
CAPITAL = "DQ.6279.QAA.101.051.0A.532111"


@pytest.fixture
def dipa(directorate):
    """A DIPA with a plan of 100 a month for goods, of which two months are spent."""
    dipa = make.make_dipa(unit=directorate)
    revision = make.make_revision(dipa=dipa)
    for month in range(1, 13):
        make.make_withdrawal(revision=revision, month=month, amount=100)
    line = make.make_budget_line(GOODS, dipa=dipa, ceiling=1_200)
    make.make_spending(line=line, month_from=1, month_to=1, amount=80)
    make.make_spending(line=line, month_from=2, month_to=2, amount=150)
    return dipa


def through(unit):
    return {month.month: month.through for month in plan_of(unit, 2023).months}


def test_plan_and_spending_run_up_month_by_month(directorate, dipa):
    found = through(directorate)
    assert found[1] == Planned(100, 80)
    assert found[2] == Planned(200, 230)
    assert found[3] == Planned(300, None)
    assert (found[1].deviation, found[1].deviation_percent) == (-20, -20)


def test_a_later_revision_replaces_the_whole_plan(directorate, dipa):
    make.make_withdrawal(revision=make.make_revision(dipa=dipa), month=2, amount=500)
    found = through(directorate)
    assert (found[1].planned, found[12].planned) == (0, 500)


def test_the_plan_of_a_proposal_is_not_in_force(directorate, dipa):
    proposal = make.make_revision(dipa=dipa, kind="pok", state="usulan")
    make.make_withdrawal(revision=proposal, month=1, amount=999)
    assert through(directorate)[12].planned == 1_200


def test_a_longer_period_is_known_only_at_its_end(directorate, dipa):
    make.make_spending(line=make.make_budget_line(CAPITAL, dipa=dipa), month_from=1, month_to=3, amount=50)
    months = plan_of(directorate, 2023).months
    assert [month.through.spent for month in months[:4]] == [None, None, 280, None]
    assert [month.own.spent for month in months[:3]] == [None, None, None]


def test_spending_above_and_below_counts_once(directorate, dipa):
    make.make_spending(line=dipa.lines.get(path="DQ"), month_from=1, month_to=2, amount=400)
    found = plan_of(directorate, 2023)
    assert found.months[1].through.spent == 400
    assert found.by_kind["52"][1].through == Planned(200, 230)


def test_a_dipa_without_halaman_iii_leaves_the_plan_unknown(directorate, dipa):
    make.make_dipa(unit=directorate, number="SP DIPA-2")
    found = plan_of(directorate, 2023)
    assert (found.without_plan, found.months[0].through.planned) == (1, None)


def test_many_units_have_the_figures_of_each(directorate, sentra, dipa):
    make.make_dipa(unit=sentra)
    found = planned([directorate, sentra], 2023, 2)
    assert found == {directorate.pk: Planned(200, 230, 1200), sentra.pk: Planned(None, None)}


def test_queries_do_not_grow_with_the_units(directorate, dipa):
    counts = []
    for size in (1, 4):
        units = [directorate, *(make.make_unit(f"dit-{size}-{number}") for number in range(size))]
        for unit in units[1:]:
            line = make.make_budget_line(GOODS, dipa=make.make_dipa(unit=unit), ceiling=100, spent=90)
            make.make_withdrawal(revision=line.dipa.revisions.get())
        with CaptureQueriesContext(connection) as queries:
            planned(units, 2023, 6)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7
