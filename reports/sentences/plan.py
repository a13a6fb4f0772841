"""A realization against the Renstra: the target of the year, and how much of the final target is reached."""

from agreements.scorecard import IndicatorScore
from indicators.achievement import Achievement
from indicators.models import Measure, StrategicTarget
from reports.blocks import Part, Shown
from reports.references import in_measure, realization_of


def planned_sentence(
    score: IndicatorScore, target: StrategicTarget | None, reached: Achievement, year: int
) -> tuple[Part, ...]:
    """The realization against the Renstra's target of the year; `reached` is its capaian against that target."""
    if not is_given(target):
        return (f"Renstra tidak memuat target tahun {year} untuk indikator ini.",)
    goal = in_measure(score.indicator, target.value, target.text)
    named = (f"Target Renstra {span(target)} adalah ", goal)
    if not score.measurement.is_known:
        return (*named, "; realisasinya belum ada.")
    if (target.value, target.text) == (score.target, score.target_text):
        return (*named, ", sama dengan target Perjanjian Kinerja.")
    return (*named, "; realisasi ", realization_of(score), *reached_parts(score, reached), ".")


def final_sentence(score: IndicatorScore, target: StrategicTarget | None, reached: Achievement) -> tuple[Part, ...]:
    """How much of the target at the end of the plan is reached; nothing when the plan gives none."""
    if not is_given(target) or not score.measurement.is_known:
        return ()
    goal = in_measure(score.indicator, target.value, target.text)
    return (
        f"Terhadap target akhir Renstra {span(target)} (",
        goal,
        "), realisasi",
        *reached_parts(score, reached),
        ".",
    )


def reached_parts(score: IndicatorScore, reached: Achievement) -> tuple[Part, ...]:
    """The share of a target that is reached; of a predicate its standing, otherwise why there is no share."""
    if reached.value is not None:
        return (" mencapai ", Shown(reached.value, "percent"))
    if score.indicator.measure == Measure.PREDICATE and reached.standing:
        return (f" {STANDINGS[reached.standing]} target itu",)
    return (" tidak dapat diukur terhadap target itu",)


STANDINGS = {"above": "melampaui", "equal": "sesuai dengan", "below": "berada di bawah"}


def is_given(target: StrategicTarget | None) -> bool:
    """Whether there is a target with a figure or a predicate."""
    return target is not None and (target.value is not None or bool(target.text))


def span(target: StrategicTarget) -> str:
    """The year or period a target covers, "2023" or "2020-2024"."""
    if target.year_from == target.year_to:
        return str(target.year_from)
    return f"{target.year_from}-{target.year_to}"
