"""What a leader sees of a unit and all below it: what to decide first, then the figures, and the same as files."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.periods import QUARTERS
from reports import standings
from reports.drawing import MARK_COLOURS
from reports.frame import frame
from reports.leading import publishing
from reports.leading.drawings import trend_chart
from reports.leading.latest import leading_quarter
from reports.leading.reading import paint
from reports.screen_charts import WIDTH
from reports.views.files import attached
from units.access import SUBTREE_ROLES, enter, has_role

UNITS_PER_PAGE = 12


@require_safe
def show_leader(request, code, year):
    unit = enter(request.user, code)
    quarter, picture = asked_picture(request, unit, year)
    page = Paginator(picture.rows if picture else (), UNITS_PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "frame": frame(request.user, unit, year, "leader"),
        "picture": picture,
        "quarter": quarter,
        "quarters": QUARTERS,
        "page": page,
        "rows": page.object_list,
        "marks": tuple(MARK_COLOURS),
        "trend": trend_chart(picture, WIDTH) if picture else None,
    }
    return render(request, "reports/leader_show.html", context)


@require_safe
def download_leader(request, code, year, form):
    """The briefing as PDF, or every table of the page as Excel."""
    unit = enter(request.user, code)
    if form not in publishing.WRITERS:
        raise Http404("Berkas ini tidak ada.")
    quarter, picture = asked_picture(request, unit, year)
    if picture is None:
        raise Http404("Rekap unit ini belum dihitung.")
    content = publishing.written(picture, form, now=timezone.now())
    return attached(content, f"ringkasan-{unit.code}-{year}-tw{quarter}", form)


def asked_picture(request, unit, year):
    """The quarter of the page with its picture as far as the person may see it."""
    is_whole, history = has_role(request.user, unit, *SUBTREE_ROLES), standings.history(unit, year)
    quarter = leading_quarter(request, unit, year, history, is_whole=is_whole)
    return quarter, paint(unit, year, quarter, is_whole=is_whole, history=history)
