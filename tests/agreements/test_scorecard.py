from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.scorecard import latest_quarter, scorecard
from indicators.achievement import Counts, Standing
from indicators.measurement import NOTHING
from tests.factories import (
    make_agreement,
    make_component,
    make_indicator,
    make_line,
    make_objective,
    make_part,
    make_plan,
    make_predicate_scale,
    make_quarter_target,
    make_rating_scale,
    make_realization,
    make_rule_set,
)

pytestmark = pytest.mark.django_db
GAP = Decimal("0.01")


@pytest.fixture
def agreement(directorate):
    return make_agreement(unit=directorate)


@pytest.fixture
def plan(directorate):
    return make_plan(unit=directorate)


def promise(agreement, objective, *, target=80, value=None, text="", line=None, **fields):
    """A line of the objective with its realization in quarter IV; without value and text nothing is stored."""
    indicator = make_indicator(objective=objective, **fields)
    if value is not None or text:
        make_realization(indicator=indicator, value=value, text=text)
    return make_line(agreement=agreement, indicator=indicator, target=target, **line or {})


def only(unit, **options):
    """The score of the single line."""
    (score,) = scorecard(unit, 2023, **options).indicators
    return score


def capaian(unit, **options):
    """The capaian of the single line, half up to two decimals as it is shown; None when not known."""
    value = only(unit, **options).achievement.value
    return None if value is None else value.quantize(GAP)


def test_without_a_signed_agreement_there_is_nothing_to_score(directorate, plan):
    promise(make_agreement(unit=directorate, status="draft"), make_objective(plan=plan), value=80)
    card = scorecard(directorate, 2023)
    assert (card.agreement, card.objectives, card.indicators) == (None, (), ())
    assert (card.overall.value, card.band) == (None, None)
    assert card.counts == Counts(0, 0, 0, 0)


def test_an_agreement_without_lines_has_no_mean(directorate, agreement):
    card = scorecard(directorate, 2023)
    assert card.agreement == agreement
    assert card.overall.value is None


@pytest.mark.parametrize(
    ("polarity", "target", "value", "expected"),
    [
        ("maximize", 72, "83.36", "115.78"),
        ("maximize", 80, "87.5", "109.38"),
        ("minimize", 5, 4, "120.00"),
        ("minimize", 5, 6, "80.00"),
        ("minimize", 0, 0, "100.00"),
        ("minimize", 0, 3, "0.00"),
    ],
)
def test_capaian_follows_target_and_realization(directorate, agreement, plan, polarity, target, value, expected):
    promise(agreement, make_objective(plan=plan), target=target, value=value, polarity=polarity)
    assert capaian(directorate) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "expected", "standing"),
    [(85, "100.00", Standing.EQUAL), (40, "50.00", Standing.BELOW), (99, "90.00", Standing.BELOW)],
)
def test_a_range_is_held_against_its_bounds(directorate, agreement, plan, value, expected, standing):
    bounds = {"lower": 80, "upper": 90}
    promise(agreement, make_objective(plan=plan), target=None, value=value, polarity="range", line=bounds)
    score = only(directorate)
    assert (score.achievement.value.quantize(GAP), score.standing) == (Decimal(expected), standing)
    assert (score.target, score.lower, score.upper) == (None, 80, 90)


@pytest.mark.parametrize(
    ("target", "value", "reason"),
    [
        (80, None, "Realisasi belum ada."),
        (None, 80, "Target belum ada."),
        (None, None, "Target dan realisasi belum ada."),
        (0, 5, "Target 0: realisasi tidak dapat dibagi dengan nol."),
    ],
)
def test_what_cannot_be_computed_has_a_reason_and_is_never_0_or_100(
    directorate, agreement, plan, target, value, reason
):
    promise(agreement, make_objective(plan=plan), target=target, value=value)
    score = only(directorate)
    assert (score.achievement.value, score.band, score.standing, score.mark) == (None, None, None, "unknown")
    assert score.achievement.reason == reason


