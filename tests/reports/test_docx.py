"""The Word document: what a Word user finds in it, held against the blocks it is written from."""

import shutil
from io import BytesIO

import pytest
from docx import Document as read_word
from docx.enum.section import WD_ORIENT

from reports.blocks import Column, Document, Missing, Noted, Paragraph, Prose, Row, Section, Table
from reports.writers.docx import write_docx
from reports.writers.pictures import PictureError, png_of
from tests.reports import sample

needs_converter = pytest.mark.skipif(not shutil.which("rsvg-convert"), reason="librsvg2-bin is not installed")
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
