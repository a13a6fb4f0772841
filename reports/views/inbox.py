"""The inbox: what a person was told, what is still unread, and the way to what it is about."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from reports.frame import frame
from units.inbox import read
from units.models import Notice

NOTICES_PER_PAGE = 30


@require_safe
def list_notices(request):
    notices = Notice.objects.filter(user=request.user).order_by("-created_at", "-pk")
    context = {
        "frame": frame(request.user),
        "page": Paginator(notices, NOTICES_PER_PAGE).get_page(request.GET.get("halaman")),
    }
    return render(request, "reports/notice_list.html", context)


@require_POST
def open_notice(request, pk):
    """Marks one notice as read and leads to what it is about."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    read(user=request.user, pk=notice.pk)
    is_ours = notice.url.startswith("/") and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if is_ours else "reports:notice-list")


@require_POST
def read_notices(request):
    read(user=request.user)
    return redirect("reports:notice-list")
