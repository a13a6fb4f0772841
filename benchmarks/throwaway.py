"""Databases made for a measurement and gone after it: each run gets its own copy of an empty, migrated one."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg2

from benchmarks.measuring import timed

POSTGRES = os.environ.get("DATABASE_URL_PG", "postgres://postgres@127.0.0.1:5432")


class Sqlite:
    """Files in a temporary folder."""

    vendor = "SQLite"

    @contextmanager
    def empty(self) -> Iterator[None]:
        """Keeps a migrated database ready to be copied."""
        with TemporaryDirectory() as folder:
            self.folder = Path(folder)
            migrate(self._url("kosong"))
            yield

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of a copy, which is removed afterwards."""
        shutil.copy(self.folder / "kosong.sqlite3", self.folder / "salinan.sqlite3")
        yield self._url("salinan")
        for path in self.folder.glob("salinan.*"):
            path.unlink()

    def _url(self, name: str) -> str:
        return f"sqlite:///{self.folder / name}.sqlite3"


class Postgres:
    """Databases of a server that lets us create them."""

    vendor = "PostgreSQL"

    def __init__(self, server: str = POSTGRES):
        self.server = f"{urlsplit(server).scheme}://{urlsplit(server).netloc}"
        self.name = f"lakin_benchmark_{os.getpid()}"

    def is_reachable(self) -> bool:
        try:
            self._tell("SELECT 1")
        except psycopg2.OperationalError:
            return False
        return True

    @contextmanager
    def empty(self) -> Iterator[None]:
        """Keeps a migrated database ready to be copied."""
        with self._database(self.name, "template1") as url:
            migrate(url)
            yield

    def fresh(self) -> AbstractContextManager[str]:
        """The address of a copy, which is dropped afterwards."""
        return self._database(f"{self.name}_salinan", self.name)

    @contextmanager
    def _database(self, name: str, template: str) -> Iterator[str]:
        self._tell(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield f"{self.server}/{name}"
        finally:
            self._tell(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _tell(self, statement: str) -> None:
        connection = psycopg2.connect(f"{self.server}/postgres", connect_timeout=3)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
        finally:
            connection.close()


@contextmanager
def servers() -> Iterator[list[Sqlite | Postgres]]:
    """SQLite, and PostgreSQL where there is one, each with its empty database."""
    with ExitStack() as stack:
        found = [Sqlite(), Postgres()]
        if not found[1].is_reachable():
            print("PostgreSQL tidak terjangkau dan dilewati; alamatnya boleh diberikan lewat DATABASE_URL_PG.")
            found.pop()
        for server in found:
            stack.enter_context(server.empty())
        yield found


def migrate(url: str) -> None:
    """Makes the tables of an empty database."""
    timed([sys.executable, "manage.py", "migrate", "--verbosity", "0"], DATABASE_URL=url)


def import_fixture(folder: str | Path, url: str) -> None:
    """Brings a workbook into a database by the command that planners use."""
    timed([sys.executable, "manage.py", "import_workbook", str(folder)], DATABASE_URL=url)
