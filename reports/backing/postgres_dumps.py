"""A PostgreSQL database through its own programs; passwords travel in the environment, never on a command line."""

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg2

from reports.backing.manifest import BackupError

NAME = "database.dump"
FOLDERS = Path("/usr/lib/postgresql")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


def program(name: str) -> str:
    """The newest client program of that name: an older one refuses a newer server."""
    newest = sorted(
        FOLDERS.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0
    )
    if found := (str(newest[-1]) if newest else shutil.which(name)):
        return found
    raise BackupError(f"Program {name} tidak ditemukan. Pasanglah: apt-get install postgresql-client")


def environment(settings: dict) -> dict[str, str]:
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
    return os.environ | {to: str(settings[name]) for name, to in names.items() if settings.get(name)}


def ran(command: list[str], settings: dict) -> None:
    done = subprocess.run(command, env=environment(settings), capture_output=True, text=True)  # noqa: S603 - own words
    if done.returncode:
        raise BackupError(f"{Path(command[0]).name} gagal: {done.stderr.strip()[:2000]}")


def connected(settings: dict):
    given = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return psycopg2.connect(**{to: settings[name] for to, name in given.items() if settings.get(name)})


def dump(settings: dict, folder: Path) -> dict[str, int]:
    """Writes the dump; the number of rows by table in the very same snapshot."""
    with closing(connected(settings)) as connection, connection.cursor() as cursor:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        path = folder / NAME
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={path}"]
        ran([program("pg_dump"), *options], settings)
        return counts(cursor)


def counts(cursor) -> dict[str, int]:
    cursor.execute(TABLES)
    found = {}
    for (name,) in cursor.fetchall():
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - a name from the catalogue
        found[name] = cursor.fetchone()[0]
    return found


def is_empty(settings: dict) -> bool:
    with closing(connected(settings)) as connection, connection.cursor() as cursor:
        cursor.execute(TABLES)
        return not cursor.fetchall()


def load(settings: dict, folder: Path) -> None:
    """Puts the dump in place of whatever stood there, all of it or nothing."""
    restore = program("pg_restore")
    with closing(connected(settings)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    ran([restore, *options, f"--dbname={settings['NAME']}", str(folder / NAME)], settings)


def counted(settings: dict) -> dict[str, int]:
    with closing(connected(settings)) as connection, connection.cursor() as cursor:
        return counts(cursor)
