"""A proposed revision: what it does to objectives, and accepting or discarding it by a planner alone."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from budget.models import Ceiling
from budget.proposals import accept, discard, examine
from budget.statement import Money, statement
from tests import factories as make
from units.models import Change

pytestmark = pytest.mark.django_db
ROAD = "DQ.6279.QAA.101.051.0A"
ON = date(2023, 10, 12)


@pytest.fixture
def dipa(directorate):
    """Two akun of 600 and 400 under an RO with a figure of its own."""
    dipa = make.make_dipa(unit=directorate)
    make.make_revision(dipa=dipa, amount=1_000, date="2023-05-20")
    make.make_budget_line(f"{ROAD}.521211", dipa=dipa, ceiling=600, spent=100)
    make.make_budget_line(f"{ROAD}.521219", dipa=dipa, ceiling=400, spent=100)
    make.make_ceiling(line=dipa.lines.get(level="ro"), amount=1_000)
    return dipa


@pytest.fixture
def proposal(dipa):
    """A proposal that takes 100 from the first akun and gives 150 to the second."""
    revision = make.make_revision(dipa=dipa, kind="pok", state="usulan", number=None, date=ON)
    make.make_ceiling(line=dipa.lines.get(path=f"{ROAD}.521211"), revision=revision, amount=500)
    make.make_ceiling(line=dipa.lines.get(path=f"{ROAD}.521219"), revision=revision, amount=550)
    return revision


def test_accepting_puts_it_in_force_and_moves_the_lines_above(directorate, dipa, proposal, rina):
    accept(revision=proposal, number=2, on=ON, by=rina)
    found = statement(directorate, 2023)
    assert found.total == Money(1_050, 200)
    assert all(row.is_complete for row in found.lines)
    assert (found.revisions[-1].pk, found.revisions[-1].amount) == (proposal.pk, 1_050)


def test_a_proposal_older_than_the_last_revision_becomes_the_last(directorate, dipa, proposal, rina):
    make.make_revision(dipa=dipa, amount=1_000)
    accept(revision=proposal, number=9, on=ON, by=rina)
    assert statement(directorate, 2023).revisions[-1].pk == proposal.pk


def test_discarding_keeps_it_with_its_reason_and_changes_no_figure(directorate, proposal, rina):
    discard(revision=proposal, reason="Tidak jadi", by=rina)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.note) == ("dibatalkan", "Tidak jadi")
    assert statement(directorate, 2023).total == Money(1_000, 200)


@pytest.mark.parametrize("verb", [lambda row, by: accept(revision=row, number=2, on=ON, by=by), None])
def test_only_a_planner_of_the_unit_decides(proposal, siti, verb):
    verb = verb or (lambda row, by: discard(revision=row, reason="x", by=by))
    with pytest.raises(PermissionDenied, match="Hanya perencana"):
        verb(proposal, siti)


def test_what_was_decided_is_not_decided_again(proposal, rina):
    discard(revision=proposal, reason="Tidak jadi", by=rina)
    with pytest.raises(ValidationError, match="sudah diputus"):
        accept(revision=proposal, number=2, on=ON, by=rina)


def test_a_discarded_one_needs_a_reason(proposal, rina):
    with pytest.raises(ValidationError, match="Tulis alasan"):
        discard(revision=proposal, reason=" ", by=rina)


def test_a_number_that_is_taken_is_refused_and_nothing_is_written(dipa, proposal, rina):
    with pytest.raises(ValidationError, match="Nomor revisi ini sudah ada"):
        accept(revision=proposal, number=0, on=ON, by=rina)
    assert Ceiling.objects.filter(revision=proposal).count() == 2


@pytest.mark.usefixtures("leaving_trail")
def test_the_decision_stands_in_the_trail(proposal, rina):
    accept(revision=proposal, number=2, on=ON, by=rina)
    entry = Change.objects.filter(object_pk=str(proposal.pk), action=Change.Action.UPDATE).first()
    assert entry.changes["state"] == ["usulan", "berlaku"]


def test_an_objective_that_loses_money_is_named_with_its_indicators(directorate, dipa, proposal):
    objective = make.make_objective(plan=make.make_plan(unit=directorate))
    indicator = make.make_indicator(objective=objective)
    dipa.lines.filter(path=f"{ROAD}.521211").update(objective=objective)
    (impact,) = examine(proposal, statement(directorate, 2023)).impacts
    assert (impact.objective, impact.indicators) == (objective, (str(indicator),))
    assert (impact.before, impact.after, impact.difference) == (600, 500, -100)


def test_the_checks_read_the_proposal(directorate, dipa, proposal):
    verdicts = {one.rule.code: one.verdict.value for one in examine(proposal, statement(directorate, 2023)).checks}
    assert verdicts["total"] == verdicts["jenis"] == "tidak sesuai"
    assert verdicts["realisasi"] == verdicts["minus"] == verdicts["akun"] == verdicts["urutan"] == "sesuai"


def test_a_lowered_volume_is_seen(directorate, dipa, proposal):
    line = dipa.lines.get(level="ro")
    make.make_volume(line=line, target=100)
    make.make_volume_target(line=line, revision=proposal, amount=90)
    checks = {one.rule.code: one for one in examine(proposal, statement(directorate, 2023)).checks}
    assert checks["volume"].message == "Target volume turun: DQ.6279.QAA.101."


def blocked(dipa, account, amount, revision=None):
    rows = Ceiling.objects.filter(line__dipa=dipa, line__path=f"{ROAD}.{account}")
    row = rows.filter(revision=revision).get() if revision else rows.earliest("revision__order")
    row.blocked = amount
    row.save()


def blokir(directorate, proposal):
    found = examine(proposal, statement(directorate, 2023))
    return next(check for check in found.checks if check.rule.code == "blokir")


def test_blokir_that_the_proposal_forgets_counts_as_opened(directorate, dipa, proposal):
    blocked(dipa, "521211", 200)
    assert blokir(directorate, proposal).message == f"Blokir berubah: {ROAD}.521211 turun Rp\xa0200."


def test_blokir_that_stays_is_met_and_still_stands_when_accepted(directorate, dipa, proposal, rina):
    blocked(dipa, "521211", 200)
    blocked(dipa, "521211", 200, proposal)
    assert blokir(directorate, proposal).verdict == "sesuai"
    accept(revision=proposal, number=2, on=ON, by=rina)
    assert statement(directorate, 2023).total == Money(1_050, 200, 200)


def test_a_line_above_keeps_its_blokir_when_the_proposal_moves_it(directorate, dipa, proposal, rina):
    Ceiling.objects.filter(line__level="ro").update(blocked=300)
    accept(revision=proposal, number=2, on=ON, by=rina)
    assert statement(directorate, 2023).total == Money(1_050, 200, 300)


def test_a_line_above_cannot_fall_below_its_blokir(dipa, proposal, rina):
    Ceiling.objects.filter(line__level="ro").update(blocked=1_000)
    Ceiling.objects.filter(revision=proposal, line__path__endswith="521219").update(amount=400)
    with pytest.raises(ValidationError, match="di bawah blokirnya"):
        accept(revision=proposal, number=2, on=ON, by=rina)
