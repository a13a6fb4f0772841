"""What is verified, signed or final is not changed by an import; the same rows again are no change."""

import pytest

from agreements.models import AgreementLine, PerformanceAgreement
from indicators.models import Realization
from reports.models import Report
from tests import factories as make
from tests.reports.workbook.conftest import CHAIN, told

pytestmark = pytest.mark.django_db
FACT = "unit,tahun,triwulan,indikator,nilai,status\nuji,2023,1,uji/2020/1.1,{},{}\n"
COMPONENT = "indikator,tahun,urutan,nama\nuji/2020/1.1,2023,1,Bagian\n"
PART = "unit,tahun,triwulan,indikator,komponen,pembilang\nuji,2023,1,uji/2020/1.1,1,{}\n"
PK = "unit,tahun,versi,status,pihak_pertama_jabatan,pihak_kedua_jabatan\nuji,2023,0,{},Direktur,Dirjen\n"
LINE = "pk,indikator,urutan,target\nuji/2023/0,uji/2020/1.1,1,{}\n"
BUDGET = "pk,kode,urutan,tingkat,nama\nuji/2023/0,DQ,1,program,Program\n"
QUARTER = "pk,indikator,triwulan,target\nuji/2023/0,uji/2020/1.1,{},{}\n"
REPORT = "unit,tahun,judul,kerangka,status\nuji,2023,Laporan,permenpan-53-2014,{}\n"
TEXT = "laporan,bagian,teks\nuji/2023,simpulan,{}\n"


def test_a_verified_realization_stays(load):
    load(**CHAIN, realisasi=FACT.format(80, "terverifikasi"))
    assert load(realisasi=FACT.format("80.0", "terverifikasi")).is_written
    assert told(load(realisasi=FACT.format(81, "terverifikasi"))) == [
        "Lembar realisasi, baris 2, kolom nilai: Realisasi ini sudah terverifikasi dan tidak dapat ditimpa; "
        "koreksinya harus menjadi nilai baru."
    ]
    assert Realization.objects.get().value == 80


def test_a_verified_realization_does_not_become_a_draft(load):
    load(**CHAIN, realisasi=FACT.format(80, "terverifikasi"))
    assert "kolom status: Realisasi ini sudah terverifikasi" in told(load(realisasi=FACT.format(80, "draf")))[0]


def test_a_draft_may_change(load):
    load(**CHAIN, realisasi=FACT.format(80, "draf"))
    assert load(realisasi=FACT.format(81, "draf")).is_written
    assert Realization.objects.get().value == 81


MOVED = "Realisasi ini sudah pernah diajukan dan tidak dapat ditimpa lewat unggahan"


@pytest.mark.parametrize(("status", "word"), [("submitted", "diajukan"), ("returned", "dikembalikan")])
def test_a_person_does_not_overwrite_what_is_under_way(load, rina, directorate, status, word):
    make.make_realization(indicator=make.make_indicator(unit=directorate), quarter=1, value=10, status=status)
    fact = FACT.replace("uji", "dit-anak")
    assert load(user=rina, realisasi=fact.format(10, word)).is_written
    assert MOVED in told(load(user=rina, realisasi=fact.format(99, word)))[0]
    assert Realization.objects.get().value == 10


def test_a_person_overwrites_only_a_draft_without_steps(load, rina, siti, directorate):
    indicator = make.make_indicator(unit=directorate)
    row = make.make_realization(indicator=indicator, quarter=1, value=10, status="draft")
    fact = FACT.replace("uji", "dit-anak")
    assert load(user=rina, realisasi=fact.format(11, "draf")).is_written
    make.make_realization_step(realization=row, by=siti)
    assert MOVED in told(load(user=rina, realisasi=fact.format(12, "draf")))[0]


def test_the_value_behind_a_pending_correction_stays(load, siti, directorate):
    indicator = make.make_indicator(unit=directorate)
    row = make.make_realization(indicator=indicator, quarter=1, value=10, status="submitted")
    make.make_realization_step(realization=row, by=siti, action="verify")
    fact = FACT.replace("uji", "dit-anak")
    assert "sudah terverifikasi" in told(load(realisasi=fact.format(12, "diajukan")))[0]


