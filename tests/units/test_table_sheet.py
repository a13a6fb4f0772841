"""Excel files that reach a single table: what is refused, and in which words."""

import struct
import zipfile
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lakin.packages import MEGABYTE, OLE_MARK, Limits
from tests.evidence_files import office, zipped
from tests.pages import seen
from units import table_sheet
from units.table_sheet import SafeSheet, SheetError


def sheet(*rows):
    """The bytes of an .xlsx with these rows."""
    book, written = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(written)
    return written.getvalue()


def refusal(content):
    with pytest.raises(SheetError) as refused:
        SafeSheet().create_dataset(content)
    return str(refused.value)


FILES = [
    (b"bukan", "tidak dapat dibaca"),
    (OLE_MARK + b"\0" * 600, "Simpan sebagai Excel Workbook (.xlsx)"),
    (OLE_MARK + "EncryptedPackage".encode("utf-16-le"), "terkunci sandi"),
    (office("xl/workbook.xml", **{"xl/vbaProject.bin": b"x"}), "memuat makro"),
    (zipped(**{f"a{number}": b"" for number in range(201)}), "terlalu banyak bagian"),
    (zipped(a=b"0" * (20 * MEGABYTE)), "terlalu besar setelah dibuka"),
]


@pytest.mark.parametrize(("content", "why"), FILES)
def test_a_file_that_is_no_plain_sheet_is_refused_by_name(content, why):
    assert why in refusal(content)


def test_a_bomb_that_declares_a_small_size_is_stopped_where_it_grows(monkeypatch):
    honest = zipped(a=b"0" * 3_000_000)
    lying = honest.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 10))
    assert lying != honest
    assert "tidak dapat dibaca" in refusal(lying)
    monkeypatch.setattr(table_sheet, "LIMITS", Limits(unpacked=MEGABYTE))
    assert "terlalu besar setelah dibuka" in refusal(lying)


def test_a_plain_sheet_is_read():
    dataset = SafeSheet().create_dataset(sheet(["unit", "tahun"], ["dit-anak", 2023]))
    assert (dataset["unit"], dataset["tahun"]) == (["dit-anak"], [2023])


@pytest.mark.django_db
def test_the_words_of_a_library_never_reach_the_page(client, rina):
    client.force_login(rina)
    plain = sheet(["unit", "tahun"], ["dit-anak", 2023])
    broken = zipped(**{name: part.replace(b"<v>2023<", b"<v>abc<") for name, part in parts_of(plain).items()})
    file = SimpleUploadedFile("tabel.xlsx", broken)
    page = client.post(reverse("admin:budget_dipa_import"), {"import_file": file, "format": "0", "resource": "0"})
    assert table_sheet.UNREADABLE in seen(page)
    assert "invalid literal" not in seen(page)


def parts_of(content):
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
