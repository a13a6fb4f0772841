"""Files that are no workbook, or a dangerous one, are refused with what they are and what to do."""

import struct
import zipfile
from io import BytesIO

import pytest

from lakin.packages import MEGABYTE
from reports.workbook.importing import import_workbook
from reports.workbook.problems import Refused
from reports.workbook.safety import open_package, read_part
from tests.reports.workbook.conftest import told, xlsx

GOOD = xlsx(unit=[["kode", "nama", "jenis"], ["uji", "Unit uji", "direktorat"]]).getvalue()
PARTS = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    content = BytesIO()
    with zipfile.ZipFile(content, "w", compression) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


def refusal(content):
    with pytest.raises(Refused) as caught:
        open_package(content)
    return str(caught.value)


FILES = [
    (b"", "Berkas kosong."),
    (b"%PDF-1.7\n...", "Berkas ini PDF yang diganti namanya"),
    (b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>", "halaman web (HTML)"),
    (OLE, "Berkas Excel lama (.xls)"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "terkunci sandi"),
    (b"kode,nama\nuji,Unit\n", "berkas .csv diimpor sebagai folder"),
    (b"\x89PNG\r\n\x1a\n\0\0", "Jenis berkas tidak dikenali"),
    (GOOD[: len(GOOD) // 2], "rusak atau tidak lengkap"),
    (archive({"surat.txt": b"halo"}), "arsip zip, bukan buku kerja Excel"),
    (archive({**PARTS, "word/document.xml": b"x"}), "dokumen Word"),
    (archive({"mimetype": b"x", "content.xml": b"x"}), "OpenDocument"),
    (archive({**PARTS, "xl/workbook.bin": b"x"}), ".xlsb"),
    (archive({**PARTS, "xl/vbaProject.bin": b"x"}), "memuat makro"),
    (archive({**PARTS, "xl/macrosheets/sheet1.xml": b"x"}), "memuat makro"),
    (archive(PARTS | {"[Content_Types].xml": b"<Types ContentType='x.macroEnabled.main+xml'/>"}), "memuat makro"),
    (archive(PARTS | {f"xl/media/{number}.png": b"" for number in range(200)}), "202 bagian; paling banyak 200"),
    (archive(PARTS, zipfile.ZIP_BZIP2), "dimampatkan dengan cara yang tidak dikenal"),
    (b"PK\x03\x04" + b"\0" * (20 * MEGABYTE), "paling besar 20 MB"),
]


@pytest.mark.parametrize(("content", "why"), FILES)
def test_a_file_that_is_no_plain_workbook_is_refused_by_name(content, why):
    assert why in refusal(content)


def test_a_plain_workbook_is_opened():
    assert "xl/workbook.xml" in open_package(GOOD).namelist()


@pytest.mark.parametrize("megabytes", [50, 250])
def test_a_bomb_is_refused_before_it_is_unpacked(megabytes):
    bomb = archive(PARTS | {"xl/worksheets/sheet1.xml": b"0" * (megabytes * MEGABYTE)})
    assert len(bomb) < MEGABYTE
    assert "terlalu besar setelah dibuka" in refusal(bomb)


def test_a_member_that_lies_about_its_size_is_refused():
    honest = archive(PARTS | {"xl/lie.xml": b"0" * 1_000_000})
    lying = honest.replace(struct.pack("<I", 1_000_000), struct.pack("<I", 10))
    assert lying != honest
    assert "ukuran bagian xl/lie.xml tidak sesuai" in refusal(lying)


def test_a_member_locked_with_a_password_is_refused():
    locked = bytearray(archive(PARTS))
    start = locked.index(b"PK\x01\x02")
    locked[start + 8] |= 1
    assert "terkunci sandi" in refusal(bytes(locked))


def test_a_part_that_is_not_there_is_a_broken_file():
    with pytest.raises(Refused, match=r"bagian xl/styles\.xml tidak terbaca"):
        read_part(open_package(archive(PARTS)), "xl/styles.xml")


@pytest.mark.django_db
def test_a_refused_file_is_one_error_and_nothing_is_written():
    result = import_workbook(BytesIO(b"%PDF-1.7"))
    assert (told(result), result.is_written) == (
        ["Berkas ini PDF yang diganti namanya, bukan buku kerja Excel."],
        False,
    )


@pytest.mark.django_db
def test_a_path_that_is_not_there_is_told(tmp_path):
    assert told(import_workbook(tmp_path / "tidak-ada.xlsx")) == [f"{tmp_path / 'tidak-ada.xlsx'} tidak ditemukan."]
