"""The API for other systems of the ministry: read only, behind a token, refusals as problem documents."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from lakin.parsing import is_key
from reports.exchange.columns import as_object, flattened
from reports.exchange.cursors import key_of, page_after
from reports.exchange.limits import count_in
from reports.exchange.problems import TITLES, Problem
from reports.exchange.queries import asked_number, asked_year, refuse_unknown
from reports.exchange.resource import Asked, Resource
from reports.exchange.resources import RESOURCES
from reports.exchange.schema import openapi
from reports.models import ApiToken, TokenScope
from reports.tokens import TokenError, opens, units_of, valid_token
from units.attribution import address_of

PAGE, MOST = 50, 200
PAGING = ("cursor", "limit")
# Wrong keys are counted by address, so that nobody tries them at leisure.
GUESSES_PER_MINUTE = 30


@login_not_required
@require_safe
def show_api(request):
    """The page for people who write such a system: what there is, how it is asked for, and what a refusal means."""
    tables = [(resource, tuple(flattened(resource.columns))) for resource in RESOURCES.values()]
    context = {"tables": tables, "titles": TITLES.items(), "site": settings.SITE_URL, "page": PAGE, "most": MOST}
    context |= {"requests": settings.API_REQUESTS_PER_MINUTE, "drafts": TokenScope.DRAFTS}
    return render(request, "reports/api_list.html", context)


@login_not_required
@require_safe
def send_schema(request):
    """The schema of everything that a program may ask, open data included."""
    response = JsonResponse(openapi(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Cache-Control"] = "public, max-age=300"
    return response


@login_not_required
# Nothing is written, and a program that tries to is told so as a problem document.
@csrf_exempt
def send_rows(request, resource):
    return answered(request, resource, "")


@login_not_required
@csrf_exempt
def send_row(request, resource, key):
    return answered(request, resource, key)


def answered(request, name: str, key: str) -> JsonResponse:
    """The rows or the row that a token may have, else why not; nobody keeps the answer on the way."""
    try:
        if request.method not in ("GET", "HEAD"):
            raise Problem(405, "API ini hanya dapat dibaca.", Allow="GET, HEAD")
        token = token_of(request)
        count_in(f"token {token.pk}", settings.API_REQUESTS_PER_MINUTE)
        resource = RESOURCES.get(name)
        if resource is None:
            raise Problem(404, f"Tabel ini tidak ada. Pilihannya: {', '.join(RESOURCES)}.")
        if not opens(token, resource.scope):
            raise Problem(403, f"Token ini tidak mempunyai lingkup {resource.scope.value}.")
        body = one(request, token, resource, key) if key else page(request, token, resource)
    except Problem as problem:
        return problem.response()
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-store"
    return response


def token_of(request) -> ApiToken:
    """The token of the request; Problem 401 without a valid one."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    try:
        if kind.lower() != "bearer" or not secret.strip():
            raise TokenError("Permintaan ini tidak membawa token.")
        return valid_token(secret.strip())
    except TokenError as error:
        count_in(f"tebakan {address_of(request)}", GUESSES_PER_MINUTE)
        detail = f"{error} Kirim token yang masih berlaku: Authorization: Bearer TOKEN."
        raise Problem(401, detail, WWW_Authenticate="Bearer") from error


def page(request, token: ApiToken, resource: Resource) -> dict:
    """A page of the rows, and the cursor of the next one."""
    refuse_unknown(request.GET, (*resource.filters, *PAGING))
    asked = asked_of(request, token, resource)
    size = asked_number(request.GET.get("limit"), "limit", at_most=MOST, default=PAGE)
    rows, following = page_after(resource.rows(asked), key_of(request.GET.get("cursor", "")), size)
    made = resource.made(rows, asked)
    return {"data": [as_object(resource.columns, row) for row in made], "next_cursor": following}


def asked_of(request, token: ApiToken, resource: Resource) -> Asked:
    """What the request narrows to; Problem 404 for a unit outside the token's, as if it were not there."""
    units, code, year = units_of(token), request.GET.get("unit", ""), asked_year(request.GET.get("year"))
    if code:
        units = units.filter(code=code)
        if not units.exists():
            raise Problem(404, "Unit ini tidak ada di antara unit token.")
    if resource.needs_year and year is None:
        raise Problem(400, "Sebutkan tahunnya: ?year=2023.")
    quarter = request.GET.get("quarter")
    at = asked_number(quarter, "quarter", at_most=4) if quarter else None
    return Asked(units, year, at, opens(token, TokenScope.DRAFTS))


def one(request, token: ApiToken, resource: Resource, key: str) -> dict:
    """One row by its key; Problem 404 where there is none that the token may know of."""
    refuse_unknown(request.GET, ())
    may_be = resource.one_by == "code" or is_key(key)
    asked = Asked(units_of(token), None, None, opens(token, TokenScope.DRAFTS))
    found = resource.rows(asked).filter(**{resource.one_by: key}).first() if resource.one_by and may_be else None
    if found is None:
        raise Problem(404, "Baris ini tidak ada di antara unit token.")
    return as_object(resource.columns, found)
