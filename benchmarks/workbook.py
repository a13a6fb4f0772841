"""Import of a workbook of budget lines against a plain bulk_create of the same rows, on SQLite and PostgreSQL.

.venv/bin/python -m benchmarks.workbook [--lines 20000] [--rounds 5]
"""

import argparse
import sys
import time
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction
from django.db.models import Sum

from benchmarks.measuring import (
    median,
    peak_of_this_process,
    print_noise,
    print_target,
    ratios,
    run_step,
    shown,
    spread,
    step,
    timed,
)
from benchmarks.pok import LEVELS, REVISION, UNIT, YEAR, pok, write_folder, write_xlsx
from benchmarks.throwaway import servers
from budget.models import BudgetLine, Ceiling, Dipa, DipaRevision, Spending
from reports.workbook.importing import import_workbook
from units.models import Unit

WAYS = {"bulk_create": "raw", "folder .csv": "import", ".xlsx": "import"}
MOST_TIME = {"SQLite": 2, "PostgreSQL": 3.5}
MOST_MEMORY = 200
BATCH = 2000


def write_workbooks(folder, size):
    """Writes both forms of the workbook."""
    lines = pok(int(size))
    write_folder(lines, Path(folder, "csv"))
    write_xlsx(lines, Path(folder, "buku.xlsx"))
    return {}


def create_raw(_path, size):
    """The rows by bulk_create alone, in one transaction."""
    lines = pok(int(size))
    return measured(lambda: insert(lines))


def import_checked(path, _size):
    """The rows by the importer."""
    return measured(lambda: refuse_errors(import_workbook(path)))


def measured(action):
    """Seconds of the action on an open connection, the highest memory of the process, and what was written."""
    connection.ensure_connection()
    start, busy = time.perf_counter(), time.process_time()
    action()
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    return {"seconds": seconds, "cpu": cpu, "peak": peak_of_this_process(), "written": written()}


@transaction.atomic
def insert(lines):
    """Level by level, because a line needs the key of its parent."""
    unit = Unit(code=UNIT, name="Unit uji", kind="direktorat")
    unit.save()
    dipa = Dipa.objects.create(unit=unit, year=YEAR)
    revision = DipaRevision.objects.create(dipa=dipa, order=REVISION, number=0, kind="awal")
    made = {}
    numbered = sorted(enumerate(lines, start=1), key=lambda item: LEVELS.index(item[1].level))
    for level, group in groupby(numbered, key=lambda item: item[1].level):
        rows = [
            BudgetLine(
                dipa=dipa, parent=made.get(line.parent), path=line.code, level=level, order=order, name=line.name
            )
            for order, line in group
        ]
        made |= {row.path: row for row in BudgetLine.objects.bulk_create(rows, BATCH)}
    Ceiling.objects.bulk_create(
        [Ceiling(line=made[line.code], revision=revision, amount=line.ceiling) for line in lines], BATCH
    )
    Spending.objects.bulk_create(
        [Spending(line=made[line.code], month_from=1, month_to=12, amount=line.spent) for line in lines], BATCH
    )


def refuse_errors(result):
    if not result.is_written:
        sys.exit("\n".join(map(str, result.errors[:5])))


def written():
    """How many rows there are and what they add up to: the same after every way."""
    sums = [model.objects.aggregate(total=Sum("amount"))["total"] for model in (Ceiling, Spending)]
    linked = BudgetLine.objects.filter(parent__isnull=False).count()
    return [BudgetLine.objects.count(), linked, Ceiling.objects.count(), Spending.objects.count(), *map(int, sums)]


def measure(server, folder, size, rounds):
    """What each way said in every round, in an order that turns; the first round only warms the machine up."""
    paths = {"bulk_create": "-", "folder .csv": folder / "csv", ".xlsx": folder / "buku.xlsx"}
    found = {way: [] for way in WAYS}
    for turn in range(rounds + 1):
        for way in list(WAYS)[:: -1 if turn % 2 else 1]:
            with server.fresh() as url:
                run = timed(step("workbook", WAYS[way], paths[way], size), DATABASE_URL=url)
            found[way].append(run.said)
    return without_difference(found)


def without_difference(found):
    """The runs without the first of each way, once all of them wrote the same."""
    if len({str(said["written"]) for runs in found.values() for said in runs}) > 1:
        sys.exit("Isi basis data tidak sama setelah setiap cara.")
    return {way: runs[1:] for way, runs in found.items()}


def values(runs, name):
    return [said[name] for said in runs]


def print_ways(vendor, found):
    """Prints every way on one kind of database, then the targets."""
    raw = values(found["bulk_create"], "seconds")
    busy = values(found["bulk_create"], "cpu")
    heads = ("detik (terendah-tertinggi)", "terhadap bulk_create", "detik CPU", "CPU banding", "puncak MB")
    print(f"{vendor:<12}{heads[0]:<28}{heads[1]:<22}{heads[2]:>10}{heads[3]:>13}{heads[4]:>11}")
    for way, runs in found.items():
        seconds, cpu, peak = (values(runs, name) for name in ("seconds", "cpu", "peak"))
        print(
            f"{way:<12}{spread(seconds):<28}{spread(ratios(seconds, raw)):<22}{shown(median(cpu)):>10}"
            f"{shown(median(ratios(cpu, busy))):>13}{shown(max(peak), 0):>11}"
        )
    for way in list(found)[1:]:
        ratio = median(ratios(values(found[way], "seconds"), raw))
        print_target(f"{vendor}, {way}", ratio, MOST_TIME[vendor], "x")
        print_target(f"{vendor}, {way}, memori puncak", max(values(found[way], "peak")), MOST_MEMORY, "MB", 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with TemporaryDirectory() as name, servers() as found:
        timed(step("workbook", "write", name, options.lines))
        print(f"POK {options.lines} baris, tiap baris dengan pagu dan realisasi; {options.rounds} putaran.")
        measured = {server.vendor: measure(server, Path(name), options.lines, options.rounds) for server in found}
    for vendor, ways in measured.items():
        print_ways(vendor, ways)
    # On SQLite the database runs in the same thread, and nothing but the disk is waited for.
    print_noise([said["seconds"] / said["cpu"] for runs in measured["SQLite"].values() for said in runs])


if __name__ == "__main__":
    run_step({"write": write_workbooks, "raw": create_raw, "import": import_checked}, main)
