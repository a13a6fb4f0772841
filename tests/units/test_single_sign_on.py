"""Signing in with the ministry's account, against a provider that lives in the test: no network, real signatures."""

import json
import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from axes.models import AccessAttempt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth import SESSION_KEY, authenticate
from django.urls import reverse
from requests import ConnectionError as NotReached
from requests import Response

from tests.factories import make_user
from tests.pages import seen
from tests.test_wording import english
from units.models import User

pytestmark = pytest.mark.django_db
ISSUER = "https://akun.contoh.go.id"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
ADDRESS = "Dewi.Lestari@contoh.go.id"


def answer(content, status=200):
    response = Response()
    response.status_code, response._content = status, json.dumps(content).encode()
    response.headers["Content-Type"] = "application/json"
    return response


class Provider:
    """What the ministry's service would answer; a test changes what it says before somebody comes back."""

    def __init__(self):
        self.claims, self.header = {}, {"kid": "satu"}
        self.person = {"sub": "dewi-1", "email": ADDRESS, "email_verified": True}
        self.key, self.algorithm, self.was_asked = KEY, "RS256", {}

    def token(self):
        now = int(time.time())
        said = {"iss": ISSUER, "aud": "lakin", "sub": "dewi-1", "iat": now, "exp": now + 300, "nonce": self.nonce}
        said = {name: value for name, value in (said | self.claims).items() if value is not None}
        return jwt.encode(said, self.key, algorithm=self.algorithm, headers=self.header)

    def post(self, url, data, auth, **settings):
        self.was_asked = {"url": url, "auth": (auth.username, auth.password), **data}
        return answer({"id_token": self.token(), "access_token": "akses"})

    def get(self, url, **settings):
        if url.endswith("/kunci"):
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return answer({"keys": [public | {"kid": "satu", "alg": "RS256", "use": "sig"}]})
        return answer(self.person)


@pytest.fixture
def provider(settings, monkeypatch):
    settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET, settings.OIDC_ISSUER = "lakin", "rahasia", ISSUER
    settings.OIDC_OP_AUTHORIZATION_ENDPOINT = f"{ISSUER}/masuk"
    settings.OIDC_OP_TOKEN_ENDPOINT = f"{ISSUER}/tukar"
    settings.OIDC_OP_USER_ENDPOINT = f"{ISSUER}/orang"
    settings.OIDC_OP_JWKS_ENDPOINT = f"{ISSUER}/kunci"
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, "units.single_sign_on.KnownPeople"]
    provider = Provider()
    monkeypatch.setattr(requests, "get", provider.get)
    monkeypatch.setattr(requests, "post", provider.post)
    return provider


@pytest.fixture
def dewi(db):
    return make_user("dewi", email=ADDRESS.lower(), password="kata-sandi-dewi-9")


def leave(client, after="/kata-sandi/"):
    """What the provider is asked for, as a dictionary."""
    response = client.get(reverse("masuk-kementerian"), {"next": after})
    place, _, query = response.url.partition("?")
    assert place == f"{ISSUER}/masuk"
    return {name: value for name, (value,) in parse_qs(query).items()}


def come_back(client, provider, **query):
    asked = leave(client)
    provider.nonce = asked["nonce"]
    return client.get(reverse("masuk-kementerian-kembali"), {"code": "kode", "state": asked["state"]} | query)


def assert_refused(client, response, words):
    assert response.status_code == 403
    assert words in seen(response)
    assert english(response) == []
    assert SESSION_KEY not in client.session


def test_a_known_person_comes_in_and_lands_where_the_link_led(client, provider, dewi):
    response = come_back(client, provider)
    assert response.url == "/kata-sandi/"
    assert client.session[SESSION_KEY] == str(dewi.pk)
    assert client.get("/kata-sandi/").status_code == 200


