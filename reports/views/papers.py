"""The papers of a unit and year: which there are, why one cannot be made, and each to read or to take away."""

from dataclasses import dataclass

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reports.blocks import Status
from reports.bundle.asking import state_of
from reports.frame import frame
from reports.papers import publishing
from reports.papers.publishing import PaperState
from reports.views.files import attached
from units.access import enter

# Where a planner fills in what a paper lacks.
FILLED_AT = {
    "pk": "admin:agreements_performanceagreement_changelist",
    "rencana-aksi": "admin:agreements_performanceagreement_changelist",
    "manual-iku": "admin:indicators_indicator_changelist",
    "matriks-renstra": "admin:indicators_strategicplan_changelist",
}
TO_TAKE = ("pdf", "docx", "xlsx")


@dataclass(frozen=True)
class PaperRow:
    """A paper as the page lists it."""

    paper: PaperState
    status: Status
    filled_at: str


@require_safe
def list_papers(request, code, year):
    unit = enter(request.user, code)
    rows = [PaperRow(paper, status_of(paper), FILLED_AT[paper.kind]) for paper in publishing.papers_of(unit, year)]
    context = {"frame": frame(request.user, unit, year, "papers"), "rows": rows, "forms": TO_TAKE}
    context |= {"bundle": state_of(unit, year), "code": unit.code, "year": year}
    return render(request, "reports/paper_list.html", context)


def status_of(paper: PaperState) -> Status:
    """How a paper stands, as a mark and a word."""
    if not paper.is_ready:
        return Status("unknown", "Belum dapat dibuat")
    if paper.is_draft:
        return Status("near", "Draf")
    if paper.is_superseded:
        return Status("unknown", "Digantikan")
    return Status("met", "Berlaku" if paper.kind == "pk" else "Siap")


@require_safe
# The document carries its own fonts.
@csp_update({"font-src": ["data:"]})
def download_paper(request, code, year, kind, form):
    unit = enter(request.user, code)
    if kind not in publishing.KINDS or form not in publishing.WRITERS:
        raise Http404("Dokumen ini tidak ada.")
    version = chosen_version(request.GET.get("versi"), kind, unit, year)
    try:
        content = publishing.paper(kind, unit, year, form, version)
    except publishing.PublishingError as error:
        messages.error(request, str(error))
        return redirect("reports:paper-list", code=unit.code, year=year)
    if form == "html":
        return HttpResponse(content)
    at = "" if version is None else f"-versi-{version}"
    return attached(content, f"{kind}-{unit.code}-{year}{at}", form)


def chosen_version(text, kind, unit, year) -> int | None:
    """The version a person asked for, None for the one in force; 404 when there is none of that number."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise Http404("Versi ini tidak ada.")
    if not publishing.has_version(kind, unit, year, int(text)):
        raise Http404("Versi ini tidak ada.")
    return int(text)
