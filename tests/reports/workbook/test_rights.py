"""With a user an import touches only units planned for, and knows of no others; the command line may do everything."""

import pytest

from agreements.models import PerformanceAgreement
from tests.factories import make_indicator, make_membership, make_plan, make_user
from tests.reports.workbook.conftest import told
from units.models import Official, Role, Unit

pytestmark = pytest.mark.django_db
PLAN = "unit,tahun_awal,tahun_akhir,nama\n{},2020,2024,Renstra\n"
OFFICIAL = "unit,jabatan,nama\n{},Direktur,Contoh\n"
UNITS = "kode,nama,jenis,induk\n{}\n"
PK = "unit,tahun,versi,status,pihak_pertama_jabatan,pihak_kedua_jabatan\ndit-anak,2023,0,{},Direktur,Dirjen\n"


def test_a_planner_imports_for_the_units_below(load, rina, directorate):
    assert load(user=rina, pejabat=OFFICIAL.format("dit-anak")).is_written


@pytest.mark.parametrize("role", [Role.REPORTER, Role.VERIFIER, Role.LEADER, Role.REVIEWER])
def test_another_role_may_not_import(load, directorate, role):
    user = make_user("lain")
    make_membership(user=user, unit=directorate, role=role)
    assert told(load(user=user, pejabat=OFFICIAL.format("dit-anak"))) == [
        'Lembar pejabat, baris 2, kolom unit: Unit "dit-anak" bukan unit yang Anda rencanakan; '
        "baris ini tidak boleh berubah."
    ]


def test_a_unit_outside_does_not_exist(load, rina, outsider):
    assert told(load(user=rina, pejabat=OFFICIAL.format("kementerian-lain"))) == [
        'Lembar pejabat, baris 2, kolom unit: unit "kementerian-lain" tidak ditemukan, '
        "di buku kerja maupun di basis data."
    ]


def test_a_row_of_a_unit_outside_is_not_shown_as_changed(load, rina, outsider):
    errors = told(load(user=rina, unit=UNITS.format("kementerian-lain,Nama lain,kementerian,")))
    assert errors == ['Lembar unit, baris 2, kolom kode: Unit "kementerian-lain" tidak ditemukan.']


def test_a_unit_above_may_stand_in_the_workbook_but_not_change(load, rina, ministry):
    same = "kemensos,Kementerian Sosial,kementerian,"
    assert load(user=rina, unit=UNITS.format(same)).is_written
    errors = told(load(user=rina, unit=UNITS.format(same.replace("Sosial", "Baru"))))
    assert 'Unit "kemensos" bukan unit yang Anda rencanakan' in errors[0]


def test_a_planner_adds_a_unit_below_and_what_belongs_to_it(load, rina):
    sheets = {"unit": UNITS.format("tim-satu,Tim Satu,tim_kerja,ditjen-rehsos"), "pejabat": OFFICIAL.format("tim-satu")}
    assert load(user=rina, **sheets).is_written
    assert Official.objects.get().unit.path == "kemensos/ditjen-rehsos/tim-satu/"


def test_a_planner_adds_no_unit_elsewhere(load, rina, outsider):
    assert len(told(load(user=rina, unit=UNITS.format("baru,Baru,kementerian,")))) == 1
    assert len(told(load(user=rina, unit=UNITS.format("baru,Baru,direktorat,kemensos")))) == 1
    assert not Unit.objects.filter(code="baru").exists()


def test_a_unit_is_not_moved_out_of_reach(load, rina, directorate):
    assert len(told(load(user=rina, unit=UNITS.format("dit-anak,Direktorat Anak,direktorat,kemensos")))) == 1


def test_shared_scales_belong_to_the_administrator(load, rina, administrator):
    scale = {"skala_predikat": "kode,nama\nopini,Opini\n"}
    assert told(load(user=rina, **scale)) == [
        "Lembar skala_predikat, baris 2, kolom kode: Baris ini hanya dapat diubah oleh administrator."
    ]
    assert load(user=administrator, **scale).is_written
    assert load(user=rina, **scale).is_written


def test_rule_sets_belong_to_the_administrator(load, rina, administrator, directorate_general):
    rules = "instansi,tahun,nama\nditjen-rehsos,2023,Aturan\n"
    assert "hanya dapat diubah oleh administrator" in told(load(user=rina, aturan=rules))[0]
    assert load(user=administrator, aturan=rules).is_written


def test_an_administrator_keeps_the_units_but_not_their_plans(load, administrator, directorate):
    assert load(user=administrator, unit=UNITS.format("dit-anak,Nama baru,direktorat,ditjen-rehsos")).is_written
    assert "bukan unit yang Anda rencanakan" in told(load(user=administrator, renstra=PLAN.format("dit-anak")))[0]


def test_signing_and_verifying_are_not_done_by_import(load, rina, directorate):
    assert told(load(user=rina, pk=PK.format("ditandatangani"))) == [
        "Lembar pk, baris 2, kolom status: Status tidak dapat diubah lewat unggahan; mintalah pengelola sistem."
    ]
    assert load(user=rina, pk=PK.format("draf")).is_written
    assert PerformanceAgreement.objects.get().status == "draft"


FACT = "unit,tahun,triwulan,indikator,nilai,status,waktu_verifikasi\ndit-anak,2023,1,dit-anak/2020/1.1,{},{},{}\n"


@pytest.mark.parametrize("where", ["dit-anak", "sentra-timur"])
def test_a_role_of_an_administrator_does_not_verify_or_sign(load, rina, directorate, sentra, where):
    make_indicator(unit=directorate)
    make_membership(user=rina, unit=Unit.objects.get(code=where), role=Role.ADMINISTRATOR)
    assert "mintalah pengelola sistem" in told(load(user=rina, pk=PK.format("ditandatangani")))[0]
    assert "mintalah pengelola sistem" in told(load(user=rina, realisasi=FACT.format(9, "terverifikasi", "")))[0]


def test_the_time_of_a_verification_is_not_brought_by_import(load, rina, directorate):
    make_indicator(unit=directorate)
    fact = FACT.format(9, "draf", "2023-10-05T10:42:00+07:00")
    assert told(load(user=rina, realisasi=fact)) == [
        "Lembar realisasi, baris 2, kolom waktu_verifikasi: "
        "Waktu verifikasi ditulis saat isian diverifikasi, bukan lewat unggahan."
    ]


def test_a_satker_is_not_taken_from_another_unit(load, rina, directorate, outsider):
    satker = "kode,nama,unit\n123456,Satker,{}\n"
    load(satker=satker.format("kementerian-lain"))
    assert told(load(user=rina, satker=satker.format("dit-anak"))) == [
        'Lembar satker, baris 2, kolom kode: Unit "kementerian-lain" tidak ditemukan.'
    ]


def test_the_command_line_and_a_superuser_may_do_everything(load, outsider):
    superuser = make_user("akar", is_superuser=True)
    assert load(user=superuser, pejabat=OFFICIAL.format("kementerian-lain")).is_written
    assert load(renstra=PLAN.format("kementerian-lain")).is_written


def test_a_user_who_left_may_do_nothing(load, rina, directorate):
    rina.is_active = False
    make_plan(unit=directorate)
    assert len(told(load(user=rina, pejabat=OFFICIAL.format("dit-anak")))) >= 1
