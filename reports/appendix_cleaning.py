"""A PDF that somebody brought, rebuilt from its pages alone; run as a process of its own with little memory and time.

    python -m reports.appendix_cleaning SOURCE TARGET

prints {"pages": n} or {"refused": why}. A page keeps its drawing and what that needs; everything that acts, hides or
points elsewhere is left behind, because it is not copied.
"""

import json
import resource
import sys
import zlib

import pikepdf
from pikepdf import Dictionary, Name, Pdf

MOST_PAGES = 200
# Points: from a business card to A0, which a page of the report still shows legibly or at all.
SMALLEST, LARGEST = 36, 3400
# Megabytes of memory, seconds of computing, bytes of one page's drawing once it is unpacked.
MEMORY, SECONDS, MOST_DRAWING = 1024, 60, 64 * 1024 * 1024
# How deep a tree of pages may be.
MOST_LEVELS = 50
KEPT_OF_PAGE = {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group", "/Parent"}
# What a resource may carry besides its drawing: actions, scripts, files, private data, pages of other files.
LEFT_BEHIND = (
    *("/A", "/AA", "/JS", "/JavaScript", "/OpenAction", "/AF", "/EF", "/PieceInfo", "/OPI", "/Ref", "/Alternates"),
    *("/Metadata", "/StructParent", "/StructParents", "/LastModified", "/Annots", "/Measure", "/PtData", "/URI"),
)
ACTING = {"/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/AA", "/OpenAction", "/Filespec"}
BROKEN = "PDF ini rusak sehingga tidak dapat dibaca. Buka lalu simpan ulang sebagai PDF, kemudian unggah lagi."
LOCKED = "PDF ini terkunci (memakai sandi atau enkripsi). Simpan salinannya tanpa sandi, lalu unggah lagi."


class RefusedError(Exception):
    """A file that does not become an appendix; the message says why, in Indonesian."""


def clean(source: str, target: str) -> int:
    """Writes the pages of the source to the target and returns how many; RefusedError says what is wrong."""
    try:
        with Pdf.open(source) as pdf:
            if pdf.is_encrypted:
                raise RefusedError(LOCKED)
            count = len(pdf.pages)
            refuse_size(pdf, count)
            flatten(pdf)
            with Pdf.new() as made:
                for page in pdf.pages:
                    strip_page(page)
                made.pages.extend(pdf.pages)
                for held in made.objects:
                    strip(held)
                made.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError as error:
        raise RefusedError(LOCKED) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, AttributeError, zlib.error) as error:
        raise RefusedError(BROKEN) from error
    refuse_acting(target, count)
    return count


def refuse_size(pdf: Pdf, count: int) -> None:
    """Refuses no pages, too many, and pages of a size that no printer knows."""
    if not count:
        raise RefusedError("PDF ini tidak mempunyai halaman.")
    if count > MOST_PAGES:
        raise RefusedError(f"PDF ini {count} halaman; paling banyak {MOST_PAGES}. Pisahkan menjadi beberapa lampiran.")
    for number, page in enumerate(pdf.pages, 1):
        left, bottom, right, top = (float(side) for side in page.cropbox)
        if not all(SMALLEST <= abs(side) <= LARGEST for side in (right - left, top - bottom)):
            raise RefusedError(f"Ukuran halaman {number} tidak wajar. Simpan ulang dengan kertas A4 sampai A0.")


def flatten(pdf: Pdf) -> None:
    """Draws filled fields and stamps into their pages, as they look in print."""
    widgets = (
        note for page in pdf.pages for note in page.obj.get(Name.Annots, []) if note.get("/Subtype") == "/Widget"
    )
    if Name.AcroForm in pdf.Root and any(Name.AP not in widget for widget in widgets):
        # Without this mark the library leaves fields that show nothing as they are.
        pdf.Root.AcroForm.NeedAppearances = True
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")


def strip_page(page) -> None:
    """Leaves of a page what is needed to draw it, with what it inherits written out."""
    held = page.obj
    held[Name.MediaBox] = page.mediabox
    held[Name.CropBox] = page.cropbox
    held[Name.Resources] = page.resources
    held[Name.Rotate] = rotation(held)
    for key in [key for key in held if key not in KEPT_OF_PAGE]:
        del held[key]
    page.contents_coalesce()
    if Name.Contents in held:
        held.Contents.write(unmarked(page))


def rotation(held) -> int:
    """How far a page is turned, as it says or inherits."""
    for _ in range(MOST_LEVELS):
        if Name.Rotate in held:
            return int(held.Rotate)
        if Name.Parent not in held:
            break
        held = held.Parent
    return 0


def unmarked(page) -> bytes:
    """The drawing of a page without the marks of its own tagging, which would speak inside the report's."""
    refuse_bomb(page.obj.Contents)
    kept, open_marks = [], []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BMC", "BDC"):
            # What a layer hides stays marked, so that it stays hidden.
            is_kept = operator == "BDC" and instruction.operands[0] == Name.OC
            open_marks.append(is_kept)
        elif operator == "EMC":
            is_kept = open_marks.pop() if open_marks else False
        else:
            is_kept = operator not in ("MP", "DP")
        if is_kept:
            kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)


def refuse_bomb(stream) -> None:
    """Refuses a drawing that unpacks to more than any real page."""
    filters = stream.get(Name.Filter)
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)] if filters else []
    if names != ["/FlateDecode"]:
        return
    unpacking = zlib.decompressobj()
    if len(unpacking.decompress(stream.read_raw_bytes(), MOST_DRAWING + 1)) > MOST_DRAWING:
        raise RefusedError("Satu halaman PDF ini terlalu besar. Simpan ulang dengan mutu cetak biasa.")


def strip(held) -> None:
    """Leaves out what acts or points elsewhere, in one object and in the dictionaries within it."""
    waiting = [held]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Array):
            waiting.extend(item for item in found if isinstance(item, pikepdf.Object) and not item.is_indirect)
        elif isinstance(found, Dictionary | pikepdf.Stream):
            if isinstance(found, pikepdf.Stream) and (Name.F in found or Name.FFilter in found):
                raise RefusedError("PDF ini mengambil isinya dari berkas lain. Cetak ulang ke PDF, lalu unggah lagi.")
            for key in LEFT_BEHIND:
                if key in found:
                    del found[key]
            values = (found[key] for key in found)
            waiting.extend(item for item in values if isinstance(item, pikepdf.Object) and not item.is_indirect)


def refuse_acting(path: str, count: int) -> None:
    """Reads what was written: the same pages, and nothing in it that acts."""
    with Pdf.open(path) as made:
        if len(made.pages) != count:
            raise RefusedError(BROKEN)
        for held in made.objects:
            if isinstance(held, Dictionary | pikepdf.Stream) and ACTING.intersection(held.keys()):
                raise RefusedError("PDF ini memuat isi aktif yang tidak dapat dibuang. Cetak ulang ke PDF.")


def main() -> None:
    """The answer of the process on its output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        answer = {"pages": clean(*sys.argv[1:3])}
    except RefusedError as error:
        answer = {"refused": str(error)}
    except MemoryError:
        answer = {"refused": "PDF ini terlalu rumit. Simpan ulang dengan mutu cetak biasa, lalu unggah lagi."}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
