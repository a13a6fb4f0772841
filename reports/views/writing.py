"""Writing the LKj: how far it is, and one place at a time, saved while typing, shown as it will be printed."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lakin.formatting import time_wib
from reports import jobs, reviu
from reports.assembly import assemble
from reports.content import content_hash
from reports.coverage import coverage
from reports.facts import facts_of
from reports.figure_list import figure_list
from reports.forms.writing import IllustrationForm, NarrativeForm
from reports.frame import frame
from reports.models import Severity
from reports.openness import frozen_because
from reports.places import address
from reports.preview import all_sections
from reports.reviu.links import link_of
from reports.writing import WRITERS, Conflict, Locked, Refused, discard_draft, keep_draft, may_write, save_narrative
from reports.writing_desk import Desk, Seat, columns_of, desk, report_at, result, seat, writers_of
from units.access import enter

REFUSED, PARTED, LOCKED = 422, 409, 423


@require_safe
def show_writing(request, code, year):
    unit = enter(request.user, code)
    report = report_at(unit, year)
    dossier = reviu.dossier_of(report)
    facts = dossier.facts
    context = {
        "frame": frame(request.user, unit, year, "report"),
        "lock": frozen_because(report),
        "is_writer": may_write(request.user, report),
        "writers": writers_of(unit),
        "coverage": coverage(facts, all_sections(assemble(facts))),
        "blocking": blocking_in(dossier),
        "files": jobs.chapter_files(report, content=lambda: content_hash(facts)) if report.is_draft else None,
    }
    return render(request, "reports/writing_show.html", context)


def blocking_in(dossier) -> list:
    """What stands in the way of a final, with the page that mends each."""
    found = (one for one in reviu.findings(dossier) if one.severity == Severity.BLOCKING)
    return [replace(one, link=link_of(dossier.facts, one.target)) for one in found]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_narrative(request, code, year, section):
    if request.method == "POST":
        unit = enter(request.user, code, *WRITERS)
        at = desk(request.user, unit, year, section, request.GET)
        return ACTS.get(request.POST.get("tindakan"), save)(request, at)
    return shown(request, desk(request.user, enter(request.user, code), year, section, request.GET))


def save(request, at: Desk):
    form = NarrativeForm(request.POST)
    form.full_clean()
    try:
        save_narrative(
            report=at.report, place=at.place, **form.typed, seen=request.POST.get("seen", ""), by=request.user
        )
    except (Conflict, Locked) as error:
        fresh = desk(request.user, at.unit, at.report.year, at.place.section, request.GET)
        is_conflict = isinstance(error, Conflict)
        more = {"refusal": error.messages[0], "is_conflict": is_conflict, "seen": fresh.seen}
        return shown(request, fresh, form, status=PARTED if is_conflict else LOCKED, **more)
    except Refused as error:
        return shown(request, at, form, status=REFUSED, refused=error.flaws)
    except ValidationError as error:
        form.add_error(None, error)
        return shown(request, at, form, status=REFUSED)
    messages.success(request, f"Tersimpan {time_wib(timezone.now())}. Versi sebelumnya tetap ada.")
    return redirect(address(at.report, at.place))


def throw_away(request, at: Desk):
    discard_draft(report=at.report, place=at.place, by=request.user)
    messages.success(request, "Ketikan yang belum disimpan dibuang. Di bawah ini teks yang ada di laporan.")
    return redirect(address(at.report, at.place))


def look(request, at: Desk):
    """The same page with what was typed and how it will be printed; the way without JavaScript."""
    return shown(request, at, NarrativeForm(request.POST), is_looked=True)


ACTS = {"simpan": save, "buang": throw_away, "lihat": look}


@require_POST
def preview_narrative(request, code, year, section):
    """What is typed, as it will be printed; writes nothing."""
    unit = enter(request.user, code, *WRITERS)
    at = desk(request.user, unit, year, section, request.GET)
    context = {"result": result_of(at, NarrativeForm(request.POST).typed)}
    return render(request, "reports/_writing_result.html", context)


@require_POST
def keep_narrative(request, code, year, section):
    """Keeps a draft while it is being typed; answers with the words to show."""
    unit = enter(request.user, code, *WRITERS)
    if request.POST.get("orang", str(request.user.pk)) != str(request.user.pk):
        return told(403, "Anda kini masuk dengan akun lain. Muat ulang halaman ini.")
    at: Seat = seat(request.user, unit, year, section, request.GET)
    typed, seen = NarrativeForm(request.POST).typed, request.POST.get("seen", "")
    try:
        keep_draft(report=at.report, place=at.place, **typed, seen=seen, by=request.user)
    except Conflict as error:
        return told(PARTED, error.messages[0])
    except Locked as error:
        return told(LOCKED, f"Tidak tersimpan. {error.messages[0]}")
    except ValidationError as error:
        named = [{"id": name, "label": "", "message": words[0]} for name, words in error.message_dict.items()]
        return told(REFUSED, "Belum tersimpan.", errors=named)
    words = f"Tersimpan sebagai ketikan {time_wib(timezone.now())}; belum masuk laporan."
    return told(200, words, seen=seen)


def told(status: int, words: str, **more) -> JsonResponse:
    return JsonResponse({"words": words, **more}, status=status)


def result_of(at: Desk, typed: dict[str, str]):
    return result(at.facts, at.place, typed["text"], typed["not_applicable_reason"])


def shown(request, at: Desk, form=None, *, status=200, **more):
    """The page of one place."""
    form = form or NarrativeForm(initial=at.typed)
    parted = {"is_conflict": True, "refusal": Conflict.WORDS} if at.is_draft_behind and not form.is_bound else {}
    row = at.row
    context = {
        "frame": frame(request.user, at.unit, at.report.year, "report"),
        "at": at,
        "row": row,
        "form": form,
        "seen": request.POST.get("seen") or at.seen,
        "stored": at.stored,
        "typed": form.typed,
        "draft": at.draft and columns_of(at.draft),
        "result": result_of(at, form.typed),
        "figures": figure_list(at.facts, code=row.score.code if row else ""),
        "picture_form": IllustrationForm(),
        "before": at.neighbours[0],
        "after": at.neighbours[1],
        **parted,
        **more,
    }
    return render(request, "reports/writing_edit.html", context, status=status)


@require_safe
def list_figures(request, code, year):
    """The figures that a search finds: as the list beside the text, or as a page of its own."""
    unit = enter(request.user, code)
    facts = facts_of(report_at(unit, year))
    words = request.GET.get("cari", "")[:100]
    context = {"figures": figure_list(facts, words, request.GET.get("kode", "")[:20]), "words": words}
    if request.htmx:
        return render(request, "reports/_writing_figures.html", context)
    context["frame"] = frame(request.user, unit, year, "report")
    return render(request, "reports/writing_figures.html", context)
