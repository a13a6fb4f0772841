"""The HTML of a whole report with 8 and with 80 indicators: milliseconds and number of queries, on every database.

.venv/bin/python -m benchmarks.pages [--rounds 15]
"""

import argparse
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.enlarged import FIXTURE, UNIT, YEAR, write_enlarged
from benchmarks.measuring import median, print_noise, print_target, ratios, run_step, shown, spread, step, timed
from benchmarks.throwaway import import_fixture, servers
from reports.assembly import assemble
from reports.facts import facts_of
from reports.publishing import report_of
from reports.rendering import render_html

TIMES = (1, 10)
STAGES = ("membaca", "menyusun", "menulis HTML")
MOST_TIME, MOST_QUERIES = 150, 40


def measure(rounds):
    """Milliseconds of each stage in every round after two unmeasured ones, then queries, indicators and size."""
    found = [written()[0] for _round in range(int(rounds) + 2)][2:]
    with CaptureQueriesContext(connection) as queries:
        _spent, facts, html = written()
    return {
        "stages": found,
        "queries": len(queries),
        "indicators": len(facts.scorecard.indicators),
        "kilobytes": len(html.encode()) // 1024,
    }


def written():
    """Milliseconds of reading, putting together and writing, processor milliseconds of all, the facts and the HTML."""
    marks, busy = [time.perf_counter()], time.process_time()
    facts = facts_of(report_of(UNIT, YEAR))
    marks.append(time.perf_counter())
    document = assemble(facts)
    marks.append(time.perf_counter())
    html = render_html(document)
    marks.append(time.perf_counter())
    spent = [(after - before) * 1000 for before, after in pairwise(marks)]
    return [*spent, (time.process_time() - busy) * 1000], facts, html


def print_report(vendor, said):
    """Prints the times of one report on one database; returns the median of the whole and the waits of every round."""
    *stages, cpu = zip(*said["stages"], strict=True)
    whole = [sum(parts) for parts in zip(*stages, strict=True)]
    each = ", ".join(f"{name} {shown(median(stage), 0)}" for name, stage in zip(STAGES, stages, strict=True))
    print(
        f"{vendor}, {said['indicators']} indikator, {said['kilobytes']} KB: {spread(whole, 0)} ms ({each}), "
        f"CPU {shown(median(cpu), 0)} ms, {said['queries']} kueri"
    )
    return median(whole), ratios(whole, cpu)


def print_server(server, folders, rounds):
    """Prints the reports of every size on one database, then the targets; returns the waits."""
    found = []
    for folder in folders:
        with server.fresh() as url:
            import_fixture(folder, url)
            found.append(timed(step("pages", "measure", rounds), DATABASE_URL=url).said)
    whole, waits = zip(*(print_report(server.vendor, said) for said in found), strict=True)
    few, many = (said["queries"] for said in found)
    print_target("HTML seluruh laporan", whole[0], MOST_TIME, "ms", 0)
    print_target("kueri", few, MOST_QUERIES, "kueri", 0)
    print_target("kueri tambahan untuk indikator sepuluh kali lipat", many - few, 0, "kueri", 0)
    return [wait for part in waits for wait in part]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with TemporaryDirectory() as name, servers() as found:
        folders = [Path(name, f"{times}x") for times in TIMES]
        for folder, times in zip(folders, TIMES, strict=True):
            write_enlarged(FIXTURE, folder, times)
        waits = [print_server(server, folders, options.rounds) for server in found]
    print_noise(waits[0])


if __name__ == "__main__":
    run_step({"measure": measure}, main)
