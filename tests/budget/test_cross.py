"""The budget spread over jenis belanja, RO and objectives: every spread adds up to the statement."""

from decimal import Decimal

import pytest

from budget.cross import cross, efficiency, outputs, spread
from budget.statement import Money, statement
from tests import factories as make

pytestmark = pytest.mark.django_db
ROAD = "DQ.6279.QAA.101.051.0A"


@pytest.fixture
def dipa(directorate):
    dipa = make.make_dipa(unit=directorate)
    make.make_budget_line("DQ.6279", dipa=dipa, ceiling=1_000, spent=700)
    make.make_budget_line(f"{ROAD}.521211", dipa=dipa, ceiling=600, spent=500)
    make.make_budget_line(f"{ROAD}.571111", dipa=dipa, ceiling=300, spent=100)
    make.make_budget_line("DQ.6280", dipa=dipa, ceiling=50, spent=50)
    return dipa


def test_each_program_and_kegiatan_adds_up_with_what_is_not_detailed(directorate, dipa):
    found = cross(statement(directorate, 2023))
    assert found.kinds == (("52", "Belanja Barang"), ("57", "Belanja Bantuan Sosial"))
    rows = {row.figures.line.path: (row.by_kind, row.rest) for row in found.rows}
    detailed = {"52": Money(600, 500), "57": Money(300, 100)}
    assert rows == {
        "DQ": (detailed, Money(150, 150)),
        "DQ.6279": (detailed, Money(100, 100)),
        "DQ.6280": ({}, Money(50, 50)),
    }


def test_the_total_is_that_of_the_statement(directorate, dipa):
    stated = statement(directorate, 2023)
    total = cross(stated).total
    assert (total.total, total.rest) == (stated.total, stated.without_kind)
    assert [*total.by_kind.values()] == [money for _, _, money in stated.by_kind]


def test_a_budget_detailed_to_the_last_rupiah_has_no_rest(directorate):
    make.make_budget_line(f"{ROAD}.521211", dipa=make.make_dipa(unit=directorate), ceiling=600, spent=500)
    assert not cross(statement(directorate, 2023)).has_rest


def test_an_output_shows_what_it_reached_beside_its_money(directorate, dipa):
    make.make_volume(line=dipa.lines.get(level="ro"), target=80, realized=60)
    (row,) = outputs(statement(directorate, 2023))
    assert (row.target, row.realized, row.reached) == (80, 60, Decimal(75))
    assert row.figures.money == Money(900, 600)


def test_objectives_without_money_and_money_without_objective_are_told(directorate, dipa):
    plan = make.make_plan(unit=directorate)
    paid, unpaid = make.make_objective(plan=plan), make.make_objective(plan=plan)
    dipa.lines.filter(path="DQ.6279").update(objective=paid)
    found = spread(directorate, 2023, statement(directorate, 2023))
    assert found.rows == ((paid, Money(1_000, 700)), (unpaid, None))
    assert (found.without_money, found.rest) == ((unpaid,), Money(50, 50))


def test_an_objective_of_another_unit_that_a_line_is_linked_to_is_listed(directorate, sentra, dipa):
    above = make.make_objective(plan=make.make_plan(unit=sentra))
    dipa.lines.filter(path="DQ").update(objective=above)
    assert spread(directorate, 2023, statement(directorate, 2023)).rows == ((above, Money(1_050, 750)),)


def test_the_efficiency_of_the_outputs_waits_for_every_volume(directorate, dipa):
    line = dipa.lines.get(level="ro")
    assert efficiency(outputs(statement(directorate, 2023))).score is None
    make.make_volume(line=line, target=100, realized=100)
    assert efficiency(outputs(statement(directorate, 2023))).value == Decimal(20)
