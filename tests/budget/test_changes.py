"""What lies between two revisions of a DIPA: lines that came, went, rose or fell, and the sums per level."""

import pytest

from budget.changes import changes
from tests import factories as make

pytestmark = pytest.mark.django_db
ROAD = "DQ.6279.QAA.101.051.0A"


@pytest.fixture
def dipa(directorate):
    return make.make_dipa(unit=directorate)


@pytest.fixture
def two(dipa):
    """The first DIPA with two akun of 600 and 400, and a revision that has no pagu yet."""
    first = make.make_revision(dipa=dipa, amount=1_000)
    make.make_budget_line(f"{ROAD}.521211", dipa=dipa, ceiling=600)
    make.make_budget_line(f"{ROAD}.521219", dipa=dipa, ceiling=400)
    return first, make.make_revision(dipa=dipa, amount=1_000)


def give(dipa, revision, path, amount):
    line = dipa.lines.filter(path=path).first() or make.make_budget_line(path, dipa=dipa)
    make.make_ceiling(line=line, revision=revision, amount=amount)


def leaves(found):
    return {row.line.code: (row.before, row.after, row.kind.value) for row in found.changed if row.is_lowest}


def test_each_kind_of_change_is_told(dipa, two):
    give(dipa, two[1], f"{ROAD}.521211", 500)
    give(dipa, two[1], f"{ROAD}.521219", 0)
    give(dipa, two[1], f"{ROAD}.524111", 500)
    assert leaves(changes(*two)) == {
        "521211": (600, 500, "turun"),
        "521219": (400, 0, "hilang"),
        "524111": (None, 500, "baru"),
    }


def test_only_what_differs_and_what_holds_it_is_shown(dipa, two):
    make.make_budget_line("WA.1", dipa=dipa)
    give(dipa, two[0], "WA.1", 50)
    give(dipa, two[1], f"{ROAD}.521211", 700)
    found = changes(*two)
    assert [row.line.path for row in found.changed][-1] == f"{ROAD}.521211"
    assert "WA" not in {row.line.path for row in found.changed}
    assert (found.total("before"), found.total("after")) == (1_050, 1_150)


def test_the_sums_of_a_level_add_what_came_and_what_went(dipa, two):
    give(dipa, two[1], f"{ROAD}.521211", 700)
    give(dipa, two[1], f"{ROAD}.521219", 300)
    (level,) = changes(*two).by_level
    assert (level.level, level.added, level.taken) == ("akun", 100, -100)
    assert {kind.value: count for kind, count in level.counts.items() if count} == {"naik": 1, "turun": 1}


def test_a_line_above_with_a_figure_of_its_own_moves_with_a_proposal(dipa, two):
    give(dipa, two[0], "DQ.6279.QAA.101", 1_100)
    proposal = make.make_revision(dipa=dipa, kind="pok", state="usulan")
    give(dipa, proposal, f"{ROAD}.521211", 650)
    found = changes(two[1], proposal)
    assert [(row.before, row.after) for row in found.at("ro", "program")] == [(1_100, 1_150), (1_100, 1_150)]


def test_a_proposal_stands_on_the_latest_revision_whatever_its_order(dipa, two):
    proposal = make.make_revision(dipa=dipa, kind="pok", state="usulan")
    later = make.make_revision(dipa=dipa)
    give(dipa, later, f"{ROAD}.521219", 450)
    give(dipa, proposal, f"{ROAD}.521211", 650)
    assert leaves(changes(later, proposal)) == {"521211": (600, 650, "naik")}


def test_without_lines_before_nothing_can_be_compared(dipa, directorate):
    first, second = make.make_revision(dipa=dipa, amount=10), make.make_revision(dipa=dipa, amount=20)
    make.make_budget_line("DQ", dipa=dipa, ceiling=20)
    assert second.ceilings.count() == 1
    assert not changes(first, second).is_itemized


@pytest.mark.parametrize(("before", "after", "difference"), [(84, 538, 454), (84, None, None)])
def test_the_pagu_of_the_dipa_itself_is_compared_too(dipa, before, after, difference):
    first, second = (make.make_revision(dipa=dipa, amount=amount) for amount in (before, after))
    assert changes(first, second).amount_difference == difference
