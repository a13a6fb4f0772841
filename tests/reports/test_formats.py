"""One report in every format: the same figures, and each format as its readers and programs need it."""

import json
import re
import subprocess
from decimal import Decimal
from html import unescape
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import openpyxl
import pikepdf
import pytest
from django.db import transaction
from docx import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from lakin.formatting import number, percent, rupiah
from reports.facts import facts_of
from reports.publishing import WRITERS
from tests.reports.full_report import full_report

pytestmark = [pytest.mark.django_db, pytest.mark.same_everywhere]
FIGURE = re.compile(r"\d[\d.]*(?:,\d+)?")


@pytest.fixture(scope="module")
def files(django_db_setup, django_db_blocker):
    """Every file of one report, written once for all these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        facts = facts_of(full_report())
        made = {form: write(facts) for form, write in WRITERS.items()}
        transaction.set_rollback(True)
    return SimpleNamespace(facts=facts, **made)


@pytest.fixture(scope="module")
def word(files):
    return WordFile(BytesIO(files.docx))


@pytest.fixture(scope="module")
def book(files):
    return openpyxl.load_workbook(BytesIO(files.xlsx))


@pytest.fixture
def pdf(files):
    with pikepdf.open(BytesIO(files.pdf)) as opened:
        yield opened


def pdf_words(content):
    command = ["pdftotext", "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def html_words(content):
    text = re.sub(r"<style\b.*?</style>", " ", content.decode(), flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", text))


def word_words(word):
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(line.text for line in word.paragraphs), *cells])


def figures(words):
    """Every figure that stands in a text, as it is printed."""
    return {found.rstrip(".") for found in FIGURE.findall(words.replace("\u00a0", " "))}


def printed(value):
    """A value of a sheet as the other formats print it."""
    return number(Decimal(str(round(value, 2))), 2)


def marked(files, word):
    """The words of the three formats that people read."""
    return html_words(files.html), pdf_words(files.pdf), word_words(word)


def test_target_realization_and_capaian_are_the_same_in_every_format(files, word, book):
    scores = {one["code"]: one for goal in json.loads(files.json)["objectives"] for one in goal["indicators"]}
    sheets = {printed(value) for page in book for row in page.values for value in row if isinstance(value, int | float)}
    assert len(files.facts.scorecard.indicators) == len(scores) > 1
    for score in files.facts.scorecard.indicators:
        told = scores[score.code]
        assert Decimal(told["achievement"]["value"]) == score.achievement.value
        assert Decimal(told["target"]["value"]) == score.target
        assert Decimal(told["realization"]["value"]) == score.measurement.value
        for words in marked(files, word):
            assert percent(score.achievement.value) in words
            assert {number(score.target), number(score.measurement.value)} <= figures(words)
        for value in (score.target, score.measurement.value, score.achievement.value):
            assert number(value) in sheets


def test_the_money_is_the_same_in_every_format(files, word, book):
    money = files.facts.budget.total
    told = json.loads(files.json)["budget"]["total"]
    assert (int(told["ceiling"]), int(told["spent"])) == (money.ceiling, money.spent)
    for words in marked(files, word):
        plain = words.replace("\u00a0", " ")
        for amount in (money.ceiling, money.spent):
            assert rupiah(amount).removeprefix("Rp").strip() in plain
        assert percent(money.absorption) in words
    sheets = {value for page in book for row in page.values for value in row if isinstance(value, int | float)}
    assert {money.ceiling, money.spent, float(money.absorption)} <= sheets


def test_word_and_pdf_print_no_figure_that_html_does_not(files, word):
    html, pdf, docx = (figures(words) for words in marked(files, word))
    decimals = {figure for figure in pdf | docx if "," in figure}
    assert len(decimals) > 10
    assert decimals - html == set()


def test_every_table_of_the_report_has_a_sheet_with_numbers_as_numbers(files, book):
    captions = re.findall(r"Tabel [\dL]+\.\d+", files.html.decode())
    assert set(book.sheetnames) >= set(captions)
    texts = [cell.value for page in book.worksheets[1:] for row in page.iter_rows(min_row=4) for cell in row]
    assert [text for text in texts if isinstance(text, str) and re.fullmatch(r"[\d.]+,\d\d ?%?", text)] == []
    assert sum(isinstance(value, int | float) for value in texts) > 50


def test_word_has_headings_a_contents_field_and_counted_captions(files, word):
    headings = [line.style.name for line in word.paragraphs if line.style.name.startswith("Heading")]
    assert {"Heading 1", "Heading 2", "Heading 3"} <= set(headings)
    codes = [code.text for code in word.element.body.iter(qn("w:instrText"))]
    assert [code for code in codes if code.startswith("TOC")] == [
        r'TOC \o "1-3" \h \z',
        r'TOC \h \z \t "Keterangan tabel,1"',
        r'TOC \h \z \t "Keterangan gambar,1"',
    ]
    captions = [line for line in word.paragraphs if line.style.name.startswith("Keterangan")]
    assert len(captions) > 10
    counted = [re.match(r"(Tabel|Gambar) (\w+)\.(\d+) ", line.text) for line in captions]
    for line, found in zip(captions, counted, strict=True):
        assert found, line.text
        (code,) = [code.text for code in line._p.iter(qn("w:instrText"))]
        assert code == rf"SEQ {found[1]}_{found[2]} \* ARABIC"


def test_the_numbers_that_word_counts_are_those_that_are_printed(word):
    seen = {}
    for line in word.paragraphs:
        if found := re.match(r"(Tabel|Gambar) (\w+)\.(\d+) ", line.text if "Keterangan" in line.style.name else ""):
            seen[found[1], found[2]] = seen.get((found[1], found[2]), 0) + 1
            assert int(found[3]) == seen[found[1], found[2]], line.text


def test_word_repeats_heads_turns_wide_pages_and_draws_no_text_boxes(files, word):
    tables = [table for table in word.tables if table._tbl.tblPr.find(qn("w:tblBorders")) is not None]
    assert len(tables) > 10
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in tables)
    turned = {section.orientation for section in word.sections}
    assert turned == {WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE}
    assert all((one.page_width > one.page_height) == (one.orientation == WD_ORIENT.LANDSCAPE) for one in word.sections)
    with ZipFile(BytesIO(files.docx)) as archive:
        text = archive.read("word/document.xml").decode()
        assert b"updateFields" not in archive.read("word/settings.xml")
    assert "txbxContent" not in text
    assert 'w:lang w:val="id-ID"' in archive_styles(files.docx)


def archive_styles(content):
    with ZipFile(BytesIO(content)) as archive:
        return archive.read("word/styles.xml").decode()


def test_every_picture_of_word_has_its_alternative_text(word):
    pictures = [*word.element.body.iter(qn("wp:docPr"))]
    assert len(pictures) > 5
    assert all(len(picture.get("descr", "")) > 10 for picture in pictures)


def test_the_pdf_is_tagged_titled_and_says_its_language(pdf):
    root = pdf.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "id"
    assert root.ViewerPreferences.DisplayDocTitle
    tags = {str(one.S) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one}
    assert {"/Document", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Figure", "/Link"} <= tags
    assert all("/StructParents" in page.obj for page in pdf.pages)


def test_every_figure_of_the_pdf_has_words_and_every_chapter_a_bookmark(pdf, files):
    drawn = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
    assert len(drawn) > 5
    assert all(str(figure.get("/Alt", "")).strip() for figure in drawn)
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    for entry in files.facts.outline:
        if entry.level == 1:
            assert f"{entry.number} {entry.title}".strip() in titles


def test_the_pdf_says_pdf_a_3_and_carries_data_and_tables(pdf, files):
    metadata = pdf.open_metadata()
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
    held = {name: pdf.attachments[name].get_file() for name in pdf.attachments}
    assert {name: file.read_bytes() for name, file in held.items()} == {
        "lkj-dit-anak-2023.json": files.json,
        "lkj-dit-anak-2023.xlsx": files.xlsx,
    }
    # The engine names each of them twice.
    assert {str(one.UF): str(one.AFRelationship) for one in pdf.Root.AF} == {
        "lkj-dit-anak-2023.json": "/Data",
        "lkj-dit-anak-2023.xlsx": "/Alternative",
    }
    assert {name: file.mime_type for name, file in held.items()} == {
        "lkj-dit-anak-2023.json": "application/json",
        "lkj-dit-anak-2023.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    assert "/OutputIntents" in pdf.Root
    assert "/JavaScript" not in pdf.Root.Names
    fonts = [
        one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
