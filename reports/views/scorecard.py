"""The scorecard of a unit and year: what was promised beside what was measured, with the trace of every figure."""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements.scorecard import IndicatorScore, ObjectiveScore, scorecard
from indicators.achievement import OVERALL_WORDS
from indicators.periods import QUARTERS
from reports.blocks import Status
from reports.frame import frame
from reports.masking import hidden_units, unnamed
from reports.screen_charts import achievement_chart
from reports.sections.summary import rating
from reports.until_quarter import until_quarter
from units.access import enter, visible_units


@dataclass(frozen=True)
class Group:
    """An objective with its indicators, each beside its rating and why it has no figure."""

    objective: ObjectiveScore
    rows: tuple[tuple[IndicatorScore, Status, str], ...]


@require_safe
def show_scorecard(request, code, year):
    unit = enter(request.user, code)
    card = scorecard(unit, year, quarter=until_quarter(request, unit, year))
    context = {
        "frame": frame(request.user, unit, year, "scorecard"),
        "card": card,
        "quarters": QUARTERS,
        "groups": groups_of(request.user, card),
        "method": OVERALL_WORDS[card.rules.policy.overall_method],
        "known": card.known,
        "chart": achievement_chart(card),
        "borrowed": [score for score in card.indicators if score.measurement.source_year],
    }
    return render(request, "reports/scorecard_show.html", context)


def groups_of(user, card) -> list[Group]:
    """The objectives of the page, their words naming no unit that the person may not know of."""
    hidden = hidden_units(visible_units(user), card.indicators, card.year)
    return [
        Group(item, tuple((score, rating(score), unnamed(score.reason, hidden)) for score in item.indicators))
        for item in card.objectives
    ]
