from benchmarks.planting import KINDS
from reports.reviu.catalogue import CATALOGUE


def test_every_planted_kind_is_looked_for_by_a_rule():
    assert {code for kind in KINDS for code in (*kind.codes, *kind.also)} <= set(CATALOGUE)


def test_the_kinds_have_names_of_their_own():
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names)) > 25
