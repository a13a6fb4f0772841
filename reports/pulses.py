"""Signs of life that every process of the site can see: files that are touched, beside the media they share."""

import os
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

FOLDER = ".denyut"
WORKER, BACKUP, REMINDERS = "pekerja", "cadangan", "pengingat"
# A worker touches its file every ten seconds.
ALIVE = timedelta(seconds=45)
FORGOTTEN = timedelta(days=1)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER


def worker_name() -> str:
    """The name of this process among all workers."""
    return f"{WORKER}-{socket.gethostname()}-{os.getpid()}"


def beat(name: str) -> None:
    """Says that it is alive, or that it has just been done."""
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / name).touch()


def stop(name: str) -> None:
    """Says that it ended on purpose."""
    (folder() / name).unlink(missing_ok=True)


def last(name: str) -> datetime | None:
    """When it was last alive or done; None when never."""
    try:
        return datetime.fromtimestamp((folder() / name).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def workers_alive(now: datetime | None = None) -> int:
    """How many workers gave a sign of life lately; files of those long dead are removed."""
    now, count = now or timezone.now(), 0
    for path in folder().glob(f"{WORKER}-*"):
        seen = last(path.name)
        count += seen is not None and seen > now - ALIVE
        if seen is not None and seen < now - FORGOTTEN:
            path.unlink(missing_ok=True)
    return count
