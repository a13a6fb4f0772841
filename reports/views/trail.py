"""Riwayat perubahan: who changed what, when, from what to what; to search and to take away, never to edit."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lakin.parsing import is_key
from reports.frame import frame
from reports.trail import read
from reports.trail_files import MOST_ENTRIES, WRITERS
from reports.trail_filters import TrailForm, older_than, readable
from reports.views.files import attached

PER_PAGE = 50


@require_safe
def list_trail(request):
    form = TrailForm(request.GET, request.user)
    entries = form.narrowed(readable(request.user))
    before = request.GET.get("sebelum", "")
    if is_key(before):
        entries = older_than(entries, int(before))
    # One more than is shown tells whether there is an older page; nothing is counted.
    found = [*entries[: PER_PAGE + 1]]
    context = {
        "frame": frame(request.user),
        "form": form,
        "entries": read(found[:PER_PAGE]),
        "older": found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None,
        "is_first": not is_key(before),
        "is_filtered": bool(form.asked),
        "since": form.since,
        "most": MOST_ENTRIES,
    }
    return render(request, "reports/trail_list.html", context)


@require_safe
def download_trail(request, form):
    if form not in WRITERS:
        raise Http404("Format berkas tidak tersedia.")
    content = WRITERS[form](TrailForm(request.GET, request.user).narrowed(readable(request.user)))
    return attached(content, f"riwayat-perubahan-{timezone.localdate():%Y-%m-%d}", form)
