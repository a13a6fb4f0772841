"""The appendices of a report: what a unit brings to it, in their order."""

import pikepdf
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lakin.formatting import join_words
from reports import appendices
from reports.appendix_files import ALLOWED, MOST_BYTES
from reports.appendix_pages import missing_fonts
from reports.frame import frame
from reports.models import Appendix, AppendixKind, Report
from reports.openness import frozen_because
from units.access import enter, has_role

UNPROCESSABLE = 422
NO_ARCHIVE = (
    "Halamannya tetap dimuat, tetapi PDF laporan tidak lagi dinyatakan PDF/A. "
    "Sebaiknya simpan ulang dengan huruf tertanam (Word: Simpan sebagai PDF, pilih PDF/A)."
)


@require_http_methods(["GET", "HEAD", "POST"])
def list_appendices(request, code, year):
    unit = enter(request.user, code)
    report = get_object_or_404(Report.objects.select_related("unit"), unit=unit, year=year)
    if request.method == "POST":
        enter(request.user, code, *appendices.WRITERS)
        return add_appendix(request, report)
    return page(request, report)


def add_appendix(request, report):
    """The list with the new one, or what is wrong with the file, with the title as it was typed."""
    file, title = request.FILES.get("file"), request.POST.get("title", "")
    if file is None:
        return page(request, report, ["Pilih berkas yang dilampirkan."], title)
    try:
        row = appendices.add(report=report, file=file, by=request.user, title=title)
    except ValidationError as error:
        return page(request, report, error.messages, title)
    messages.success(request, f"“{row.title}” dilampirkan: {row.pages} halaman.")
    if fonts := fonts_missing(row):
        names = join_words(sorted(fonts)[:3])
        messages.warning(request, f"PDF itu tidak membawa hurufnya sendiri ({names}). {NO_ARCHIVE}")
    return redirect("reports:appendix-list", code=report.unit.code, year=report.year)


def fonts_missing(row) -> set[str]:
    """The fonts that an added PDF names without carrying them."""
    if row.kind != AppendixKind.PDF:
        return set()
    with pikepdf.open(row.file.path) as pdf:
        return missing_fonts(pdf)


def page(request, report, errors=(), title=""):
    writes = has_role(request.user, report.unit, *appendices.WRITERS)
    lock = frozen_because(report)
    rows = list(report.appendices.select_related("added_by"))
    context = {
        "frame": frame(request.user, report.unit, report.year, "report"),
        "report": report,
        "rows": rows,
        "pages": sum(row.pages for row in rows),
        "is_open": writes and not lock,
        "lock": lock,
        "allowed": ALLOWED,
        "most_bytes": MOST_BYTES,
        "errors": errors,
        "title": title,
    }
    return render(request, "reports/appendix_list.html", context, status=UNPROCESSABLE if errors else None)


@require_POST
def change_appendix(request, code, year, pk):
    unit = enter(request.user, code, *appendices.WRITERS)
    appendix = get_object_or_404(Appendix.objects.select_related("report__unit"), report__unit=unit, pk=pk)
    try:
        changed(request, appendix)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("reports:appendix-list", code=unit.code, year=year)


def changed(request, appendix):
    """Does what the pressed button says."""
    action, by = request.POST.get("action"), request.user
    if action in ("up", "down"):
        appendices.move(appendix=appendix, by=by, is_up=action == "up")
    elif action == "rename":
        appendices.rename(appendix=appendix, title=request.POST.get("title", ""), by=by)
    elif action == "remove":
        appendices.remove(appendix=appendix, by=by)
        messages.success(request, f"“{appendix.title}” dihapus dari lampiran.")
    else:
        raise PermissionDenied("Tindakan ini tidak dikenal.")


@require_safe
def show_appendix(request, code, year, pk):
    unit = enter(request.user, code)
    row = get_object_or_404(Appendix, report__unit=unit, report__year=year, pk=pk)
    if not row.file.storage.exists(row.file.name):
        raise Http404("Berkas lampiran ini tidak ada di penyimpanan.")
    is_pdf = row.kind == AppendixKind.PDF
    name = f"lampiran-{unit.code}-{year}-{row.order}.{'pdf' if is_pdf else 'jpg'}"
    kind = "application/pdf" if is_pdf else "image/jpeg"
    response = FileResponse(row.file.open("rb"), as_attachment=is_pdf, filename=name, content_type=kind)
    response["Cache-Control"] = "private, no-store"
    return response
