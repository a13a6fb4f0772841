"""A migrated SQLite file that test runs copy, because migrating takes longer than most runs of a few tests."""

import fcntl
import shutil
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

FOLDER = settings.BASE_DIR / "var" / "test"


def copy_to(path: Path) -> None:
    """Puts a database there that has every migration; of several processes one migrates, the others wait."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    prepared = FOLDER / f"{mark()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not prepared.exists():
            for former in FOLDER.glob("*.sqlite3*"):
                former.unlink()
            migrate(FOLDER / "new.sqlite3").rename(prepared)
        shutil.copyfile(prepared, path)


def mark() -> str:
    """The mark of all migrations and of the libraries that bring their own."""
    found = sorted(path for path in settings.BASE_DIR.glob("*/migrations/*.py"))
    digest = sha256()
    for path in (*found, settings.BASE_DIR / "requirements.txt"):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def migrate(path: Path) -> Path:
    """The path of a new database in one file: closing writes the log of the last changes into it."""
    former, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(path)
    try:
        call_command("migrate", verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = former
    return path
