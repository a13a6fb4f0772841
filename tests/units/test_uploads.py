"""Uploads that wait for confirmation: private, bound to a session, forgotten after a day."""

import os
import time
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousOperation

from units import uploads


def test_a_kept_file_is_private_and_lies_where_a_server_may_write(settings):
    session = {}
    token = uploads.keep(session, BytesIO(b"isi"))
    path = uploads.kept(session, token)
    assert path.read_bytes() == b"isi"
    assert oct(path.stat().st_mode & 0o777) == "0o600"
    assert oct(path.parent.stat().st_mode & 0o777) == "0o700"
    assert path.parent.parent == Path(settings.MEDIA_ROOT)


def test_another_session_does_not_find_it():
    assert uploads.kept({}, uploads.keep({}, BytesIO(b"isi"))) is None


def test_a_discarded_file_is_gone():
    session = {}
    token = uploads.keep(session, BytesIO(b"isi"))
    path = uploads.kept(session, token)
    uploads.discard(session, token)
    assert (path.exists(), uploads.kept(session, token), session[uploads.SESSION_KEY]) == (False, None, {})


def test_what_nobody_confirmed_is_forgotten():
    session = {}
    token = uploads.keep(session, BytesIO(b"isi"))
    yesterday = time.time() - uploads.LIFETIME - 60
    os.utime(uploads.kept(session, token), (yesterday, yesterday))
    uploads.keep({}, BytesIO(b"lain"))
    assert uploads.kept(session, token) is None


def test_a_file_that_another_upload_just_removed_is_no_failure(monkeypatch):
    gone = uploads.folder() / "sudah-dihapus.xlsx"
    monkeypatch.setattr(Path, "iterdir", lambda path: iter([gone]))
    assert uploads.keep({}, BytesIO(b"isi"))


@pytest.mark.parametrize("name", ["../rahasia.xlsx", "a.xlsx", "", "0" * 32])
def test_a_name_this_module_never_gives_is_refused(name):
    with pytest.raises(SuspiciousOperation, match="Nama berkas tidak dikenal"):
        uploads.stored(name)
