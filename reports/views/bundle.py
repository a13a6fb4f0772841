"""The bundle of a unit and year for the ministry's document repository."""

import logging

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from reports.bundle.packing import TooLarge, file_name, written
from units.access import enter

logger = logging.getLogger(__name__)
TOO_LARGE = "Bundel terlalu besar untuk diunduh sekaligus. Unduh dokumennya satu per satu di halaman ini."
FAILED = (
    "Bundel tidak dapat disusun: salah satu dokumennya gagal dibuat. Tidak ada yang terunduh. Coba lagi, atau unduh "
    "dokumennya satu per satu di halaman ini untuk melihat yang mana."
)


@require_safe
def download_bundle(request, code, year):
    """The zip, built whole before anything is sent: what broke midway would look like a download that went well."""
    unit = enter(request.user, code)
    try:
        whole = written([unit], year)
    except Exception as error:
        logger.exception("The bundle of %s %s could not be built", unit.code, year)
        messages.error(request, TOO_LARGE if isinstance(error, TooLarge) else FAILED)
        return redirect("reports:paper-list", code=code, year=year)
    headers = {"Cache-Control": "private, no-store"}
    return FileResponse(
        whole,
        as_attachment=True,
        filename=f"{file_name(unit, year)}.zip",
        content_type="application/zip",
        headers=headers,
    )
