"""Keys of other systems: made and taken back by administrators, shown once, kept as a hash, ended in time."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from reports.models import ApiToken
from reports.tokens import TokenError, digest_of, issue, listed, revoke, valid_token
from tests import factories as make
from tests.pages import seen
from units.models import Change, Unit

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 2, 10, 10, 42, tzinfo=ZoneInfo("Asia/Jakarta"))
UNTIL = date(2024, 6, 30)


def make_token(unit, by, *scopes, **fields):
    asked = {"name": "e-Monev", "expires_on": UNTIL, "now": NOW} | fields
    return issue(unit=unit, scopes=scopes or ("units",), by=by, **asked)


def test_only_the_hash_is_kept(directorate, administrator):
    token, secret = make_token(directorate, administrator)
    stored = ApiToken.objects.values().get()
    assert (secret[:6], len(secret) > 40) == ("lakin_", True)
    assert (stored["digest"], stored["beginning"]) == (digest_of(secret), secret[:12])
    assert secret not in str(stored)
    assert valid_token(secret, NOW) == token


@pytest.mark.usefixtures("leaving_trail")
def test_the_trail_tells_of_a_key_but_not_its_hash(directorate, administrator):
    token, _ = make_token(directorate, administrator)
    changes = Change.objects.get(content_type__model="apitoken").changes
    assert changes["name"] == [None, "e-Monev"]
    assert token.digest not in str(changes)


@pytest.mark.parametrize("person", ["siti", "rina", "pak_dir", "itjen", "stranger"])
def test_only_an_administrator_makes_a_key(request, directorate, administrator, person):
    with pytest.raises(PermissionDenied):
        make_token(directorate, request.getfixturevalue(person))
    token, _ = make_token(directorate, administrator)
    with pytest.raises(PermissionDenied):
        revoke(token=token, by=request.getfixturevalue(person))


@pytest.mark.parametrize("expires_on", [date(2024, 2, 9), NOW.date() + timedelta(days=367)])
def test_a_key_ends_within_a_year(directorate, administrator, expires_on):
    with pytest.raises(ValidationError, match="paling lama satu tahun"):
        make_token(directorate, administrator, expires_on=expires_on)


@pytest.mark.parametrize(("scopes", "words"), [(["semua"], "tidak dikenal: semua"), ([""], "wajib diisi")])
def test_a_key_opens_only_kinds_that_exist(directorate, administrator, scopes, words):
    with pytest.raises(ValidationError, match=words):
        make_token(directorate, administrator, *scopes)


def test_a_key_is_valid_to_the_end_of_its_last_day_and_until_it_is_revoked(directorate, administrator):
    token, secret = make_token(directorate, administrator)
    last = datetime(2024, 6, 30, 23, 59, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert valid_token(secret, last) == token
    with pytest.raises(TokenError, match="masa berlakunya berakhir pada 30 Juni 2024"):
        valid_token(secret, last + timedelta(minutes=2))
    with pytest.raises(TokenError, match="tidak dikenal"):
        valid_token(secret + "x", NOW)
    revoke(token=token, by=administrator, now=NOW)
    with pytest.raises(TokenError, match="sudah dicabut pada 10 Februari 2024"):
        valid_token(secret, NOW)
    with pytest.raises(ValidationError, match="sudah dicabut"):
        revoke(token=token, by=administrator)


def leaves(user):
    user.is_active = False
    user.save()


def loses_the_role(user):
    user.memberships.update(role="pimpinan")


def moves_elsewhere(user):
    user.memberships.update(unit=make.make_unit("dit-lain"))


def is_left_only_below(user):
    user.memberships.update(unit=make.make_unit("seksi-anak", parent=Unit.objects.get(code="dit-anak")))


NO_ROLE = "pembuatnya bukan lagi administrator unit itu"
ENDS = [(leaves, "akun pembuatnya tidak aktif lagi")]
ENDS += [(end, NO_ROLE) for end in (loses_the_role, moves_elsewhere, is_left_only_below)]


@pytest.mark.parametrize(("end", "words"), ENDS)
def test_a_key_is_worth_no_more_than_its_maker_is_today(directorate, administrator, end, words):
    _, secret = make_token(directorate, administrator)
    end(administrator)
    with pytest.raises(TokenError, match=f"Token tidak berlaku karena {words}"):
        valid_token(secret, NOW)


def test_a_key_holds_again_with_the_role_of_its_maker(directorate, administrator):
    token, secret = make_token(directorate, administrator)
    loses_the_role(administrator)
    administrator.memberships.update(role="administrator")
    assert valid_token(secret, NOW) == token


def test_the_list_says_why_a_key_opens_nothing(client, directorate, administrator, directorate_general):
    make_token(directorate, administrator, expires_on=timezone.localdate(), now=timezone.now())
    leaves(administrator)
    other = make.make_user("pengganti")
    make.make_membership(user=other, unit=directorate_general, role="administrator")
    client.force_login(other)
    assert "Tidak berlaku karena akun pembuatnya tidak aktif lagi" in seen(client.get("/token/"))


def test_the_list_asks_no_more_for_more_keys(directorate, administrator, django_assert_num_queries):
    for number in range(4):
        make_token(directorate, administrator, name=f"Sistem {number}")
    reader = type(administrator).objects.get(pk=administrator.pk)
    with django_assert_num_queries(3):
        assert [row.because for row in listed(reader, NOW.date())] == [""] * 4


def test_the_last_use_is_noted_once_an_hour(directorate, administrator, django_assert_num_queries):
    _, secret = make_token(directorate, administrator)
    valid_token(secret, NOW)
    # The key with its maker, and what the maker may do today.
    with django_assert_num_queries(2):
        valid_token(secret, NOW + timedelta(minutes=59))
    assert ApiToken.objects.get().last_used_at == NOW
    valid_token(secret, NOW + timedelta(minutes=61))
    assert ApiToken.objects.get().last_used_at == NOW + timedelta(minutes=61)


def test_the_page_shows_a_new_key_once(client, directorate, administrator):
    client.force_login(administrator)
    assert "Belum ada token" in seen(client.get("/token/"))
    asked = {
        "name": "e-Monev",
        "unit": "dit-anak",
        "scopes": ["units", "budget"],
        "expires_on": timezone.localdate() + timedelta(9),
    }
    response = client.post("/token/", asked)
    token, secret = ApiToken.objects.get(), response.context["secret"]
    assert (digest_of(secret), secret in seen(response)) == (token.digest, True)
    assert "no-store" in response["Cache-Control"]
    again = seen(client.get("/token/"))
    assert secret not in again
    assert all(word in again for word in (token.beginning, "Unit kerja, Anggaran", "Belum pernah", "Berlaku"))
    assert "Dicabut" in seen(client.post(f"/token/{token.pk}/cabut/", follow=True))


def test_the_page_refuses_a_unit_of_others(client, outsider, administrator):
    client.force_login(administrator)
    asked = {"name": "e-Monev", "unit": outsider.code, "scopes": ["units"], "expires_on": timezone.localdate()}
    response = client.post("/token/", asked)
    assert (response.status_code, ApiToken.objects.count()) == (422, 0)
    assert "Tidak ada unit yang Anda kelola dengan nama, kode, atau kota itu" in seen(response)


def asked_for(unit):
    return {"name": "e-Monev", "unit": unit, "scopes": ["units"], "expires_on": timezone.localdate()}


def test_words_that_fit_several_units_bring_them_to_choose_from(client, directorate, sentra, administrator):
    client.force_login(administrator)
    directorate.name, sentra.name = "Direktorat Anak", "Sentra Anak"
    directorate.save()
    sentra.save()
    response = client.post("/token/", asked_for("anak"))
    assert (response.status_code, "Pilih unit yang dimaksud" in seen(response)) == (422, True)
    assert {unit.code for unit in response.context["form"].choices} == {"dit-anak", "sentra-timur"}
    # The radio button stands below the text, and the last one counts.
    client.post("/token/", asked_for(["anak", "sentra-timur"]))
    assert ApiToken.objects.get().unit == sentra


def test_the_full_name_is_enough_but_no_part_of_it(client, directorate, administrator):
    client.force_login(administrator)
    assert client.post("/token/", asked_for(directorate.name[:-2])).status_code == 422
    assert client.post("/token/", asked_for(directorate.name.upper())).status_code == 200
    assert ApiToken.objects.get().unit == directorate


def test_what_is_typed_brings_only_units_that_the_person_administers(client, directorate, outsider, administrator):
    client.force_login(administrator)
    found = client.get("/token/unit/", {"unit": directorate.name[:6]}).content.decode()
    assert f'value="{directorate.code}"' in found
    assert outsider.code not in client.get("/token/unit/", {"unit": outsider.name}).content.decode()


def test_an_administrator_knows_only_the_keys_of_the_own_units(client, directorate, administrator, outsider, stranger):
    token, _ = make_token(directorate, administrator)
    stranger.memberships.update(role="administrator")
    client.force_login(stranger)
    assert "Belum ada token" in seen(client.get("/token/"))
    assert client.post(f"/token/{token.pk}/cabut/").status_code == 404
