"""The settings refuse what would open a deployment: read anew from an environment that the test writes."""

import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured

SERVER = {"ALLOWED_HOSTS": "lakin.contoh.go.id", "SECRET_KEY": "rahasia-yang-panjang" * 4}
PROVIDER = {
    "OIDC_CLIENT_ID": "lakin",
    "OIDC_CLIENT_SECRET": "rahasia",
    "OIDC_ISSUER": "https://akun.contoh.go.id",
    **{
        f"OIDC_{name}_ENDPOINT": f"https://akun.contoh.go.id/{name.lower()}"
        for name in ("AUTHORIZATION", "TOKEN", "USERINFO", "JWKS")
    },
}


@pytest.fixture
def read(monkeypatch):
    def read(**environment):
        for name in {*SERVER, *PROVIDER, "DEBUG", "HTTPS", "EMAIL_URL", "OIDC_SIGN_ALGORITHM"}:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_module("lakin.settings")

    return read


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        (SERVER | {"DEBUG": "1"}, "DEBUG membuka rincian kesalahan"),
        ({"ALLOWED_HOSTS": "lakin.contoh.go.id"}, "SECRET_KEY wajib diisi"),
        ({"OIDC_CLIENT_ID": "lakin"}, "memerlukan pengaturan OIDC lain"),
        (PROVIDER | {"OIDC_SIGN_ALGORITHM": "HS256"}, "OIDC_SIGN_ALGORITHM"),
        (PROVIDER | {"OIDC_SIGN_ALGORITHM": "none"}, "OIDC_SIGN_ALGORITHM"),
        (SERVER | PROVIDER | {"OIDC_TOKEN_ENDPOINT": "http://akun.contoh.go.id/token"}, "wajib memakai https"),
    ],
)
def test_a_dangerous_environment_is_refused(read, environment, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        read(**environment)


def test_this_machine_may_show_errors(read):
    assert read(DEBUG="1")["DEBUG"] is True


def test_a_server_is_strict(read):
    made = read(**SERVER)
    assert made["HTTPS"] is made["SESSION_COOKIE_SECURE"] is made["CSRF_COOKIE_SECURE"] is True
    assert made["OIDC_RP_CLIENT_ID"] == ""
    assert len(made["AUTHENTICATION_BACKENDS"]) == 2


def test_a_server_sends_mail_only_when_it_knows_where(read):
    assert read(**SERVER)["CAN_MAIL"] is False
    made = read(**SERVER, EMAIL_URL="smtp+tls://lakin:rahasia@surel.contoh.go.id:587")
    assert made["CAN_MAIL"] is made["EMAIL_USE_TLS"] is True
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"]) == ("surel.contoh.go.id", 587)


def test_a_provider_adds_its_backend_and_makes_nobody(read):
    made = read(**SERVER, **PROVIDER)
    assert made["AUTHENTICATION_BACKENDS"][-1] == "units.single_sign_on.KnownPeople"
    assert made["OIDC_USE_PKCE"] is True
    assert made["OIDC_CREATE_USER"] is False


def test_the_qr_code_of_a_server_leads_to_the_server(read, monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)
    assert read()["SITE_URL"] == "http://127.0.0.1:8000"
    assert read(**SERVER)["SITE_URL"] == "https://lakin.contoh.go.id"
    assert read(**SERVER, SITE_URL="https://kinerja.contoh.go.id/")["SITE_URL"] == "https://kinerja.contoh.go.id"
