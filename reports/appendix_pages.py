"""Pages of added documents inside the PDF of a report: room kept for each while it is laid out, then the page itself.

The report stays one document of the engine: its page numbers, contents, bookmarks and tags count the added pages, and
each of them is a picture with its words. Finished PDFs joined together would lose all of that.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from hashlib import md5
from io import BytesIO

import pikepdf
import PIL.Image
from pikepdf import Array, Dictionary, Name, Pdf
from PIL.PngImagePlugin import PngInfo

from reports.blocks import AppendixPages, Document


@dataclass(frozen=True)
class Slot:
    """Room for one page: an empty picture of its shape, its words, and whether it lies on its side."""

    href: str
    alt: str
    is_wide: bool


@dataclass(frozen=True)
class Insert:
    """A page of a file that takes the place of an empty picture."""

    href: str
    path: str
    page: int


def slots(block: AppendixPages) -> tuple[Slot, ...]:
    """Room for every page of an added document."""
    count = len(block.shapes)
    return tuple(
        Slot(empty(block.key, page, shape), f"{block.title}, halaman {page} dari {count}", shape[0] > shape[1])
        for page, shape in enumerate(block.shapes, 1)
    )


def inserts_of(document: Document) -> tuple[Insert, ...]:
    """What comes into the room of a whole report."""
    added = (block for section in document.appendices for block in section.blocks if isinstance(block, AppendixPages))
    return tuple(
        Insert(slot.href, block.path, page) for block in added for page, slot in enumerate(slots(block), start=0)
    )


@lru_cache(maxsize=1024)
def empty(key: str, page: int, shape: tuple[int, int]) -> str:
    """An empty picture of a shape as a data: address of its own."""
    words = PngInfo()
    words.add_text("Description", f"{key} {page}")
    written = BytesIO()
    PIL.Image.new("1", shape, 1).save(written, "PNG", pnginfo=words, optimize=True)
    return f"data:image/png;base64,{b64encode(written.getvalue()).decode()}"


def insert_pages(content: bytes, inserts: Sequence[Insert]) -> bytes:
    """The PDF with every page in its room; the same bytes each time."""
    if not inserts:
        return content
    with Pdf.open(BytesIO(content)) as report, ExitStack() as open_files:
        sources = {path: open_files.enter_context(Pdf.open(path)) for path in {insert.path for insert in inserts}}
        wanted = {image_name(insert.href): insert for insert in inserts}
        for drawings in drawings_of(report):
            for name in [name for name in drawings if name[:-1] in wanted]:
                insert = wanted[name[:-1]]
                drawings[name] = drawn(report, sources[insert.path].pages[insert.page])
        if any(missing_fonts(source) for source in sources.values()):
            withdraw_claim(report)
        written = BytesIO()
        report.save(written, deterministic_id=True)
    return written.getvalue()


def image_name(href: str) -> str:
    """How the engine names a picture, without the last letter, which says how it is smoothed."""
    return f"/i{md5(href.encode(), usedforsecurity=False).hexdigest()}"


def drawings_of(report: Pdf) -> Iterator[pikepdf.Object]:
    """The pictures of each page, once where pages share them."""
    seen = set()
    for page in report.pages:
        found = page.resources.get(Name.XObject)
        if found is not None and page.resources.objgen not in seen:
            seen.add(page.resources.objgen)
            yield found


def drawn(report: Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """A page as a drawing that fills the square in which a picture is drawn."""
    left, bottom, right, top = (float(side) for side in page.cropbox)
    width, height = right - left, top - bottom
    if int(page.obj.get(Name.Rotate, 0)) % 180:
        width, height = height, width
    form = report.copy_foreign(page.as_form_xobject())
    whole = pikepdf.Rectangle(0, 0, width, height)
    placed = report.pages[0].calc_form_xobject_placement(form, Name.Halaman, whole, allow_expand=True)
    made = report.make_stream(placed)
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.BBox = Array([0, 0, width, height])
    made.Matrix = Array([shrunk(width), 0, 0, shrunk(height), 0, 0])
    made.Resources = Dictionary(XObject=Dictionary(Halaman=form))
    return made


def shrunk(side: float) -> Decimal:
    """What makes a side one long."""
    return round(Decimal(side) ** -1, 9)


def missing_fonts(pdf: Pdf) -> set[str]:
    """The fonts that a file names without carrying them; an archive may not depend on them."""
    fonts = (held for held in pdf.objects if isinstance(held, Dictionary) and held.get("/Type") == "/Font")
    drawn_by_name = (font for font in fonts if font.get("/Subtype") not in ("/Type0", "/Type3"))
    return {str(font.get("/BaseFont", "/?"))[1:] for font in drawn_by_name if not is_carried(font)}


def is_carried(font) -> bool:
    return any(key in font.get("/FontDescriptor", {}) for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def withdraw_claim(report: Pdf) -> None:
    """The report no longer says that it is PDF/A: a page that others made does not carry its letters."""
    with report.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key in ("pdfaid:part", "pdfaid:conformance"):
            metadata.pop(key, None)
