"""The evening of the deadline: reporters at once save drafts while they type and hand in, on PostgreSQL and gunicorn.

.venv/bin/python -m benchmarks.evening [--reporters 50] [--pause 3] [--workers 2] [--threads 4]

Every tenth unit has two reporters who type into the same rows. At the end the database is held against what the site
had acknowledged: each acknowledged save must be there or have been replaced knowingly, each submission must be signed.
"""

import argparse
import http.client
import json
import os
import random
import re
import secrets
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from agreements.models import AgreementLine, PerformanceAgreement, QuarterTarget
from benchmarks.measuring import ROOT, median, print_target, run_step, shown, step, timed
from benchmarks.throwaway import Postgres
from indicators.entry import fingerprint
from indicators.models import Action, Indicator, Measure, Objective, Period, Realization, Step, StrategicPlan
from units.models import Membership, Role, Unit, UnitKind, User

INDICATORS, SAVES, QUARTER = 8, 5, 4
SHARED_EVERY = 10
PORT = 8719
MOST_WAIT = 500
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="([^"]*)"')


@dataclass
class Reporter:
    """One person at the keyboard, with what the site acknowledged."""

    number: int
    session: str
    unit: str
    indicators: list[int]
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    # Per indicator the pairs of fingerprints before and after each acknowledged save.
    kept: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    told: int = 0
    # What was handed in of each indicator.
    submitted: dict[int, int] = field(default_factory=dict)


def prepare(reporters):
    """Units with a signed agreement and an open quarter, their reporters, and a session for each."""
    root = Unit(code="ditjen", name="Direktorat Jenderal", kind=UnitKind.DIRECTORATE_GENERAL)
    root.save()
    today = timezone.localdate()
    dates = {"opens_on": today - timedelta(days=14), "due_on": today, "closes_on": today + timedelta(days=7)}
    Period.objects.create(unit=root, year=today.year, quarter=QUARTER, **dates)
    found = []
    for number in range(int(reporters)):
        is_second = number % SHARED_EVERY == 1
        if not is_second:
            unit, indicators = furnished(root, number, today.year)
        found.append(
            {"number": number, "session": signed_in(unit, number), "unit": unit.code, "indicators": indicators}
        )
    return {"year": today.year, "reporters": found}


def furnished(root, number, year):
    """A unit and the ids of its promised indicators."""
    unit = Unit(code=f"unit-{number}", name=f"Unit {number}", kind=UnitKind.UPT, parent=root)
    unit.save()
    plan = StrategicPlan.objects.create(unit=unit, name="Renstra", year_from=year - 1, year_to=year + 3)
    objective = Objective.objects.create(plan=plan, code="1", order=1, level="kegiatan", name="Sasaran")
    parties = {"first_party_position": "Kepala", "second_party_position": "Direktur Jenderal"}
    agreement = PerformanceAgreement.objects.create(unit=unit, year=year, status="signed", **parties)
    indicators = []
    for order in range(1, INDICATORS + 1):
        given = {"code": f"1.{order}", "order": order, "name": f"Indikator {order}"}
        row = Indicator.objects.create(objective=objective, measure=Measure.PERCENT, calculation="ratio", **given)
        line = AgreementLine.objects.create(agreement=agreement, indicator=row, order=order, target=Decimal(80))
        QuarterTarget.objects.create(line=line, quarter=QUARTER, target=Decimal(80))
        indicators.append(row.pk)
    return unit, indicators


def signed_in(unit, number):
    """The key of a session, as signing in leaves one; the password's hash costs time on purpose and is not measured."""
    user = User(username=f"pengisi-{number}")
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, unit=unit, role=Role.REPORTER)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def stored():
    """What the database holds afterwards: the fingerprint of every row and how many were signed."""
    rows = Realization.objects.select_related("unit").prefetch_related("parts")
    steps = Step.objects.filter(action=Action.SUBMIT).values_list("realization__unit__code", "realization__indicator")
    return {
        "rows": {f"{row.unit.code}/{row.indicator_id}": [drafted(row), int(row.numerator or 0)] for row in rows},
        "signed": sorted(f"{code}/{indicator}" for code, indicator in steps),
    }


