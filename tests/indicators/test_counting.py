"""What no count can be, as a table."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from indicators.counting import count_problem, share_problem
from tests.checks import complaints
from tests.factories import make_component, make_indicator, make_part, make_realization

WHOLE = "Jumlah harus bilangan bulat."
NEGATIVE = "Angka ini tidak boleh negatif."


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        (None, 0, ""),
        ("0", 0, ""),
        ("1204", 0, ""),
        ("118.0000", 0, ""),
        ("-5", 0, NEGATIVE),
        ("-5", 2, NEGATIVE),
        ("118.5", 0, WHOLE),
        ("118.5000", 0, WHOLE),
        ("118.5", 1, ""),
        ("1.204", 0, f"{WHOLE} Apakah maksudnya 1.204?"),
        ("1.2040", 0, f"{WHOLE} Apakah maksudnya 1.204?"),
        ("12.345", 0, f"{WHOLE} Apakah maksudnya 12.345?"),
        ("0.204", 0, WHOLE),
        ("1.2045", 0, WHOLE),
    ],
)
def test_a_count_is_whole_and_not_negative(value, decimals, words):
    assert count_problem(value and Decimal(value), decimals) == words


@pytest.mark.parametrize(("value", "words"), [(None, ""), ("0", ""), ("12.5", ""), ("-1", NEGATIVE)])
def test_a_share_is_not_negative(value, words):
    assert share_problem(value and Decimal(value)) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("measure", "decimals", "calculation", "figures", "wrong"),
    [
        ("count", 0, "typed", {"value": "1.204"}, {"value": [f"{WHOLE} Apakah maksudnya 1.204?"]}),
        ("count", 0, "count", {"value": "-5"}, {"value": [NEGATIVE]}),
        ("count", 2, "typed", {"value": "118.5"}, {}),
        ("score", 0, "typed", {"value": "-5.5"}, {}),
        ("percent", 2, "ratio", {"numerator": "-1", "denominator": "-2"}, {"numerator": [NEGATIVE]}),
        ("percent", 2, "pooled", {"numerator": "3", "denominator": "-2"}, {"denominator": [NEGATIVE]}),
    ],
)
def test_a_realization_with_an_impossible_count_is_refused_at_its_field(measure, decimals, calculation, figures, wrong):
    indicator = make_indicator(measure=measure, decimals=decimals, calculation=calculation)
    row = make_realization(indicator=indicator, status="draft")
    for name, text in figures.items():
        setattr(row, name, Decimal(text))
    found = complaints(row)
    assert {name: found[name] for name in wrong} == wrong
    assert bool(found) == bool(wrong)


@pytest.mark.django_db
def test_an_impossible_figure_of_before_may_be_returned_but_not_verified():
    row = make_realization(indicator=make_indicator(measure="count", decimals=0), value=5, status="submitted")
    type(row).objects.filter(pk=row.pk).update(value=Decimal("5.5"))
    row.refresh_from_db()
    row.status = "returned"
    row.full_clean()
    row.status = "verified"
    with pytest.raises(ValidationError, match="Jumlah harus bilangan bulat"):
        row.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("calculation", "role", "figures", "wrong"),
    [
        ("sum", "bagian", {"score": "2.5"}, {"score": [WHOLE]}),
        ("count", "bagian", {"score": "-2"}, {"score": [NEGATIVE]}),
        ("sum", "konteks", {"score": "2.5"}, {}),
        ("mean", "bagian", {"score": "2.5"}, {}),
    ],
)
def test_a_component_that_is_added_up_is_a_count_too(calculation, role, figures, wrong):
    indicator = make_indicator(measure="count", decimals=0, calculation=calculation)
    row = make_realization(indicator=indicator, status="draft")
    part = make_part(realization=row, component=make_component(indicator=indicator, role=role))
    for name, text in figures.items():
        setattr(part, name, Decimal(text))
    assert complaints(part) == wrong
