"""What everybody may look up without signing in: the published documents, and all of one unit."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from reports import published
from reports.exchange.frozen import report_data, report_files
from reports.overview import named
from reports.published import Paper
from reports.views.files import attached
from units.models import Unit, UnitKind

PER_PAGE = 25


@login_not_required
@require_safe
def list_open(request):
    words, kind, unit_kind = (request.GET.get(name, "").strip() for name in ("q", "dokumen", "jenis"))
    year = request.GET.get("tahun", "")
    units = named(Unit.objects.all(), words)
    if unit_kind in UnitKind.values:
        units = units.filter(kind=unit_kind)
    is_narrowed = bool(words) or unit_kind in UnitKind.values
    found = published.entries(
        units if is_narrowed else None,
        kind=kind if kind in published.NAMES else "",
        year=int(year) if is_year(year) else None,
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "papers": published.papers(page.object_list),
        "page": page,
        "words": words,
        "kinds": published.NAMES,
        "kind": kind,
        "unit_kinds": UnitKind.choices,
        "unit_kind": unit_kind,
        "years": published.years(),
        "year": year,
        "is_filtered": is_narrowed or kind in published.NAMES or is_year(year),
    }
    return render(request, "reports/open_list.html", context)


def is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4


@dataclass(frozen=True)
class OpenYear:
    """The documents of a year and, while an edition of its LKj is in force, the figures frozen in it."""

    year: int
    papers: tuple[Paper, ...]
    summary: dict | None


@login_not_required
@require_safe
def show_open_unit(request, code):
    unit = Unit.objects.filter(code=code).select_related("parent").first()
    found = published.papers(published.entries(Unit.objects.filter(code=code)))
    if unit is None or not found:
        raise Http404("Unit ini belum menerbitkan dokumen.")
    summaries = {data["year"]: summary_of(document, data) for document, data in map(report_data, report_files(code))}
    ordered = sorted(found, key=lambda paper: (-paper.year, paper.kind, -paper.version))
    years = [
        OpenYear(year, tuple(papers), summaries.get(year)) for year, papers in groupby(ordered, lambda one: one.year)
    ]
    context = {"unit": unit, "years": years, "has_figures": bool(summaries)}
    return render(request, "reports/open_unit.html", context)


def summary_of(document: dict, data: dict) -> dict:
    """The total figures of an edition as they are printed in it."""
    total = data["budget"]["total"] or {}
    figures = {"achievement": data["summary"]["achievement"], "absorption": total.get("absorption")}
    figures = {name: None if value is None else published.exact(value) for name, value in figures.items()}
    return figures | {"rating": data["summary"]["rating"], "edition": document["edition"], "code": document["code"]}


@login_not_required
@require_safe
def download_open_agreement(request, code, year, version):
    wanted = {"agreement__unit__code": code, "agreement__year": year, "agreement__version": version}
    etag_of = published.agreements().open().filter(**wanted).values_list("pk", "sha256").first()
    if etag_of is None:
        raise Http404("Perjanjian Kinerja ini tidak terbuka untuk diunduh.")
    etag = f'"{etag_of[1]}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    response = attached(published.content_of(etag_of[0]), f"pk-{code}-{year}-versi-{version}", "pdf")
    response["ETag"], response["Cache-Control"] = etag, "public, max-age=60"
    return response
