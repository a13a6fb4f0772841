"""Keys of other systems: the list an administrator sees, a new one whose secret is shown once, and taking one back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.forms.token import TokenForm, suggested
from reports.frame import frame
from reports.tokens import ADMINISTRATORS, issue, listed, revoke, tokens_of
from units.access import visible_units

UNPROCESSABLE = 422


def enter(user):
    """403 for whoever administers no unit."""
    if not visible_units(user, ADMINISTRATORS).exists():
        raise PermissionDenied("Token API hanya untuk administrator.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_tokens(request):
    enter(request.user)
    posted = request.POST if request.method == "POST" else None
    form, made, secret = TokenForm(posted, user=request.user), None, ""
    if form.is_valid():
        try:
            made, secret = issue(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
            form.add_error(None, error if known else error.messages)
        else:
            form = TokenForm(user=request.user)
    context = {
        "frame": frame(request.user),
        "form": form,
        "made": made,
        # Answered at once and never stored: after this page nobody can read it again.
        "secret": secret,
        "rows": listed(request.user, timezone.localdate()),
    }
    return render(request, "reports/token_list.html", context, status=UNPROCESSABLE if form.errors else None)


@require_safe
def suggest_units(request):
    """The units that fit what is typed, for the list under the field."""
    enter(request.user)
    context = {"units": suggested(request.user, request.GET.get("unit", ""))}
    return render(request, "reports/_unit_suggestions.html", context)


@require_POST
def revoke_token(request, pk):
    enter(request.user)
    token = get_object_or_404(tokens_of(request.user), pk=pk)
    try:
        revoke(token=token, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"Token {token.name} dicabut; sistem itu langsung ditolak.")
    return redirect("reports:token-list")
