"""Bab II, first half: national targets, Renstra, its revisions, and the performance tree."""

import pytest

from indicators.models import StatementKind
from reports.blocks import Figure, Items, Shown
from reports.sections import cascade, plan
from tests import factories as make
from tests.reports.full_report import built, full_report, missing, table, words

pytestmark = pytest.mark.django_db


def test_national_targets_keep_their_source():
    found = table(built(plan.national_plan, full_report(), "perencanaan-nasional"), "tabel-target-nasional")
    assert found.rows[0].cells == ("1", "Penduduk terlindungi", Shown(98, "plain", 4), None, 2024)
    assert found.source == "RPJMN"


def test_the_renstra_shows_vision_missions_and_the_numbers_it_skips():
    blocks = built(plan.strategic_plan, full_report(), "renstra")
    said = words(blocks)
    assert "Visi: Anak terlindungi." in said
    assert "Misi nomor 2 dan 3 tidak tercatat" in said
    assert "tanggal penetapannya belum tercatat" in said
    assert [row.cells for row in table(blocks, "tabel-misi-tujuan").rows] == [
        ("Misi",),
        ("1", "Misi pertama"),
        ("4", "Misi keempat"),
        ("Tujuan",),
        ("1", "Anak sejahtera"),
    ]


def test_a_statement_with_an_objective_shows_its_number():
    report = full_report()
    objective = report.unit.strategic_plans.get().objectives.first()
    make.make_statement(kind=StatementKind.OBJECTIVE, text="Bunyi lama", objective=objective)
    rows = table(built(plan.strategic_plan, report, "renstra"), "tabel-rumusan-renstra").rows
    assert rows[1].cells == ("1", "Bunyi lama", "1")


def test_targets_stand_under_their_year_and_a_missing_one_is_empty():
    report = full_report()
    indicator = report.unit.strategic_plans.get().objectives.first().indicators.get()
    make.make_strategic_target(indicator=indicator, year_from=2024, value=90)
    found = table(built(plan.strategic_plan, report, "renstra"), "tabel-renstra-1")
    assert [column.head for column in found.columns[3:]] == ["2023", "2024"]
    first, second = (row.cells for row in found.rows if row.kind == "body")
    assert first[3:] == (Shown(75, "percent", 2), Shown(90, "percent", 2))
    assert second[3:] == (Shown(75, "percent", 2), None)


def test_a_period_target_stands_under_its_period():
    report = make.make_report()
    make.make_strategic_target(year_from=2020, year_to=2024, value=80)
    found = table(built(plan.strategic_plan, report, "renstra"), "tabel-renstra-1")
    assert found.columns[-1].head == "Target 2020-2024"


def test_without_a_renstra_it_is_missing():
    assert missing(built(plan.strategic_plan, make.make_report(), "renstra")) == ["Renstra yang mencakup 2023"]


def revised_plan(years=(2023, 2024)):
    """A plan whose revision lowers one target, drops an indicator, adds one, and leaves one alone."""
    version = make.make_plan_version()
    tables = [
        make.make_target_table(version=version),
        make.make_target_table(version=make.make_plan_version(number=1)),
    ]
    for name, before, after in (("turun", 91, 75), ("hapus", 84, None), ("baru", None, 50), ("tetap", 71, 71)):
        indicator = make.make_indicator(name=name)
        for year in years:
            for made, value in zip(tables, (before, after), strict=True):
                if value is not None:
                    make.make_strategic_target(table=made, indicator=indicator, year_from=year, value=value)


def test_semula_and_menjadi_of_each_year_stand_side_by_side():
    report = make.make_report()
    revised_plan()
    blocks = built(plan.strategic_plan, report, "renstra")
    found = table(blocks, "tabel-renstra-perubahan")
    assert [column.over for column in found.columns[2:6]] == ["Target 2023"] * 2 + ["Target 2024"] * 2
    assert [(row.cells[1], row.cells[-1]) for row in found.rows[1:]] == [
        ("turun", "berubah"),
        ("hapus", "dihapus"),
        ("baru", "baru"),
        ("tetap", "tetap"),
    ]
    assert blocks[-1] == Items(("1.2 hapus",))


def test_a_revision_over_many_years_lists_only_what_moved():
    report = make.make_report()
    revised_plan(years=(2022, 2023, 2024))
    blocks = built(plan.strategic_plan, report, "renstra")
    found = table(blocks, "tabel-renstra-perubahan")
    assert {row.cells[-1] for row in found.rows[1:]} == {"berubah", "dihapus", "baru"}
    assert "3 target lainnya tetap." in words(blocks)


def test_a_revision_that_changes_nothing_says_so():
    report = make.make_report()
    indicator = make.make_indicator()
    for number in (0, 1):
        made = make.make_target_table(version=make.make_plan_version(number=number))
        make.make_strategic_target(table=made, indicator=indicator)
    assert "tidak mengubah target" in words(built(plan.strategic_plan, report, "renstra"))


def test_a_revision_without_targets_says_that_nothing_can_be_compared():
    report = make.make_report()
    make.make_plan_version()
    make.make_plan_version(number=1)
    assert "tidak disandingkan" in words(built(plan.strategic_plan, report, "renstra"))


def test_the_tree_goes_from_the_goal_to_the_indicators():
    figures = [
        block for block in built(cascade.performance_tree, full_report(), "pohon-kinerja") if isinstance(block, Figure)
    ]
    assert [row[:3] for row in figures[0].drawing.rows] == [
        (1, "", "Anak sejahtera"),
        (2, "1", "Sasaran 1"),
        (3, "1.1", "Indikator 1.1"),
        (2, "2", "Sasaran 2"),
        (3, "2.1", "Indikator 2.1"),
    ]


def test_the_tree_crosses_into_the_unit_whose_objective_is_served():
    report = full_report()
    other = make.make_plan(unit=report.unit.parent)
    above = make.make_objective(plan=other, code="SP1", name="Sasaran program")
    report.unit.strategic_plans.get().objectives.update(parent=above)
    blocks = built(cascade.performance_tree, report, "pohon-kinerja")
    assert "menopang sasaran Ditjen Contoh" in words(blocks)
    assert blocks[-1].drawing.rows[0] == (1, "SP1", "Sasaran program", "Ditjen Contoh")


def test_an_indicator_that_ended_before_the_year_is_not_in_the_tree():
    report = full_report()
    make.make_indicator(objective=report.unit.strategic_plans.get().objectives.first(), name="Lama", year_to=2022)
    blocks = built(cascade.performance_tree, report, "pohon-kinerja")
    assert "Lama" not in [row[2] for row in blocks[-1].drawing.rows]


def test_an_indicator_that_a_revision_dropped_is_neither_in_the_targets_nor_in_the_tree():
    report = make.make_report()
    revised_plan()
    found = table(built(plan.strategic_plan, report, "renstra"), "tabel-renstra-1")
    tree = built(cascade.performance_tree, report, "pohon-kinerja")[-1].drawing
    assert "hapus" not in [row.cells[1] for row in found.rows if row.kind == "body"]
    assert "hapus" not in [row[2] for row in tree.rows]


def test_without_objectives_the_tree_is_missing():
    assert missing(built(cascade.performance_tree, make.make_report(), "pohon-kinerja")) == ["sasaran dan indikator"]
