"""Makes a backup: the database first, then the media it speaks of, then the list; whole or not at all."""

import os
import re
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from reports import pulses
from reports.backing import manifest, postgres_dumps, sqlite_files
from reports.backing.manifest import BackupError
from reports.content import program_version
from units import uploads

PREFIX, HALF = "lakin-", ".sementara"
OURS = re.compile(rf"{PREFIX}\d{{8}}-\d{{6}}")
ENGINES = {"sqlite": sqlite_files, "postgresql": postgres_dumps}
MEDIA = "media"
# Signs of life, uploads nobody has confirmed and files that are still being written belong to no backup.
LEFT_OUT = shutil.ignore_patterns(pulses.FOLDER, uploads.FOLDER, f"*{HALF}")


def make(parent: Path, now: datetime, *, keep: int | None = None) -> Path:
    """The folder of the new backup; with `keep` only so many of the newest stay."""
    target = parent / f"{PREFIX}{now:%Y%m%d-%H%M%S}"
    if target.exists():
        raise BackupError(f"{target} sudah ada dan tidak ditimpa.")
    half = target.with_name(target.name + HALF)
    # Personal data: for nobody but the account that makes it.
    before = os.umask(0o077)
    try:
        half.mkdir(parents=True)
        fill(half, now)
        half.rename(target)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    finally:
        os.umask(before)
    pulses.beat(pulses.BACKUP)
    if keep:
        forget(parent, keep)
    return target


def fill(folder: Path, now: datetime) -> None:
    """A file is stored before its row and removed after it: what rows of the dump speak of is there a moment later."""
    engine = ENGINES[connection.vendor]
    applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    counts = engine.dump(connection.settings_dict, folder)
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir():
        shutil.copytree(media, folder / MEDIA, ignore=LEFT_OUT, copy_function=shutil.copyfile)
    about = {"made_at": now.isoformat(), "program": program_version(), "database": connection.vendor}
    manifest.write(folder, about | {"migrations": applied, "rows": counts})


def forget(parent: Path, keep: int) -> None:
    """Removes all but the newest whole backups; a folder with another name is somebody else's."""
    whole = [path for path in sorted(parent.iterdir()) if OURS.fullmatch(path.name) and path.is_dir()]
    for path in whole[:-keep]:
        shutil.rmtree(path)
