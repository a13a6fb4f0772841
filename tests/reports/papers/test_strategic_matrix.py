"""The Renstra's matrix as a paper: targets per year, funding per objective and year, versions side by side."""

import pytest

from reports.blocks import Shown
from reports.papers import strategic_matrix
from reports.papers.facts import paper_facts
from reports.papers.funding import Funding, funding_of
from tests import factories as make
from tests.reports.papers.cast import body, document, section, tables, unit_with_papers, words

pytestmark = pytest.mark.django_db


def matrix(unit, version=None):
    return document("matriks-renstra", unit, version)


def heads(table):
    return [column.head for column in table.columns]


def test_every_year_of_a_table_is_a_column_even_without_any_target():
    (table,) = tables(section(matrix(unit_with_papers()), "target").blocks)
    assert heads(table)[3:] == ["2023", "2024"]
    assert body(table)[0][3:] == (Shown(70, "percent", 2), None)


def test_years_that_a_target_covers_together_are_one_column():
    target = make.make_strategic_target(year_from=2020, year_to=2023)
    (table,) = tables(section(matrix(target.table.version.plan.unit), "target").blocks)
    assert [head.removeprefix("Target ") for head in heads(table)[3:]] == ["2020-2023", "2024"]


def test_an_indicator_that_holds_but_has_no_target_stands_with_dashes():
    unit = unit_with_papers()
    make.make_indicator(unit=unit, name="tanpa target")
    (table,) = tables(section(matrix(unit), "target").blocks)
    names = [row[1] for row in body(table)]
    assert "tanpa target" in names
    assert "hapus" not in names


def test_versions_stand_side_by_side_up_to_the_one_asked_for():
    unit = unit_with_papers()
    (table,) = tables(section(matrix(unit), "perubahan-1").blocks)
    assert [(row[1], row[-1]) for row in body(table)] == [
        ("tetap", "tetap"),
        ("naik", "berubah"),
        ("hapus", "dihapus"),
        ("baru", "baru"),
    ]
    assert [one.key for one in matrix(unit, 0).chapters] == ["target", "pendanaan"]


def test_the_first_version_has_what_it_promised_then():
    (table,) = tables(section(matrix(unit_with_papers(), 0), "target").blocks)
    assert [row[1] for row in body(table)] == ["tetap", "naik", "hapus"]


def test_a_version_without_targets_cannot_be_compared():
    unit = unit_with_papers()
    make.make_target_table(version=make.make_plan_version(plan=unit.strategic_plans.get(), number=2))
    facts = paper_facts(unit, 2023)
    (first, second) = strategic_matrix.revisions(facts.plan)
    assert tables(first.blocks)
    assert words(second.blocks) == "Target salah satu versi tidak tercatat, sehingga tidak dapat disandingkan."


def test_funding_per_objective_adds_up_to_the_pagu():
    unit = unit_with_papers()
    objective = unit.strategic_plans.get().objectives.get()
    dipa = make.make_dipa(unit=unit)
    make.make_budget_line("DQ", dipa=dipa, ceiling=1000)
    make.make_budget_line("DQ.1", dipa=dipa, ceiling=700, objective=objective)
    (table,) = tables(section(matrix(unit), "pendanaan").blocks)
    assert heads(table)[2:] == ["2020", "2021", "2022", "2023", "2024"]
    assert [row[1:2] + row[5:6] for row in body(table)] == [
        ("Sasaran 1", 700),
        ("Belum ditautkan dengan sasaran", 300),
        ("Jumlah pagu", 1000),
    ]
    assert {row[2] for row in body(table)} == {None}


def test_without_links_only_the_total_is_shown_and_said():
    unit = unit_with_papers()
    make.make_budget_line("DQ", dipa=make.make_dipa(unit=unit), ceiling=1000)
    blocks = section(matrix(unit), "pendanaan").blocks
    assert [row[1] for row in body(tables(blocks)[0])] == ["Jumlah pagu"]
    assert "belum ditautkan dengan sasaran" in words(blocks)


def test_unknown_funding_is_said():
    assert words(section(matrix(unit_with_papers()), "pendanaan").blocks) == "Pagu 2020-2024 belum tercatat."


def test_an_unknown_part_leaves_the_rest_unknown():
    assert Funding(1000, {1: 700, 2: None}).rest([1, 2]) is None
    assert Funding(None, {1: 700}).rest([1]) is None
    assert Funding(1000, {1: 700, 9: 200}).rest([1, 2]) == 300


def test_the_funding_of_all_years_takes_four_queries(django_assert_num_queries):
    unit = unit_with_papers()
    for year in (2022, 2023):
        make.make_budget_line("DQ", dipa=make.make_dipa(unit=unit, year=year), ceiling=1000 + year)
    with django_assert_num_queries(4):
        found = funding_of(unit, range(2020, 2025))
    assert {year: one.total for year, one in found.items()} == {2022: 3022, 2023: 3023}


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        (None, "Tabel target Renstra 2020-2024 awal belum berisi."),
        (3, "Versi 3 Renstra 2020-2024 belum dicatat."),
    ],
)
def test_a_plan_without_targets_says_so(version, reason):
    unit = make.make_plan_version().plan.unit
    assert strategic_matrix.lack(paper_facts(unit, 2023), version) == reason


def test_a_unit_without_a_plan_says_so():
    facts = paper_facts(make.default_unit(), 2023)
    assert strategic_matrix.lack(facts) == "Renstra Unit dit-contoh yang mencakup tahun 2023 belum dicatat."
