"""Every named constraint, broken in two ways: full_clean() says why in Indonesian, and the database refuses by name."""

import pytest
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError, connection, transaction
from django.db.models import BaseConstraint

from tests.checks import complaints
from tests.constraint_cases import agreements, budget, indicators, lifecycle, reports, standing, units
from tests.constraint_cases.case import CONSTRAINTS, another, itself

pytestmark = pytest.mark.django_db
# The cases of an app, and whatever makes their rows, stand in tests/constraint_cases/<app>.py: add new ones there.
CASES = [
    *(*units.CASES, *indicators.CASES, *agreements.CASES, *budget.CASES, *reports.CASES, *lifecycle.CASES),
    *standing.CASES,
]
every_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def is_named(error, case):
    """True when the database's error is about this very constraint; SQLite reports plain unique ones by columns."""
    model, constraint = CONSTRAINTS[case.name]
    if connection.vendor == "sqlite" and getattr(constraint, "fields", ()):
        columns = (model._meta.get_field(name).column for name in constraint.fields)
        return str(error).endswith(": " + ", ".join(f"{model._meta.db_table}.{column}" for column in columns))
    # A PositiveIntegerField brings its own check, which SQLite runs first.
    return case.name in str(error) or str(error) == f"CHECK constraint failed: {case.column}"


def insert(row):
    type(row).objects.bulk_create([another(row)])


def save(row):
    row.save_base(raw=True)


# A row that is not stored yet cannot point at itself.
WRITES = [(case, write) for case in CASES for write in (save, insert) if (case.broken, write) != (itself, insert)]


def test_every_named_constraint_is_in_the_table():
    assert {case.name for case in CASES} == set(CONSTRAINTS)


@pytest.mark.parametrize("name", sorted(CONSTRAINTS))
def test_every_constraint_has_a_message_of_its_own(name):
    message = CONSTRAINTS[name][1].violation_error_message
    assert message != BaseConstraint.default_violation_error_message
    assert message.endswith(".")


@every_case
def test_the_constraint_says_why(case):
    row = case.row(case.broken)
    assert complaints(row, "validate_constraints").get(NON_FIELD_ERRORS) == [case.constraint.violation_error_message]


@every_case
def test_full_clean_refuses_what_breaks_it(case):
    found = complaints(case.row(case.broken))
    if case.column:
        assert list(found) == [case.column]
    else:
        assert case.constraint.violation_error_message in found[NON_FIELD_ERRORS]


@pytest.mark.parametrize(("case", "write"), WRITES, ids=[f"{case.name}-{write.__name__}" for case, write in WRITES])
def test_the_database_refuses_what_breaks_it(case, write):
    row = case.row(case.broken)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write(row)
    assert is_named(caught.value, case)


@every_case
def test_a_valid_neighbour_passes(case):
    row = case.row(case.valid)
    assert complaints(row) == {}
    row.save()
    assert type(row).objects.filter(pk=row.pk).exists()
