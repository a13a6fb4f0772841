"""Expected figures of the summary: how many objectives and indicators, and how many above, at and below 100."""

from agreements.scorecard import IndicatorScore
from indicators.achievement import counts
from reports.facts import Facts
from reports.models import PrintedFigure
from reports.models.finding import PrintedMeasure
from reports.reviu.expected.answer import Expected, known
from reports.reviu.found import Target

STANDINGS = {
    PrintedMeasure.ABOVE: ("di atas 100%", lambda found: found.above),
    PrintedMeasure.EQUAL: ("sama dengan 100%", lambda found: found.equal),
    PrintedMeasure.BELOW: ("di bawah 100%", lambda found: found.below),
    PrintedMeasure.AT_LEAST: ("100% atau lebih", lambda found: found.above + found.equal),
}


def of_summary(facts: Facts, figure: PrintedFigure) -> Expected | None:
    """A count of the whole unit, or with the key "sasaran 2" of one objective."""
    scores = scores_of(facts, figure.key)
    if scores is None:
        return None
    whose = f" {figure.key}" if figure.key.startswith("sasaran ") else ""
    if figure.measure == PrintedMeasure.COUNT:
        return number_of(facts, figure.key, scores, whose)
    if figure.measure not in STANDINGS:
        return None
    words, read = STANDINGS[figure.measure]
    found = counts(score.standing for score in scores)
    return Expected(
        f"Jumlah indikator{whose} {words}",
        "jumlah-tercetak",
        # An indicator without capaian may stand on any side, so nothing can be said.
        () if found.unknown else known(read(found)),
        reason=f"{found.unknown} indikator belum mempunyai capaian.",
        target=Target("realisasi"),
    )


def scores_of(facts: Facts, key: str) -> tuple[IndicatorScore, ...] | None:
    """The indicators the key speaks of; None when it names an objective that is not there."""
    if not key.startswith("sasaran "):
        return facts.scorecard.indicators
    code = key.removeprefix("sasaran ")
    return next((item.indicators for item in facts.scorecard.objectives if item.code == code), None)


def number_of(facts: Facts, key: str, scores, whose: str) -> Expected:
    """How many objectives or indicators the agreement in force has."""
    is_objectives = key == "sasaran"
    counted = len(facts.scorecard.objectives) if is_objectives else len(scores)
    return Expected(
        "Jumlah sasaran" if is_objectives else f"Jumlah indikator{whose}",
        "jumlah-tercetak",
        known(counted) if facts.scorecard.agreement else (),
        reason="Perjanjian Kinerja belum ada.",
        target=Target("butir_pk"),
    )
