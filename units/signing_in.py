"""The form at the door."""

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """Django's own form; its Indonesian message repeats a word."""

    error_messages = {
        "invalid_login": "Nama pengguna atau sandi salah. Huruf besar dan kecil dibedakan.",
        "inactive": "Akun ini tidak aktif. Hubungi administrator LAKIN di unit kerja Anda.",
    }
