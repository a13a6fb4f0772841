"""A file of budget lines taken into a DIPA against a plain bulk_create of the same rows, on SQLite and PostgreSQL.

.venv/bin/python -m benchmarks.budget_files [--lines 20000] [--rounds 5]
"""

import argparse
import csv
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook

from benchmarks.measuring import print_noise, run_step, step, timed
from benchmarks.pok import LEVELS, REVISION, UNIT, YEAR, pok
from benchmarks.throwaway import servers
from benchmarks.workbook import insert, measured, print_ways, values, without_difference
from budget.files.reading import Reader
from budget.files.rows import Frame
from budget.importing.comparing import compare
from budget.importing.plan import Choice
from budget.importing.writing import Source, take_in
from budget.models import Dipa, DipaRevision
from reports.budget_file.opening import read_path
from reports.workbook.importing import without_collecting
from units.models import Unit, User

WAYS = {"bulk_create": "raw", ".csv": "import", ".xlsx": "import"}
TITLES = (
    *("KDPROGRAM", "KDGIAT", "KDOUTPUT", "KDSOUTPUT", "KDKMPNEN", "KDSKMPNEN", "KDAKUN"),
    *("URAIAN", "PAGU", "REALISASI"),
)


def write_files(folder, size):
    """Writes both forms of the file."""
    lines = pok(int(size))
    rows = [TITLES, *map(cells, lines)]
    with Path(folder, "pok.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    book = Workbook(Path(folder, "pok.xlsx"))
    sheet = book.add_worksheet("POK")
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return {}


def cells(line):
    """The row of a line: a column for each code, whose program has two letters as real ones have."""
    codes = line.code.split(".")
    number = int(codes[0].removeprefix("P"))
    codes[0] = chr(65 + number // 26) + chr(65 + number % 26)
    return *codes, *[""] * (len(LEVELS) - len(codes)), line.name, line.ceiling, line.spent


def create_raw(_path, size):
    """The rows by bulk_create alone, in one transaction."""
    lines = pok(int(size))
    return measured(lambda: insert(lines))


def import_checked(path, _size):
    """The rows from the file, as the page that stores them does it."""
    unit = Unit(code=UNIT, name="Unit uji", kind="direktorat")
    unit.save()
    dipa = Dipa.objects.create(unit=unit, year=YEAR)
    revision = DipaRevision.objects.create(dipa=dipa, order=REVISION, number=0, kind="awal")
    return measured(lambda: store(Path(path), dipa, Choice(revision, 12)))


@without_collecting()
def store(path, dipa, choice):
    """Opens, reads, compares for the page, compares once more inside the transaction, and writes."""
    digest = sha256(path.read_bytes()).hexdigest()
    sheet = read_path(path)[0]
    reading = Reader(sheet.rows, Frame(sheet.head, tuple(sheet.head.roles)), sheet.flags).read()
    plan = compare(dipa, reading, choice)
    if plan.blocking:
        sys.exit("\n".join(one.message for one in plan.blocking[:5]))
    source = Source(path.name, digest)
    take_in(dipa=dipa, reading=reading, choice=choice, source=source, by=planner(), shown=plan.fingerprint)


def planner() -> User:
    """Who may store it."""
    return User.objects.create(username="perencana", is_superuser=True)


def measure(server, folder, size, rounds):
    """What each way said in every round, in an order that turns; the first round only warms the machine up."""
    paths = {"bulk_create": "-", ".csv": folder / "pok.csv", ".xlsx": folder / "pok.xlsx"}
    found = {way: [] for way in WAYS}
    for turn in range(rounds + 1):
        for way in list(WAYS)[:: -1 if turn % 2 else 1]:
            with server.fresh() as url:
                found[way].append(timed(step("budget_files", WAYS[way], paths[way], size), DATABASE_URL=url).said)
    return without_difference(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with TemporaryDirectory() as name, servers() as found:
        timed(step("budget_files", "write", name, options.lines))
        print(f"POK {options.lines} baris, tiap baris dengan pagu dan realisasi; {options.rounds} putaran.")
        runs = {server.vendor: measure(server, Path(name), options.lines, options.rounds) for server in found}
    for vendor, ways in runs.items():
        print_ways(vendor, ways)
    print_noise([said / busy for ways in runs["SQLite"].values() for said, busy in pairs(ways)])


def pairs(runs):
    """Seconds and processor seconds of each run."""
    return zip(values(runs, "seconds"), values(runs, "cpu"), strict=True)


if __name__ == "__main__":
    run_step({"write": write_files, "raw": create_raw, "import": import_checked}, main)
