"""Pages that stay right while rows are added: what follows a row, never what follows a number of rows."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from reports.exchange.problems import Problem

BEGINNING = b"sesudah:"


def cursor_of(key: int) -> str:
    """The word that asks for what follows the row."""
    return urlsafe_b64encode(BEGINNING + str(key).encode()).decode().rstrip("=")


def key_of(cursor: str) -> int:
    """The row that a cursor names, 0 for none; Problem 400 for one that we never gave."""
    if not cursor:
        return 0
    try:
        found = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except (Error, ValueError):
        found = b""
    number = found.removeprefix(BEGINNING)
    if found == number or not number.isdigit() or len(number) > 18:
        raise Problem(400, "Penanda halaman tidak dikenal; pakai nilai next_cursor dari jawaban sebelumnya.")
    return int(number)


def page_after(rows, key: int, size: int) -> tuple[list, str | None]:
    """The rows after a key in the order of their keys, and the cursor of what follows; None at the end."""
    found = list(rows.order_by("pk").filter(pk__gt=key)[: size + 1])
    following = cursor_of(found[size - 1].pk) if len(found) > size else None
    return found[:size], following
