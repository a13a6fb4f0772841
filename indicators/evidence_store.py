"""Where the files of evidence lie: written, told apart by their content, and removed."""

from hashlib import sha256

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from indicators.models import Evidence


def digest_of(file: File) -> str:
    """The SHA-256 of the content, read piece by piece."""
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def write(evidence: Evidence, file: File, small: bytes) -> None:
    """Stores the file and its small picture where the row says."""
    file.seek(0)
    default_storage.save(evidence.file.name, file)
    if small:
        default_storage.save(evidence.thumbnail.name, ContentFile(small))


def erase(evidence: Evidence) -> None:
    """Removes the files of a row; one that was never written is no failure."""
    for field in (evidence.file, evidence.thumbnail):
        if field:
            default_storage.delete(field.name)
