"""A picture as a file to take away: one page of paper, or every table as Excel."""

from collections.abc import Callable
from datetime import datetime

from reports.blocks import Document, Metadata
from reports.leading.briefing import briefing
from reports.leading.picture import Picture
from reports.leading.tables import workbook_sections
from reports.rendering import render_html, render_pdf
from reports.writers.xlsx import write_xlsx
from units.models import Unit


def workbook(picture: Picture) -> Document:
    """Every table of the page, one to a sheet."""
    return document(picture, f"Ringkasan pimpinan {picture.period}", workbook_sections(picture))


def document(picture: Picture, title: str, sections) -> Document:
    """A paper of the unit."""
    unit = picture.unit
    identifier = f"ringkasan-{unit.code}-{picture.year}-{picture.quarter}"
    return Document(
        title=title,
        unit_name=unit.name,
        ministry=Unit.objects.above(unit)[0].name,
        year=picture.year,
        status="final",
        chapters=sections,
        metadata=Metadata(unit.name, title, (unit.name, str(picture.year)), picture.today, identifier),
        kind="paper",
    )


WRITERS: dict[str, Callable[[Picture, datetime], bytes]] = {
    "pdf": lambda picture, now: render_pdf(
        render_html(document(picture, f"Ringkasan {picture.period}", briefing(picture, now)))
    ),
    "xlsx": lambda picture, now: write_xlsx(workbook(picture)),
}


def written(picture: Picture, form: str, *, now: datetime) -> bytes:
    """The file of a form that WRITERS names."""
    return WRITERS[form](picture, now)
