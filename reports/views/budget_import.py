"""The imports of budget files of a unit and year, taking one back, and the layouts that are known."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from budget.importing.layouts import change, forget
from budget.importing.undoing import changed_since, undo
from budget.models import BudgetImport, FileLayout
from reports.forms.budget_file import ColumnsForm
from reports.frame import frame
from reports.views.budget_file import TAB
from units.access import enter
from units.models import Role

MOST_LISTED = 200


@require_safe
def list_imports(request, code, year):
    unit = enter(request.user, code)
    rows = BudgetImport.objects.filter(dipa__unit=unit, dipa__year=year).defer("journal")
    rows = rows.select_related("revision", "dipa", "made_by", "undone_by").order_by("-made_at", "-pk")
    context = {
        "frame": frame(request.user, unit, year, TAB),
        "imports": rows[:MOST_LISTED],
        "layouts": FileLayout.objects.filter(unit=unit).select_related("saved_by"),
    }
    return render(request, "reports/budget_file_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def undo_import(request, code, year, pk):
    unit = enter(request.user, code, Role.PLANNER)
    rows = BudgetImport.objects.select_related("dipa", "revision", "made_by")
    taken = get_object_or_404(rows, pk=pk, dipa__unit=unit, dipa__year=year)
    if request.method == "POST":
        try:
            undo(taken=taken, by=request.user)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
        else:
            messages.success(request, f"Impor {taken.file_name} dibatalkan; semua angkanya kembali seperti semula.")
            return redirect("reports:budget-file-list", code=code, year=year)
    context = {
        "frame": frame(request.user, unit, year, TAB),
        "taken": taken,
        "obstacles": list(changed_since(taken)),
    }
    return render(request, "reports/budget_file_undo.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_layout(request, code, year, pk):
    unit = enter(request.user, code, Role.PLANNER)
    layout = get_object_or_404(FileLayout, pk=pk, unit=unit)
    if request.method == "POST" and "lupakan" in request.POST:
        forget(layout=layout, by=request.user)
        messages.success(request, "Susunan kolom dilupakan. Berkas berikutnya dengan judul itu akan ditanyakan lagi.")
        return redirect("reports:budget-file-list", code=code, year=year)
    titles, roles = zip(*layout.columns, strict=True)
    form = ColumnsForm(request.POST or None, titles=list(titles), suggested=list(roles))
    if form.is_valid():
        change(layout=layout, roles=form.roles, by=request.user)
        messages.success(request, "Susunan kolom disimpan dan dipakai untuk berkas berikutnya.")
        return redirect("reports:budget-file-list", code=code, year=year)
    context = {"frame": frame(request.user, unit, year, TAB), "layout": layout, "form": form}
    context["columns"] = [(field, ()) for field in form]
    return render(request, "reports/budget_layout_edit.html", context)
