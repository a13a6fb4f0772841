"""What file is this, before anything reads it: a plain .xlsx within its limits, or a clear refusal."""

import zipfile
from io import BytesIO

from lakin import packages
from lakin.packages import MEGABYTE, TYPES, Fault, Limits, PackageError
from reports.workbook.problems import Refused

MAX_FILE = 20 * MEGABYTE
MAX_UNPACKED = 200 * MEGABYTE
LIMITS = Limits(unpacked=MAX_UNPACKED)

SAVE_AS = "Buka di Excel lalu simpan sebagai Excel Workbook (.xlsx)."
MACROS = f"Berkas memuat makro dan ditolak. {SAVE_AS}"
_WORDS = {
    Fault.OLD: f"Berkas Excel lama (.xls) tidak dibaca. {SAVE_AS}",
    Fault.LOCKED: "Berkas terkunci sandi; hapus sandinya di Excel lalu simpan lagi.",
    Fault.BROKEN: f"Berkas rusak atau tidak lengkap. {SAVE_AS}",
    Fault.BROKEN_PART: f"Berkas rusak: bagian {{member}} tidak terbaca. {SAVE_AS}",
    Fault.MISSIZED: f"Berkas rusak: ukuran bagian {{member}} tidak sesuai. {SAVE_AS}",
    Fault.PACKING: f"Berkas dimampatkan dengan cara yang tidak dikenal. {SAVE_AS}",
    Fault.NAME: f"Berkas memuat bagian dengan nama yang tidak wajar: {{member}}. {SAVE_AS}",
    Fault.TOO_MANY: f"Berkas memuat {{count}} bagian; paling banyak {LIMITS.parts}.",
    Fault.TOO_BIG: (
        f"Isi berkas terlalu besar setelah dibuka (batasnya {MAX_UNPACKED // MEGABYTE} MB) atau dimampatkan secara "
        "tidak wajar; hapus baris dan kolom kosong yang berformat."
    ),
    Fault.MACROS: MACROS,
}
_HTML = (b"<html", b"<!doctype html", b"<table", b"<meta")
_FOREIGN_PARTS = (
    ("word/document.xml", "Berkas ini dokumen Word, bukan buku kerja Excel."),
    ("ppt/presentation.xml", "Berkas ini presentasi PowerPoint, bukan buku kerja Excel."),
    ("xl/workbook.bin", f"Berkas .xlsb tidak dibaca. {SAVE_AS}"),
    ("content.xml", f"Berkas OpenDocument (.ods) tidak dibaca. {SAVE_AS}"),
)


def open_package(content: bytes) -> zipfile.ZipFile:
    """The parts of an .xlsx that is safe to unpack; raises Refused with the reason otherwise."""
    if len(content) > MAX_FILE:
        raise Refused(f"Berkas {len(content) // MEGABYTE} MB terlalu besar; paling besar {MAX_FILE // MEGABYTE} MB.")
    try:
        package = packages.open_package(BytesIO(content), LIMITS)
    except PackageError as error:
        raise Refused(_what_it_is(content) if error.kind is Fault.NO_PACKAGE else _words(error)) from error
    _refuse_foreign(package)
    return package


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """The whole content of one part; raises Refused when the file does not have it."""
    try:
        return packages.read_part(package, name, MAX_UNPACKED)
    except PackageError as error:
        raise Refused(_words(error)) from error


def _words(error: PackageError) -> str:
    return _WORDS[error.kind].format(member=error.member, count=error.count)


def _what_it_is(content: bytes) -> str:
    head = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"%pdf"):
        return "Berkas ini PDF yang diganti namanya, bukan buku kerja Excel."
    if any(mark in head for mark in _HTML):
        return f"Berkas ini halaman web (HTML) yang diganti namanya. {SAVE_AS}"
    if not content:
        return "Berkas kosong."
    if b"\0" not in content[:1024] and (b"," in head or b";" in head):
        return "Berkas ini teks, bukan .xlsx; berkas .csv diimpor sebagai folder, satu berkas per lembar."
    return f"Jenis berkas tidak dikenali. {SAVE_AS}"


def _refuse_foreign(package: zipfile.ZipFile) -> None:
    names = packages.part_names(package)
    for part, message in _FOREIGN_PARTS:
        if part in names:
            raise Refused(message)
    if not {TYPES, "xl/workbook.xml"} <= names.keys():
        raise Refused(f"Berkas ini arsip zip, bukan buku kerja Excel. {SAVE_AS}")
