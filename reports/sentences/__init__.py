"""Sentences made from data, as parts of a paragraph: they cannot disagree with the figures they state."""

from reports.sentences.change import (
    against_period,
    change_parts,
    compared_with_before,
    is_inside,
    period_change,
)
from reports.sentences.efficiency import efficiency_sentence
from reports.sentences.money import budget_sentence, remaining_sentence
from reports.sentences.outcome import outcome_sentence, standing_words
from reports.sentences.plan import final_sentence, planned_sentence
from reports.sentences.standard import grade_sentence, national_sentence
from reports.sentences.totals import counts_sentence, objective_sentence, overall_sentence

__all__ = [
    "against_period",
    "budget_sentence",
    "change_parts",
    "compared_with_before",
    "counts_sentence",
    "efficiency_sentence",
    "final_sentence",
    "grade_sentence",
    "is_inside",
    "national_sentence",
    "objective_sentence",
    "outcome_sentence",
    "overall_sentence",
    "period_change",
    "planned_sentence",
    "remaining_sentence",
    "standing_words",
]
