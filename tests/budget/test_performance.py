"""What of the stored facts enters the estimate of IKPA."""

import pytest

from budget.performance import given, ikpa_estimate, with_same_amount
from budget.plan import plan_of
from budget.statement import statement
from tests import factories as make

pytestmark = pytest.mark.django_db
GOODS = "DQ.6279.QAA.101.051.0A.521211"


@pytest.fixture
def dipa(directorate):
    dipa = make.make_dipa(unit=directorate)
    make.make_revision(dipa=dipa, amount=1_200)
    line = make.make_budget_line(GOODS, dipa=dipa, ceiling=1_200)
    for month in (1, 2, 3):
        make.make_spending(line=line, month_from=month, month_to=month, amount=60)
        make.make_withdrawal(revision=dipa.revisions.get(), month=month, amount=80)
    return dipa


def read(unit):
    return given(2023, statement(unit, 2023), plan_of(unit, 2023))


def test_plan_spending_pagu_and_volumes_are_read(directorate, dipa):
    make.make_volume(line=dipa.lines.get(level="ro"), target=10, realized=4)
    found = read(directorate)
    assert (found.last_month, found.ceilings, found.spent[3]) == (3, {"52": 1_200}, {"52": 180})
    assert (found.months[1].planned, found.months[1].spent) == ({"52": 80}, {"52": 60})
    assert found.outputs == [(4, 10)]


def test_only_revisions_of_the_treasury_that_keep_the_pagu_count(directorate, dipa):
    for kind, amount in (("kanwil", 1_200), ("pok", 1_200), ("dja", 1_500), ("kanwil", 1_500), ("kanwil", None)):
        make.make_revision(dipa=dipa, kind=kind, amount=amount, date="2023-02-03")
    found = with_same_amount(statement(directorate, 2023).revisions)
    assert [(row.kind, row.amount) for row in found] == [("kanwil", 1_200), ("kanwil", 1_500)]


def test_without_dipa_there_is_no_estimate(directorate):
    assert ikpa_estimate(2023, statement(directorate, 2023), plan_of(directorate, 2023)) is None


def test_before_the_first_rules_there_is_no_estimate(directorate):
    make.make_dipa(unit=directorate, year=2021)
    assert ikpa_estimate(2021, statement(directorate, 2021), plan_of(directorate, 2021)) is None
