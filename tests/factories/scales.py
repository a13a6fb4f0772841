"""Predicates, ratings and rules of an institution."""

from indicators import models as indicators
from indicators.scales import DEFAULT_BANDS
from tests.factories.people import default_unit
from tests.factories.rows import YEAR, create

OPINION = ("TMP", "TW", "WDP", "WTP")


def make_predicate_scale(code="opini", labels=OPINION, *, name="Opini BPK"):
    """A predicate scale whose labels run from the worst to the best."""
    scale = create(indicators.PredicateScale, {}, code=code, name=name)
    for rank, label in enumerate(labels, 1):
        make_predicate_rank(scale=scale, label=label, rank=rank)
    return scale


def make_predicate_rank(**fields):
    return create(indicators.PredicateRank, fields, scale=lambda: make_predicate_scale(labels=()), label="TT", rank=9)


def make_rating_scale(code="lima-tingkat", bands=DEFAULT_BANDS, *, name="Lima tingkat", year=YEAR, **fields):
    """A rating scale with bands of the engine; LAKIN's own when none are given."""
    scale = create(indicators.RatingScale, fields, code=code, name=name, year=year)
    for band in bands:
        closed = {"is_lower_closed": band.lower_closed, "is_upper_closed": band.upper_closed}
        make_rating_band(scale=scale, lower=band.lower, upper=band.upper, label=band.label, mark=band.mark, **closed)
    return scale


def make_rating_band(**fields):
    scale = {"scale": lambda: make_rating_scale(bands=())}
    return create(indicators.RatingBand, fields, label="Baik", lower=90, upper=100, mark="near", **scale)


def make_rule_set(**fields):
    return create(indicators.RuleSet, fields, institution=default_unit, year=YEAR, name="Aturan kementerian")
