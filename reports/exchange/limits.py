"""How often somebody may ask within a minute, counted for all processes in the cache."""

from hashlib import sha256
from time import time

from django.core.cache import cache

from reports.exchange.problems import Problem

MINUTE = 60


def count_in(whose: str, most: int) -> None:
    """Counts one request of an address or a token; Problem 429 beyond `most` within the minute of the clock.

    A cache in files does not count two requests of the same instant apart, so under load a few more may pass; a cache
    that can count, such as Redis, is exact. The key keeps no address in the clear.
    """
    minute, elapsed = divmod(int(time()), MINUTE)
    key = f"batas:{sha256(whose.encode()).hexdigest()}:{minute}"
    cache.add(key, 0, 2 * MINUTE)
    try:
        asked = cache.incr(key)
    except ValueError:
        # Thrown out in between to make room: counted from the beginning.
        asked = 1
    if asked > most:
        left = MINUTE - elapsed
        detail = f"Paling banyak {most} permintaan per menit. Coba lagi dalam {left} detik."
        raise Problem(429, detail, Retry_After=str(left))
