"""A quarter's file travels in two steps: nothing is stored before its preview was confirmed."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from indicators.models import Realization, RealizationStatus, Step
from tests import factories as make
from tests.pages import seen
from tests.reports.quarter_file.sheets import promised, typed
from units import uploads
from units.models import Role

pytestmark = pytest.mark.django_db
QUARTER = "/unit/dit-anak/2023/triwulan/4/"
SHEET = f"{QUARTER}lembar/"
UPLOAD = f"{SHEET}unggah/"


@pytest.fixture
def indicator(directorate):
    make.make_period(unit=directorate, due_on=date(2090, 1, 1), closes_on=date(2091, 1, 1))
    return promised(directorate, calculation="ratio")


@pytest.fixture
def reporter(client, siti, indicator):
    client.force_login(siti)
    return client


def file_of(client):
    return client.get(SHEET).content


def send(client, content, name="lembar.xlsx", at=UPLOAD):
    return client.post(at, {"file": SimpleUploadedFile(name, content)})


def filled(client, **cells):
    """The address of the preview of a filled-in file."""
    return send(client, typed(file_of(client), **cells or {"numerator": 1204, "denominator": 1610})).url


def test_the_file_comes_with_a_name_and_is_not_kept_by_others(reporter):
    response = reporter.get(SHEET)
    assert response["Content-Disposition"] == 'attachment; filename="lembar-dit-anak-2023-tw4.xlsx"'
    assert response["Cache-Control"] == "private, no-store"
    assert openpyxl.load_workbook(BytesIO(response.content)).sheetnames[1] == "Isian"


def test_the_quarter_leads_to_the_file(reporter, client, pak_dir):
    page = reporter.get(QUARTER).content.decode()
    assert SHEET in page
    assert UPLOAD in page
    client.force_login(pak_dir)
    assert SHEET not in client.get(QUARTER).content.decode()


def test_an_upload_shows_what_would_change_and_writes_nothing(reporter):
    words = seen(reporter.get(filled(reporter)))
    assert "Yang akan tersimpan: 1 indikator" in words
    assert "74,78%" in words
    assert "93,48%" in words
    assert "n – 1.204" in words
    assert not Realization.objects.exists()


def test_a_confirmed_file_is_written_once(reporter, indicator):
    address = filled(reporter)
    response = reporter.post(address, follow=True)
    assert response.redirect_chain[-1][0] == QUARTER
    assert f"Tersimpan dari lembar: 1 indikator ({indicator.code})." in seen(response)
    assert Realization.objects.get().numerator == 1204
    assert reporter.post(address).status_code == 404


def test_complete_rows_are_handed_in_when_that_is_ticked(reporter, indicator, directorate):
    promised(directorate, calculation="typed")
    row = make.make_realization(indicator=indicator, status="draft")
    make.make_evidence(realization=row)
    content = typed(typed(file_of(reporter), numerator=875, denominator=1000), at=1, value=70)
    words = seen(reporter.post(send(reporter, content).url, {"ajukan": "ya"}, follow=True))
    assert f"1 indikator diajukan: {indicator.code}." in words
    assert "1.2 tidak ikut diajukan: belum ada bukti dukung." in words
    assert list(Realization.objects.order_by("indicator__order").values_list("status", flat=True)) == [
        RealizationStatus.SUBMITTED,
        RealizationStatus.DRAFT,
    ]
    assert Step.objects.count() == 1


def test_rows_that_the_file_did_not_write_are_not_complained_about(reporter, directorate):
    promised(directorate, calculation="typed")
    words = seen(reporter.post(filled(reporter), {"ajukan": "ya"}, follow=True))
    assert "1.1 tidak ikut diajukan: belum ada bukti dukung." in words
    assert "1.2 tidak ikut diajukan" not in words
    assert "Belum ada isian yang lengkap" in words


def test_nothing_is_handed_in_unasked(reporter, indicator):
    make.make_evidence(realization=make.make_realization(indicator=indicator, status="draft"))
    reporter.post(filled(reporter))
    assert Realization.objects.get().status == RealizationStatus.DRAFT


def test_faults_are_told_and_nothing_is_written(reporter):
    address = filled(reporter, numerator="seribu", denominator=1610)
    for response in (reporter.get(address), reporter.post(address)):
        words = seen(response)
        assert "Lembar belum dapat disimpan" in words
        assert "Isian 4 n" in words
    assert not Realization.objects.exists()


def test_a_cleared_cell_is_shown_as_a_deletion(reporter, indicator):
    make.make_realization(indicator=indicator, status="draft", n=5, t=10, note="Lama")
    words = seen(reporter.get(filled(reporter, note=None)))
    assert "1 isian akan dihapus" in words
    assert "Catatan Lama dihapus" in words


def test_doubts_are_shown(reporter):
    assert "hasilnya di atas 100%" in seen(reporter.get(filled(reporter, numerator=20, denominator=10)))


def test_an_unchanged_file_says_so(reporter):
    address = send(reporter, file_of(reporter)).url
    assert "Tidak ada yang berubah" in seen(reporter.get(address))
    assert "tidak ada yang perlu disimpan" in seen(reporter.post(address, follow=True))


def test_a_file_of_another_quarter_is_explained(reporter):
    address = send(reporter, reporter.get(SHEET.replace("/4/", "/3/")).content).url
    assert "Lembar ini untuk Triwulan 3 tahun 2023, bukan Triwulan IV 2023." in seen(reporter.get(address))


def test_what_is_no_sheet_of_ours_is_explained(reporter):
    assert "Jenis berkas tidak dikenali" in seen(reporter.get(send(reporter, b"bukan excel").url))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("lembar.ods", b"PK", "Lembar isian harus berkas Excel .xlsx."),
        ("lembar.xlsm", b"PK", "Berkas memuat makro dan ditolak."),
        ("lembar.xlsx", b"", "Berkas ini kosong."),
    ],
)
def test_a_wrong_file_is_refused_at_the_form(reporter, name, content, message):
    assert message in seen(send(reporter, content, name))


def test_a_form_without_a_file_says_so(reporter):
    assert "Pilih dahulu lembar yang sudah diisi." in seen(reporter.post(UPLOAD))


def test_a_closed_quarter_takes_no_file(client, siti, directorate):
    promised(directorate, calculation="ratio")
    make.make_period(unit=directorate)
    client.force_login(siti)
    assert "ditutup sesudah 31 Januari 2024" in seen(client.get(UPLOAD))
    response = client.post(UPLOAD, {"file": SimpleUploadedFile("a.xlsx", b"PK")}, follow=True)
    assert response.redirect_chain[-1][0] == QUARTER
    assert "Lembar tidak dibaca. Triwulan IV 2023 ditutup" in seen(response)


def test_a_quarter_that_closed_since_the_upload_is_not_written(reporter, directorate):
    address = filled(reporter)
    directorate.periods.update(due_on=date(2024, 1, 15), closes_on=date(2024, 1, 31))
    assert "ditutup sesudah" in seen(reporter.post(address))
    assert not Realization.objects.exists()


def test_a_file_belongs_to_the_session_that_sent_it(reporter, directorate):
    address = filled(reporter)
    other = type(reporter)()
    user = make.make_user("dewi")
    make.make_membership(user=user, unit=directorate, role=Role.REPORTER)
    other.force_login(user)
    assert other.get(address).status_code == 404
    token = address.strip("/").split("/")[-1]
    (uploads.folder() / f"{token}.xlsx").write_bytes(b"lain")
    assert reporter.get(address).status_code == 404


def test_a_file_of_the_own_session_cannot_be_sent_to_another_unit(reporter, siti, sentra):
    make.make_membership(user=siti, unit=sentra, role=Role.REPORTER)
    make.make_period(unit=sentra, due_on=date(2090, 1, 1), closes_on=date(2091, 1, 1))
    promised(sentra, calculation="ratio")
    address = filled(reporter).replace("dit-anak", "sentra-timur")
    assert "Lembar ini milik unit lain (dit-anak)" in seen(reporter.post(address))
    assert not Realization.objects.exists()


def test_there_is_no_fifth_quarter(reporter):
    assert reporter.get(SHEET.replace("/4/", "/5/")).status_code == 404
    assert reporter.get(UPLOAD.replace("/4/", "/5/")).status_code == 404
