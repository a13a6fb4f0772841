"""The budget page: totals, gaps that are shown, and a tree that opens level by level."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.pages import furnish, seen

pytestmark = pytest.mark.django_db
RO = "DQ.6279.QAA.101"


@pytest.fixture
def opened(client, pak_dir, directorate):
    """The directorate's budget page or a branch of it."""

    client.force_login(pak_dir)

    def read(address=""):
        return client.get(f"/unit/dit-anak/2023/anggaran/{address}")

    return read


@pytest.fixture
def dipa(directorate):
    return make.make_dipa(unit=directorate)


def paths(response):
    return [row.figures.line.path for row in response.context["rows"]]


def test_totals_come_from_the_tree(opened, directorate):
    furnish(directorate)
    text = seen(opened())
    for told in ("75,00%", "Rp 2 juta", "Rp 2.000.000", "Rp 1.500.000", "Rp 500.000"):
        assert told in text


def test_at_first_the_tree_shows_programs_down_to_ro(opened, directorate):
    furnish(directorate)
    assert paths(opened()) == ["DQ", "DQ.6279", "DQ.6279.QAA", RO]


def test_an_opened_line_shows_what_lies_right_below(opened, directorate):
    line = furnish(directorate)
    component = line.parent.parent
    assert paths(opened(f"?buka={component.parent_id}"))[4:] == [component.path]
    assert paths(opened(f"?buka={line.parent_id}"))[4:] == [component.path, line.parent.path, line.path]


@pytest.mark.parametrize("asked", ["", "x", "-1", "999999999", "9" * 40, "²"])
def test_a_line_that_is_not_there_opens_nothing(opened, directorate, asked):
    furnish(directorate)
    assert paths(opened(f"?buka={asked}")) == ["DQ", "DQ.6279", "DQ.6279.QAA", RO]


def test_a_branch_brings_the_same_figures_as_the_page(opened, directorate):
    line = furnish(directorate)
    ro = line.parent.parent.parent
    whole = {row.figures.line.pk: row.figures.money for row in opened(f"?buka={ro.pk}").context["rows"]}
    (row,) = opened(f"{ro.pk}/").context["rows"]
    assert row.figures.money == whole[row.figures.line.pk]
    assert row.can_open


def test_a_branch_of_another_unit_does_not_exist(opened, sentra, directorate):
    assert opened(f"{furnish(sentra).parent_id}/").status_code == 404


def test_a_branch_of_another_year_does_not_exist(opened, directorate):
    assert opened(f"{furnish(directorate, year=2022).parent_id}/").status_code == 404


def test_a_gap_between_a_line_and_its_children_is_shown(opened, dipa):
    make.make_budget_line("DQ", dipa=dipa, ceiling=1_000)
    make.make_budget_line("DQ.6279", dipa=dipa, ceiling=900)
    assert "Pagu berbeda Rp 100 dari jumlah rinciannya" in seen(opened())


def test_spending_past_the_ceiling_is_said_in_words(opened, dipa):
    make.make_budget_line("DQ", dipa=dipa, ceiling=1_000, spent=1_200)
    assert "-200 melebihi pagu" in seen(opened())


def test_unknown_spending_is_a_dash(opened, dipa):
    make.make_budget_line("DQ", dipa=dipa, ceiling=1_000)
    assert "DQ Baris DQ 1.000 – – –" in seen(opened())


def test_pagu_that_no_kind_accounts_for_is_listed(opened, dipa):
    make.make_budget_line("DQ", dipa=dipa, ceiling=1_000, spent=900)
    make.make_expenditure_total(dipa=dipa, ceiling=600, spent=500)
    assert "Belum dirinci menurut jenis belanja 400" in seen(opened())


def test_the_chronology_lists_every_revision(opened, dipa):
    make.make_revision(dipa=dipa, amount=84_434_561_000, date="2022-11-30", digital_stamp="0233188332530803")
    make.make_revision(dipa=dipa, amount=551_372_435_000, date="2023-09-19")
    text = seen(opened())
    assert "1 DIPA awal 30 November 2022 84.434.561.000 0233188332530803" in text
    assert "2 Revisi DJA 1 19 September 2023 551.372.435.000 –" in text


def test_without_dipa_the_page_says_so(opened, directorate):
    assert "Belum ada DIPA 2023" in seen(opened())


def test_queries_do_not_grow_with_the_lines(opened, dipa):
    counts = []
    for start in (0, 100):
        for number in range(20):
            make.make_budget_line(f"DQ.6279.QAA.{start + number}.051", dipa=dipa, ceiling=100, spent=90)
        with CaptureQueriesContext(connection) as queries:
            opened()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
