"""An SQLite database as one file, copied while others write, and put in place whole."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

NAME = "database.sqlite3"


def dump(settings: dict, folder: Path) -> dict[str, int]:
    """Writes the copy; the number of rows by table, counted in the copy itself."""
    path = folder / NAME
    source = sqlite3.connect(f"file:{settings['NAME']}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        return counts(copy)


def tables(connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(name for (name,) in rows)


def counts(connection) -> dict[str, int]:
    found = tables(connection)
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in found}  # noqa: S608


def is_empty(settings: dict) -> bool:
    """True when there is no database yet, or no table in it."""
    path = Path(settings["NAME"])
    if not path.exists():
        return True
    with closing(sqlite3.connect(path)) as connection:
        return not tables(connection)


def load(settings: dict, folder: Path) -> None:
    """Puts the copy in place of whatever stood there."""
    path = Path(settings["NAME"])
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.sementara")
    new.write_bytes((folder / NAME).read_bytes())
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    os.replace(new, path)


def counted(settings: dict) -> dict[str, int]:
    with closing(sqlite3.connect(settings["NAME"])) as connection:
        return counts(connection)
