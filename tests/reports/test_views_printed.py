"""The page of the audit of a printed report: pasted, looked at, kept, taken away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import PrintedFigure, ReportStatus
from tests.pages import furnish, seen
from tests.report_factories import make_printed_figure

pytestmark = pytest.mark.django_db
PAGE = "/unit/dit-anak/2023/lkj/cetakan/"
TABLE = "No\tIndikator\tTarget\tRealisasi\tCapaian\n1.1\tAnak mandiri\t80%\t87,50%\t190,38%\n9.9\tLain\t1\t2\t<b>3</b>"


@pytest.fixture
def report(directorate):
    furnish(directorate)
    return directorate.reports.get()


@pytest.fixture
def planner(client, rina, report):
    client.force_login(rina)
    return client


def typed(**more):
    return {"place": "Tabel 3.1", "kind": "indikator", "table": TABLE, "tindakan": "periksa"} | more


def previewed(client):
    """The page after a look, and the mark of what was recognised."""
    response = client.post(PAGE, typed())
    return response, response.context["reading"].mark


def test_a_look_says_what_is_recognised_and_keeps_nothing(planner):
    response, _mark = previewed(planner)
    page = seen(response)
    assert "Yang dikenali: 1 baris, 3 angka" in page
    assert "Baris 3 : Tidak ada indikator dengan nomor atau nama ini pada data." in page.replace("3:", "3 :")
    assert not PrintedFigure.objects.exists()
    assert b"<b>3</b>" not in response.content


def test_what_was_seen_is_kept_and_compared(planner):
    _response, mark = previewed(planner)
    page = seen(planner.post(PAGE, typed(tindakan="simpan", seen=mark), follow=True))
    assert "3 angka tercetak disimpan pada Tabel 3.1." in page
    assert "190,38% 87,50 / 80 = 109,38% +81,00 poin Berbeda" in page
    assert "Dugaan sebab: dua angka tertukar: 0 dan 9 (angka ke-2 dan ke-3)." in page
    assert PrintedFigure.objects.count() == 3


def test_what_was_not_seen_is_not_kept(planner):
    _response, mark = previewed(planner)
    response = planner.post(PAGE, typed(tindakan="simpan", seen=mark, table=TABLE.replace("190,38", "109,38")))
    assert response.status_code == 422
    assert "Yang dikenali berbeda dari pratinjau yang Anda lihat." in seen(response)
    assert not PrintedFigure.objects.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"place": ""}, "Tulis tempat tabel itu dalam laporan, misalnya Tabel 3.1."),
        ({"place": "x" * 81}, "Tempat ini terlalu panjang; paling banyak 80 huruf."),
        ({"kind": "gaji"}, "Pilih salah satu isi tabel yang ada."),
        ({"table": ""}, "Tempel dahulu tabelnya."),
        ({"table": "Halo"}, "Judul kolom tidak dikenali."),
    ],
)
def test_what_cannot_be_read_is_said_and_the_typing_stays(planner, more, words):
    response = planner.post(PAGE, typed(**more))
    assert response.status_code == 422
    assert words in seen(response)
    assert response.context["form"]["table"].value() == typed(**more)["table"]


def test_a_place_is_taken_away(planner, report):
    make_printed_figure(report=report, place="Tabel 3.1")
    page = seen(planner.post(f"{PAGE}hapus/", {"place": "Tabel 3.1"}, follow=True))
    assert "1 angka tercetak dihapus." in page
    assert "Belum ada angka tercetak pada laporan ini." in page


def test_a_reporter_reads_without_a_box(client, siti, report):
    make_printed_figure(report=report, value="190.38", as_printed="190,38%")
    client.force_login(siti)
    page = seen(client.get(PAGE))
    assert "1 angka di 1 tempat. Berbeda dari data : 1" in page.replace("data:", "data :")
    assert "Anda membaca saja." in page
    assert "Tempel tabel" not in page


def test_a_closed_report_says_so_and_takes_nothing(planner, report):
    make_printed_figure(report=report)
    report.status = ReportStatus.FINAL
    report.save()
    assert "perubahannya dibuat sebagai versi baru" in seen(planner.get(PAGE))
    planner.post(f"{PAGE}hapus/", {"place": "Tabel 3.1"})
    assert PrintedFigure.objects.exists()


def test_the_report_links_to_the_page(planner):
    assert f'href="{PAGE}"' in planner.get("/unit/dit-anak/2023/lkj/").content.decode()


def test_a_year_without_a_report_has_no_such_page(client, rina, directorate):
    client.force_login(rina)
    assert client.get(PAGE).status_code == 404


def test_the_page_costs_the_same_with_many_figures(planner, report):
    make_printed_figure(report=report)
    planner.get(PAGE)
    counts = []
    for order in (2, 50):
        for each in range(order, order + 20):
            make_printed_figure(report=report, order=each, place=f"Tabel {each}", value=each)
        with CaptureQueriesContext(connection) as queries:
            planner.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
