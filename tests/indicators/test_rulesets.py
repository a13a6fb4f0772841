from decimal import Decimal

import pytest

from indicators.achievement import MinimizeFormula, OverallMethod
from indicators.rulesets import BUILT_IN, rules_for
from indicators.scales import DEFAULT_BANDS, Band
from tests.factories import make_rating_scale, make_rule_set

pytestmark = pytest.mark.django_db
TWO_BANDS = (
    Band(None, Decimal(100), False, False, "Belum tercapai", "below"),
    Band(Decimal(100), None, True, False, "Tercapai", "met"),
)


def test_without_a_rule_set_lakins_own_rules_hold(directorate):
    assert rules_for(directorate, 2023) == BUILT_IN
    assert BUILT_IN.name == "Aturan bawaan LAKIN"
    assert not BUILT_IN.is_verified


def test_the_rules_of_the_ministry_hold_for_every_unit_below(ministry, directorate):
    make_rule_set(institution=ministry, name="Kepmensos 1/2023", source="Pasal 4", status="terverifikasi")
    rules = rules_for(directorate, 2023)
    assert (rules.name, rules.source, rules.is_verified) == ("Kepmensos 1/2023", "Pasal 4", True)


def test_the_nearest_institution_goes_before_a_higher_one(ministry, directorate_general, directorate):
    make_rule_set(institution=directorate_general, name="Aturan ditjen")
    make_rule_set(institution=ministry, name="Aturan kementerian")
    assert rules_for(directorate, 2023).name == "Aturan ditjen"
    assert rules_for(directorate_general, 2023).name == "Aturan ditjen"
    assert rules_for(ministry, 2023).name == "Aturan kementerian"


def test_the_rules_of_a_unit_below_or_beside_or_outside_do_not_hold(directorate, sentra, outsider, directorate_general):
    for unit in (sentra, outsider, directorate):
        make_rule_set(institution=unit)
    assert rules_for(directorate_general, 2023) == BUILT_IN


def test_the_rules_of_another_year_do_not_hold(ministry, directorate):
    make_rule_set(institution=ministry, year=2022)
    assert rules_for(directorate, 2023) == BUILT_IN


def test_the_policy_reaches_the_engine_as_it_is_set(directorate):
    make_rule_set(institution=directorate, cap=120, floor=0, minimize_formula="inverse", overall_method="indicators")
    policy = rules_for(directorate, 2023).policy
    assert policy.minimize_formula is MinimizeFormula.INVERSE
    assert policy.overall_method == OverallMethod.INDICATORS
    assert (policy.cap, policy.floor) == (Decimal(120), Decimal(0))


def test_without_bounds_nothing_is_capped(directorate):
    make_rule_set(institution=directorate)
    policy = rules_for(directorate, 2023).policy
    assert (policy.cap, policy.floor) == (None, None)


def test_the_scale_of_the_rule_set_goes_before_lakins_own(directorate):
    make_rule_set(institution=directorate, rating_scale=make_rating_scale(bands=TWO_BANDS))
    assert [band.label for band in rules_for(directorate, 2023).bands] == ["Tercapai", "Belum tercapai"]


def test_a_rule_set_without_a_scale_uses_lakins_own(directorate):
    make_rule_set(institution=directorate)
    assert rules_for(directorate, 2023).bands == DEFAULT_BANDS


def test_a_rule_set_is_read_in_two_queries(ministry, directorate, django_assert_num_queries):
    make_rule_set(institution=ministry, rating_scale=make_rating_scale())
    with django_assert_num_queries(2):
        rules_for(directorate, 2023)
