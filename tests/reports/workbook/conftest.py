"""Small workbooks for tests, as a folder of .csv or as an .xlsx."""

import shutil
from io import BytesIO

import pytest
import xlsxwriter

from reports.workbook.importing import import_workbook

UNIT = "kode,nama,jenis\nuji,Unit uji,direktorat\n"
PLAN = "unit,tahun_awal,tahun_akhir,nama\nuji,2020,2024,Renstra uji\n"
OBJECTIVE = "renstra,nomor,urutan,tingkat,nama\nuji/2020,1,1,kegiatan,Sasaran satu\n"
INDICATOR = "renstra,nomor,sasaran,urutan,nama,satuan\nuji/2020,1.1,1,1,Indikator satu,persen\n"
CHAIN = {"unit": UNIT, "renstra": PLAN, "sasaran": OBJECTIVE, "indikator": INDICATOR}
DIPA = "unit,tahun\nuji,2023\n"


@pytest.fixture
def folder(tmp_path):
    """Writes sheets given as .csv text into an emptied folder."""

    def write(**sheets):
        place = tmp_path / "buku"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for name, text in sheets.items():
            (place / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        return place

    return write


@pytest.fixture
def load(folder, db):
    """Imports sheets given as .csv text."""

    def run(*, user=None, dry_run=False, **sheets):
        return import_workbook(folder(**sheets), user=user, dry_run=dry_run)

    return run


def xlsx(change=None, **sheets):
    """An .xlsx as an open file: sheets as lists of rows; `change` may edit the file with its pages before it closes."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    dates = book.add_format({"num_format": "yyyy-mm-dd"})
    pages = {}
    for name, rows in sheets.items():
        pages[name] = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                style = dates if hasattr(cell, "year") else None
                pages[name].write(number, place, cell, *([style] if style else []))
    if change:
        change(book, pages)
    book.close()
    content.seek(0)
    return content


def told(result):
    """The errors as people read them."""
    return [str(error) for error in result.errors]
