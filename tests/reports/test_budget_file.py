"""Budget files are opened by what they are, within limits, and a hostile one only harms itself."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from reports.budget_file import old_excel, opening
from reports.budget_file.opening import open_file
from reports.workbook.problems import Refused
from tests.budget.files import samples

ROWS = [["KODE", "URAIAN", "PAGU"], ["DQ", "Café, anak", 1]]
WANTED = ["DQ", "Café, anak", "1"]


def changed(edit):
    """An Excel file whose sheet was edited from outside."""
    with zipfile.ZipFile(BytesIO(samples.xlsx(ROWS))) as package, BytesIO() as written:
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
            for name in package.namelist():
                content = package.read(name)
                made.writestr(name, edit(content) if name.endswith("sheet1.xml") else content)
        return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        samples.text(ROWS),
        samples.text(ROWS, ","),
        samples.text(ROWS, "|"),
        b"\xef\xbb\xbf" + samples.text(ROWS),
        b"sep=;\r\n" + samples.text(ROWS),
        samples.text(ROWS, "\t").decode().encode("utf-16"),
        samples.text(ROWS).decode().encode("cp1252"),
    ],
)
def test_a_csv_is_read_however_it_was_saved(content):
    assert open_file(content)[0].rows[1] == WANTED


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda xml: xml + b" " * 50_000_000, "terlalu besar setelah dibuka"),
        (lambda xml: xml.replace(b"</sheetData>", b'<row r="900000"><c r="A900000"/></row></sheetData>'), "900000"),
        (lambda xml: xml.replace(b"<worksheet", b"<!DOCTYPE a><worksheet", 1), "tidak wajar"),
    ],
)
def test_a_hostile_excel_file_is_refused(edit, message):
    with pytest.raises(Refused, match=message):
        open_file(changed(edit))


def test_a_csv_beyond_the_limits_is_refused(monkeypatch):
    monkeypatch.setattr(opening, "MAX_ROWS", 1)
    with pytest.raises(Refused, match=r"Berkas .csv terlalu besar"):
        open_file(samples.text(ROWS))


def test_an_old_file_beyond_the_limits_is_refused_by_its_own_process(monkeypatch, tmp_path):
    # The reader goes by the name, and nothing here writes the old form.
    path = tmp_path / "lama.xlsx"
    path.write_bytes(samples.xlsx(ROWS))
    assert old_excel.sheets(str(path)) == [["Laporan", [ROWS[0], ["DQ", "Café, anak", 1.0]]]]
    monkeypatch.setattr(old_excel, "MAX_CELLS", 5)
    with pytest.raises(old_excel.RefusedError, match="lebih dari"):
        old_excel.sheets(str(path))


def test_the_sheet_that_says_most_comes_first():
    book = Workbook()
    for name, rows in (("Catatan", [["Hal", "Isi", "Oleh"], ["a", "b", 1]]), ("POK", ROWS), ("Kosong", [])):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    written = BytesIO()
    book.save(written)
    assert [sheet.name for sheet in open_file(written.getvalue())] == ["POK", "Catatan"]
