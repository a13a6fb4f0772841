"""A whole ministry on every database: the pages people open every day, cold and warm, at growing sizes.

.venv/bin/python -m benchmarks.ministry [--units 200 2000 20000] [--years 3] [--rounds 9] [--explain]
                                         [--output PATH] [--url URL ...] [--year 2026]
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager

from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.measuring import ROOT, noise, run_step, step, timed
from benchmarks.ministry_paper import Paper, filling_lines, growth_lines, plan_lines, size_lines
from benchmarks.ministry_places import places
from benchmarks.throwaway import servers
from indicators.models import Realization
from units.models import Unit, User

SIZES, YEARS, ROUNDS = (200, 2000, 20_000), 3, 9
STATIC = {"STATIC_ROOT": str(ROOT / "var" / "benchmark-static")}


@contextmanager
def recorded(statements: list):
    """Every statement inside with its parameters."""

    def keep(execute, sql, params, many, context):
        statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield


def clocked(work: Callable[[], object]) -> tuple[float, float, object]:
    """Milliseconds, processor milliseconds, and what came of it."""
    start, busy = time.perf_counter(), time.process_time()
    result = work()
    return (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000, result


def again(statements: list) -> float:
    """Milliseconds of the same statements with nothing around them, every row fetched."""
    with connection.cursor() as cursor:
        start = time.perf_counter()
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()
        return (time.perf_counter() - start) * 1000


def is_read(sql: str) -> bool:
    return sql.lstrip("( ").upper().startswith(("SELECT", "WITH"))


def measure(rounds, year, *names) -> dict:
    """Each place opened once cold, then warm in rounds, its statements repeated raw, and its peer."""
    found, year = [], int(year)
    for place in places(year):
        if names and place.name not in names:
            continue
        client = Client()
        client.force_login(User.objects.get(username=place.role.value), "django.contrib.auth.backends.ModelBackend")
        connection.close()
        cold, _, _ = clocked(lambda place=place, client=client: place.open(client))
        statements = []
        with recorded(statements):
            body = place.open(client)
        reads = [(sql, params) for sql, params in statements if is_read(sql)]
        warm, cpu, inside, raw = [], [], [], []
        for _ in range(int(rounds)):
            wall, busy, _ = clocked(lambda place=place, client=client: place.open(client))
            warm.append(wall)
            cpu.append(busy)
            inside.append(again(reads))
            raw.append(again([(place.raw, place.given)]) if place.raw else 0)
        found.append(
            {
                "name": place.name,
                "cold": cold,
                "warm": warm,
                "cpu": cpu,
                "inside": inside,
                "raw": raw,
                "queries": len(statements),
                "most": place.most,
                "most_in_database": place.most_in_database,
                "kilobytes": len(body) // 1024 if isinstance(body, bytes) else 0,
                "slowest": slowest(reads),
            }
        )
    counts = {"facts": Realization.objects.count(), "units": Unit.objects.count()}
    return {"places": found, "database": f"{connection.display_name} {version()}", **counts}


def version() -> str:
    """The version of the database in two numbers."""
    return ".".join(map(str, connection.get_database_version()[:2]))


def slowest(reads: list) -> list:
    """The three slowest statements of a page with their plans."""
    timed_reads = sorted(((again([one]), one) for one in reads), key=lambda pair: -pair[0])[:3]
    return [[spent, sql[:3000], plan(sql, params)] for spent, (sql, params) in timed_reads]


def plan(sql: str, params) -> list[str]:
    """How the database goes about a statement."""
    is_postgres = connection.vendor == "postgresql"
    explain = "EXPLAIN (ANALYZE, COSTS OFF, SUMMARY OFF) " if is_postgres else "EXPLAIN QUERY PLAN "
    with connection.cursor() as cursor:
        cursor.execute(explain + sql, params)
        return [str(row[-1]) for row in cursor.fetchall()]


def fill(url: str, vendor: str, units: int, years: int) -> dict:
    """Makes the ministry and its sums in an empty database, and says how fast; processor seconds of our processes."""
    make = [sys.executable, "manage.py", "make_ministry", "--units", str(units), "--years", str(years), "--no-standing"]
    made = timed(make, DATABASE_URL=url).seconds
    sums = [sys.executable, "manage.py", "refresh_standing", "--all", "--processes", str(os.cpu_count())]
    before = os.times()
    summed = timed(sums, DATABASE_URL=url).seconds
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    timed(step("ministry", "analyze"), DATABASE_URL=url)
    rows = timed(step("ministry", "rows"), DATABASE_URL=url).said["rows"]
    return {"vendor": vendor, "units": units, "rows": rows, "made": made, "summed": summed, "cpu": cpu}


def analyze() -> dict:
    """Lets the database count its rows, as it does by itself in the long run."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {}


def rows() -> dict:
    """How many rows the ministry has."""
    tables = [
        name
        for name in connection.introspection.table_names()
        if name.startswith(("units_", "indicators_", "agreements_", "budget_"))
    ]
    with connection.cursor() as cursor:
        total = 0
        for name in tables:
            cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608
            total += cursor.fetchone()[0]
    return {"rows": total}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, nargs="+", default=SIZES)
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--explain", action="store_true", help="tampilkan rencana lima kueri yang paling lama")
    parser.add_argument("--url", nargs="+", help="ukur basis data yang sudah berisi, tanpa membuat yang baru")
    parser.add_argument("--year", type=int, default=timezone.localdate().year, help="tahun yang dibuka")
    parser.add_argument("--output", help="tulis juga ke berkas Markdown ini")
    options = parser.parse_args()
    timed([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"], **STATIC)
    paper, sizes, filled = Paper(options.output), {}, []

    def look(url: str, vendor: str) -> None:
        said = timed(step("ministry", "measure", options.rounds, options.year), DATABASE_URL=url, **STATIC).said
        sizes.setdefault(vendor, []).append(said)
        paper.say(*size_lines(said), *(plan_lines(said) if options.explain else ()))

    if options.url:
        for url in options.url:
            look(url, url.partition(":")[0])
    else:
        with servers() as found:
            for units in options.units:
                for server in found:
                    with server.fresh() as url:
                        filled.append(fill(url, server.vendor, units, options.years))
                        look(url, server.vendor)
    for series in sizes.values():
        paper.say(*growth_lines(sorted(series, key=lambda said: said["units"])))
    paper.say(*filling_lines(filled), noise(waits(sizes)))


def waits(sizes: dict) -> list[float]:
    """Seconds over processor seconds of every round of every page."""
    rows = [row for series in sizes.values() for said in series for row in said["places"]]
    return [one / max(busy, 0.1) for row in rows for one, busy in zip(row["warm"], row["cpu"], strict=True)]


if __name__ == "__main__":
    run_step({"measure": measure, "analyze": analyze, "rows": rows}, main)
