"""Totals of many units are those of each unit's own statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget.statement import Money, statement
from budget.totals import totals
from tests import factories as make

pytestmark = pytest.mark.django_db


def whole(unit, dipa):
    make.make_budget_line("DQ", dipa=dipa, ceiling=1_000, spent=900)


def only_accounts(unit, dipa):
    make.make_budget_line("DQ.6279.QAA.101.051.0A.521211", dipa=dipa, ceiling=600, spent=500)
    make.make_budget_line("DQ.6279.QAA.101.051.0A.521219", dipa=dipa, ceiling=400, spent=300)


def one_leaf_unknown(unit, dipa):
    make.make_budget_line("DQ.6279", dipa=dipa, ceiling=600, spent=500)
    make.make_budget_line("DQ.6280", dipa=dipa, ceiling=400)


def revised(unit, dipa):
    line = make.make_budget_line("DQ", dipa=dipa, ceiling=1_000, spent=900)
    make.make_ceiling(line=line, revision=make.make_revision(dipa=dipa), amount=2_000)


def only_revisions(unit, dipa):
    make.make_revision(dipa=dipa, amount=700)
    make.make_revision(dipa=dipa, amount=800)


def two_documents(unit, dipa):
    whole(unit, dipa)
    whole(unit, make.make_dipa(unit=unit, number="SP DIPA-2"))


CASES = [
    (whole, Money(1_000, 900)),
    (only_accounts, Money(1_000, 800)),
    (one_leaf_unknown, Money(1_000, None)),
    (revised, Money(2_000, 900)),
    (only_revisions, Money(800, None)),
    (two_documents, Money(2_000, 1_800)),
]


@pytest.mark.parametrize(("record", "expected"), CASES, ids=lambda case: getattr(case, "__name__", ""))
def test_a_total_is_that_of_the_statement(directorate, sentra, record, expected):
    whole(sentra, make.make_dipa(unit=sentra))
    record(directorate, make.make_dipa(unit=directorate))
    found = totals([directorate, sentra], 2023)
    assert found[directorate.pk] == statement(directorate, 2023).total == expected
    assert found[sentra.pk] == Money(1_000, 900)


def test_a_unit_without_dipa_is_left_out(directorate):
    make.make_dipa(unit=directorate, year=2022)
    assert totals([directorate], 2023) == {}


def test_queries_do_not_grow_with_the_units(directorate_general):
    counts = []
    for size in (1, 10):
        units = [make.make_unit(f"dit-{size}-{number}", parent=directorate_general) for number in range(size)]
        for unit in units:
            only_accounts(unit, make.make_dipa(unit=unit))
        with CaptureQueriesContext(connection) as queries:
            totals(units, 2023)
        counts.append(len(queries))
    assert counts[0] == counts[1]
