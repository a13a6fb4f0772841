"""Writes what a command made to the place it was given; what stops it is said in Indonesian."""

import errno
from pathlib import Path

from django.core.management.base import CommandError

REASONS = {
    errno.EACCES: "tidak ada izin menulis di sana",
    errno.EPERM: "tidak ada izin menulis di sana",
    errno.EROFS: "tempatnya hanya dapat dibaca",
    errno.ENOSPC: "tempat penyimpanan penuh",
    errno.EISDIR: "itu sebuah folder; sebutkan juga nama berkasnya",
    errno.ENOTDIR: "sebagian letaknya bukan folder",
    errno.EEXIST: "sebagian letaknya bukan folder",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}


def save(content: bytes, path: Path) -> None:
    """Writes the file and the folders it stands in; raises CommandError with the reason."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(unwritten(path, error)) from error


def unwritten(path: Path, error: OSError) -> str:
    """Why a file or folder cannot be written."""
    return f"{path} tidak dapat ditulis: {REASONS.get(error.errno, 'letaknya tidak dapat dipakai')}."
