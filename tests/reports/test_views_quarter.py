"""The page of a quarter tells what is due, what came back and why, and hands in what is ready."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Action
from tests import factories as make
from tests.pages import seen
from tests.reports.filled import DATES, QUARTER, due_ratio, fill, promise, row, stand_still

pytestmark = pytest.mark.django_db
RETURNED_AT = datetime(2023, 10, 5, 3, tzinfo=UTC)


@pytest.fixture
def line(directorate, monkeypatch):
    return due_ratio(directorate, monkeypatch)


def send_back(line, by, note):
    realization = fill(line, n=45, t=100, status="returned")
    make.make_realization_step(realization=realization, action=Action.SEND_BACK, by=by, at=RETURNED_AT, note=note)


def words(client, user, address=QUARTER):
    client.force_login(user)
    return seen(client.get(address))


def test_the_head_says_until_when_and_whom_to_ask(client, siti, rina, line):
    text = words(client, siti)
    assert "9 hari lagi Batas waktu 15 Oktober 2023. Perencana: rina." in text
    assert "0 dikembalikan 1 belum diajukan 0 menunggu verifikasi 0 terverifikasi" in text


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2023, 10, 15), "Hari ini batas waktunya"),
        (date(2023, 10, 18), "Terlambat 3 hari Batas waktu 15 Oktober 2023 sudah lewat."),
        (date(2023, 11, 1), "Ditutup Triwulan III 2023 ditutup sesudah 31 Oktober 2023. Minta perpanjangan"),
        (date(2023, 9, 1), "Belum dibuka Triwulan III 2023 baru dapat diisi mulai 1 Oktober 2023."),
    ],
)
def test_the_dates_are_told_in_words(client, siti, line, monkeypatch, today, told):
    stand_still(monkeypatch, today)
    assert told in words(client, siti)


def test_a_line_shows_target_value_capaian_and_the_quarter_before(client, siti, line):
    make.make_realization(indicator=line.indicator, quarter=2, n=40, t=100)
    fill(line, n=45, t=100)
    text = words(client, siti)
    assert "Target TW III 60,00% Realisasi 45,00% Capaian 75,00%" in text
    assert "Di bawah target TW II 40,00% Lanjutkan" in text


def test_an_earlier_quarter_does_not_answer_for_an_empty_one(client, siti, line):
    make.make_realization(indicator=line.indicator, quarter=2, n=40, t=100)
    assert "Realisasi – Capaian – TW II 40,00% Isi" in words(client, siti)


def test_what_came_back_stands_first_with_its_note(client, siti, budi, line, directorate):
    promise(directorate, calculation="ratio")
    send_back(line, budi, "Lampiran <script>alert(1)</script> belum lengkap")
    client.force_login(siti)
    response = client.get(QUARTER)
    assert b"<script>alert(1)" not in response.content
    text = seen(response)
    assert text.index("belum lengkap budi, 5 Oktober 2023") < text.index("Belum diajukan 1")
    assert "Perbaiki" in text


def test_a_leader_reads_and_has_no_buttons(client, pak_dir, line):
    text = words(client, pak_dir)
    assert line.indicator.name in text
    assert " Isi " not in text


def test_without_a_signed_agreement_the_page_says_who_signs(client, siti, rina, directorate, monkeypatch):
    stand_still(monkeypatch)
    text = words(client, siti)
    assert "Belum ada Perjanjian Kinerja 2023 yang ditandatangani" in text
    assert "Mintalah perencana (rina) menyiapkannya; pimpinan unit yang menandatanganinya" in text
    assert "Lengkapi Perjanjian Kinerja lewat penyiapan tahun 2023" in words(client, rina)


def test_the_address_without_a_number_leads_to_the_open_quarter(client, siti, line, directorate):
    make.make_period(unit=directorate, quarter=2, **{name: date(2023, 7, 10) for name in DATES})
    client.force_login(siti)
    assert client.get("/unit/dit-anak/2023/triwulan/").url == QUARTER


def test_the_address_without_a_number_leads_to_the_last_one_when_none_is_open(client, siti, line, monkeypatch):
    stand_still(monkeypatch, date(2024, 3, 1))
    client.force_login(siti)
    assert client.get("/unit/dit-anak/2023/triwulan/").url == QUARTER
    assert client.get("/unit/dit-anak/2022/triwulan/").url == "/unit/dit-anak/2022/triwulan/1/"


def test_all_that_is_complete_is_handed_in_and_the_rest_is_told(client, siti, line, directorate):
    ready = fill(line, n=45, t=100)
    make.make_evidence(realization=ready)
    bare, empty = promise(directorate, calculation="ratio"), promise(directorate)
    fill(bare, n=1, t=2)
    client.force_login(siti)
    assert "Ajukan 1 isian yang lengkap" in seen(client.get(QUARTER))
    text = seen(client.post(f"{QUARTER}ajukan/", follow=True))
    code = line.indicator.code
    assert f"1 indikator diajukan: {code}. Sekarang menunggu verifikasi." in text
    assert f"{bare.indicator.code} tidak ikut diajukan: belum ada bukti dukung." in text
    assert f"{empty.indicator.code} tidak ikut diajukan: angkanya belum diisi." in text
    assert (row(line).status, row(bare).status) == ("submitted", "draft")


def test_nothing_is_handed_in_after_the_close(client, siti, line, monkeypatch):
    make.make_evidence(realization=fill(line, n=45, t=100))
    stand_still(monkeypatch, date(2023, 11, 1))
    client.force_login(siti)
    text = seen(client.post(f"{QUARTER}ajukan/", follow=True))
    assert "Tidak ada yang dapat diajukan. Triwulan III 2023 ditutup" in text
    assert row(line).status == "draft"


def count(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", [QUARTER, "/pengisian/"])
def test_the_queries_do_not_grow_with_the_lines(client, siti, budi, line, directorate, address):
    send_back(line, budi, "Perbaiki")
    client.force_login(siti)
    few = count(client, address)
    for _ in range(29):
        send_back(promise(directorate, calculation="ratio"), budi, "Perbaiki")
    assert count(client, address) == few


@pytest.mark.parametrize("address", ["/pengisian/", "/"])
def test_a_reporter_sees_what_is_due_in_every_unit(client, siti, budi, line, sentra, address):
    make.make_membership(user=siti, unit=sentra)
    send_back(line, budi, "Lampiran belum lengkap")
    text = words(client, siti, address)
    assert "Direktorat Anak · Triwulan III 2023 9 hari lagi Batas waktu 15 Oktober 2023." in text
    assert "1 dikembalikan 0 belum diajukan" in text
    assert "Lampiran belum lengkap budi, 5 Oktober 2023" in text
    assert "Sentra Timur · " not in text


def test_whoever_reports_for_nobody_has_no_such_box(client, pak_dir, line):
    assert "hari lagi" not in words(client, pak_dir, "/")
    assert client.get("/pengisian/").status_code == 403


def test_when_nothing_is_due_the_page_says_so(client, siti):
    assert "Tidak ada yang harus diisi sekarang" in words(client, siti, "/pengisian/")


def test_whoever_reports_for_many_units_gets_links_to_those_beyond(client, siti, directorate_general):
    for at in range(11):
        make.make_membership(user=siti, unit=make.make_unit(f"zz-{at:02}", parent=directorate_general))
    assert "Unit lain yang Anda isi: Unit zz-09 , Unit zz-10 ." in words(client, siti, "/pengisian/")
