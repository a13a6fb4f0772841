"""How a realization moved: points, number or growth, each in the words of its own measure."""

from agreements.scorecard import IndicatorScore
from indicators import growth
from indicators.achievement import STANDING_WORDS, predicate_achievement, round_half_up
from indicators.models import Indicator, Measure
from reports.blocks import Part, Shown
from reports.facts import YearValue
from reports.references import in_measure

POINTS = {Measure.PERCENT: " poin persen", Measure.SCORE: " poin"}


def compared_with_before(score: IndicatorScore, before: YearValue | None, at: int = 0) -> tuple[Part, ...]:
    """The realization against an earlier single year; says so where one of the two is not known."""
    indicator, measured = score.indicator, score.measurement
    if not measured.is_known:
        return ("Realisasi tahun ini belum ada, sehingga belum dapat dibandingkan dengan tahun sebelumnya.",)
    if before is None or (before.value is None and not before.text):
        return ("Realisasi tahun sebelumnya belum tercatat, sehingga perkembangannya belum dapat dihitung.",)
    if indicator.measure == Measure.PREDICATE:
        return predicate_change(indicator, measured.text, before)
    shown = in_measure(indicator, before.value)
    year = measured.source_year
    opening = (f"Nilai tahun {year} yang dipakai ",) if year else (("Realisasi ", "Hasil tahun ini ")[at % 2],)
    return (*opening, *change_parts(indicator, measured.value, before.value), f" dari {before.label} (", shown, ").")


def change_parts(indicator: Indicator, now, before) -> tuple[Part, ...]:
    """What a figure gained or lost, as "naik 2,40 poin persen" or "naik 3 (75,00%)"; both figures are known."""
    difference = now - before
    if round_half_up(difference, decimals_of(indicator)) == 0:
        return ("tidak berubah",)
    word = "naik " if difference > 0 else "turun "
    unit = POINTS.get(indicator.measure)
    if unit:
        return (word, Shown(abs(difference), "score", decimals_of(indicator)), unit)
    grown = growth.relative_growth(now, before).value
    share = () if grown is None else (" (", Shown(abs(grown), "percent"), ")")
    return (word, in_measure(indicator, abs(difference)), *share)


def decimals_of(indicator: Indicator) -> int:
    """The decimals an indicator is shown with; whole rupiah have none."""
    return 0 if indicator.measure == Measure.RUPIAH else indicator.decimals


def predicate_change(indicator: Indicator, now: str, before: YearValue) -> tuple[Part, ...]:
    """A predicate against an earlier one by its rank, without any figure."""
    try:
        held = predicate_achievement(target=before.text, realization=now, ranks=indicator.predicate_scale.as_ranks())
    except ValueError as error:
        return (f"Predikat {now} tidak dapat dibandingkan dengan {before.label}. {error}",)
    if held.standing is None:
        return (f"Predikat {before.label} belum tercatat, sehingga perkembangannya belum dapat dinilai.",)
    return (f"Predikat {now} {STANDING_WORDS[held.standing]} predikat {before.label} ({before.text}).",)


def against_period(score: IndicatorScore, period: YearValue) -> tuple[Part, ...]:
    """The capaian against that of a whole earlier period, which is a level to look back to and no growth."""
    known = Shown(period.value, "percent")
    opening = (f"Capaian periode {period.label} tercatat ", known)
    now, year = score.achievement.value, score.measurement.source_year
    if period.value is None:
        return (f"Capaian periode {period.label} tidak tercatat.",)
    if now is None:
        return (*opening, "; capaian tahun ini belum ada pembandingnya.")
    if is_inside(year, period):
        return (*opening, f"; nilai tahun {year} yang dipakai termasuk periode itu, sehingga tidak dibandingkan.")
    return (*opening, ". Capaian tahun ini ", *period_change(now, period.value), ".")


def is_inside(year: int | None, period: YearValue) -> bool:
    """Whether a value borrowed from another year belongs to the period itself."""
    return year is not None and period.year_from <= year <= period.year_to


def period_change(now, before) -> tuple[Part, ...]:
    """A capaian against that of an earlier period, both known, as "lebih tinggi 13,05 poin persen"."""
    points = growth.percentage_points(now, before).value
    if round_half_up(points) == 0:
        return ("sama",)
    return ("lebih tinggi " if points > 0 else "lebih rendah ", Shown(abs(points), "score"), " poin persen")
