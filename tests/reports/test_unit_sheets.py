"""The list of the first page: what stands on a sheet, and that its count is the count of all sheets."""

import pytest

from reports import unit_sheets
from reports.overview import count_with_data, named, with_data
from tests import factories as make
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(directorate_general):
    return [make.make_unit(f"balai-{number}", parent=directorate_general, city="Bogor") for number in range(4)]


def keys_of(rows):
    return [row.pk for row in rows]


def test_units_with_any_data_of_the_year_are_listed_and_counted(many):
    agreed, budgeted, reported, _without = many
    make.make_agreement(unit=agreed, year=2023)
    make.make_agreement(unit=agreed, year=2023, version=1, status="draft")
    make.make_dipa(unit=budgeted, year=2023)
    make.make_report(unit=reported, year=2023)
    units = Unit.objects.filter(city="Bogor")
    assert list(with_data(units, 2023)) == [agreed, budgeted, reported]
    assert (count_with_data(units, 2023), count_with_data(units, 2022)) == (3, 0)


@pytest.mark.parametrize(("most", "readings"), [(4, 3), (3, 3)])
def test_names_are_read_once_where_few_match(many, most, readings, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(unit_sheets, "MOST_KEYS", most)
    with django_assert_num_queries(readings):
        page = unit_sheets.unit_sheet(Unit.objects.all(), 2023, words="bogor", is_everything=False, number="1")
        assert keys_of(page.object_list) == keys_of(many)
    assert page.paginator.count == 4


def test_the_second_sheet_goes_on_where_the_first_ended(many, monkeypatch):
    monkeypatch.setattr(unit_sheets, "UNITS_PER_SHEET", 3)
    units = Unit.objects.filter(city="Bogor")
    page = unit_sheets.unit_sheet(units, 2023, words="", is_everything=True, number="2")
    assert (keys_of(page.object_list), page.paginator.count) == (keys_of(many)[3:], 4)


@pytest.mark.parametrize(
    ("name", "words"), [("Balai 50% Aman", "50%"), ("Balai A_1", "a_1"), ("Balai O'Neil\\1", "o'neil\\")]
)
def test_signs_of_a_search_are_only_signs(directorate, sentra, name, words):
    Unit.objects.filter(pk=sentra.pk).update(name=name)
    assert list(named(Unit.objects.all(), words)) == [sentra]
