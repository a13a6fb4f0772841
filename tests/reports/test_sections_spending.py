"""Bab III C and D: capaian against serapan, what was spent on what, and what the sources leave out."""

from decimal import Decimal as D

import pytest

from budget.models import ExpenditureType
from indicators.models import Measure
from reports.blocks import Figure, Paragraph, Shown, Status
from reports.sections import efficiency, spending
from tests import factories as make
from tests.reports.full_report import built, full_report, missing, table, words

pytestmark = pytest.mark.django_db


def spent(report):
    return built(spending.spending, report, "realisasi-anggaran")


def efficient(report):
    return built(efficiency.efficiency, report, "efisiensi")


def titles(blocks):
    return [block.drawing.title for block in blocks if isinstance(block, Figure)]


def test_the_total_opens_the_section_in_figures_and_words():
    said = words(spent(full_report()))
    assert "Rp\u00a02.000.000.000 (dua miliar rupiah)" in said
    assert "atau 75,00%. Sisa anggaran Rp\u00a0500.000.000." in said


def test_the_tree_reaches_down_to_ro_and_ends_with_the_total():
    rows = table(spent(full_report()), spending.TREE).rows
    assert [(row.cells[0], row.depth) for row in rows] == [("DQ", 0), ("6279", 1), ("QAA", 2), ("101", 3), ("", 0)]
    assert rows[-1].cells == ("", "Jumlah", 2_000_000_000, 1_500_000_000, D(75), 500_000_000)


def test_what_a_source_leaves_out_is_a_row_of_its_own():
    make.make_budget_line("DQ", ceiling=1000, spent=900)
    make.make_budget_line("DQ.1", ceiling=600, spent=500)
    rows = table(spent(make.make_report()), spending.TREE).rows
    assert rows[2].cells == ("", "Belum dirinci pada sumber", 400, 400, D(100), 0)
    assert rows[2].depth == 1


def test_what_is_left_out_stands_right_behind_the_last_detail():
    make.make_budget_line("DQ", ceiling=1000, spent=900)
    make.make_budget_line("DQ.1", ceiling=600, spent=500)
    make.make_budget_line("WA", ceiling=10, spent=10)
    rows = table(spent(make.make_report()), spending.TREE).rows
    assert [row.cells[0] for row in rows] == ["DQ", "1", "", "WA", ""]


def test_details_above_their_parent_are_called_that():
    make.make_budget_line("DQ", ceiling=1000, spent=900)
    make.make_budget_line("DQ.1", ceiling=1100, spent=900)
    rows = table(spent(make.make_report()), spending.TREE).rows
    assert rows[2].cells[:3] == ("", "Rincian melebihi induknya", -100)


def test_a_gap_below_the_shown_levels_waits_for_the_appendix():
    make.make_budget_line("DQ.1.QAA.101", ceiling=1000, spent=900)
    make.make_budget_line("DQ.1.QAA.101.005", ceiling=600, spent=500)
    blocks = spent(make.make_report())
    assert [row.cells[1] for row in table(blocks, spending.TREE).rows][-1] == "Jumlah"
    assert len(table(blocks, spending.TREE).rows) == 5
    assert "dimuat pada lampiran POK" in words(blocks)


def test_the_bars_name_the_lowest_serapan():
    make.make_budget_line("DQ.1", ceiling=1000, spent=900, name="Layanan anak")
    make.make_budget_line("DQ.2", ceiling=1000, spent=500, name="Layanan lansia")
    assert "Serapan terendah 50,00%: Layanan lansia" in titles(spent(make.make_report()))


def test_money_that_no_account_explains_is_shown_beside_the_kinds():
    make.make_budget_line("DQ.1.QAA.101.005.0A.571111", ceiling=600, spent=600)
    make.make_budget_line("DQ.2", ceiling=400, spent=300)
    blocks = spent(make.make_report())
    rows = [row.cells[:4] for row in table(blocks, "tabel-jenis-belanja").rows]
    assert rows == [
        ("57", "Belanja Bantuan Sosial", 600, 600),
        ("", "Belum dirinci menurut jenis belanja", 400, 300),
        ("", "Jumlah", 1000, 900),
    ]
    assert "Bagian terbesar pagu: Belanja Bantuan Sosial" in titles(blocks)


def test_kegiatan_stand_across_the_kinds_they_spend():
    for path, amount in (("DQ.1.QAA.101.005.0A.521111", 600), ("DQ.2.QAA.101.005.0A.511111", 400)):
        make.make_budget_line(path, ceiling=amount, spent=amount)
    found = table(spent(make.make_report()), "tabel-kegiatan-jenis-belanja")
    assert [column.head for column in found.columns[1:]] == ["Belanja Pegawai", "Belanja Barang", "Jumlah"]
    assert [row.cells[1:] for row in found.rows] == [(None, 600, 600), (400, None, 400)]


