"""The steps of a report to publication, each asked for on a page of its own, and the files of its editions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reports import lifecycle
from reports.frame import frame
from reports.lifecycle import TRANSITIONS, examine, lacks_of
from reports.models import EditionFile, Report, ReportAction
from reports.models.edition import EXPLAINED_ACTIONS
from reports.report_status import BUTTONS, CONSEQUENCES, SLUGS, place_of
from reports.views.files import attached
from units.access import enter

VERBS = {
    ReportAction.HAND_IN: lifecycle.hand_in,
    ReportAction.RETURN: lifecycle.send_back,
    ReportAction.CLEAR: lifecycle.clear,
    ReportAction.FINALIZE: lifecycle.finalize,
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
            VERBS[action](report=report, by=request.user, note=request.POST.get("note", ""), **seen(request, action))
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(request, f"Laporan Kinerja {year} {lifecycle.WORDS[action]}.")
            return redirect(place_of(action, report))
    elif report.status not in TRANSITIONS[action].before:
        messages.error(request, f"Laporan berstatus {report.get_status_display().lower()}; langkah ini tidak berlaku.")
        return redirect(place_of(action, report))
    return asked(request, report, action, errors)


def seen(request, action) -> dict:
    """The mark of what a reviewer looked at; nothing for the other moves."""
    return {"seen": request.POST.get("dilihat", "")} if action == ReportAction.CLEAR else {}


def asked(request, report, action, errors):
    """The page that says what a move does, with what was typed."""
    read = examine(report) if action == ReportAction.CLEAR else None
    context = {
        "frame": frame(request.user, report.unit, report.year, "report"),
        "report": report,
        "label": BUTTONS[action],
        "consequences": CONSEQUENCES[action],
        "is_explained": action in EXPLAINED_ACTIONS,
        "typed": request.POST.get("note", ""),
        "errors": errors,
        "lacks": lacks_of(report, read.found) if read and not errors else (),
        "mark": read.content_hash if read else "",
        "back": place_of(action, report),
    }
    return render(request, "reports/edition_move.html", context, status=UNPROCESSABLE if errors else None)


@require_safe
def download_edition(request, code, year, number, form):
    unit = enter(request.user, code)
    place = {"edition__report__unit": unit, "edition__report__year": year, "edition__number": number}
    file = get_object_or_404(EditionFile, form=form, **place)
    return attached(bytes(file.content), f"lkj-{unit.code}-{year}-edisi-{number}", form)
