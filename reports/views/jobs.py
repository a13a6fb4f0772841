"""The files of a report that take a while: asked for, watched while they are made, taken away."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from reports import jobs
from reports.frame import frame
from reports.models import JobState, RenderJob, Report
from reports.views.files import CONTENT_TYPES
from units.access import enter


@require_safe
def show_files(request, code, year):
    unit = enter(request.user, code)
    report = get_object_or_404(Report, unit=unit, year=year)
    return files_page(request, unit, report)


def files_page(request, unit, report, asked=""):
    """The state of every file; on its own for htmx, else as a page. `asked` is a format that is not ready."""
    context = {"files": jobs.files_of(report), "report": report, "code": unit.code, "year": report.year}
    if request.htmx:
        return render(request, "reports/_report_files.html", context)
    context |= {"frame": frame(request.user, unit, report.year, "report"), "asked": asked}
    return render(request, "reports/report_files.html", context)


@require_POST
def ask_file(request, code, year, form):
    unit = enter(request.user, code)
    report = get_object_or_404(Report, unit=unit, year=year)
    if form not in jobs.FORMS:
        raise Http404("Format berkas tidak tersedia.")
    try:
        jobs.ask(report=report, form=form, by=request.user)
    except jobs.AskingError as error:
        messages.error(request, str(error))
    if request.htmx:
        return files_page(request, unit, report)
    return redirect("reports:report-files", code=unit.code, year=year)


@require_safe
def take_file(request, code, year, pk):
    unit = enter(request.user, code)
    done = RenderJob.objects.filter(report__unit=unit, report__year=year, state=JobState.DONE)
    job = get_object_or_404(done, pk=pk)
    if not job.file.storage.exists(job.file.name):
        raise Http404("Berkas ini sudah dihapus; buat lagi dari halaman laporan.")
    return attached_file(job, f"lkj-{unit.code}-{year}")


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
