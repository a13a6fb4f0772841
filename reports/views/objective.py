"""One objective of a unit and year: its own indicators, and what carries it in other units."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from indicators.periods import QUARTERS
from reports.frame import frame
from reports.leading.objective import objective_of, objective_page
from reports.sections.ratings import rating
from reports.until_quarter import until_quarter
from units.access import enter, visible_units

UNITS_PER_PAGE = 25


@require_safe
def show_objective(request, code, year, objective_id):
    unit = enter(request.user, code)
    objective = get_object_or_404(objective_of(unit, objective_id))
    quarter = until_quarter(request, unit, year)
    below = visible_units(request.user).filter(code=request.GET.get("unit", "")).first()
    page = objective_page(request.user, unit, year, quarter, objective, below=below)
    listed = Paginator(page.contributions, UNITS_PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "frame": frame(request.user, unit, year, "leader"),
        "detail": page,
        "below": below,
        "quarter": quarter,
        "quarters": QUARTERS,
        "scores": [(score, rating(score)) for score in page.score.indicators] if page.score else (),
        "page": listed,
        "plan_years": range(objective.plan.year_from, objective.plan.year_to + 1),
    }
    return render(request, "reports/objective_show.html", context)
