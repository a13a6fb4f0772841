"""Who and what passes on: those who are signed in, with a password of their own, and text that can be stored."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.shortcuts import resolve_url
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from units.single_sign_on import BACKEND

# What stays open to whoever still has to make an own password.
FREE = {
    *("masuk", "keluar", "kata-sandi", "kata-sandi-diganti", "sehat", "icon"),
    *("siap", "metrik"),
    *("lupa-sandi", "lupa-sandi-terkirim", "lupa-sandi-baru", "lupa-sandi-selesai"),
    *("masuk-kementerian", "masuk-kementerian-kembali"),
    *("reports:public-show", "reports:public-download"),
    *("reports:open-list", "reports:open-unit", "reports:open-agreement", "reports:data-list", "reports:data-show"),
    *("reports:api-schema", "reports:api-list", "reports:api-show"),
}
PLAIN_FORM = "application/x-www-form-urlencoded"
UNSAVED = "Yang baru saja Anda kirim belum disimpan."


def page_of(request) -> str:
    """The page a person was on, to come back to: for a form or a fragment the page that holds it."""
    if request.method == "GET" and not request.htmx:
        return request.get_full_path()
    holder = request.htmx.current_url or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(holder, {request.get_host()}, require_https=request.is_secure())
    path = urlsplit(holder)._replace(scheme="", netloc="", fragment="").geturl()
    return path if is_ours and path else resolve_url(settings.LOGIN_REDIRECT_URL)


def led_to(request, address):
    """A redirect that a whole page and a fragment both follow, coming back to where the person was."""
    response = redirect_to_login(page_of(request), resolve_url(address))
    return HttpResponseClientRedirect(response.url) if request.htmx else response


class TextWithoutNul(MiddlewareMixin):
    """Refuses what no database keeps as text: a NUL character in the address or in a form without files."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        forms = [request.GET, request.POST] if request.content_type == PLAIN_FORM else [request.GET]
        texts = (text for form in forms for name, values in form.lists() for text in (name, *values))
        if "\0" in request.path or any("\0" in text for text in texts):
            raise BadRequest("NUL")


class SignedInOnly(LoginRequiredMiddleware):
    """Django's own, which also says when a session has ended and comes back to a page instead of a form's address."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        # Django asks for the session first, which would keep open pages from being stored for everybody.
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME) and request.session.is_empty():
            lost = "" if request.method == "GET" else f" {UNSAVED}"
            messages.warning(request, f"Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan.{lost}")
        return led_to(request, self.get_login_url(view_func))


class OwnPasswordFirst(MiddlewareMixin):
    """Leads whoever signed in by a password that somebody else gave to the page where they make their own."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.resolver_match.view_name in FREE or not must_change(request):
            return None
        if request.method != "GET":
            messages.warning(request, UNSAVED)
        return led_to(request, "kata-sandi")


def must_change(request) -> bool:
    """True when the person has to make an own password; who came through the ministry's account used none."""
    is_by_password = request.session.get(BACKEND_SESSION_KEY) != BACKEND
    return request.user.is_authenticated and request.user.must_change_password and is_by_password
