from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget.statement import EMPTY, Money, statement
from budget.totals import totals
from tests.factories import (
    make_budget_line,
    make_ceiling,
    make_dipa,
    make_expenditure_total,
    make_objective,
    make_plan,
    make_revision,
    make_spending,
    make_volume,
)

pytestmark = pytest.mark.django_db
ROAD = "DQ.6279.QAA.101.051.0A"


@pytest.fixture
def dipa(directorate):
    dipa = make_dipa(unit=directorate)
    make_revision(dipa=dipa, amount=1000)
    return dipa


def row(unit, path, **options):
    """The figures of one line."""
    return next(row for row in statement(unit, 2023, **options).lines if row.line.path == path)


def money(unit, path, **options):
    found = row(unit, path, **options).money
    return found.ceiling, found.spent


def test_a_unit_without_dipa_has_an_empty_statement(directorate):
    assert statement(directorate, 2023) == EMPTY
    assert (EMPTY.total, EMPTY.total.absorption, EMPTY.total.remaining) == (Money(None, None), None, None)


def test_the_dipa_of_another_year_or_unit_is_not_taken(directorate, sentra):
    make_budget_line(dipa=make_dipa(unit=directorate, year=2022), ceiling=5, spent=5)
    make_budget_line(dipa=make_dipa(unit=sentra), ceiling=5, spent=5)
    assert statement(directorate, 2023) == EMPTY


@pytest.mark.parametrize(
    ("ceiling", "spent", "absorption", "remaining"),
    [
        (1000, 875, Decimal("87.5"), 125),
        (1000, 0, Decimal(0), 1000),
        (1000, 1100, Decimal(110), -100),
        (0, 0, None, 0),
        (1000, None, None, None),
        (None, 875, None, None),
    ],
)
def test_absorption_and_remainder_follow_and_unknown_is_neither_zero_nor_full(ceiling, spent, absorption, remaining):
    assert Money(ceiling, spent).absorption == absorption
    assert Money(ceiling, spent).remaining == remaining


def test_the_tree_stands_in_order_with_depths(directorate, dipa):
    make_budget_line("DQ.6279.QAA", dipa=dipa)
    make_budget_line("WA", dipa=dipa)
    rows = statement(directorate, 2023).lines
    assert [(item.line.path, item.depth) for item in rows] == [("DQ", 0), ("DQ.6279", 1), ("DQ.6279.QAA", 2), ("WA", 0)]
    assert [item.line.path for item in statement(directorate, 2023).roots] == ["DQ", "WA"]
    assert [item.line.path for item in statement(directorate, 2023).at("kegiatan", "kro")] == ["DQ.6279", "DQ.6279.QAA"]


def test_a_line_without_own_figures_is_the_sum_of_its_children(directorate, dipa):
    make_budget_line("DQ.1", dipa=dipa, ceiling=600, spent=500)
    make_budget_line("DQ.2", dipa=dipa, ceiling=400, spent=375)
    assert money(directorate, "DQ") == (1000, 875)
    assert statement(directorate, 2023).total == Money(1000, 875)
    assert row(directorate, "DQ").is_complete


def test_one_unknown_child_makes_the_sum_unknown(directorate, dipa):
    make_budget_line("DQ.1", dipa=dipa, ceiling=600, spent=500)
    make_budget_line("DQ.2", dipa=dipa, ceiling=400)
    assert money(directorate, "DQ") == (1000, None)
    assert statement(directorate, 2023).total == Money(1000, None)
    assert not row(directorate, "DQ").is_complete


def test_the_own_figure_stays_and_the_gap_to_the_children_is_shown(directorate, dipa):
    make_budget_line("DQ", dipa=dipa, ceiling=1000, spent=900)
    make_budget_line("DQ.1", dipa=dipa, ceiling=600, spent=950)
    found = row(directorate, "DQ")
    assert (found.money, found.ceiling_gap, found.spent_gap) == (Money(1000, 900), 400, -50)
    assert not found.is_complete


def test_a_line_that_its_children_add_up_to_is_complete(directorate, dipa):
    make_budget_line("DQ", dipa=dipa, ceiling=1000, spent=900)
    make_budget_line("DQ.1", dipa=dipa, ceiling=1000, spent=900)
    found = row(directorate, "DQ")
    assert (found.ceiling_gap, found.spent_gap, found.is_complete) == (0, 0, True)


