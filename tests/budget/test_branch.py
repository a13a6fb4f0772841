"""How far the POK tree opens by itself."""

from collections import Counter

import pytest

from budget import branch
from budget.statement import statement
from tests import factories as f

pytestmark = pytest.mark.django_db
LEAVES = ("DQ.4261.EBA.994.001", "DQ.4261.EBA.962.001", "DQ.4261.EBB.951.001")


@pytest.mark.parametrize(
    ("most", "shown"), [(100, ["program", "kegiatan", "kro", "ro"]), (4, ["program", "kegiatan", "kro"]), (3, None)]
)
def test_a_large_tree_opens_no_deeper_than_can_be_looked_over(directorate, monkeypatch, most, shown):
    monkeypatch.setattr(branch, "MOST_ROWS", most)
    dipa = f.make_dipa(unit=directorate)
    for path in LEAVES:
        f.make_budget_line(path, dipa=dipa, ceiling=1_000)
    rows = branch.opened(statement(directorate, dipa.year).lines)
    assert list(Counter(row.figures.line.level for row in rows)) == (shown or ["program", "kegiatan"])
    deepest = [row for row in rows if row.figures.line.level == (shown or ["kegiatan"])[-1]]
    assert all(row.can_open for row in deepest)
