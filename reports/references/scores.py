"""Live references to an indicator or an objective, by its printed number."""

from indicators import formula
from indicators.models import HistoryKind, Measure
from lakin.formatting import by_measure
from reports.blocks import Shown
from reports.references.value import LiveValue, UnknownReference


def score_of(facts, code):
    score = facts.score(code)
    if score is None:
        raise UnknownReference(f"indikator {code} tidak ada dalam Perjanjian Kinerja")
    return score


def indicator_codes(facts):
    return [(score.code,) for score in facts.scorecard.indicators]


def in_measure(indicator, value, text="") -> Shown | str:
    """A value of an indicator in its own measure; a predicate is its word, and a word alone stands for no figure."""
    if indicator.measure != Measure.PREDICATE and value is not None:
        return Shown(value, indicator.measure, indicator.decimals)
    return text or Shown(None, indicator.measure)


def target_of(score) -> Shown | str:
    """The target of a score; of a range both bounds."""
    indicator = score.indicator
    if score.lower is not None and score.upper is not None:
        bounds = [by_measure(bound, indicator.measure, indicator.decimals) for bound in (score.lower, score.upper)]
        return " sampai ".join(bounds)
    return in_measure(indicator, score.target, score.target_text)


def realization_of(score) -> Shown | str:
    """The realization of a score."""
    return in_measure(score.indicator, score.measurement.value, score.measurement.text)


def achievement(facts, code):
    return LiveValue(Shown(score_of(facts, code).achievement.value, "percent"), f"Capaian indikator {code}")


def target(facts, code):
    return LiveValue(target_of(score_of(facts, code)), f"Target indikator {code}")


def realization(facts, code):
    score = score_of(facts, code)
    return LiveValue(realization_of(score), f"Realisasi indikator {code}", score.measurement.period_words)


def rating(facts, code):
    band = score_of(facts, code).band
    return LiveValue(band.label if band else None, f"Predikat capaian indikator {code}")


def planned(facts, code):
    indicator = score_of(facts, code).indicator
    target = facts.plan.target(indicator.pk, facts.year) if facts.plan.version else None
    value = in_measure(indicator, target.value, target.text) if target else None
    return LiveValue(value, f"Target Renstra tahun {facts.year} indikator {code}")


def before(facts, code):
    indicator, year = score_of(facts, code).indicator, facts.year - 1
    found = [
        past
        for past in facts.history.get(indicator.pk, ())
        if (past.kind, past.year_from, past.year_to) == (HistoryKind.REALIZATION, year, year)
    ]
    value = in_measure(indicator, found[-1].value, found[-1].text) if found else None
    return LiveValue(value, f"Realisasi tahun {year} indikator {code}")


def numerator(facts, code):
    n, _ = facts.share(score_of(facts, code).indicator)
    return LiveValue(Shown(n, "plain"), f"Pembilang (n) indikator {code}")


def denominator(facts, code):
    _, t = facts.share(score_of(facts, code).indicator)
    return LiveValue(Shown(t, "plain"), f"Penyebut (T) indikator {code}")


COMPONENT_SIDES = {"n": "numerator", "t": "denominator", "nilai": "score", "bobot": "weight", "persen": "share"}


def component(facts, code, order, side=""):
    if not side and order.lower() in ("n", "t"):
        return (numerator if order.lower() == "n" else denominator)(facts, code)
    indicator = score_of(facts, code).indicator
    component = next((row for row in facts.components.get(indicator.pk, ()) if str(row.order) == order), None)
    if component is None or side.lower() not in COMPONENT_SIDES:
        raise UnknownReference(f"komponen {order} {side} tidak ada pada indikator {code}")
    return LiveValue(
        component_side(facts, indicator, component, side.lower()), f"{component.name} ({side}), indikator {code}"
    )


def component_side(facts, indicator, component, side):
    if side == "bobot":
        return Shown(component.weight, "percent")
    row = facts.last_realization(indicator.pk)
    values = facts.component_values.get(row.pk, ()) if row else ()
    value = next((value for value in values if value.component_id == component.pk), None)
    if side == "persen":
        return Shown(formula.ratio(value.numerator, value.denominator).value if value else None, "percent")
    return Shown(getattr(value, COMPONENT_SIDES[side], None), "plain")


def component_words(facts):
    return [
        (score.code, str(component.order), side)
        for score in facts.scorecard.indicators
        for component in facts.components.get(score.indicator.pk, ())
        for side in COMPONENT_SIDES
    ]


def objective_of(facts, code):
    found = next((score for score in facts.scorecard.objectives if score.code == code), None)
    if found is None:
        raise UnknownReference(f"sasaran {code} tidak ada dalam Perjanjian Kinerja")
    return found


def objective_codes(facts):
    return [(score.code,) for score in facts.scorecard.objectives]


def objective_mean(facts, code):
    return LiveValue(Shown(objective_of(facts, code).mean.value, "percent"), f"Rata-rata capaian sasaran {code}")


def objective_ceiling(facts, code):
    money = facts.budget.by_objective.get(objective_of(facts, code).objective.pk)
    return LiveValue(Shown(money.ceiling if money else None, "rupiah"), f"Pagu sasaran {code}")


def objective_absorption(facts, code):
    money = facts.budget.by_objective.get(objective_of(facts, code).objective.pk)
    return LiveValue(Shown(money.absorption if money else None, "percent"), f"Serapan sasaran {code}")