def test_totals_per_kind_are_taken_as_their_source_gives_them():
    make.make_budget_line("DQ", ceiling=1000, spent=900)
    make.make_expenditure_total(kind=ExpenditureType.GOODS, ceiling=1000, spent=900)
    rows = table(spent(make.make_report()), "tabel-jenis-belanja").rows
    assert [row.cells[1] for row in rows] == ["Belanja Barang", "Jumlah"]


def promised(code="1.1", **fields):
    return make.make_line(indicator=make.make_indicator(code=code, **fields)).indicator


def test_money_per_objective_names_the_objectives_without_any():
    first = promised()
    promised("2.1", objective=make.make_objective())
    make.make_budget_line("DQ", ceiling=1000, spent=900, objective=first.objective)
    blocks = spent(make.make_report())
    assert [row.cells[:3] for row in table(blocks, spending.OBJECTIVES).rows] == [("1", "Sasaran 1", 1000)]
    assert "Anggaran belum ditautkan dengan sasaran 2." in words(blocks)


def test_without_links_to_objectives_it_says_so():
    promised()
    make.make_budget_line("DQ", ceiling=1000, spent=900)
    assert "belum ditautkan dengan sasaran, sehingga anggaran per sasaran" in words(spent(make.make_report()))


def test_the_lines_with_most_left_come_largest_first():
    for at in range(1, 8):
        make.make_budget_line(f"DQ.{at}", ceiling=1000, spent=1000 - at)
    rows = table(spent(make.make_report()), spending.LEFT).rows
    assert [row.cells[5] for row in rows] == [7, 6, 5, 4, 3]


def test_lines_without_remainder_are_not_among_those_with_most_left():
    for at in range(1, 8):
        make.make_budget_line(f"DQ.{at}", ceiling=1000, spent=900 if at < 3 else 1000)
    assert not [block for block in spent(make.make_report()) if getattr(block, "key", "") == spending.LEFT]


def test_treasury_scores_are_shown_where_they_are_indicators():
    report = full_report()
    indicator = make.make_indicator(unit=report.unit, name="Nilai IKPA", measure=Measure.SCORE)
    make.make_line(agreement=report.unit.agreements.last(), indicator=indicator, target=90)
    make.make_realization(indicator=indicator, value="89.45")
    rows = table(spent(report), "tabel-nilai-anggaran").rows
    assert rows[0].cells[1:4] == ("Nilai IKPA", Shown(D(90), "score", 2), Shown(D("89.45"), "score", 2))


def test_without_a_dipa_the_section_is_missing():
    assert missing(spent(make.make_report())) == ["DIPA tahun 2023 beserta realisasinya"]


def test_efficiency_of_an_objective_is_judged_by_the_engine():
    indicator = promised()
    make.make_realization(indicator=indicator, value=80)
    make.make_budget_line("DQ", ceiling=1000, spent=900, objective=indicator.objective)
    row = table(efficient(make.make_report()), efficiency.KEY).rows[0]
    assert row.cells[2:] == (D(100), D(90), Shown(D(10), "points"), Status("met", "Efisien"))


def test_an_objective_without_money_is_unknown_and_never_efficient():
    first = promised()
    make.make_realization(indicator=promised("2.1", objective=make.make_objective()), value=80)
    make.make_budget_line("DQ", ceiling=1000, spent=900, objective=first.objective)
    row = table(efficient(make.make_report()), efficiency.KEY).rows[1]
    assert row.cells[3:] == (None, Shown(None, "points"), Status("unknown", "Anggaran belum ditautkan"))


def test_the_measure_of_the_treasury_needs_volumes():
    make.make_budget_line("DQ.1.QAA.101", ceiling=1000, spent=900)
    assert "tidak dihitung karena volume keluaran belum dicatat" in words(efficient(make.make_report()))


def test_the_measure_of_the_treasury_needs_ro():
    make.make_budget_line("DQ.1", ceiling=1000, spent=900)
    assert "tidak dihitung karena anggaran belum dirinci sampai RO" in words(efficient(make.make_report()))


def test_the_measure_of_the_treasury_is_computed_with_its_trace():
    for path, ceiling, spent_amount, share in (("DQ.1.A.101", 1000, 900, 100), ("DQ.1.A.102", 500, 400, 90)):
        line = make.make_budget_line(path, ceiling=ceiling, spent=spent_amount)
        make.make_volume(line=line, target=100, realized=share)
    blocks = efficient(make.make_report())
    assert "memberi E 10,34% dan NE 75,86. Aturan ini diubah oleh PMK 62/2023" in words(blocks)
    assert "NE = 50 + 10,3448 / 20 × 50 = 75,86" in words(blocks)


def test_what_people_write_stands_in_both_sections():
    report = full_report()
    assert missing(efficient(report)) == ["efisiensi penggunaan sumber daya"]
    make.make_narrative(report=report, section="efisiensi", text="Rapat daring.")
    assert missing(efficient(report)) == []


def test_the_year_as_a_whole_opens_the_efficiency():
    first = efficient(full_report())[0]
    assert isinstance(first, Paragraph)
    assert "Capaian rata-rata 109,38% dengan serapan anggaran 75,00%" in words([first])
