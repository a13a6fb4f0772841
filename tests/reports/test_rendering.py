import logging
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.utils import translation
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TextBox

from reports import rendering
from reports.blocks import Column, Document, Figure, Image, Note, Noted, Paragraph, Prose, Row, Section, Table
from reports.numbering import number_document
from reports.pagination import CUT, paginated
from reports.rendering import AddressError, AttachedFile, LocalFetcher, render_html, render_pdf
from tests.reports.sample import chapter_three, document

STATIC = Path(__file__).parents[2] / "static"


@pytest.fixture(scope="module")
def html():
    return render_html(document())


@pytest.fixture(scope="module")
def pages(html):
    """The words of each page of the PDF."""
    return words_of(paginated(html, HTML, LocalFetcher({}), (), is_shelved=False))


def words_of(laid_out):
    return [" ".join(_words(page._page_box)) for page in laid_out.pages]


@pytest.fixture(scope="module")
def pdf(html):
    return render_pdf(html, attachments=[AttachedFile("data.json", b'{"tahun": 2023}', "Data laporan")])


def _words(box):
    if isinstance(box, TextBox):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _words(child)
    for child in getattr(box, "footnote_area", None) or ():
        yield from _words(child)


def small(*blocks):
    return Document("Laporan Kinerja", "Unit", "Kementerian", 2023, chapters=(Section("bab-1", "Bab", blocks=blocks),))


def page_of(pages, words):
    found = [at for at, page in enumerate(pages) if words in page]
    assert found, words
    return found


def foot(page):
    """The printed number of a page: the last word of its foot."""
    return page.split()[-1]


def test_the_fonts_of_the_document_are_there():
    css = (STATIC / "document.css").read_text()
    fonts = re.findall(r"url\((vendor/fonts/[^)]+)\)", css)
    assert len(fonts) == 7
    assert not [font for font in fonts if not (STATIC / font).exists()], "jalankan scripts/assets"


@pytest.mark.django_db
def test_html_needs_no_query_and_no_locale_leaks_into_it(django_assert_num_queries):
    with django_assert_num_queries(0), translation.override("id"):
        html = render_html(document())
    assert "2.023" not in html
    assert 'colspan="6"' in html


def test_html_is_semantic(html):
    assert html.count("<main") == 1
    assert html.count("<h1 ") == 11
    assert '<caption><span class="number">Tabel 3.1</span> Capaian kinerja tahun 2023</caption>' in html
    assert '<th scope="col"' in html
    assert '<th scope="rowgroup"' in html
    assert '<div class="scroll" tabindex="0" role="region" aria-label="Tabel 3.1">' in html


def test_what_people_typed_is_escaped():
    html = render_html(small(Paragraph(("<script>",)), Prose("<b>belum disaring</b>")))
    assert "<script>" not in html
    assert "&lt;b&gt;belum disaring" in html


def test_preview_and_pdf_share_all_but_the_stylesheet(html):
    linked = render_html(document(), css_href="/static/document.css")
    assert '<link rel="stylesheet" href="/static/document.css">' in linked
    assert html.partition("</head>")[2] == linked.partition("</head>")[2]


def test_a_chapter_alone_keeps_the_numbers_of_the_report_it_is_part_of():
    chapter = replace(document(), front=(), chapters=chapter_three(), appendices=())
    html = render_html(chapter, numbering=number_document(document()))
    assert "Tabel 3.2" in html
    assert "Kata Pengantar" in html.partition("<main")[0]
    assert "Kata Pengantar" not in html.partition("<main")[2]


def test_a_document_that_stands_alone_carries_its_fonts_and_stays_small(html):
    assert html.count("data:font/woff2;base64,") == 7
    assert "url(vendor" not in html
    assert len(html) < 1_000_000


def test_a_final_has_neither_draft_marks_nor_missing_parts(html):
    final = render_html(document("final"))
    assert "DRAF" in html
    assert "Belum diisi" in html
    assert "DRAF" not in final
    assert "Belum diisi" not in final.partition("</head>")[2]


def test_a_document_in_parts_says_on_every_page_what_it_says_laid_out_whole(html, pages):
    assert html.count(CUT) > 6
    assert pages == words_of(HTML(string=html, media_type="print").render())


def test_front_pages_are_roman_and_chapters_start_at_one(pages):
    assert foot(pages[page_of(pages, "Kata Pengantar")[0]]) == "i"
    assert foot(pages[page_of(pages, "Daftar Gambar")[-1]]) == "v"
    assert foot(pages[page_of(pages, "Pendahuluan")[-1]]) == "3"


def test_page_numbers_go_on_over_landscape_pages(pages):
    numbers = [int(foot(page)) for page in pages[1:] if foot(page).isdigit()]
    assert len(numbers) > 20
    assert numbers == [*range(1, len(numbers) + 1)]


def test_the_contents_name_the_page_where_a_chapter_opens(pages):
    contents = pages[page_of(pages, "Daftar Isi")[-1]]
    opening = next(page for page in pages if page.count("Akuntabilitas Kinerja") > 1 and "Rata-rata capaian" in page)
    assert re.search(rf"Akuntabilitas Kinerja [. ]+{foot(opening)}\b", contents)