def test_the_provider_is_asked_with_state_nonce_and_proof(client, provider, dewi):
    asked = leave(client)
    assert asked["redirect_uri"] == "http://testserver/masuk/kementerian/kembali/"
    assert asked["code_challenge_method"] == "S256"
    assert min(len(asked["state"]), len(asked["nonce"])) >= 32
    provider.nonce = asked["nonce"]
    client.get(reverse("masuk-kementerian-kembali"), {"code": "kode", "state": asked["state"]})
    proof = urlsafe_b64encode(sha256(provider.was_asked["code_verifier"].encode()).digest()).decode().rstrip("=")
    assert proof == asked["code_challenge"]
    assert provider.was_asked["auth"] == ("lakin", "rahasia")
    assert "client_secret" not in provider.was_asked


def test_the_session_is_renewed(client, provider, dewi):
    leave(client)
    before = client.session.session_key
    come_back(client, provider)
    assert client.session.session_key != before


def test_a_link_to_another_site_is_not_followed(client, provider, dewi):
    asked = leave(client, after="https://jahat.id/")
    provider.nonce = asked["nonce"]
    response = client.get(reverse("masuk-kementerian-kembali"), {"code": "kode", "state": asked["state"]})
    assert response.url == "/"


def test_nobody_is_made(client, provider, db):
    assert_refused(client, come_back(client, provider), "belum dikenal LAKIN")
    assert not User.objects.exists()


def test_two_users_with_one_address_are_both_refused(client, provider, dewi):
    make_user("dewi2", email=ADDRESS.upper())
    assert_refused(client, come_back(client, provider), "dipakai lebih dari satu pengguna")


def test_a_closed_account_beside_an_open_one_does_not_matter(client, provider, dewi):
    make_user("dewi-lama", email=ADDRESS, is_active=False)
    assert come_back(client, provider).status_code == 302


@pytest.mark.parametrize("verified", [False, None, "false", 1.5])
def test_an_address_that_nobody_verified_proves_nothing(client, provider, dewi, verified):
    provider.person["email_verified"] = verified
    assert_refused(client, come_back(client, provider), "belum dipastikan")


def test_a_closed_account_stays_closed(client, provider, dewi):
    User.objects.update(is_active=False)
    assert_refused(client, come_back(client, provider), "tidak aktif")


def test_an_account_that_is_closed_later_is_out_at_once(client, provider, dewi):
    come_back(client, provider)
    User.objects.update(is_active=False)
    assert client.get("/kata-sandi/").url == "/masuk/?next=/kata-sandi/"


def test_users_without_an_address_match_nobody(client, provider, db):
    make_user("kosong")
    provider.person["email"] = ""
    assert_refused(client, come_back(client, provider), "belum dikenal LAKIN")


def test_an_address_that_only_looks_alike_is_another(client, provider, dewi):
    provider.person["email"] = ADDRESS.replace("i", "ı")
    assert_refused(client, come_back(client, provider), "belum dikenal LAKIN")


def test_a_name_may_decide_instead_of_the_address(client, provider, dewi, settings):
    settings.OIDC_USERNAME_CLAIM = "nip"
    provider.person = {"sub": "dewi-1", "nip": "dewi"}
    assert come_back(client, provider).status_code == 302
    client.logout()
    provider.person["nip"] = "lain"
    assert_refused(client, come_back(client, provider), "belum dikenal LAKIN")


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "lain"},
        {"nonce": None},
        {"aud": "aplikasi-lain"},
        {"aud": None},
        {"aud": ["lakin", "aplikasi-lain"], "azp": "aplikasi-lain"},
        {"iss": "https://jahat.id"},
        {"exp": 1_600_000_000},
        {"exp": None},
        {"sub": "orang-lain"},
    ],
    ids=str,
)
def test_a_token_for_something_else_is_refused(client, provider, dewi, claims):
    provider.claims = claims
    assert_refused(client, come_back(client, provider), "tidak selesai")


def test_a_token_of_another_key_is_refused(client, provider, dewi):
    provider.key = OTHER_KEY
    assert_refused(client, come_back(client, provider), "tidak selesai")


