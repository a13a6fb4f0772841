"""A person's own password: changed after signing in, or made anew through a link sent by mail."""

from concurrent.futures import ThreadPoolExecutor

from axes.utils import reset
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import forms, views
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator

LINKS_PER_HOUR = 3
# Mail leaves after the answer, which would otherwise come later for an address we know than for one we do not.
OUTBOX = ThreadPoolExecutor(max_workers=1, thread_name_prefix="surel")


def may_get_link(user) -> bool:
    """True when fewer than three links went to the account within the hour; the one asked for now is counted."""
    key, now = f"tautan-sandi-{user.pk}", timezone.now().timestamp()
    sent = [moment for moment in cache.get(key, []) if moment > now - 3600]
    if len(sent) >= LINKS_PER_HOUR:
        return False
    cache.set(key, [*sent, now], 3600)
    return True


class OwnPassword:
    """What every form for an own password shares: it differs from the one before, and nobody else gave it."""

    def clean(self):
        cleaned = super().clean()
        if not self.errors and self.user.check_password(self.cleaned_data["new_password1"]):
            self.add_error("new_password1", "Sandi baru harus berbeda dari sandi yang sekarang.")
        return cleaned

    def save(self, commit=True):
        self.user.must_change_password = False
        return super().save(commit=commit)


class ChangeForm(OwnPassword, forms.PasswordChangeForm):
    pass


class NewPasswordForm(OwnPassword, forms.SetPasswordForm):
    def save(self, commit=True):
        """Also opens the door again: whoever reads the mailbox is no stranger who guesses."""
        reset(username=self.user.get_username())
        return super().save(commit=commit)


class ForgottenForm(forms.PasswordResetForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Alamat surel"

    def save(self, use_https=False, **kwargs):
        super().save(use_https=use_https or settings.HTTPS, **kwargs)

    def send_mail(self, subject_template_name, email_template_name, context, *args, **kwargs):
        if may_get_link(context["user"]):
            page = reverse("lupa-sandi-baru", kwargs={"uidb64": context["uid"], "token": context["token"]})
            context["link"] = f"{context['protocol']}://{context['domain']}{page}"
            context["hours"] = settings.PASSWORD_RESET_TIMEOUT // 3600
            OUTBOX.submit(super().send_mail, subject_template_name, email_template_name, context, *args, **kwargs)


class ChangeView(views.RedirectURLMixin, views.PasswordChangeView):
    """Leads back to where a new person was stopped, otherwise to a page that says it is done."""

    form_class = ChangeForm
    next_page = "kata-sandi-diganti"

    def form_valid(self, form):
        if self.get_redirect_url():
            messages.success(self.request, "Sandi sudah diganti. Pakai sandi yang baru saat masuk berikutnya.")
        return super().form_valid(form)


@method_decorator(login_not_required, name="dispatch")
class ForgottenView(views.PasswordResetView):
    """Answers the same whether the address is known or not; absent where no mail can be sent."""

    form_class = ForgottenForm
    email_template_name = "registration/password_reset_email.txt"
    success_url = reverse_lazy("lupa-sandi-terkirim")

    def dispatch(self, *args, **kwargs):
        if not settings.CAN_MAIL:
            raise Http404
        return super().dispatch(*args, **kwargs)


class NewPasswordView(views.PasswordResetConfirmView):
    form_class = NewPasswordForm
    success_url = reverse_lazy("lupa-sandi-selesai")
