"""What file is this, before anything reads it: a plain .xlsx within its limits, or a clear refusal."""

import copy
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from reports.workbook.problems import Refused

MEGABYTE = 1024 * 1024
MAX_FILE = 20 * MEGABYTE
MAX_UNPACKED = 200 * MEGABYTE
MAX_MEMBERS = 200
# Sheets full of the same words pack 30 to 60 times smaller; a bomb packs about a thousand times.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 5 * MEGABYTE
CHUNK = 256 * 1024

SAVE_AS = "Buka di Excel lalu simpan sebagai Excel Workbook (.xlsx)."
MACROS = f"Berkas memuat makro dan ditolak. {SAVE_AS}"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
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
    if not content.startswith(b"PK\x03\x04"):
        raise Refused(_what_it_is(content))
    try:
        package = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refused(f"Berkas rusak atau tidak lengkap. {SAVE_AS}") from error
    _refuse_bomb(package)
    _refuse_foreign(package)
    return package


def unpack(package: zipfile.ZipFile, member: zipfile.ZipInfo, most: int = MAX_UNPACKED) -> Iterator[bytes]:
    """The content of a member in chunks, counted as it unpacks: the sizes a file declares may lie."""
    packed = copy.copy(member)
    packed.compress_type, packed.file_size, packed.CRC = zipfile.ZIP_STORED, member.compress_size, None
    stream = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    size = 0
    with package.open(packed) as source:
        while raw := source.read(CHUNK):
            while raw:
                chunk = stream.decompress(raw, CHUNK) if stream else raw
                raw = stream.unconsumed_tail if stream else b""
                size += len(chunk)
                if size > most:
                    raise Refused(_too_big())
                yield chunk


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """The whole content of one part; raises Refused when the file does not have it."""
    try:
        return b"".join(unpack(package, package.getinfo(name)))
    except (KeyError, zlib.error, zipfile.BadZipFile, EOFError) as error:
        raise Refused(f"Berkas rusak: bagian {name} tidak terbaca. {SAVE_AS}") from error


def _what_it_is(content: bytes) -> str:
    head = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in content:
            return "Berkas terkunci kata sandi; hapus kata sandinya di Excel lalu simpan lagi."
        return f"Berkas Excel lama (.xls) tidak dibaca. {SAVE_AS}"
    if head.startswith(b"%pdf"):
        return "Berkas ini PDF yang diganti namanya, bukan buku kerja Excel."
    if any(mark in head for mark in _HTML):
        return f"Berkas ini halaman web (HTML) yang diganti namanya. {SAVE_AS}"
    if not content:
        return "Berkas kosong."
    if b"\0" not in content[:1024] and (b"," in head or b";" in head):
        return "Berkas ini teks, bukan .xlsx; berkas .csv diimpor sebagai folder, satu berkas per lembar."
    return f"Jenis berkas tidak dikenali. {SAVE_AS}"


def _refuse_bomb(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    if len(members) > MAX_MEMBERS:
        raise Refused(f"Berkas memuat {len(members)} bagian; paling banyak {MAX_MEMBERS}.")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Refused(_too_big())
    left = MAX_UNPACKED
    for member in members:
        if member.flag_bits & 1:
            raise Refused("Berkas terkunci kata sandi; hapus kata sandinya di Excel lalu simpan lagi.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(f"Berkas dimampatkan dengan cara yang tidak dikenal. {SAVE_AS}")
        left -= _true_size(package, member, left)


def _true_size(package: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """How many bytes a member really unpacks to, without keeping them."""
    try:
        size = sum(len(chunk) for chunk in unpack(package, member, left))
    except (zlib.error, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise Refused(f"Berkas rusak: bagian {member.filename} tidak terbaca. {SAVE_AS}") from error
    if size != member.file_size:
        raise Refused(f"Berkas rusak: ukuran bagian {member.filename} tidak sesuai. {SAVE_AS}")
    if size > RATIO_COUNTS_FROM and size > MAX_RATIO * max(member.compress_size, 1):
        raise Refused(_too_big())
    return size


def _too_big() -> str:
    return (
        f"Isi berkas terlalu besar setelah dibuka (batasnya {MAX_UNPACKED // MEGABYTE} MB) atau dimampatkan secara "
        "tidak wajar; hapus baris dan kolom kosong yang berformat."
    )


def _refuse_foreign(package: zipfile.ZipFile) -> None:
    names = {name.lower() for name in package.namelist()}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise Refused(MACROS)
    for part, message in _FOREIGN_PARTS:
        if part in names:
            raise Refused(message)
    if not {"[content_types].xml", "xl/workbook.xml"} <= names:
        raise Refused(f"Berkas ini arsip zip, bukan buku kerja Excel. {SAVE_AS}")
    if b"macroEnabled" in read_part(package, _exact(package, "[content_types].xml")):
        raise Refused(MACROS)


def _exact(package: zipfile.ZipFile, name: str) -> str:
    """The name as the file spells it."""
    return next(found for found in package.namelist() if found.lower() == name)
