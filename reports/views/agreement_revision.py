"""Changing a Perjanjian Kinerja: a revision, semula and menjadi, throwing a draft away, and deriving from above."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agreements.cascading import derive
from agreements.drafting import discard
from agreements.models import AgreementStatus
from agreements.revision import base_changed, revise
from reports.agreement_compare import comparison
from reports.agreement_derive import chosen_pairs, derivable
from reports.agreement_page import states_of
from reports.forms.agreement import ReviseForm
from reports.frame import frame
from reports.views.agreement import TAB, tell, version_of
from units.access import enter
from units.models import Role


@require_http_methods(["GET", "HEAD", "POST"])
def revise_agreement(request, code, year, version):
    unit = enter(request.user, code, Role.PLANNER)
    agreement = version_of(unit, year, version)
    if agreement.status != AgreementStatus.SIGNED:
        messages.error(request, "Hanya versi yang berlaku yang dapat diubah.")
        return redirect("reports:agreement-show", code=code, year=year, version=version)
    form = ReviseForm(request.POST or None)
    if form.is_valid() and (draft := revised(request, agreement, form)):
        return redirect("reports:agreement-show", code=code, year=year, version=draft.version)
    context = {"frame": frame(request.user, unit, year, TAB), "agreement": agreement, "form": form}
    return render(request, "reports/agreement_revise.html", context)


def revised(request, agreement, form):
    """The new draft; None when it cannot be made, with the reason at the form."""
    reason, text = form.cleaned_data["reason"], form.cleaned_data["reason_text"]
    try:
        draft = revise(agreement=agreement, reason=reason, reason_text=text, by=request.user)
    except ValidationError as error:
        known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
        form.add_error(None, error if known else error.messages)
        return None
    name = draft.version_name
    messages.success(
        request, f"Konsep {name} disalin dari versi {agreement.version_name}. Ubah yang perlu berubah saja."
    )
    return draft


@require_safe
def compare_agreement(request, code, year, version):
    unit = enter(request.user, code)
    agreement = version_of(unit, year, version)
    if not agreement.version:
        raise Http404("PK awal tidak mengubah versi mana pun.")
    only_changed = request.GET.get("tampil") == "berubah"
    context = {
        "frame": frame(request.user, unit, year, TAB),
        "agreement": agreement,
        "state": next(one for one in states_of(unit.agreements.filter(year=year)) if one.agreement == agreement),
        "compared": comparison(unit, agreement, only_changed=only_changed),
        "only_changed": only_changed,
        "is_outdated": base_changed(agreement),
        "is_draft": agreement.status == AgreementStatus.DRAFT,
    }
    return render(request, "reports/agreement_compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discard_agreement(request, code, year, version):
    unit = enter(request.user, code, Role.PLANNER)
    agreement = version_of(unit, year, version)
    if agreement.status != AgreementStatus.DRAFT:
        messages.error(request, "Versi yang sudah ditandatangani tidak dapat dihapus.")
        return redirect("reports:agreement-show", code=code, year=year, version=version)
    if request.method != "POST":
        context = {"frame": frame(request.user, unit, year, TAB), "agreement": agreement}
        return render(request, "reports/agreement_discard.html", context)
    try:
        discard(agreement=agreement, by=request.user)
    except ValidationError as error:
        tell(request, error)
        return redirect("reports:agreement-show", code=code, year=year, version=version)
    messages.success(request, f"Konsep {agreement.version_name} dihapus.")
    return redirect("reports:agreement-list", code=code, year=year)


@require_http_methods(["GET", "HEAD", "POST"])
def derive_agreement(request, code, year, version):
    unit = enter(request.user, code, Role.PLANNER)
    agreement = version_of(unit, year, version)
    if agreement.status != AgreementStatus.DRAFT:
        messages.error(request, "Versi ini sudah ditandatangani; butirnya tidak dapat ditambah.")
        return redirect("reports:agreement-show", code=code, year=year, version=version)
    if request.method == "POST" and (made := derived(request, agreement)):
        messages.success(request, f"{len(made)} butir diturunkan. Isi target yang masih kosong.")
        return redirect("reports:agreement-show", code=code, year=year, version=version)
    context = {"frame": frame(request.user, unit, year, TAB), "agreement": agreement, "derivable": derivable(agreement)}
    return render(request, "reports/agreement_derive.html", context)


def derived(request, agreement) -> list:
    """The lines that were made or linked; none when nothing was ticked or something is wrong, which is told."""
    try:
        pairs = chosen_pairs(agreement, request.POST)
        made = derive(agreement=agreement, pairs=pairs, by=request.user)
    except ValidationError as error:
        tell(request, error)
        return []
    if not made:
        messages.error(request, "Belum ada butir yang dicentang.")
    return made
