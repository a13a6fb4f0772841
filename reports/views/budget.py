"""The budget of a unit and year: totals, revisions, jenis belanja and the POK tree, opened level by level."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from budget.branch import branch, opened
from budget.models import Dipa
from budget.statement import statement
from reports.frame import frame
from reports.screen_charts import kinds_chart, milestones_chart, shares_chart
from units.access import enter


def show_budget(request, code, year):
    unit = enter(request.user, code)
    stated = statement(unit, year)
    open_paths = request.GET.getlist("buka")
    context = {
        "frame": frame(request.user, unit, year, "budget"),
        "statement": stated,
        "rows": opened(stated.lines, open_paths),
        "shares": shares_chart(stated),
        "kinds": kinds_chart(stated),
        "milestones": milestones_chart(stated),
    }
    return render(request, "reports/budget_show.html", context)


def show_branch(request, code, year):
    """The rows right below one line, to be put under it."""
    unit = enter(request.user, code)
    dipa = Dipa.objects.filter(unit=unit, year=year).first()
    if dipa is None:
        raise Http404("Anggaran unit ini belum ada.")
    line = get_object_or_404(dipa.lines, path=request.GET.get("baris", ""))
    context = {"unit": unit, "year": year, "rows": branch(dipa, line)}
    return render(request, "reports/_budget_rows.html", context)
