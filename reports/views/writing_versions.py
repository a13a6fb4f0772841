"""The earlier texts of one place: which there are, what changed in each, and one put back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from lakin.formatting import datetime_wib
from lakin.parsing import is_key
from reports.frame import frame
from reports.places import address
from reports.text_diff import lines_between
from reports.writing import WRITERS, restore
from reports.writing_desk import Desk, desk
from units.access import enter


@require_http_methods(["GET", "HEAD", "POST"])
def list_versions(request, code, year, section):
    roles = WRITERS if request.method == "POST" else ()
    at = desk(request.user, enter(request.user, code, *roles), year, section, request.GET)
    versions = list(at.narrative.versions.select_related("by")) if at.narrative else []
    if request.method == "POST":
        return put_back(request, at)
    chosen = picked(request, versions)
    context = {
        "frame": frame(request.user, at.unit, year, "report"),
        "at": at,
        "versions": versions,
        "chosen": chosen,
        "lines": lines_between(chosen.text, at.stored["text"]) if chosen else (),
        "stored": at.stored,
    }
    return render(request, "reports/writing_versions.html", context)


def picked(request, versions):
    """The version an address names, else the one before the last; None where there are none."""
    wanted = request.GET.get("versi", "")
    if not wanted:
        return versions[min(1, len(versions) - 1)] if versions else None
    found = next((version for version in versions if str(version.pk) == wanted), None)
    if found is None:
        raise Http404("Versi ini tidak ada.")
    return found


def put_back(request, at: Desk):
    wanted = request.POST.get("versi", "")
    if at.narrative is None or not is_key(wanted):
        raise Http404("Versi ini tidak ada.")
    version = get_object_or_404(at.narrative.versions, pk=wanted)
    try:
        restore(version=version, seen=request.POST.get("seen", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(address(at.report, at.place, "writing-versions"))
    messages.success(request, f"Teks {datetime_wib(version.at)} dipulihkan sebagai versi baru.")
    return redirect(address(at.report, at.place))
