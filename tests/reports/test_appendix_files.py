"""What becomes an appendix: pages and nothing else, pictures drawn anew, everything doubtful refused."""

from io import BytesIO

import pikepdf
import PIL.Image
import pytest
from django.core.exceptions import ValidationError

from reports import appendix_files, set_apart
from reports.appendix_cleaning import ACTING
from reports.appendix_files import checked
from reports.models import AppendixKind
from tests.reports.appendix_samples import A4, activate, pdf_bytes, picture, upload


def keys_in(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        kinds = pikepdf.Dictionary | pikepdf.Stream
        return {key for held in pdf.objects if isinstance(held, kinds) for key in held}


def text_of(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        return b"".join(page.Contents.read_bytes() for page in pdf.pages).decode("latin-1")


def turned_from_above(pdf):
    """Its pages say nothing of their turn: they inherit it."""
    pdf.Root.Pages.Rotate = 90


def with_layers(pdf):
    pdf.pages[0].Contents = pdf.make_stream(b"/OC /L BDC (hidden) Tj EMC /Span <</MCID 1>> BDC (seen) Tj EMC")


def from_other_file(pdf):
    drawing = pdf.make_stream(b"0 0 1 1 re f")
    drawing.F = "\\\\server\\rahasia"
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=drawing)


def bomb(pdf):
    pdf.pages[0].Contents = pdf.make_stream(b" " * (80 * 1024 * 1024))


def test_the_pages_stay_and_all_that_acts_goes():
    source = pdf_bytes(3, change=activate)
    assert keys_in(source) & ACTING
    found = checked(upload(source))
    assert (found.kind, found.pages, found.ending) == (AppendixKind.PDF, 3, ".pdf")
    left = keys_in(found.content)
    assert not left & (ACTING | {"/Annots", "/AcroForm", "/XFA", "/AF", "/PieceInfo", "/A", "/Names"})
    assert "Isi halaman 3" in text_of(found.content)


def test_what_was_filled_in_is_still_read():
    found = checked(upload(pdf_bytes(1, change=activate)))
    with pikepdf.open(BytesIO(found.content)) as pdf:
        drawings = [held.read_bytes() for held in pdf.objects if isinstance(held, pikepdf.Stream)]
    assert any(b"(Ani)" in drawing for drawing in drawings)


def test_tags_of_the_original_do_not_speak_in_the_report_but_layers_stay_hidden():
    assert "MCID" not in text_of(checked(upload(pdf_bytes(1))).content)
    text = text_of(checked(upload(pdf_bytes(1, change=with_layers))).content)
    assert "BDC" in text
    assert "MCID" not in text
    assert text.count("EMC") == 1


def test_the_same_file_is_cleaned_into_the_same_bytes():
    source = pdf_bytes(2, change=activate)
    assert checked(upload(source)).content == checked(upload(source)).content


def test_the_shape_of_a_page_is_the_one_it_is_read_in(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(checked(upload(pdf_bytes(2, change=turned_from_above))).content)
    assert appendix_files.shapes(str(path), "1") == (A4[::-1],) * 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7\nrusak\n%%EOF", "rusak"),
        (pdf_bytes(1)[:400], "terpotong atau rusak"),
        (pdf_bytes(1, encryption=pikepdf.Encryption(owner="a", user="b")), "terkunci"),
        (pdf_bytes(1, encryption=pikepdf.Encryption(owner="a", user="")), "terkunci"),
        (pdf_bytes(0), "tidak mempunyai halaman"),
        (pdf_bytes(201), "201 halaman; paling banyak 200"),
        (pdf_bytes(1, size=(14000, 14000)), "Ukuran halaman 1 tidak wajar"),
        (pdf_bytes(1, size=(5, 5)), "Ukuran halaman 1 tidak wajar"),
        (pdf_bytes(1, change=from_other_file), "mengambil isinya dari berkas lain"),
        (pdf_bytes(1, change=bomb), "terlalu besar"),
        (b"a;b\n1;2\n", "tidak dapat menjadi lampiran"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", "tidak dapat"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused_is_refused_in_words(content, why):
    with pytest.raises(ValidationError) as error:
        checked(upload(content))
    assert why in " ".join(error.value.messages)


def test_a_file_over_the_limit_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(appendix_files, "MOST_BYTES", 100)
    with pytest.raises(ValidationError, match="terlalu besar"):
        checked(upload(pdf_bytes(1)))


def test_a_cleaning_that_dies_or_takes_too_long_is_a_refusal(monkeypatch):
    monkeypatch.setattr(set_apart.sys, "executable", "/bin/false")
    with pytest.raises(ValidationError, match="terlalu rumit"):
        checked(upload(pdf_bytes(1)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_drawn_anew_without_what_it_carried(kind):
    exif = PIL.Image.Exif()
    exif[0x010E] = "rahasia"
    found = checked(upload(picture(kind, (4000, 1000), exif=exif), "foto"))
    assert (found.kind, found.pages) == (AppendixKind.IMAGE, 1)
    with PIL.Image.open(BytesIO(found.content)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (2400, 600), {})
    assert b"rahasia" not in found.content
