"""The machine reads before the inspector does: every rule over the facts and the printed figures of a report."""

from reports.facts import facts_of
from reports.models import Report
from reports.reviu import (
    achievement,
    agreement,
    averages,
    budget,
    components,
    dipa,
    labels,
    narrative,
    plan,
    print_quality,
    printed,
    staff,
)
from reports.reviu.dossier import Dossier
from reports.reviu.found import Certainty, Found, Target, most_severe_first

__all__ = ["RULES", "Certainty", "Dossier", "Found", "Target", "findings", "review"]

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
    budget.kinds,
    budget.against_dipa,
    budget.objectives,
    budget.empty,
    dipa.dates,
    dipa.years,
    dipa.numbers,
    dipa.stamps,
    dipa.history,
    plan.no_plan,
    plan.targets,
    plan.lowered,
    plan.dropped,
    agreement.without_target,
    agreement.in_time,
    agreement.reasons,
    agreement.order,
    agreement.parties,
    agreement.money,
    staff.sums,
    staff.incomplete,
)


def review(unit, year: int) -> tuple[Found, ...]:
    """What the rules find in the report of a unit and year, the most severe first; Report.DoesNotExist without one.

    The number of queries does not depend on how much there is.
    """
    report = Report.objects.select_related("unit", "outline").get(unit=unit, year=year)
    return findings(Dossier(facts_of(report), tuple(report.printed_figures.all())))


def findings(dossier: Dossier) -> tuple[Found, ...]:
    """What the rules find in a dossier; reads nothing from the database."""
    return most_severe_first(found for rule in RULES for found in rule(dossier))
