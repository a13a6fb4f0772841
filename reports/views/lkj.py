"""The LKj of a unit and year: its state, what it lacks, its findings, and the document to read or to take away."""

from collections import defaultdict
from dataclasses import dataclass

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from reports import publishing, reviu
from reports.frame import frame
from reports.models import Report, Severity
from reports.overview import overview
from reports.readiness import checks
from units.access import enter

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@require_safe
def show_report(request, code, year):
    unit = enter(request.user, code)
    report = Report.objects.filter(unit=unit, year=year).first()
    findings = reviu.review(unit, year) if report else ()
    (state,) = overview([unit], year)
    context = {
        "frame": frame(request.user, unit, year, "report"),
        "report": report,
        "checks": checks(state, report) if report else (),
        "formats": [form for form in CONTENT_TYPES if form in publishing.WRITERS],
        "severities": by_severity(findings),
        "is_clean": not findings,
    }
    return render(request, "reports/report_show.html", context)


@dataclass(frozen=True)
class Kind:
    """Findings of one rule: told once what it is and how to mend it."""

    title: str
    remedy: str
    findings: tuple


def by_severity(findings) -> list[tuple[Severity, int, list[Kind]]]:
    """Each severity with its count and its findings by rule, the most severe first."""
    found = []
    for severity in Severity:
        kinds = defaultdict(list)
        for finding in findings:
            if finding.severity == severity:
                kinds[finding.title, finding.remedy].append(finding)
        listed = [Kind(title, remedy, tuple(items)) for (title, remedy), items in kinds.items()]
        found.append((severity, sum(len(kind.findings) for kind in listed), listed))
    return found


@require_safe
# The document carries its own fonts and pictures.
@csp_update({"font-src": ["data:"]})
def read_report(request, code, year):
    unit = enter(request.user, code)
    get_object_or_404(Report, unit=unit, year=year)
    return HttpResponse(publishing.lkj_html(unit, year))


@require_safe
def download_report(request, code, year, form):
    unit = enter(request.user, code)
    if form not in CONTENT_TYPES or form not in publishing.WRITERS:
        raise Http404("Format berkas tidak tersedia.")
    get_object_or_404(Report, unit=unit, year=year)
    try:
        content = publishing.render(unit, year, form)
    except publishing.PublishingError as error:
        messages.error(request, str(error))
        return redirect("reports:report-show", code=unit.code, year=year)
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[form],
        headers={
            "Content-Disposition": f'attachment; filename="lkj-{unit.code}-{year}.{form}"',
            "Cache-Control": "private, no-store",
        },
    )
