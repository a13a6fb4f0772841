"""A real browser before a running site. The test itself runs in the browser's thread and has no hands in the database.

Playwright keeps an event loop running in its thread, in which Django refuses every query: what a journey knows, it
knows from the pages, while fixtures prepare the database in the main thread as everywhere else.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser import scenes
from tests.browser.walking import sign_in, watched
from tests.workers import database, worker

CHROMIUM = Path("/usr/bin/chromium")
MISSING = f"{CHROMIUM} belum terpasang: jalankan scripts/setup --dev atau apt-get install chromium."
SWITCHES = ["no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync"]
PATIENCE = 30_000
DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
stage = ThreadPoolExecutor(1, "browser")


def on_stage(act, *given, **named):
    """What the act returns, done in the browser's thread."""
    return stage.submit(act, *given, **named).result()


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem):
    walk = pyfuncitem.obj
    pyfuncitem.obj = lambda **given: on_stage(walk, **given)
    return (yield)


@pytest.fixture(scope="session")
def browser():
    """One browser for all journeys of this process."""
    if not CHROMIUM.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    expect.set_options(timeout=PATIENCE)
    playwright = on_stage(sync_playwright().start)
    switches = [f"--{name}" for name in SWITCHES]
    opened = on_stage(playwright.chromium.launch, executable_path=str(CHROMIUM), args=switches)
    yield opened
    on_stage(opened.close)
    on_stage(playwright.stop)


@pytest.fixture
def address(live_server):
    """The address of a running site."""
    return live_server.url


@pytest.fixture
def work(address):
    """Has a worker make what waits, in a process of its own."""
    where = database()
    return lambda: worker("--once", where=where).wait(120)


@pytest.fixture
def enter(browser, address):
    """Opens a page in a new profile, signed in through the door when somebody is named.

    `phone` is a small screen that is touched, `scripts=False` a browser without JavaScript; `noises` are the errors
    that the browser itself writes in this journey, such as the status of an answer that was refused.
    """
    contexts, heard = [], []

    def opened(username="", *, phone=False, scripts=True, noises=()):
        screen = PHONE if phone else DESK
        context = browser.new_context(base_url=address, locale="id-ID", java_script_enabled=scripts, **screen)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = watched(context, heard, noises)
        if username:
            sign_in(page, username, scenes.PASSWORD)
        return page

    yield opened
    for context in contexts:
        on_stage(context.close)
    assert heard == []


@pytest.fixture
def sentra_to_plan(sentra, rina):
    """A sentra with a Renstra and two indicators, its planner and its leader."""
    return scenes.sentra_to_plan(sentra)


@pytest.fixture
def dipa_to_fill(directorate, rina):
    """A directorate with a DIPA and its first revision, and no POK yet."""
    return scenes.dipa_to_fill(directorate)


@pytest.fixture
def open_quarter(directorate, siti, budi, rina, pak_dir):
    """A directorate whose fourth quarter is open, with three promised indicators."""
    return scenes.open_quarter(directorate)


@pytest.fixture
def handed_in(directorate, siti, budi, rina, pak_dir):
    """The same quarter with all three rows waiting for the verifier."""
    return scenes.handed_in(directorate, by=siti)


@pytest.fixture
def finished_quarters(directorate, siti, rina, pak_dir):
    """A directorate in September: two quarters are verified, the agreement of January holds."""
    return scenes.finished_quarters(directorate)


@pytest.fixture
def lagging_sentra(sentra):
    """A sentra far below its target, and who leads above it."""
    return scenes.lagging_sentra(sentra)


@pytest.fixture
def report_to_finish(directorate, rina, itjen, pak_dir):
    """A directorate whose report is written and waits to be reviewed."""
    return scenes.report_to_finish(directorate)
