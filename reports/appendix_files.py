"""What may become an appendix: a PDF rebuilt from its pages, or a picture drawn anew; everything else is refused."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from django.core.exceptions import ValidationError
from django.core.files.base import File

from indicators.file_kinds import PDF, recognized
from indicators.pictures import LARGE, small_copy
from reports.models import AppendixKind
from reports.set_apart import Failed, answer_of

MEGABYTE = 1024 * 1024
MOST_BYTES = 25 * MEGABYTE
# The cleaning stops itself after a minute of computing.
PATIENCE = 90
ALLOWED = "Yang diterima: PDF, JPEG, atau PNG, paling besar 25 MB dan 200 halaman."
TOO_SLOW = "PDF ini terlalu rumit untuk diperiksa. Simpan ulang dengan mutu cetak biasa, lalu unggah lagi."
MARKS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True)
class Checked:
    """A file that may be stored: its bytes as cleaned, its kind, the ending of its name, and how many pages it adds."""

    content: bytes
    kind: AppendixKind
    ending: str
    pages: int


def checked(file: File) -> Checked:
    """The cleaned file; ValidationError says why it is refused."""
    if not file.size:
        raise ValidationError("Berkas ini kosong (0 byte). Periksa berkas aslinya lalu unggah lagi.")
    if file.size > MOST_BYTES:
        raise ValidationError(f"Berkas ini terlalu besar. {ALLOWED}")
    file.seek(0)
    if not file.read(8).startswith(MARKS):
        raise ValidationError(f"Jenis berkas ini tidak dapat menjadi lampiran. {ALLOWED}")
    kind, _ = recognized(file, file.name or "")
    file.seek(0)
    if kind is PDF:
        content, pages = cleaned(file.read())
        return Checked(content, AppendixKind.PDF, ".pdf", pages)
    return Checked(small_copy(file, LARGE), AppendixKind.IMAGE, ".jpg", 1)


def cleaned(content: bytes) -> tuple[bytes, int]:
    """A PDF rebuilt by a process of its own, and its pages."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "asal.pdf"), Path(folder, "bersih.pdf")
        source.write_bytes(content)
        try:
            answer = answer_of("reports.appendix_cleaning", str(source), str(target), patience=PATIENCE)
        except Failed as error:
            raise ValidationError(TOO_SLOW) from error
        if "refused" in answer:
            raise ValidationError(answer["refused"])
        return target.read_bytes(), answer["pages"]


@lru_cache(maxsize=64)
def shapes(path: str, sha256: str) -> tuple[tuple[int, int], ...]:
    """Width and height in points of every page of a cleaned PDF, as it is read; another hash is another file."""
    with pikepdf.open(path) as pdf:
        return tuple(shape(page) for page in pdf.pages)


def shape(page) -> tuple[int, int]:
    left, bottom, right, top = (float(side) for side in page.cropbox)
    size = round(abs(right - left)), round(abs(top - bottom))
    return size[::-1] if int(page.obj.get("/Rotate", 0)) % 180 else size
