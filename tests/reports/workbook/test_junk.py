"""Whatever stands in the cells, an import answers with errors at their places; it never breaks down."""

import csv
from random import Random

import pytest
from django.conf import settings

from reports.workbook.importing import import_workbook
from units.models import Unit

pytestmark = pytest.mark.django_db
FIXTURE = settings.BASE_DIR / "fixtures" / "dit-rsa-2023"
JUNK = (
    *("", " ", "x", "-", "0", "-1", "1.234", "1e9", "9" * 40, "2100000000", "ya", "=1+1", "x" * 700, "\x07"),
    *("dit-rsa", "dit-rsa/2020", "dit-rsa/2020/1.1", "a/b/c/d", "31-02-2023", "2023-13", "ditandatangani"),
)


@pytest.mark.parametrize("seed", range(12))
def test_junk_in_any_cell_is_told_and_nothing_is_written(tmp_path, seed):
    chance = Random(seed)
    for path in FIXTURE.glob("*.csv"):
        rows = [*csv.reader(path.read_text(encoding="utf-8").splitlines(keepends=True))]
        for row in rows[1:]:
            for place in range(len(row)):
                if chance.random() < 0.05:
                    row[place] = chance.choice(JUNK)
        with (tmp_path / path.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    result = import_workbook(tmp_path)
    assert result.errors
    assert all(error.sheet and error.message.strip() for error in result.errors)
    assert not Unit.objects.exists()


@pytest.mark.parametrize("name", [path.stem for path in sorted(FIXTURE.glob("*.csv"))])
def test_a_workbook_without_one_of_its_sheets_is_told_or_imported(tmp_path, name):
    for path in FIXTURE.glob("*.csv"):
        if path.stem != name:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    result = import_workbook(tmp_path)
    assert result.is_written or all("tidak ditemukan" in error.message for error in result.errors)
