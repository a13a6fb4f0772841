"""Appendices of a report: who brings them and when, their order, and where they stand in every file."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as WordFile
from weasyprint import HTML

from reports import appendices, publishing
from reports.content import content_hash
from reports.facts import facts_of
from reports.models import Appendix, Report, ReportStatus
from tests import factories as make
from tests.pages import furnish, seen
from tests.report_factories import make_appendix
from tests.reports.appendix_samples import pdf_bytes, picture, upload

pytestmark = pytest.mark.django_db
ADDRESS = "/unit/dit-anak/2023/lkj/lampiran/"


@pytest.fixture
def report(directorate):
    furnish(directorate)
    return Report.objects.get()


@pytest.fixture
def _short(report):
    """A report of one section: its PDF is made in a moment."""
    outline = make.make_outline(code="pendek")
    make.make_section(outline=outline, key="isi", kind="narrative", title="Isi", part="isi")
    Report.objects.update(outline=outline)


@pytest.fixture
def _uncleaned(monkeypatch):
    """PDFs taken as they come: the cleaning has tests of its own."""
    monkeypatch.setattr("reports.appendix_files.cleaned", lambda content: (content, 2))


def add(report, by, title="Surat Keputusan", content=None):
    return appendices.add(report=report, file=upload(content or pdf_bytes()), by=by, title=title)


def titles(report):
    return [row.title for row in report.appendices.order_by("order")]


def files():
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def structure(pdf):
    """The alternative texts of the figures, in reading order."""
    waiting, found = [pdf.Root.StructTreeRoot], []
    while waiting:
        held = waiting.pop()
        if isinstance(held, pikepdf.Array):
            waiting.extend(reversed(list(held)))
        elif isinstance(held, pikepdf.Dictionary):
            found += [str(held.Alt)] if held.get("/S") == "/Figure" and "/Alt" in held else []
            waiting.extend([held.K] if "/K" in held else [])
    return found


def test_an_appendix_is_kept_cleaned_under_a_name_that_says_nothing(report, siti):
    row = add(report, siti, title="")
    assert (row.title, row.pages, row.kind, row.order) == ("lampiran", 2, "pdf", 1)
    assert "lampiran.pdf" not in row.file.name
    assert row.file.size == row.size


@pytest.mark.usefixtures("_uncleaned")
def test_they_change_places_and_close_up(report, siti, rina):
    first, second, third = (add(report, siti, title) for title in ("A", "B", "C"))
    appendices.move(appendix=third, by=rina, is_up=True)
    assert titles(report) == ["A", "C", "B"]
    appendices.move(appendix=first, by=siti, is_up=True)
    appendices.move(appendix=second, by=siti, is_up=False)
    assert titles(report) == ["A", "C", "B"]
    appendices.rename(appendix=first, title="  Surat\n Tugas ", by=siti)
    appendices.remove(appendix=third, by=siti)
    assert [(row.order, row.title) for row in report.appendices.order_by("order")] == [(1, "Surat Tugas"), (2, "B")]


@pytest.mark.usefixtures("_uncleaned")
def test_the_file_goes_with_its_row(report, siti, django_capture_on_commit_callbacks):
    row = add(report, siti)
    with django_capture_on_commit_callbacks(execute=True):
        appendices.remove(appendix=row, by=siti)
    assert files() == []


@pytest.mark.usefixtures("_uncleaned")
def test_what_cannot_be_stored_leaves_no_file(report, siti, monkeypatch):
    monkeypatch.setattr(appendices, "MOST", 1)
    add(report, siti)
    with pytest.raises(ValidationError, match="paling banyak 1 lampiran"):
        add(report, siti)
    assert len(files()) == Appendix.objects.count() == 1


@pytest.mark.parametrize("person", ["budi", "pak_dir", "itjen", "stranger"])
def test_only_planner_and_reporter_bring_them(report, request, person):
    with pytest.raises(PermissionDenied, match="perencana dan pengisi"):
        add(report, request.getfixturevalue(person))


@pytest.mark.parametrize("status", [ReportStatus.REVIEWED, ReportStatus.FINAL, ReportStatus.PUBLISHED])
def test_a_report_that_is_no_longer_written_takes_none(report, siti, status):
    row = make_appendix(report=report)
    Report.objects.update(status=status)
    report.refresh_from_db()
    for change in (
        lambda: add(report, siti),
        lambda: appendices.move(appendix=row, by=siti, is_up=True),
        lambda: appendices.rename(appendix=row, title="X", by=siti),
        lambda: appendices.remove(appendix=row, by=siti),
    ):
        with pytest.raises(ValidationError, match="versi baru"):
            change()


def test_an_appendix_changes_the_content(report, siti):
    before = content_hash(facts_of(report))
    row = make_appendix(report=report)
    with_one = content_hash(facts_of(report))
    row.sha256 = "b" * 64
    row.save()
    assert len({before, with_one, content_hash(facts_of(report))}) == 3


def test_facts_read_all_appendices_in_one_query(report):
    def count():
        with CaptureQueriesContext(connection) as queries:
            facts_of(report)
        return len(queries)

    make_appendix(report=report)
    report.refresh_from_db()
    count()
    one = count()
    for order in range(2, 6):
        make_appendix(report=report, order=order)
    assert count() == one


@pytest.mark.usefixtures("_short")
@pytest.mark.same_everywhere
def test_the_pdf_has_the_pages_with_numbers_tags_and_bookmarks_the_same_each_time(report, siti):
    add(report, siti, title="Surat Tugas", content=pdf_bytes(3))
    add(report, siti, title="Denah", content=pdf_bytes(1, size=(842, 595)))
    add(report, siti, title="Foto rapat", content=picture())
    content = publishing.render("dit-anak", 2023, "pdf")
    assert content == publishing.render("dit-anak", 2023, "pdf")
    with pikepdf.open(BytesIO(content)) as pdf:
        assert structure(pdf)[-5:] == [
            *(f"Surat Tugas, halaman {page} dari 3" for page in (1, 2, 3)),
            "Denah, halaman 1 dari 1",
            "Foto rapat",
        ]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root][-3:] == [
                "Lampiran 1 Surat Tugas",
                "Lampiran 2 Denah",
                "Lampiran 3 Foto rapat",
            ]
        wide = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages[-7:]]
        forms = [b"".join(drawings(page)) for page in pdf.pages[-6:-3]]
    assert wide == [False, False, False, False, False, True, False]
    assert [f"Isi halaman {page}".encode() in form for page, form in zip((1, 2, 3), forms, strict=True)] == [True] * 3


@pytest.mark.usefixtures("_short")
@pytest.mark.same_everywhere
def test_a_page_without_its_fonts_takes_the_claim_of_an_archive_away_and_who_brings_it_is_told(client, siti, report):
    client.force_login(siti)
    own = HTML(string="<p>Surat</p>").write_pdf()
    assert "tidak membawa hurufnya" not in seen(client.post(ADDRESS, {"file": upload(own)}, follow=True))
    assert claim(publishing.render("dit-anak", 2023, "pdf")) == "3"
    assert "(Helvetica)" in seen(client.post(ADDRESS, {"file": upload(pdf_bytes())}, follow=True))
    assert claim(publishing.render("dit-anak", 2023, "pdf")) is None


def claim(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        return pdf.open_metadata().get("pdfaid:part")


def drawings(page):
    """The drawings within drawings that a page really draws."""
    used = page.Contents.read_bytes()
    for name, held in page.resources.get("/XObject", {}).items():
        if name.encode() in used and held.Subtype == "/Form":
            yield from (inner.read_bytes() for inner in held.Resources.XObject.values())


def test_word_and_html_have_the_cover_line_and_the_picture(report, siti):
    add(report, siti, title="Surat Tugas")
    add(report, siti, title="Foto rapat", content=picture())
    html = publishing.render("dit-anak", 2023, "html").decode()
    assert "Dokumen yang dilampirkan unit kerja, 2 halaman; halamannya dimuat dalam PDF laporan ini." in html
    word = WordFile(BytesIO(publishing.render("dit-anak", 2023, "docx")))
    headings = [line.text for line in word.paragraphs if line.style.name == "Heading 1"]
    assert headings[-2:] == ["Lampiran 7 Surat Tugas", "Lampiran 8 Foto rapat"]
    assert 'descr="Foto rapat"' in word.element.xml


def test_a_file_that_is_gone_is_missing_at_its_place(report):
    make_appendix(report=report, title="Surat Tugas")
    assert "Berkas lampiran tidak ditemukan" in publishing.render("dit-anak", 2023, "html").decode()


def test_the_page_brings_orders_and_removes(client, siti, report):
    client.force_login(siti)
    words = seen(client.post(ADDRESS, {"title": "Surat Tugas", "file": upload(pdf_bytes(), "st.pdf")}, follow=True))
    assert "“Surat Tugas” dilampirkan: 2 halaman." in words
    second = make_appendix(report=report, order=2, title="Foto")
    client.post(f"{ADDRESS}{second.pk}/ubah/", {"action": "up"})
    assert titles(report) == ["Foto", "Surat Tugas"]
    client.post(f"{ADDRESS}{second.pk}/ubah/", {"action": "rename", "title": "Foto rapat"})
    client.post(f"{ADDRESS}{Appendix.objects.get(title='Surat Tugas').pk}/ubah/", {"action": "remove"})
    assert titles(report) == ["Foto rapat"]
    assert client.post(f"{ADDRESS}{second.pk}/ubah/", {"action": "terbang"}).status_code == 403


def test_a_refused_file_is_told_at_its_place_and_the_title_stays(client, siti, report):
    client.force_login(siti)
    response = client.post(ADDRESS, {"title": "Surat Tugas", "file": upload(b"a;b", "a.csv")})
    assert response.status_code == 422
    assert "tidak dapat menjadi lampiran" in seen(response)
    assert 'value="Surat Tugas"' in response.content.decode()
    assert "Pilih berkas yang dilampirkan." in seen(client.post(ADDRESS, {"title": "x"}))


def test_readers_see_and_take_but_have_nothing_to_change(client, pak_dir, siti, report):
    row = add(report, siti)
    client.force_login(pak_dir)
    page = client.get(ADDRESS)
    assert "Surat Keputusan" in seen(page)
    assert "Tambah lampiran" not in seen(page)
    taken = client.get(f"{ADDRESS}{row.pk}/")
    assert taken["Content-Disposition"] == 'attachment; filename="lampiran-dit-anak-2023-1.pdf"'
    assert b"".join(taken.streaming_content).startswith(b"%PDF")


def test_nobody_outside_takes_an_appendix(client, stranger, report):
    row = make_appendix(report=report)
    client.force_login(stranger)
    assert client.get(f"{ADDRESS}{row.pk}/").status_code == 404


def test_the_page_asks_the_same_with_one_and_with_many(client, siti, report):
    client.force_login(siti)
    counts = []
    for orders in (range(1, 2), range(2, 12)):
        for order in orders:
            make_appendix(report=report, order=order, added_by=make.make_user(f"orang-{order}"))
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        counts.append(len(queries))
    assert counts[0] == counts[1]
