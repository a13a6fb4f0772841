"""Papers as files: every kind in every format, the same bytes twice, no query while rendering, clear errors."""

from io import BytesIO

import openpyxl
import pikepdf
import pytest
from django.core.management import CommandError, call_command
from docx import Document as read_word
from docx.enum.section import WD_ORIENT

from reports.papers.facts import paper_facts
from reports.papers.publishing import FORMATS, KINDS, WRITERS, document_of, paper, papers_of
from reports.publishing import PublishingError
from tests import factories as make
from tests.reports.papers.cast import unit_with_papers

pytestmark = [pytest.mark.django_db, pytest.mark.same_everywhere]
STARTS = {"pdf": b"%PDF", "html": b"<!DOCTYPE html>", "docx": b"PK", "xlsx": b"PK"}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_data_gives_the_same_file(kind, format):
    unit_with_papers()
    first, second = (paper(kind, "dit-anak", 2023, format) for _ in range(2))
    assert first.startswith(STARTS[format])
    assert first == second


@pytest.mark.parametrize("kind", KINDS)
def test_writing_a_paper_asks_the_database_nothing(kind, django_assert_num_queries):
    facts = paper_facts(unit_with_papers(), 2023)
    with django_assert_num_queries(0):
        for format in ("html", "docx", "xlsx"):
            WRITERS[format](document_of(kind, facts, format))


def test_reading_takes_as_many_queries_for_many_indicators_as_for_few(django_assert_max_num_queries):
    unit = unit_with_papers(indicators=30)
    with django_assert_max_num_queries(22) as asked:
        paper_facts(unit, 2023)
    unit.agreements.last().lines.exclude(indicator__code="1.1").delete()
    with django_assert_max_num_queries(len(asked)) as fewer:
        paper_facts(unit, 2023)
    assert len(fewer) == len(asked)


def test_no_paper_needs_a_report_to_be_there():
    unit = unit_with_papers()
    assert not unit.reports.exists()
    assert all(state.is_ready for state in papers_of(unit, 2023))


def test_a_paper_has_a_letterhead_and_neither_cover_nor_contents_nor_numbered_tables():
    unit_with_papers()
    html = paper("pk", "dit-anak", 2023, "html").decode()
    assert '<p class="ministry">Kementerian Contoh</p>' in html
    assert '<header class="cover">' not in html
    assert "<caption>Sasaran, indikator, dan target</caption>" in html


def test_the_statement_keeps_to_one_page_and_each_annex_begins_a_new_one():
    unit_with_papers()
    with pikepdf.open(BytesIO(paper("pk", "dit-anak", 2023, "pdf"))) as pdf:
        assert len(pdf.pages) == 4


@pytest.mark.parametrize("kind", ["rencana-aksi", "matriks-renstra"])
def test_wide_papers_lie_on_their_side_from_the_first_page(kind):
    unit_with_papers()
    with pikepdf.open(BytesIO(paper(kind, "dit-anak", 2023, "pdf"))) as pdf:
        boxes = [page.mediabox for page in pdf.pages]
    assert all(box[2] > box[3] for box in boxes)
    word = read_word(BytesIO(paper(kind, "dit-anak", 2023, "docx")))
    assert {part.orientation for part in word.sections} == {WD_ORIENT.LANDSCAPE}


def test_only_a_draft_bears_the_word():
    unit = unit_with_papers()
    make.make_line(agreement=make.make_agreement(unit=unit, version=2, status="draft"))
    final, draft = (paper("pk", unit, 2023, "html", version).decode() for version in (1, 2))
    assert '<p class="draft">Draf</p>' in draft
    assert '<p class="draft">' not in final


def test_word_has_both_signatures_beside_each_other():
    unit_with_papers()
    word = read_word(BytesIO(paper("pk", "dit-anak", 2023, "docx")))
    (signed, _) = (table for table in word.tables if table.rows[1].cells[0].text == "Pihak Kedua,")
    left, right = ([cell.text for cell in column.cells] for column in signed.columns)
    assert left[2:5:2] == ["Direktur Jenderal", "………………………………"]
    assert right[0].startswith("Jakarta, …")
    assert right[4:] == ["Nama Direktur", "NIP 198001012005011001"]


