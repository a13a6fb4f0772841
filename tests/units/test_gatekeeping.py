"""The way in and out: a session that ended leads back to the page, and says so once."""

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import make_user
from tests.pages import seen
from units.gatekeeping import PLAIN_FORM

pytestmark = pytest.mark.django_db
PASSWORD = "kata-sandi-dewi-9"
ENDED = "Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan."


@pytest.fixture
def late(client, directorate):
    """A client whose session has ended while a page was open."""
    make_user("dewi", password=PASSWORD, is_superuser=True)
    client.post("/masuk/", {"username": "dewi", "password": PASSWORD})
    Session.objects.all().delete()
    return client


def sign_in_again(client, response):
    return client.post(response.url, {"username": "dewi", "password": PASSWORD})


def test_who_signs_in_again_is_back_on_the_page(late):
    response = late.get("/unit/dit-anak/2023/?urut=capaian")
    door = late.get(response.url)
    assert ENDED in seen(door)
    assert "belum disimpan" not in seen(door)
    assert sign_in_again(late, response).url == "/unit/dit-anak/2023/?urut=capaian"


def test_a_form_leads_back_to_the_page_that_held_it(late):
    response = late.post("/buku-kerja/", headers={"referer": "http://testserver/?tahun=2023"})
    assert f"{ENDED} Yang baru saja Anda kirim belum disimpan." in seen(late.get(response.url))
    assert sign_in_again(late, response).url == "/?tahun=2023"


@pytest.mark.parametrize("holder", ["https://jahat.id/unit/", "", "javascript:alert(1)"])
def test_a_form_of_another_site_leads_home(late, holder):
    assert late.post("/buku-kerja/", headers={"referer": holder}).url == "/masuk/?next=/"


def test_a_fragment_leads_the_whole_page_to_the_door(late):
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/unit/dit-anak/2023/"}
    response = late.get("/buku-kerja/", headers=headers)
    assert response.headers["HX-Redirect"] == "/masuk/?next=/unit/dit-anak/2023/"


def test_who_was_never_in_is_not_told_of_a_session(client, db):
    response = client.get("/", follow=True)
    assert ENDED not in seen(response)


def test_who_left_is_not_told_of_a_session(client, siti):
    client.force_login(siti)
    client.post("/keluar/")
    assert ENDED not in seen(client.get("/", follow=True))


def test_the_cookie_is_kept_from_scripts_and_other_sites(client, db):
    make_user("dewi", password=PASSWORD)
    cookie = client.post("/masuk/", {"username": "dewi", "password": PASSWORD}).cookies["sessionid"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""


def test_a_door_without_a_session_asks_the_database_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/masuk/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        *("/?q=%00", "/riwayat/?q=a%00b", "/rencana/?unit=%00", "/verifikasi/?unit=%00", "/cari-unit/?q=%00"),
        *("/admin/indicators/realization/?unit=%00", "/riwayat/?%00=1"),
    ],
)
def test_a_null_character_in_an_address_is_refused(client, administrator, address):
    client.force_login(administrator)
    response = client.get(address)
    assert response.status_code == 400
    assert "Permintaan tidak dapat dibaca" in response.content.decode()


def test_a_null_character_in_a_form_is_refused(client, db):
    assert client.post("/masuk/", "username=a%00&password=b", content_type=PLAIN_FORM).status_code == 400
    assert client.post("/masuk/", "username=a%2500&password=b", content_type=PLAIN_FORM).status_code == 200


def test_a_file_may_hold_null_characters(client, rina):
    client.force_login(rina)
    upload = SimpleUploadedFile("buku.xlsx", b"PK\x03\x04\0\0")
    assert client.post("/buku-kerja/", {"file": upload}).status_code != 400
