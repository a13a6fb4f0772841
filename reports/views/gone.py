"""A preview whose file is gone: said in its place, in the same words whether it ever was or is another session's."""

from functools import wraps

from django.shortcuts import render
from django.urls import reverse

from reports.frame import frame
from units.uploads import Gone


def leads_back_to(page: str):
    """Sends whoever finds no file any more to the page where it is uploaded, with the arguments of the preview."""

    def wrap(view):
        @wraps(view)
        def answered(request, **place):
            try:
                return view(request, **place)
            except Gone:
                kept = {name: value for name, value in place.items() if name != "token"}
                context = {"frame": frame(request.user), "address": reverse(page, kwargs=kept)}
                return render(request, "reports/preview_gone.html", context, status=404)

        return answered

    return wrap
