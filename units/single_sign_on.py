"""Signing in with the ministry's account (OpenID Connect): the provider says who it is, LAKIN must know the person."""

import logging

import jwt
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView
from requests import RequestException

logger = logging.getLogger(__name__)
BACKEND = "units.single_sign_on.KnownPeople"
CALLBACK = "masuk-kementerian-kembali"
SECONDS_CLOCKS_DIFFER = 60
IDENTITY = ["iss", "sub", "aud", "exp", "iat", "nonce"]
BROKEN = (SuspiciousOperation, RequestException, jwt.PyJWTError, KeyError, TypeError, ValueError, AttributeError)
FAILED = "failed"
REFUSALS = {
    FAILED: (
        "Masuk dengan akun kementerian tidak selesai",
        "Prosesnya dibatalkan, terlalu lama, atau jawaban layanan akun kementerian tidak dapat dipastikan. Coba sekali "
        "lagi. Bila tetap gagal, masuk dengan nama pengguna dan sandi, atau hubungi administrator LAKIN di unit kerja "
        "Anda.",
    ),
    "unknown": (
        "Akun kementerian ini belum dikenal LAKIN",
        "Akun Anda sah, tetapi belum ada pengguna LAKIN yang cocok. Minta administrator LAKIN di unit kerja Anda "
        "membuatkan pengguna dengan alamat surel yang sama dengan akun kementerian Anda.",
    ),
    "ambiguous": (
        "Alamat surel ini dipakai lebih dari satu pengguna",
        "LAKIN tidak dapat memastikan yang mana pengguna Anda. Minta administrator LAKIN di unit kerja Anda memberi "
        "setiap pengguna alamat surelnya sendiri.",
    ),
    "unverified": (
        "Alamat surel akun kementerian ini belum dipastikan",
        "Pastikan dahulu alamat surel Anda di layanan akun kementerian, lalu coba lagi. Bila tidak bisa, hubungi "
        "pengelola akun kementerian.",
    ),
    "inactive": (
        "Pengguna LAKIN ini tidak aktif",
        "Hubungi administrator LAKIN di unit kerja Anda bila pengguna ini seharusnya masih dipakai.",
    ),
}


class KnownPeople(OIDCAuthenticationBackend):
    """Finds the active user whom the provider vouches for; makes nobody."""

    # The library's own would let somebody stay whose account was closed.
    get_user = ModelBackend.get_user

    def authenticate(self, request, nonce, code_verifier):
        """The user, or None with the reason left on the request; what a provider sends wrongly is no error of ours."""
        try:
            return super().authenticate(request, nonce=nonce, code_verifier=code_verifier) if nonce else None
        except BROKEN as error:
            logger.warning("Single sign-on failed: %s: %s", type(error).__name__, error)
            return None

    def get_payload_data(self, token, key):
        """What the token says, once its signature, issuer, audience and time hold; the library asks for neither."""
        client = self.OIDC_RP_CLIENT_ID
        said = jwt.decode(
            token,
            key,
            algorithms=[self.OIDC_RP_SIGN_ALGO],
            audience=client,
            issuer=settings.OIDC_ISSUER,
            leeway=SECONDS_CLOCKS_DIFFER,
            options={"require": IDENTITY},
        )
        if said.get("azp", client) != client:
            raise SuspiciousOperation("The token was issued to another application.")
        return said

    def get_or_create_user(self, access_token, id_token, payload):
        told = self.get_userinfo(access_token, id_token, payload)
        if told["sub"] != payload["sub"]:
            raise SuspiciousOperation("The token and the user information are about two people.")
        wanted = settings.OIDC_USERNAME_CLAIM or "email"
        claims = told if told.get(wanted) else payload
        user, refusal = self.by_username(claims) if settings.OIDC_USERNAME_CLAIM else self.by_address(claims)
        if user and not user.is_active:
            user, refusal = None, "inactive"
        self.request.sign_on_refusal = refusal
        return user

    def by_username(self, claims):
        """The user of that name, or why there is none."""
        name = str(claims.get(settings.OIDC_USERNAME_CLAIM, ""))
        return self.UserModel.objects.filter(username=name).first(), "unknown"

    def by_address(self, claims):
        """The only user with that mail address, an active one before others, or why there is none."""
        address = str(claims.get("email", ""))
        if address and claims.get("email_verified") not in (True, "true"):
            return None, "unverified"
        alike = self.UserModel.objects.filter(email__iexact=address).exclude(email="").order_by("-is_active")
        # Databases differ in what counts as the same letter.
        same = [user for user in alike if user.email.casefold() == address.casefold()]
        active = [user for user in same if user.is_active]
        return (None, "ambiguous") if len(active) > 1 else (next(iter(same), None), "unknown")


class ReturnView(OIDCAuthenticationCallbackView):
    """Where the provider sends people back; a refusal is a page that says whom to ask."""

    def get(self, request):
        if "error" in request.GET:
            return self.login_failure()
        try:
            return super().get(request)
        except SuspiciousOperation as error:
            logger.warning("Single sign-on came back wrongly: %s", error)
            return self.login_failure()

    def login_failure(self):
        title, advice = REFUSALS[getattr(self.request, "sign_on_refusal", FAILED)]
        page = "registration/single_sign_on_refused.html"
        return render(self.request, page, {"title": title, "advice": advice}, status=403)


def is_return(request, credentials) -> bool:
    """True for the way back from the provider, where no password can be guessed and so nobody is locked out."""
    return request.resolver_match is not None and request.resolver_match.view_name == CALLBACK


def when_configured(view):
    """The view, absent while no provider is configured."""

    @login_not_required
    @never_cache
    def opened(request):
        if not settings.OIDC_RP_CLIENT_ID:
            raise Http404
        return view(request)

    return opened


leave = when_configured(OIDCAuthenticationRequestView.as_view())
come_back = when_configured(ReturnView.as_view())
