"""Passwords: an own one through a link by mail, a given one that lasts until the first time, and how they are kept."""

import re
from concurrent.futures import Future
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from lakin import settings as written_settings
from tests.factories import make_unit, make_user
from tests.pages import seen
from tests.test_wording import english
from units import passwords
from units.models import User

pytestmark = pytest.mark.django_db
GIVEN, OWN = "diberi-administrator-1", "milik-sendiri-saja-2"
LINK = re.compile(r"https?://\S+")


@pytest.fixture(autouse=True)
def _mail_at_once(monkeypatch):
    """Mail leaves within the request, and no test knows what another one sent."""

    class AtOnce:
        def submit(self, send, *arguments, **named):
            send(*arguments, **named)
            return Future()

    monkeypatch.setattr(passwords, "OUTBOX", AtOnce())
    cache.clear()


@pytest.fixture
def dewi(db):
    return make_user("dewi", email="dewi@contoh.go.id", password=GIVEN)


@pytest.fixture
def newcomer(client, dewi):
    """A client signed in with the password that an administrator gave."""
    User.objects.update(must_change_password=True)
    client.post("/masuk/", {"username": "dewi", "password": GIVEN})
    return client


def ask(client, address="dewi@contoh.go.id", **settings):
    return client.post("/lupa-sandi/", {"email": address}, follow=True, **settings)


def twice(password, **fields):
    return fields | {"new_password1": password, "new_password2": password}


def follow_link(client, mail):
    """The page where the new password is typed, as the link leads to it."""
    link = LINK.search(mail.body)[0]
    return client.get(link.partition("testserver")[2], follow=True)


def test_a_link_makes_a_new_password(client, dewi, mailoutbox):
    ask(client)
    page = follow_link(client, mailoutbox[0])
    assert "Sandi baru untuk akun dewi" in seen(page)
    assert english(page) == []
    done = client.post(page.request["PATH_INFO"], twice(OWN), follow=True)
    assert "Sandi baru tersimpan" in seen(done)
    dewi.refresh_from_db()
    assert dewi.check_password(OWN)


def test_the_mail_is_plain_indonesian(client, dewi, mailoutbox):
    ask(client)
    mail = mailoutbox[0]
    assert mail.subject == "Tautan untuk membuat sandi baru LAKIN"
    assert mail.to == ["dewi@contoh.go.id"]
    assert mail.alternatives == []
    assert "Ada permintaan membuat sandi baru untuk akun dewi di testserver." in mail.body
    assert "Tautan berlaku 24 jam dan hanya dapat dipakai satu kali." in mail.body


def test_a_link_works_once(client, dewi, mailoutbox):
    ask(client)
    client.post(follow_link(client, mailoutbox[0]).request["PATH_INFO"], twice(OWN))
    assert "Tautan ini tidak berlaku lagi" in seen(follow_link(client, mailoutbox[0]))


@pytest.mark.parametrize("address", ["tidak-ada@contoh.go.id", "tutup@contoh.go.id", "tanpa@contoh.go.id"])
def test_an_address_without_an_open_account_gets_the_same_answer_and_no_mail(client, dewi, mailoutbox, address):
    make_user("tutup", email="tutup@contoh.go.id", password=GIVEN, is_active=False)
    make_user("tanpa", email="tanpa@contoh.go.id")
    known = ask(client)
    assert seen(ask(client, address)) == seen(known)
    assert [mail.to for mail in mailoutbox] == [["dewi@contoh.go.id"]]


def test_an_account_is_not_flooded(client, dewi, mailoutbox):
    answers = {seen(ask(client, address)) for address in ("dewi@contoh.go.id", "DEWI@contoh.go.id") * 3}
    assert len(mailoutbox) == passwords.LINKS_PER_HOUR
    assert len(answers) == 1


