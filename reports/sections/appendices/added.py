"""The documents a unit adds: each an appendix of its own after those of the outline, with a cover line."""

import pikepdf

from reports.appendix_files import shapes
from reports.blocks import AppendixPages, Block, Figure, Image, Missing, Paragraph, Section
from reports.facts import Facts
from reports.illustrations import embedded
from reports.models import Appendix, AppendixKind, SectionPart


def added(facts: Facts) -> tuple[Section, ...]:
    """One section for every added document, numbered on from the last appendix of the outline."""
    before = sum(entry.part == SectionPart.APPENDIX and entry.level == 1 for entry in facts.outline)
    return tuple(
        Section(f"lampiran-unggahan-{number}", row.title, f"Lampiran {before + number}", blocks=content(row, number))
        for number, row in enumerate(facts.appendices, 1)
    )


def content(row: Appendix, number: int) -> tuple[Block, ...]:
    """The cover line and the document; a file that is gone or cannot be read is missing."""
    try:
        held = drawn(row, number)
    except (OSError, ValueError, RuntimeError, pikepdf.PdfError):
        return (Missing(f"lampiran “{row.title}”", hint="Berkas lampiran tidak ditemukan atau tidak dapat dibaca."),)
    return Paragraph((cover_line(row),), "note"), held


def cover_line(row: Appendix) -> str:
    if row.kind == AppendixKind.IMAGE:
        return "Gambar yang dilampirkan unit kerja."
    return f"Dokumen yang dilampirkan unit kerja, {row.pages} halaman; halamannya dimuat dalam PDF laporan ini."


def drawn(row: Appendix, number: int) -> Block:
    """The picture as a figure without a number, or the pages of a PDF."""
    key, path = f"isi-lampiran-{number}", row.file.path
    if row.kind == AppendixKind.IMAGE:
        picture = Image(embedded(path, row.file.storage.get_modified_time(row.file.name)), row.title)
        return Figure(key, "", (picture,))
    return AppendixPages(key, row.title, path, shapes(path, row.sha256))
