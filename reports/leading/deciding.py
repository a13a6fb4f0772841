"""Reading what is to be decided in a subtree: the facts of the rules, each with the address where it is decided."""

from datetime import date

from django.db.models import Count, Min, Q
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
from reports.models import FindingState, Report, ReportStatus, Severity, UnitStanding
from reports.reviu.agreement import month_after
from reports.standings import Figures, paired
from units.models import Unit

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
    late = silences(unit, year, quarter, facts, is_whole=is_whole, today=today)
    return decisions(
        Situation(
            year,
            quarter,
            today,
            outlooks=Several(tuple(outlook(one, year, quarter, today) for one in shortfalls), figures.shortfalls),
            silent=late,
            purse=purse(unit, year, quarter, facts, today, is_whole=is_whole),
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


def silences(unit, year: int, quarter: int, facts: Facts, *, is_whole: bool, today: date) -> Several[Silence]:
    """The units that owe most of a quarter whose due date has passed."""
    count = (facts.subtree if is_whole else facts.own).unreported_units
    owing = silent(unit, facts, year, quarter, is_whole=is_whole) if count else []
    states = period_states([one for one, _ in owing], year, today) if owing else {}
    found = [
        Silence(
            one.label,
            states[one.pk, quarter].due_on,
            figures.due - figures.submitted,
            figures.due,
            at("quarter-show", one, year, quarter=quarter),
        )
        for one, figures in owing
        if states[one.pk, quarter].days_late
    ]
    return Several(tuple(found), count if found else 0, at("period-list", unit, year))


def silent(unit, facts: Facts, year: int, quarter: int, *, is_whole: bool) -> list[tuple[Unit, Figures]]:
    """The units that have not handed in everything, found down the branches that still owe something.

    The unit and its children are among the facts; deeper levels are read while too few are found.
    """
    found = [(unit, facts.own)] if facts.own.unreported_units else []
    level = [(one.unit, one.own, one.subtree) for one in facts.children] if is_whole else []
    while level and len(found) < MOST_READ:
        found += [(one, own) for one, own, _ in level if own.unreported_units]
        owing = [(one, whole) for one, own, whole in level if whole.unreported_units > own.unreported_units]
        branches = sorted(owing, key=most_silent)[:MOST_BRANCHES]
        level = below(branches, year, quarter) if branches and len(found) < MOST_READ else []
    return sorted(found, key=lambda pair: (pair[1].submitted, -pair[1].due, pair[0].path))[:MOST_READ]


def below(branches: list[tuple[Unit, Figures]], year: int, quarter: int) -> list[tuple[Unit, Figures, Figures]]:
    """The units right below the branches that owe something, or in whose branches something is owed."""
    rows = UnitStanding.objects.filter(unit__parent__in=[one.pk for one, _ in branches], unreported_units__gt=0)
    return [(one.unit, one.own, one.subtree) for one in paired(rows.order_by(), year, quarter)]


def most_silent(pair: tuple[Unit, Figures]):
    """The order of branches: where most units owe something first."""
    return -pair[1].unreported_units, pair[0].path


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
    drafts = PerformanceAgreement.objects.filter(condition, year=year, status=AgreementStatus.DRAFT)
    if not drafts.exists():
        return Several((), 0)
    first = Q(unit__dipas__year=year, unit__dipas__revisions__kind=RevisionKind.INITIAL)
    dated = drafts.filter(first).annotate(dipa_on=Min("unit__dipas__revisions__date")).filter(dipa_on__lt=today)
    rows = dated.select_related("unit").order_by("dipa_on", "pk")[:MOST_COUNTED]
    late = [row for row in rows if month_after(row.dipa_on) < today]
    return Several(tuple(map(unsigned, late[:MOST_READ])), len(late))


def unsigned(draft) -> Unsigned:
    place = at("agreement-show", draft.unit, draft.year, version=draft.version)
    return Unsigned(draft.unit.label, draft.version_name, month_after(draft.dipa_on), place)


def pending_corrections(condition: Q, year: int) -> Several[Pending]:
    """Corrections that wait for the verifier, the oldest first; of very many only the first are counted."""
    # From the few corrections, found by an index: what waits may be tens of thousands, the steps are millions.
    corrected = Step.objects.filter(action=Action.CORRECT, at__year__gte=year).order_by().values("realization")
    waiting = Realization.objects.filter(condition, pk__in=corrected, year=year, status=RealizationStatus.SUBMITTED)
    keys = list(waiting.order_by("submitted_at", "pk").values_list("pk", flat=True)[:MOST_COUNTED])
    rows = Realization.objects.filter(pk__in=keys[:MOST_READ]).select_related("unit", "indicator")
    first = rows.order_by("submitted_at", "pk") if keys else ()
    return Several(tuple(pending(row) for row in first), len(keys))


def pending(row) -> Pending:
    place = at("quarter-show", row.unit, row.year, quarter=row.quarter)
    return Pending(row.unit.label, row.indicator.code, row.quarter, timezone.localdate(row.submitted_at), place)
