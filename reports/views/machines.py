"""What the machines around the site ask: is it ready, and how is it doing."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from reports import metrics, site_health
from units.signing_in import address_behind_proxy


@login_not_required
@never_cache
@require_safe
def ready(request):
    """Whether people can be sent here: 503 when anything that is needed fails; lines for people, JSON otherwise."""
    checks = site_health.looked_at()
    is_ready = all(check.is_good for check in checks if check.is_needed)
    status = 200 if is_ready else 503
    if request.accepts("text/html") and not request.accepts("application/json"):
        lines = [f"{check.name}: {check.words}" for check in checks]
        head = "siap" if is_ready else "belum siap"
        return HttpResponse("\n".join([head, *lines, ""]), content_type="text/plain; charset=utf-8", status=status)
    found = [{"name": one.name, "ok": one.is_good, "needed": one.is_needed, "words": one.words} for one in checks]
    return JsonResponse({"ready": is_ready, "checks": found}, status=status)


@login_not_required
@never_cache
@require_safe
def figures(request):
    """The figures for Prometheus; for everybody else there is no such page."""
    if not may_read_figures(request):
        raise Http404
    return HttpResponse(metrics.text(), content_type=CONTENT_TYPE_LATEST)


def may_read_figures(request) -> bool:
    """True with the token of the settings, or from an address that they name."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN and kind == "Bearer" and constant_time_compare(token, settings.METRICS_TOKEN):
        return True
    address = address_behind_proxy(request) if settings.BEHIND_PROXY else request.META["REMOTE_ADDR"]
    try:
        return any(ip_address(address) in ip_network(network) for network in settings.METRICS_ALLOWED)
    except ValueError:
        return False