def drafted(row):
    """The fingerprint of a row as it was before it was handed in."""
    row.status = "draft"
    return fingerprint(row)


class Visit:
    """One browser: a kept connection, its cookies, and the time of every answer."""

    def __init__(self, reporter):
        self.reporter = reporter
        self.cookies = {"sessionid": reporter.session}
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)

    def ask(self, method, path, form=None):
        """Status and text of the answer; a failed connection is an error of the site."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = urlencode(form) if form else None
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            text = answer.read().decode()
        except OSError as error:
            self.reporter.errors.append(f"{method} {path}: {error!r}")
            self.connection.close()
            return 0, ""
        self.reporter.waits.append((time.perf_counter() - began) * 1000)
        for name, value in answer.getheaders():
            if name == "Set-Cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if answer.status >= 500 or answer.status in (403, 404):
            self.reporter.errors.append(f"{method} {path}: {answer.status}")
        return answer.status, text


def evening(reporter, year, pause):
    """What one person does: open each indicator, type with drafts kept, then hand it in."""
    chance = random.Random(reporter.number)
    visit = Visit(reporter)
    time.sleep(chance.uniform(0, 2 * pause))
    for indicator in reporter.indicators:
        fill(visit, f"/unit/{reporter.unit}/{year}/triwulan/{QUARTER}/{indicator}/", indicator, chance, pause)


def fill(visit, page, indicator, chance, pause):
    """One indicator from opening to handing in; a conflict is met as the page does, by reading anew."""
    reporter = visit.reporter
    token, seen = opened(visit, page)
    kept = reporter.kept.setdefault(indicator, [])
    for typed in range(SAVES):
        if seen is None:
            return
        time.sleep(chance.uniform(0.5, 1.5) * pause)
        figures = {"numerator": reporter.number * 100 + typed + 1, "denominator": 100_000}
        form = {"csrfmiddlewaretoken": token, "seen": seen, **figures}
        status, text = visit.ask("POST", f"{page}simpan/", form)
        if status == 200:
            kept.append((seen, json.loads(text)["seen"]))
            seen = kept[-1][1]
        elif status in (409, 423):
            reporter.told += 1
            token, seen = opened(visit, page)
    time.sleep(chance.uniform(0.5, 1.5) * pause)
    form = {"csrfmiddlewaretoken": token, "seen": seen, "tindakan": "ajukan-tanpa-bukti", **figures}
    status, text = visit.ask("POST", page, form)
    if status == 302:
        reporter.submitted[indicator] = figures["numerator"]
    else:
        reporter.told += 1


def opened(visit, page):
    """Token and fingerprint that the page carries; None for the latter when it may no longer be filled in."""
    status, text = visit.ask("GET", page)
    if status != 200:
        visit.reporter.errors.append(f"GET {page}: {status}")
    token, seen = CSRF.search(text), SEEN.search(text)
    return token and token[1], seen and seen[1]


@contextmanager
def site(settings, workers, threads):
    """The site under gunicorn until the block ends."""
    command = [sys.executable, "-m", "gunicorn", "lakin.wsgi", "--bind", f"127.0.0.1:{PORT}"]
    command += ["--workers", str(workers), "--threads", str(threads), "--worker-class", "gthread"]
    # A connection outlives the pauses of whoever types; otherwise the next save meets a closed door.
    command += ["--keep-alive", "30", "--log-level", "error"]
    folder = ROOT / "var" / "benchmark-static"
    given = settings | {"STATIC_ROOT": str(folder)}
    timed([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"], **given)
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | given)
    try:
        wait_for_answer()
        yield
    finally:
        process.terminate()
        process.wait(20)


def wait_for_answer():
    for _attempt in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=2)
            connection.request("GET", "/sehat/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("Situs tidak menjawab.")


def at_once(reporters, year, pause):
    """Everybody at once; returns the seconds it took."""
    began = time.perf_counter()
    threads = [threading.Thread(target=evening, args=(reporter, year, pause)) for reporter in reporters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def lost(reporters, held):
    """What the site acknowledged and the database does not show: overwritten, missing or unsigned."""
    found, chains, handed_in = [], {}, {}
    for reporter in reporters:
        for indicator, kept in reporter.kept.items():
            chains.setdefault(f"{reporter.unit}/{indicator}", []).extend(kept)
        for indicator, figure in reporter.submitted.items():
            handed_in[f"{reporter.unit}/{indicator}"] = figure
    found += [f"tanpa tanda tangan {place}" for place in handed_in if place not in held["signed"]]
    found += [f"beda {place}" for place, figure in handed_in.items() if held["rows"][place][1] != figure]
    for place, kept in chains.items():
        before, after = [pair[0] for pair in kept], {pair[1] for pair in kept}
        # Two saves that both started from the same text: one of them was lost.
        if len(before) != len(set(before)):
            found.append(f"tertimpa {place}")
        # Handing in may bring other figures than the last save.
        if kept and place not in handed_in and held["rows"][place][0] not in after:
            found.append(f"hilang {place}")
    return found


def percentile(values, share):
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def report(label, reporters, seconds):
    """Prints how long people waited; returns the 95th percentile in milliseconds."""
    waits = [wait for reporter in reporters for wait in reporter.waits]
    high = percentile(waits, 0.95)
    print(
        f"{label}: {len(waits)} permintaan dalam {shown(seconds, 0)} dtk ({shown(len(waits) / seconds, 1)} per dtk), "
        f"median {shown(median(waits), 0)} ms, p95 {shown(high, 0)} ms, terlama {shown(max(waits), 0)} ms"
    )
    return high


def measure(server, options):
    """One evening on a database of its own: first one person alone as the peer, then all at once."""
    with server.fresh() as url:
        # Sessions are signed with the key of the site.
        settings = {"DATABASE_URL": url, "SECRET_KEY": secrets.token_hex(32)}
        found = timed(step("evening", "prepare", options.reporters + 1), **settings).said
        people = [Reporter(**given) for given in found["reporters"]]
        alone, crowd = people[-1:], people[:-1]
        with site(settings, options.workers, options.threads):
            peer = report("Seorang diri", alone, at_once(alone, found["year"], 0.05))
            high = report(f"{len(crowd)} pengisi", crowd, at_once(crowd, found["year"], options.pause))
        held = timed(step("evening", "stored"), **settings).said
    errors = [error for person in people for error in person.errors]
    missing = lost(people, held)
    for line in (errors + missing)[:10]:
        print(f"  {line}")
    saves = sum(len(kept) for person in people for kept in person.kept.values())
    handed_in = sum(len(person.submitted) for person in people)
    told = sum(person.told for person in people)
    print(
        f"  {saves} simpanan dan {handed_in} pengajuan diterima; {told} kali diberi tahu bahwa orang lain lebih dahulu"
    )
    print(f"  p95 bersama terhadap seorang diri: {shown(high / peer)}")
    print_target("p95", high, MOST_WAIT, "ms", 0)
    print_target("galat", len(errors), 0, "permintaan", 0)
    print_target("perubahan hilang", len(missing), 0, "isian", 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reporters", type=int, default=50)
    parser.add_argument("--pause", type=float, default=3, help="Detik mengetik di antara dua simpanan.")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    options = parser.parse_args()
    server = Postgres()
    if not server.is_reachable():
        sys.exit("PostgreSQL tidak terjangkau; alamatnya diberikan lewat DATABASE_URL_PG.")
    with server.empty():
        measure(server, options)


if __name__ == "__main__":
    run_step({"prepare": prepare, "stored": stored}, main)
