"""What anybody may ask without signing in: whether a report with this code is valid, and whether a file is the one."""

from hashlib import sha256
from hmac import compare_digest

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from reports.models import Edition, EditionFile, EditionState
from reports.views.files import attached

OPEN = (EditionState.PUBLISHED, EditionState.REPLACED)
MEGABYTE = 1024 * 1024
NOT_FOUND = 404
TOO_LARGE = "Berkas lebih besar dari {} MB, sehingga tidak mungkin laporan ini."
# What a form adds around the file.
ROOM = 64 * 1024


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
# Nothing is written here, and a body that is too large must not be read before its length is looked at.
@csrf_exempt
def show_public(request, code):
    edition = edition_of(code)
    if edition is None:
        return render(request, "reports/edition_unknown.html", status=NOT_FOUND)
    pdf = edition.files.defer("content").filter(form="pdf").first()
    context = {
        "edition": edition,
        "report": edition.report,
        "unit": edition.report.unit,
        "pdf": pdf,
        "is_open": is_open(edition),
        "newer": newer_than(edition),
        "most": settings.CHECKED_MAX_MB,
        "verdict": checked(request, edition, pdf) if request.method == "POST" else None,
    }
    return render(request, "reports/edition_public.html", context)


@login_not_required
@require_safe
def download_public(request, code):
    edition = edition_of(code)
    file = edition.files.filter(form="pdf").first() if edition and is_open(edition) else None
    if file is None:
        raise Http404("Laporan ini tidak terbuka untuk diunduh.")
    unit, year = edition.report.unit, edition.report.year
    return attached(bytes(file.content), f"lkj-{unit.code}-{year}-edisi-{edition.number}", "pdf")


def edition_of(code: str) -> Edition | None:
    """The edition with this code, however its letters were typed; None when there is none."""
    return Edition.objects.select_related("report__unit", "review__closed_by").filter(code=code.lower()).first()


def is_open(edition: Edition) -> bool:
    """True when everybody may have the file: it was published and not withdrawn."""
    return edition.state in OPEN and edition.published_at is not None


def newer_than(edition: Edition) -> Edition | None:
    """The published edition that stands in the place of a replaced one; None where there is none."""
    if edition.state != EditionState.REPLACED:
        return None
    return edition.report.editions.filter(state=EditionState.PUBLISHED).first()


def checked(request, edition: Edition, pdf: EditionFile | None) -> tuple[str, str]:
    """What is said of the file that was sent; one that is too large is not even read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.CHECKED_MAX_MB * MEGABYTE + ROOM:
        return "warning", TOO_LARGE.format(settings.CHECKED_MAX_MB)
    return verdict(request.FILES.get("berkas"), edition, pdf)


def verdict(upload, edition: Edition, pdf: EditionFile | None) -> tuple[str, str]:
    """How the file stands, as a kind of message and in words; nothing of it is kept."""
    if upload is None or pdf is None:
        return "warning", "Pilih berkas PDF yang hendak diperiksa."
    if upload.size > settings.CHECKED_MAX_MB * MEGABYTE:
        return "warning", TOO_LARGE.format(settings.CHECKED_MAX_MB)
    mark = sha256()
    for chunk in upload.chunks():
        mark.update(chunk)
    digest = mark.hexdigest()
    if compare_digest(digest, pdf.sha256):
        return "success", "Berkas ini asli: sama persis dengan PDF yang dibekukan."
    others = EditionFile.objects.filter(edition__report=edition.report, form="pdf", sha256=digest)
    number = others.values_list("edition__number", flat=True).first()
    if number is not None:
        return "warning", f"Berkas ini edisi {number} dari laporan yang sama, bukan edisi {edition.number}."
    return "error", f"Berkas ini bukan PDF yang dibekukan, atau isinya sudah diubah. SHA-256-nya {digest}."
