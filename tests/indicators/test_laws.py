"""Laws that hold for every figure, not only for the printed ones."""

from decimal import Decimal as D

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from budget.absorption import absorption, gap_to_children, kemenkeu_efficiency, total_absorption
from indicators.achievement import (
    HUNDRED,
    MinimizeFormula,
    OverallMethod,
    Polarity,
    Policy,
    achievement,
    counts,
    mean,
    overall,
    standing,
)
from indicators.formula import Accumulation, Part, accumulate, pooled, ratio, weighted, yearly_from_cumulative
from indicators.scales import DEFAULT_BANDS, problems, rate


def decimals(low, high, places=2):
    return st.decimals(D(low), D(high), places=places, allow_nan=False, allow_infinity=False)


FIGURES = decimals(-1_000_000, 1_000_000, 4)
POSITIVE = decimals("0.0001", 1_000_000, 4)
PERCENTS = decimals(-500, 1_000)
POLICIES = [Policy(), Policy(minimize_formula=MinimizeFormula.INVERSE)]
POLARITIES = [Polarity.MAXIMIZE, Polarity.MINIMIZE]


def raw(target, realization, polarity, policy, **bounds):
    return achievement(target=target, realization=realization, polarity=polarity, policy=policy, **bounds).raw


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("polarity", POLARITIES)
@given(target=POSITIVE, realization=POSITIVE, scale=st.integers(1, 10_000))
def test_capaian_does_not_depend_on_the_unit_of_measure(target, realization, scale, polarity, policy):
    assert raw(target * scale, realization * scale, polarity, policy) == raw(target, realization, polarity, policy)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(("polarity", "sign"), [(Polarity.MAXIMIZE, 1), (Polarity.MINIMIZE, -1)])
@given(target=POSITIVE, low=POSITIVE, high=POSITIVE)
def test_a_better_realization_never_lowers_capaian(target, low, high, polarity, sign, policy):
    low, high = sorted((low, high))
    assert sign * (raw(target, high, polarity, policy) - raw(target, low, polarity, policy)) >= 0


@given(worse=FIGURES, better=FIGURES)
@example(worse=D(0), better=D(-1))
def test_a_better_realization_never_lowers_capaian_of_a_zero_target(worse, better):
    assume(worse >= better)
    one, other = (raw(D(0), figure, Polarity.MINIMIZE, Policy()) for figure in (worse, better))
    assert one <= other


@pytest.mark.parametrize("policy", POLICIES)
@given(lower=POSITIVE, width=POSITIVE, near=POSITIVE, far=POSITIVE)
def test_leaving_a_range_further_never_raises_capaian(lower, width, near, far, policy):
    near, far = sorted((near, far))
    bounds = {"lower": lower, "upper": lower + width}
    above = [raw(None, lower + width + step, Polarity.RANGE, policy, **bounds) for step in (near, far)]
    below = [raw(None, lower - step, Polarity.RANGE, policy, **bounds) for step in (near, far)]
    assert HUNDRED > above[0] >= above[1]
    assert HUNDRED > below[0] >= below[1]


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("polarity", POLARITIES)
@given(target=POSITIVE)
def test_reaching_the_target_exactly_is_100(target, polarity, policy):
    assert raw(target, target, polarity, policy) == HUNDRED


@pytest.mark.parametrize("polarity", [*POLARITIES, Polarity.RANGE])
@given(
    target=st.none() | FIGURES, realization=st.none() | FIGURES, lower=st.none() | FIGURES, upper=st.none() | FIGURES
)
def test_unknown_in_gives_unknown_out_and_always_a_trace_or_a_reason(target, realization, lower, upper, polarity):
    result = achievement(target=target, realization=realization, polarity=polarity, lower=lower, upper=upper)
    needed = [lower, upper] if polarity is Polarity.RANGE else [target]
    assert not (None in [realization, *needed] and result.value is not None)
    assert (result.value is None) == bool(result.reason) != bool(result.trace)


