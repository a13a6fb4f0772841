"""The machine reads before the inspector does: every rule over the facts and the printed figures of a report."""

from dataclasses import replace

from reports.facts import facts_of
from reports.models import Report
from reports.reviu import (
    achievement,
    agreement,
    averages,
    budget,
    citations,
    completeness,
    components,
    dipa,
    in_words,
    labels,
    literals,
    narrative,
    plan,
    print_quality,
    printed,
    repeated,
    staff,
    unit_names,
    withdrawals,
)
from reports.reviu.dossier import Dossier
from reports.reviu.found import Certainty, Found, Target, most_severe_first
from reports.reviu.links import link_of
from reports.reviu.surroundings import surroundings_of

__all__ = ["RULES", "Certainty", "Dossier", "Found", "Target", "dossier_of", "findings", "review"]

RULES = (
    narrative.broken_references,
    agreement.none_signed,
    agreement.contents,
    achievement.typed_against_computed,
    printed.compared,
    averages.averages,
    print_quality.left_out,
    print_quality.unmarked,
    print_quality.wrong_unit,
    print_quality.at_odds,
    achievement.typed_against_details,
    achievement.larger_than_whole,
    achievement.without_capaian,
    achievement.not_verified,
    achievement.same_as_last_year,
    achievement.from_other_year,
    achievement.not_recomputable,
    achievement.outliers,
    achievement.repeated_evidence,
    components.weights,
    components.survey_elements,
    labels.measure_against_name,
    labels.same_names,
    labels.doubled_words,
    budget.children,
    budget.overspent,
    budget.blocked_spent,
    budget.kinds,
    budget.against_dipa,
    budget.objectives,
    budget.empty,
    dipa.dates,
    dipa.years,
    dipa.numbers,
    dipa.stamps,
    dipa.history,
    withdrawals.against_ceiling,
    withdrawals.kinds,
    withdrawals.proposals,
    plan.no_plan,
    plan.targets,
    plan.lowered,
    plan.dropped,
    agreement.without_target,
    agreement.in_time,
    agreement.reasons,
    agreement.order,
    agreement.after_year,
    agreement.parties,
    agreement.money,
    staff.sums,
    staff.incomplete,
    literals.typed_figures,
    in_words.against_words,
    unit_names.other_units,
    unit_names.former_names,
    citations.newer,
    citations.unlisted,
    citations.dates,
    repeated.copied,
    repeated.copied_from_last_year,
    repeated.same_amounts,
    completeness.gaps,
    completeness.evidence,
    completeness.late_quarters,
    completeness.late_report,
)


def review(unit, year: int) -> tuple[Found, ...]:
    """What the rules find in the report of a unit and year, the most severe first; Report.DoesNotExist without one.

    The number of queries does not depend on how much there is.
    """
    report = Report.objects.select_related("unit", "outline").get(unit=unit, year=year)
    return linked(dossier_of(report))


def dossier_of(report: Report) -> Dossier:
    """Everything the rules read of a report, in a constant number of queries."""
    facts = facts_of(report)
    return Dossier(facts, tuple(report.printed_figures.all()), surroundings_of(facts))


def linked(dossier: Dossier) -> tuple[Found, ...]:
    """What the rules find, each with the page where it is mended."""
    return tuple(replace(found, link=link_of(dossier.facts, found.target)) for found in findings(dossier))


def findings(dossier: Dossier) -> tuple[Found, ...]:
    """What the rules find in a dossier; reads nothing from the database."""
    return most_severe_first(found for rule in RULES for found in rule(dossier))