@pytest.mark.parametrize(
    ("text", "standing", "mark"),
    [("WTP", Standing.ABOVE, "above"), ("WDP", Standing.EQUAL, "met"), ("TMP", Standing.BELOW, "below")],
)
def test_an_opinion_is_compared_by_rank_and_never_divided(directorate, agreement, plan, text, standing, mark):
    fields = {"measure": "predicate", "predicate_scale": make_predicate_scale(), "line": {"target_text": "WDP"}}
    promise(agreement, make_objective(plan=plan), target=None, text=text, **fields)
    score = only(directorate)
    assert (score.standing, score.mark) == (standing, mark)
    assert (score.achievement.value, score.band, score.target_text) == (None, None, "WDP")


def test_a_missing_opinion_is_unknown(directorate, agreement, plan):
    fields = {"measure": "predicate", "predicate_scale": make_predicate_scale(), "line": {"target_text": "WTP"}}
    promise(agreement, make_objective(plan=plan), target=None, **fields)
    score = only(directorate)
    assert (score.standing, score.mark, score.achievement.reason) == (None, "unknown", "Realisasi belum ada.")


def test_an_opinion_that_is_not_on_the_scale_is_a_reason_and_not_a_broken_page(directorate, agreement, plan):
    fields = {"measure": "predicate", "predicate_scale": make_predicate_scale(), "line": {"target_text": "WTP"}}
    promise(agreement, make_objective(plan=plan), target=None, text="WTS", **fields)
    score = only(directorate)
    assert (score.standing, score.mark) == (None, "unknown")
    assert score.achievement.reason == "Predikat “WTS” tidak ada pada skala WTP, WDP, TW, TMP."


def test_objectives_stand_in_order_with_the_mean_of_their_indicators(directorate, agreement, plan):
    first, second = make_objective(plan=plan, code="1"), make_objective(plan=plan, code="5")
    promise(agreement, second, target=100, value=50)
    promise(agreement, first, target=100, value=90)
    promise(agreement, first, target=100, value=120)
    card = scorecard(directorate, 2023)
    assert [(item.code, item.mean.value, len(item.indicators)) for item in card.objectives] == [
        ("1", 105, 2),
        ("5", 50, 1),
    ]


def test_the_numbers_of_objectives_may_have_gaps(directorate, agreement, plan):
    for order, code in enumerate(["1", "3", "10"], 1):
        promise(agreement, make_objective(plan=plan, code=code, order=order), value=80)
    card = scorecard(directorate, 2023)
    assert [objective.code for objective in card.objectives] == ["1", "3", "10"]
    assert [score.code for score in card.indicators] == ["1.1", "3.1", "10.1"]


def test_two_objectives_of_the_same_order_stay_apart(directorate, agreement, plan):
    one, two = make_objective(plan=plan, code="1", order=1), make_objective(plan=plan, code="2", order=1)
    for objective in (one, two, one, two):
        promise(agreement, objective, value=80)
    card = scorecard(directorate, 2023)
    assert [(item.code, len(item.indicators)) for item in card.objectives] == [("1", 2), ("2", 2)]
    assert card.overall.known == 2


def test_an_unknown_indicator_is_left_out_of_the_mean_and_told(directorate, agreement, plan):
    objective = make_objective(plan=plan)
    promise(agreement, objective, target=100, value=90)
    promise(agreement, objective, target=100)
    (item,) = scorecard(directorate, 2023).objectives
    assert (item.mean.value, item.mean.known, item.mean.unknown) == (90, 1, 1)
    assert item.mean.note == "1 dari 2 indikator belum ada data"


def test_a_known_opinion_is_neither_averaged_nor_called_missing(directorate, agreement, plan):
    objective = make_objective(plan=plan)
    promise(agreement, objective, target=100, value=90)
    opinion = {"measure": "predicate", "predicate_scale": make_predicate_scale(), "line": {"target_text": "WTP"}}
    promise(agreement, objective, target=None, text="WTP", **opinion)
    card = scorecard(directorate, 2023)
    left_out = "1 indikator berupa predikat, tidak ikut dirata-ratakan"
    assert (card.overall.value, card.overall.note, card.objectives[0].mean.note) == (90, left_out, left_out)
    assert card.counts == Counts(above=0, equal=1, below=1, unknown=0)


