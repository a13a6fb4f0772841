"""One line of log for every request, under a mark that every other line of the same request carries."""

import json
import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

from django.contrib.auth import SESSION_KEY
from django.db import connection

from lakin.counters import REQUESTS

HEADER = "X-Request-ID"
# From outside only what cannot break a line of log, or fill it.
WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
# Addresses with these arguments open something to whoever knows them.
SECRET = {"token", "uidb64"}
access = logging.getLogger("lakin.access")
mark: ContextVar[str] = ContextVar("mark", default="-")


@contextmanager
def marked(words: str) -> Iterator[None]:
    """Every line of log that is written meanwhile carries this mark."""
    token = mark.set(words)
    try:
        yield
    finally:
        mark.reset(token)


class Queries:
    """Counts queries and the seconds they take."""

    def __init__(self):
        self.count, self.seconds = 0, 0.0

    def __call__(self, execute, *given):
        began = time.perf_counter()
        try:
            return execute(*given)
        finally:
            self.count += 1
            self.seconds += time.perf_counter() - began


class RequestLog:
    """Stands before everything else, so that what others refuse is told as well."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get(HEADER, "")
        request.mark = given if WELL_FORMED.fullmatch(given) else uuid4().hex
        # Kept after the answer: Django writes its own line about a refusal when everything else is done.
        mark.set(request.mark)
        began, queries = time.perf_counter(), Queries()
        with connection.execute_wrapper(queries):
            response = self.get_response(request)
        response[HEADER] = request.mark
        tell(request, response, time.perf_counter() - began, queries)
        return response


def tell(request, response, seconds: float, queries: Queries) -> None:
    match = request.resolver_match
    view = match.view_name if match else "tidak-dikenal"
    method = request.method if request.method in {"GET", "POST"} else "lain"
    REQUESTS.labels(method, view, response.status_code).observe(seconds)
    fields = {
        "method": request.method,
        "path": shown_path(request),
        "view": view,
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "queries": queries.count,
        "database_ms": round(queries.seconds * 1000),
        "user": user_of(request),
    }
    access.info("%(method)s %(path)s %(status)s %(ms)s ms", fields, extra={"fields": fields})


def shown_path(request) -> str:
    """The path without its query, which may hold names, and without what opens a door."""
    match = request.resolver_match
    return f"/{match.route}" if match and SECRET & set(match.kwargs) else request.path


def user_of(request) -> int | None:
    """The key of whoever is signed in, when the request asked; None otherwise. Reads nothing by itself."""
    session = getattr(request, "session", None)
    key = session.get(SESSION_KEY) if session is not None and session.accessed else None
    return int(key) if key else None


class WithMark(logging.Filter):
    """Puts the mark of the request or job on every line."""

    def filter(self, record):
        record.mark = mark.get()
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line, for programs that collect logs."""

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "mark", "-"),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
