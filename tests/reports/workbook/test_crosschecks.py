"""The rules across rows hold in a workbook as they do in the models, also against rows that only the database has."""

import pytest
from django.apps import apps

from reports.workbook.crosschecks import CROSSCHECKS
from tests import factories as f
from tests.reports.workbook.conftest import CHAIN, DIPA, INDICATOR, OBJECTIVE, UNIT, told

pytestmark = pytest.mark.django_db
VERSION = {"versi_renstra": "renstra,versi\nuji/2020,0\n"}
TABLE = {"tabel_target": "versi_renstra,tabel,judul,tahun_awal,tahun_akhir\nuji/2020/0,1,Target,2020,2022\n"}
TARGETS = "versi_renstra,tabel,indikator,tahun_awal,tahun_akhir\n"
OPINION = {
    "skala_predikat": "kode,nama\nopini,Opini\n",
    "peringkat_predikat": "skala,predikat,peringkat\nopini,WTP,2\nopini,WDP,1\n",
}
PREDICATE = {
    **OPINION,
    **CHAIN,
    "indikator": INDICATOR.replace(",satuan", ",satuan,skala_predikat").replace("persen", "predikat,opini"),
}
PK = "unit,tahun,versi,pihak_pertama_jabatan,pihak_kedua_jabatan\nuji,2023,0,Direktur,Dirjen\n"
BANDS = "skala,predikat,batas_bawah,batas_atas,tanda\n"
POK = "dipa,kode,induk,tingkat,urutan,uraian\nuji/2023,DQ,,program,1,Program\nuji/2023,DQ.1,{},{},2,Baris\n"
MONEY = {"unit": UNIT, "dipa": DIPA}
SPENDING = "dipa,kode,bulan_awal,bulan_akhir,realisasi\n"


def test_a_target_lies_within_the_years_of_its_table(load):
    sheets = CHAIN | VERSION | TABLE
    assert told(load(**sheets, target_renstra=TARGETS + "uji/2020/0,1,uji/2020/1.1,2023,2023\n")) == [
        "Lembar target_renstra, baris 2, kolom tahun_akhir: "
        "Tahun target harus di antara 2020 dan 2022, sesuai tabelnya."
    ]


def test_a_target_in_words_is_a_word_of_the_scale(load):
    line = "pk,indikator,urutan,predikat\nuji/2023/0,uji/2020/1.1,1,{}\n"
    assert told(load(**PREDICATE, pk=PK, butir_pk=line.format("Bagus"))) == [
        "Lembar butir_pk, baris 2, kolom predikat: Predikat “Bagus” tidak ada pada skala opini."
    ]
    assert load(**PREDICATE, pk=PK, butir_pk=line.format("WTP")).is_written


def test_a_realization_in_words_is_a_word_of_the_scale_in_the_database(load):
    load(**PREDICATE)
    fact = "unit,tahun,triwulan,indikator,predikat\nuji,2023,4,uji/2020/1.1,{}\n"
    assert "Predikat “TMP” tidak ada" in told(load(realisasi=fact.format("TMP")))[0]
    assert load(realisasi=fact.format("WDP")).is_written


def test_a_predicate_indicator_needs_its_scale(load):
    assert told(load(**CHAIN | {"indikator": INDICATOR.replace("persen", "predikat")})) == [
        "Lembar indikator, baris 2, kolom skala_predikat: "
        "Indikator bersatuan predikat harus menunjuk skala predikatnya."
    ]


def test_bands_leave_no_gap(load):
    bands = BANDS + "empat,Baik,90,,di_atas\nempat,Kurang,,80,di_bawah\n"
    (error,) = told(load(skala_capaian="kode,nama\nempat,Empat\n", rentang_capaian=bands))
    assert error.startswith("Lembar rentang_capaian, baris 3, kolom batas_bawah: Nilai")


def test_bands_fit_those_the_database_has(load):
    load(
        skala_capaian="kode,nama\ndua,Dua\n", rentang_capaian=BANDS + "dua,Baik,50,,di_atas\ndua,Kurang,,50,di_bawah\n"
    )
    assert len(told(load(rentang_capaian=BANDS + "dua,Cukup,40,60,mendekati\n"))) >= 1


def test_a_line_begins_with_the_code_of_its_parent(load):
    pok = POK.format("DQ", "kegiatan") + "uji/2023,XX.1,DQ,kegiatan,3,Lain\n"
    assert told(load(**MONEY, pok=pok)) == ["Lembar pok, baris 4, kolom kode: Kode lengkap harus diawali DQ."]


def test_only_a_program_stands_without_a_parent(load):
    pok = "dipa,kode,tingkat,urutan,uraian\nuji/2023,DQ,kegiatan,1,Kegiatan\n"
    assert told(load(**MONEY, pok=pok)) == [
        "Lembar pok, baris 2, kolom tingkat: Hanya program yang boleh berdiri tanpa baris induk."
    ]


