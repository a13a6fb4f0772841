"""A budget file on its way in: uploaded, its columns explained once, looked at, and only then stored."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from budget.importing.comparing import compare
from budget.importing.layouts import remember
from budget.importing.writing import Conflict, take_in
from budget.models import BudgetImport, Dipa
from lakin.formatting import number
from reports.budget_file import staged
from reports.forms.budget_file import BudgetFileForm, ChoiceForm, ColumnsForm
from reports.forms.dipa import DipaForm
from reports.frame import frame
from reports.views.gone import leads_back_to
from reports.workbook.importing import without_collecting
from reports.workbook.problems import Refused
from units.access import enter
from units.models import Role

TAB = "budget"
MOST_SHOWN = 100
TAKEN_IN = (
    "Tersimpan dari {file}: {new_lines} baris baru, {renamed_lines} uraian, {ceilings} pagu, dan {spendings} realisasi "
    "berubah."
)
PROPOSED = (
    "Usulan revisi tersimpan dari {file}: {new_lines} baris baru dan {ceilings} pagu. Angka yang berlaku belum "
    "berubah; periksa usulannya di bawah, lalu tetapkan atau batalkan."
)


@require_http_methods(["GET", "HEAD", "POST"])
def upload_file(request, code, year):
    unit = enter(request.user, code, Role.PLANNER)
    form = BudgetFileForm(request.POST, request.FILES) if request.method == "POST" else BudgetFileForm()
    has_dipa = Dipa.objects.filter(unit=unit, year=year).exists()
    if has_dipa and form.is_valid() and (token := kept(request, unit, year, form)):
        is_known = staged.find(request, unit, year, token).is_explained
        page = "reports:budget-file-confirm" if is_known else "reports:budget-file-map"
        return redirect(page, code=code, year=year, token=token)
    return upload_page(request, unit, year, form)


def upload_page(request, unit, year, form, dipa=None, status=200):
    """The page of the upload; a unit without a DIPA begins one there first, `dipa` is that form as it was refused."""
    has_dipa = Dipa.objects.filter(unit=unit, year=year).exists()
    context = {
        "frame": frame(request.user, unit, year, TAB),
        "form": form,
        "has_dipa": has_dipa,
        "dipa": dipa or (None if has_dipa else DipaForm(initial=DipaForm.started(unit))),
    }
    return render(request, "reports/budget_file_upload.html", context, status=status)


def kept(request, unit, year, form) -> str | None:
    """The token of the kept file; None when it cannot be read, with the reason at the form."""
    try:
        return staged.keep(request, unit, year, form.cleaned_data["file"])
    except Refused as error:
        form.add_error("file", str(error))
        return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@leads_back_to("reports:budget-file-upload")
def map_columns(request, code, year, token):
    unit = enter(request.user, code, Role.PLANNER)
    file = staged.find(request, unit, year, token, request.POST.get("lembar") or request.GET.get("lembar", ""))
    head = file.sheet.head
    titles = [column.title for column in head.columns]
    form = ColumnsForm(request.POST or None, titles=titles, suggested=file.suggested)
    if form.is_valid():
        staged.choose_sheet(request, token, file.sheet.name)
        remember(unit=unit, head=head, roles=form.roles, by=request.user)
        return redirect("reports:budget-file-confirm", code=code, year=year, token=token)
    context = {
        "frame": frame(request.user, unit, year, TAB),
        "file": file,
        "form": form,
        "columns": list(zip(form, staged.samples(file.sheet), strict=True)),
    }
    return render(request, "reports/budget_file_map.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@leads_back_to("reports:budget-file-upload")
@without_collecting()
def confirm_file(request, code, year, token):
    unit = enter(request.user, code, Role.PLANNER)
    file = staged.find(request, unit, year, token)
    if not file.is_explained:
        return redirect("reports:budget-file-map", code=code, year=year, token=token)
    dipas = list(Dipa.objects.filter(unit=unit, year=year).select_related("satker").order_by("number"))
    reading, stated = file.reading(), file.stated()
    form = ChoiceForm(request.POST or request.GET, dipas=dipas, reading=reading, stated=stated)
    plan = compare(form.dipa, reading, form.choice(), stated) if form.is_valid() else None
    made = stored(request, file, plan, reading, stated) if plan and request.method == "POST" else None
    if made:
        staged.discard(request, token)
        return after_storing(made, plan, unit, year)
    context = {
        "frame": frame(request.user, unit, year, TAB),
        "file": file,
        "form": form,
        "reading": reading,
        "plan": plan,
        "most": MOST_SHOWN,
        "before": earlier(unit, year, file.source.sha256),
    }
    return render(request, "reports/budget_file_confirm.html", context)


def after_storing(made, plan, unit, year):
    """A proposal is checked next; everything else stands in the history of imports."""
    if plan.choice.is_proposal:
        return redirect("reports:proposal-show", code=unit.code, year=year, pk=made.revision_id)
    return redirect("reports:budget-file-list", code=unit.code, year=year)


def stored(request, file, plan, reading, stated) -> BudgetImport | None:
    """The import, stored as it was shown; None when it was not, and why is told on the page."""
    try:
        made = take_in(
            dipa=plan.dipa,
            reading=reading,
            choice=plan.choice,
            source=file.source,
            by=request.user,
            shown=request.POST.get("sidik", ""),
            stated=stated,
        )
    except (Conflict, ValidationError) as error:
        for message in getattr(error, "messages", [str(error)]):
            messages.error(request, message)
        return None
    messages.success(request, (PROPOSED if plan.choice.is_proposal else TAKEN_IN).format(**counts(made)))
    return made


def counts(made) -> dict[str, str]:
    """What was written, as the messages say it."""
    written = {name: getattr(made, name) for name in ("new_lines", "renamed_lines", "ceilings", "spendings")}
    return {"file": made.file_name} | {name: number(count, 0) for name, count in written.items()}


def earlier(unit, year, digest) -> BudgetImport | None:
    """The last import of the very same file that still stands."""
    same = BudgetImport.objects.filter(dipa__unit=unit, dipa__year=year, sha256=digest, undone_at=None)
    return same.defer("journal").order_by("-made_at").first()
