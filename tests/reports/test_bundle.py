"""The bundle for the document repository: the frozen bytes under clear names, and an index that tells of gaps."""

import csv
from hashlib import sha256
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from reports.bundle import kept
from reports.bundle.packing import packed
from reports.models import EditionFile, PublishedAgreement
from reports.papers import publishing, review_statement
from tests import factories as make
from tests.reports.published import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def typeset(monkeypatch):
    """What was typeset, quickly."""
    cache.clear()
    found = []
    monkeypatch.setattr(kept, "render_pdf", lambda html: found.append(html) or b"dokumen")
    monkeypatch.setitem(publishing.WRITERS, "pdf", lambda document: b"salinan untuk umum")
    monkeypatch.setitem(review_statement.WRITERS, "pdf", lambda document: b"pernyataan")
    return found


def opened(unit, year=2023):
    return ZipFile(BytesIO(b"".join(packed([unit], year))))


def index_of(book):
    text = book.read("indeks.csv").decode("utf-8-sig")
    return {row["dokumen"]: row for row in csv.DictReader(StringIO(text), delimiter=";")}


def test_every_file_is_the_frozen_one_and_stands_in_the_index(directorate, pak_dir):
    published(directorate, pak_dir)
    book = opened(directorate)
    index = index_of(book)
    for row in index.values():
        if row["berkas"]:
            assert sha256(book.read(row["berkas"])).hexdigest() == row["sha256"]
    assert index["Laporan Kinerja"]["sha256"] == EditionFile.objects.get(form="pdf").sha256
    assert index["Perjanjian Kinerja awal"]["sha256"] == PublishedAgreement.objects.get().sha256
    assert {row["berkas"] for row in index.values() if row["berkas"]} | {"indeks.csv", "indeks.xlsx"} == set(
        book.namelist()
    )


def test_names_tell_order_document_unit_and_year(directorate, pak_dir):
    published(directorate, pak_dir)
    assert opened(directorate).namelist() == [
        "dit-anak/03_PK-Awal_dit-anak_2023.pdf",
        "dit-anak/05_Manual-IKU_dit-anak_2023.pdf",
        "dit-anak/06_Tabel-Capaian_dit-anak_2023.xlsx",
        "dit-anak/07_LKj_dit-anak_2023.pdf",
        "dit-anak/08_Pernyataan-Telah-Direviu_dit-anak_2023.pdf",
        *("indeks.xlsx", "indeks.csv"),
    ]


def test_the_table_of_capaian_holds_what_was_frozen(directorate, pak_dir):
    published(directorate, pak_dir)
    directorate.realizations.update(numerator=1)
    sheet = load_workbook(BytesIO(opened(directorate).read("dit-anak/06_Tabel-Capaian_dit-anak_2023.xlsx"))).active
    row = dict(zip(*([cell.value for cell in line] for line in sheet.iter_rows()), strict=True))
    assert (row["tahun"], row["realisasi"], row["capaian"]) == (2023, 87.5, 109.375)


def test_what_is_missing_says_why(directorate):
    make.make_line(agreement=make.make_agreement(unit=directorate, status="draft"))
    index = index_of(opened(directorate))
    assert {row["ada"] for row in index.values()} == {"belum ada", "ada"}
    why = {name: row["keterangan"] for name, row in index.items() if row["ada"] == "belum ada"}
    assert why["Perjanjian Kinerja awal"] == "Masih konsep; belum ditandatangani."
    assert why["Laporan Kinerja"] == why["Tabel capaian"] == "Laporan Kinerja belum difinalkan."
    assert why["Rencana Kerja (Renja)"] == "Tidak disusun LAKIN; ambil dari sumbernya."
    assert all(why.values())


def test_a_paper_is_typeset_once_until_it_changes(directorate, typeset):
    line = make.make_line(agreement=make.make_agreement(unit=directorate))
    first, second = opened(directorate), opened(directorate)
    assert first.read("dit-anak/03_PK-Awal_dit-anak_2023.pdf") == second.read("dit-anak/03_PK-Awal_dit-anak_2023.pdf")
    assert len(typeset) == 2
    type(line).objects.update(target=99)
    opened(directorate)
    # The manual names the target too.
    assert len(typeset) == 4


def test_the_command_packs_a_whole_subtree(tmp_path, directorate_general, directorate, sentra, outsider):
    for unit in (directorate, sentra, outsider):
        make.make_agreement(unit=unit)
    path = tmp_path / "baru" / "bundel.zip"
    call_command("export_bundle", "ditjen-rehsos", "2023", str(path), "--subtree", verbosity=0)
    sheet = load_workbook(BytesIO(ZipFile(path).read("indeks.xlsx"))).active
    assert {cell.value for cell in sheet["A"][1:]} == {"dit-anak", "sentra-timur"}


def test_a_command_that_cannot_make_a_document_says_which_and_leaves_no_half_zip(directorate, tmp_path, monkeypatch):
    make.make_line(agreement=make.make_agreement(unit=directorate))
    monkeypatch.setattr(kept, "render_pdf", lambda html: 1 // 0)
    path = tmp_path / "bundel.zip"
    with pytest.raises(CommandError, match="gagal dibuat, jadi bundelnya tidak disusun"):
        call_command("export_bundle", "dit-anak", "2023", str(path), verbosity=0)
    assert not path.exists()