def test_an_objective_of_opinions_alone_has_no_mean_and_does_not_count(directorate, agreement, plan):
    opinion = {"measure": "predicate", "predicate_scale": make_predicate_scale(), "line": {"target_text": "WTP"}}
    promise(agreement, make_objective(plan=plan), target=None, text="WTP", **opinion)
    promise(agreement, make_objective(plan=plan), target=100, value=90)
    card = scorecard(directorate, 2023)
    assert (card.objectives[0].mean.value, card.objectives[0].band) == (None, None)
    assert card.overall.value == 90
    assert card.overall.note.endswith("1 sasaran berupa predikat, tidak ikut dirata-ratakan")


@pytest.mark.parametrize(("method", "expected"), [("objectives", "75"), ("indicators", "90")])
def test_the_overall_mean_follows_the_method_of_the_rule_set(directorate, agreement, plan, method, expected):
    make_rule_set(institution=directorate, overall_method=method)
    one, two = make_objective(plan=plan), make_objective(plan=plan)
    for value in (100, 100, 100, 100):
        promise(agreement, one, target=100, value=value)
    promise(agreement, two, target=100, value=50)
    assert scorecard(directorate, 2023).overall.value == Decimal(expected)


def test_a_cap_holds_for_the_means_and_the_raw_value_stays(directorate, agreement, plan):
    make_rule_set(institution=directorate, cap=120)
    promise(agreement, make_objective(plan=plan), target=1, value=10)
    card = scorecard(directorate, 2023)
    assert (card.indicators[0].achievement.raw, card.overall.value) == (1000, 120)
    assert card.indicators[0].achievement.is_capped


def test_the_counts_and_bands_follow_the_capaian_as_it_is_shown(directorate, agreement, plan):
    objective = make_objective(plan=plan)
    for value in (101, "99.996", 99, 40, None):
        promise(agreement, objective, target=100, value=value)
    card = scorecard(directorate, 2023)
    assert card.counts == Counts(above=1, equal=1, below=2, unknown=1)
    assert [score.mark for score in card.indicators] == ["above", "met", "near", "far_below", "unknown"]


def test_the_bands_of_the_institution_are_used(directorate, agreement, plan):
    make_rule_set(institution=directorate, rating_scale=make_rating_scale(bands=()))
    promise(agreement, make_objective(plan=plan), value=80)
    assert only(directorate).band is None


def test_a_quarter_looks_only_at_what_was_measured_until_then(directorate, agreement, plan):
    line = promise(agreement, make_objective(plan=plan), target=100, accumulation="sum")
    for quarter, value in ((1, 20), (2, 30), (3, 25)):
        make_realization(indicator=line.indicator, quarter=quarter, value=value)
    for quarter in (1, 2, 3):
        make_quarter_target(line=line, quarter=quarter, target=quarter * 25)
    assert [capaian(directorate, quarter=quarter) for quarter in (1, 2, 3, 4)] == [80, 100, 100, None]
    assert scorecard(directorate, 2023, quarter=2).quarter == 2


def test_only_verified_quarters_count_unless_asked(directorate, agreement, plan):
    line = promise(agreement, make_objective(plan=plan), target=100)
    make_realization(indicator=line.indicator, value=70, status="submitted")
    assert only(directorate).measurement == NOTHING
    assert capaian(directorate) is None
    assert capaian(directorate, verified_only=False) == 70


def test_a_realization_of_another_year_standing_in_is_told(directorate, agreement, plan):
    line = promise(agreement, make_objective(plan=plan), target=80)
    make_realization(indicator=line.indicator, value="80.13", source_year=2022)
    assert only(directorate).measurement.source_year == 2022
    assert capaian(directorate) == Decimal("100.16")


def test_the_targets_of_the_revision_in_force_are_used(directorate, agreement, plan):
    line = promise(agreement, make_objective(plan=plan), target=100, value=80)
    revised = make_agreement(unit=directorate, version=1)
    make_line(agreement=revised, indicator=line.indicator, target=80)
    assert scorecard(directorate, 2023).agreement == revised
    assert capaian(directorate) == 100
    line.refresh_from_db()
    assert line.target == 100


def test_the_agreement_of_next_year_does_not_touch_this_one(directorate, agreement, plan):
    line = promise(agreement, make_objective(plan=plan), target=80, value=80)
    following = make_agreement(unit=directorate, year=2024)
    make_line(agreement=following, indicator=line.indicator, target=160)
    assert capaian(directorate) == 100
    assert scorecard(directorate, 2024).agreement == following
    assert scorecard(directorate, 2024).indicators[0].achievement.reason == "Realisasi belum ada."


