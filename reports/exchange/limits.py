"""How often somebody may ask within a minute, counted exactly for all processes and servers in the database."""

from time import time

from django.db import connection
from django.utils.crypto import salted_hmac

from reports.exchange.problems import Problem
from reports.models import RequestCount

MINUTE = 60
# One statement, so that no two requests see the same count; SQLite and PostgreSQL read it alike.
COUNT = """
INSERT INTO reports_requestcount (whose, minute, asked) VALUES (%s, %s, 1)
ON CONFLICT (whose, minute) DO UPDATE SET asked = reports_requestcount.asked + 1
RETURNING asked
"""


def count_in(whose: str, most: int) -> None:
    """Counts one request of an address or a token; Problem 429 beyond `most` within the minute of the clock.

    The row keeps no address in the clear, and none that could be found by trying all of them.
    """
    minute, elapsed = divmod(int(time()), MINUTE)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [salted_hmac("batas", whose, algorithm="sha256").hexdigest(), minute])
        (asked,) = cursor.fetchone()
    if asked > most:
        left = MINUTE - elapsed
        detail = f"Paling banyak {most} permintaan per menit. Coba lagi dalam {left} detik."
        raise Problem(429, detail, Retry_After=str(left))


def forget() -> int:
    """Removes the counts of minutes that are over; returns how many."""
    return RequestCount.objects.filter(minute__lt=int(time()) // MINUTE - 1).delete()[0]
