"""The Rencana Aksi as a paper: quarters, and each step on a row of its own."""

import pytest

from reports.blocks import Shown
from reports.papers import action_plan
from reports.papers.facts import paper_facts
from tests import factories as make
from tests.reports.papers.cast import body, document, section, tables, unit_with_papers, words

pytestmark = pytest.mark.django_db


def blocks(unit):
    return section(document("rencana-aksi", unit), "rencana-aksi").blocks


def test_each_step_has_its_own_row_with_its_time_person_and_money():
    (table,) = tables(blocks(unit_with_papers()))
    first, second = table.rows[1:3]
    assert first.cells[:5] == ("1.1", "tetap", Shown(70, "percent", 2), Shown(20, "percent", 2), None)
    assert first.cells[7:] == ("Menyusun pedoman", "TW I-II", "Tim A", 1_000_000)
    assert second.cells == (*("",) * 7, "Memantau", "TW III-IV", None, 2_000_000)
    assert (first.depth, second.depth) == (0, 1)


def test_the_money_of_all_steps_is_added_up():
    (table,) = tables(blocks(unit_with_papers()))
    assert table.rows[-1].cells[-1] == 3 * 3_000_000
    assert table.rows[-1].kind == "total"


def test_no_sum_is_shown_while_one_amount_is_unknown():
    unit = unit_with_papers()
    make.make_step(line=unit.agreements.last().lines.first())
    found = blocks(unit)
    assert [row.kind for row in tables(found)[0].rows].count("total") == 0
    assert "Anggaran 1 langkah belum diisi, sehingga jumlahnya tidak dihitung." in words(found)


def test_a_line_without_steps_stands_with_dashes():
    unit = unit_with_papers()
    make.make_line(agreement=unit.agreements.last(), indicator=make.make_indicator(unit=unit, name="tanpa langkah"))
    (row,) = (cells for cells in body(tables(blocks(unit))[0]) if cells[1] == "tanpa langkah")
    assert row[3:] == (None,) * 8


def test_the_plan_lies_on_its_side():
    assert section(document("rencana-aksi", unit_with_papers()), "rencana-aksi").is_landscape


def test_nothing_planned_by_quarter_is_said():
    facts = paper_facts(make.make_line().agreement.unit, 2023)
    assert action_plan.lack(facts) == "Target triwulan dan langkah Rencana Aksi tahun 2023 belum diisi."
