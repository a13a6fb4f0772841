"""A quarter as a file: taken along, filled in, sent back, looked at, and only then stored."""

from io import BytesIO

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agreements.quarter import QuarterSheet, quarter_sheet
from lakin.formatting import number
from lakin.packages import MEGABYTE
from reports.due import is_complete
from reports.frame import frame
from reports.quarter_file.applying import apply, wrong_time
from reports.quarter_file.outcome import Outcome
from reports.quarter_file.reading import read_sheet
from reports.quarter_file.writing import write_sheet
from reports.views.files import attached
from reports.views.gone import leads_back_to
from reports.views.quarter import handed_in, known_quarter, lack
from reports.views.workbook import MOST_SHOWN, WorkbookForm
from reports.workbook.problems import Refused
from reports.workbook.safety import MAX_FILE
from units import uploads
from units.access import enter
from units.models import Role


class QuarterFileForm(WorkbookForm):
    what = "Lembar isian"
    file = forms.FileField(
        label="Lembar isian (.xlsx)",
        help_text=f"Paling besar {MAX_FILE // MEGABYTE} MB. Isinya diperiksa dahulu; belum ada yang disimpan.",
        error_messages={"required": "Pilih dahulu lembar yang sudah diisi.", "empty": "Berkas ini kosong."},
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".xlsx"}),
    )


@require_safe
def download_sheet(request, code, year, quarter):
    unit = enter(request.user, code, Role.REPORTER)
    written = BytesIO()
    write_sheet(unit, year, known_quarter(quarter), written)
    return attached(written.getvalue(), f"lembar-{unit.code}-{year}-tw{quarter}", "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def upload_sheet(request, code, year, quarter):
    unit = enter(request.user, code, Role.REPORTER)
    sheet = quarter_sheet(unit, year, known_quarter(quarter))
    form = QuarterFileForm(request.POST, request.FILES) if request.method == "POST" else QuarterFileForm()
    refusal = wrong_time(sheet)
    if refusal and request.method == "POST":
        messages.error(request, f"Lembar tidak dibaca. {refusal}")
        return redirect("reports:quarter-show", code=code, year=year, quarter=quarter)
    if form.is_valid():
        token = uploads.keep(request.session, form.cleaned_data["file"])
        return redirect("reports:sheet-confirm", code=code, year=year, quarter=quarter, token=token)
    context = {"frame": frame(request.user, unit, year, "quarter"), "sheet": sheet, "form": form, "refusal": refusal}
    return render(request, "reports/sheet_upload.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@leads_back_to("reports:sheet-upload")
def confirm_sheet(request, code, year, quarter, token):
    """What the file would change, and on POST the change itself.

    A GET runs the same verbs and rolls them back, so that it never promises what a POST refuses. On SQLite it waits
    for the write lock meanwhile; it lasts as long as the rows of one quarter and leaves nothing behind.
    """
    unit = enter(request.user, code, Role.REPORTER)
    path = uploads.found(request.session, token)
    outcome = outcome_of(path, request, unit, year, known_quarter(quarter))
    if outcome.is_written:
        uploads.discard(request.session, token)
        messages.success(request, stored_words(outcome))
        if "ajukan" in request.POST:
            hand_in(request, quarter_sheet(unit, year, quarter), {one.line.indicator.pk for one in outcome.changed})
        return redirect("reports:quarter-show", code=code, year=year, quarter=quarter)
    context = {
        "frame": frame(request.user, unit, year, "quarter"),
        "sheet": {"unit": unit, "year": year, "quarter": quarter},
        "outcome": outcome,
        "errors": outcome.problems[:MOST_SHOWN],
    }
    return render(request, "reports/sheet_confirm.html", context)


def outcome_of(path, request, unit, year, quarter) -> Outcome:
    """What the kept file does; it is written only by a POST."""
    is_dry = request.method != "POST"
    try:
        with path.open("rb") as file:
            return apply(read_sheet(file), unit=unit, year=year, quarter=quarter, by=request.user, dry_run=is_dry)
    except Refused as error:
        return Outcome(refusal=str(error))


def stored_words(outcome: Outcome) -> str:
    """What was stored from the file."""
    if not outcome.changed:
        return "Lembar sama dengan isian di LAKIN; tidak ada yang perlu disimpan."
    names = ", ".join(one.line.score.code for one in outcome.changed)
    return f"Tersimpan dari lembar: {number(len(outcome.changed), 0)} indikator ({names})."


def hand_in(request, sheet: QuarterSheet, written: set[int]) -> None:
    """Hands in every complete line, and says of each line the file has written what it still lacks."""
    lines = [line for line in sheet.lines if not line.lock]
    complete = [line for line in lines if is_complete(line)]
    done = [line.score.code for line in complete if handed_in(request, line)]
    if done:
        names = ", ".join(done)
        messages.success(request, f"{len(done)} indikator diajukan: {names}. Sekarang menunggu verifikasi.")
    for line in lines:
        if line not in complete and line.indicator.pk in written:
            messages.warning(request, f"{line.score.code} tidak ikut diajukan: {lack(line)}")
    if not complete:
        messages.warning(request, "Belum ada isian yang lengkap, jadi belum ada yang diajukan.")
