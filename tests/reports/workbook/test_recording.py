"""An import enters itself into the trail: new rows, and of changed ones the old and the new value."""

import pytest

from reports.workbook.recording import Recorder, value_at
from reports.workbook.sheets import SHEETS
from units.trail import SELF, WAYS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_sheet_says_the_unit_and_year_of_its_rows(sheet):
    way = WAYS[sheet.model]
    if way.unit:
        assert value_at(sheet.name, "code" if way.unit == SELF else f"{way.unit}__code")
    if way.year:
        assert value_at(sheet.name, way.year)
    Recorder().place_of(sheet)
