"""The budget page of a POK of 5.000 lines, and opening one level of it: milliseconds and queries, on every database.

.venv/bin/python -m benchmarks.tree [--rounds 15] [--lines 5000]
"""

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from benchmarks.measuring import median, print_noise, print_target, ratios, run_step, shown, spread, step, timed
from benchmarks.pok import UNIT, YEAR, pok, write_folder
from benchmarks.throwaway import import_fixture, servers
from budget.models import BudgetLine, LineLevel
from units.models import User

MOST_FIRST, MOST_LEVEL = 150, 50
# The names of static files are looked up as on a site whose files were not collected.
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def measure(rounds):
    """Wall and processor milliseconds of every round after two unmeasured ones, and queries, of each address."""
    client = Client()
    client.force_login(User.objects.create_superuser("pembaca", "", "tanpa-sandi"))
    line = BudgetLine.objects.filter(level=LineLevel.RO).order_by("path").first()
    pages = {
        "first": reverse("reports:budget-show", args=[UNIT, YEAR]),
        "level": reverse("reports:branch-show", args=[UNIT, YEAR, line.pk]),
    }
    with override_settings(ALLOWED_HOSTS=["*"], STORAGES=settings.STORAGES | PLAIN):
        return {name: measured(client, url, int(rounds)) for name, url in pages.items()}


def measured(client, url, rounds):
    """The rounds of one address and its queries."""
    found = [opened(client, url) for _round in range(rounds + 2)][2:]
    with CaptureQueriesContext(connection) as queries:
        opened(client, url)
    return {"rounds": found, "queries": len(queries)}


def opened(client, url):
    start, busy = time.perf_counter(), time.process_time()
    response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url}: {response.status_code}")
    return [(time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000]


def print_page(vendor, what, said, most):
    """Prints one address on one database; returns the waits of every round."""
    whole, cpu = zip(*said["rounds"], strict=True)
    print(f"{vendor}, {what}: {spread(whole, 0)} ms, CPU {shown(median(cpu), 0)} ms, {said['queries']} kueri")
    print_target(what, median(whole), most, "ms", 0)
    return ratios(whole, cpu)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--lines", type=int, default=5000)
    options = parser.parse_args()
    with TemporaryDirectory() as name, servers() as found:
        folder = Path(name, "pok")
        write_folder(pok(options.lines), folder)
        waits = []
        for server in found:
            with server.fresh() as url:
                import_fixture(folder, url)
                said = timed(step("tree", "measure", options.rounds), DATABASE_URL=url).said
            waits += print_page(server.vendor, "halaman pertama", said["first"], MOST_FIRST)
            waits += print_page(server.vendor, "membuka satu tingkat", said["level"], MOST_LEVEL)
    print_noise(waits)


if __name__ == "__main__":
    run_step({"measure": measure}, main)
