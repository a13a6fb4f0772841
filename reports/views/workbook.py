"""The workbook: upload, look at what would change, confirm; and the filled-in one of a unit and year."""

from io import BytesIO
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lakin.packages import MEGABYTE
from reports.frame import frame
from reports.views.files import attached
from reports.views.gone import leads_back_to
from reports.workbook.exporting import ExportError, export_workbook
from reports.workbook.importing import import_workbook
from reports.workbook.safety import MACROS, MAX_FILE
from units import uploads
from units.access import enter, visible_units
from units.models import Role

MOST_SHOWN = 200
WITH_MACROS = {".xlsm", ".xltm", ".xlam"}


class WorkbookForm(forms.Form):
    what = "Buku kerja"
    file = forms.FileField(
        label="Buku kerja (.xlsx)",
        help_text=f"Paling besar {MAX_FILE // MEGABYTE} MB. Isinya diperiksa dahulu; belum ada yang disimpan.",
        error_messages={"required": "Pilih dahulu berkas buku kerjanya.", "empty": "Berkas ini kosong."},
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        ending = Path(file.name).suffix.casefold()
        if ending != ".xlsx":
            raise forms.ValidationError(MACROS if ending in WITH_MACROS else f"{self.what} harus berkas Excel .xlsx.")
        if file.size > MAX_FILE:
            raise forms.ValidationError(f"Berkas terlalu besar; paling besar {MAX_FILE // MEGABYTE} MB.")
        return file


def planned_units(user):
    """The units the user plans for; refuses a user who plans nowhere."""
    units = visible_units(user, {Role.PLANNER})
    if not units.exists():
        raise PermissionDenied("Buku kerja diunggah oleh perencana.")
    return units


@require_http_methods(["GET", "HEAD", "POST"])
def upload_workbook(request):
    units = planned_units(request.user)
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if form.is_valid():
        return redirect("reports:workbook-confirm", token=uploads.keep(request.session, form.cleaned_data["file"]))
    context = {"frame": frame(request.user), "form": form, "units": units[:MOST_SHOWN]}
    return render(request, "reports/workbook_upload.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@leads_back_to("reports:workbook-upload")
def confirm_workbook(request, token):
    planned_units(request.user)
    path = uploads.found(request.session, token)
    result = import_workbook(path, user=request.user, dry_run=request.method != "POST")
    if result.is_written:
        uploads.discard(request.session, token)
        messages.success(request, "Buku kerja sudah disimpan. Angka di halaman ini memakai data yang baru.")
        return redirect("reports:home")
    context = {
        "frame": frame(request.user),
        "result": result,
        "errors": result.errors[:MOST_SHOWN],
        "sheets": [sheet for sheet in result.preview if sheet.has_changes or sheet.only_in_database],
    }
    return render(request, "reports/workbook_confirm.html", context)


@require_safe
def download_workbook(request, code, year):
    unit = enter(request.user, code, Role.PLANNER)
    written = BytesIO()
    try:
        export_workbook(unit, year, written)
    except ExportError as error:
        messages.error(request, str(error))
        return redirect("reports:report-show", code=unit.code, year=year)
    return attached(written.getvalue(), f"buku-kerja-{unit.code}-{year}", "xlsx")
