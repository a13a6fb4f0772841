"""A realization beside a national standard."""

from agreements.scorecard import IndicatorScore
from indicators import growth
from indicators.achievement import round_half_up
from indicators.formula import Calculation, survey_grade
from indicators.models import Measure
from reports.blocks import Part, Shown
from reports.models import NationalTarget
from reports.references import realization_of

PERCENT_WORDS = frozenset({"persen", "%", "percent"})


def national_sentence(score: IndicatorScore, national: NationalTarget) -> tuple[Part, ...]:
    """The realization beside a national target; the difference only where both are percentages."""
    year = f" tahun {national.year}" if national.year else ""
    unit = f" {national.measure_label}" if national.measure_label else ""
    source = f" ({national.source})" if national.source else ""
    target = (
        f"Target nasional{year} untuk {national.label} adalah ",
        Shown(national.value, "plain", 4),
        f"{unit}{source}",
    )
    if national.value is None:
        return (f"Target nasional{year} untuk {national.label} belum tercatat.",)
    if not score.measurement.is_known:
        return (*target, "; realisasinya belum ada.")
    return (*target, "; realisasi ", realization_of(score), *difference(score, national), ".")


def difference(score: IndicatorScore, national: NationalTarget) -> tuple[Part, ...]:
    """The distance in percentage points; nothing for measures that cannot be subtracted."""
    if score.indicator.measure != Measure.PERCENT or national.measure_label.strip().lower() not in PERCENT_WORDS:
        return ()
    points = growth.percentage_points(score.measurement.value, national.value).value
    if round_half_up(points) == 0:
        return (", sama dengan target nasional",)
    return (
        ", ",
        Shown(abs(points), "score"),
        f" poin persen {'di atas' if points > 0 else 'di bawah'} target nasional",
    )


def grade_sentence(score: IndicatorScore) -> tuple[Part, ...]:
    """The mutu of a satisfaction survey; nothing for other calculations or while it is not known."""
    grade = survey_grade(score.measurement.value) if score.indicator.calculation == Calculation.SURVEY else None
    if grade is None:
        return ()
    value = Shown(score.measurement.value, "score", score.indicator.decimals)
    return ("Indeks kepuasan masyarakat ", value, f" termasuk mutu pelayanan {grade} menurut PermenPANRB 14/2017.")
