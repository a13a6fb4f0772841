"""The estimate of IKPA: each part worked by hand, by the rules of its year, and never from what is not known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from budget.ikpa import Given, Month, estimate, rules_of
from budget.ikpa_rules import RULES

HALF = tuple(Month(month, {"51": 100, "52": 100}, {"51": 90, "52": 110}) for month in range(1, 7))
GIVEN = Given(
    year=2024,
    last_month=6,
    revisions=(),
    months=HALF,
    ceilings={"51": 1_000, "52": 3_000},
    spent={3: {"51": 200, "52": 450}, 6: {"51": 400, "52": 1_500}},
    outputs=((D(50), D(100)), (D(120), D(100))),
)


def part(key, **changed):
    return next(one for one in estimate(replace(GIVEN, **changed)).parts if one.indicator.key == key)


@pytest.mark.parametrize("year", RULES)
def test_the_weights_of_a_year_add_up_to_one_hundred(year):
    assert sum(one.weight for one in RULES[year].indicators) == 100


@pytest.mark.parametrize(("year", "source"), [(2021, None), (2023, "PER-5/PB/2022"), (2026, "PER-5/PB/2024")])
def test_a_year_has_the_rules_in_force_then(year, source):
    rules = rules_of(year)
    assert (rules and rules.source) == source


@pytest.mark.parametrize(
    ("year", "months", "score"),
    [
        (2023, (), D(100)),
        (2023, (1, 2, 5), D(75)),
        (2023, (1, 4, 5, 6), D(200) / 3),
        (2024, (1, 2), D(100)),
        (2024, (1, 2, 5), D(50)),
        (2024, (8,), D(100)),
    ],
)
def test_revisions_count_by_quarter_then_by_semester(year, months, score):
    dates = tuple(date(year, month, 9) for month in months)
    assert round(part("revisi", year=year, revisions=dates).score, 6) == round(score, 6)


def test_every_part_of_the_year_begun_counts_for_the_revisions():
    found = part("revisi", last_month=7, revisions=(date(2024, 2, 1),) * 3)
    assert found.score == D(80)
    assert found.trace == "frekuensi tiap semester 3 dan 0; nilai 50,00 dan 110,00; rata-rata 80,00"


def test_a_revision_without_a_date_leaves_the_score_open():
    assert part("revisi", revisions=(None,)).score is None


@pytest.mark.parametrize(
    ("year", "spent", "score"),
    [
        (2024, {"51": 100, "52": 96}, D(100)),
        (2024, {"51": 90, "52": 110}, D(90)),
        (2024, {"51": 100, "52": 50}, D("62.5")),
        (2023, {"51": 100, "52": 50}, D(75)),
        (2024, {"51": 100, "52": 900}, D(25)),
    ],
)
def test_the_deviation_is_weighted_by_pagu_from_2024_on(year, spent, score):
    months = tuple(replace(month, spent=spent) for month in HALF)
    assert part("deviasi", year=year, months=months).score == score


def test_spending_without_a_plan_deviates_wholly_and_nothing_of_nothing_does_not():
    months = tuple(Month(month, {"51": 0, "52": 0}, {"51": 5, "52": 0}) for month in range(1, 7))
    assert part("deviasi", months=months).score == D(75)


def test_a_month_that_is_not_known_leaves_the_deviation_open():
    months = (*HALF[:5], replace(HALF[5], spent={"51": 1, "52": None}))
    assert part("deviasi", months=months).score is None


@pytest.mark.parametrize(
    ("year", "score"),
    # 2024: quarter I 100; quarter II (80 × 1.000 + 100 × 3.000) / 4.000 = 95. 2023: 650 / 650 and 1.900 / 2.000.
    [(2024, D("97.5")), (2023, D("97.5"))],
)
def test_spending_is_held_against_the_targets_of_each_quarter(year, score):
    assert part("penyerapan", year=year).score == score


def test_more_than_the_target_of_one_kind_pays_for_another_only_before_2024():
    spent = {3: {"51": 100, "52": 900}}
    assert part("penyerapan", last_month=3, year=2023, spent=spent).score == D(100)
    assert part("penyerapan", last_month=3, year=2024, spent=spent).score == D("87.5")


@pytest.mark.parametrize(
    ("outputs", "score"),
    [(((D(50), D(100)), (D(120), D(100))), D(75)), (((D(50), None),), None), ((), None)],
)
def test_outputs_are_held_to_one_hundred_each(outputs, score):
    assert part("keluaran", outputs=outputs).score == score


def test_what_lakin_does_not_know_is_never_a_score():
    for key in ("kontraktual", "tagihan", "up-tup"):
        found = part(key)
        assert found.score is None
        assert found.reason.startswith("Tidak dapat dihitung dari data LAKIN.")


def test_the_estimate_divides_by_the_weight_it_covers():
    found = estimate(GIVEN)
    # Revisi 100 × 10, deviasi 90 × 15, penyerapan 97,5 × 20, keluaran 75 × 25.
    assert found.covered == 70
    assert found.value == (D(10) + D("13.5") + D("19.5") + D("18.75")) * 100 / 70
    assert found.trace == "61,75 / 70 × 100 = 88,21"


def test_without_any_part_there_is_no_estimate():
    found = estimate(replace(GIVEN, last_month=0, ceilings={}, spent={}, outputs=()))
    assert (found.covered, found.value) == (0, None)


def test_every_weight_and_parameter_names_its_source_and_whether_it_was_read():
    for rules in RULES.values():
        for origin in (*(one.origin for one in rules.indicators), *(one.origin for one in rules.parameters)):
            assert (origin.status == "terverifikasi") == ("dibaca" in origin.words)
    assert {one.key for one in RULES[2022].indicators if one.status == "perlu verifikasi"} == {"keluaran"}
    assert {one.status for one in RULES[2024].indicators} == {"terverifikasi"}


def test_the_target_is_of_what_is_not_blocked_from_2024_on():
    blocked = {"51": 200}
    assert part("penyerapan", blocked=blocked).score > part("penyerapan").score
    assert part("penyerapan", year=2023, blocked=blocked).score == part("penyerapan", year=2023).score


def test_nothing_is_asked_of_a_kind_that_is_wholly_blocked():
    spent = {3: {"51": 200, "52": 0}, 6: {"51": 500, "52": 0}}
    assert part("penyerapan", spent=spent, blocked={"52": 3_000}).score == 100
