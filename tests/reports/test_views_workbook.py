"""The workbook travels in two steps: nothing is written before its preview was confirmed."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators.models import Indicator
from reports.views import workbook
from reports.workbook.exporting import export_workbook
from tests.pages import furnish, seen
from units import uploads

pytestmark = pytest.mark.django_db
UPLOAD = "/buku-kerja/"


@pytest.fixture
def planner(client, rina, directorate):
    client.force_login(rina)
    furnish(directorate)
    return client


@pytest.fixture
def content(planner, directorate):
    """The workbook of the directorate, in which the indicator has another name than in the database."""
    indicator = Indicator.objects.get()
    Indicator.objects.update(name="Nama di buku kerja")
    written = BytesIO()
    export_workbook(directorate, 2023, written)
    Indicator.objects.update(name=indicator.name)
    return written.getvalue()


def send(client, content, name="buku.xlsx"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def test_an_upload_shows_what_would_change_and_writes_nothing(planner, content):
    response = planner.get(send(planner, content).url)
    words = seen(response)
    assert "Yang akan berubah" in words
    assert "Nama di buku kerja" in words
    assert Indicator.objects.get().name != "Nama di buku kerja"


def test_a_confirmed_workbook_is_written_once(planner, content):
    address = send(planner, content).url
    response = planner.post(address, follow=True)
    assert "Buku kerja sudah disimpan" in seen(response)
    assert Indicator.objects.get().name == "Nama di buku kerja"
    assert planner.post(address).status_code == 404


def test_an_unchanged_workbook_says_so(planner, directorate):
    written = BytesIO()
    export_workbook(directorate, 2023, written)
    assert "Tidak ada yang berubah" in seen(planner.get(send(planner, written.getvalue()).url))


def test_a_file_that_is_no_workbook_is_explained(planner):
    words = seen(planner.get(send(planner, b"bukan buku kerja").url))
    assert "Buku kerja belum dapat disimpan" in words
    assert "Unggah ulang" in words


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("buku.exe", b"MZ", "Buku kerja harus berkas Excel .xlsx."),
        ("buku.XLSM", b"PK", "Berkas memuat makro dan ditolak."),
        ("buku.xlsx", b"", "Berkas ini kosong."),
    ],
)
def test_a_wrong_file_is_refused_at_the_form(planner, name, content, message):
    assert message in seen(send(planner, content, name))


def test_a_file_beyond_the_limit_is_refused(planner, monkeypatch):
    monkeypatch.setattr(workbook, "MAX_FILE", 5)
    assert "Berkas terlalu besar" in seen(send(planner, b"PK....."))


def test_a_form_without_a_file_says_so(planner):
    assert "Pilih dahulu berkas buku kerjanya." in seen(planner.post(UPLOAD))


def test_an_upload_belongs_to_the_session_that_sent_it(planner, content, client_of):
    address = send(planner, content).url
    response = client_of("rina").get(address)
    assert (response.status_code, f'href="{UPLOAD}"' in response.content.decode()) == (404, True)
    unknown = client_of("rina").get(address.replace(address.strip("/").split("/")[-1], "0" * 32))
    assert "Pratinjau ini sudah tidak ada" in seen(unknown)
    assert seen(response) == seen(unknown)


@pytest.fixture
def client_of(request):
    """Another browser of a member of the cast."""

    def signed_in(person):
        other = type(request.getfixturevalue("client"))()
        other.force_login(request.getfixturevalue(person))
        return other

    return signed_in


def test_a_stored_file_that_was_changed_is_gone(planner, content):
    address = send(planner, content).url
    token = address.strip("/").split("/")[-1]
    (uploads.folder() / f"{token}.xlsx").write_bytes(b"lain")
    assert planner.get(address).status_code == 404


def test_the_filled_in_workbook_comes_with_a_name(planner):
    response = planner.get(reverse("reports:workbook-download", kwargs={"code": "dit-anak", "year": 2023}))
    assert response["Content-Disposition"] == 'attachment; filename="buku-kerja-dit-anak-2023.xlsx"'
    assert response.content.startswith(b"PK")


def test_a_planner_cannot_write_into_another_ministry(planner, content, client_of, outsider, directorate):
    directorate.parent = outsider
    directorate.save()
    words = seen(planner.get(send(planner, content).url))
    assert "belum dapat disimpan" in words