def test_the_gap_over_an_unknown_child_is_unknown_and_not_zero(directorate, dipa):
    make_budget_line("DQ", dipa=dipa, ceiling=1000, spent=900)
    make_budget_line("DQ.1", dipa=dipa, ceiling=1000)
    found = row(directorate, "DQ")
    assert (found.ceiling_gap, found.spent_gap, found.is_complete) == (0, None, False)


def test_a_leaf_has_no_gap(directorate, dipa):
    make_budget_line("DQ", dipa=dipa, ceiling=1000, spent=900)
    found = row(directorate, "DQ")
    assert (found.has_children, found.ceiling_gap, found.spent_gap, found.is_complete) == (False, None, None, True)


def test_a_later_revision_sets_only_the_lines_it_names(directorate, dipa):
    changed = make_budget_line("DQ.1", dipa=dipa, ceiling=600)
    make_budget_line("DQ.2", dipa=dipa, ceiling=400)
    make_ceiling(line=changed, revision=make_revision(dipa=dipa), amount=900)
    assert [money(directorate, path)[0] for path in ("DQ.1", "DQ.2", "DQ")] == [900, 400, 1300]


def test_the_order_of_revisions_counts_and_not_the_order_of_typing(directorate, dipa):
    line = make_budget_line("DQ", dipa=dipa)
    later = make_revision(dipa=dipa)
    make_ceiling(line=line, revision=later, amount=900)
    make_ceiling(line=line, revision=dipa.revisions.first(), amount=600)
    assert money(directorate, "DQ")[0] == 900


def test_a_line_whose_pagu_was_revised_to_nothing_has_zero(directorate, dipa):
    line = make_budget_line("DQ", dipa=dipa, ceiling=600)
    make_ceiling(line=line, revision=make_revision(dipa=dipa), amount=0)
    assert money(directorate, "DQ")[0] == 0


def test_without_a_tree_the_pagu_of_the_last_revision_stands(directorate, dipa):
    make_revision(dipa=dipa, amount=1250)
    found = statement(directorate, 2023)
    assert (found.total, found.lines) == (Money(1250, None), ())
    assert [revision.amount for revision in found.revisions] == [1000, 1250]


def test_an_unknown_pagu_of_the_last_revision_is_not_taken_from_an_earlier_one(directorate, dipa):
    make_revision(dipa=dipa)
    assert statement(directorate, 2023).total == Money(None, None)


def test_without_revision_and_tree_nothing_is_known(directorate):
    make_dipa(unit=directorate)
    assert statement(directorate, 2023).total == Money(None, None)


def test_two_dipa_of_a_year_are_added(directorate):
    for number, ceiling in (("B", 400), ("A", 600)):
        dipa = make_dipa(unit=directorate, number=number)
        make_budget_line("DQ", dipa=dipa, ceiling=ceiling, spent=ceiling)
        make_expenditure_total(dipa=dipa, ceiling=ceiling, spent=ceiling)
    found = statement(directorate, 2023)
    assert found.total == Money(1000, 1000)
    assert [item.money.ceiling for item in found.roots] == [600, 400]
    assert found.by_kind == (("52", "Belanja Barang", Money(1000, 1000)),)
    assert found.dipa.number == "A"


def test_two_dipa_of_which_one_has_no_tree_are_added(directorate):
    make_revision(dipa=make_dipa(unit=directorate, number="A"), amount=250)
    make_budget_line(dipa=make_dipa(unit=directorate, number="B"), ceiling=600, spent=500)
    assert statement(directorate, 2023).total == Money(850, None)


@pytest.mark.parametrize(("month", "spent"), [(1, None), (2, None), (3, 100), (6, 300), (9, 250), (12, 250)])
def test_spending_is_summed_up_to_the_end_of_a_month(directorate, dipa, month, spent):
    line = make_budget_line("DQ", dipa=dipa)
    for first, last, amount in ((1, 3, 100), (4, 6, 200), (7, 9, -50)):
        make_spending(line=line, month_from=first, month_to=last, amount=amount)
    assert money(directorate, "DQ", through_month=month)[1] == spent


