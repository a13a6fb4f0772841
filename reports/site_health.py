"""Whether this process can serve people now, check by check, in words that give nothing away."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from time import monotonic
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from reports import pulses

# Below this an upload or a report may fail at any moment.
LEAST_ROOM = 500 * 1024 * 1024
# Seconds that an answer holds.
FRESH = 5
LAST: dict[str, tuple[float, tuple["Check", ...]]] = {}
ASKED = Lock()


@dataclass(frozen=True)
class Check:
    """One thing looked at; `is_needed` False when the site serves people without it."""

    name: str
    is_good: bool
    words: str
    is_needed: bool = True


def looked_at() -> tuple[Check, ...]:
    """Every check, made anew when the last answer of this process is some seconds old: anybody may ask, and often."""
    with ASKED:
        made = LAST.get("made")
        if made is None or monotonic() - made[0] >= FRESH:
            made = LAST["made"] = (monotonic(), checked())
    return made[1]


def checked() -> tuple[Check, ...]:
    """Every check. An error says only which check failed: its text may hold addresses or passwords."""
    return (
        tried("basis data", database, "tidak menjawab"),
        tried("migrasi", migrations, "tidak dapat dibaca"),
        tried("cache", remembered, "tidak dapat ditulis"),
        tried("media", media, "tidak dapat ditulis"),
        tried("ruang penyimpanan", room, "tidak dapat dibaca"),
        tried("pekerja", worker, "tidak dapat dibaca", is_needed=False),
    )


def tried(name: str, look: Callable[[], str], failed: str, *, is_needed: bool = True) -> Check:
    try:
        wrong = look()
    except Exception:
        wrong = failed
    return Check(name, not wrong, wrong or "baik", is_needed)


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations() -> str:
    executor = MigrationExecutor(connection)
    return "belum semua dijalankan" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else ""


def remembered() -> str:
    key = f"siap-{uuid4().hex}"
    cache.set(key, "ya", 10)
    found = cache.get(key)
    cache.delete(key)
    return "" if found == "ya" else "tidak mengingat"


def media() -> str:
    with TemporaryFile(dir=kept_at()) as file:
        file.write(b"siap")
    return ""


def room() -> str:
    return "hampir penuh" if shutil.disk_usage(kept_at()).free < LEAST_ROOM else ""


def kept_at() -> Path:
    """Where the media lie, or would lie after the first upload; asking makes no folder."""
    place = Path(settings.MEDIA_ROOT).resolve()
    return next(one for one in (place, *place.parents) if one.exists())


def worker() -> str:
    return "" if pulses.workers_alive() else "tidak ada yang berjalan; berkas laporan menunggu"