def test_spending_does_not_overlap_what_the_database_has(load):
    load(**MONEY, pok=POK.format("", "kegiatan"), realisasi_anggaran=SPENDING + "uji/2023,DQ,1,6,10\n")
    assert told(load(realisasi_anggaran=SPENDING + "uji/2023,DQ,6,12,10\n")) == [
        "Lembar realisasi_anggaran, baris 2, kolom bulan_awal: Masa realisasi bertumpang tindih: bulan 1-6 dan 6-12."
    ]
    assert load(realisasi_anggaran=SPENDING + "uji/2023,DQ,7,12,10\n").is_written


def test_a_period_inside_a_longer_one_overlaps_even_after_a_short_one(load):
    rows = "uji/2023,DQ,1,12,10\nuji/2023,DQ,2,3,10\nuji/2023,DQ,5,6,10\n"
    assert len(told(load(**MONEY, pok=POK.format("", "kegiatan"), realisasi_anggaran=SPENDING + rows))) == 2


def test_volumes_belong_to_an_output(load):
    volume = "dipa,kode,satuan\nuji/2023,DQ.1,orang\n"
    assert told(load(**MONEY, pok=POK.format("", "kegiatan"), volume_ro=volume)) == [
        "Lembar volume_ro, baris 2, kolom kode: Volume hanya diisi pada tingkat RO."
    ]
    sheets = {"revisi_dipa": "dipa,urutan,nomor,jenis\nuji/2023,1,0,awal\n", "pok": POK.format("", "kegiatan")}
    target = "dipa,kode,revisi,target\nuji/2023,DQ.1,1,5\n"
    assert told(load(**MONEY, **sheets, volume_revisi=target)) == [
        "Lembar volume_revisi, baris 2, kolom kode: Volume hanya diisi pada tingkat RO."
    ]


def test_the_indicator_of_a_narrative_belongs_to_its_objective(load):
    report = "unit,tahun,judul,kerangka\nuji,2023,Laporan,permenpan-53-2014\n"
    text = "laporan,bagian,sasaran,indikator,teks\nuji/2023,simpulan,uji/2020/2,uji/2020/1.1,Teks\n"
    sheets = CHAIN | {"sasaran": OBJECTIVE + "uji/2020,2,2,kegiatan,Sasaran dua\n"}
    assert told(load(**sheets, laporan=report, narasi=text)) == [
        "Lembar narasi, baris 2, kolom indikator: Indikator harus milik sasaran yang ditunjuk."
    ]


def test_polarity_and_calculation_stay_once_a_realization_is_verified(load):
    load(**CHAIN)
    f.make_realization(indicator=apps.get_model("indicators.Indicator").objects.get(), value=90)
    assert told(
        load(indikator=INDICATOR.replace("satuan", "satuan,arah").replace("persen", "persen,makin_rendah"))
    ) == ["Lembar indikator, baris 2, kolom arah: Terkunci karena sudah ada realisasi yang terverifikasi."]


@pytest.mark.parametrize(
    ("column", "word"), [("akumulasi", "jumlah"), ("satuan", "nilai"), ("cara_hitung", "hitungan")]
)
def test_what_a_verified_value_is_computed_by_stays(load, column, word):
    load(**CHAIN)
    f.make_realization(indicator=apps.get_model("indicators.Indicator").objects.get(), value=90)
    head, row = INDICATOR.splitlines()
    changed = row.replace("persen", word) if column == "satuan" else f"{row},{word}"
    head = head if column == "satuan" else f"{head},{column}"
    assert told(load(indikator=f"{head}\n{changed}\n")) == [
        f"Lembar indikator, baris 2, kolom {column}: Terkunci karena sudah ada realisasi yang terverifikasi."
    ]


PARTS = "indikator,tahun,urutan,nama,peran,bobot\nuji/2020/1.1,2023,1,Bagian,{},{}\n"


@pytest.mark.parametrize(("role", "weight", "column"), [("bagian", 60, "bobot"), ("konteks", 50, "peran")])
def test_a_part_of_a_verified_value_stays(load, role, weight, column):
    load(**CHAIN, komponen=PARTS.format("bagian", 50))
    f.make_realization(indicator=apps.get_model("indicators.Indicator").objects.get(), value=90)
    assert load(komponen=PARTS.format("bagian", 50).replace("Bagian,", "Nama lain,")).is_written
    assert told(load(komponen=PARTS.format(role, weight))) == [
        f"Lembar komponen, baris 2, kolom {column}: Terkunci karena sudah ada realisasi yang terverifikasi."
    ]


def test_no_part_joins_a_verified_value(load):
    load(**CHAIN)
    f.make_realization(indicator=apps.get_model("indicators.Indicator").objects.get(), value=90)
    assert "Komponen perhitungan tidak dapat ditambah" in told(load(komponen=PARTS.format("bagian", 50)))[0]
    assert load(komponen=PARTS.format("konteks", "")).is_written
    assert load(komponen=PARTS.format("bagian", 50).replace("2023", "2022")).is_written


