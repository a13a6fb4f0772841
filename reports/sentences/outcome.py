"""What became of one promise: target, realization and capaian in a sentence."""

from agreements.scorecard import IndicatorScore
from indicators.achievement import Polarity, Standing
from indicators.models import Measure
from reports.blocks import Part, Shown
from reports.references import realization_of, target_of

HIGHER = {Standing.ABOVE: "melampaui target", Standing.EQUAL: "sesuai target", Standing.BELOW: "di bawah target"}
LOWER = {
    Standing.ABOVE: "lebih baik daripada target",
    Standing.EQUAL: "sesuai target",
    Standing.BELOW: "belum memenuhi target",
}
WITHIN = {
    Standing.ABOVE: "lebih baik daripada target",
    Standing.EQUAL: "di dalam rentang target",
    Standing.BELOW: "di luar rentang target",
}
BY_POLARITY = {Polarity.MAXIMIZE: HIGHER, Polarity.MINIMIZE: LOWER, Polarity.RANGE: WITHIN}


def standing_words(score: IndicatorScore) -> str:
    """Where the indicator stands against its target; empty while its capaian is not known."""
    if score.standing is None:
        return ""
    if score.indicator.measure == Measure.PREDICATE:
        return HIGHER[score.standing]
    return BY_POLARITY[Polarity(score.indicator.polarity)][score.standing]


def outcome_sentence(score: IndicatorScore, at: int = 0) -> tuple[Part, ...]:
    """Target, realization and capaian with the verdict; says plainly what is not known. `at` chooses the wording."""
    if score.standing is None:
        return unknown_outcome(score)
    target, realization, words = target_of(score), realization_of(score), standing_words(score)
    if score.achievement.value is None:
        return ("Target ", target, ", realisasi ", realization, f": {words}.")
    capaian = (Shown(score.achievement.value, "percent"), *held_from(score))
    forms = (
        ("Target ", target, ", realisasi ", realization, ", capaian ", *capaian, f": {words}."),
        ("Realisasi ", realization, " terhadap target ", target, " menghasilkan capaian ", *capaian, f", {words}."),
        ("Dari target ", target, " terealisasi ", realization, f", {words}, dengan capaian ", *capaian, "."),
    )
    return forms[at % len(forms)]


def held_from(score: IndicatorScore) -> tuple[Part, ...]:
    """The capaian before a cap or floor held it, where one did."""
    if not score.achievement.is_capped:
        return ()
    return (" (sebelum dibatasi ", Shown(score.achievement.raw, "percent"), ")")


def unknown_outcome(score: IndicatorScore) -> tuple[Part, ...]:
    """What keeps the capaian from being known."""
    has_target, has_realization = is_promised(score), score.measurement.is_known
    if not has_target and not has_realization:
        return ("Target dan realisasi belum ada, sehingga capaian belum dapat dihitung.",)
    if not has_target:
        return ("Realisasi ", realization_of(score), "; targetnya belum ada, sehingga capaian belum dapat dihitung.")
    if not has_realization:
        return ("Target ", target_of(score), "; realisasinya belum ada, sehingga capaian belum dapat dihitung.")
    figures = ("Target ", target_of(score), ", realisasi ", realization_of(score))
    return (*figures, f"; capaian tidak dihitung. {score.achievement.reason}")


def is_promised(score: IndicatorScore) -> bool:
    """Whether the agreement gives a target."""
    if score.indicator.polarity == Polarity.RANGE:
        return score.lower is not None and score.upper is not None
    return score.target is not None or bool(score.target_text)
