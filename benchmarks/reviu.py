"""Clean reports with errors planted one by one: how many the review finds, and what it says besides.

.venv/bin/python -m benchmarks.reviu [--seed 1] [--reports 6]
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict

from django.db import transaction

from benchmarks.clean_report import clean_report
from benchmarks.measuring import median, print_target, run_step, shown, step, timed
from benchmarks.planting import KINDS
from benchmarks.throwaway import Sqlite
from reports.models import Report, Severity
from reports.reviu import dossier_of, findings

LEAST_RECALL = 0.9
MOST_SECONDS = 1


def one_report(seed):
    """Makes the report of a seed and plants every kind in it, each undone before the next."""
    world = clean_report(int(seed))
    state = world.chance.getstate()
    before, seconds = reviewed(world.report.pk)
    results = []
    for kind in KINDS:
        # One chance for each kind, whatever the kinds before it drew.
        world.chance.setstate(state)
        world.chance.seed(f"{seed} {kind.name}")
        results.append(planted(world, kind, before))
    alarms = [item.code for item in before.values() if item.severity != Severity.INFORMATION]
    return {"alarms": alarms, "told": len(before) - len(alarms), "seconds": seconds, "results": results}


def planted(world, kind, before):
    """Kind, whether it was planted, whether it was found, and what was said that the error does not explain."""
    with transaction.atomic():
        is_planted = bool(kind.plant(world))
        after, _ = reviewed(world.report.pk) if is_planted else ({}, 0)
        transaction.set_rollback(True)
    new = [item for key, item in after.items() if key not in before]
    severe = {item.code for item in new if item.severity != Severity.INFORMATION}
    is_found = any(item.code in kind.codes for item in new)
    return [kind.name, is_planted, is_found, sorted(severe - set(kind.codes) - kind.also)]


def reviewed(pk):
    """The findings of a report by what makes them the same, and the processor seconds that took."""
    report = Report.objects.select_related("unit", "outline").get(pk=pk)
    start = time.process_time()
    found = {item.identity: item for item in findings(dossier_of(report))}
    return found, time.process_time() - start


def measure(seeds):
    """What every report said, each in a database of its own."""
    server = Sqlite()
    with server.empty():
        for seed in seeds:
            with server.fresh() as url:
                yield timed(step("reviu", "one", seed), DATABASE_URL=url).said


def print_table(said):
    """One row for each kind, and below them all together."""
    planted_by, found_by, extra = Counter(), Counter(), defaultdict(Counter)
    for name, is_planted, is_found, besides in (row for report in said for row in report["results"]):
        planted_by[name] += is_planted
        found_by[name] += is_found
        extra[name].update(besides)
    print("| kesalahan yang ditanam | ditanam | ditemukan | recall | temuan lain |\n|---|--:|--:|--:|---|")
    for name, count in planted_by.items():
        besides = ", ".join(f"{code} {number}" for code, number in extra[name].items())
        print(
            f"| {name} | {count} | {found_by[name]} | {shown(found_by[name] / count) if count else '–'} | {besides} |"
        )
    total, found = planted_by.total(), found_by.total()
    others = sum(counted.total() for counted in extra.values())
    print(f"| **semua** | {total} | {found} | **{shown(found / total, 3)}** | {others} |")
    return total, found, others


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=6)
    options = parser.parse_args()
    said = list(measure(range(options.seed, options.seed + options.reports)))
    total, found, others = print_table(said)
    alarms = [code for report in said for code in report["alarms"]]
    told = sum(report["told"] for report in said)
    print(f"\n{len(KINDS)} macam, {total} kesalahan dalam {len(said)} laporan bersih (benih {options.seed}).")
    print(f"Ketepatan: {shown(found / (found + others + len(alarms)), 3)}.")
    print_target("temuan di atas informasi pada laporan bersih", len(alarms), 0, "temuan", 0)
    print_target("informasi pada laporan bersih", told, 0, "temuan", 0)
    print_target("kesalahan yang luput", 1 - found / total, 1 - LEAST_RECALL, "bagian", 3)
    print_target("satu reviu", median(report["seconds"] for report in said), MOST_SECONDS, "detik CPU")
    if alarms:
        sys.exit(json.dumps(Counter(alarms)))


if __name__ == "__main__":
    run_step({"one": one_report}, main)
