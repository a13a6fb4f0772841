"""An import writes all or nothing, tells every error at its place, and changes nothing the second time."""

import pytest
from django.db import IntegrityError

from budget.models import BudgetLine, Ceiling, DipaRevision, Spending
from indicators.models import Indicator, Objective, PredicateRank
from reports.workbook import importing
from tests.reports.workbook.conftest import CHAIN, DIPA, INDICATOR, OBJECTIVE, PLAN, UNIT, told
from units.models import Unit

pytestmark = pytest.mark.django_db
REVISIONS = "dipa,urutan,nomor,jenis\nuji/2023,1,0,awal\nuji/2023,2,1,dja\n"
POK_HEADER = "dipa,kode,tingkat,urutan,uraian,revisi,pagu,realisasi\n"
POK = POK_HEADER + "uji/2023,DQ,program,1,Program,2,1000,900\nuji/2023,DQ.1,kegiatan,2,Kegiatan,2,1000,\n"
MONEY = {"unit": UNIT, "dipa": DIPA, "revisi_dipa": REVISIONS}
SCALE = {"skala_predikat": "kode,nama\nopini,Opini\n"}


def summary(result):
    return {sheet.sheet: (len(sheet.new), len(sheet.changed), sheet.unchanged) for sheet in result.preview}


def test_a_first_import_creates_and_a_second_changes_nothing(load):
    assert summary(load(**CHAIN)) == {
        "unit": (1, 0, 0),
        "renstra": (1, 0, 0),
        "sasaran": (1, 0, 0),
        "indikator": (1, 0, 0),
    }
    again = load(**CHAIN)
    assert (again.has_changes, set(summary(again).values())) == (False, {(0, 0, 1)})


def test_a_dry_run_shows_the_changes_and_writes_nothing(load):
    result = load(dry_run=True, **CHAIN)
    assert (result.has_changes, result.is_written, Unit.objects.count()) == (True, False, 0)


def test_a_change_is_shown_with_old_and_new(load):
    load(**CHAIN)
    result = load(sasaran=OBJECTIVE.replace("Sasaran satu", "Sasaran baru"))
    (change,) = result.preview[0].changed
    assert (change.row, change.address) == (2, "uji/2020/1")
    assert [(field.column, field.old, field.new) for field in change.fields] == [
        ("nama", "Sasaran satu", "Sasaran baru")
    ]
    assert Objective.objects.get().name == "Sasaran baru"


def test_a_row_that_only_the_database_has_is_told_and_kept(load):
    load(**CHAIN)
    result = load(sasaran=OBJECTIVE.replace("uji/2020,1,", "uji/2020,2,"))
    assert result.preview[0].only_in_database == ("uji/2020/1",)
    assert Objective.objects.count() == 2


def test_rows_of_a_plan_that_is_only_referred_to_are_not_told(load):
    load(**CHAIN)
    other = {"unit": UNIT + "lain,Lain,direktorat\n", "renstra": PLAN + "lain,2020,2024,Renstra\n"}
    other["dipa"] = "unit,tahun\nlain,2023\n"
    result = load(**other, sasaran="renstra,nomor,urutan,tingkat,nama,induk\nlain/2020,1,1,kegiatan,Lain,uji/2020/1\n")
    assert [sheet.sheet for sheet in result.preview if sheet.only_in_database] == []


def test_rows_of_the_units_year_are_told_even_when_the_sheet_is_empty(load):
    load(**MONEY, pok=POK)
    result = load(dipa=DIPA, pok=POK_HEADER)
    assert result.preview[1].only_in_database == ("uji/2023/DQ", "uji/2023/DQ.1")


def test_one_error_anywhere_writes_nothing(load):
    result = load(**CHAIN | {"indikator": INDICATOR.replace("persen", "kilogram")})
    assert (len(result.errors), result.preview, Unit.objects.count()) == (1, (), 0)


