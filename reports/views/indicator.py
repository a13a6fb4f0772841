"""One figure of a unit and year with all that stands behind it; and the way to it by its words."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.periods import QUARTERS
from reports.frame import frame
from reports.indicator_page import indicator_page
from reports.indicator_search import found_lines
from reports.indicator_trail import indicator_trail
from reports.overview import visible_years
from reports.screen_charts import path_chart, quarter_targets_chart, years_chart
from reports.until_quarter import until_quarter
from reports.views.home import chosen_year
from units.access import enter, visible_units

MOST_FOUND = 50


@require_safe
def show_indicator(request, code, year, indicator_id):
    unit = enter(request.user, code)
    page = indicator_page(request.user, unit, year, until_quarter(request, unit, year), indicator_id)
    entries, has_more = indicator_trail(request.user, page.rows)
    context = {
        "frame": frame(request.user, unit, year, "scorecard"),
        "page": page,
        "quarters": QUARTERS,
        "forecasts": page.forecasts,
        "quarters_chart": quarter_targets_chart(page),
        "years_chart": years_chart(page),
        "path_chart": path_chart(page),
        "entries": entries,
        "has_more_entries": has_more,
    }
    return render(request, "reports/indicator_show.html", context)


@require_safe
def search_indicators(request):
    units = visible_units(request.user)
    years = visible_years(request.user)
    year, words = chosen_year(request.GET.get("tahun"), years), request.GET.get("q", "").strip()
    # One more than is shown tells whether there are others; nothing is counted.
    found = list(found_lines(units, year, words)[: MOST_FOUND + 1])
    context = {
        "frame": frame(request.user, years=years),
        "year": year,
        "words": words,
        "lines": found[:MOST_FOUND],
        "has_more": len(found) > MOST_FOUND,
        "most": MOST_FOUND,
    }
    return render(request, "reports/indicator_list.html", context)
