"""Photographs of a report as figures: made small, without the data a camera adds, and carried inside the document."""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO

import PIL.Image
from PIL import ImageOps

from reports.blocks import Block, Figure, Image, Missing
from reports.facts import Facts
from reports.models import Illustration

# 1600 pixels over the 155 mm of a page are 262 dots per inch.
LARGEST = (1600, 1600)
KINDS = {"JPEG": "image/jpeg", "PNG": "image/png"}


def pictures(facts: Facts, section: str, *, indicator: int | None = None) -> tuple[Block, ...]:
    """The illustrations of a section that belong to an indicator, by its id, or to none."""
    rows = [row for row in facts.illustrations if (row.section, row.indicator_id) == (section, indicator)]
    return tuple(picture(row) for row in rows)


def picture(row: Illustration) -> Block:
    """One illustration as a figure; a file that is gone or cannot be read as a picture is missing."""
    href = address(row)
    if not href:
        return Missing(f"gambar “{row.caption}”", hint="Berkas gambar tidak ditemukan atau tidak dapat dibaca.")
    place = f"{row.section}-{row.indicator_id or 0}-{row.order}"
    return Figure(f"gambar-{place}", row.caption, (Image(href, row.caption),), source=row.source)


def address(row: Illustration) -> str:
    """The picture as a data: address; empty when it cannot be read."""
    try:
        storage = row.image.storage
        return embedded(storage.path(row.image.name), storage.get_modified_time(row.image.name))
    except (OSError, ValueError, PIL.Image.DecompressionBombError):
        return ""


@lru_cache(maxsize=64)
def embedded(path: str, modified) -> str:
    """The file at a path as a small JPEG or PNG; `modified` makes a changed file a new one."""
    with PIL.Image.open(path) as opened:
        image = ImageOps.exif_transpose(opened)
        image.thumbnail(LARGEST)
        kind = "PNG" if "A" in image.getbands() or image.mode == "P" else "JPEG"
        written = BytesIO()
        (image if kind == "PNG" else image.convert("RGB")).save(written, kind, quality=85)
    return f"data:{KINDS[kind]};base64,{b64encode(written.getvalue()).decode()}"
