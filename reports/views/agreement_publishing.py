"""Opening a signed Perjanjian Kinerja to everybody, and taking that back; each is asked for on a page of its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from agreements.models import AgreementStatus
from reports import agreement_publishing
from reports.frame import frame
from reports.views.agreement import TAB, version_of
from units.access import enter
from units.models import Role

UNPROCESSABLE = 422
MOVES = {
    "terbitkan": (
        "Terbitkan untuk umum",
        (
            "Siapa pun dapat membaca dan mengunduh salinan versi ini tanpa masuk, dan targetnya menjadi data terbuka.",
            "Salinannya dibekukan seperti sekarang. NIP tidak dicantumkan; nama dan jabatan kedua pihak tetap ada.",
            "Bila nanti ada PK Perubahan, salinan ini tetap terbaca sebagai digantikan.",
        ),
    ),
    "tarik": (
        "Tarik dari umum",
        (
            "Salinan tidak dapat diunduh lagi dan targetnya hilang dari data terbuka.",
            "Alasan di bawah dibaca semua orang di halaman publik unit ini.",
        ),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def move_agreement(request, code, year, version, move):
    unit = enter(request.user, code, Role.LEADER)
    agreement = version_of(unit, year, version)
    if move not in MOVES:
        raise Http404("Langkah ini tidak ada.")
    errors = []
    if request.method == "POST":
        try:
            words = moved(request, agreement, move)
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(request, f"Perjanjian Kinerja {agreement.version_name} {words}.")
            return redirect("reports:agreement-show", code=code, year=year, version=version)
    elif words := in_the_way(agreement, move):
        messages.error(request, words)
        return redirect("reports:agreement-show", code=code, year=year, version=version)
    label, consequences = MOVES[move]
    context = {
        "frame": frame(request.user, unit, year, TAB),
        "row": agreement,
        "label": label,
        "consequences": consequences,
        "is_explained": move == "tarik",
        "typed": request.POST.get("note", ""),
        "errors": errors,
    }
    return render(request, "reports/agreement_publish.html", context, status=UNPROCESSABLE if errors else None)


def in_the_way(agreement, move) -> str:
    """Why there is nothing to confirm, as the verb would say it; empty when there is."""
    is_open = agreement.publications.open().exists()
    if move == "tarik":
        return "" if is_open else agreement_publishing.NOT_OPEN
    if agreement.status == AgreementStatus.DRAFT:
        return agreement_publishing.UNSIGNED
    return agreement_publishing.ALREADY if is_open else ""


def moved(request, agreement, move) -> str:
    """Does what was confirmed, and how that is told."""
    if move == "terbitkan":
        agreement_publishing.publish(agreement=agreement, by=request.user)
        return "diterbitkan untuk umum"
    agreement_publishing.withdraw(agreement=agreement, note=request.POST.get("note", ""), by=request.user)
    return "ditarik dari umum"
