"""A report as a file: found by unit and year, put together, and written in the format asked for."""

from collections.abc import Callable
from dataclasses import replace

from reports.appendix_pages import inserts_of
from reports.assembly import assemble
from reports.content import read_alike
from reports.facts import Facts, facts_of
from reports.models import Report
from reports.progress import pages_counted
from reports.rendering import AttachedFile, render_html, render_part, render_pdf
from reports.writers.docx import write_docx
from reports.writers.json import write_json
from reports.writers.pictures import PictureError
from reports.writers.xlsx import write_xlsx
from units.models import Unit


class PublishingError(Exception):
    """A report that cannot be written; the message says why, in Indonesian."""


def report_of(unit: Unit | str, year: int) -> Report:
    """The report of a unit, given itself or by its code; PublishingError when there is no such unit or report."""
    code = unit if isinstance(unit, str) else unit.code
    found = Report.objects.filter(unit__code=code, year=year).select_related("unit", "outline").first()
    if found is None and not Unit.objects.filter(code=code).exists():
        raise PublishingError(f"Unit dengan kode {code} tidak ditemukan.")
    if found is None:
        raise PublishingError(f"Laporan Kinerja {code} tahun {year} belum dibuat.")
    return found


def lkj_html(unit: Unit | str, year: int) -> str:
    """The whole report as one HTML page that needs no other file."""
    return as_html(facts_of(report_of(unit, year)))


def read_html(unit: Unit | str, year: int) -> str:
    """The same page for reading on screen: every live figure of its texts says where it comes from."""
    return as_html(replace(facts_of(report_of(unit, year)), is_explained=True))


def as_html(facts: Facts) -> str:
    """The report of the facts as HTML."""
    return render_html(assemble(read_alike(facts)))


def as_pdf(facts: Facts) -> bytes:
    """The report of the facts as PDF, which carries the data behind it and its tables as a workbook."""
    facts = read_alike(facts)
    document = assemble(facts)
    html = render_html(document)
    name = f"lkj-{facts.unit.code}-{facts.year}"
    data = AttachedFile(f"{name}.json", write_json(facts), "Data di balik laporan ini")
    tables = AttachedFile(f"{name}.xlsx", write_xlsx(document), "Tabel laporan ini dalam Excel", "Alternative")
    with pages_counted(html):
        return render_pdf(html, attachments=[data, tables], inserts=inserts_of(document))


def part_as_pdf(facts: Facts, key: str) -> bytes:
    """One chapter or appendix with the page numbers it has in the report; PublishingError when there is none."""
    html = render_html(assemble(read_alike(facts)))
    try:
        with pages_counted(html):
            return render_part(html, key)
    except LookupError as error:
        raise PublishingError("Bab ini tidak ada lagi dalam kerangka laporan.") from error


WRITERS: dict[str, Callable[[Facts], bytes]] = {
    "html": lambda facts: as_html(facts).encode(),
    "pdf": as_pdf,
    "docx": lambda facts: write_docx(assemble(read_alike(facts))),
    "xlsx": lambda facts: write_xlsx(assemble(read_alike(facts))),
    "json": lambda facts: write_json(read_alike(facts)),
}
FORMATS = tuple(WRITERS)


def render(unit: Unit | str, year: int, format: str) -> bytes:
    """The report as a file; PublishingError when unit, report or format does not exist or a drawing cannot be made."""
    if format not in WRITERS:
        raise PublishingError(f"Format {format} tidak dikenal. Pilihannya: {', '.join(FORMATS)}.")
    try:
        return WRITERS[format](facts_of(report_of(unit, year)))
    except PictureError as error:
        raise PublishingError(str(error)) from error
