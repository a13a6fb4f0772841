"""The commands say in Indonesian what they did, and fail with what is wrong."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories as f
from tests.reports.workbook.conftest import CHAIN, OBJECTIVE, UNIT

pytestmark = pytest.mark.django_db


def output(name, *args, **options):
    out = StringIO()
    call_command(name, *map(str, args), stdout=out, **options)
    return out.getvalue()


def test_an_import_lists_every_sheet(folder):
    assert output("import_workbook", folder(**CHAIN)).splitlines() == [
        "unit: 1 baru, 0 berubah, 0 tetap",
        "renstra: 1 baru, 0 berubah, 0 tetap",
        "sasaran: 1 baru, 0 berubah, 0 tetap",
        "indikator: 1 baru, 0 berubah, 0 tetap",
        "Semua perubahan ditulis.",
    ]


def test_a_change_is_listed_with_old_and_new(folder):
    output("import_workbook", folder(**CHAIN))
    told = output("import_workbook", folder(sasaran=OBJECTIVE.replace("Sasaran satu", "Baru")), dry_run=True)
    assert "  uji/2020/1 nama: Sasaran satu -> Baru" in told
    assert "Belum ditulis: ini hanya pemeriksaan." in told


def test_a_second_import_says_so(folder):
    output("import_workbook", folder(**CHAIN))
    assert output("import_workbook", folder(**CHAIN)).endswith("Tidak ada perubahan.\n")


def test_errors_are_told_up_to_two_hundred(folder, capsys):
    errors = StringIO()
    rows = "".join(f"u{number},,direktorat\n" for number in range(250))
    with pytest.raises(CommandError, match="250 kesalahan; tidak ada yang ditulis"):
        output("import_workbook", folder(unit="kode,nama,jenis\n" + rows), stderr=errors)
    assert len(errors.getvalue().splitlines()) == 201
    assert "Lembar unit, baris 2, kolom nama: Wajib diisi." in errors.getvalue()
    assert "... dan 50 kesalahan lagi." in errors.getvalue()


@pytest.mark.parametrize("name", ["ekspor.xlsx", "ekspor"])
def test_an_export_can_be_imported_again(folder, tmp_path, name):
    output("import_workbook", folder(**CHAIN))
    assert output("export_workbook", "uji", 2023, tmp_path / name).startswith("Buku kerja uji 2023 ditulis ke")
    assert output("import_workbook", tmp_path / name).endswith("Tidak ada perubahan.\n")


@pytest.mark.parametrize("name", ["baru/lagi/ekspor.xlsx", "baru/lagi/ekspor"])
def test_an_export_makes_the_folders_it_stands_in(folder, tmp_path, name):
    output("import_workbook", folder(**CHAIN))
    output("export_workbook", "uji", 2023, tmp_path / name)
    assert (tmp_path / name).exists()


def test_a_year_without_data_is_not_exported(folder, tmp_path):
    output("import_workbook", folder(**CHAIN))
    with pytest.raises(CommandError, match="Belum ada data uji tahun 2031; tidak ada yang ditulis"):
        output("export_workbook", "uji", 2031, tmp_path / "ekspor.xlsx")
    assert not (tmp_path / "ekspor.xlsx").exists()


def test_an_export_below_a_file_is_refused(folder, tmp_path):
    output("import_workbook", folder(**CHAIN))
    (tmp_path / "berkas").write_text("isi")
    with pytest.raises(CommandError, match="tidak dapat ditulis: sebagian letaknya bukan folder"):
        output("export_workbook", "uji", 2023, tmp_path / "berkas" / "ekspor.xlsx")


@pytest.mark.parametrize(("name", "rest"), [("export_workbook", [2023, "x.xlsx"]), ("open_year", [2024])])
def test_an_unknown_unit_is_told(name, rest):
    with pytest.raises(CommandError, match="Unit tidak-ada tidak ditemukan"):
        output(name, "tidak-ada", *rest)


def test_opening_a_year_tells_what_was_copied():
    f.make_agreement(unit=f.plan_of().unit)
    assert output("open_year", "dit-contoh", 2024) == (
        "Tahun 2024 dibuka dari 2023: 0 DIPA, 0 baris POK, 0 volume RO, 0 komponen, 0 butir PK, "
        "0 kegiatan penunjang, 0 laporan.\n"
    )


def test_a_year_that_cannot_be_opened_is_told(folder):
    output("import_workbook", folder(unit=UNIT))
    with pytest.raises(CommandError, match="Tidak ada tahun sebelum 2024"):
        output("open_year", "uji", 2024)
