"""Restores a backup: proven before anything is touched, and looked at again afterwards."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from django.conf import settings

from reports import pulses
from reports.backing import manifest
from reports.backing.making import ENGINES, MEDIA
from reports.backing.manifest import BackupError
from units import uploads

ASIDE = ".sebelum-pulih-"
PASSING = {pulses.FOLDER, uploads.FOLDER}


def restore(folder: Path, database: dict, address: str, now: datetime, *, replace: bool = False) -> str:
    """What the look at the restored data found, in words; `address` leads there, `database` are its settings."""
    told = manifest.read(folder)
    vendor = database["ENGINE"].rpartition(".")[2].removesuffix("3")
    if vendor != told["database"]:
        raise BackupError(f"Cadangan ini dari {told['database']} dan tidak dapat dipulihkan ke {vendor}.")
    engine, media = ENGINES[vendor], Path(settings.MEDIA_ROOT)
    if not replace and not engine.is_empty(database):
        raise BackupError("Basis data tujuan tidak kosong. Kosongkan dahulu, atau pakai --replace untuk menggantinya.")
    if not replace and stored(media):
        raise BackupError(f"Folder media {media} tidak kosong. Kosongkan dahulu, atau pakai --replace.")
    engine.load(database, folder)
    put_media(folder / MEDIA, media, now)
    if (found := engine.counted(database)) != told["rows"]:
        raise BackupError(f"Jumlah baris sesudah dipulihkan berbeda: {differing(told['rows'], found)}.")
    return looked_at(address)


def stored(media: Path) -> list[Path]:
    """What lies in the folder of the media, without signs of life, unconfirmed uploads and former contents."""
    found = media.iterdir() if media.is_dir() else ()
    return [path for path in found if path.name not in PASSING and not path.name.startswith(ASIDE)]


def put_media(source: Path, media: Path, now: datetime) -> None:
    """Puts the files there; what stood there is kept beside them, as the folder itself may be a mounted disk."""
    media.mkdir(parents=True, exist_ok=True)
    if former := stored(media):
        aside_folder = media.joinpath(f"{ASIDE}{now:%Y%m%d-%H%M%S}")
        aside_folder.mkdir()
        for path in former:
            path.rename(aside_folder / path.name)
    if source.is_dir():
        shutil.copytree(source, media, dirs_exist_ok=True)


def differing(told: dict, found: dict) -> str:
    names = sorted(name for name in {*told, *found} if told.get(name) != found.get(name))
    return json.dumps({name: [told.get(name), found.get(name)] for name in names[:10]})


def looked_at(address: str) -> str:
    """Runs verify_data on the restored database, in a process that knows no other."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "verify_data"],
        env=os.environ | {"DATABASE_URL": address, "MEDIA_ROOT": str(settings.MEDIA_ROOT)},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise BackupError(f"Data dipulihkan, tetapi pemeriksaannya gagal:\n{done.stdout}{done.stderr}".strip())
    return done.stdout
