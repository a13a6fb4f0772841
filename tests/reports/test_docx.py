"""The Word document: what a Word user finds in it, held against the blocks it is written from."""

import os
import shutil
from io import BytesIO

import pytest
from docx import Document as read_word
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from reports.blocks import (
    Column,
    Contents,
    Document,
    Items,
    Missing,
    Noted,
    Paragraph,
    Prose,
    Row,
    Section,
    Strong,
    Table,
)
from reports.writers.docx import write_docx
from reports.writers.pictures import PictureError, png_of
from tests.reports import sample

# Where everything is checked, a converter that is missing is a failure.
needs_converter = pytest.mark.skipif(
    not shutil.which("rsvg-convert") and os.environ.get("CI") != "true", reason="librsvg2-bin is not installed"
)
COLUMNS = (Column("Indikator", width=3), Column("Capaian (%)", "percent"))


def small(*blocks, is_landscape=False, status="draft"):
    section = Section("satu", "Pendahuluan", "Bab I", 1, blocks, is_landscape=is_landscape)
    return Document("Laporan Kinerja", "Direktorat", "Kementerian", 2023, status=status, chapters=(section,))


def written(document):
    return read_word(BytesIO(write_docx(document)))


def test_chapters_are_real_headings():
    headings = [p.text for p in written(small()).paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Bab I Pendahuluan"]


def test_a_table_repeats_its_head_and_shows_indonesian_figures():
    table = Table("t", "Capaian", COLUMNS, (Row(("SPM kabupaten/kota", 116)), Row(("Belum ada", None))))
    word = written(small(table))
    assert "w:tblHeader" in word.tables[0].rows[0]._tr.xml
    assert [row.cells[1].text for row in word.tables[0].rows] == ["Capaian (%)", "116", "–"]
    assert "Tabel 1.1 Capaian" in [p.text for p in word.paragraphs]


def test_a_footnote_of_a_cell_stands_below_the_table():
    table = Table("t", "Capaian", COLUMNS, (Row((Noted("Nilai SAKIP", "Memakai nilai 2022."), 100)),))
    word = written(small(table))
    assert word.tables[0].rows[1].cells[0].text == "Nilai SAKIP 1)"
    assert "1) Memakai nilai 2022." in [p.text for p in word.paragraphs]


def test_a_wide_section_stands_on_a_turned_page():
    orientations = [section.orientation for section in written(small(is_landscape=True)).sections]
    assert orientations == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_narrative_keeps_lists_and_emphasis():
    word = written(small(Prose("<p>Hasil <strong>baik</strong>.</p><ul><li>satu</li><li>dua</li></ul>")))
    assert [p.text for p in word.paragraphs if p.style.name == "List Bullet"] == ["satu", "dua"]
    assert [run.text for p in word.paragraphs for run in p.runs if run.bold] == ["baik"]


@pytest.mark.parametrize(("status", "is_shown"), [("draft", True), ("final", False)])
def test_what_is_missing_is_said_in_a_draft_only(status, is_shown):
    word = written(small(Missing("Analisis 4", "Perencana"), status=status))
    assert any("Belum diisi: Analisis 4" in p.text for p in word.paragraphs) is is_shown


@needs_converter
def test_every_block_of_the_sample_is_written_and_the_bytes_do_not_change():
    document = sample.document()
    first = write_docx(document)
    assert first == write_docx(document)
    assert len(read_word(BytesIO(first)).inline_shapes) >= 3


def test_a_missing_converter_is_named(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(PictureError, match="Pasang paket librsvg2-bin"):
        png_of("<svg/>")


def test_an_unknown_kind_of_block_is_refused():
    with pytest.raises(TypeError, match="Jenis blok str belum dapat ditulis ke Word"):
        write_docx(small("bukan blok"))


def test_a_paragraph_keeps_its_parts():
    word = written(small(Paragraph(("Capaian ", 116, " persen."))))
    assert "Capaian 116 persen." in [p.text for p in word.paragraphs]


def counted(word):
    """The numbered points with the list each belongs to."""
    return [(p.text, p._p.pPr.numPr.numId.val) for p in word.paragraphs if p.style.name.startswith("List Number")]


@pytest.mark.parametrize("again", [Items(("tiga",), is_ordered=True), Prose("<ol><li>tiga</li></ol>")])
def test_every_numbered_list_counts_from_one(again):
    word = written(small(Items(("satu", "dua"), is_ordered=True), again))
    lists = counted(word)
    assert [text for text, _ in lists] == ["satu", "dua", "tiga"]
    assert lists[0][1] == lists[1][1] != lists[2][1]
    made = word.part.numbering_part.element.num_having_numId(lists[2][1])
    assert made.lvlOverride_lst[0].startOverride.val == 1


def test_a_list_within_a_list_keeps_its_own_marks():
    word = written(small(Prose("<ol><li>satu<ul><li>titik</li></ul></li><li>dua</li></ol>")))
    styles = [(p.text, p.style.name) for p in word.paragraphs if p.style.name.startswith("List")]
    assert styles == [("satu", "List Number"), ("titik", "List Bullet 2"), ("dua", "List Number")]
    assert len({number for _, number in counted(word)}) == 1


@pytest.mark.parametrize(("is_landscape", "text_width"), [(False, 15.5), (True, 24.2)])
def test_columns_hold_their_longest_word_and_fill_the_text(is_landscape, text_width):
    columns = (Column("No."), Column("Indikator", width=30), Column("Capaian (%)", "percent"))
    word = written(small(Table("t", "C", columns, (Row(("1.1", "SPM", 116)),)), is_landscape=is_landscape))
    widths = [cell.width.cm for cell in word.tables[0].rows[1].cells]
    assert widths[0] >= 3 * 0.22 + 0.2 - 0.01
    assert widths[2] >= 7 * 0.22 + 0.2 - 0.01
    assert sum(widths) == pytest.approx(text_width, abs=0.05)


def test_more_words_than_the_paper_is_wide_shrink_alike():
    columns = tuple(Column("Pertanggungjawaban") for _ in range(9))
    widths = [cell.width.cm for cell in written(small(Table("t", "C", columns, ()))).tables[0].rows[0].cells]
    assert sum(widths) == pytest.approx(15.5, abs=0.05)
    assert max(widths) - min(widths) < 0.01


def test_a_group_row_keeps_the_whole_width():
    table = Table("t", "C", COLUMNS, (Row(("Sasaran 1",), "group"), Row(("SPM", 116))))
    assert written(small(table)).tables[0].rows[1].cells[0].width.cm == pytest.approx(15.5, abs=0.05)


def test_the_edges_of_cells_are_narrow_and_stand_where_word_wants_them():
    properties = written(small(Table("t", "C", COLUMNS, ()))).tables[0]._tbl.tblPr
    order = [child.tag.split("}")[1] for child in properties]
    assert order[-4:] == ["tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    assert {edge.get(qn("w:w")) for edge in properties.find(qn("w:tblCellMar"))} == {"57"}


@pytest.mark.parametrize(
    ("of", "shown"), [("sections", "Bab I Pendahuluan"), ("tables", "Tabel 1.1 Capaian"), ("figures", "–")]
)
def test_a_list_of_contents_shows_its_entries_before_word_fills_it(of, shown):
    word = written(small(Contents(of), Table("t", "Capaian", COLUMNS, ()), status="final"))
    assert [p.text for p in word.paragraphs if p.style.name == "toc 1"] == [shown]
    kinds = [mark.get(qn("w:fldCharType")) for mark in word.element.body.iter(qn("w:fldChar"))]
    # The caption of the table counts with a field of its own.
    assert kinds[:3] == ["begin", "separate", "end"]


@pytest.mark.parametrize(("status", "is_shown"), [("draft", True), ("final", False)])
def test_only_a_draft_says_how_page_numbers_come(status, is_shown):
    word = written(small(Contents("sections"), status=status))
    assert any("Perbarui Bidang" in p.text for p in word.paragraphs) is is_shown


def kept(row):
    return all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)


def test_no_row_of_a_table_stands_alone_or_breaks():
    rows = (Row(("Sasaran 1", None), "group"), *(Row((name, 90)) for name in "abc"), Row(("Rata-rata", 90), "total"))
    made = written(small(Table("t", "Capaian", COLUMNS, rows))).tables[0]
    # The head with the group, the group with its first row, and the last row with the total.
    assert [kept(row) for row in made.rows] == [True, True, False, False, True, False]
    assert all("w:cantSplit" in row._tr.xml for row in made.rows)


def test_a_row_of_figures_stays_with_what_is_said_about_them():
    word = written(small(Table("kartu", "", COLUMNS, (Row(("SPM", 90)),)), Paragraph(("Capaian turun.",))))
    assert [kept(row) for row in word.tables[0].rows] == [True, True]


def test_words_that_lead_to_something_stay_with_it():
    word = written(
        small(
            Paragraph((Strong("Tugas khusus"),)),
            Paragraph(("Isunya:",)),
            Items(("satu", "dua")),
            Paragraph(("Capaian naik.",)),
            Paragraph(("90 / 80",), "formula"),
            Prose("<h3>Sebab</h3><p>Berikut:</p><ol><li>tiga</li></ol><p>Selesai.</p>"),
        )
    )
    led = [p.text for p in word.paragraphs if p.paragraph_format.keep_with_next]
    assert led == ["Tugas khusus", "Isunya:", "Capaian naik.", "Sebab", "Berikut:"]
    assert word.styles["Heading 2"].paragraph_format.keep_with_next


def test_a_table_in_a_narrative_repeats_its_heads():
    prose = "<table><tr><th>Tahun</th><th>Nilai</th></tr><tr><td>2023</td><td>90</td></tr></table>"
    head, row = written(small(Prose(prose))).tables[0].rows
    assert "w:tblHeader" in head._tr.xml
    assert "w:tblHeader" not in row._tr.xml


def test_each_turned_appendix_begins_a_page():
    sections = tuple(Section(key, key, "", 1, (), is_landscape=True) for key in ("satu", "dua"))
    document = Document("Laporan Kinerja", "Direktorat", "Kementerian", 2023, chapters=sections)
    breaks = [p.paragraph_format.page_break_before for p in written(document).paragraphs if p.style.name == "Heading 1"]
    assert breaks == [False, True]
