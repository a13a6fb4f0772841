"""A photograph as evidence: really a picture, of a size one can open, and its small copy."""

from io import BytesIO
from typing import BinaryIO

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 60_000_000
SMALL = 320
# Over the 155 mm of a page of print, 400 dots per inch.
LARGE = 2400
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
BROKEN = "Gambar ini rusak atau tidak lengkap sehingga tidak dapat dibuka. Simpan ulang lalu unggah lagi."
TOO_LARGE = "Gambar ini terlalu besar ukurannya (lebih dari 60 juta piksel). Kecilkan dahulu lalu unggah lagi."


def small_copy(file: BinaryIO, largest: int = SMALL) -> bytes:
    """A JPEG of at most so many pixels, upright, without metadata; ValidationError for what is no whole picture."""
    try:
        _refuse_broken(file)
        with _opened(file) as image:
            # A camera's JPEG is decoded at a fraction of its size; every byte of it is still read.
            image.draft("RGB", (largest * 2, largest * 2))
            return _written(_upright(image, largest))
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise ValidationError(BROKEN) from error


def _opened(file: BinaryIO) -> Image.Image:
    file.seek(0)
    image = Image.open(file, formats=FORMATS)
    if image.width * image.height > MAX_PIXELS:
        raise ValidationError(TOO_LARGE)
    return image


def _refuse_broken(file: BinaryIO) -> None:
    """Raises what Pillow raises for damaged parts; verifying spoils the image, so it is opened anew afterwards."""
    image = _opened(file)
    image.verify()
    # Pillow reports a photograph that was cut off only while no library of this process has told it not to.
    if image.get_format_mimetype() == "image/jpeg" and not _has_end(file):
        raise OSError(BROKEN)


def _has_end(file: BinaryIO) -> bool:
    """True when the last scan of a JPEG is followed by its end mark, which cannot stand inside a scan."""
    file.seek(0)
    content = file.read()
    return content.rfind(_END) > content.rfind(_SCAN) > 0


def _upright(image: Image.Image, largest: int) -> Image.Image:
    image.thumbnail((largest, largest))
    return ImageOps.exif_transpose(image)


def _written(image: Image.Image) -> bytes:
    # Onto fresh paper: comments, profiles and places of the original do not come along.
    shown = image.convert("RGBA")
    paper = Image.new("RGB", shown.size, "white")
    paper.paste(shown, mask=shown)
    written = BytesIO()
    paper.save(written, "JPEG", quality=80, optimize=True)
    return written.getvalue()
