"""The steps of a report to publication, each asked for on a page of its own, and the files of its editions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from lakin.identity_numbers import nips_in
from reports import lifecycle, moving
from reports.frame import frame
from reports.freezing import frozen_file
from reports.lifecycle import TRANSITIONS, examine, lacks_of
from reports.models import SLOW_ACTIONS, EditionFile, Report, ReportAction
from reports.models.edition import EXPLAINED_ACTIONS
from reports.report_status import BUTTONS, CONSEQUENCES, SLUGS, place_of
from reports.views.files import attached
from units.access import enter

VERBS = {
    ReportAction.HAND_IN: lifecycle.hand_in,
    ReportAction.RETURN: lifecycle.send_back,
    ReportAction.PUBLISH: lifecycle.publish,
    ReportAction.WITHDRAW: lifecycle.withdraw,
    ReportAction.REOPEN: lifecycle.reopen,
}
NAMES = {slug: action for action, slug in SLUGS.items()}
UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def move_report(request, code, year, name):
    unit = enter(request.user, code)
    report = get_object_or_404(Report.objects.select_related("unit", "outline"), unit=unit, year=year)
    if name not in NAMES:
        raise Http404("Langkah ini tidak ada.")
    action = NAMES[name]
    enter(request.user, code, TRANSITIONS[action].role)
    errors = []
    if request.method == "POST":
        try:
            messages.success(request, made(request, action, report))
        except ValidationError as error:
            errors = error.messages
        else:
            return redirect(place_of(action, report))
    elif not lifecycle.applies(action, report):
        messages.error(request, f"Laporan berstatus {report.get_status_display().lower()}; langkah ini tidak berlaku.")
        return redirect(place_of(action, report))
    return asked(request, report, action, errors)


def made(request, action, report) -> str:
    """Makes the move, or has the worker make it; returns what to tell."""
    given = {"report": report, "by": request.user, "note": request.POST.get("note", "")}
    if action in SLOW_ACTIONS:
        moving.ask(action=action, seen=request.POST.get("dilihat", ""), **given)
        return (
            "Permintaan Anda sedang dikerjakan; kemajuannya di bawah. Kotak masuk memberi tahu bila selesai atau gagal."
        )
    VERBS[action](**given)
    what = (
        "Laporan Kinerja" if report.status in TRANSITIONS[action].before else "Edisi yang berlaku dari Laporan Kinerja"
    )
    return f"{what} {report.year} {lifecycle.WORDS[action]}."


def asked(request, report, action, errors):
    """The page that says what a move does, with what was typed."""
    mark, lacks = looked_at(report, action)
    context = {
        "frame": frame(request.user, report.unit, report.year, "report"),
        "report": report,
        "label": BUTTONS[action],
        "done": lifecycle.WORDS[action],
        "consequences": CONSEQUENCES[action],
        "is_explained": action in EXPLAINED_ACTIONS,
        "typed": request.POST.get("note", ""),
        "errors": errors,
        "lacks": () if errors else lacks,
        "mark": mark,
        "nips": printed_nips(report) if action == ReportAction.PUBLISH else 0,
        "is_signed_with_nip": action == ReportAction.HAND_IN and bool(report.signatory_nip),
        "asked": moving.asked_of(report),
        "back": place_of(action, report),
    }
    return render(request, "reports/edition_move.html", context, status=UNPROCESSABLE if errors else None)


def looked_at(report, action):
    """The mark of the content that the move speaks of, and what stands in its way."""
    if action == ReportAction.CLEAR:
        read = examine(report)
        return read.content_hash, lacks_of(report, read.found)
    if action == ReportAction.FINALIZE:
        return lifecycle.reviewed_mark(report), lifecycle.early_of(report)
    return "", ()


def printed_nips(report) -> int:
    """How many NIP the frozen document prints as text; none is seen in a picture or in a page somebody appended."""
    file = frozen_file(report, "html")
    return len(nips_in(bytes(file.content).decode())) if file else 0


@require_safe
def show_progress(request, code, year):
    """How far an asked move is: on its own for htmx, which loads the page anew once it is over; else that page."""
    unit = enter(request.user, code)
    report = get_object_or_404(Report.objects.select_related("unit"), unit=unit, year=year)
    found = moving.asked_of(report)
    if not request.htmx:
        return redirect(place_of(found.job.action, report) if found else place_of("", report))
    if found is None or not found.is_active:
        return HttpResponseClientRefresh()
    return render(request, "reports/_move_asked.html", {"asked": found, "code": unit.code, "year": year})


@require_safe
def download_edition(request, code, year, number, form):
    unit = enter(request.user, code)
    place = {"edition__report__unit": unit, "edition__report__year": year, "edition__number": number}
    file = get_object_or_404(EditionFile, form=form, **place)
    return attached(bytes(file.content), f"lkj-{unit.code}-{year}-edisi-{number}", form)
