"""An indicator by its rating: the word with its mark, and the bar of its capaian."""

from agreements.scorecard import IndicatorScore
from indicators.achievement import Standing
from lakin.formatting import plain
from reports.blocks import Figure, Status
from reports.charts import BarRow, achievement_bars
from reports.facts import Facts
from reports.references import target_of


def rating(score: IndicatorScore) -> Status:
    """The rating with its mark; a score without one says that there is no figure yet."""
    words = {Standing.ABOVE: "Di atas target", Standing.EQUAL: "Sesuai target", Standing.BELOW: "Di bawah target"}
    word = score.band.label if score.band else words.get(score.standing, "Belum ada data")
    return Status(score.mark, word)


def bars(facts: Facts, key: str, caption: str) -> Figure:
    """The capaian of every indicator against its target."""
    drawing = achievement_bars([bar_row(score) for score in facts.scorecard.indicators], title=reached_title(facts))
    return Figure(key, caption, drawing, source=f"Perjanjian Kinerja {facts.year} dan hasil pengukuran")


def reached_title(facts: Facts) -> str:
    """What the bars show, "7 dari 8 indikator mencapai target"."""
    counts, total = facts.scorecard.counts, len(facts.scorecard.indicators)
    reached = counts.above + counts.equal
    if reached == total:
        return "Seluruh indikator mencapai target"
    return (
        f"{plain(reached)} dari {plain(total)} indikator mencapai target"
        if reached
        else "Belum ada indikator yang mencapai target"
    )


def bar_row(score: IndicatorScore) -> BarRow:
    """An indicator as a bar of its capaian."""
    return BarRow(
        score.code,
        score.indicator.short_name or score.name,
        plain_target(score),
        score.measurement.text or score.measurement.value,
        score.achievement.value,
        score.mark,
        rating(score).word,
        score.indicator.measure,
        score.indicator.decimals,
    )


def plain_target(score: IndicatorScore):
    """The target as a chart takes it: a number or a word, None when it is not known."""
    if score.lower is not None and score.upper is not None:
        return target_of(score)
    return score.target_text or score.target
