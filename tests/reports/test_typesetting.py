from datetime import date
from decimal import Decimal as D

import pytest

from reports.blocks import (
    Column,
    Definitions,
    Figure,
    Image,
    Missing,
    Noted,
    Paragraph,
    Reference,
    Row,
    Section,
    Shown,
    Status,
    Table,
)
from reports.charts import Part, group_bars
from reports.display import cell_text, part_text
from reports.drawing import BESIDE_WIDTH, PAGE_WIDTH
from reports.numbering import Numbering
from reports.tablesetting import set_table
from reports.typesetting import Context, set_sections

NUMBERING = Numbering({"capaian": "Tabel 3.1"}, (), (), ())


def column(kind, values, **more):
    return set_table(Table("t", "", (Column("Judul", kind, **more),), tuple(Row((value,)) for value in values)))


def first_cells(table):
    return [row.cells[0] for body in table.bodies for row in body]


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (None, "percent", "–"),
        (D("109.375"), "percent", "109,38"),
        (Shown(D("87.5"), "percent"), "percent", "87,50"),
        (Shown(D("87.5"), "percent"), "value", "87,50%"),
        (Shown(D("87.5"), "percent"), "text", "87,50%"),
        (Shown(2, "count"), "value", "2"),
        (Shown(None, "percent"), "value", "–"),
        (551372435000, "rupiah", "551.372.435.000"),
        (Shown(551372435000, "rupiah"), "value", "Rp\u00a0551.372.435.000"),
        (Shown(551372435000, "rupiah"), "rupiah", "551.372.435.000"),
        (1496, "integer", "1.496"),
        (1496, "text", "1.496"),
        (date(2023, 7, 3), "date", "3 Juli 2023"),
        (Status("above", "Melampaui target"), "status", "Melampaui target"),
        (Noted(D("80.13"), "Nilai 2022."), "number", "80,13"),
        (("satu", "dua"), "text", "satu; dua"),
    ],
)
def test_a_raw_value_reads_as_its_column_has_it(value, kind, expected):
    assert cell_text(value, Column("", kind)) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Shown(D("109.375"), "percent"), "109,38%"),
        (Shown(551372435000, "rupiah_short"), "Rp\u00a0551,37\u00a0miliar"),
        (Shown(5000, "rupiah_words"), "lima ribu rupiah"),
        (Shown(D("1.2"), "points"), "+1,20"),
        (Shown(12, "words"), "dua belas"),
        (Reference("capaian"), "Tabel 3.1"),
        (date(2023, 7, 3), "3 Juli 2023"),
        (1234, "1.234"),
    ],
)
def test_a_part_of_a_sentence_reads_with_its_unit(part, expected):
    assert part_text(part, NUMBERING.labels) == expected


def test_a_reference_to_nothing_is_refused():
    section = Section("a", "A", blocks=(Paragraph((Reference("tidak-ada"),)),))
    with pytest.raises(KeyError, match="tidak-ada"):
        set_sections((section,), Context(NUMBERING, True))


def test_numbers_of_unlike_decimals_line_up_on_the_comma():
    values = (Shown(D("87.5"), "percent"), Shown(D(81), "score"), Shown(2, "count"), Shown(None, "count"))
    assert [cell.ghost for cell in first_cells(column("value", values))] == ["", "%", ",00%", ",00%"]


def test_words_among_numbers_take_no_part_in_the_lining_up():
    values = ("WTP", Shown(D("87.5"), "percent"), Shown(84_434_561_000, "rupiah_short"))
    assert [cell.ghost for cell in first_cells(column("value", values))] == ["", "", ""]


def test_text_is_not_lined_up():
    assert [cell.ghost for cell in first_cells(column("text", ("1,5", "2")))] == ["", ""]


def test_the_widest_text_column_names_its_row():
    table = Table(
        "t", "", (Column("No.", width=1), Column("Nama", width=4), Column("N", "integer")), (Row(("1", "a", 2)),)
    )
    assert [cell.is_head for cell in set_table(table).bodies[0][0].cells] == [False, True, False]


def test_a_group_row_of_one_cell_spans_the_table_and_opens_a_body_of_its_own():
    rows = (Row(("Sasaran 1",), "group"), Row(("a", 1)), Row(("Sasaran 2",), "group"), Row(("b", 2)))
    bodies = set_table(Table("t", "", (Column("Nama"), Column("N", "integer")), rows)).bodies
    assert [len(body) for body in bodies] == [2, 2]
    assert bodies[1][0].cells[0].span == 2


def named(*cells, kind="body"):
    return Row(cells, kind)


COLUMNS = (Column("No."), Column("Nama", width=4), Column("Target"), Column("Capaian", "percent"))


def set_rows(*rows):
    return [row for body in set_table(Table("t", "", COLUMNS, rows)).bodies for row in body]


def test_a_name_takes_the_room_of_the_blank_cells_behind_it_in_a_group_or_total():
    group, body, total = set_rows(
        named("1", "Sasaran", "", D(90), kind="group"),
        named("1.1", "Indikator", "", D(90)),
        named("", "Rata-rata", "", D(90), kind="total"),
    )
    assert [cell.span for cell in group.cells] == [1, 2, 1]
    assert [cell.span for cell in total.cells] == [1, 2, 1]
    assert [cell.span for cell in body.cells] == [1, 1, 1, 1]