@given(realization=FIGURES, floor=PERCENTS, width=decimals(0, 100))
def test_cap_and_floor_hold_and_touch_only_what_is_outside(realization, floor, width):
    policy = Policy(floor=floor, cap=floor + width)
    result = achievement(target=D(50), realization=realization, polarity=Polarity.MAXIMIZE, policy=policy)
    assert policy.floor <= result.value <= policy.cap
    assert result.is_capped == (not policy.floor <= result.raw <= policy.cap)
    assert result.is_capped or result.value == result.raw


@given(st.lists(st.none() | PERCENTS))
def test_mean_lies_between_its_ends_and_ignores_the_unknown(values):
    known = [value for value in values if value is not None]
    result = mean(values)
    assert (result.known, result.known + result.unknown) == (len(known), len(values))
    assert result.value == mean(known).value
    assert min(known) <= result.value <= max(known) if known else result.value is None


@given(st.integers(1, 4).flatmap(lambda size: st.lists(st.lists(PERCENTS, min_size=size, max_size=size), min_size=1)))
def test_both_overall_methods_agree_when_objectives_are_equally_large(groups):
    objectives, indicators = (overall(groups, method).value for method in OverallMethod)
    assert abs(objectives - indicators) < D("1e-20")


@given(st.lists(st.none() | PERCENTS))
def test_counts_add_up_and_agree_with_the_marks_of_the_default_scale(values):
    found = counts(values)
    marks = [rate(value).mark if value is not None else None for value in values]
    assert (found.above, found.equal, found.unknown) == (marks.count("above"), marks.count("met"), marks.count(None))
    assert found.above + found.equal + found.below + found.unknown == len(values)


@given(decimals(-1_000, 10_000, 6))
def test_default_scale_rates_every_capaian_once(value):
    assert problems(DEFAULT_BANDS) == []
    assert len([band for band in DEFAULT_BANDS if rate(value, [band])]) == 1
    assert (rate(value).mark == "met") == (standing(value) == "equal")


@given(st.lists(st.tuples(decimals(0, 10_000, 0), decimals(1, 10_000, 0)), min_size=1, max_size=8))
def test_pooled_ratio_lies_between_the_ratios_of_its_units(pairs):
    ratios = [ratio(n, t).value for n, t in pairs]
    value = pooled([Part("Sentra", n, t) for n, t in pairs]).value
    assert min(ratios) - D("1e-20") <= value <= max(ratios) + D("1e-20")


@given(score=decimals(0, 100), first=decimals(0, 100), second=decimals(0, 100))
def test_weighted_mean_of_equal_scores_is_that_score(score, first, second):
    first, second = sorted((first, second))
    weights = (first, second - first, HUNDRED - second)
    assert weighted([Part("K", weight=weight, score=score) for weight in weights]).value == score


@given(st.lists(FIGURES, min_size=1, max_size=6))
def test_yearly_values_add_up_to_the_last_cumulative_position(positions):
    series = list(enumerate(positions, start=2020))
    assert sum(value for _, value in yearly_from_cumulative(series, opening=0)) == positions[-1]


@given(st.lists(st.none() | FIGURES, min_size=4, max_size=4), st.integers(1, 4))
def test_year_to_date_is_known_only_with_every_quarter(quarters, through):
    is_complete = None not in quarters[:through]
    for accumulation in (Accumulation.SUM, Accumulation.AVERAGE):
        assert (accumulate(quarters, accumulation, through=through).value is not None) == is_complete


@given(st.lists(st.tuples(st.integers(0, 10**14), st.integers(1, 10**14)), min_size=1, max_size=8))
def test_total_absorption_lies_between_the_absorptions_of_its_rows(rows):
    percents = [absorption(*row) for row in rows]
    total = total_absorption(rows)
    assert min(percents) - D("1e-12") <= total.absorption <= max(percents) + D("1e-12")
    assert gap_to_children(total.ceiling, [ceiling for _, ceiling in rows]) == 0


@given(st.lists(st.tuples(st.integers(1, 10**14), decimals(1, 200), st.integers(0, 10**14)), min_size=1, max_size=5))
def test_kemenkeu_score_stays_between_0_and_100(rows):
    result = kemenkeu_efficiency(rows)
    assert -20 <= result.value <= 20
    assert 0 <= result.score <= 100
    assert (result.score > 50) == (result.raw > 0)
