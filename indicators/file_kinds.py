"""What a file is by its content, whatever it is called: one of the few kinds that serve as evidence, or a refusal."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

import puremagic
from django.core.exceptions import ValidationError

from indicators.office_files import office_part
from indicators.pictures import small_copy
from lakin.packages import OLE_MARK, ZIP_MARK

HEAD, TAIL = 8192, 2048
ALLOWED = (
    "Yang diterima: PDF, gambar JPEG, PNG atau WEBP, Excel .xlsx, Word .docx, PowerPoint .pptx, "
    "serta teks atau CSV (UTF-8)."
)
_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class FileKind:
    """A kind of file: the type it is served as, the ending of its name, and what people call it."""

    content_type: str
    ending: str
    word: str


PDF = FileKind("application/pdf", ".pdf", "PDF")
JPEG = FileKind("image/jpeg", ".jpg", "Gambar")
PNG = FileKind("image/png", ".png", "Gambar")
WEBP = FileKind("image/webp", ".webp", "Gambar")
XLSX = FileKind(f"{_OFFICE}spreadsheetml.sheet", ".xlsx", "Excel")
DOCX = FileKind(f"{_OFFICE}wordprocessingml.document", ".docx", "Word")
PPTX = FileKind(f"{_OFFICE}presentationml.presentation", ".pptx", "PowerPoint")
CSV = FileKind("text/csv", ".csv", "CSV")
TEXT = FileKind("text/plain", ".txt", "Teks")
KINDS = {kind.content_type: kind for kind in (PDF, JPEG, PNG, WEBP, XLSX, DOCX, PPTX, CSV, TEXT)}

_PICTURE_MARKS = {".jpg": JPEG, ".jpeg": JPEG, ".jfif": JPEG, ".png": PNG, ".webp": WEBP}
_OFFICE_PARTS = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX, "ppt/presentation.xml": PPTX}
_OLD_OFFICE = "dokumen Office lama (.doc, .xls, .ppt) atau terkunci sandi; simpan sebagai .docx, .xlsx atau .pptx"
_REFUSED = {
    "program": {".exe", ".dll", ".msi", ".appimage", ".class", ".dmg", ".lnk"},
    "arsip; unggah isinya satu per satu": {".zip", ".rar", ".7z", ".gz", ".bz2", ".xz", ".tar", ".tgz", ".cab"},
    _OLD_OFFICE: {".doc", ".xls", ".ppt", ".msg"},
    "halaman web (HTML)": {".html", ".htm"},
    "gambar SVG": {".svg"},
    "dokumen RTF; simpan sebagai .docx": {".rtf"},
    "XML": {".xml"},
    "PostScript; simpan sebagai PDF": {".eps", ".ps"},
    "gambar berformat lain; simpan sebagai JPEG atau PNG": {".gif", ".bmp", ".tif", ".tiff", ".heic", ".avif"},
    "video atau suara": {".mp4", ".avi", ".mov", ".mkv", ".mp3", ".wav", ".ogg"},
}
_IPHONE = frozenset(b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"))
_WRITTEN = frozenset({".html", ".htm", ".svg", ".xml", ".rtf", ".eps", ".ps"})
_MARKUP = re.compile(r"<\s*(?:!doctype|!entity|html|head|body|script|iframe|object|svg|\?xml|\?php)\b", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# A mark of two letters, as "BM" or "MZ", also begins ordinary words.
_SURE = 0.3


def recognized(file: BinaryIO, name: str) -> tuple[FileKind, bytes]:
    """The kind of a file and its small picture (empty for all but pictures); ValidationError for any other file.

    The name only tells CSV from other plain text.
    """
    head = _read(file, 0, HEAD)
    if head.startswith(b"%PDF-"):
        return _pdf(file, head), b""
    if head.startswith(ZIP_MARK):
        return _OFFICE_PARTS[office_part(file, tuple(_OFFICE_PARTS), ALLOWED)], b""
    if head[4:12] in _IPHONE:
        raise ValidationError(f"Foto iPhone (HEIC): ubah dahulu ke JPEG. {ALLOWED}")
    looks = _looks_like(head)
    for ending, kind in _PICTURE_MARKS.items():
        if ending in looks:
            return kind, small_copy(file)
    if head.startswith(OLE_MARK):
        raise _refusal({".doc"})
    return _text(file, name, looks), b""


def _looks_like(head: bytes) -> set[str]:
    """The endings that the first bytes speak for; empty when nothing is known of them."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return set()
    return {match.extension.lower() for match in found if match.confidence >= _SURE}


def _pdf(file: BinaryIO, head: bytes) -> FileKind:
    file.seek(0, 2)
    if b"%%EOF" not in _read(file, max(0, file.tell() - TAIL), TAIL):
        raise ValidationError("PDF ini terpotong atau rusak. Buka lalu simpan ulang sebagai PDF, kemudian unggah lagi.")
    if _MARKUP.search(head[:1024].decode("latin-1")):
        raise ValidationError(f"Berkas ini halaman web (HTML) yang menyamar sebagai PDF. {ALLOWED}")
    return PDF


def _text(file: BinaryIO, name: str, looks: set[str]) -> FileKind:
    """CSV or plain text; ValidationError for anything that is not only words."""
    try:
        text = _read(file, 0).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal(looks) from error
    if _CONTROLS.search(text) or looks & _WRITTEN:
        raise _refusal(looks)
    if text.startswith("#!"):
        raise _refusal({".exe"})
    if _MARKUP.search(text):
        raise _refusal({".html"})
    return CSV if PurePath(name).suffix.casefold() == ".csv" else TEXT


def _refusal(looks: set[str]) -> ValidationError:
    """What the file seems to be, and what is accepted instead."""
    for word, endings in _REFUSED.items():
        if endings & looks:
            return ValidationError(f"Berkas ini {word}. {ALLOWED}")
    return ValidationError(f"Jenis berkas ini tidak dikenali, atau teksnya tidak memakai UTF-8. {ALLOWED}")


def _read(file: BinaryIO, start: int, length: int = -1) -> bytes:
    file.seek(start)
    return file.read(length)
