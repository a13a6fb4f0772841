"""A PDF in parts: the same bytes whatever was laid out before, and only what changed laid out again."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from reports import pagination
from reports.blocks import Contents, Note, Paragraph, Section
from reports.pagination import Shelf, kept_on
from reports.rendering import render_html, render_part, render_pdf
from tests.reports.sample import document

FRONT = (Section("daftar-isi", "Daftar Isi", blocks=(Contents("sections"),)),)
APPENDICES = (Section("lampiran-1", "Lampiran", "Lampiran 1", blocks=(Paragraph(("Isi lampiran.",)),)),)


def chapter(number, words):
    """A chapter with a note, which is counted through the whole report."""
    blocks = (Paragraph((words, Note(f"Catatan bab {number}"))),)
    return Section(f"bab-{number}", f"Judul {number}", f"Bab {number}", blocks=blocks, chapter_no=number)


def report(first="Uraian pertama.", second="Uraian kedua."):
    chapters = (chapter(1, first), chapter(2, second), chapter(3, "Uraian ketiga."))
    return render_html(replace(document(), front=FRONT, chapters=chapters, appendices=APPENDICES))


@pytest.fixture
def laid_out(monkeypatch):
    """The parts that were laid out, by the key of their first section."""
    done = []

    def noted(self, html, lay_out=pagination.Setting.laid_out):
        done.append(re.search(r'<section id="([\w-]+)"', html)[1])
        return lay_out(self, html)

    monkeypatch.setattr(pagination.Setting, "laid_out", noted)
    return done


EDITS = {
    "nothing": ({}, []),
    "words of one chapter": ({"second": "Uraian kedua, diperbaiki."}, ["bab-2"]),
    "more pages in the first": (
        {"first": "Uraian yang panjang sekali. " * 400},
        ["bab-1", "bab-2", "bab-3", "lampiran-1", "daftar-isi"],
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_only_what_changed_is_laid_out_again_and_the_bytes_are_those_of_the_first_time(laid_out, edit):
    changes, expected = EDITS[edit]
    with kept_on(Shelf(100)):
        render_pdf(report())
        del laid_out[:]
        warm = render_pdf(report(**changes))
        assert laid_out == expected
        again = render_pdf(report(**changes))
    assert warm == again == render_pdf(report(**changes))


def test_a_shelf_keeps_no_more_pages_than_it_may_and_lets_go_of_the_oldest(laid_out):
    shelf = Shelf(3)
    for _time in range(2):
        del laid_out[:]
        with kept_on(shelf):
            render_pdf(report())
    assert sum(len(part.pages) for part in shelf.parts.values()) <= 3
    assert laid_out == ["bab-1", "bab-2", "bab-3"]


def test_another_stylesheet_is_another_part(laid_out):
    with kept_on(Shelf(100)):
        first = render_pdf(report())
        other = render_pdf(report().replace("font-size: 25pt", "font-size: 24pt"))
    assert first != other
    assert len(laid_out) == 10


def test_a_chapter_on_its_own_has_its_pages_of_the_whole():
    html = report(first="Uraian yang panjang sekali. " * 400)
    with pikepdf.open(BytesIO(render_pdf(html))) as whole, pikepdf.open(BytesIO(render_part(html, "bab-2"))) as part:
        (page,) = part.pages
        assert page.Contents.read_bytes() in [one.Contents.read_bytes() for one in whole.pages]
    with pytest.raises(LookupError):
        render_part(html, "bab-9")


def test_a_link_whose_target_went_from_another_part_is_none_any_more():
    linked = report().replace("Uraian kedua.", '<a href="#titipan">Uraian kedua.</a>')
    with kept_on(Shelf(100)):
        render_pdf(linked.replace("Isi lampiran.", '<span id="titipan">Isi lampiran.</span>'))
        warm = render_pdf(linked)
    assert warm == render_pdf(linked)
