"""The form at the door, what the door offers, and from where somebody knocks."""

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView


def address_behind_proxy(request) -> str:
    """The visitor's address as our own proxy saw it: the last one it added, since those before may be invented."""
    return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]


class SignInForm(AuthenticationForm):
    """Django's own form; its Indonesian message repeats a word."""

    error_messages = {
        "invalid_login": "Nama pengguna atau sandi salah. Huruf besar dan kecil dibedakan.",
        "inactive": "Akun ini tidak aktif. Hubungi administrator LAKIN di unit kerja Anda.",
    }


class SignInView(LoginView):
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            can_mail=settings.CAN_MAIL, has_single_sign_on=bool(settings.OIDC_RP_CLIENT_ID), **kwargs
        )