@pytest.mark.parametrize(("month", "spent"), [(3, 100), (4, None), (6, 300)])
def test_a_period_that_runs_past_the_month_makes_the_sum_unknown(directorate, dipa, month, spent):
    line = make_budget_line("DQ", dipa=dipa)
    make_spending(line=line, month_from=1, month_to=3, amount=100)
    make_spending(line=line, month_from=4, month_to=6, amount=200)
    assert money(directorate, "DQ", through_month=month)[1] == spent


def test_spending_of_zero_is_known(directorate, dipa):
    make_budget_line("DQ", dipa=dipa, ceiling=100, spent=0)
    assert statement(directorate, 2023).total.absorption == 0


def test_jenis_belanja_is_summed_over_the_accounts(directorate, dipa):
    make_budget_line(f"{ROAD}.521211", dipa=dipa, ceiling=100, spent=90)
    make_budget_line(f"{ROAD}.524111", dipa=dipa, ceiling=50, spent=40)
    make_budget_line(f"{ROAD}.571111", dipa=dipa, ceiling=1000, spent=None)
    assert statement(directorate, 2023).by_kind == (
        ("52", "Belanja Barang", Money(150, 130)),
        ("57", "Belanja Bantuan Sosial", Money(1000, None)),
    )


def test_the_totals_a_source_gives_go_before_the_accounts(directorate, dipa):
    make_budget_line(f"{ROAD}.521211", dipa=dipa, ceiling=100, spent=90)
    make_expenditure_total(dipa=dipa, kind="52", ceiling=700, spent=650)
    make_expenditure_total(dipa=dipa, kind="51", ceiling=300, spent=None)
    assert statement(directorate, 2023).by_kind == (
        ("51", "Belanja Pegawai", Money(300, None)),
        ("52", "Belanja Barang", Money(700, 650)),
    )


@pytest.fixture
def objectives(directorate):
    plan = make_plan(unit=directorate)
    return make_objective(plan=plan), make_objective(plan=plan)


def test_money_of_an_objective_is_that_of_its_lines(directorate, dipa, objectives):
    one, two = objectives
    make_budget_line("DQ.1", dipa=dipa, ceiling=600, spent=500, objective=one)
    make_budget_line("DQ.2", dipa=dipa, ceiling=300, spent=200, objective=two)
    make_budget_line("DQ.3", dipa=dipa, ceiling=100, spent=100)
    assert statement(directorate, 2023).by_objective == {one.pk: Money(600, 500), two.pk: Money(300, 200)}


def test_what_is_below_a_linked_line_is_not_counted_again(directorate, dipa, objectives):
    one, _ = objectives
    make_budget_line("DQ", dipa=dipa, ceiling=1000, spent=900, objective=one)
    make_budget_line("DQ.1", dipa=dipa, ceiling=600, spent=500, objective=one)
    make_budget_line("DQ.1.A", dipa=dipa, ceiling=600, spent=500)
    found = statement(directorate, 2023)
    assert found.by_objective == {one.pk: Money(1000, 900)}
    assert {item.objective_id for item in found.lines} == {one.pk}


def test_a_branch_linked_elsewhere_is_taken_from_the_line_above(directorate, dipa, objectives):
    one, two = objectives
    make_budget_line("DQ", dipa=dipa, ceiling=1000, spent=900, objective=one)
    make_budget_line("DQ.1", dipa=dipa, ceiling=600, spent=500, objective=two)
    make_budget_line("DQ.1.A", dipa=dipa, ceiling=100, spent=50, objective=one)
    found = statement(directorate, 2023)
    assert found.by_objective == {one.pk: Money(500, 450), two.pk: Money(500, 450)}
    assert sum(item.ceiling for item in found.by_objective.values()) == found.total.ceiling


def test_an_unknown_part_makes_the_money_of_both_objectives_unknown(directorate, dipa, objectives):
    one, two = objectives
    make_budget_line("DQ", dipa=dipa, ceiling=1000, spent=900, objective=one)
    make_budget_line("DQ.1", dipa=dipa, ceiling=600, objective=two)
    assert statement(directorate, 2023).by_objective == {one.pk: Money(400, None), two.pk: Money(600, None)}


def test_volumes_are_found_by_their_line(directorate, dipa):
    volume = make_volume(line=make_budget_line("DQ.6279.QAA.101", dipa=dipa))
    assert statement(directorate, 2023).volumes == {volume.line_id: volume}


