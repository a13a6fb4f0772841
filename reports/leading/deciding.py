"""Reading what is to be decided in a subtree: the facts of the rules, each with the address where it is decided."""

from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementStatus, PerformanceAgreement
from budget.models import RevisionKind
from indicators.models import Action, Realization, RealizationStatus, Step
from indicators.periods import period_states
from lakin.fields import prefix_range
from reports.decisions.ranking import decisions
from reports.decisions.rules import Decision
from reports.decisions.situation import Blocked, Outlook, Pending, Several, Silence, Situation, Unsigned
from reports.leading.facts import Facts
from reports.leading.picture import Shortfall
from reports.leading.purse import purse
from reports.models import FindingState, Reach, Report, ReportStatus, Severity, UnitStanding
from reports.reviu.agreement import month_after

YEAR_END = 4
STRAIGHT = "perkiraan garis lurus"
# How many of a kind are read to name the worst of them.
MOST_READ = 5
MOST_COUNTED = 100
# Silent units are looked for branch by branch, the worst branches of each level.
MOST_BRANCHES = 20


def decide(
    unit, year: int, quarter: int, facts: Facts, shortfalls: tuple[Shortfall, ...], *, is_whole: bool, today: date
) -> tuple[Decision, ...]:
    """Three to five decisions about the subtree, or about the unit alone."""
    figures = facts.subtree if is_whole else facts.own
    late = silences(unit, year, quarter, figures.unreported_units, is_whole=is_whole, today=today)
    return decisions(
        Situation(
            year,
            quarter,
            today,
            outlooks=Several(tuple(outlook(one, year, quarter, today) for one in shortfalls), figures.shortfalls),
            silent=late,
            purse=purse(unit, year, quarter, figures, today, is_whole=is_whole),
            blocked=blocked_reports(within(unit, is_whole), year),
            unsigned=unsigned_drafts(within(unit, is_whole), year, today),
            pending=pending_corrections(within(unit, is_whole), year),
        )
    )


def within(unit, is_whole: bool) -> Q:
    """The condition of rows of the subtree, or of the unit alone."""
    if not is_whole:
        return Q(unit=unit)
    first, beyond = prefix_range(unit.path)
    return Q(unit__path__gte=first, unit__path__lt=beyond)


def at(page: str, unit, year: int, **more) -> str:
    return reverse(f"reports:{page}", kwargs={"code": unit.code, "year": year, **more})


def outlook(one: Shortfall, year: int, quarter: int, today: date) -> Outlook:
    """An indicator that lags as the rule reads it."""
    return Outlook(
        one.unit.label,
        one.code,
        one.name,
        one.achieved,
        one.straight.value,
        STRAIGHT,
        one.straight.error,
        quarter == YEAR_END or today.year > year,
        f"{at('indicator-show', one.unit, year, indicator_id=one.indicator_id)}?triwulan={quarter}",
    )


def silences(unit, year: int, quarter: int, count: int, *, is_whole: bool, today: date) -> Several[Silence]:
    """The units that owe most of a quarter whose due date has passed."""
    rows = silent_rows(unit, year, quarter, is_whole=is_whole) if count else []
    states = period_states([row.unit for row in rows], year, today) if rows else {}
    found = [
        Silence(
            row.unit.label,
            states[row.unit_id, quarter].due_on,
            row.due - row.submitted,
            row.due,
            at("quarter-show", row.unit, year, quarter=quarter),
        )
        for row in rows
        if states[row.unit_id, quarter].days_late
    ]
    return Several(tuple(found), count if found else 0, at("period-list", unit, year))


def silent_rows(unit, year: int, quarter: int, *, is_whole: bool) -> list[UnitStanding]:
    """The rows of units that have not handed in everything, found down the branches that still owe something."""
    owing = UnitStanding.objects.filter(year=year, quarter=quarter, unreported_units__gt=0).select_related("unit")
    found, rows = [], list(owing.filter(unit=unit))
    while rows and len(found) < MOST_READ:
        found += [row for row in rows if row.reach == Reach.OWN]
        branches = sorted((row for row in rows if row.reach == Reach.SUBTREE), key=most_silent)[:MOST_BRANCHES]
        rows = list(owing.filter(unit__parent__in=[row.unit_id for row in branches])) if is_whole else []
    return sorted(found, key=lambda row: (row.submitted, -row.due, row.unit.path))[:MOST_READ]


def most_silent(row: UnitStanding):
    """The order of branches: where most units owe something first."""
    return -row.unreported_units, row.unit.path


def blocked_reports(condition: Q, year: int) -> Several[Blocked]:
    """Reports that still have open findings that block them."""
    open_now = Q(findings__severity=Severity.BLOCKING, findings__state=FindingState.OPEN)
    waiting = (ReportStatus.DRAFT, ReportStatus.IN_REVIEW, ReportStatus.REVIEWED)
    reports = Report.objects.filter(condition, open_now, year=year, status__in=waiting).select_related("unit")
    rows = list(reports.annotate(blocking=Count("findings")).order_by("-blocking", "unit__path")[:MOST_READ])
    found = (Blocked(row.unit.label, row.blocking, row.get_status_display(), desk(row)) for row in rows)
    return Several(tuple(found), len(rows))


def desk(report: Report) -> str:
    return at("review-show", report.unit, report.year)


def unsigned_drafts(condition: Q, year: int, today: date) -> Several[Unsigned]:
    """Drafts past the month after the first revision of their unit's DIPA, the longest first; very many are cut."""
    first = Q(unit__dipas__year=year, unit__dipas__revisions__kind=RevisionKind.INITIAL)
    drafts = PerformanceAgreement.objects.filter(condition, first, year=year, status=AgreementStatus.DRAFT)
    dated = drafts.annotate(dipa_on=Min("unit__dipas__revisions__date")).filter(dipa_on__lt=today)
    rows = dated.select_related("unit").order_by("dipa_on", "pk")[:MOST_COUNTED]
    late = [row for row in rows if month_after(row.dipa_on) < today]
    return Several(tuple(map(unsigned, late[:MOST_READ])), len(late))


def unsigned(draft) -> Unsigned:
    place = at("agreement-show", draft.unit, draft.year, version=draft.version)
    return Unsigned(draft.unit.label, draft.version_name, month_after(draft.dipa_on), place)


def pending_corrections(condition: Q, year: int) -> Several[Pending]:
    """Corrections that wait for the verifier, the oldest first; of very many only the first are counted."""
    # From what waits, which has an index of its own, to its steps: the steps of a ministry are millions.
    corrected = Exists(Step.objects.filter(realization=OuterRef("pk"), action=Action.CORRECT))
    waiting = Realization.objects.filter(
        condition, corrected, year=year, status=RealizationStatus.SUBMITTED, submitted_at__isnull=False
    )
    rows = list(waiting.select_related("unit", "indicator").order_by("submitted_at", "pk")[:MOST_COUNTED])
    return Several(tuple(pending(row) for row in rows[:MOST_READ]), len(rows))


def pending(row) -> Pending:
    place = at("quarter-show", row.unit, row.year, quarter=row.quarter)
    return Pending(row.unit.label, row.indicator.code, row.quarter, timezone.localdate(row.submitted_at), place)
