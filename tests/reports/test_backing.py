"""The restore drill: made, destroyed, restored elsewhere, and every byte is the same."""

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path

import environ
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from reports import pulses
from reports.backing import making, postgres_dumps, restoring, sqlite_files
from reports.backing.manifest import BackupError, read
from tests import factories as make
from tests import report_factories as made
from tests import workers
from units import uploads

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
ENGINES = {"sqlite": sqlite_files, "postgresql": postgres_dumps}
needs_client = pytest.mark.skipif(
    "connection.vendor == 'postgresql' and not list(postgres_dumps.FOLDERS.glob('*/bin/pg_dump'))",
    reason="postgresql-client is not installed",
)
committed = pytest.mark.django_db(transaction=True)


EDITION, EVIDENCE = b"%PDF-1.7 edisi beku", b"%PDF-1.4 bukti dukung"


@pytest.fixture
def backup(tmp_path):
    """A backup of a small site with a frozen edition and evidence."""
    made.make_edition_file(content=EDITION)
    make.make_evidence(file="bukti/rekap.pdf", sha256=sha256(EVIDENCE).hexdigest(), size=len(EVIDENCE))
    path = Path(settings.MEDIA_ROOT, "bukti", "rekap.pdf")
    path.parent.mkdir(parents=True)
    path.write_bytes(EVIDENCE)
    uploads.store(b"buku kerja yang belum disimpan")
    return making.make(tmp_path / "cadangan", NOW)


@pytest.fixture
def elsewhere(tmp_path, django_db_blocker):
    """The address of a new, empty database."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'baru.sqlite3'}"
        return
    name = f"{connection.settings_dict['NAME']}_pulih"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield re.sub(r"/[^/]+$", f"/{name}", workers.database())
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def restore(folder, address, **options):
    output = StringIO()
    call_command("restore", str(folder), "--into", address, stdout=output, **options)
    return output.getvalue()


def rows_of(address, query):
    """What the restored database answers."""
    database = environ.Env.db_url_config(address)
    if connection.vendor == "sqlite":
        opened = closing(sqlite3.connect(database["NAME"]))
    else:
        opened = closing(postgres_dumps.connected(database))
    with opened as other, closing(other.cursor()) as cursor:
        cursor.execute(query)
        return [tuple(bytes(value) if isinstance(value, memoryview) else value for value in row) for row in cursor]


@committed
@needs_client
def test_what_was_destroyed_stands_again_byte_by_byte(backup, elsewhere, settings, tmp_path):
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(settings.MEDIA_ROOT)
    settings.MEDIA_ROOT = str(tmp_path / "media-baru")
    said = restore(backup, elsewhere)
    assert "1 berkas diperiksa, 0 berbeda." in said
    assert "1 bukti dukung diperiksa, 0 berbeda." in said
    assert rows_of(elsewhere, "SELECT content FROM reports_editionfile") == [(EDITION,)]
    assert Path(settings.MEDIA_ROOT, "bukti", "rekap.pdf").read_bytes() == EVIDENCE
    with pytest.raises(CommandError, match="Basis data tujuan tidak kosong"):
        restore(backup, elsewhere)


@committed
@needs_client
def test_a_backup_tells_what_is_in_it_and_is_for_nobody_else(backup):
    told = read(backup)
    assert told["rows"]["reports_editionfile"] == told["rows"]["indicators_evidence"] == 1
    assert "reports.0001_initial" in told["migrations"]
    assert "media/bukti/rekap.pdf" in told["files"]
    assert [name for name in told["files"] if "/." in name] == []
    assert backup.stat().st_mode & 0o077 == 0
    assert pulses.last(pulses.BACKUP)


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) >> 1] ^= 1
    path.write_bytes(content)


SPOILS = (
    (lambda folder: flip(next(folder.glob("database.*"))), r"- database\.\w+ berubah"),
    (lambda folder: flip(folder / "media/bukti/rekap.pdf"), "- media/bukti/rekap.pdf berubah"),
    (lambda folder: (folder / "media/bukti/rekap.pdf").unlink(), "- media/bukti/rekap.pdf tidak ada"),
    (lambda folder: (folder / "media/lain").write_text("x"), "- media/lain tidak tercatat"),
    (lambda folder: flip(folder / "manifest.json"), "Daftar manifest.json berubah"),
    (lambda folder: (folder / "manifest.sha256").unlink(), "bukan cadangan yang utuh"),
)


@committed
@needs_client
def test_one_wrong_byte_is_refused_before_anything_is_touched(backup, elsewhere, monkeypatch, tmp_path):
    for engine in ENGINES.values():
        monkeypatch.setattr(engine, "load", None)
    for number, (spoil, words) in enumerate(SPOILS):
        spoilt = shutil.copytree(backup, tmp_path / f"rusak-{number}")
        spoil(spoilt)
        with pytest.raises(CommandError, match=words):
            call_command("verify_backup", str(spoilt))
        with pytest.raises(CommandError, match=words):
            restore(spoilt, elsewhere)
    call_command("verify_backup", str(backup), stdout=StringIO())


def test_a_backup_that_fails_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "fill", lambda folder, now: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        making.make(tmp_path / "cadangan", NOW)
    assert list((tmp_path / "cadangan").iterdir()) == []


def test_only_the_newest_are_kept_and_none_is_overwritten(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "fill", lambda folder, now: None)
    (tmp_path / "lakin-arsip").mkdir()
    for day in range(3):
        making.make(tmp_path, NOW + timedelta(days=day), keep=2)
    left = sorted(path.name for path in tmp_path.glob("lakin-*"))
    assert left == ["lakin-20261201-030000", "lakin-20261202-030000", "lakin-arsip"]
    with pytest.raises(BackupError, match="sudah ada dan tidak ditimpa"):
        making.make(tmp_path, NOW + timedelta(days=2))


def test_media_that_stood_there_are_kept_beside_the_restored(tmp_path):
    (tmp_path / "sumber").mkdir()
    (tmp_path / "sumber" / "baru.pdf").write_text("baru")
    media = tmp_path / "media"
    media.mkdir()
    (media / "lama.pdf").write_text("lama")
    restoring.put_media(tmp_path / "sumber", media, NOW)
    assert (media / "baru.pdf").read_text() == "baru"
    assert (media / ".sebelum-pulih-20261130-030000" / "lama.pdf").read_text() == "lama"


def test_a_password_never_stands_on_a_command_line(monkeypatch, tmp_path):
    seen = {}
    monkeypatch.setattr(postgres_dumps.subprocess, "run", lambda command, **given: seen.update(given, command=command))
    given = environ.Env.db_url_config("postgres://lakin:sangat-rahasia@db/lakin")
    with pytest.raises(AttributeError):
        postgres_dumps.ran(["pg_dump"], given)
    assert "sangat-rahasia" not in str(seen["command"])
    assert seen["env"]["PGPASSWORD"] == "sangat-rahasia"


@pytest.mark.django_db
def test_evidence_that_differs_is_named():
    make.make_evidence(file="bukti/hilang.pdf")
    errors = StringIO()
    with pytest.raises(CommandError, match="Bukti dukung tidak utuh"):
        call_command("verify_data", stdout=StringIO(), stderr=errors)
    assert "BERBEDA: bukti dukung" in errors.getvalue()
