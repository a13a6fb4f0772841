"""The files of a report that take a while: asked for, watched while they are made, taken away."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from reports import jobs
from reports.frame import frame
from reports.models import JobState, RenderJob, Report
from reports.views.files import CONTENT_TYPES
from units.access import enter


@require_safe
def show_files(request, code, year):
    unit = enter(request.user, code)
    report = get_object_or_404(Report.objects.select_related("unit", "outline"), unit=unit, year=year)
    return files_page(request, unit, report)


def files_page(request, unit, report, asked=""):
    """The state of every file; on its own for htmx, else as a page. `asked` is a format that is not ready."""
    files = jobs.chapter_files(report) if "bab" in request.GET else jobs.files_of(report)
    context = {"files": files, "report": report, "code": unit.code, "year": report.year}
    if request.htmx:
        return render(request, "reports/_report_files.html", context)
    context |= {"frame": frame(request.user, unit, report.year, "report"), "asked": asked}
    return render(request, "reports/report_files.html", context)


@require_POST
def ask_file(request, code, year, form):
    unit = enter(request.user, code)
    report = get_object_or_404(Report.objects.select_related("unit", "outline"), unit=unit, year=year)
    if form not in jobs.FORMS:
        raise Http404("Format berkas tidak tersedia.")
    part = request.POST.get("bab", "")
    try:
        jobs.ask(report=report, form=form, by=request.user, part=part)
    except jobs.AskingError as error:
        messages.error(request, str(error))
    if request.htmx:
        return files_page(request, unit, report)
    return redirect(reverse("reports:report-files", args=[unit.code, year]) + ("?bab" if part else ""))


@require_safe
def take_file(request, code, year, pk):
    unit = enter(request.user, code)
    done = RenderJob.objects.filter(report__unit=unit, report__year=year, state=JobState.DONE)
    job = get_object_or_404(done, pk=pk)
    if not job.file.storage.exists(job.file.name):
        raise Http404("Berkas ini sudah dihapus; buat lagi dari halaman laporan.")
    return attached_file(job, "-".join(filter(None, ("lkj", unit.code, str(year), job.part))))


def attached_file(job, name):
    """The finished file, piece by piece, under its name."""
    response = FileResponse(
        job.file.open("rb"),
        as_attachment=True,
        filename=f"{name}.{job.form}",
        content_type=CONTENT_TYPES[job.form],
    )
    response["Cache-Control"] = "private, no-store"
    return response