@pytest.mark.parametrize(("key", "algorithm"), [("rahasia" * 8, "HS256"), (None, "none"), (KEY, "RS512")])
def test_a_token_signed_in_another_way_is_refused(client, provider, dewi, key, algorithm):
    provider.key, provider.algorithm = key, algorithm
    assert_refused(client, come_back(client, provider), "tidak selesai")


def test_a_token_of_an_unknown_key_is_refused(client, provider, dewi):
    provider.header = {"kid": "dua"}
    assert_refused(client, come_back(client, provider), "tidak selesai")


def test_a_provider_that_cannot_be_reached_is_explained(client, provider, dewi, monkeypatch):
    def fail(*arguments, **settings):
        raise NotReached

    monkeypatch.setattr(requests, "post", fail)
    assert_refused(client, come_back(client, provider), "tidak selesai")


def test_a_provider_that_refuses_the_code_is_explained(client, provider, dewi, monkeypatch):
    monkeypatch.setattr(requests, "post", lambda *arguments, **settings: answer({"error": "invalid_grant"}, 400))
    assert_refused(client, come_back(client, provider), "tidak selesai")


@pytest.mark.parametrize("query", [{"state": "lain"}, {"error": "access_denied"}, {"code": ""}])
def test_a_way_back_that_was_not_asked_for_is_refused(client, provider, dewi, query):
    assert_refused(client, come_back(client, provider, **query), "tidak selesai")


def test_a_way_back_works_once(client, provider, dewi):
    asked = leave(client)
    provider.nonce = asked["nonce"]
    query = {"code": "kode", "state": asked["state"]}
    client.get(reverse("masuk-kementerian-kembali"), query)
    client.logout()
    assert_refused(client, client.get(reverse("masuk-kementerian-kembali"), query), "tidak selesai")


def test_nobody_is_thrown_out_by_a_forged_error(client, provider, dewi):
    client.force_login(dewi)
    client.get(reverse("masuk-kementerian-kembali"), {"error": "access_denied"})
    assert client.session[SESSION_KEY] == str(dewi.pk)


def test_a_password_form_with_a_code_in_its_address_is_no_way_back(rf, provider, dewi):
    provider.nonce = None
    request = rf.post("/masuk/?code=kode&state=apa")
    assert authenticate(request, nonce=None, code_verifier=None) is None
    assert provider.was_asked == {}


def test_failures_at_the_provider_lock_nobody_out(client, provider, dewi, settings):
    provider.claims = {"nonce": "lain"}
    for _ in range(settings.AXES_FAILURE_LIMIT + 1):
        assert_refused(client, come_back(client, provider), "tidak selesai")
    assert not AccessAttempt.objects.exists()
    provider.claims = {}
    assert come_back(client, provider).status_code == 302


def test_who_came_by_the_ministrys_account_needs_no_own_password(client, provider, dewi):
    User.objects.update(must_change_password=True)
    come_back(client, provider)
    assert client.get("/").status_code == 200


def test_the_door_offers_the_ministrys_account_only_when_there_is_one(client, db, request):
    assert "akun kementerian" not in seen(client.get("/masuk/"))
    request.getfixturevalue("provider")
    response = client.get("/masuk/?next=/kata-sandi/%3Fa%3D1")
    assert "Masuk dengan akun kementerian" in seen(response)
    assert "/masuk/kementerian/?next=%2Fkata-sandi%2F%3Fa%3D1" in response.content.decode()


@pytest.mark.parametrize("name", ["masuk-kementerian", "masuk-kementerian-kembali"])
def test_without_a_provider_the_addresses_do_not_exist(client, db, name):
    assert client.get(reverse(name), {"code": "a", "state": "b"}).status_code == 404


def test_the_content_policy_lets_no_form_leave_the_site(client, provider, dewi):
    response = client.get("/masuk/")
    assert "form-action 'self'" in response.headers["Content-Security-Policy"]
    assert urlsplit(client.get(reverse("masuk-kementerian")).url).netloc == "akun.contoh.go.id"