def test_after_an_hour_an_account_gets_links_again(client, dewi, mailoutbox, monkeypatch):
    for _ in range(4):
        ask(client)
    later = passwords.timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr(passwords.timezone, "now", lambda: later)
    ask(client)
    assert len(mailoutbox) == passwords.LINKS_PER_HOUR + 1


def test_behind_https_the_link_is_https(client, dewi, mailoutbox, settings):
    settings.HTTPS = True
    ask(client)
    assert LINK.search(mailoutbox[0].body)[0].startswith("https://testserver/lupa-sandi/")


def test_mail_that_cannot_be_sent_changes_nothing_in_the_answer(client, dewi, settings):
    settings.EMAIL_BACKEND = "tests.tidak.ada"
    assert "Periksa surel Anda" in seen(ask(client))


def test_where_no_mail_can_be_sent_none_is_offered(client, db, settings):
    assert "Lupa sandi?" in seen(client.get("/masuk/"))
    settings.CAN_MAIL = False
    assert "Lupa sandi?" not in seen(client.get("/masuk/"))
    assert client.get("/lupa-sandi/").status_code == 404


def test_a_new_password_opens_a_locked_door(client, dewi, mailoutbox, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post("/masuk/", {"username": "dewi", "password": "salah"})
    ask(client)
    client.post(follow_link(client, mailoutbox[0]).request["PATH_INFO"], twice(OWN))
    assert not AccessAttempt.objects.exists()
    assert client.post("/masuk/", {"username": "dewi", "password": OWN}).status_code == 302


@pytest.mark.parametrize(
    "name", ["lupa-sandi", "lupa-sandi-terkirim", "lupa-sandi-selesai", "kata-sandi", "kata-sandi-diganti"]
)
def test_the_pages_speak_indonesian(client, siti, name):
    client.force_login(siti)
    assert english(client.get(reverse(name))) == []
    if name in ("lupa-sandi", "kata-sandi"):
        assert english(client.post(reverse(name), {})) == []


def test_a_given_password_opens_only_the_page_to_change_it(newcomer, directorate):
    assert newcomer.get("/unit/dit-anak/2023/").url == "/kata-sandi/?next=/unit/dit-anak/2023/"
    assert newcomer.get("/admin/").url == "/kata-sandi/?next=/admin/"
    page = newcomer.get("/kata-sandi/")
    assert "Buat sandi Anda sendiri" in seen(page)
    assert english(page) == []
    assert newcomer.get("/sehat/").status_code == 200
    assert newcomer.post("/keluar/").url == "/masuk/"


def test_what_was_sent_before_the_change_is_not_lost_silently(newcomer):
    response = newcomer.post("/buku-kerja/", headers={"referer": "http://testserver/buku-kerja/"}, follow=True)
    assert response.redirect_chain == [("/kata-sandi/?next=/buku-kerja/", 302)]
    assert "Yang baru saja Anda kirim belum disimpan." in seen(response)


def test_a_fragment_leads_the_whole_page_to_the_change(newcomer):
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/?tahun=2023"}
    response = newcomer.get("/buku-kerja/", headers=headers)
    assert response.headers["HX-Redirect"] == "/kata-sandi/?next=/%3Ftahun%3D2023"
    assert response.content == b""


def test_an_own_password_opens_everything_and_leads_back(newcomer, dewi):
    fields = twice(OWN, old_password=GIVEN)
    response = newcomer.post("/kata-sandi/?next=/%3Ftahun%3D2023", fields)
    assert response.url == "/?tahun=2023"
    assert "Sandi sudah diganti." in seen(newcomer.get("/?tahun=2023"))
    dewi.refresh_from_db()
    assert not dewi.must_change_password


def test_a_change_leads_to_no_other_site(newcomer):
    response = newcomer.post("/kata-sandi/?next=//jahat.id/", twice(OWN, old_password=GIVEN))
    assert response.url == "/kata-sandi/selesai/"


def test_the_given_password_is_no_own_one(newcomer, dewi):
    page = newcomer.post("/kata-sandi/", twice(GIVEN, old_password=GIVEN))
    assert "Sandi baru harus berbeda dari sandi yang sekarang." in seen(page)
    dewi.refresh_from_db()
    assert dewi.must_change_password


def test_a_link_by_mail_ends_the_duty_too(client, newcomer, dewi, mailoutbox):
    ask(client)
    client.post(follow_link(client, mailoutbox[0]).request["PATH_INFO"], twice(OWN))
    dewi.refresh_from_db()
    assert not dewi.must_change_password


def new_account(**fields):
    rows = {f"memberships-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {"username": "baru", "usable_password": "true", "password1": GIVEN, "password2": GIVEN} | rows | fields


def test_who_is_made_by_an_administrator_has_to_change(client, administrator):
    client.force_login(administrator)
    page = client.get("/admin/units/user/add/")
    assert page.context["adminform"].form["must_change_password"].initial is True
    assert "begitu masuk, lalu centang ini hilang" in seen(page)
    client.post("/admin/units/user/add/", new_account(must_change_password="on", email="baru@contoh.go.id"))
    user = User.objects.get(username="baru")
    assert user.must_change_password
    assert user.email == "baru@contoh.go.id"


def test_an_administrator_may_leave_it_out(client, administrator):
    client.force_login(administrator)
    client.post("/admin/units/user/add/", new_account())
    assert not User.objects.get(username="baru").must_change_password


def test_a_password_set_by_an_administrator_lasts_until_the_first_time(client, administrator, siti):
    client.force_login(administrator)
    address = f"/admin/units/user/{siti.pk}/password/"
    page = client.get(address)
    assert "Pengguna diminta mengganti sandi ini begitu masuk." in seen(page)
    assert english(page) == []
    client.post(address, {"password1": GIVEN, "password2": GIVEN, "set-password": "1"})
    siti.refresh_from_db()
    assert siti.check_password(GIVEN)
    assert siti.must_change_password


def test_an_administrator_changes_the_own_password_as_everybody_does(client, administrator):
    client.force_login(administrator)
    address = f"/admin/units/user/{administrator.pk}/password/"
    assert client.get(address).url == client.post(address, {}).url == "/kata-sandi/"


def test_the_admin_has_no_page_of_its_own_for_that(client, administrator):
    client.force_login(administrator)
    assert client.get("/admin/password_change/").url == "/kata-sandi/"


def test_who_only_uses_the_ministrys_account_has_no_password(client, administrator, siti):
    client.force_login(administrator)
    client.post("/admin/units/user/add/", new_account(usable_password="false", password1="", password2=""))
    assert not User.objects.get(username="baru").has_usable_password()
    address = f"/admin/units/user/{siti.pk}/password/"
    User.objects.filter(pk=siti.pk).update(password=make_password(GIVEN))
    assert "Pilih Tidak bila orang ini hanya masuk dengan akun kementerian" in seen(client.get(address))
    client.post(address, {"usable_password": "false", "unset-password": "1"})
    siti.refresh_from_db()
    assert not siti.has_usable_password()
    assert not siti.must_change_password


def test_people_of_the_demo_need_no_change(db):
    for code in ("ditjen-rehsos", "dit-rsa", "kemensos"):
        make_unit(code)
    make_user("perencana", must_change_password=True)
    call_command("demo_users", "--password", GIVEN, verbosity=0)
    assert not User.objects.filter(must_change_password=True).exists()


def test_passwords_are_kept_by_argon2(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    old = make_password(GIVEN)
    settings.PASSWORD_HASHERS = written_settings.PASSWORD_HASHERS
    kept = make_password(GIVEN)
    assert kept.startswith("argon2$argon2id$")
    renewed = []
    assert check_password(GIVEN, old, setter=lambda password: renewed.append(make_password(password)))
    assert identify_hasher(renewed[0]).algorithm == "argon2"
