from decimal import Decimal

import pytest
from django.apps import apps
from django.db.models import DecimalField

from lakin.fields import EXACT_DIGITS, FigureField
from reports.models import ObjectiveStanding, Shortfall, UnitStanding
from tests.checks import complaints
from tests.factories import make_realization
from tests.test_architecture import MAY_IMPORT

pytestmark = pytest.mark.django_db
EXACT = ["0", "0.0001", "-12.5", "83.3611", "99999999999.9999", "43123456789012.5", "999999999999999", "1E+17"]
TOO_LONG = ["43123456789012.25", "123456789012.3456", "1234567890123456", "999999999999999999.9999"]


@pytest.mark.parametrize("value", EXACT)
def test_a_figure_of_fifteen_digits_comes_back_unchanged(value):
    stored = make_realization(value=value)
    assert complaints(stored) == {}
    stored.refresh_from_db()
    assert stored.value == Decimal(value)


@pytest.mark.parametrize("field", ["value", "numerator", "denominator"])
@pytest.mark.parametrize("value", TOO_LONG)
def test_a_figure_the_database_would_change_is_refused(field, value):
    realization = make_realization()
    setattr(realization, field, Decimal(value))
    assert complaints(realization) == {field: ["Angka paling banyak 15 digit agar tersimpan tepat."]}


def test_every_column_that_could_hold_more_digits_refuses_them():
    # Kept sums are nobody's figures: they are filled anew, and their sixteenth digit is never shown.
    sums = (UnitStanding, ObjectiveStanding, Shortfall)
    columns = (
        field
        for model in apps.get_models()
        if model._meta.app_label in MAY_IMPORT and model not in sums
        for field in model._meta.concrete_fields
        if isinstance(field, DecimalField) and field.max_digits > EXACT_DIGITS
    )
    assert [str(field) for field in columns if not isinstance(field, FigureField)] == []