def test_excel_has_a_sheet_for_each_table_with_numbers():
    unit_with_papers()
    book = openpyxl.load_workbook(BytesIO(paper("pk", "dit-anak", 2023, "xlsx")))
    assert book.sheetnames == ["Isi", "Target Kinerja", "Anggaran", "Semula dan Menjadi", "Semula dan Menjadi 2"]
    assert book["Anggaran"]["C5"].value == 12
    assert book["Target Kinerja"]["A1"].value == "Sasaran, indikator, dan target"


def test_what_people_name_things_cannot_become_markup():
    unit = unit_with_papers()
    unit.agreements.update(first_party_name="<script>", reason_text="")
    assert "<script>" not in paper("pk", unit, 2023, "html").decode()


@pytest.mark.parametrize(
    ("kind", "unit", "format", "message"),
    [
        (
            *("lkj", "dit-anak", "pdf"),
            "Jenis dokumen lkj tidak dikenal. Pilihannya: pk, rencana-aksi, manual-iku, matriks-renstra.",
        ),
        ("pk", "dit-anak", "odt", "Format odt tidak dikenal. Pilihannya: pdf, html, docx, xlsx."),
        ("pk", "tidak-ada", "pdf", "Unit dengan kode tidak-ada tidak ditemukan."),
        ("pk", "kementerian", "pdf", "Perjanjian Kinerja Kementerian Contoh tahun 2023 belum dibuat."),
    ],
)
def test_what_cannot_be_made_is_said_in_indonesian(kind, unit, format, message):
    unit_with_papers()
    with pytest.raises(PublishingError) as error:
        paper(kind, unit, 2023, format)
    assert str(error.value) == message


def test_the_papers_of_a_year_are_every_version_and_the_others():
    unit = unit_with_papers()
    make.make_agreement(unit=unit, version=2, status="draft")
    found = papers_of(unit, 2023)
    assert [(state.kind, state.version, state.name) for state in found] == [
        ("pk", 0, "Perjanjian Kinerja awal"),
        ("pk", 1, "Perjanjian Kinerja perubahan ke-1"),
        ("pk", 2, "Perjanjian Kinerja perubahan ke-2"),
        ("rencana-aksi", None, "Rencana Aksi"),
        ("manual-iku", None, "Manual IKU"),
        ("matriks-renstra", None, "Matriks Renstra"),
    ]
    assert [state.is_draft for state in found] == [False, False, True, False, False, False]
    assert found[2].lack == "Butir Perjanjian Kinerja tahun 2023 versi perubahan ke-2 belum tercatat."


def test_a_year_without_anything_says_what_each_paper_lacks():
    found = papers_of(make.default_unit(), 2023)
    assert [state.kind for state in found] == list(KINDS)
    assert not any(state.is_ready for state in found)
    assert all(state.lack.endswith(".") for state in found)


def test_the_command_writes_the_file(tmp_path, capsys):
    unit_with_papers()
    path = tmp_path / "baru" / "pk.html"
    call_command("render_paper", "pk", "dit-anak", "2023", "--format", "html", "--versi", "0", "--output", str(path))
    assert "PERJANJIAN KINERJA TAHUN 2023<" in path.read_text()
    assert "Perjanjian Kinerja dit-anak tahun 2023 ditulis ke" in capsys.readouterr().out


def test_the_command_says_what_is_wrong(tmp_path):
    unit_with_papers()
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        call_command("render_paper", "pk", "dit-anak", "2023", "--format", "html", "--output", str(tmp_path))
    with pytest.raises(CommandError, match="Unit dengan kode x tidak ditemukan"):
        call_command("render_paper", "pk", "x", "2023", "--output", str(tmp_path / "x.pdf"))
