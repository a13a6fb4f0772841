"""Whether this process can serve people now, check by check, in words that give nothing away."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from reports import pulses

# Below this an upload or a report may fail at any moment.
LEAST_ROOM = 500 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One thing looked at; `is_needed` False when the site serves people without it."""

    name: str
    is_good: bool
    words: str
    is_needed: bool = True


def looked_at() -> list[Check]:
    """Every check. An error says only which check failed: its text may hold addresses or passwords."""
    return [
        tried("basis data", database, "tidak menjawab"),
        tried("migrasi", migrations, "tidak dapat dibaca"),
        tried("cache", remembered, "tidak dapat ditulis"),
        tried("media", media, "tidak dapat ditulis"),
        tried("ruang penyimpanan", room, "tidak dapat dibaca"),
        tried("pekerja", worker, "tidak dapat dibaca", is_needed=False),
    ]


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
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=settings.MEDIA_ROOT) as file:
        file.write(b"siap")
    return ""


def room() -> str:
    return "hampir penuh" if shutil.disk_usage(settings.MEDIA_ROOT).free < LEAST_ROOM else ""


def worker() -> str:
    return "" if pulses.workers_alive() else "tidak ada yang berjalan; berkas laporan menunggu"
