"""Revisions of the DIPA: what lies between two of them, and a proposal that is examined, accepted or discarded."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from budget.models import DipaRevision, RevisionState
from budget.proposals import accept, discard, examine
from budget.revision_rules import Verdict, decider_of
from budget.statement import statement
from reports.boards import board
from reports.forms.budget import AcceptForm, DiscardForm
from reports.money import revisions
from reports.money.pages import chosen_pair, revisions_of
from reports.views.budget import surroundings
from units.access import enter, has_role
from units.models import Role


@require_safe
def show_changes(request, code, year):
    """Semula and menjadi between any two revisions of one DIPA."""
    unit = enter(request.user, code)
    rows = revisions_of(unit, year)
    pair = chosen_pair(rows, request.GET)
    found = revisions.compared_pair(pair)
    context = surroundings(request, unit, year, "changes") | {
        "revisions": rows,
        "proposals": [row for row in rows if row.state == RevisionState.PROPOSED],
        "pair": pair,
        "changes": found,
        "levels": board(revisions.levels_table(found)) if found else None,
        "lines": board(revisions.changes_table(found)) if found and found.changed else None,
    }
    return render(request, "reports/budget_changes.html", context)


@require_safe
def show_proposal(request, code, year, pk):
    unit = enter(request.user, code)
    return render_proposal(request, unit, year, proposal_of(unit, year, pk))


def proposal_of(unit, year, pk) -> DipaRevision:
    """The proposal, decided or not; 404 for a revision that never was one."""
    rows = DipaRevision.objects.filter(dipa__unit=unit, dipa__year=year).exclude(state=RevisionState.IN_FORCE)
    found = rows.select_related("dipa__unit").filter(pk=pk).first()
    if found is None:
        raise Http404("Usulan revisi ini tidak ada.")
    return found


def render_proposal(request, unit, year, revision, accepting=None, discarding=None, status=200):
    """The page of a proposal; a form that was refused is shown as it was typed."""
    found = examine(revision, statement(unit, year))
    tables = {table.key: board(table) for table in revisions.examined_tables(found)}
    context = surroundings(request, unit, year, "changes") | {
        "revision": revision,
        "examined": found,
        "checks": tables.get("pemeriksaan"),
        "impacts": tables.get("dampak"),
        "levels": tables.get("tingkat"),
        "lines": tables.get("perubahan"),
        "counts": revisions.verdict_counts(found.checks),
        "decider": decider_of(found.checks),
        "decides": revision.state == RevisionState.PROPOSED and has_role(request.user, unit, Role.PLANNER),
        "accepting": accepting or AcceptForm(initial=AcceptForm.started(revision)),
        "discarding": discarding or DiscardForm(),
    }
    return render(request, "reports/budget_proposal.html", context, status=status)


@require_POST
def accept_proposal(request, code, year, pk):
    unit = enter(request.user, code, Role.PLANNER)
    revision = proposal_of(unit, year, pk)
    failed = any(check.verdict == Verdict.FAIL for check in examine(revision, statement(unit, year)).checks)
    form = AcceptForm(request.POST, needs_reason=failed)
    if form.is_valid() and done(form, accept, revision=revision, by=request.user, **form.cleaned_data):
        messages.success(request, "Usulan ditetapkan dan berlaku sebagai revisi terakhir. Angka anggaran mengikutinya.")
        return redirect("reports:budget-show", code=unit.code, year=year)
    return render_proposal(request, unit, year, revision, accepting=form, status=422)


@require_POST
def discard_proposal(request, code, year, pk):
    unit = enter(request.user, code, Role.PLANNER)
    revision = proposal_of(unit, year, pk)
    form = DiscardForm(request.POST)
    if form.is_valid() and done(form, discard, revision=revision, by=request.user, **form.cleaned_data):
        messages.success(request, "Usulan dibatalkan. Angka anggaran tidak berubah.")
        return redirect("reports:budget-changes", code=unit.code, year=year)
    return render_proposal(request, unit, year, revision, discarding=form, status=422)


def done(form, verb, **arguments) -> bool:
    """Whether the verb went through; otherwise the form says why not."""
    try:
        verb(**arguments)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True
