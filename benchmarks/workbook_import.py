"""Import of a workbook with 20.000 budget lines against a raw bulk_create of the same rows, in one run.

Run with the database to measure: DATABASE_URL=... .venv/bin/python -m benchmarks.workbook_import [--lines 20000]
"""

import argparse
import csv
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakin.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from budget.models import BudgetLine, Ceiling, Dipa, DipaRevision, Spending  # noqa: E402
from reports.workbook.importing import import_workbook  # noqa: E402
from units.models import Unit  # noqa: E402

LEVELS = (("kegiatan", 4), ("kro", 5), ("ro", 10), ("komponen", 5), ("subkomponen", 4), ("akun", 5))


def tree(most):
    """Code, parent code and level of a POK of about `most` lines, parents first."""
    rows, front = [("DQ", "", "program")], ["DQ"]
    for level, width in LEVELS:
        below = [(f"{code}.{level[0].upper()}{number}", code, level) for code in front for number in range(width)]
        rows += below[: most - len(rows)]
        front = [code for code, _parent, _level in below]
    return rows


def write_folder(folder, rows, has_money):
    """The workbook with these lines; with money in the same sheet, as planners write it."""
    tables = {
        "unit": (("kode", "nama", "jenis"), [("uji", "Unit uji", "direktorat")]),
        "dipa": (("unit", "tahun"), [("uji", 2023)]),
        "revisi_dipa": (("dipa", "urutan", "nomor", "jenis"), [("uji/2023", 1, 0, "awal")]),
        "pok": (
            ("dipa", "kode", "induk", "tingkat", "urutan", "uraian", "revisi", "pagu", "realisasi"),
            [
                (
                    "uji/2023",
                    code,
                    parent,
                    level,
                    order,
                    f"Baris {code}",
                    *((1, 5000, 4000) if has_money else ("",) * 3),
                )
                for order, (code, parent, level) in enumerate(rows, start=1)
            ],
        ),
    }
    for name, (header, lines) in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows(lines)


@transaction.atomic
def raw(rows, has_money):
    """The same rows by bulk_create alone, level by level because a line needs its parent's key."""
    unit = Unit.objects.create(code="uji", name="Unit uji", kind="direktorat")
    dipa = Dipa.objects.create(unit=unit, year=2023)
    revision = DipaRevision.objects.create(dipa=dipa, order=1, number=0, kind="awal")
    made, order = {}, 0
    for level in ("program", *(name for name, _width in LEVELS)):
        lines = []
        for code, parent, own in rows:
            if own == level:
                order += 1
                above = made.get(parent)
                lines.append(
                    BudgetLine(dipa=dipa, path=code, parent=above, level=level, order=order, name=f"Baris {code}")
                )
        made |= {line.path: line for line in BudgetLine.objects.bulk_create(lines, batch_size=2000)}
    if has_money:
        lines = made.values()
        Ceiling.objects.bulk_create([Ceiling(line=line, revision=revision, amount=5000) for line in lines], 2000)
        Spending.objects.bulk_create(
            [Spending(line=line, month_from=1, month_to=12, amount=4000) for line in lines], 2000
        )


def clear():
    Dipa.objects.all().delete()
    Unit.objects.all().delete()


def timed(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def measure(rows, has_money, rounds):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_folder(folder, rows, has_money)
        raws, imports, again = [], [], []
        for _round in range(rounds):
            raws.append(timed(lambda: raw(rows, has_money)))
            clear()
            imports.append(timed(lambda: check(import_workbook(folder))))
            again.append(timed(lambda: check(import_workbook(folder))))
            clear()
    return [statistics.median(found) for found in (raws, imports, again)]


def check(result):
    if not result.is_written:
        sys.exit("\n".join(map(str, result.errors[:5])))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    settings.DEBUG = False
    rows = tree(options.lines)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        for label, has_money in (("baris saja", False), ("baris, pagu dan realisasi", True)):
            once, full, again = measure(rows, has_money, options.rounds)
            print(
                f"{connection.vendor}, {len(rows)} {label}: bulk_create {once:.2f} s, impor {full:.2f} s "
                f"= {full / once:.2f} x; impor ulang tanpa perubahan {again:.2f} s = {again / once:.2f} x"
            )
        print(f"memori puncak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