def kept(*rows):
    return ["keep" in row.css for row in set_rows(*rows)]


def test_neither_the_first_nor_the_last_line_of_a_table_stands_alone_on_a_page():
    body, group, total = (
        named("1", "a", "", 1),
        named("1", "Sasaran", "", 1, kind="group"),
        named("", "J", "", 1, kind="total"),
    )
    assert kept(*[body] * 5) == [True, False, False, True, False]
    assert kept(group, *[body] * 4, total) == [False, True, False, True, True, False]
    assert kept(group, body, group, body, body, body) == [False, False, False, False, True, False]


def test_a_table_of_few_lines_keeps_to_one_page_and_one_of_many_does_not():
    columns = (Column("Nama"), Column("N", "integer"))
    few, many, tall = [("a", 1)] * 8, [("a", 1)] * 9, [("kata " * 100, 1)] * 2
    found = [set_table(Table("t", "", columns, tuple(map(Row, rows)))).is_short for rows in (few, many, tall)]
    assert found == [True, False, False]


def test_a_note_is_numbered_once_and_called_where_it_belongs():
    noted = Noted(D(80), "Nilai 2022.")
    table = set_table(
        Table("t", "", (Column("N", "number"),), (Row((noted,)), Row((noted,), notes=("Lain.",)), Row((1,))))
    )
    assert table.notes == ("Nilai 2022.", "Lain.")
    assert [cell.call for cell in first_cells(table)] == ["1)", "1) 2)", ""]


def test_a_number_that_would_be_broken_takes_room_from_the_name():
    columns = (Column("Nama", width=9), Column("Rp", "rupiah", 1))
    name, amount = (
        float(width.rstrip("%")) for width in set_table(Table("t", "", columns, (Row(("a", 43 * 10**12)),))).widths
    )
    assert amount > 15
    assert name + amount == pytest.approx(100, abs=0.001)


def test_neighbouring_columns_share_a_head_above_them():
    columns = (Column("No."), Column("I", over="Triwulan"), Column("II", over="Triwulan"))
    upper, lower = set_table(Table("t", "", columns, ())).heads
    assert [(head.text, head.span, head.depth) for head in upper] == [("No.", 1, 2), ("Triwulan", 2, 1)]
    assert [head.text for head in lower] == ["I", "II"]


def test_widths_are_shares_of_the_whole():
    table = set_table(Table("t", "", (Column("A", width=1), Column("B", width=3)), ()))
    assert table.widths == ("25.0000%", "75.0000%")


def test_a_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(ValueError, match=r"Tabel 't': baris \('a',\) tidak memuat 2 sel\."):
        set_table(Table("t", "", (Column("A"), Column("B")), (Row(("a",)),)))


def set_one(block, **more):
    (section,) = set_sections((Section("a", "A", blocks=(block,), **more),), Context(NUMBERING, True))
    return section


@pytest.mark.parametrize(("width", "is_beside"), [(BESIDE_WIDTH, True), (PAGE_WIDTH, False)])
def test_numbers_stand_beside_a_narrow_drawing(width, is_beside):
    chart = group_bars([Part("S1", 2), Part("S2", 1)], title="", width=width)
    table = Table("t", "", (Column("Nama"),), (Row(("a",)),))
    assert set_one(Figure("f", "", chart, table)).blocks[0].content.is_beside == is_beside


def test_photographs_have_no_numbers():
    content = set_one(Figure("f", "", Image("data:,", "Foto"))).blocks[0].content
    assert (len(content.images), content.table) == (1, None)


def test_a_list_of_short_pairs_keeps_to_one_page():
    assert set_one(Definitions((("Definisi", "Anak"),))).blocks[0].content.is_short
    assert not set_one(Definitions((("Definisi", "Anak " * 200),))).blocks[0].content.is_short


def test_a_section_of_a_few_words_needs_no_page_and_no_turned_paper():
    bare = set_one(Missing("rencana aksi"), is_landscape=True)
    assert (bare.is_bare, bare.section.is_landscape) == (True, False)
    full = set_one(Table("t", "", (Column("A"),), ()), is_landscape=True)
    assert (full.is_bare, full.section.is_landscape) == (False, True)


def test_a_final_says_so_where_a_section_has_nothing():
    section = (Section("a", "A", blocks=(Missing("rencana aksi"),)),)
    (block,) = set_sections(section, Context(NUMBERING, False))[0].blocks
    assert block.content[0].text == "Data untuk bagian ini tidak tersedia."


def test_what_is_missing_is_left_out_of_a_final():
    section = (Section("a", "A", blocks=(Missing("analisis", "Ketua Tim"), Paragraph(("Teks",)))),)
    drawn = {draft: set_sections(section, Context(NUMBERING, draft))[0].blocks for draft in (True, False)}
    assert [len(drawn[True]), len(drawn[False])] == [2, 1]
