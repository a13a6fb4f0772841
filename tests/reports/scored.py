"""Scores made without a database, and sentences as they are read."""

from decimal import Decimal as D
from types import SimpleNamespace

from agreements.scorecard import IndicatorScore
from indicators.achievement import Policy, achievement, predicate_achievement
from indicators.measurement import Measurement
from indicators.scales import rate
from lakin.formatting import NBSP
from reports.display import part_text

RANKS = {"WTP": 4, "WDP": 3, "TW": 2, "TMP": 1}


def text(parts):
    """The sentence as it is read, with common spaces."""
    return "".join(part_text(part, {}) for part in parts).replace(NBSP, " ")


def indicator(measure="percent", polarity="maximize", decimals=2, calculation="typed"):
    scale = SimpleNamespace(as_ranks=lambda: RANKS)
    return SimpleNamespace(
        measure=measure, polarity=polarity, decimals=decimals, calculation=calculation, predicate_scale=scale
    )


def score(target="80", value="87.5", of=None, *, lower=None, upper=None, source_year=None, policy=None):
    """The score of a number; None is not known."""
    of = of or indicator()
    target, value, lower, upper = (None if x is None else D(x) for x in (target, value, lower, upper))
    held = achievement(
        target=target, realization=value, polarity=of.polarity, policy=policy or Policy(), lower=lower, upper=upper
    )
    measured = Measurement(value=value, source_year=source_year)
    return IndicatorScore(of, 1, "1.1", "Indikator", target, "", lower, upper, measured, held, rate(held.value))


def predicate(target, value):
    """The score of a word on the scale of opinions; empty is not known."""
    of = indicator("predicate")
    held = predicate_achievement(target=target, realization=value, ranks=RANKS)
    return IndicatorScore(of, 1, "1.1", "Opini", None, target, None, None, Measurement(text=value), held, None)
