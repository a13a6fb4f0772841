"""The Pernyataan Telah Direviu as a paper of its own; it says so in large letters when it does not hold any more."""

from collections.abc import Callable

from reports.authenticity import statement_blocks
from reports.blocks import Block, Document, Metadata, Paragraph, Section, Strong
from reports.freezing import statement_of
from reports.models import Edition, Report, ReportStatus, Review
from reports.rendering import render_html, render_pdf
from reports.report_status import is_changed
from units.models import Unit

TITLE = "Pernyataan Telah Direviu"
VOID = "TIDAK BERLAKU LAGI"
CHANGED = "Isi laporan berubah sesudah pernyataan ini dibuat; naskah PDF di bawah bukan isi yang sekarang."
TAKEN_BACK = "Laporan sudah dikembalikan atau diajukan kembali sesudah pernyataan ini dibuat."
WRITERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": lambda document: render_pdf(render_html(document)),
    "html": lambda document: render_html(document).encode(),
}


def write(report: Report, form: str) -> bytes | None:
    """The latest statement as a file; None while the report was never stated as reviewed."""
    review = report.reviews.filter(is_cleared=True).select_related("closed_by").first()
    return None if review is None else WRITERS[form](build(report, review))


def build(report: Report, review: Review) -> Document:
    """The statement of a round of review."""
    unit, statement = report.unit, statement_of(review)
    edition = review.editions.order_by("-number").first()
    body = statement_blocks(statement, unit.name, report.year)
    title = f"{TITLE} – {VOID}" if void_because(report, review, edition) else TITLE
    section = Section("pernyataan", title.upper(), blocks=(*standing(report, review, edition), *body))
    return Document(
        title=TITLE,
        unit_name=unit.name,
        ministry=Unit.objects.above(unit)[0].name,
        year=report.year,
        status="final",
        chapters=(section,),
        metadata=Metadata(unit.name, TITLE, (unit.name, str(report.year)), None, f"reviu-{unit.code}-{report.year}"),
        kind="paper",
    )


def standing(report: Report, review: Review, edition: Edition | None) -> tuple[Block, ...]:
    """That the statement does not hold any more, or which edition was made of what it speaks of."""
    if reason := void_because(report, review, edition):
        return (Paragraph((Strong(f"{VOID}. "), reason)),)
    if edition:
        words = f"Naskah ini difinalkan sebagai edisi {edition.number} dengan kode verifikasi {edition.code}."
        return (Paragraph((words,)),)
    return ()


def void_because(report: Report, review: Review, edition: Edition | None) -> str:
    """Why a statement does not hold any more; empty while it does. What became an edition cannot change."""
    if edition:
        return ""
    if report.status != ReportStatus.REVIEWED:
        return TAKEN_BACK
    return CHANGED if is_changed(report, review) else ""
