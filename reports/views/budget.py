"""The budget of a unit and year: its DIPA and POK, jenis belanja, the plan against spending, and the files of each."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budget.branch import branch, opened
from budget.cross import cross, efficiency, outputs, spread
from budget.models import BudgetLine, DipaRevision
from budget.performance import ikpa_estimate
from budget.plan import plan_of
from budget.sources import efficiency_basis
from budget.statement import statement
from lakin.parsing import is_key
from reports.boards import board, workbook_of
from reports.frame import frame
from reports.money import tables
from reports.money.official import official_scores
from reports.money.pages import FILES, PAGES, Asked
from reports.money.revisions import remarks
from reports.screen_charts import kinds_chart, milestones_chart, plan_chart, shares_chart
from reports.views.files import attached
from units.access import enter


def surroundings(request, unit, year, here):
    """What every page of the budget stands in."""
    return {"frame": frame(request.user, unit, year, "budget"), "pages": PAGES, "here": here}


@require_safe
def show_budget(request, code, year):
    unit = enter(request.user, code)
    stated = statement(unit, year)
    asked = [int(text) for text in request.GET.getlist("buka") if is_key(text)]
    context = surroundings(request, unit, year, "pok") | {
        "statement": stated,
        "rows": opened(stated.lines, asked),
        "shares": shares_chart(stated),
        "unlisted": stated.without_kind,
        "kinds": kinds_chart(stated),
        "kinds_blocked": any(money.blocked for *_, money in stated.by_kind),
        "milestones": milestones_chart(stated),
        "remarks": remarks(stated, year),
        "proposals": DipaRevision.objects.proposed().filter(dipa__unit=unit, dipa__year=year),
    }
    return render(request, "reports/budget_show.html", context)


@require_safe
def show_branch(request, code, year, line_id):
    """The rows right below one line, to be put under it."""
    unit = enter(request.user, code)
    line = get_object_or_404(BudgetLine, pk=line_id, dipa__unit=unit, dipa__year=year)
    context = {"unit": unit, "year": year, "rows": branch(line), "with_blocked": "blokir" in request.GET}
    return render(request, "reports/_budget_rows.html", context)


@require_safe
def show_spread(request, code, year):
    """Jenis belanja by program and kegiatan, RO with their volumes, and money by objective."""
    unit = enter(request.user, code)
    stated = statement(unit, year)
    crossed, produced, money = cross(stated), outputs(stated), spread(unit, year, stated)
    context = surroundings(request, unit, year, "spread") | {
        "statement": stated,
        "cross": board(tables.cross_table(crossed)),
        "has_rest": crossed.has_rest,
        "outputs": board(tables.outputs_table(produced)),
        "efficiency": efficiency(produced),
        "efficiency_basis": efficiency_basis(year),
        "objectives": board(tables.objectives_table(money, unit)),
        "spread": money,
    }
    return render(request, "reports/budget_spread.html", context)


@require_safe
def show_plan(request, code, year):
    """Halaman III of the DIPA against spending, month by month."""
    unit = enter(request.user, code)
    plan = plan_of(unit, year)
    whole, *kinds = map(board, tables.plan_tables(plan)) if plan else (None,)
    context = surroundings(request, unit, year, "plan") | {
        "plan": plan,
        "chart": plan_chart(plan) if plan else None,
        "whole": whole,
        "kinds": kinds,
    }
    return render(request, "reports/budget_plan.html", context)


@require_safe
def show_ikpa(request, code, year):
    """The estimate of IKPA beside the official value."""
    unit = enter(request.user, code)
    estimate = ikpa_estimate(year, statement(unit, year), plan_of(unit, year))
    context = surroundings(request, unit, year, "ikpa") | {
        "estimate": estimate,
        "board": board(tables.ikpa_table(estimate)) if estimate else None,
        "parameters": board(tables.parameters_table(estimate.rules)) if estimate else None,
        "official": official_scores(unit, year),
    }
    return render(request, "reports/budget_ikpa.html", context)


@require_safe
def download_tables(request, code, year, name):
    """The tables of one page as an Excel file."""
    unit = enter(request.user, code)
    if name not in FILES:
        raise Http404("Tabel ini tidak ada.")
    title, made = FILES[name]
    found = made(Asked(unit, year, request.GET.dict()))
    content = workbook_of(found, f"{title} {unit.label} {year}", unit, year)
    return attached(content, f"{name}-{unit.code}-{year}", "xlsx")
