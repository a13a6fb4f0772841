"""The files that prove a realization: what is accepted, what is refused and in which words, and what stays on disk."""

import hashlib
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from PIL import Image, ImageFile

from indicators import evidence_store, office_files, pictures
from indicators.evidence import MOST_FILES, attach, cleaned, detach, shared_with, title_of
from indicators.models import Evidence, Period, Realization, RealizationStatus
from lakin.packages import MEGABYTE, Limits
from tests.evidence_files import OLE, PDF, office, photograph, picture, uploaded, zipped
from tests.factories import make_evidence, make_indicator, make_realization
from units.access import visible_units
from units.models import Unit

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 7, 3, 3, tzinfo=UTC)
XLS_LIKE = "dokumen Office lama"


@pytest.fixture
def draft(directorate):
    """The second quarter, open and begun."""
    for quarter in (1, 2, 3):
        dates = {"opens_on": date(2023, 6, 1), "due_on": date(2023, 7, 10), "closes_on": date(2023, 7, 20)}
        Period.objects.create(unit=directorate, year=2023, quarter=quarter, **dates)
    return make_realization(unit=directorate, quarter=2, status=RealizationStatus.DRAFT)


def bring(realization, by, content=PDF, name="laporan.pdf", **options):
    return attach(realization=realization, file=uploaded(content, name), by=by, now=NOW, **options)


def on_disk(settings):
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def refusal(realization, by, content, name="laporan.pdf"):
    with pytest.raises(ValidationError) as refused:
        bring(realization, by, content, name)
    return " ".join(refused.value.messages)