def test_all_errors_are_told_in_the_order_of_the_sheets(load):
    plan = "unit,tahun_awal,tahun_akhir,nama\nuji,dua,2024,\nuji2,2020,2024,Renstra\n"
    assert told(load(unit=UNIT, renstra=plan, sasaran=OBJECTIVE.replace("kegiatan", "bagian"))) == [
        "Lembar renstra, baris 2, kolom nama: Wajib diisi.",
        'Lembar renstra, baris 2, kolom tahun_awal: "dua" bukan angka yang dikenali; '
        "tulis seperti 1234, 87,5 atau 1.234.567,89.",
        'Lembar renstra, baris 3, kolom unit: unit "uji2" tidak ditemukan, di buku kerja maupun di basis data.'
        ' Maksudnya "uji"?',
        'Lembar sasaran, baris 2, kolom renstra: renstra "uji/2020" tidak ditemukan, di buku kerja maupun di basis '
        'data. Maksudnya "uji2/2020"?',
        'Lembar sasaran, baris 2, kolom tingkat: "bagian" bukan pilihan yang ada; '
        "pilihannya: strategis, program, atau kegiatan.",
    ]


def test_the_same_mistake_in_two_rows_is_told_twice(load):
    errors = told(load(unit="kode,nama,jenis\na,A,dinas\nb,B,dinas\n"))
    assert [error.partition(",")[2].partition(":")[0] for error in errors] == [
        " baris 2, kolom jenis",
        " baris 3, kolom jenis",
    ]


def test_the_same_key_twice_is_told_with_its_first_place(load):
    assert told(load(unit=UNIT + "uji,Lagi,direktorat\n")) == [
        "Lembar unit, baris 3, kolom kode: Kunci baris ini (kode) sudah dipakai di baris 2."
    ]


def test_what_the_database_already_has_may_be_referred_to(load):
    load(unit=UNIT)
    assert load(renstra=PLAN).is_written


def test_a_text_too_long_and_a_wrong_code_are_told_by_their_field(load):
    errors = told(load(unit=f"kode,nama,jenis,eselon\nUJI Satu,Unit,direktorat,{'I' * 11}\n"))
    assert "paling banyak 10 karakter" in errors[0]
    assert "Hanya boleh memuat huruf, angka" in errors[1]


def test_units_are_placed_in_the_tree_whatever_their_order(load):
    rows = "uji,Unit uji,direktorat,ditjen\nditjen,Ditjen,direktorat_jenderal,kementerian\nkementerian,A,kementerian,\n"
    assert told(load(unit="kode,nama,jenis,induk\n" + rows)) == []
    assert Unit.objects.get(code="uji").path == "kementerian/ditjen/uji/"


def test_a_unit_moves_with_everything_below(load):
    header = "kode,nama,jenis,induk\na,A,kementerian,\nb,B,direktorat,{}\nc,C,tim_kerja,b\n"
    load(unit=header.format(""))
    load(unit=header.format("a"))
    assert Unit.objects.get(code="c").path == "a/b/c/"


def test_a_circle_is_refused(load):
    rows = "kode,nama,jenis,induk\na,A,kementerian,b\nb,B,direktorat,a\nc,C,direktorat,a\n"
    assert told(load(unit=rows)) == [
        "Lembar unit, baris 2, kolom induk: Rangkaian ini kembali ke dirinya sendiri.",
        "Lembar unit, baris 3, kolom induk: Rangkaian ini kembali ke dirinya sendiri.",
    ]


def test_the_pok_may_carry_pagu_and_spending(load):
    load(**MONEY, pok=POK)
    assert BudgetLine.objects.get(path="DQ.1").parent.path == "DQ"
    assert set(Ceiling.objects.values_list("line__path", "revision__order", "amount")) == {
        ("DQ", 2, 1000),
        ("DQ.1", 2, 1000),
    }
    assert list(Spending.objects.values_list("line__path", "month_from", "month_to", "amount")) == [("DQ", 1, 12, 900)]


def test_a_pagu_in_the_pok_needs_its_revision(load):
    pok = POK_HEADER + "uji/2023,DQ,program,1,Program,,1000,\n"
    assert told(load(**MONEY, pok=pok)) == ["Lembar pok, baris 2, kolom revisi: Isi kolom ini bila kolom pagu diisi."]


def test_an_error_in_a_row_that_the_pok_states_is_told_at_the_pok(load):
    pok = POK_HEADER + "uji/2023,DQ,program,1,Program,7,-5,\n"
    assert [line.partition(":")[0] for line in told(load(**MONEY, pok=pok))] == ["Lembar pok, baris 2, kolom revisi"]
    errors = told(load(**MONEY, pok=pok.replace(",7,", ",2,")))
    assert errors == ["Lembar pok, baris 2, kolom pagu: Pagu tidak boleh negatif."]


