"""The form at the door, and from where somebody knocks."""

from django.contrib.auth.forms import AuthenticationForm


def address_behind_proxy(request) -> str:
    """The visitor's address as our own proxy saw it: the last one it added, since those before may be invented."""
    return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]


class SignInForm(AuthenticationForm):
    """Django's own form; its Indonesian message repeats a word."""

    error_messages = {
        "invalid_login": "Nama pengguna atau sandi salah. Huruf besar dan kecil dibedakan.",
        "inactive": "Akun ini tidak aktif. Hubungi administrator LAKIN di unit kerja Anda.",
    }