STEP = "pk,indikator,urutan,langkah,triwulan_awal,triwulan_akhir\nuji/2023/0,uji/2020/1.1,1,Langkah,1,2\n"


@pytest.mark.parametrize(("sheet", "text"), [("target_triwulan", QUARTER.format(1, 20)), ("rencana_aksi", STEP)])
def test_nothing_changes_below_a_version_that_was_replaced(load, sheet, text):
    load(**CHAIN, pk=PK.format("digantikan"), butir_pk=LINE.format(80))
    assert "sudah digantikan" in told(load(**{sheet: text}))[0]
    PerformanceAgreement.objects.update(status="signed")
    assert load(**{sheet: text}).is_written


def test_components_of_a_verified_realization_stay(load):
    load(**CHAIN, realisasi=FACT.format(80, "terverifikasi"), komponen=COMPONENT, nilai_komponen=PART.format(8))
    assert "Realisasi ini sudah terverifikasi" in told(load(nilai_komponen=PART.format(9)))[0]


def test_the_first_import_may_bring_what_is_already_settled(load):
    assert load(**CHAIN, pk=PK.format("ditandatangani"), butir_pk=LINE.format(80)).is_written


@pytest.mark.parametrize(
    ("sheet", "text", "column"),
    [
        ("butir_pk", LINE.format(90), "target"),
        ("anggaran_pk", BUDGET, "kode"),
        ("pk", PK.format("ditandatangani").replace("Dirjen", "Menteri"), "pihak_kedua_jabatan"),
    ],
)
def test_a_signed_agreement_stays(load, sheet, text, column):
    load(**CHAIN, pk=PK.format("ditandatangani"), butir_pk=LINE.format(80))
    assert told(load(**{sheet: text})) == [
        f"Lembar {sheet}, baris 2, kolom {column}: Perjanjian Kinerja ini sudah ditandatangani; buat perubahan PK."
    ]
    assert AgreementLine.objects.get().target == 80


def test_a_draft_agreement_may_change(load):
    load(**CHAIN, pk=PK.format("draf"), butir_pk=LINE.format(80))
    assert load(butir_pk=LINE.format(90)).is_written
    assert PerformanceAgreement.objects.get().lines.get().target == 90


def test_a_quarter_target_stays_once_its_quarter_is_verified(load):
    load(**CHAIN, pk=PK.format("ditandatangani"), butir_pk=LINE.format(80), realisasi=FACT.format(20, "terverifikasi"))
    assert told(load(target_triwulan=QUARTER.format(1, 20))) == [
        "Lembar target_triwulan, baris 2, kolom triwulan: "
        "Target triwulan ini terkunci karena realisasinya sudah terverifikasi."
    ]
    assert load(target_triwulan=QUARTER.format(2, 40)).is_written


@pytest.mark.parametrize("status", ["final", "terbit", "ditarik"])
def test_a_final_report_and_its_text_stay(load, status):
    load(**CHAIN, laporan=REPORT.format("draf"), narasi=TEXT.format("Teks"))
    Report.objects.update(status={"final": "final", "terbit": "published", "ditarik": "withdrawn"}[status])
    assert load(laporan=REPORT.format(status), narasi=TEXT.format("Teks")).is_written
    errors = told(load(laporan=REPORT.format(status).replace("Laporan", "Lain"), narasi=TEXT.format("Baru")))
    assert [error.rpartition(": ")[2] for error in errors] == [
        "Laporan ini sudah final; buat versi baru lewat halaman Laporan."
    ] * 2


def test_a_draft_report_may_change(load):
    load(**CHAIN, laporan=REPORT.format("draf"), narasi=TEXT.format("Teks"))
    assert load(narasi=TEXT.format("Baru")).is_written


def test_a_person_moves_no_report_by_an_upload(load, rina, directorate):
    make.make_report(unit=directorate, title="Laporan")
    report = REPORT.replace("uji", "dit-anak")
    assert load(user=rina, laporan=report.format("draf")).is_written
    assert told(load(user=rina, laporan=report.format("final"))) == [
        "Lembar laporan, baris 2, kolom status: "
        "Status laporan hanya berubah lewat langkah pada halaman Laporan Kinerja."
    ]
    assert Report.objects.get().status == "draft"
