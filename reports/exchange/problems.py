"""A refusal that a program can read: RFC 9457, in Indonesian."""

from django.http import JsonResponse

TITLES = {
    400: "Permintaan tidak dapat dibaca",
    401: "Token yang berlaku diperlukan",
    403: "Token ini tidak mencakup data tersebut",
    404: "Tidak ditemukan",
    405: "Hanya dapat dibaca",
    429: "Terlalu sering",
}
CONTENT_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that cannot be answered; the message says why and what to do."""

    def __init__(self, status: int, detail: str, **headers: str):
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers

    def response(self) -> JsonResponse:
        """The problem document; nobody keeps it on the way."""
        body = {"type": "about:blank", "title": TITLES[self.status], "status": self.status, "detail": self.detail}
        found = JsonResponse(body, status=self.status, content_type=CONTENT_TYPE)
        found["Cache-Control"] = "no-store"
        for name, value in self.headers.items():
            found[name.replace("_", "-")] = value
        return found
