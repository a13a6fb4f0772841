"""Perjanjian Kinerja of a unit and year: its versions, one version to read or fill in, and its signing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.drafting import draft_agreement
from agreements.models import AgreementStatus, PerformanceAgreement
from agreements.revision import base_changed
from agreements.settled import settled_of
from agreements.signing import lacks_of, parties_on, sign, signed_content
from agreements.targets import lines_with_targets, set_targets
from indicators.workflow import Conflict
from lakin.formatting import date_long
from reports.agreement_checks import checklist
from reports.agreement_page import agreement_page, signers_of, signing_words, states_of
from reports.forms.agreement import SignForm, read_targets
from reports.frame import frame
from reports.published import open_copy
from units.access import enter, has_role
from units.models import Role

TAB = "agreement"


def version_of(unit, year: int, version: int) -> PerformanceAgreement:
    """One version of the unit's agreement; 404 when there is none."""
    return get_object_or_404(PerformanceAgreement.objects.select_related("unit"), unit=unit, year=year, version=version)


def tell(request, error: ValidationError) -> None:
    """Shows what is wrong on the next page."""
    for text in error.messages:
        messages.error(request, text)


@require_safe
def list_agreements(request, code, year):
    unit = enter(request.user, code)
    rows = PerformanceAgreement.objects.filter(unit=unit, year=year).select_related("signed_by", "based_on")
    versions = states_of(rows.order_by("version"))
    draft = next((one for one in versions if one.agreement.status == AgreementStatus.DRAFT), None)
    held = next((one for one in versions if one.agreement.status == AgreementStatus.SIGNED), None)
    context = {"frame": frame(request.user, unit, year, TAB), "versions": versions, "draft": draft, "held": held}
    return render(request, "reports/agreement_list.html", context)


@require_POST
def begin_agreement(request, code, year):
    unit = enter(request.user, code, Role.PLANNER)
    try:
        draft = draft_agreement(unit=unit, year=year, by=request.user)
    except ValidationError as error:
        tell(request, error)
        return redirect("reports:agreement-list", code=code, year=year)
    count, signs = draft.lines.count(), signing_words(signers_of(unit))
    messages.success(request, f"Konsep PK awal dibuat dengan {count} butir. Isi targetnya. {signs}")
    return redirect("reports:agreement-show", code=code, year=year, version=draft.version)


@require_safe
def show_agreement(request, code, year, version):
    return shown(request, enter(request.user, code), year, version)


def shown(request, unit, year, version, typed=None):
    """The page of a version, with what was typed and could not be saved."""
    plans_here = has_role(request.user, unit, Role.PLANNER)
    page = agreement_page(unit, year, version, fills=plans_here, typed=typed)
    if page is None:
        raise Http404("Versi Perjanjian Kinerja ini tidak ada.")
    context = {
        "frame": frame(request.user, unit, year, TAB),
        "page": page,
        "checks": checklist(page.item, unit, timezone.localdate()) if page.is_draft else (),
        "is_filled": page.is_draft and plans_here,
        "signs": signing_words(signers_of(unit)) if page.is_draft else "",
        "parties": parties_on(page.agreement, timezone.localdate()) if page.is_draft else (),
        "leads_here": has_role(request.user, unit, Role.LEADER),
        "is_outdated": base_changed(page.agreement),
        "opened": open_copy(page.agreement),
        "has_settled": page.is_draft and bool(settled_of(page.agreement).keys),
        "errors": sum(map(len, typed.errors.values())) if typed else 0,
    }
    return render(request, "reports/agreement_show.html", context)


@require_POST
def fill_targets(request, code, year, version):
    unit = enter(request.user, code, Role.PLANNER)
    agreement = version_of(unit, year, version)
    typed = read_targets(request.POST, lines_with_targets(agreement))
    seen = request.POST.get("dilihat", "")
    try:
        if typed.errors:
            return shown(request, unit, year, version, typed)
        changed = set_targets(agreement=agreement, entries=typed.entries, seen=seen, by=request.user)
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            typed.errors.update(error.message_dict)
            return shown(request, unit, year, version, typed)
        tell(request, error)
        return shown(request, unit, year, version, typed)
    messages.success(request, f"Target {changed} butir disimpan." if changed else "Tidak ada target yang berubah.")
    return redirect("reports:agreement-show", code=code, year=year, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_agreement(request, code, year, version):
    unit = enter(request.user, code, Role.LEADER)
    agreement = version_of(unit, year, version)
    if lacks := lacks_of(agreement):
        tell(request, ValidationError(lacks))
        return redirect("reports:agreement-show", code=code, year=year, version=version)
    form = SignForm(request.POST or None, initial=asked(agreement, unit))
    if form.is_valid() and (outcome := signed(request, agreement, form)) is not form:
        return outcome
    # The mark is taken before what it stands for is read: a change in between is then noticed, never signed.
    seen = signed_content(agreement)
    page = agreement_page(unit, year, version)
    context = {"frame": frame(request.user, unit, year, TAB), "page": page, "form": form, "seen": seen}
    context["parties"] = parties_on(page.agreement, timezone.localdate())
    return render(request, "reports/agreement_sign.html", context)


def asked(agreement, unit) -> dict:
    """Where and when the form proposes to sign."""
    return {"place": agreement.place or unit.city, "signed_on": date_long(timezone.localdate())}


def signed(request, agreement, form):
    """Signs and leads on; else the form with what is wrong at its field."""
    place, day = form.cleaned_data["place"], form.cleaned_data["signed_on"]
    at = {"code": agreement.unit.code, "year": agreement.year, "version": agreement.version}
    seen = request.POST.get("dilihat", "")
    try:
        sign(agreement=agreement, place=place, signed_on=day, by=request.user, seen=seen)
    except Conflict as error:
        tell(request, error)
        return redirect("reports:agreement-sign", **at)
    except ValidationError as error:
        known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
        form.add_error(None, error if known else error.messages)
        return form
    messages.success(request, f"Perjanjian Kinerja {agreement.version_name} ditandatangani dan mulai berlaku.")
    return redirect("reports:agreement-show", **at)
