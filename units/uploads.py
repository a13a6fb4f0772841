"""Workbooks uploaded but not confirmed yet: kept in a private folder, bound to the session and their hash."""

import os
import re
import secrets
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404

SESSION_KEY = "uploads"
FOLDER = ".unggahan"
LIFETIME = 24 * 60 * 60
NAME = re.compile(r"[0-9a-f]{32}\.xlsx")


class Gone(Http404):
    """No such upload in this session, any more or ever: nobody is told which."""


def folder() -> Path:
    """The private folder; it lies in the media, the one place that every process of a server may write."""
    path = Path(settings.MEDIA_ROOT) / FOLDER
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(session, uploaded) -> str:
    """Stores the upload and returns its token; only this session finds it again."""
    data = uploaded.read()
    name = store(data)
    token = name.removesuffix(".xlsx")
    session[SESSION_KEY] = {**session.get(SESSION_KEY, {}), token: [name, sha256(data).hexdigest()]}
    return token


def store(data: bytes) -> str:
    """Writes a file only this system may read and returns its random name."""
    forget_old()
    name = f"{secrets.token_hex(16)}.xlsx"
    handle = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return name


def stored(name: str) -> Path:
    """The file of that name; SuspiciousOperation for a name this module never gives."""
    if not NAME.fullmatch(name):
        raise SuspiciousOperation("Nama berkas tidak dikenal.")
    return folder() / name


def kept(session, token: str) -> Path | None:
    """The stored file; None when this session did not upload it, when it is gone or when it was changed."""
    name, digest = session.get(SESSION_KEY, {}).get(token, (None, None))
    path = stored(name) if name else None
    if path is None or not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
        return None
    return path


def found(session, token: str) -> Path:
    """As `kept`; Gone where there is none."""
    if (path := kept(session, token)) is None:
        raise Gone
    return path


def discard(session, token: str) -> None:
    """Removes the stored file and what the session knows of it."""
    uploads = dict(session.get(SESSION_KEY, {}))
    name, _ = uploads.pop(token, (None, None))
    session[SESSION_KEY] = uploads
    if name:
        stored(name).unlink(missing_ok=True)


def forget_old() -> None:
    """Removes what nobody confirmed within a day."""
    oldest = time.time() - LIFETIME
    for path in folder().iterdir():
        # Another upload may be clearing the folder at the same moment.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()
