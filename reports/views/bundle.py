"""The bundle of a unit and year for the ministry's document repository: asked for, watched, taken away."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from reports.bundle import asking
from reports.bundle.packing import file_name
from reports.jobs import AskingError
from reports.models import JobState
from reports.views.jobs import attached_file
from units.access import enter


@require_safe
def show_bundle(request, code, year):
    return bundle_part(request, enter(request.user, code), year)


@require_POST
def ask_bundle(request, code, year):
    unit = enter(request.user, code)
    try:
        asking.ask(unit=unit, year=year, by=request.user)
    except AskingError as error:
        messages.error(request, str(error))
    return bundle_part(request, unit, year)


def bundle_part(request, unit, year):
    """How far the bundle is: on its own for htmx, else its place on the page of documents."""
    if not request.htmx:
        return redirect(reverse("reports:paper-list", args=[unit.code, year]) + "#bundel")
    context = {"bundle": asking.state_of(unit, year), "code": unit.code, "year": year}
    return render(request, "reports/_bundle.html", context)


@require_safe
def take_bundle(request, code, year, pk):
    unit = enter(request.user, code)
    job = get_object_or_404(asking.bundles_of(unit, year).filter(state=JobState.DONE), pk=pk)
    if not job.file.storage.exists(job.file.name):
        raise Http404("Bundel ini sudah dihapus; susun lagi dari halaman dokumen.")
    return attached_file(job, file_name(unit, year, timezone.localdate(job.finished_at)))
