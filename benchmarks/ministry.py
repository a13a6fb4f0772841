"""A whole ministry on every database: the pages people open every day, cold and warm, at growing sizes.

.venv/bin/python -m benchmarks.ministry [--units 200 2000 20000] [--years 3] [--rounds 9] [--explain] [--url URL]
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.measuring import ROOT, median, print_noise, run_step, shown, step, timed
from benchmarks.ministry_places import places
from benchmarks.throwaway import servers
from indicators.models import Realization
from lakin.formatting import number
from units.models import Unit, User

SIZES, YEARS, ROUNDS = (200, 2000, 20_000), 3, 9
# The columns of the tables, as docs/performance.md explains them.
HEAD = ("halaman", "ms dingin", "ms", "ms CPU", "ms basis data", "kueri", "KB", "mentah ms", "kali", "sasaran", "")


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
    return {"places": found, "facts": Realization.objects.count(), "units": Unit.objects.count()}


def slowest(reads: list) -> list:
    """The three slowest statements of a page with their plans."""
    timed_reads = sorted(((again([one]), one) for one in reads), key=lambda pair: -pair[0])[:3]
    return [[spent, sql[:3000], plan(sql, params)] for spent, (sql, params) in timed_reads]


def plan(sql: str, params) -> list[str]:
    """How the database goes about a statement."""
    explain = "EXPLAIN (ANALYZE, BUFFERS) " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    with connection.cursor() as cursor:
        cursor.execute(explain + sql, params)
        return [str(row[-1]) for row in cursor.fetchall()]


def print_places(vendor: str, said: dict) -> None:
    """The table of one size on one database."""
    print(f"\n{vendor}, {number(said['units'], 0)} unit, {number(said['facts'], 0)} realisasi\n")
    print("|", " | ".join(HEAD), "|")
    print("|---|" + "--:|" * (len(HEAD) - 2) + "---|")
    for row in said["places"]:
        warm, inside, raw = median(row["warm"]), median(row["inside"]), median(row["raw"])
        limits = [(warm, row["most"])]
        wanted = shown(row["most"], 0)
        if row["most_in_database"]:
            limits.append((inside, row["most_in_database"]))
            wanted += f" / {shown(row['most_in_database'], 0)}"
        verdict = "terpenuhi" if all(value <= most for value, most in limits) else "belum"
        cells = (shown(row["cold"], 0), shown(warm, 1), shown(median(row["cpu"]), 1), shown(inside, 2))
        counts = (row["queries"], row["kilobytes"], shown(raw, 2), shown(warm / raw, 1) if raw else "–")
        print("|", " | ".join(map(str, (row["name"], *cells, *counts, wanted, verdict))), "|")


def print_plans(said: dict) -> None:
    """The plans of the five slowest statements of all pages."""
    every = [(row["name"], *one) for row in said["places"] for one in row["slowest"]]
    for name, spent, sql, lines in sorted(every, key=lambda one: -one[1])[:5]:
        print(f"\n{name}: {shown(spent)} ms\n{sql}\n  " + "\n  ".join(lines))


def fill(url: str, units: int, years: int) -> None:
    """Makes the ministry and its sums in an empty database, and says how fast."""
    make = [sys.executable, "manage.py", "make_ministry", "--units", str(units), "--years", str(years), "--no-standing"]
    made = timed(make, DATABASE_URL=url).seconds
    sums = [sys.executable, "manage.py", "refresh_standing", "--all", "--processes", str(os.cpu_count())]
    summed = timed(sums, DATABASE_URL=url).seconds
    timed(step("ministry", "analyze"), DATABASE_URL=url)
    rows = timed(step("ministry", "rows"), DATABASE_URL=url).said["rows"]
    print(
        f"\n{urlsplit(url).scheme}: {number(rows, 0)} baris dalam {shown(made, 1)} detik "
        f"({number(int(rows / made), 0)} per detik), rekap dalam {shown(summed, 1)} detik"
    )


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
    parser.add_argument("--url", help="ukur basis data yang sudah berisi, tanpa membuat yang baru")
    options = parser.parse_args()
    year, waits = timezone.localdate().year, []
    static = {"STATIC_ROOT": str(ROOT / "var" / "benchmark-static")}
    timed([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"], **static)

    def look(url: str) -> None:
        said = timed(step("ministry", "measure", options.rounds, year), DATABASE_URL=url, **static).said
        print_places(urlsplit(url).scheme, said)
        if options.explain:
            print_plans(said)
        waits.extend(
            one / max(busy, 0.1) for row in said["places"] for one, busy in zip(row["warm"], row["cpu"], strict=True)
        )

    if options.url:
        look(options.url)
    else:
        with servers() as found:
            for units in options.units:
                for server in found:
                    with server.fresh() as url:
                        fill(url, units, options.years)
                        look(url)
    print_noise(waits)


if __name__ == "__main__":
    run_step({"measure": measure, "analyze": analyze, "rows": rows}, main)
