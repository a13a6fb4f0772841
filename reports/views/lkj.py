"""The LKj of a unit and year: its state, what it lacks, its findings, and the document to read or to take away."""

from collections import defaultdict
from dataclasses import dataclass

from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from agreements.scorecard import LAST_QUARTER
from reports import jobs, publishing
from reports.beginning import begin_report
from reports.frame import frame
from reports.freezing import frozen_file
from reports.lifecycle import examine
from reports.models import Report, Severity
from reports.moving import asked_of
from reports.overview import overview
from reports.readiness import checks
from reports.report_status import state_of
from reports.views.files import CONTENT_TYPES, attached
from reports.views.jobs import attached_file, files_page
from units.access import enter
from units.models import Role


@require_safe
def show_report(request, code, year):
    unit = enter(request.user, code)
    report = Report.objects.filter(unit=unit, year=year).select_related("unit", "outline").first()
    # Before all else of the report is read, which takes a while.
    asked = asked_of(report) if report else None
    read = examine(report) if report else None
    findings = read.found if read else ()
    (state,) = overview([unit], year, quarter=LAST_QUARTER)
    context = {
        "frame": frame(request.user, unit, year, "report"),
        "report": report,
        "summary": state.summary,
        "checks": checks(state, report) if report else (),
        "formats": [form for form in CONTENT_TYPES if form in publishing.WRITERS and form not in jobs.FORMS],
        "files": jobs.files_of(report, content=lambda: read.content_hash) if report and report.is_draft else None,
        "severities": by_severity(findings),
        "is_clean": not findings,
        "standing": state_of(report, request.user, read, asked) if report else None,
    }
    return render(request, "reports/report_show.html", context)


@require_POST
def draft_report(request, code, year):
    unit = enter(request.user, code, Role.PLANNER)
    try:
        begin_report(unit=unit, year=year, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Laporan Kinerja {year} dibuat sebagai draf. Lihat di bawah apa yang belum lengkap.")
    return redirect("reports:report-show", code=unit.code, year=year)


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
    report = get_object_or_404(Report, unit=unit, year=year)
    if frozen := frozen_for(request, report, "html"):
        return HttpResponse(bytes(frozen.content))
    return HttpResponse(publishing.read_html(unit, year))


def frozen_for(request, report, form):
    """The frozen file of a final report; None while it is written, and for whoever asks for the present data."""
    return None if "draf" in request.GET else frozen_file(report, form)


@require_safe
def download_report(request, code, year, form):
    unit = enter(request.user, code)
    if form not in CONTENT_TYPES or form not in publishing.WRITERS:
        raise Http404("Format berkas tidak tersedia.")
    report = get_object_or_404(Report, unit=unit, year=year)
    if frozen := frozen_for(request, report, form):
        return attached(bytes(frozen.content), f"lkj-{unit.code}-{year}-edisi-{frozen.edition.number}", form)
    if form in jobs.FORMS:
        job = jobs.ready(report, form)
        return attached_file(job, f"lkj-{unit.code}-{year}") if job else files_page(request, unit, report, form)
    try:
        content = publishing.render(unit, year, form)
    except publishing.PublishingError as error:
        messages.error(request, str(error))
        return redirect("reports:report-show", code=unit.code, year=year)
    return attached(content, f"lkj-{unit.code}-{year}", form)
