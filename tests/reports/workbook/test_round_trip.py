"""An exported workbook, imported into an empty database, gives the same rows; into the same one, it changes nothing."""

from io import BytesIO

import pytest
from django.conf import settings

from reports.workbook.exporting import export_workbook
from reports.workbook.importing import import_workbook
from reports.workbook.sheets import SHEETS
from tests.reports.workbook.conftest import told
from tests.reports.workbook.everything import TEXTS, facts, forget_everything, make_everything, scatter
from units.models import Unit

pytestmark = pytest.mark.django_db
FIXTURES = settings.BASE_DIR / "fixtures"
UNITS = {"dit-rsa": "dit-rsa-2023", "setditjen-rehsos": "setditjen-rehsos-2023"}


def exported(unit, form, tmp_path):
    """The workbook of 2023 as a folder or as an .xlsx."""
    if form == "csv":
        export_workbook(unit, 2023, tmp_path / "ekspor")
        return tmp_path / "ekspor"
    content = BytesIO()
    export_workbook(unit, 2023, content)
    content.seek(0)
    return content


@pytest.fixture
def everything():
    return make_everything()


def test_everything_stands_in_every_sheet(everything):
    assert [sheet.name for sheet in SHEETS if not sheet.model.objects.exists()] == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("seed", [None, 1, *(pytest.param(more, marks=pytest.mark.same_everywhere) for more in (2, 3))])
def test_generated_rows_come_back_as_they_were(everything, tmp_path, form, seed):
    if seed:
        scatter(seed)
    before = facts()
    workbook = exported(everything, form, tmp_path)
    forget_everything()
    assert told(import_workbook(workbook)) == []
    assert facts() == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_generated_rows_are_no_change_where_they_came_from(everything, tmp_path, form):
    scatter(4)
    result = import_workbook(exported(everything, form, tmp_path))
    assert (told(result), result.has_changes) == ([], False)
    assert [sheet.sheet for sheet in result.preview if sheet.only_in_database] == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("code", UNITS)
def test_the_facts_of_a_real_unit_come_back_as_they_were(tmp_path, code, form):
    assert told(import_workbook(FIXTURES / UNITS[code])) == []
    before = facts()
    workbook = exported(Unit.objects.get(code=code), form, tmp_path)
    forget_everything()
    assert told(import_workbook(workbook)) == []
    assert facts() == before


@pytest.mark.parametrize("code", UNITS)
def test_importing_the_facts_of_a_real_unit_again_changes_nothing(code):
    assert import_workbook(FIXTURES / UNITS[code]).is_written
    assert not import_workbook(FIXTURES / UNITS[code]).has_changes


def test_both_real_units_live_in_one_database(tmp_path):
    for folder in UNITS.values():
        assert told(import_workbook(FIXTURES / folder)) == []
    for code in UNITS:
        assert not import_workbook(exported(Unit.objects.get(code=code), "xlsx", tmp_path)).has_changes


def test_scattered_rows_carry_the_hard_values(everything):
    scatter(1)
    told_by_rows = "\n".join(row for found in facts().values() for row in found)
    assert [text for text in TEXTS if repr(text)[1:-1] not in told_by_rows] == []
