"""Open data without signing in: four tables of published figures as JSON and CSV, by pages, for any other site."""

from hashlib import sha256
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from reports.exchange.columns import as_object
from reports.exchange.datasets import DATASETS, VERSION, Dataset
from reports.exchange.limits import count_in
from reports.exchange.problems import Problem
from reports.exchange.queries import asked_number, asked_year, refuse_unknown
from reports.exchange.tables import STYLES, as_csv
from reports.views.files import CONTENT_TYPES
from units.attribution import address_of

ASKED = ("unit", "tahun", "halaman", "gaya")
# Short, because a withdrawn figure must soon be gone everywhere.
KEPT = "public, max-age=60"
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}


@login_not_required
@require_safe
def show_datasets(request):
    """The page for people: what there is, how it is asked for, and under which licence."""
    context = {"datasets": DATASETS.values(), "licence": settings.DATA_LICENCE, "styles": STYLES, "version": VERSION}
    context["most"] = settings.PUBLIC_REQUESTS_PER_MINUTE
    return render(request, "reports/data_list.html", context)


@login_not_required
# Nothing is written, and a program that tries to is told so as a problem document.
@csrf_exempt
def send_data(request, dataset, form):
    try:
        response = answered(request, dataset, form)
    except Problem as problem:
        response = problem.response()
    for name, value in CROSS_ORIGIN.items():
        response[name] = value
    return response


def answered(request, key: str, form: str) -> HttpResponse:
    """The page that was asked for, or that it is still the one the asker has."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method not in ("GET", "HEAD"):
        raise Problem(405, "Data terbuka hanya dapat dibaca.", Allow="GET, HEAD, OPTIONS")
    count_in(f"alamat {address_of(request)}", settings.PUBLIC_REQUESTS_PER_MINUTE)
    dataset = DATASETS.get(key)
    if dataset is None or form not in WRITERS:
        raise Problem(404, f"Data ini tidak ada. Pilihannya: {', '.join(DATASETS)}, masing-masing .json dan .csv.")
    response = page_of(request, dataset, form)
    response["Cache-Control"], response["ETag"] = KEPT, f'"{sha256(response.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


def page_of(request, dataset: Dataset, form: str) -> HttpResponse:
    """One page of the table; Problem 400 for a question that has no meaning, 404 behind the last page."""
    refuse_unknown(request.GET, ASKED)
    unit, year = request.GET.get("unit", ""), asked_year(request.GET.get("tahun"))
    pages = Paginator(dataset.documents(unit, year), dataset.per_page)
    number = asked_number(request.GET.get("halaman"), "halaman")
    if number > pages.num_pages:
        raise Problem(404, f"Halaman terakhir adalah {pages.num_pages}.")
    page = pages.page(number)
    following = address(request, dataset, form, page.next_page_number()) if page.has_next() else None
    response = WRITERS[form](request, dataset, page, following)
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return response


def address(request, dataset: Dataset, form: str, number: int) -> str:
    """The address of another page of the same question."""
    asked = {name: request.GET[name] for name in ASKED if request.GET.get(name)} | {"halaman": number}
    return f"{settings.SITE_URL}{reverse('reports:data-show', args=[dataset.key, form])}?{urlencode(asked)}"


def written_json(request, dataset: Dataset, page, following: str | None) -> HttpResponse:
    body = {
        "data": dataset.key,
        "versi": VERSION,
        "lisensi": settings.DATA_LICENCE or None,
        "halaman": page.number,
        "jumlah_halaman": page.paginator.num_pages,
        "jumlah_dokumen": page.paginator.count,
        "berikutnya": following,
        "baris": [as_object(dataset.columns, row) for row in dataset.rows(page.object_list)],
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def written_csv(request, dataset: Dataset, page, following: str | None) -> HttpResponse:
    style = STYLES.get(request.GET.get("gaya") or "umum")
    if style is None:
        raise Problem(400, f"Gaya tidak dikenal. Pilihannya: {', '.join(STYLES)}.")
    content = as_csv(dataset.columns, dataset.rows(page.object_list), style)
    response = HttpResponse(content, content_type=CONTENT_TYPES["csv"])
    response["Content-Disposition"] = f'attachment; filename="{dataset.key}-halaman-{page.number}.csv"'
    return response


WRITERS = {"json": written_json, "csv": written_csv}
