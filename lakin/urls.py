"""Every address of the site."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import (
    LogoutView,
    PasswordChangeDoneView,
    PasswordResetCompleteView,
    PasswordResetDoneView,
)
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.urls import include, path
from django.views.decorators.cache import never_cache

from reports.views.machines import figures, ready
from units.admin_site import site
from units.passwords import ChangeView, ForgottenView, NewPasswordView
from units.signing_in import SignInView
from units.single_sign_on import come_back, leave


@login_not_required
@never_cache
def health(request):
    """Says that this process answers. It asks nobody else: a database that is away is no reason to restart it."""
    return HttpResponse("sehat", content_type="text/plain; charset=utf-8")


@login_not_required
def icon(request):
    """Where browsers look for the icon of a page that names none, as the report itself."""
    return HttpResponsePermanentRedirect(static("lakin.svg"))


urlpatterns = [
    path("masuk/", SignInView.as_view(), name="masuk"),
    path("masuk/kementerian/", leave, name="masuk-kementerian"),
    path("masuk/kementerian/kembali/", come_back, name="masuk-kementerian-kembali"),
    # Whoever is out already, as after a long lunch, must not be asked to sign in first.
    path("keluar/", login_not_required(LogoutView.as_view()), name="keluar"),
    path("kata-sandi/", ChangeView.as_view(), name="kata-sandi"),
    path("kata-sandi/selesai/", PasswordChangeDoneView.as_view(), name="kata-sandi-diganti"),
    path("lupa-sandi/", ForgottenView.as_view(), name="lupa-sandi"),
    path("lupa-sandi/terkirim/", PasswordResetDoneView.as_view(), name="lupa-sandi-terkirim"),
    path("lupa-sandi/selesai/", PasswordResetCompleteView.as_view(), name="lupa-sandi-selesai"),
    path("lupa-sandi/<uidb64>/<token>/", NewPasswordView.as_view(), name="lupa-sandi-baru"),
    path("sehat/", health, name="sehat"),
    path("siap/", ready, name="siap"),
    path("metrik/", figures, name="metrik"),
    path("favicon.ico", icon, name="icon"),
    path("admin/", site.urls),
    path("", include("reports.urls")),
]
