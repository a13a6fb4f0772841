"""Tells the trail whose request it is."""

from django.conf import settings

from units.signing_in import address_behind_proxy
from units.trail import acting


def address_of(request) -> str | None:
    """The visitor's address; what a visitor claims in a header counts only behind our own proxy."""
    return address_behind_proxy(request) if settings.BEHIND_PROXY else request.META.get("REMOTE_ADDR")


class TrailMiddleware:
    """Every row written during a request is the work of the one who is signed in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # The user is lazy: asked for only when something is written.
        with acting(user=request.user, address=address_of(request)):
            return self.get_response(request)