BELOW = "kode,nama,jenis,induk\natas,Unit atas,direktorat_jenderal,\nuji,Unit uji,direktorat,atas\n"
ABOVE_PK = "unit,tahun,versi,status,pihak_pertama_jabatan,pihak_kedua_jabatan\n"
ABOVE_PK += "{unit},{year},0,{status},Dirjen,Menteri\nuji,2023,0,draf,Direktur,Dirjen\n"
DERIVED = "pk,indikator,urutan,induk_pk,induk_indikator\n{unit}/{year}/0,uji/2020/1.1,1,,\n"
DERIVED += "uji/2023/0,uji/2020/1.1,1,{unit}/{year}/0,uji/2020/1.1\n"


@pytest.mark.parametrize(
    ("unit", "year", "status", "is_right"),
    [
        ("atas", 2023, "ditandatangani", True),
        ("atas", 2023, "draf", False),
        ("atas", 2022, "ditandatangani", False),
        ("lain", 2023, "ditandatangani", False),
    ],
)
def test_a_line_is_derived_from_what_a_unit_above_signed(load, unit, year, status, is_right):
    place = {"unit": unit, "year": year}
    units = BELOW + "lain,Unit lain,direktorat,atas\n"
    sheets = CHAIN | {"unit": units, "pk": ABOVE_PK.format(status=status, **place), "butir_pk": DERIVED.format(**place)}
    errors = told(load(**sheets))
    assert ["PK unit di atasnya" in error for error in errors] == ([] if is_right else [True])


def test_every_model_with_rules_of_its_own_has_its_check_here():
    models = (model for app in ("units", "indicators", "agreements", "budget", "reports") for model in own(app))
    by_sheet = {name for name, _check in CROSSCHECKS}
    # Circles are refused for every sheet, and the keys of these sheets leave no room for what their clean() forbids.
    # What is settled is refused by the locks.
    # A key of the API is no fact of a unit.
    elsewhere = {"Unit", "Objective", "Ceiling", "QuarterTarget", "ApiToken"}
    checked = {"StrategicTarget", "Indicator", "Component", "Realization", "ComponentValue", "AgreementLine"}
    checked |= {"BudgetLine", "Spending", "OutputVolume", "VolumeTarget"}
    assert {model.__name__ for model in models} == elsewhere | checked | {"RatingScale", "Narrative"}
    assert len(by_sheet) == len(checked) + 2


def own(app):
    return [model for model in apps.get_app_config(app).get_models() if "clean" in vars(model)]


COUNTED = CHAIN | {"indikator": INDICATOR.replace(",satuan", ",satuan,desimal,cara_hitung")}


@pytest.mark.parametrize(
    ("kind", "cells", "told_as"),
    [
        ("jumlah,0,langsung", "118.5,,", "kolom nilai: Jumlah harus bilangan bulat."),
        ("jumlah,0,langsung", "1.204,,", "kolom nilai: Jumlah harus bilangan bulat. Apakah maksudnya 1.204?"),
        ("jumlah,0,langsung", "-5,,", "kolom nilai: Angka ini tidak boleh negatif."),
        ("persen,2,rasio", ",-1,3", "kolom pembilang: Angka ini tidak boleh negatif."),
        ("jumlah,1,langsung", "118.5,,", ""),
        ("persen,2,rasio", "-5,1,3", ""),
    ],
)
def test_a_count_of_a_workbook_is_whole_and_not_negative(load, kind, cells, told_as):
    sheets = COUNTED | {"indikator": COUNTED["indikator"].replace("persen", kind)}
    fact = f"unit,tahun,triwulan,indikator,nilai,pembilang,penyebut\nuji,2023,4,uji/2020/1.1,{cells}\n"
    told_by = load(**sheets, realisasi=fact)
    assert told_by.is_written if not told_as else told(told_by) == [f"Lembar realisasi, baris 2, {told_as}"]


def test_a_part_that_is_added_up_is_whole(load):
    sheets = COUNTED | {"indikator": COUNTED["indikator"].replace("persen", "jumlah,0,jumlah")}
    component = "indikator,tahun,urutan,nama,peran\nuji/2020/1.1,2023,1,Dokumen,bagian\n"
    fact = "unit,tahun,triwulan,indikator\nuji,2023,4,uji/2020/1.1\n"
    part = "unit,tahun,triwulan,indikator,komponen,nilai\nuji,2023,4,uji/2020/1.1,1,2.5\n"
    assert told(load(**sheets, komponen=component, realisasi=fact, nilai_komponen=part)) == [
        "Lembar nilai_komponen, baris 2, kolom nilai: Jumlah harus bilangan bulat."
    ]
