"""Single tables as Excel: Indonesian columns, rows found by what people know, nothing outside the own units."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from budget.models import Dipa
from indicators import models as indicators
from indicators.models import Indicator
from reports.models import Narrative, Report
from tests import factories as make
from tests.pages import admin_page, furnish, seen
from units import uploads
from units.admin_access import ReadOnly
from units.admin_site import site
from units.models import Official, Role, StaffCount
from units.table_keys import identity, key_lookups, key_of, row_at
from units.tables import TableAdmin

pytestmark = pytest.mark.django_db
TABLES = [(model, table) for model, table in site._registry.items() if isinstance(table, TableAdmin)]
IDS = [model._meta.label for model, _ in TABLES]
TAKEN_IN = [(model, table) for model, table in TABLES if not isinstance(table, ReadOnly)]
KEYS = [
    (Dipa, ("unit", "year", "number"), ("unit__code", "year", "number")),
    (Official, ("unit", "position", "name", "started_on"), ("unit__code", "position", "name", "started_on")),
    (
        Indicator,
        ("objective", "code"),
        ("objective__plan__unit__code", "objective__plan__year_from", "objective__code", "code"),
    ),
]


@pytest.fixture
def planner(client, rina):
    client.force_login(rina)
    return client


def sheet_of(response):
    """The rows of an exported sheet, the heads first."""
    rows = openpyxl.load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)
    return [list(row) for row in rows]


def send(client, model, rows):
    """The page after a sheet with these rows was uploaded."""
    book, written = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(written)
    file = SimpleUploadedFile("tabel.xlsx", written.getvalue())
    return client.post(admin_page(model, "import"), {"import_file": file, "format": "0", "resource": "0"})


def confirm(client, model, preview):
    fields = preview.context["confirm_form"].initial
    return client.post(admin_page(model, "process_import"), fields, follow=True)


@pytest.mark.parametrize(("model", "fields", "lookups"), KEYS)
def test_a_row_is_known_by_what_people_know(model, fields, lookups):
    assert identity(model) == fields
    assert key_lookups(model) == lookups


def test_a_key_reads_as_a_path(directorate):
    furnish(directorate)
    assert key_of(Indicator.objects.get()) == "dit-anak/2020/1/1.1"


@pytest.mark.parametrize(("model", "table"), TABLES, ids=IDS)
def test_every_table_has_a_key_and_columns_of_its_own(model, table):
    names = [str(field.verbose_name) for field in table.sheet_fields()]
    assert set(identity(model)) <= {field.name for field in table.sheet_fields()}
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("model", "table"), TAKEN_IN, ids=[model._meta.label for model, _ in TAKEN_IN])
def test_what_was_taken_out_comes_back_unchanged(client, directorate, administrator, rina, model, table):
    furnish(directorate)
    client.force_login(rina if Role.PLANNER in table.editors else administrator)
    rows = sheet_of(client.get(admin_page(model, "export")))
    if len(rows) == 1:
        rows.append([None] * len(rows[0]))
        assert send(client, model, rows).status_code == 200
        return
    result = send(client, model, rows).context["result"]
    assert (result.has_errors(), result.has_validation_errors()) == (False, False)
    assert result.totals["skip"] == len(rows) - 1


def test_only_rows_of_the_own_units_are_taken_out(planner, directorate, outsider):
    furnish(directorate)
    furnish(outsider)
    rows = sheet_of(planner.get(admin_page(Dipa, "export")))
    assert rows[0][:3] == ["unit", "tahun", "nomor DIPA"]
    assert [row[0] for row in rows[1:]] == ["dit-anak"]


def test_a_preview_writes_nothing_and_a_confirmation_writes_all(planner, directorate):
    before = set(uploads.folder().iterdir())
    preview = send(planner, Dipa, [["unit", "tahun", "nomor DIPA"], ["dit-anak", 2024, "SP DIPA-1"]])
    assert "Baru" in seen(preview)
    assert len(set(uploads.folder().iterdir()) - before) == 1
    assert not Dipa.objects.exists()
    response = confirm(planner, Dipa, preview)
    assert "Impor selesai: 1 baru, 0 diubah, 0 dihapus, 0 tetap (DIPA)." in seen(response)
    assert str(Dipa.objects.get()) == "DIPA Direktorat Anak 2024"
    assert set(uploads.folder().iterdir()) == before


def test_a_unit_of_others_is_not_found(planner, directorate, outsider):
    preview = send(planner, Dipa, [["unit", "tahun", "nomor DIPA"], ["kementerian-lain", 2024, ""]])
    assert "unit kerja “kementerian-lain” tidak ditemukan di unit Anda." in seen(preview)
    assert "confirm_form" not in preview.context


def test_a_number_with_two_readings_is_refused(planner, directorate):
    head = ["unit", "tahun", "pengelompokan", "kelompok", "jumlah pegawai"]
    preview = send(planner, StaffCount, [head, ["dit-anak", 2023, "Pendidikan", "S1", "1,000"]])
    assert "1,000" in seen(preview)
    assert "confirm_form" not in preview.context


def test_a_line_of_a_signed_agreement_is_refused(planner, directorate):
    furnish(directorate)
    model = directorate.agreements.get().lines.model
    rows = sheet_of(planner.get(admin_page(model, "export")))
    rows[1][rows[0].index("target")] = 12
    assert "sudah ditandatangani" in seen(send(planner, model, rows))


def test_what_only_the_workflow_writes_is_not_taken_in(planner, directorate):
    row = make.make_agreement(unit=directorate, status="draft")
    model = type(row)
    rows = sheet_of(planner.get(admin_page(model, "export")))
    rows[1][rows[0].index("tempat")] = "Bekasi"
    confirm(planner, model, send(planner, model, rows))
    rows[1][rows[0].index("status")] = "Ditandatangani"
    assert "isinya ditulis oleh alur kerja" in seen(send(planner, model, rows))
    row.refresh_from_db()
    assert (row.place, row.status) == ("Bekasi", "draft")


@pytest.mark.parametrize("table", ["Realization", "ComponentValue"])
def test_facts_go_out_as_a_sheet_but_do_not_come_in(planner, directorate, table):
    furnish(directorate)
    model = getattr(indicators, table)
    assert planner.get(admin_page(model, "export")).status_code == 200
    assert planner.get(admin_page(model, "import")).status_code == 403
    assert planner.post(admin_page(model, "process_import"), {}).status_code == 403


def test_a_missing_column_is_named(planner, directorate):
    assert "Kolom wajib tidak ada di berkas: tahun, nomor DIPA." in seen(send(planner, Dipa, [["unit"], ["dit-anak"]]))


def test_a_file_that_is_no_sheet_is_explained(planner):
    file = SimpleUploadedFile("tabel.xlsx", b"bukan")
    response = planner.post(admin_page(Dipa, "import"), {"import_file": file, "format": "0", "resource": "0"})
    assert "Simpan sebagai Excel Workbook (.xlsx)" in seen(response)


def test_a_sheet_carries_no_formula_out(planner, directorate):
    make.make_official(unit=directorate, name="=1+1")
    rows = sheet_of(planner.get(admin_page(Official, "export")))
    cell = next(cell for cell in rows[1] if cell == "=1+1")
    assert cell == "=1+1"


@pytest.mark.parametrize("name", ["../../etc/passwd", "0" * 32 + ".xlsx"])
def test_a_file_that_is_not_waiting_is_no_import(planner, name):
    fields = {"import_file_name": name, "original_file_name": "x", "format": "0", "resource": "0"}
    response = planner.post(admin_page(Dipa, "process_import"), fields)
    assert response.status_code == 400
    assert "Permintaan tidak dapat dibaca" in seen(response)


def test_a_column_that_is_not_known_is_named(planner, directorate):
    preview = send(planner, Dipa, [["unit", "tahun", "nomor DIPA", "pagu"], ["dit-anak", 2024, "", 1]])
    assert "Kolom tidak dikenal: pagu." in seen(preview)


def test_an_error_names_its_row_and_column(planner, directorate):
    preview = seen(send(planner, Dipa, [["unit", "tahun", "nomor DIPA"], [None] * 3, ["dit-anak", "dua ribu", ""]]))
    assert "3 tahun &quot;dua ribu&quot; bukan angka" in preview


def test_a_formula_is_refused_by_its_cell(planner, directorate):
    assert "Sel B2 berisi rumus" in seen(
        send(planner, Dipa, [["unit", "tahun", "nomor DIPA"], ["dit-anak", "=1+1", ""]])
    )


def test_a_preview_shows_each_cell_before_and_after(planner, directorate):
    make.make_dipa(unit=directorate, year=2024, note="lama")
    rows = sheet_of(planner.get(admin_page(Dipa, "export")))
    rows[1][rows[0].index("catatan")] = "baru"
    words = seen(send(planner, Dipa, rows))
    assert "semula lama menjadi baru" in words
    assert "None" not in words


def test_too_many_rows_are_not_taken_out(planner, directorate, monkeypatch):
    monkeypatch.setattr("units.tables.MOST_ROWS_OUT", 1)
    for year in (2023, 2024):
        make.make_dipa(unit=directorate, year=year)
    assert "Saring dahulu" in seen(planner.get(admin_page(Dipa, "export"), follow=True))
    assert planner.get(admin_page(Dipa, "export"), {"tahun": "2024"}).status_code == 200


def test_a_number_with_slashes_is_found_in_an_address(directorate):
    line = make.make_budget_line("DQ", dipa=make.make_dipa(unit=directorate, number="SP DIPA-1/2023"))
    assert key_of(line) == "dit-anak/2023/SP DIPA-1/2023/DQ"
    assert row_at(key_of(line), type(line).objects.all()) == line


def test_a_narrative_that_comes_from_a_sheet_leaves_both_versions(planner, directorate, rina):
    furnish(directorate)
    narrative = make.make_narrative(report=Report.objects.get(), section="latar-belakang", text="Teks lama.")
    rows = sheet_of(planner.get(admin_page(Narrative, "export")))
    rows[1][rows[0].index("teks")] = "Teks baru."
    preview = send(planner, Narrative, rows)
    assert not narrative.versions.exists()
    confirm(planner, Narrative, preview)
    versions = narrative.versions.order_by("at", "pk")
    assert [(version.text, version.by) for version in versions] == [("Teks lama.", None), ("Teks baru.", rina)]
