"""The cast: a ministry above a directorate general with a directorate and a sentra, an outsider, and their people."""

import gc
from itertools import count
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck, settings

from tests import factories, prepared_database
from tests.factories import make_membership, make_unit, make_user
from units.models import Role, UnitKind

# The same examples everywhere, however busy the machine is.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

BROWSER = Path(__file__).parent / "browser"
OUR_APPS = ("units", "indicators", "agreements", "budget", "reports")
MIGRATED = pytest.StashKey()


def pytest_addoption(parser):
    parser.addoption(
        "--second-database",
        action="store_true",
        help="only what a database can make a difference to: tests that use it, without the journeys in a browser",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--second-database"):
        return
    kept, left = [], []
    for item in items:
        (kept if may_differ(item) else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def may_differ(item):
    """True for a test whose outcome may hang on the kind of database."""
    return uses_database(item) and BROWSER not in item.path.parents and not item.get_closest_marker("same_everywhere")


def uses_database(item):
    return item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)


def empties_database(item):
    """True for a test that commits: all tables are emptied after it."""
    marker = item.get_closest_marker("django_db")
    return {"transactional_db", "live_server"} & set(item.fixturenames) or (marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """Notes what the migrations wrote, for whoever comes after a test that empties the tables."""
    with django_db_blocker.unblock():
        ours = (model for name in OUR_APPS for model in apps.get_app_config(name).get_models())
        rows = {model: found for model in ours if (found := list(model._default_manager.order_by("pk")))}
    request.config.stash[MIGRATED] = django_db_blocker, rows


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    result = yield
    # After the last test the database itself is gone; a test that was skipped emptied nothing.
    if nextitem and empties_database(item) and MIGRATED in item.config.stash:
        blocker, rows = item.config.stash[MIGRATED]
        with blocker.unblock():
            for model, found in rows.items():
                if not model._default_manager.exists():
                    model._default_manager.bulk_create(found)
            count_on_from(rows)
    return result


def count_on_from(models):
    """The next keys lie beyond the rows that are back, also where a test had the counters begin anew."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [*models]):
            cursor.execute(statement)


def pytest_collection_finish():
    """Thousands of collected tests live to the end: looking through them again and again cost a fifth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """SQLite in a file of this run: in memory all threads of a running site would share one connection."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)
        # Nobody needs this file after a power cut.
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=NORMAL", "synchronous=OFF")
        with django_db_blocker.unblock():
            prepared_database.copy_to(path)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """The copied file is not made anew; it goes with the folder of the run."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def media_folders(tmp_path_factory):
    """Names of folders that nobody has used; who writes a file makes the folder, thousands of tests write none."""
    folder = tmp_path_factory.mktemp("media")
    return (str(folder / str(number)) for number in count())


@pytest.fixture(autouse=True)
def _own_media_folder(settings, media_folders):
    settings.MEDIA_ROOT = next(media_folders)


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords():
    """Argon2 is slow on purpose, and every wrong password of a test would pay for it."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def leaving_trail():
    """What is prepared with factories stands in the trail, as it would from a page."""
    token = factories.leaving_trail.set(True)
    yield
    factories.leaving_trail.reset(token)


@pytest.fixture
def ministry(db):
    return make_unit("kemensos", kind=UnitKind.MINISTRY, name="Kementerian Sosial")


@pytest.fixture
def directorate_general(ministry):
    return make_unit(
        "ditjen-rehsos",
        parent=ministry,
        kind=UnitKind.DIRECTORATE_GENERAL,
        name="Direktorat Jenderal Rehabilitasi Sosial",
    )


@pytest.fixture
def directorate(directorate_general):
    return make_unit("dit-anak", parent=directorate_general, name="Direktorat Anak")


@pytest.fixture
def sentra(directorate_general):
    return make_unit("sentra-timur", parent=directorate_general, kind=UnitKind.UPT, name="Sentra Timur")


@pytest.fixture
def outsider(db):
    return make_unit("kementerian-lain", kind=UnitKind.MINISTRY, name="Kementerian Lain")


def _person(username, unit, role):
    user = make_user(username)
    make_membership(user=user, unit=unit, role=role)
    return user


@pytest.fixture
def siti(directorate):
    """Reports for the directorate."""
    return _person("siti", directorate, Role.REPORTER)


@pytest.fixture
def budi(directorate_general):
    """Verifies everything below the directorate general."""
    return _person("budi", directorate_general, Role.VERIFIER)


@pytest.fixture
def rina(directorate_general):
    """Plans for everything below the directorate general."""
    return _person("rina", directorate_general, Role.PLANNER)


@pytest.fixture
def pak_dir(directorate):
    """Leads the directorate."""
    return _person("pak_dir", directorate, Role.LEADER)


@pytest.fixture
def itjen(ministry):
    """Reviews the whole ministry."""
    return _person("itjen", ministry, Role.REVIEWER)


@pytest.fixture
def administrator(ministry):
    """Administers the ministry; no superuser."""
    return _person("administrator", ministry, Role.ADMINISTRATOR)


@pytest.fixture
def stranger(outsider):
    """Leads the other ministry and may know of nothing here."""
    return _person("luar", outsider, Role.LEADER)
