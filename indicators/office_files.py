"""Is a zip really an Excel, Word or PowerPoint file: complete, without macros, and no bomb."""

from typing import BinaryIO

from django.core.exceptions import ValidationError

from lakin.packages import MEGABYTE, TYPES, Fault, Limits, PackageError, open_package, part_names

LIMITS = Limits(unpacked=200 * MEGABYTE, parts=3000)

BROKEN = "Berkas Office ini rusak atau tidak lengkap. Buka lalu simpan ulang, kemudian unggah lagi."
_MACROS = "Berkas ini memuat makro dan ditolak. Simpan sebagai .xlsx, .docx atau .pptx biasa, lalu unggah lagi."
_BOMB = "Isi berkas ini jauh lebih besar dari yang wajar setelah dibuka, sehingga ditolak."
# Every other fault is a broken file for whoever uploads it: opening and saving it again mends it.
_WORDS = {
    Fault.LOCKED: "Berkas Office ini terkunci sandi. Hapus sandinya lalu unggah lagi.",
    Fault.TOO_MANY: _BOMB,
    Fault.TOO_BIG: _BOMB,
    Fault.MACROS: _MACROS,
}


def office_part(file: BinaryIO, parts: tuple[str, ...], allowed: str) -> str:
    """Which of the main parts the package holds; ValidationError for any other zip, for macros and for bombs."""
    try:
        names = part_names(open_package(file, LIMITS))
    except PackageError as error:
        raise ValidationError(_WORDS.get(error.kind, BROKEN)) from error
    found = [part for part in parts if part in names]
    if TYPES not in names or len(found) != 1:
        raise ValidationError(f"Berkas ini arsip; unggah isinya satu per satu. {allowed}")
    return found[0]
