import pytest

from reports.reviu import budget
from tests.factories import (
    make_budget_line,
    make_ceiling,
    make_expenditure_total,
    make_objective,
    make_revision,
    report_of,
)
from tests.reports.reviu.dossiers import found_by, prints, sole

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def report(db):
    return report_of()


def tree(*children, ceiling=100, spent=90, **fields):
    """A program with its own figures and children given as (pagu, realisasi)."""
    make_budget_line("DQ", ceiling=ceiling, spent=spent, **fields)
    for number, (own, used) in enumerate(children, 1):
        make_budget_line(f"DQ.{number}", ceiling=own, spent=used)


def test_a_tree_that_adds_up_is_right():
    tree((60, 50), (40, 40))
    assert found_by(budget.children) == []


def test_children_above_their_parent_block():
    tree((70, 50), (40, 40))
    found = sole(budget.children)
    assert (found.code, found.severity) == ("pagu-anak", "menghalangi")
    assert found.message.replace("\xa0", " ") == "2 baris di bawahnya berjumlah Rp 110, selisih −Rp 10."


def test_children_below_their_parent_may_be_incomplete():
    tree((50, 50), (40, 40))
    assert [(item.code, item.certainty) for item in found_by(budget.children)] == [("pagu-anak", "mungkin")]


def test_a_tree_that_its_source_prints_in_part_is_an_information():
    tree((50, 50), is_partial=True)
    found = sole(budget.children)
    assert (found.code, found.severity) == ("rincian-sebagian", "informasi")
    assert found.message.replace("\xa0", " ").endswith("Yang tidak dirinci: pagu Rp 50, realisasi Rp 40.")


def test_a_partial_tree_still_cannot_exceed_its_parent():
    tree((120, 50), is_partial=True)
    assert "pagu-anak" in [item.code for item in found_by(budget.children)]


def test_a_child_without_figures_makes_the_tree_partial():
    tree((60, 50), (None, None))
    assert sole(budget.children).message.endswith("Sebagian baris di bawahnya belum ada angkanya.")


def test_spending_that_is_not_known_anywhere_is_no_finding_of_the_tree():
    tree((60, None), (40, None), spent=None)
    assert found_by(budget.children) == []


def test_a_gap_is_closed_by_what_another_table_prints():
    tree((60, 2911719032), (40, 8), spent=2911719100)
    prints(2911719092, key="DQ.1", subject="baris_pok", measure="realisasi_anggaran", place="bab3_c_tabel")
    found = sole(budget.children)
    assert (found.code, found.severity) == ("realisasi-anak", "menghalangi")
    assert "seperti tercetak di bab3_c_tabel, jumlahnya cocok" in found.cause


def test_a_gap_is_closed_by_swapping_two_digits_of_one_child():
    tree((60, 4821), (40, 500), spent=4812 + 500)
    assert sole(budget.children).cause.startswith("DQ.1: dua angka tertukar: 1 dan 2")


def test_spending_above_the_pagu_is_a_warning():
    make_budget_line("DQ", ceiling=100, spent=105)
    assert sole(budget.overspent).code == "belanja-melebihi-pagu"


@pytest.mark.parametrize(("ceiling", "severity"), [(110, "menghalangi"), (90, "peringatan")])
def test_jenis_belanja_must_add_up_to_the_budget(ceiling, severity):
    make_budget_line("DQ", ceiling=100, spent=90)
    make_expenditure_total(kind="52", ceiling=ceiling, spent=90)
    assert sole(budget.kinds).severity == severity


def test_accounts_of_an_incomplete_tree_are_an_information():
    make_budget_line("DQ", ceiling=100, spent=90)
    make_budget_line("DQ.1.A.B.C.D.571111", ceiling=60, spent=60)
    assert {(item.code, item.severity) for item in found_by(budget.kinds)} == {("rincian-sebagian", "informasi")}


def test_the_tree_must_add_up_to_the_last_state_of_the_dipa():
    revision = make_revision(amount=1234)
    make_ceiling(line=make_budget_line("DQ"), revision=revision, amount=1324)
    found = sole(budget.against_dipa)
    assert (found.severity, found.cause) == ("menghalangi", "dua angka tertukar: 2 dan 3 (angka ke-2 dan ke-3)")


def test_a_budget_of_which_a_part_serves_an_objective_says_how_much():
    tree((60, 50), (40, 40))
    make_budget_line("DR", ceiling=20, spent=20, objective=make_objective())
    found = sole(budget.objectives)
    assert found.message.replace("\xa0", " ") == "Terhubung dengan sasaran Rp 20 dari Rp 120."


@pytest.mark.parametrize("amounts", [None, {"ceiling": None}, {"ceiling": 100, "spent": None}])
def test_a_budget_that_is_not_known_is_an_information(amounts):
    if amounts is not None:
        make_budget_line("DQ", **amounts)
    assert [item.severity for item in found_by(budget.empty)] == ["informasi"]


def linked(ceiling, *, of_program=100):
    """An objective whose own kegiatan costs so much, under a program with its own pagu."""
    make_budget_line("DQ", ceiling=of_program, spent=90)
    make_budget_line("DQ.1", ceiling=ceiling, spent=90, objective=make_objective(code="7"))


def test_objectives_that_cost_more_than_the_programs_block():
    linked(110)
    found = sole(budget.objectives)
    assert (found.code, found.severity) == ("sasaran-melebihi-program", "menghalangi")


def test_objectives_that_cost_what_the_programs_have_are_right():
    linked(100)
    assert found_by(budget.objectives) == []


def test_spending_of_the_blocked_part_is_told_once_at_its_lowest_line():
    make_budget_line("DQ.6279", ceiling=100, spent=90, blocked=20)
    found = sole(budget.blocked_spent)
    assert (found.code, found.subject) == ("belanja-memakai-blokir", "DQ.6279 Baris DQ.6279")
    assert "dikurangi blokir" in found.message