def test_a_pagu_stated_twice_is_refused(load):
    errors = told(load(**MONEY, pok=POK, pagu="dipa,kode,revisi,pagu\nuji/2023,DQ,2,1000\n"))
    assert len(errors) == 1
    assert "sudah dipakai di baris 2" in errors[0]


def test_two_revisions_may_trade_their_numbers(load):
    load(**MONEY, pok=POK)
    third = REVISIONS + "uji/2023,3,5,dja\n"
    load(revisi_dipa=third)
    assert load(revisi_dipa=third.replace("2,1,", "2,5,").replace("3,5,", "3,1,")).is_written
    assert dict(DipaRevision.objects.values_list("order", "number")) == {1: 0, 2: 5, 3: 1}


def test_ranks_may_trade_places(load):
    ranks = "skala,predikat,peringkat\nopini,WTP,{}\nopini,WDP,{}\n"
    load(**SCALE, peringkat_predikat=ranks.format(1, 2))
    assert load(peringkat_predikat=ranks.format(2, 1)).is_written
    assert dict(PredicateRank.objects.values_list("label", "rank")) == {"WTP": 2, "WDP": 1}


def test_a_number_that_another_row_of_the_database_has_is_told(load):
    load(**MONEY)
    assert told(load(revisi_dipa="dipa,urutan,nomor,jenis\nuji/2023,3,1,dja\n")) == [
        "Lembar revisi_dipa, baris 2, kolom nomor: Nomor revisi ini sudah ada pada DIPA yang sama. (di basis data)"
    ]


def test_an_indicator_may_move_to_another_objective(load):
    load(**CHAIN | {"sasaran": OBJECTIVE + "uji/2020,2,2,kegiatan,Sasaran dua\n"})
    load(indikator=INDICATOR.replace("1.1,1,1", "1.1,2,1"))
    assert Indicator.objects.get().objective.code == "2"


def test_a_line_named_by_two_columns_needs_both(load):
    activity = "unit,tahun,urutan,nama,dipa,kode\nuji,2023,1,Pelatihan,uji/2023,\n"
    assert told(load(**MONEY, kegiatan_penunjang=activity)) == [
        "Lembar kegiatan_penunjang, baris 2, kolom kode: Kolom dipa dan kode diisi bersama, atau dikosongkan bersama."
    ]


def test_what_the_database_refuses_is_told_in_its_words(load, monkeypatch):
    def collide(_stage):
        raise IntegrityError('duplicate key value violates unique constraint "planversion_once"')

    monkeypatch.setattr(importing, "write", collide)
    assert told(load(unit=UNIT)) == ["Nomor versi Renstra ini sudah ada."]


def test_a_write_that_fails_half_way_leaves_nothing(load, monkeypatch):
    write = importing.write

    def break_after(stage):
        write(stage)
        raise IntegrityError

    monkeypatch.setattr(importing, "write", break_after)
    assert told(load(unit=UNIT)) == ["Data di basis data berubah saat impor berjalan; periksa pratinjau lalu ulangi."]
    assert not Unit.objects.exists()


def test_blokir_comes_with_the_pagu_and_an_older_file_leaves_it_alone(load):
    head = POK_HEADER.replace("pagu,", "pagu,blokir,")
    assert told(load(**MONEY, pok=f"{head}uji/2023,DQ,program,1,Program,2,1000,300,\n")) == []
    assert told(load(pok=f"{POK_HEADER}uji/2023,DQ,program,1,Program,2,2000,\n")) == []
    assert list(Ceiling.objects.values_list("amount", "blocked")) == [(2000, 300)]


def test_an_empty_blokir_is_none_and_one_without_pagu_is_refused(load):
    head = POK_HEADER.replace("pagu,", "pagu,blokir,")
    assert told(load(**MONEY, pok=f"{head}uji/2023,DQ,program,1,Program,2,1000,,\n")) == []
    assert Ceiling.objects.get().blocked == 0
    errors = told(load(pok=f"{head}uji/2023,DQ,program,1,Program,2,,300,\n"))
    assert errors == ["Lembar pok, baris 2, kolom blokir: Isi kolom pagu bila kolom ini diisi."]


def test_blokir_above_its_pagu_is_told_at_the_pok(load):
    head = POK_HEADER.replace("pagu,", "pagu,blokir,")
    errors = told(load(**MONEY, pok=f"{head}uji/2023,DQ,program,1,Program,2,1000,1001,\n"))
    assert errors == ["Lembar pok, baris 2, kolom pagu: Blokir tidak boleh melebihi pagu barisnya."]