def test_trillions_are_exact_in_every_sum(directorate, dipa):
    ceiling, spent = 43_123_456_789_012, 42_987_654_321_098
    for path in ("DQ.1", "DQ.2", "WA.1"):
        make_budget_line(path, dipa=dipa, ceiling=ceiling, spent=spent)
    total = statement(directorate, 2023).total
    assert total == Money(3 * ceiling, 3 * spent)
    assert total.remaining == 3 * (ceiling - spent)
    assert total.absorption == Decimal(3 * spent) * 100 / Decimal(3 * ceiling)


def queries(unit):
    with CaptureQueriesContext(connection) as captured:
        found = statement(unit, 2023)
    return len(captured), len(found.at("akun"))


@pytest.mark.parametrize("count", [1, 50])
def test_a_statement_takes_seven_queries_however_long_the_tree_is(directorate, dipa, objectives, count):
    for number in range(count):
        make_budget_line(f"{ROAD}.52{number:04d}", dipa=dipa, ceiling=1, spent=1, objective=objectives[0])
    make_volume(line=dipa.lines.get(level="ro"))
    make_expenditure_total(dipa=dipa)
    assert queries(directorate) == (7, count)


def test_a_proposal_changes_no_figure_and_shows_no_line(directorate, dipa):
    make_budget_line("DQ.1", dipa=dipa, ceiling=600, spent=500)
    before = statement(directorate, 2023)
    proposal = make_revision(dipa=dipa, kind="pok", state="usulan", amount=9)
    make_ceiling(line=dipa.lines.get(path="DQ.1"), revision=proposal, amount=100)
    make_ceiling(line=make_budget_line("DQ.1.A.9.8", dipa=dipa), revision=proposal, amount=500)
    make_ceiling(line=make_budget_line("WA.3", dipa=dipa), revision=proposal, amount=500)
    found = statement(directorate, 2023)
    assert (found.total, found.revisions) == (Money(600, 500), before.revisions)
    assert [item.line.path for item in found.lines] == ["DQ", "DQ.1"]
    assert totals([directorate], 2023) == {directorate.pk: Money(600, 500)}


def test_a_line_whose_first_spending_comes_later_spent_nothing_before(directorate, dipa):
    line = make_budget_line("DQ", dipa=dipa, ceiling=100)
    make_spending(line=line, month_from=7, month_to=7, amount=40)
    assert money(directorate, "DQ", through_month=6)[1] == 0


def test_blokir_is_summed_up_the_tree_and_leaves_less_to_spend(directorate, dipa):
    make_budget_line(f"{ROAD}.521211", dipa=dipa, ceiling=600, spent=100, blocked=250)
    make_budget_line(f"{ROAD}.521219", dipa=dipa, ceiling=400, spent=100)
    found = statement(directorate, 2023)
    assert found.total == Money(1000, 200, 250)
    assert (found.total.remaining, found.total.available, found.is_blocked) == (800, 550, True)
    assert totals([directorate], 2023)[directorate.pk] == found.total


def test_blokir_of_a_line_itself_stands_above_those_below_it(directorate, dipa):
    make_budget_line("DQ", dipa=dipa, ceiling=1000, blocked=300)
    make_budget_line("DQ.6279", dipa=dipa, ceiling=600, blocked=100)
    assert statement(directorate, 2023).total.blocked == 300


def test_a_later_revision_can_open_the_blokir(directorate, dipa):
    line = make_budget_line("DQ", dipa=dipa, ceiling=1000, blocked=300)
    make_ceiling(line=line, revision=make_revision(dipa=dipa, kind="dja", number=1), amount=1000)
    assert not statement(directorate, 2023).is_blocked


def test_the_blokir_of_a_proposal_does_not_count(directorate, dipa):
    line = make_budget_line("DQ", dipa=dipa, ceiling=1000)
    revision = make_revision(dipa=dipa, kind="pok", state="usulan", number=None)
    make_ceiling(line=line, revision=revision, amount=1000, blocked=900)
    assert not statement(directorate, 2023).is_blocked


@pytest.mark.parametrize(
    ("money", "is_so"),
    [(Money(100, 60, 50), True), (Money(100, 50, 50), False), (Money(100, 120, 50), False), (Money(100, 90), False)],
)
def test_spending_of_the_blocked_part_is_told_from_spending_past_the_pagu(money, is_so):
    assert money.spends_blocked is is_so
