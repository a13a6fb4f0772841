"""One figure of a unit and year with all that stands behind it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.periods import QUARTERS
from reports.frame import frame
from reports.indicator_page import indicator_page
from reports.indicator_trail import indicator_trail
from reports.screen_charts import path_chart, quarter_targets_chart, years_chart
from reports.until_quarter import until_quarter
from units.access import enter


@require_safe
def show_indicator(request, code, year, indicator_id):
    unit = enter(request.user, code)
    page = indicator_page(request.user, unit, year, until_quarter(request, unit, year), indicator_id)
    entries, has_more = indicator_trail(request.user, page.rows)
    context = {
        "frame": frame(request.user, unit, year, "scorecard"),
        "page": page,
        "quarters": QUARTERS,
        "quarters_chart": quarter_targets_chart(page),
        "years_chart": years_chart(page),
        "path_chart": path_chart(page),
        "entries": entries,
        "has_more_entries": has_more,
    }
    return render(request, "reports/indicator_show.html", context)
