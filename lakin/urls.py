"""Every address of the site."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeDoneView, PasswordChangeView
from django.db import connection
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.views.decorators.cache import never_cache

from units.admin_site import site
from units.signing_in import SignInForm


@login_not_required
@never_cache
def health(request):
    """Says that the site and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("sehat", content_type="text/plain; charset=utf-8")


@login_not_required
def icon(request):
    """Where browsers look for the icon of a page that names none, as the report itself."""
    return HttpResponsePermanentRedirect(static("lakin.svg"))


change_password = PasswordChangeView.as_view(success_url=reverse_lazy("kata-sandi-diganti"))

urlpatterns = [
    path("masuk/", LoginView.as_view(redirect_authenticated_user=True, authentication_form=SignInForm), name="masuk"),
    # Whoever is out already, as after a long lunch, must not be asked to sign in first.
    path("keluar/", login_not_required(LogoutView.as_view()), name="keluar"),
    path("kata-sandi/", change_password, name="kata-sandi"),
    path("kata-sandi/selesai/", PasswordChangeDoneView.as_view(), name="kata-sandi-diganti"),
    path("sehat/", health, name="sehat"),
    path("favicon.ico", icon, name="icon"),
    path("admin/", site.urls),
    path("", include("reports.urls")),
]
