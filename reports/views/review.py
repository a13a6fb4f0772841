"""The desk of reviu: what a reviewer reads, answers and notes, what the unit says to it, and the statement."""

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from reports import publishing, reviewing
from reports.content import drafted
from reports.facts import facts_of
from reports.frame import frame
from reports.models import MarginNote, Report
from reports.papers import review_statement
from reports.review_page import VERDICTS, Typed, desk
from reports.reviewing import Answer
from reports.views.files import attached
from units.access import enter
from units.models import Role

UNPROCESSABLE = 422
TAB = "report"


def report_here(request, code, year, *roles) -> Report:
    """The report of the unit and year; 404 where there is none, 403 for the wrong role."""
    unit = enter(request.user, code, *roles)
    return get_object_or_404(Report.objects.select_related("unit", "outline"), unit=unit, year=year)


@require_safe
def show_review(request, code, year):
    return shown(request, report_here(request, code, year))


def shown(request, report, typed=None):
    """The desk, with what could not be kept."""
    context = {
        "frame": frame(request.user, report.unit, report.year, TAB),
        "desk": desk(report, request.user, typed),
        "verdicts": VERDICTS,
        "typed": typed,
    }
    return render(request, "reports/review_show.html", context, status=UNPROCESSABLE if typed else None)


def back(report, place=""):
    """Back to a place of the desk."""
    return redirect(reverse("reports:review-show", args=[report.unit.code, report.year]) + place)


def refused(request, report, error: ValidationError, **kept):
    """The desk again, with what was typed and why it was not kept."""
    errors = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for text in errors.get("__all__", ()):
        messages.error(request, text)
    return shown(request, report, Typed(errors=errors, **kept))


@require_POST
def answer_review(request, code, year):
    report = report_here(request, code, year, Role.REVIEWER)
    answers = answers_in(request.POST)
    try:
        changed = reviewing.answer(report=report, answers=answers, by=request.user)
    except ValidationError as error:
        return refused(request, report, error, answers=answers)
    messages.success(request, f"{changed} jawaban disimpan." if changed else "Tidak ada jawaban yang berubah.")
    return back(report, "#daftar-uji")


def answers_in(data) -> dict[int, Answer]:
    """What was chosen, by the key of its statement; statements without a choice stay as they are."""
    keys = (name.removeprefix("hasil-") for name in data if name.startswith("hasil-"))
    return {
        int(key): Answer(data[f"hasil-{key}"], data.get(f"keterangan-{key}", ""))
        for key in keys
        if key.isascii() and key.isdigit() and len(key) < 10
    }


@require_POST
def add_note(request, code, year):
    report = report_here(request, code, year, Role.REVIEWER)
    given = {name: request.POST.get(name, "") for name in ("section", "quote", "text")}
    try:
        reviewing.add_note(report=report, by=request.user, **given)
    except ValidationError as error:
        return refused(request, report, error, fields=given)
    messages.success(request, "Catatan disimpan.")
    return back(report, "#catatan")


@require_POST
def answer_note(request, code, year, pk):
    report = report_here(request, code, year, *reviewing.UNIT_ROLES)
    note = get_object_or_404(MarginNote.objects.select_related("review__report"), pk=pk, review__report=report)
    text = request.POST.get("answer", "")
    try:
        reviewing.answer_note(note=note, text=text, by=request.user)
    except ValidationError as error:
        return refused(request, report, error, fields={f"jawaban-{pk}": text})
    messages.success(request, "Jawaban disimpan.")
    return back(report, f"#catatan-{pk}")


@require_POST
def close_note(request, code, year, pk):
    report = report_here(request, code, year, Role.REVIEWER)
    note = get_object_or_404(MarginNote.objects.select_related("review__report"), pk=pk, review__report=report)
    try:
        reviewing.close_note(note=note, by=request.user)
    except ValidationError as error:
        return refused(request, report, error)
    messages.success(request, "Catatan diselesaikan.")
    return back(report, "#catatan")


@require_POST
def explain_finding(request, code, year):
    report = report_here(request, code, year, *reviewing.UNIT_ROLES)
    mark, text = request.POST.get("temuan", ""), request.POST.get("penjelasan", "")
    try:
        reviewing.explain(report=report, fingerprint=mark, text=text, by=request.user)
    except ValidationError as error:
        return refused(request, report, error, fields={f"penjelasan-{mark}": text})
    messages.success(request, "Penjelasan disimpan." if text.strip() else "Penjelasan dihapus.")
    return back(report, f"#temuan-{mark}")


@require_safe
# The desk shows the document in a frame of its own page; the document carries its own fonts.
@csp_update({"font-src": ["data:"]})
@csp_replace({"frame-ancestors": [SELF]})
@xframe_options_sameorigin
def read_document(request, code, year):
    report = report_here(request, code, year)
    return HttpResponse(publishing.as_html(drafted(facts_of(report))))


@require_safe
@csp_update({"font-src": ["data:"]})
def download_statement(request, code, year, form):
    report = report_here(request, code, year)
    if form not in review_statement.WRITERS:
        raise Http404("Format berkas tidak tersedia.")
    content = review_statement.write(report, form)
    if content is None:
        raise Http404("Laporan ini belum dinyatakan telah direviu.")
    if form == "html":
        return HttpResponse(content)
    return attached(content, f"pernyataan-reviu-{report.unit.code}-{year}", form)
