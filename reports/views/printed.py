"""The audit of a printed report: its figures beside the data, and the box that takes more of them from a table."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from reports import printed_audit
from reports.forms.printed import PastedTableForm
from reports.frame import frame
from reports.models import Report
from reports.openness import frozen_because
from reports.pasted_tables import TableKind
from reports.printed_rows import read
from reports.reviu import dossier_of
from units.access import enter

UNPROCESSABLE = 422
CHANGED = "Yang dikenali berbeda dari pratinjau yang Anda lihat. Periksa sekali lagi, lalu simpan."


def report_here(request, code, year, *roles) -> Report:
    """The report of the unit and year; 404 where there is none, 403 for the wrong role."""
    unit = enter(request.user, code, *roles)
    return get_object_or_404(Report.objects.select_related("unit", "outline"), unit=unit, year=year)


@require_http_methods(["GET", "HEAD", "POST"])
def show_printed(request, code, year):
    report = report_here(request, code, year)
    if request.method == "POST":
        enter(request.user, code, *printed_audit.KEEPERS)
        return take_table(request, report, dossier_of(report))
    return page(request, report, dossier_of(report), PastedTableForm())


def take_table(request, report, dossier):
    """What was recognised of the pasted table, or the list once it is kept."""
    form, reading = PastedTableForm(request.POST), None
    try:
        if form.is_valid():
            reading = read(form.cleaned_data["table"], TableKind(form.cleaned_data["kind"]), dossier.facts)
        if reading and request.POST.get("tindakan") == "simpan":
            return keep(request, report, form, reading)
    except ValidationError as error:
        form.add_error(None if hasattr(error, "error_dict") else "table", error)
    return page(request, report, dossier, form, reading)


def keep(request, report, form, reading):
    """Keeps what was seen in the preview, and nothing else."""
    if request.POST.get("seen") != reading.mark:
        raise ValidationError(CHANGED)
    place = form.cleaned_data["place"]
    rows = printed_audit.keep_printed(report=report, place=place, rows=reading.figures, by=request.user)
    messages.success(request, f"{len(rows)} angka tercetak disimpan pada {rows[0].place}.")
    return redirect("reports:printed-show", code=report.unit.code, year=report.year)


def page(request, report, dossier, form, reading=None):
    lock = frozen_because(report)
    places = printed_audit.audited(dossier)
    context = {
        "frame": frame(request.user, report.unit, report.year, "report"),
        "report": report,
        "places": places,
        "count": len(dossier.printed),
        "different": sum(place.different for place in places),
        "is_open": printed_audit.may_keep(request.user, report) and not lock,
        "lock": lock,
        "form": form,
        "reading": reading,
    }
    return render(request, "reports/printed_show.html", context, status=UNPROCESSABLE if form.errors else None)


@require_POST
def drop_place(request, code, year):
    report = report_here(request, code, year, *printed_audit.KEEPERS)
    try:
        count = printed_audit.drop_printed(report=report, place=request.POST.get("place", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{count} angka tercetak dihapus.")
    return redirect("reports:printed-show", code=report.unit.code, year=report.year)