def test_the_wording_at_signing_goes_before_todays(directorate, agreement, plan):
    promise(agreement, make_objective(plan=plan), line={"indicator_name": "Persentase AMPK"}, name="Persentase anak")
    promise(agreement, plan.objectives.get(), name="Indeks layanan")
    assert [score.name for score in scorecard(directorate, 2023).indicators] == ["Persentase AMPK", "Indeks layanan"]


def test_the_indicator_of_a_higher_unit_is_scored_with_the_own_realization(ministry, directorate, agreement):
    indicator = make_indicator(objective=make_objective(plan=make_plan(unit=ministry)))
    make_line(agreement=agreement, indicator=indicator, target=100)
    make_realization(indicator=indicator, unit=ministry, value=10)
    make_realization(indicator=indicator, unit=directorate, value=90)
    assert capaian(directorate) == 90


def test_billions_of_percent_are_still_exact(directorate, agreement, plan):
    promise(agreement, make_objective(plan=plan), target=1, value=43_000_000_000_001, measure="rupiah")
    assert only(directorate).achievement.value == 4_300_000_000_000_100


def filled(agreement, plan, count):
    """So many objectives of one line each, with a component, a target and an opinion beside it."""
    scale = make_predicate_scale()
    for _ in range(count):
        objective = make_objective(plan=plan)
        line = promise(agreement, objective, calculation="weighted", value=80)
        component = make_component(indicator=line.indicator, weight=100)
        make_part(realization=line.indicator.realizations.get(), component=component, n=1, t=2)
        promise(
            agreement,
            objective,
            target=None,
            text="WTP",
            measure="predicate",
            predicate_scale=scale,
            line={"target_text": "WTP"},
        )


def queries(unit):
    with CaptureQueriesContext(connection) as captured:
        card = scorecard(unit, 2023)
    return len(captured), len(card.objectives)


def test_the_number_of_queries_does_not_grow_with_the_lines(ministry, directorate, agreement, plan):
    make_rule_set(institution=ministry, rating_scale=make_rating_scale())
    filled(agreement, plan, 1)
    assert queries(directorate) == (9, 1)


def test_fifty_objectives_take_as_many_queries_as_one(ministry, directorate, agreement, plan):
    make_rule_set(institution=ministry, rating_scale=make_rating_scale())
    filled(agreement, plan, 50)
    assert queries(directorate) == (9, 50)


def test_a_quarter_without_its_own_target_has_no_capaian(directorate, agreement, plan):
    line = promise(agreement, make_objective(plan=plan), target=100)
    make_realization(indicator=line.indicator, quarter=2, value=100)
    (score,) = scorecard(directorate, 2023, quarter=2).indicators
    assert (score.target, score.achievement.value, score.mark) == (None, None, "unknown")


def test_the_latest_quarter_is_the_last_with_something_verified(directorate, agreement, plan):
    line = promise(agreement, make_objective(plan=plan))
    assert latest_quarter(directorate, 2023) == 4
    make_realization(indicator=line.indicator, quarter=2, value=1)
    make_realization(indicator=line.indicator, quarter=3, value=1, status="submitted")
    assert latest_quarter(directorate, 2023) == 2


def test_a_unit_with_nothing_of_its_own_is_as_far_as_the_units_below_it(directorate, agreement, plan):
    above, line = directorate.parent, promise(agreement, make_objective(plan=plan))
    assert latest_quarter(above, 2023) == 4
    make_realization(indicator=line.indicator, quarter=2, value=1)
    assert latest_quarter(above, 2023) == 2


def test_a_mean_over_incomplete_data_is_shown_but_not_rated(directorate, agreement, plan):
    objective = make_objective(plan=plan)
    promise(agreement, objective, value=100)
    promise(agreement, objective)
    card = scorecard(directorate, 2023)
    assert (card.overall.value, card.mark, card.word) == (125, "unknown", "Belum lengkap")
    assert (card.objectives[0].mark, card.objectives[0].word) == ("unknown", "Belum lengkap")
