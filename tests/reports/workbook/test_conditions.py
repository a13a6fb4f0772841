"""The constraints as Python reads them agree with the database, for every constraint of every sheet."""

import itertools
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q

from reports.workbook.conditions import checks, compiled, fields_of, uniques
from reports.workbook.sheets import SHEETS
from tests.reports.workbook.conftest import told

CHECKS = {check.name: (sheet.model, check) for sheet in SHEETS for check in checks(sheet.model)}


def samples(field):
    """Values around what a rule about the field could ask for."""
    if field.is_relation:
        return [None, 1, 2]
    if isinstance(field, models.DateField):
        return [None, date(2023, 1, 1), date(2023, 12, 31)]
    if isinstance(field, models.DecimalField):
        return [None, Decimal(-1), Decimal(0), Decimal(100), Decimal("100.5")]
    if isinstance(field, models.IntegerField):
        return [None, -1, 0, 1, 4, 5, 12, 13, 1944, 1945, 2023, 2100, 2101]
    words = [code for code, _label in field.choices or [] if code]
    return ["", "lain", "123456", "12345a", *words]


def allowed(model, check, row):
    """What the database itself says of the row."""
    constraint = next(found for found in model._meta.constraints if found.name == check.name)
    instance = model(**{model._meta.get_field(name).attname: value for name, value in row.items() if name != "pk"})
    instance.pk = row.get("pk", 1)
    try:
        constraint.validate(model, instance)
    except ValidationError:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.parametrize("name", CHECKS)
def test_python_and_the_database_give_the_same_answer(name):
    model, check = CHECKS[name]
    predicate = compiled(check.condition, lambda field: lambda row: row[field])
    values = [[1, 2] if field == "pk" else samples(model._meta.get_field(field)) for field in check.fields]
    rows = [dict(zip(check.fields, found, strict=True)) for found in itertools.product(*values)]
    differing = [
        row for row in rows[:: len(rows) // 60 + 1] if (predicate(row) is not False) != allowed(model, check, row)
    ]
    assert differing == []


def test_every_check_of_every_sheet_is_known():
    declared = {
        found.name for sheet in SHEETS for found in sheet.model._meta.constraints if isinstance(found, CheckConstraint)
    }
    assert declared == set(CHECKS)


def test_every_unique_constraint_is_a_list_of_fields():
    assert all(unique.fields for sheet in SHEETS for unique in uniques(sheet.model))


def test_what_is_not_known_passes_as_in_sql():
    predicate = compiled(~Q(a__gt=F("b")), lambda field: lambda row: row[field])
    assert [predicate({"a": a, "b": b}) for a, b in ((1, 2), (2, 1), (None, 1))] == [True, False, None]


def test_an_unknown_lookup_is_refused_and_not_passed_over():
    with pytest.raises(NotImplementedError, match="name__icontains"):
        compiled(Q(name__icontains="x"), lambda field: lambda row: row[field])


def test_the_fields_of_a_condition_are_told_once_and_in_order():
    assert fields_of(Q(a=1) & (Q(b__lte=F("c")) | ~Q(a__isnull=True))) == ("a", "b", "c")


def test_a_broken_check_is_told_at_its_column(load):
    result = load(
        unit="kode,nama,jenis\nuji,Uji,direktorat\n", renstra="unit,tahun_awal,tahun_akhir,nama\nuji,2024,2020,R\n"
    )
    assert told(result) == [
        "Lembar renstra, baris 2, kolom tahun_akhir: Tahun akhir Renstra tidak boleh sebelum tahun awal."
    ]
