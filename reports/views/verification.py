"""The verifier's queue: what waits, beside what was before; accept one or many, or send back with a note per row."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from agreements.queue import QueueRow, counted, narrowed, queue_rows, waiting
from indicators.models import Realization
from indicators.workflow import send_back, verify
from lakin.formatting import number
from lakin.parsing import is_key
from reports.blocks import Status
from reports.evidence import evidence_box
from reports.filling import odd_in_queue
from reports.frame import frame
from reports.sections.ratings import rating
from reports.timeline import timeline
from reports.unit_sheets import CountedPaginator
from units.access import enter, visible_units
from units.models import Role, Unit

ROWS_PER_PAGE = 50
VERIFY, SEND_BACK = "setujui", "kembalikan"
NOTHING_CHOSEN = "Belum ada isian yang dipilih. Beri tanda pada isian yang hendak disetujui atau dikembalikan."
NOTE_NEEDED = "Tulis catatan agar pengisi tahu apa yang harus diperbaiki."


@dataclass(frozen=True)
class Decision:
    """What came of one press of a button: how many were done, and per row what stood in the way and what was typed."""

    done: int = 0
    errors: dict[int, list[str]] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """One row on the page with what was typed and what stood in its way."""

    row: QueueRow
    is_own: bool
    rating: Status | None = None
    note: str = ""
    errors: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def verified_units(user):
    """The units the user verifies; PermissionDenied for a user who verifies nowhere."""
    units = visible_units(user, {Role.VERIFIER})
    if not units.exists():
        raise PermissionDenied("Antrean verifikasi terbuka untuk verifikator.")
    return units


@require_http_methods(["GET", "HEAD", "POST"])
def list_waiting(request):
    units = verified_units(request.user)
    decision = Decision()
    if request.method == "POST":
        decision = decide(request, units)
        if not decision.errors:
            return redirect(f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path)
    rows, chosen = filtered(units, request.GET)
    count, late, years = counted(rows)
    if any(chosen.values()):
        *_, years = counted(waiting(units))
    page = CountedPaginator(rows, ROWS_PER_PAGE, count).get_page(request.GET.get("halaman"))
    context = {
        "frame": frame(request.user),
        "page": page,
        "items": items_of(request.user, page.object_list, decision),
        "overdue": late,
        "chosen": chosen,
        "years": years,
        "is_filtered": any(chosen.values()),
    }
    return render(request, "reports/verification_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_waiting(request, pk):
    known = Realization.objects.filter(unit__in=visible_units(request.user))
    realization = get_object_or_404(known.select_related("unit"), pk=pk)
    enter(request.user, realization.unit.code, Role.VERIFIER)
    decision = Decision()
    if request.method == "POST":
        decision = decide(request, visible_units(request.user, {Role.VERIFIER}))
        if not decision.errors:
            return redirect("reports:verification-list")
    (item,) = items_of(request.user, [realization], decision)
    context = {
        "frame": frame(request.user, realization.unit, realization.year, "quarter"),
        "item": item,
        "box": box_of(request.user, item.row.realization),
        "events": timeline(item.row.realization),
        "is_waiting": realization.status == "submitted",
    }
    return render(request, "reports/verification_show.html", context)


def box_of(user, row):
    """The evidence of one row as the verifier sees it."""
    place = {"unit": row.unit, "indicator": row.indicator, "year": row.year, "quarter": row.quarter}
    return evidence_box(user=user, realization=row, **place)


def items_of(user, rows, decision) -> list[Item]:
    """The rows of the page, those that could not be decided with their messages."""
    return [
        Item(
            row,
            row.realization.submitted_by_id == user.pk,
            rating(row.score) if row.score else None,
            decision.notes.get(row.realization.pk, ""),
            tuple(decision.errors.get(row.realization.pk, ())),
            odd_in_queue(row),
        )
        for row in queue_rows(rows)
    ]


def filtered(units, asked):
    """The waiting rows that were asked for, and what was understood of the question."""
    chosen = {
        "unit": Unit.objects.filter(pk__in=units.values("pk"), code=asked.get("unit", "")).first(),
        "year": whole(asked.get("tahun"), 1900, 2100),
        "quarter": whole(asked.get("triwulan"), 1, 4),
        "words": asked.get("q", "").strip(),
    }
    rows = narrowed(
        waiting(units),
        below=chosen["unit"],
        year=chosen["year"],
        quarter=chosen["quarter"],
        words=chosen["words"],
    )
    return rows, chosen


def whole(text, lowest, highest) -> int | None:
    """The number a person asked for; None for anything else."""
    is_number = bool(text) and text.isascii() and text.isdigit() and len(text) <= 4
    return int(text) if is_number and lowest <= int(text) <= highest else None


def decide(request, units) -> Decision:
    """Does what the button says with every chosen row, each by itself, and tells what was done."""
    chosen = {int(pk) for pk in request.POST.getlist("pilih") if is_key(pk)}
    is_return = request.POST.get("tindakan") == SEND_BACK
    if not chosen or request.POST.get("tindakan") not in (VERIFY, SEND_BACK):
        messages.error(request, NOTHING_CHOSEN)
        return Decision(errors={0: [NOTHING_CHOSEN]}, notes=typed_notes(request.POST))
    rows = list(Realization.objects.filter(pk__in=chosen, unit__in=units))
    errors = {row.pk: found for row in rows if (found := outcome(row, request, is_return))}
    done = len(rows) - len(errors)
    if done:
        word = "dikembalikan kepada pengisi" if is_return else "terverifikasi"
        messages.success(request, f"{number(done, 0)} isian {word}.")
    if errors:
        messages.error(request, f"{number(len(errors), 0)} isian belum dapat diproses; alasannya ada di tiap isian.")
    return Decision(done, errors, typed_notes(request.POST))


def typed_notes(typed) -> dict[int, str]:
    """What was written beside each row, so that nothing is lost when the page comes back."""
    named = ((name.removeprefix("catatan-"), text) for name, text in typed.items() if name.startswith("catatan-"))
    return {int(pk): text for pk, text in named if is_key(pk)}


def outcome(row, request, is_return) -> list[str]:
    """What stood in the way of deciding on one row; empty when it is done."""
    note = request.POST.get(f"catatan-{row.pk}", "").strip()
    given = {"realization": row, "by": request.user, "note": note, "seen": request.POST.get(f"dilihat-{row.pk}", "")}
    if is_return and not note:
        return [NOTE_NEEDED]
    try:
        (send_back if is_return else verify)(**given)
    except ValidationError as error:
        return error.messages
    return []