def test_a_note_of_a_cell_stands_below_its_table_where_no_page_can_part_them():
    noted = Table("t", "Nilai", (Column("N", "number"),), (Row((Noted(80, "Nilai tahun 2022."),)),))
    html = render_html(small(noted))
    cell, _, below = html.partition("</table>")
    assert 'data-call="1)"' in cell
    assert "1) Nilai tahun 2022.</p>" in below
    assert "footnote" not in below


def test_an_unknown_reference_is_red_on_paper_and_on_the_screen():
    css = (STATIC / "document.css").read_text()
    shared = css[: css.index("@media print")]
    assert "--broken: #A3262A;" in shared
    assert ".broken {" in shared


def test_each_footnote_stands_on_the_page_of_its_call():
    noted = [Paragraph(("Kegiatan pendampingan", Note(f"Catatan {at}"), " bersama sentra.")) for at in range(80)]
    laid_out = HTML(string=render_html(small(*noted)), media_type="print").render()
    assert 3 < len(laid_out.pages) < 8
    for page in laid_out.pages:
        calls = [box.footnote.element for box in page._page_box.descendants() if getattr(box, "footnote", None)]
        areas = [box for box in page._page_box.children if type(box).__name__ == "FootnoteAreaBox"]
        assert calls == [note.element for area in areas for note in area.children]


def test_the_head_of_a_long_table_is_repeated_on_each_of_its_pages(pages):
    held = [page for page in pages if "Kebijakan 1 " in page or "Sosialisasi tentang hak dasar" in page]
    assert len(held) > 4
    assert all("Uraian" in page and "Realisasi (Rp)" in page for page in held)


def test_the_same_html_gives_the_same_bytes(html, pdf):
    assert render_pdf(html, attachments=[AttachedFile("data.json", b'{"tahun": 2023}', "Data laporan")]) == pdf


def test_the_pdf_says_what_it_is(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        metadata = opened.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert opened.docinfo["/Title"] == "Laporan Kinerja 2023 – Direktorat Rehabilitasi Sosial Anak"
        assert opened.Root.Lang == "id"
        assert opened.Root.MarkInfo.Marked
        assert [item.title for item in opened.open_outline().root][5:7] == [
            "Bab I Pendahuluan",
            "Bab II Perencanaan Kinerja",
        ]


def test_the_pdf_carries_its_data(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.attachments["data.json"].get_file().read_bytes() == b'{"tahun": 2023}'


def test_the_pdf_uses_the_fonts_of_the_document_only(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        names = {str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values()}
    assert names
    assert all("Source-S" in name for name in names), names


def test_every_drawing_in_the_pdf_has_a_text_alternative(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        figures = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert len(figures) > 10
        assert all(str(figure.get("/Alt", "")) for figure in figures)


def test_the_engine_has_nothing_to_complain_about(html, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        logging.getLogger("weasyprint").propagate = True
        HTML(string=html, media_type="print").render()
    complaints = [record.getMessage() for record in caplog.records]
    # It knows no widths in media queries, and need not: they are for the screen.
    assert [words for words in complaints if "screen" not in words] == []


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt="x" src="https://contoh.go.id/a.png">',
        '<img alt="x" src="/etc/hostname">',
        '<img alt="x" src="/static/../pyproject.toml">',
        '<img alt="x" src="/static/%2e%2e/pyproject.toml">',
        '<p style="background: url(http://contoh.go.id/a.png)">a</p>',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<svg width="9" height="9" viewBox="0 0 9 9"><image width="9" height="9" href="http://contoh.go.id/a"/></svg>',
    ],
)
def test_an_address_outside_the_document_ends_the_rendering(markup):
    with pytest.raises(AddressError, match=r"alamat luar|di luar laporan|di luar folder"):
        render_pdf(markup)


def test_a_photograph_is_read_from_the_media_folder_only(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    inside, outside = tmp_path / "foto.svg", STATIC / "document.css"
    inside.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    page = '<img alt="Foto" src="/bukti/7/">'
    assert render_pdf(page, files={"/bukti/7/": inside}).startswith(b"%PDF")
    with pytest.raises(AddressError, match="Berkas berada di luar folder"):
        render_pdf(page, files={"/bukti/7/": outside})
    with pytest.raises(AddressError, match=r"Gambar /bukti/7/ tidak ada di penyimpanan\."):
        render_pdf(page, files={"/bukti/7/": tmp_path / "hilang.png"})


def test_a_photograph_has_its_alternative_text():
    photo = Image("data:image/gif;base64,R0lGODlhAQABAAAAACw=", "Ruang belajar")
    figure = Figure("foto", "Ruang belajar", photo)
    assert 'alt="Ruang belajar"' in render_html(small(figure))


def test_the_engines_own_marks_are_still_where_we_narrow_them():
    assert [every for every in rendering.MARKS if every not in rendering.UA] == []
