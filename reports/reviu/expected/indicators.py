"""Expected figures of indicators: target, realization, capaian, n and T."""

from agreements.scorecard import IndicatorScore
from indicators.models import HistoryKind, Measure
from reports.facts import Facts
from reports.models import PrintedFigure
from reports.models.finding import PrintedMeasure
from reports.reviu.expected.answer import Expected, known, labelled
from reports.reviu.figures import from_shown, measure_name, named
from reports.reviu.found import Target

KINDS = {Measure.PERCENT: "percent", Measure.RUPIAH: "rupiah"}


def of_indicator(facts: Facts, figure: PrintedFigure) -> Expected | None:
    """A figure of an indicator of the agreement in force; None when there is no such indicator or measure."""
    score = facts.score(figure.key)
    answer = MEASURES.get(figure.measure)
    return answer(facts, score) if score and answer else None


def target(facts: Facts, score: IndicatorScore) -> Expected:
    """The promised target, or where a text counts instead of giving percents, the T of the ratio."""
    _, denominator = facts.share(score.indicator)
    return Expected(
        f"{named(score)}: target",
        "target-tercetak",
        known(score.target, score.lower, score.upper, denominator),
        KINDS.get(score.indicator.measure, "number"),
        reason="Target belum diisi.",
        beside=row_of(score) + history_of(facts, score, HistoryKind.TARGET) + planned(facts, score),
        target=Target("butir_pk", score.code),
    )


def realization(facts: Facts, score: IndicatorScore) -> Expected:
    """The measured value, or where a text counts instead of giving percents, the n of the ratio."""
    numerator, _ = facts.share(score.indicator)
    measurement = score.measurement
    return Expected(
        f"{named(score)}: realisasi",
        "realisasi-tercetak",
        known(measurement.value, numerator) if measurement.value is not None else (),
        KINDS.get(score.indicator.measure, "number"),
        measurement.trace,
        measurement.reason,
        row_of(score) + history_of(facts, score, HistoryKind.REALIZATION),
        Target("realisasi", score.code),
    )


def capaian(facts: Facts, score: IndicatorScore) -> Expected:
    """The achievement, capped and raw, from the exact realization or from the one that is shown."""
    result = score.achievement
    return Expected(
        f"{named(score)}: capaian",
        "capaian-tercetak",
        known(result.value, result.raw, from_shown(facts, score)) if result.value is not None else (),
        "percent",
        result.trace,
        result.reason or "Capaian predikat tidak berupa persen.",
        row_of(score) + history_of(facts, score, HistoryKind.ACHIEVEMENT),
        Target("realisasi", score.code),
    )


def numerator(facts: Facts, score: IndicatorScore) -> Expected:
    """The n of the ratio."""
    return share_side(facts, score, 0, "pembilang (n)")


def denominator(facts: Facts, score: IndicatorScore) -> Expected:
    """The T of the ratio."""
    return share_side(facts, score, 1, "penyebut (T)")


def share_side(facts, score, side, label) -> Expected:
    """The n or the T of the ratio."""
    return Expected(
        f"{named(score)}: {label}",
        "komponen-tercetak",
        known(facts.share(score.indicator)[side]),
        reason=f"{label.capitalize()} tidak ada pada data.",
        target=Target("realisasi", score.code),
    )


def row_of(score: IndicatorScore):
    """The figures that stand in the same row of a report."""
    return labelled(
        [
            (f"target indikator {score.code}", score.target),
            (f"realisasi indikator {score.code}", score.measurement.value),
            (f"capaian indikator {score.code}", score.achievement.value),
        ]
    )


def history_of(facts: Facts, score: IndicatorScore, kind: HistoryKind):
    """What stands for the years before."""
    return labelled(
        (f"{kind.label.lower()} indikator {score.code} tahun {value.label}", value.value)
        for value in facts.history.get(score.indicator.pk, ())
        if value.kind == kind
    )


def planned(facts: Facts, score: IndicatorScore):
    """The targets of the Renstra for other years."""
    return labelled(
        (f"target Renstra indikator {score.code} tahun {target.year_from}", target.value)
        for target in (facts.plan.targets or {}).get(score.indicator.pk, ())
        if not target.year_from <= facts.year <= target.year_to
    )


def others_of(facts: Facts, figure: PrintedFigure):
    """What other indicators have for the same measure."""
    read = OTHERS.get(figure.measure)
    if read is None:
        return ()
    return labelled(
        (f"{measure_name(figure)} indikator {score.code}", read(score))
        for score in facts.scorecard.indicators
        if score.code != figure.key
    )


OTHERS = {
    PrintedMeasure.TARGET: lambda score: score.target,
    PrintedMeasure.REALIZATION: lambda score: score.measurement.value,
    PrintedMeasure.ACHIEVEMENT: lambda score: score.achievement.value,
}
MEASURES = {
    PrintedMeasure.TARGET: target,
    PrintedMeasure.REALIZATION: realization,
    PrintedMeasure.SCORE: realization,
    PrintedMeasure.ACHIEVEMENT: capaian,
    PrintedMeasure.NUMERATOR: numerator,
    PrintedMeasure.DENOMINATOR: denominator,
}
