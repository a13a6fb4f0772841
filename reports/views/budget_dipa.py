"""Begins the DIPA of a unit and year, so that its file can be uploaded next."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from budget.starting import start_dipa
from reports.forms.budget_file import BudgetFileForm
from reports.forms.dipa import DipaForm
from reports.views.budget_file import upload_page
from units.access import enter
from units.models import Role


@require_POST
def begin_dipa(request, code, year):
    unit = enter(request.user, code, Role.PLANNER)
    form = DipaForm(request.POST)
    if form.is_valid() and begun(form, unit, year):
        messages.success(request, f"DIPA {year} dibuat. Sekarang unggah berkas POK-nya.")
        return redirect("reports:budget-file-upload", code=unit.code, year=year)
    return upload_page(request, unit, year, BudgetFileForm(), dipa=form, status=422)


def begun(form, unit, year) -> bool:
    """Whether the DIPA was made; otherwise the form says why not."""
    try:
        start_dipa(unit=unit, year=year, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True
