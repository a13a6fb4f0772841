"""Halaman III against pagu, and proposals that wait."""

import pytest

from reports.facts import facts_of
from reports.reviu import Dossier, withdrawals
from reports.reviu.surroundings import surroundings_of
from tests.factories import make_budget_line, make_dipa, make_revision, make_withdrawal, report_of

pytestmark = pytest.mark.django_db
GOODS = "DQ.6279.QAA.101.051.0A.521211"


def found_by(rule):
    """What a rule finds with all that surrounds the report."""
    facts = facts_of(report_of())
    return list(rule(Dossier(facts, (), surroundings_of(facts))))


def sole(rule):
    (found,) = found_by(rule)
    return found


@pytest.fixture
def revision():
    """A DIPA whose POK has 1.000 of goods."""
    revision = make_revision(dipa=make_dipa(unit=report_of().unit))
    make_budget_line(GOODS, dipa=revision.dipa, ceiling=1_000)
    return revision


@pytest.mark.parametrize(
    ("amount", "severity", "certainty"), [(900, "peringatan", "mungkin"), (1_100, "peringatan", "pasti")]
)
def test_a_plan_that_is_not_the_pagu_is_told(revision, amount, severity, certainty):
    make_withdrawal(revision=revision, amount=amount)
    found = sole(withdrawals.against_ceiling)
    assert (found.severity, found.certainty) == (severity, certainty)
    assert "pagu Rp 1.000" in found.message.replace("\xa0", " ")


def test_a_plan_that_adds_up_or_is_not_recorded_is_right(revision):
    assert found_by(withdrawals.against_ceiling) == []
    make_withdrawal(revision=revision, amount=1_000)
    assert found_by(withdrawals.against_ceiling) == found_by(withdrawals.kinds) == []


def test_a_kind_that_is_planned_without_pagu_is_told(revision):
    make_withdrawal(revision=revision, amount=1_000)
    make_withdrawal(revision=revision, kind="53", amount=5)
    assert sole(withdrawals.kinds).subject == "53 Belanja Modal"


def test_a_kind_with_spending_that_was_never_planned_is_told(revision):
    make_withdrawal(revision=revision, amount=1_000)
    make_budget_line("DQ.6279.QAA.101.051.0A.571111", dipa=revision.dipa, ceiling=50, spent=40)
    assert sole(withdrawals.kinds).message.startswith("Belanja Bantuan Sosial tidak direncanakan")


def test_a_proposal_that_waits_is_an_information(revision):
    assert found_by(withdrawals.proposals) == []
    make_revision(dipa=revision.dipa, kind="pok", state="usulan")
    assert sole(withdrawals.proposals).subject == "Revisi POK (KPA) 1 (usulan)"