ACCEPTED = [
    (PDF, "application/pdf", ".pdf"),
    (picture("PNG"), "image/png", ".png"),
    (picture("JPEG"), "image/jpeg", ".jpg"),
    (photograph(), "image/jpeg", ".jpg"),
    (picture("WEBP"), "image/webp", ".webp"),
    (office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    (office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    (
        office("ppt/presentation.xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".pptx",
    ),
    ("Rekap kegiatan;1.204\nBM dan MZ é".encode(), "text/plain", ".txt"),
    (b"BM;MZ\n1;2\n", "text/plain", ".txt"),
]


@pytest.mark.parametrize(("content", "content_type", "ending"), ACCEPTED, ids=[row[2] for row in ACCEPTED])
def test_a_file_is_known_by_its_content_whatever_it_is_called(siti, draft, content, content_type, ending):
    evidence = bring(draft, siti, content, "berkas.exe")
    assert evidence.content_type == content_type
    assert Path(evidence.file.name).suffix == ending
    assert evidence.file.read() == content


def test_only_the_name_tells_csv_from_other_text(siti, draft):
    assert bring(draft, siti, b"a;b\n1;2\n", "rekap.CSV").content_type == "text/csv"


HTML = b"<!doctype html><script>alert(1)</script>"
REFUSED = [
    (HTML, "halaman web (HTML)"),
    (b"Rekap;1\n<script>alert(1)</script>", "halaman web (HTML)"),
    (b"\xef\xbb\xbf  <HTML>", "halaman web (HTML)"),
    (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "gambar SVG"),
    (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "Berkas ini"),
    (b"MZ\x90\x00\x03" + b"\0" * 200, "program"),
    (b"\x7fELF\x02\x01\x01" + b"\0" * 200, "program"),
    (b"#!/bin/sh\nrm -rf /\n", "program"),
    (b"<?php system($_GET[0]);", "Berkas ini"),
    (OLE, XLS_LIKE),
    (b"{\\rtf1 halo}", "RTF"),
    (b"%!PS-Adobe-3.0\n", "PostScript"),
    (picture("GIF"), "gambar berformat lain"),
    (zipped(a=b"1"), "arsip"),
    (b"PK\x05\x06" + b"\0" * 18, "Yang diterima"),
    (b"Rar!\x1a\x07\x00" + b"\0" * 20, "arsip"),
    (b"7z\xbc\xaf\x27\x1c" + b"\0" * 20, "arsip"),
    (zipped(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"}), "arsip"),
    (b"satu\x00dua", "tidak dikenali"),
    ("UTF-16 é".encode("utf-16"), "tidak dikenali"),
    ("Latin é".encode("latin-1"), "tidak memakai UTF-8"),
    (b"\x1b[2J teks yang menghapus layar", "tidak dikenali"),
]


@pytest.mark.parametrize(("content", "words"), REFUSED)
def test_any_other_file_is_refused_and_the_words_name_what_is_accepted(settings, siti, draft, content, words):
    message = refusal(draft, siti, content)
    assert words in message
    assert "Yang diterima: PDF, gambar JPEG, PNG atau WEBP, Excel .xlsx" in message
    assert (on_disk(settings), Evidence.objects.count()) == ([], 0)


def test_a_page_that_poses_as_a_pdf_is_refused(siti, draft):
    assert "menyamar sebagai PDF" in refusal(draft, siti, b"%PDF-1.4\n" + HTML + b"\n%%EOF")
    assert "halaman web" in refusal(draft, siti, HTML + PDF)


def test_a_pdf_that_was_cut_off_is_refused(siti, draft):
    assert "terpotong atau rusak" in refusal(draft, siti, PDF.replace(b"%%EOF", b""))


MACROS = [
    office(**{"word/vbaProject.bin": b"x"}),
    office("xl/workbook.xml", **{"xl/VBAPROJECT.BIN": b"x"}),
    office("xl/workbook.xml", **{"xl/macrosheets/sheet1.xml": b"x"}),
    office(**{"word/activeX/activeX1.xml": b"x"}),
    office(types=b'<Types><x ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'),
]


@pytest.mark.parametrize("content", MACROS)
def test_an_office_file_with_macros_is_refused(siti, draft, content):
    assert "memuat makro" in refusal(draft, siti, content, "surat.docx")


def test_two_office_files_in_one_are_none(siti, draft):
    assert "arsip" in refusal(draft, siti, office(**{"xl/workbook.xml": b"<x/>"}))


def test_a_zip_bomb_is_refused(siti, draft):
    bomb = office(**{"word/media/image1.png": b"\0" * 20 * MEGABYTE})
    assert len(bomb) < 100_000
    assert "jauh lebih besar dari yang wajar" in refusal(draft, siti, bomb, "foto.docx")


def test_a_bomb_of_many_parts_is_refused_as_soon_as_the_limit_is_reached(monkeypatch, siti, draft):
    monkeypatch.setattr(office_files, "LIMITS", Limits(unpacked=1000))
    assert "jauh lebih besar" in refusal(draft, siti, office(a=b"\0" * 600, b=b"\0" * 600))


def test_a_bomb_that_lies_about_its_size_is_refused(monkeypatch, siti, draft):
    content = office(**{"word/media/a.png": b"\0" * 5000})
    lying = content.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != content
    assert "rusak atau tidak lengkap" in refusal(draft, siti, lying)
    monkeypatch.setattr(office_files, "LIMITS", Limits(unpacked=1000))
    assert "jauh lebih besar" in refusal(draft, siti, lying)


def test_a_file_of_too_many_parts_is_refused(monkeypatch, siti, draft):
    monkeypatch.setattr(office_files, "LIMITS", Limits(parts=2))
    assert "jauh lebih besar" in refusal(draft, siti, office(a=b"1"))


def test_an_office_file_behind_a_password_or_damaged_is_refused(siti, draft):
    content = bytearray(office())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "terkunci sandi" in refusal(draft, siti, bytes(content))
    assert "rusak" in refusal(draft, siti, office()[:-30])


def test_an_unknown_way_of_packing_is_refused(siti, draft):
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("[Content_Types].xml", b"x")
        package.writestr("word/document.xml", b"x")
    assert "rusak" in refusal(draft, siti, written.getvalue())


@pytest.mark.parametrize("lenient", [False, True])
def test_a_damaged_picture_is_refused_whatever_other_libraries_tell_pillow(monkeypatch, siti, draft, lenient):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    assert "rusak atau tidak lengkap" in refusal(draft, siti, picture("WEBP")[:-40])
    assert "rusak atau tidak lengkap" in refusal(draft, siti, picture("PNG")[:80])
    assert "rusak atau tidak lengkap" in refusal(draft, siti, picture("JPEG")[:-400])
    assert "rusak atau tidak lengkap" in refusal(draft, siti, b"\x89PNG\r\n\x1a\n" + HTML)


def test_a_picture_of_too_many_points_is_refused_before_it_is_opened(monkeypatch, siti, draft):
    monkeypatch.setattr(pictures, "MAX_PIXELS", 640 * 400 - 1)
    assert "terlalu besar ukurannya" in refusal(draft, siti, picture())
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert "terlalu besar ukurannya" in refusal(draft, siti, picture())


def test_the_small_picture_is_upright_and_tells_nothing_of_the_original(siti, draft):
    evidence = bring(draft, siti, photograph())
    assert b"rahasia" in evidence.file.read()
    small = evidence.thumbnail.read()
    with Image.open(BytesIO(small)) as shown:
        assert (shown.size, shown.format, dict(shown.getexif())) == ((200, 320), "JPEG", {})
    assert b"rahasia" not in small


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "I;16", "L"])
def test_a_picture_of_any_colours_gets_a_small_copy(siti, draft, mode):
    written = BytesIO()
    Image.new(mode, (30, 20)).save(written, "PNG")
    assert bring(draft, siti, written.getvalue()).thumbnail.size > 0


def test_an_empty_file_and_one_too_large_are_refused(settings, siti, draft):
    assert "kosong (0 byte)" in refusal(draft, siti, b"")
    settings.EVIDENCE_MAX_MB = 0
    assert "paling besar 0 MB" in refusal(draft, siti, PDF)


NAMES = [
    ("Rekap TW II.xlsx", "Rekap TW II"),
    ("../../etc/laporan.pdf", "laporan"),
    ("C:\\Users\\Siti\\foto kegiatan.JPEG", "foto kegiatan"),
    ("foto\u202efdp.exe", "fotofdp.exe"),
    ("a\x00b\r\nc.pdf", "ab c"),
    ("\u200b\u200e.pdf", "Bukti dukung"),
    (".pdf", "Bukti dukung"),
    ("", "Bukti dukung"),
    ("rekap v1.2", "rekap v1.2"),
]


@pytest.mark.parametrize(("name", "title"), NAMES)
def test_a_title_is_the_name_without_folders_endings_and_unseen_characters(name, title):
    assert title_of(name) == title


def test_a_title_is_one_line_of_at_most_250_letters(siti, draft):
    assert cleaned("  Surat\n\ttugas \u2067x ") == "Surat tugas x"
    assert len(bring(draft, siti, title="a" * 300).title) == 250


def test_what_a_person_typed_is_no_part_of_the_stored_name(siti, draft):
    evidence = bring(draft, siti, picture(), "../rahasia.png", title="rahasia")
    stored = Path(evidence.file.name), Path(evidence.thumbnail.name)
    assert len(stored[0].stem) == 32
    assert "rahasia" not in f"{stored}"
    assert stored[0].parts[0] == "bukti"


def test_the_row_says_what_the_file_is(siti, draft):
    evidence = bring(draft, siti)
    assert evidence.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (evidence.size, evidence.uploaded_by, evidence.title) == (len(PDF), siti, "laporan")


def test_the_same_file_twice_in_one_realization_is_refused_and_only_one_stays(settings, siti, draft):
    bring(draft, siti)
    assert "sudah diunggah untuk realisasi ini" in refusal(draft, siti, PDF, "lain.pdf")
    assert len(on_disk(settings)) == 1


def test_the_same_file_in_two_quarters_is_accepted_and_seen(siti, draft, stranger):
    first = bring(draft, siti)
    third = Realization(unit=draft.unit, indicator=draft.indicator, year=2023, quarter=3)
    second = bring(third, siti)
    assert shared_with({first.sha256}, draft, visible_units(siti)) == {first.sha256: (second.realization,)}
    assert shared_with({first.sha256}, draft, visible_units(stranger)) == {}
    assert shared_with({"b" * 64}, draft, Unit.objects.all()) == {}


def test_the_first_file_begins_an_empty_draft(siti, draft):
    bring(Realization(unit=draft.unit, indicator=draft.indicator, year=2023, quarter=3), siti)
    assert Realization.objects.get(quarter=3).status == RealizationStatus.DRAFT


def test_a_refused_file_begins_no_draft(siti, draft):
    refusal(Realization(unit=draft.unit, indicator=draft.indicator, year=2023, quarter=3), siti, HTML)
    assert not Realization.objects.filter(quarter=3).exists()


def test_when_the_row_fails_no_file_stays(monkeypatch, settings, siti, draft):
    def fail(self, *args, **kwargs):
        assert len(on_disk(settings)) == 2
        raise IntegrityError

    monkeypatch.setattr(Evidence, "save", fail)
    with pytest.raises(IntegrityError):
        bring(draft, siti, picture())
    assert on_disk(settings) == []


def test_when_the_disk_fails_no_row_and_no_part_of_a_file_stay(monkeypatch, settings, siti, draft):
    save = evidence_store.default_storage.save

    def full(name, content):
        if "kecil" in name:
            raise OSError("disk full")
        return save(name, content)

    monkeypatch.setattr(evidence_store.default_storage, "save", full)
    with pytest.raises(OSError, match="disk full"):
        bring(draft, siti, picture())
    assert (on_disk(settings), Evidence.objects.count()) == ([], 0)


def test_a_realization_holds_at_most_twenty_files(siti, draft):
    for number in range(MOST_FILES):
        make_evidence(realization=draft, sha256=f"{number:064}", uploaded_by=siti)
    assert "paling banyak 20 berkas" in refusal(draft, siti, PDF)


def test_detaching_removes_the_files_when_it_is_through(settings, siti, draft, django_capture_on_commit_callbacks):
    evidence = bring(draft, siti, picture())
    with django_capture_on_commit_callbacks(execute=True):
        detach(evidence=evidence, by=siti, now=NOW)
        assert len(on_disk(settings)) == 2
    assert (on_disk(settings), Evidence.objects.count()) == ([], 0)


def test_a_detachment_that_is_rolled_back_leaves_row_and_file(settings, siti, draft):
    evidence = bring(draft, siti)
    with transaction.atomic():
        detach(evidence=evidence, by=siti, now=NOW)
        transaction.set_rollback(True)
    assert (len(on_disk(settings)), Evidence.objects.count()) == (1, 1)


LOCKED = [(RealizationStatus.SUBMITTED, "menunggu verifikasi"), (RealizationStatus.VERIFIED, "Sudah terverifikasi")]


@pytest.mark.parametrize(("status", "words"), LOCKED)
def test_while_the_realization_is_settled_evidence_neither_comes_nor_goes(settings, siti, draft, status, words):
    evidence = bring(draft, siti)
    Realization.objects.update(status=status)
    assert words in refusal(draft, siti, picture())
    with pytest.raises(ValidationError, match=words):
        detach(evidence=evidence, by=siti, now=NOW)
    assert len(on_disk(settings)) == 1


def test_outside_the_period_evidence_is_refused(siti, draft):
    late = datetime(2023, 9, 1, tzinfo=UTC)
    with pytest.raises(ValidationError, match="ditutup sesudah"):
        attach(realization=draft, file=uploaded(PDF), by=siti, now=late)


@pytest.mark.parametrize("person", ["budi", "rina", "pak_dir", "itjen", "administrator", "stranger"])
def test_only_the_reporter_of_the_unit_brings_and_takes(request, siti, draft, person):
    evidence, other = bring(draft, siti), request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        bring(draft, other, picture())
    with pytest.raises(PermissionDenied):
        detach(evidence=evidence, by=other, now=NOW)


def test_where_files_serve_elsewhere_is_one_query(siti, draft, django_assert_num_queries):
    for number in range(5):
        other = make_realization(unit=draft.unit, indicator=make_indicator(unit=draft.unit), quarter=1)
        make_evidence(realization=other, sha256="c" * 64, uploaded_by=siti, title=f"{number}")
    with django_assert_num_queries(1):
        found = shared_with({"c" * 64}, draft, Unit.objects.all())["c" * 64]
        assert len({use.indicator.code for use in found if use.unit.name}) == 5
