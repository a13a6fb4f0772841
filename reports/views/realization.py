"""One indicator in one quarter: filled in, saved while typing, computed, handed in, taken back, corrected."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from indicators.entry import entry_of, fingerprint
from indicators.periods import QUARTERS, period_states
from indicators.workflow import Conflict, Locked, cancel, correct, refuse_incomplete, save_draft, submit, withdraw
from lakin.formatting import quarter_name, time_wib
from reports.evidence import evidence_box
from reports.filling import Desk, Seat, desk, neighbours, past, preview, seat
from reports.forms.realization import RealizationForm
from reports.frame import frame
from reports.resubmitting import is_untouched
from reports.screen_charts import quarters_chart
from reports.timeline import timeline
from units.access import enter
from units.models import Role

CORRECTION = "koreksi"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_realization(request, code, year, quarter, indicator_id):
    if request.method == "POST":
        unit = enter(request.user, code, Role.REPORTER)
        at = desk(request.user, unit, year, quarter, indicator_id)
        return ACTS.get(request.POST.get("tindakan"), keep)(request, at)
    at = desk(request.user, enter(request.user, code), year, quarter, indicator_id)
    return shown(request, at)


@require_POST
def compute_realization(request, code, year, quarter, indicator_id):
    """What the typed figures give, as the fragment that stands beside them; writes nothing."""
    unit = enter(request.user, code, Role.REPORTER)
    at = desk(request.user, unit, year, quarter, indicator_id)
    return render(request, "reports/_computed.html", computed(at, form_of(request, at)))


@require_POST
def save_realization(request, code, year, quarter, indicator_id):
    """Keeps a draft while it is being typed; answers with the words to show and the new fingerprint."""
    unit = enter(request.user, code, Role.REPORTER)
    if request.POST.get("orang", str(request.user.pk)) != str(request.user.pk):
        return told(403, "Anda kini masuk dengan akun lain. Muat ulang halaman ini.")
    at = seat(unit, year, quarter, indicator_id)
    form = form_of(request, at)
    if not form.is_valid():
        return told(422, "Belum tersimpan: ada isian yang belum dapat dibaca.", errors=fields_of(form))
    try:
        row = draft(request, at, form)
    except Conflict as error:
        return told(409, error.messages[0])
    except Locked as error:
        return told(423, f"Tidak tersimpan. {error.messages[0]}")
    except ValidationError as error:
        form.take(error)
        return told(422, "Belum tersimpan: ada isian yang belum tepat.", errors=fields_of(form))
    return told(200, f"Tersimpan {time_wib(timezone.now())}", seen=fingerprint(row))


def told(status: int, words: str, **more) -> JsonResponse:
    return JsonResponse({"words": words, **more}, status=status)


def fields_of(form) -> list[dict[str, str]]:
    """Every error with the id of its field."""
    return [{"id": key, "label": label, "message": message} for key, label, message in form.summary]


def form_of(request, at: Desk | Seat) -> RealizationForm:
    """The form of the desk: bound to what was posted, else with what is stored."""
    needs_reason = request.POST.get("tindakan") == CORRECTION
    return RealizationForm(
        request.POST if request.method == "POST" else None,
        indicator=at.indicator,
        year=at.year,
        components=at.components,
        base=entry_of(at.realization),
        asks_reason=at.may_correct and (CORRECTION in request.GET or needs_reason),
        needs_reason=needs_reason,
    )


def draft(request, at: Desk | Seat, form):
    """The row as it was saved."""
    return save_draft(
        unit=at.unit,
        indicator=at.indicator,
        year=at.year,
        quarter=at.quarter,
        entry=form.entry(),
        seen=request.POST.get("seen", ""),
        by=request.user,
    )


def keep(request, at: Desk):
    form = form_of(request, at)
    if not form.is_valid():
        return shown(request, at, form)
    try:
        draft(request, at, form)
    except ValidationError as error:
        return refused(request, at, form, error)
    messages.success(request, f"Tersimpan {time_wib(timezone.now())}. Belum diajukan.")
    return redirect("reports:realization-edit", **at.place)


def hand_in(request, at: Desk, is_confirmed=False):
    """Saves, then submits; asks once where there is no evidence, or no change since it came back."""
    form = form_of(request, at)
    if not form.is_valid():
        return shown(request, at, form)
    try:
        row = draft(request, at, form)
    except ValidationError as error:
        return refused(request, at, form, error)
    saved = desk(request.user, at.unit, at.year, at.quarter, at.indicator.pk)
    try:
        refuse_incomplete(row)
        if not is_confirmed and (question := question_about(row, saved)):
            return shown(request, saved, form, seen=saved.line.seen, is_asked=True, **question)
        submit(realization=row, by=request.user, seen=saved.line.seen)
    except ValidationError as error:
        return refused(request, saved, form, error, seen=saved.line.seen, is_saved=True)
    messages.success(request, f"{at.line.score.code} diajukan. Sekarang menunggu verifikasi.")
    return redirect("reports:quarter-show", **at.sheet_place)


def question_about(row, saved: Desk) -> dict[str, bool]:
    """What is asked once before a row is handed in; empty when there is nothing to ask."""
    found = {"is_without_evidence": not saved.line.evidence_count, "is_untouched": is_untouched(row)}
    return {name: True for name, is_so in found.items() if is_so}


def hand_in_bare(request, at: Desk):
    return hand_in(request, at, is_confirmed=True)


def take_back(request, at: Desk):
    news = "Isian ditarik kembali dan dapat diubah lagi. Ajukan kembali bila sudah selesai."
    return undone(request, at, withdraw, news)


def give_up(request, at: Desk):
    """Cancels a correction that waits."""
    return undone(request, at, cancel, "Koreksi dibatalkan. Nilai yang sudah diverifikasi berlaku lagi.")


def undone(request, at: Desk, verb, news: str):
    """The page again after a verb that takes something back, with what came of it."""
    if at.realization is None:
        messages.error(request, "Isian ini belum dimulai, sehingga tidak ada yang dapat ditarik.")
        return redirect("reports:realization-edit", **at.place)
    try:
        verb(realization=at.realization, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, news)
    return redirect("reports:realization-edit", **at.place)


def put_right(request, at: Desk):
    """Corrects a verified row; it waits for verification again."""
    form = form_of(request, at)
    if not form.is_valid() or at.realization is None:
        return shown(request, at, form)
    reason, seen = form.cleaned_data.get("reason", ""), request.POST.get("seen", "")
    try:
        correct(realization=at.realization, entry=form.entry(), reason=reason, seen=seen, by=request.user)
    except ValidationError as error:
        return refused(request, at, form, error)
    messages.success(request, f"Koreksi {at.line.score.code} diajukan. Sekarang menunggu verifikasi.")
    return redirect("reports:quarter-show", **at.sheet_place)


def compute(request, at: Desk):
    """The same page with what was typed and what it gives; the way without JavaScript."""
    return shown(request, at, form_of(request, at), is_computed=True)


ACTS = {
    "simpan": keep,
    "ajukan": hand_in,
    "ajukan-tanpa-bukti": hand_in_bare,
    "tarik": take_back,
    "batalkan-koreksi": give_up,
    CORRECTION: put_right,
    "hitung": compute,
}


def refused(request, at: Desk, form, error: ValidationError, **more):
    """The page with what a verb refused; what was typed stands beside what is stored where the two parted."""
    if not isinstance(error, Conflict | Locked):
        form.take(error)
        return shown(request, at, form, **more)
    fresh = desk(request.user, at.unit, at.year, at.quarter, at.indicator.pk)
    mine = form.entry()
    parted = {"differences": form.differences(entry_of(fresh.realization), mine), "refusal": error.messages[0]}
    return shown(request, fresh, form, seen=fresh.line.seen, is_conflict=isinstance(error, Conflict), **parted)


def computed(at: Desk, form) -> dict:
    """What stands beside the figures: a preview, or what keeps the figures from being read."""
    problems = form.figure_errors if form.is_bound else []
    entry = form.entry() if form.is_bound else entry_of(at.realization)
    return {"at": at, "problems": problems, "preview": None if problems else preview(at, entry)}


def shown(request, at: Desk, form=None, *, seen=None, **more):
    """The page of one indicator."""
    form = form or form_of(request, at)
    states = period_states([at.unit], at.year)
    before, after = neighbours(at)
    is_correcting = "reason" in form.fields
    context = {
        "frame": frame(request.user, at.unit, at.year, "quarter"),
        "form": form,
        "seen": seen or request.POST.get("seen") or at.line.seen,
        "is_correcting": is_correcting,
        "is_typing": is_correcting or at.may_fill,
        "periods": [states[at.unit.pk, quarter] for quarter in QUARTERS],
        "entry": entry_of(at.realization),
        "parts": known_parts(at),
        "past": past(at),
        "chart": quarters_chart(at.indicator, past(at), at.line.measurement, quarter_name(at.quarter)),
        "events": timeline(at.realization),
        "box": box_of(request, at),
        "before": before,
        "after": after,
        **computed(at, form),
        **more,
    }
    return render(request, "reports/realization_edit.html", context)


def known_parts(at: Desk) -> list[tuple]:
    """The components of which something is stored, with it."""
    parts = entry_of(at.realization).parts
    return [(component.name, parts[component.pk]) for component in at.components if component.pk in parts]


def box_of(request, at: Desk):
    return evidence_box(
        user=request.user,
        unit=at.unit,
        indicator=at.indicator,
        year=at.year,
        quarter=at.quarter,
        realization=at.realization,
        lock=at.line.lock,
    )
