"""Passwords that an administrator gives to somebody else: good for coming in once."""

from axes.utils import reset
from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm

from units.models import User

DUTY = (
    "Tercentang sendiri bila administrator membuat pengguna atau menyetel sandinya. Pengguna diminta membuat sandi "
    "sendiri begitu masuk, lalu centang ini hilang."
)


def duty_field(**settings):
    """The box that says whether the person has to make an own password."""
    return forms.BooleanField(label="Wajib mengganti sandi", required=False, help_text=DUTY, **settings)


def ask_plainly(form):
    """Puts the library's question whether there is a password at all into words of an office."""
    if field := form.fields.get("usable_password"):
        field.label, field.choices = "Masuk dengan sandi", {"true": "Ya", "false": "Tidak"}
        field.help_text = "Pilih Tidak bila orang ini hanya masuk dengan akun kementerian; sandi yang ada lalu dihapus."


class AccountForm(UserChangeForm):
    must_change_password = duty_field()

    class Meta(UserChangeForm.Meta):
        model = User
        labels = {"email": "Alamat surel"}


class NewAccountForm(AdminUserCreationForm):
    must_change_password = duty_field(initial=True)

    class Meta(AdminUserCreationForm.Meta):
        model = User
        labels = {"email": "Alamat surel"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_plainly(self)


class GivenPasswordForm(AdminPasswordChangeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_plainly(self)
        self.fields["password2"].help_text = "Ketik sekali lagi. Pengguna diminta mengganti sandi ini begitu masuk."

    def save(self, commit=True):
        """Also opens the door again to a person who was locked out."""
        self.user.must_change_password = self.cleaned_data["set_usable_password"]
        reset(username=self.user.get_username())
        return super().save(commit=commit)
