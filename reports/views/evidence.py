"""The evidence of a realization: brought, read, taken away. A file reaches a browser only through these doors."""

import logging
import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from agreements.models import PerformanceAgreement
from agreements.quarter import lines_due
from indicators.evidence import attach, cleaned, detach
from indicators.file_kinds import KINDS
from indicators.models import Evidence, Realization
from reports.evidence import evidence_box, page_of
from reports.frame import frame
from units.access import enter, visible_units
from units.models import Role

UNKNOWN = "application/octet-stream"
SEALED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}
logger = logging.getLogger(__name__)


@require_safe
def show_evidence(request, pk):
    evidence = found(request.user, pk)
    kind = KINDS.get(evidence.content_type)
    name = re.sub(r'[/\\:*?"<>|]', "-", evidence.title) + (kind.ending if kind else "")
    headers = {**SEALED, "Cache-Control": "private, no-store"}
    content_type = kind.content_type if kind else UNKNOWN
    return served(request, evidence, evidence.file, content_type, headers, as_attachment=True, filename=name)


@require_safe
def show_thumbnail(request, pk):
    evidence = found(request.user, pk)
    if not evidence.thumbnail:
        raise Http404("Berkas ini bukan gambar.")
    # The picture of a row never changes; another file is another row.
    headers = {**SEALED, "Cache-Control": "private, max-age=31536000, immutable"}
    return served(request, evidence, evidence.thumbnail, "image/jpeg", headers)


@require_POST
def attach_evidence(request, code, year, quarter, indicator_id):
    unit = enter(request.user, code, Role.REPORTER)
    realization = row_of(unit, year, quarter, indicator_id)
    files = request.FILES.getlist("files")
    taken, errors = brought(files, realization, request.user) if files else ((), ["Pilih dahulu berkasnya."])
    news = f"Tersimpan: {', '.join(taken)}." if taken else ""
    return answered(request, row_of(unit, year, quarter, indicator_id), news, errors)


@require_POST
def detach_evidence(request, pk):
    evidence = found(request.user, pk)
    realization = evidence.realization
    enter(request.user, realization.unit.code, Role.REPORTER)
    try:
        detach(evidence=evidence, by=request.user)
    except ValidationError as error:
        return answered(request, realization, "", error.messages)
    return answered(request, realization, f"“{evidence.title}” sudah dihapus dari bukti dukung.", [])


def found(user, pk):
    """The evidence; 404 alike when there is none and when its unit is not the user's to know of."""
    rows = Evidence.objects.select_related("realization__unit", "realization__indicator")
    evidence = rows.filter(pk=pk, realization__unit__in=visible_units(user)).first()
    if evidence is None:
        raise Http404("Bukti dukung tidak ditemukan.")
    return evidence


def row_of(unit, year, quarter, indicator_id):
    """The realization, not saved yet where nothing was filled in; 404 for what the agreement in force does not hold."""
    lines = lines_due(PerformanceAgreement.objects.in_force(unit, year).first(), indicator_id)
    if not lines or quarter not in range(1, 5):
        raise Http404("Indikator ini tidak ada pada Perjanjian Kinerja unit.")
    place = {"unit": unit, "indicator": lines[0].indicator, "year": year, "quarter": quarter}
    return Realization.objects.filter(**place).first() or Realization(**place)


def brought(files, realization, by):
    """The titles of the files that were stored, and for each other one its name with the reason."""
    taken, errors = [], []
    for file in files:
        try:
            taken.append(attach(realization=realization, file=file, by=by).title)
        except ValidationError as error:
            errors += [f"{cleaned(file.name)}: {message}" for message in error.messages]
    return taken, errors


def answered(request, realization, news, errors):
    """The box alone for the script, else back to the page of the quarter with what happened in words."""
    if not request.htmx:
        if news:
            messages.success(request, news)
        for error in errors:
            messages.error(request, error)
        return redirect(f"{page_of(realization)}#bukti")
    place = {name: getattr(realization, name) for name in ("unit", "indicator", "year", "quarter")}
    box = evidence_box(user=request.user, **place, realization=realization, errors=errors, news=news)
    return render(request, "reports/_evidence.html", {"box": box})


def served(request, evidence, field, content_type, headers, **naming):
    """The stored file; a page that says so when it is no longer there."""
    try:
        return FileResponse(field.open("rb"), content_type=content_type, headers=headers, **naming)
    except FileNotFoundError:
        logger.error("Evidence %s lacks its file %s", evidence.pk, field.name)
    context = {"frame": frame(request.user), "evidence": evidence, "page": page_of(evidence.realization)}
    return render(request, "reports/evidence_gone.html", context, status=404)
