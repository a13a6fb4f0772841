"""Is a zip really an Excel, Word or PowerPoint file: complete, without macros, and no bomb."""

import copy
import zipfile
import zlib
from typing import BinaryIO

from django.core.exceptions import ValidationError

ZIP_MARK = b"PK\x03\x04"
MEGABYTE = 1024 * 1024
MAX_UNPACKED = 200 * MEGABYTE
MAX_MEMBERS = 3000
# Sheets full of the same words pack 30 to 60 times smaller; a bomb packs about a thousand times.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 5 * MEGABYTE
CHUNK = 256 * 1024
TYPES = "[content_types].xml"

BROKEN = "Berkas Office ini rusak atau tidak lengkap. Buka lalu simpan ulang, kemudian unggah lagi."
LOCKED = "Berkas Office ini terkunci kata sandi. Hapus kata sandinya lalu unggah lagi."
BOMB = "Isi berkas ini jauh lebih besar dari yang wajar setelah dibuka, sehingga ditolak."
MACROS = "Berkas ini memuat makro dan ditolak. Simpan sebagai .xlsx, .docx atau .pptx biasa, lalu unggah lagi."
_ACTIVE = ("vbaproject.bin", "vbadata.xml")
_ACTIVE_FOLDERS = ("xl/macrosheets/", "word/activex/", "xl/activex/", "ppt/activex/")


def office_part(file: BinaryIO, parts: tuple[str, ...], allowed: str) -> str:
    """Which of the main parts the package holds; ValidationError for any other zip, for macros and for bombs."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            names = {member.filename.lower().lstrip("/") for member in package.infolist()}
            _refuse_bomb(package)
            _refuse_macros(package, names)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise ValidationError(BROKEN) from error
    found = [part for part in parts if part in names]
    if TYPES not in names or len(found) != 1:
        raise ValidationError(f"Berkas ini arsip; unggah isinya satu per satu. {allowed}")
    return found[0]


def _refuse_macros(package: zipfile.ZipFile, names: set[str]) -> None:
    if any(name.endswith(_ACTIVE) or name.startswith(_ACTIVE_FOLDERS) for name in names):
        raise ValidationError(MACROS)
    for member in package.infolist():
        if member.filename.lower().lstrip("/") == TYPES and b"macroenabled" in package.read(member).lower():
            raise ValidationError(MACROS)


def _refuse_bomb(package: zipfile.ZipFile) -> None:
    """Unpacks everything once without keeping it: the sizes that a file declares may lie."""
    members = package.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise ValidationError(BOMB)
    left = MAX_UNPACKED
    for member in members:
        if member.flag_bits & 1:
            raise ValidationError(LOCKED)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValidationError(BROKEN)
        size = _true_size(package, member, left)
        if size != member.file_size:
            raise ValidationError(BROKEN)
        if size > RATIO_COUNTS_FROM and size > MAX_RATIO * max(member.compress_size, 1):
            raise ValidationError(BOMB)
        left -= size


def _true_size(package: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> int:
    """How many bytes a member unpacks to; ValidationError as soon as they are more than `most`."""
    packed = copy.copy(member)
    packed.compress_type, packed.file_size, packed.CRC = zipfile.ZIP_STORED, member.compress_size, None
    stream = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    size = 0
    with package.open(packed) as source:
        while raw := source.read(CHUNK):
            while raw:
                size += len(stream.decompress(raw, CHUNK)) if stream else len(raw)
                raw = stream.unconsumed_tail if stream else b""
                if size > most:
                    raise ValidationError(BOMB)
    return size
