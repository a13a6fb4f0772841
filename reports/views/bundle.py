"""The bundle of a unit and year for the ministry's document repository."""

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_safe

from reports.bundle.packing import file_name, packed
from units.access import enter


@require_safe
def download_bundle(request, code, year):
    unit = enter(request.user, code)
    response = StreamingHttpResponse(packed([unit], year), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{file_name(unit, year)}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response
