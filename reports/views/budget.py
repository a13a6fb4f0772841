"""The budget of a unit and year: totals, revisions, jenis belanja and the POK tree, opened level by level."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budget.branch import branch, opened
from budget.models import BudgetLine
from budget.statement import statement
from reports.frame import frame
from reports.screen_charts import kinds_chart, milestones_chart, shares_chart
from units.access import enter


@require_safe
def show_budget(request, code, year):
    unit = enter(request.user, code)
    stated = statement(unit, year)
    asked = [int(text) for text in request.GET.getlist("buka") if is_id(text)]
    context = {
        "frame": frame(request.user, unit, year, "budget"),
        "statement": stated,
        "rows": opened(stated.lines, asked),
        "shares": shares_chart(stated),
        "unlisted": stated.without_kind,
        "kinds": kinds_chart(stated),
        "milestones": milestones_chart(stated),
    }
    return render(request, "reports/budget_show.html", context)


@require_safe
def show_branch(request, code, year, line_id):
    """The rows right below one line, to be put under it."""
    unit = enter(request.user, code)
    line = get_object_or_404(BudgetLine, pk=line_id, dipa__unit=unit, dipa__year=year)
    context = {"unit": unit, "year": year, "rows": branch(line)}
    return render(request, "reports/_budget_rows.html", context)


def is_id(text) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18
