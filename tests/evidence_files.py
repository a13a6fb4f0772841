"""Files as people and attackers upload them, each made here from a few bytes."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TYPES = "[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def uploaded(content, name="laporan.pdf"):
    """The content as it comes from a browser, which lies about the type."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def zipped(**parts):
    """A zip of parts by name; two underscores in a name stand for a slash."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def office(main="word/document.xml", types=b"<Types/>", **parts):
    """An office file with its main part and any others."""
    return zipped(**{TYPES: types, main: b"<x/>"}, **parts)


def picture(form="PNG", size=(640, 400), **options):
    """A picture of one colour."""
    written = BytesIO()
    Image.new("RGB", size, "teal").save(written, form, **options)
    return written.getvalue()


def photograph():
    """A JPEG that lies on its side, with the place it was taken at and a comment."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "rahasia"
    return picture("JPEG", exif=exif, comment=b"rahasia")
