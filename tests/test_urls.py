"""Every named address by every role: who may open it, who may not, and for whom it does not exist."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from indicators.models import Indicator, Objective, Realization
from reports import publishing
from reports.bundle import kept
from reports.leading import publishing as leading
from reports.papers import publishing as papers
from tests.factories import make_user
from tests.pages import PEOPLE, furnish
from units.admin_site import site
from units.models import Role

pytestmark = pytest.mark.django_db

OPEN, FOUND, DENIED, ABSENT, WRONG_METHOD, INCOMPLETE = 200, 302, 403, 404, 405, 422
UNIT = {"code": "dit-anak", "year": 2023}
# The first version of the agreement, which is signed; drafts are tested with their pages.
SIGNED = UNIT | {"version": 0}
ROW = UNIT | {"quarter": 4, "indicator_id": Indicator}
CHANGED, LOCKED = 409, 423
NOBODY = dict.fromkeys(PEOPLE, WRONG_METHOD)
EVERYONE = dict.fromkeys(PEOPLE, OPEN)
MEMBERS = EVERYONE | {"stranger": ABSENT}
REPORTER_OF_UNIT = dict.fromkeys(PEOPLE, DENIED) | {"siti": OPEN, "stranger": ABSENT}
PLANNERS_OF_UNIT = dict.fromkeys(PEOPLE, DENIED) | {"rina": OPEN, "stranger": ABSENT}
REPORTERS_OF_UNIT = dict.fromkeys(PEOPLE, DENIED) | {"siti": OPEN, "stranger": ABSENT}
LEADERS_OF_UNIT = dict.fromkeys(PEOPLE, DENIED) | {"pak_dir": FOUND, "stranger": ABSENT}
NO_PLANNED_FILE = PLANNERS_OF_UNIT | {"rina": ABSENT}
PLANNERS = dict.fromkeys(PEOPLE, DENIED) | {"rina": OPEN}
ADMINISTRATORS = dict.fromkeys(PEOPLE, DENIED) | {"administrator": OPEN}
TEXT = UNIT | {"section": "latar-belakang"}
WHO_WRITES = dict.fromkeys(PEOPLE, DENIED) | {"rina": OPEN, "siti": OPEN, "stranger": ABSENT}
VERIFIERS = dict.fromkeys(PEOPLE, DENIED) | {"budi": OPEN}
ABSENT_FOR_ALL = dict.fromkeys(PEOPLE, ABSENT)
# The report of the table is a draft that nobody reviews.
REVIEWERS_OF_UNIT = dict.fromkeys(PEOPLE, DENIED) | {"itjen": INCOMPLETE, "stranger": ABSENT}
WRITERS_OF_UNIT = dict.fromkeys(PEOPLE, DENIED) | {"siti": INCOMPLETE, "rina": INCOMPLETE, "stranger": ABSENT}
NO_PROPOSAL = dict.fromkeys(PEOPLE, DENIED) | {"rina": ABSENT, "stranger": ABSENT}
ABSENT_FOR_STRANGERS = {"stranger": ABSENT}
EDITORS = dict.fromkeys(PEOPLE, FOUND) | {"rina": OPEN, "administrator": OPEN}
AUDITORS = dict.fromkeys(PEOPLE, DENIED) | {"stranger": ABSENT}
# What is open to everybody: signed in or not, the answer is the same.
OPEN_TO_ALL = dict.fromkeys(PEOPLE, OPEN)
UNKNOWN_TOKEN = dict.fromkeys(PEOPLE, 401)
APPENDIX_WRITERS = {"siti": INCOMPLETE, "rina": INCOMPLETE, "stranger": ABSENT}


def redirected(table):
    return {person: FOUND if status == OPEN else status for person, status in table.items()}


# Name, arguments, what each person gets for GET, what for POST.
PAGES = [
    ("masuk", {}, redirected(EVERYONE), redirected(EVERYONE)),
    ("keluar", {}, NOBODY, redirected(EVERYONE)),
    ("kata-sandi", {}, EVERYONE, EVERYONE),
    ("kata-sandi-diganti", {}, EVERYONE, NOBODY),
    ("lupa-sandi", {}, EVERYONE, EVERYONE),
    ("lupa-sandi-terkirim", {}, EVERYONE, NOBODY),
    ("lupa-sandi-selesai", {}, EVERYONE, NOBODY),
    ("lupa-sandi-baru", {"uidb64": "MQ", "token": "habis"}, EVERYONE, EVERYONE),
    ("masuk-kementerian", {}, dict.fromkeys(PEOPLE, ABSENT), dict.fromkeys(PEOPLE, ABSENT)),
    ("masuk-kementerian-kembali", {}, dict.fromkeys(PEOPLE, ABSENT), dict.fromkeys(PEOPLE, ABSENT)),
    ("sehat", {}, EVERYONE, EVERYONE),
    ("siap", {}, EVERYONE, NOBODY),
    ("metrik", {}, ABSENT_FOR_ALL, NOBODY),
    ("icon", {}, dict.fromkeys(PEOPLE, 301), dict.fromkeys(PEOPLE, 301)),
    ("reports:home", {}, EVERYONE, NOBODY),
    ("reports:unit-search", {}, EVERYONE, NOBODY),
    ("reports:indicator-search", {}, EVERYONE, NOBODY),
    ("reports:unit-open", {"code": "dit-anak"}, redirected(MEMBERS), NOBODY),
    ("reports:scorecard-show", UNIT, MEMBERS, NOBODY),
    ("reports:leader-show", UNIT, MEMBERS, NOBODY),
    ("reports:leader-download", UNIT | {"form": "pdf"}, MEMBERS, NOBODY),
    ("reports:leader-download", UNIT | {"form": "xlsx"}, MEMBERS, NOBODY),
    ("reports:leader-download", UNIT | {"form": "exe"}, dict.fromkeys(PEOPLE, ABSENT), NOBODY),
    ("reports:objective-show", UNIT | {"objective_id": Objective}, MEMBERS, NOBODY),
    ("reports:budget-show", UNIT, MEMBERS, NOBODY),
    ("reports:branch-show", UNIT | {"line_id": 0}, MEMBERS, NOBODY),
    ("reports:budget-file-list", UNIT, MEMBERS, NOBODY),
    ("reports:budget-file-upload", UNIT, PLANNERS_OF_UNIT, PLANNERS_OF_UNIT),
    # The unit of the table has its DIPA already.
    ("reports:dipa-begin", UNIT, NOBODY, PLANNERS_OF_UNIT | {"rina": INCOMPLETE}),
    ("reports:budget-file-map", UNIT | {"token": "0" * 32}, NO_PLANNED_FILE, NO_PLANNED_FILE),
    ("reports:budget-file-confirm", UNIT | {"token": "0" * 32}, NO_PLANNED_FILE, NO_PLANNED_FILE),
    ("reports:budget-file-undo", UNIT | {"pk": 0}, NO_PLANNED_FILE, NO_PLANNED_FILE),
    ("reports:budget-layout-edit", UNIT | {"pk": 0}, NO_PLANNED_FILE, NO_PLANNED_FILE),
    ("reports:budget-changes", UNIT, MEMBERS, NOBODY),
    ("reports:budget-spread", UNIT, MEMBERS, NOBODY),
    ("reports:budget-plan", UNIT, MEMBERS, NOBODY),
    ("reports:budget-ikpa", UNIT, MEMBERS, NOBODY),
    ("reports:budget-download", UNIT | {"name": "pok"}, MEMBERS, NOBODY),
    # The DIPA of the table has no proposal; proposals are tested with their pages.
    ("reports:proposal-show", UNIT | {"pk": 0}, ABSENT_FOR_ALL, NOBODY),
    ("reports:proposal-accept", UNIT | {"pk": 0}, NOBODY, NO_PROPOSAL),
    ("reports:proposal-discard", UNIT | {"pk": 0}, NOBODY, NO_PROPOSAL),
    ("reports:tree-show", UNIT, MEMBERS, NOBODY),
    ("reports:tree-download", UNIT, MEMBERS, NOBODY),
    ("reports:gap-list", UNIT, MEMBERS, NOBODY),
    ("reports:gap-download", UNIT, MEMBERS, NOBODY),
    ("reports:indicator-show", UNIT | {"indicator_id": Indicator}, MEMBERS, NOBODY),
    ("reports:paper-list", UNIT, MEMBERS, NOBODY),
    *(
        ("reports:paper-download", UNIT | {"kind": "pk", "form": form}, MEMBERS, NOBODY)
        for form in ("pdf", "html", "docx", "xlsx")
    ),
    ("reports:paper-download", UNIT | {"kind": "gaji", "form": "pdf"}, dict.fromkeys(PEOPLE, ABSENT), NOBODY),
    ("reports:agreement-list", UNIT, MEMBERS, NOBODY),
    ("reports:agreement-draft", UNIT, NOBODY, redirected(PLANNERS_OF_UNIT)),
    ("reports:agreement-show", SIGNED, MEMBERS, NOBODY),
    ("reports:agreement-targets", SIGNED, NOBODY, PLANNERS_OF_UNIT),
    ("reports:agreement-sign", SIGNED, LEADERS_OF_UNIT, LEADERS_OF_UNIT),
    ("reports:agreement-revise", SIGNED, PLANNERS_OF_UNIT, PLANNERS_OF_UNIT),
    ("reports:agreement-compare", SIGNED, dict.fromkeys(PEOPLE, ABSENT), NOBODY),
    ("reports:agreement-discard", SIGNED, redirected(PLANNERS_OF_UNIT), redirected(PLANNERS_OF_UNIT)),
    ("reports:agreement-derive", SIGNED, redirected(PLANNERS_OF_UNIT), redirected(PLANNERS_OF_UNIT)),
    ("reports:report-show", UNIT, MEMBERS, NOBODY),
    ("reports:report-draft", UNIT, NOBODY, redirected(PLANNERS_OF_UNIT)),
    ("reports:report-read", UNIT, MEMBERS, NOBODY),
    *(
        ("reports:report-download", UNIT | {"form": form}, MEMBERS, NOBODY)
        for form in ("pdf", "html", "docx", "xlsx", "json")
    ),
    ("reports:report-download", UNIT | {"form": "exe"}, dict.fromkeys(PEOPLE, ABSENT), NOBODY),
    ("reports:report-files", UNIT, MEMBERS, NOBODY),
    ("reports:report-file-ask", UNIT | {"form": "pdf"}, NOBODY, redirected(MEMBERS)),
    ("reports:report-file-ask", UNIT | {"form": "html"}, NOBODY, dict.fromkeys(PEOPLE, ABSENT)),
    ("reports:report-file-take", UNIT | {"pk": 0}, dict.fromkeys(PEOPLE, ABSENT), NOBODY),
    ("reports:writing-show", UNIT, MEMBERS, NOBODY),
    ("reports:figure-list", UNIT, MEMBERS, NOBODY),
    ("reports:writing-paste", UNIT, NOBODY, WHO_WRITES),
    ("reports:writing-edit", TEXT, MEMBERS, WHO_WRITES | {"rina": CHANGED, "siti": CHANGED}),
    ("reports:writing-preview", TEXT, NOBODY, WHO_WRITES),
    ("reports:writing-keep", TEXT, NOBODY, WHO_WRITES | {"rina": CHANGED, "siti": CHANGED}),
    ("reports:writing-versions", TEXT, MEMBERS, WHO_WRITES | {"rina": ABSENT, "siti": ABSENT}),
    ("reports:illustration-add", TEXT, NOBODY, redirected(WHO_WRITES)),
    ("reports:illustration-change", {"pk": 0}, NOBODY, dict.fromkeys(PEOPLE, ABSENT)),
    ("reports:appendix-list", UNIT, MEMBERS, dict.fromkeys(PEOPLE, DENIED) | APPENDIX_WRITERS),
    ("reports:appendix-show", UNIT | {"pk": 0}, dict.fromkeys(PEOPLE, ABSENT), NOBODY),
    (
        "reports:appendix-change",
        UNIT | {"pk": 0},
        NOBODY,
        dict.fromkeys(PEOPLE, DENIED) | {"siti": ABSENT, "rina": ABSENT, "stranger": ABSENT},
    ),
    ("reports:printed-show", UNIT, MEMBERS, AUDITORS | {"rina": INCOMPLETE, "itjen": INCOMPLETE}),
    ("reports:printed-drop", UNIT, NOBODY, AUDITORS | {"rina": FOUND, "itjen": FOUND}),
    ("reports:report-move", UNIT | {"name": "ajukan"}, PLANNERS_OF_UNIT, redirected(PLANNERS_OF_UNIT)),
    ("reports:report-move", UNIT | {"name": "tarik"}, LEADERS_OF_UNIT, LEADERS_OF_UNIT | {"pak_dir": INCOMPLETE}),
    ("reports:report-move", UNIT | {"name": "entah"}, ABSENT_FOR_ALL, ABSENT_FOR_ALL),
    ("reports:move-progress", UNIT, redirected(MEMBERS), NOBODY),
    ("reports:edition-download", UNIT | {"number": 1, "form": "pdf"}, ABSENT_FOR_ALL, NOBODY),
    ("reports:review-show", UNIT, MEMBERS, NOBODY),
    ("reports:review-answer", UNIT, NOBODY, REVIEWERS_OF_UNIT),
    ("reports:note-add", UNIT, NOBODY, REVIEWERS_OF_UNIT),
    ("reports:note-answer", UNIT | {"pk": 0}, NOBODY, WRITERS_OF_UNIT | {"siti": ABSENT, "rina": ABSENT}),
    ("reports:note-close", UNIT | {"pk": 0}, NOBODY, REVIEWERS_OF_UNIT | {"itjen": ABSENT}),
    ("reports:finding-explain", UNIT, NOBODY, WRITERS_OF_UNIT),
    ("reports:review-document", UNIT, MEMBERS, NOBODY),
    ("reports:review-statement", UNIT | {"form": "html"}, ABSENT_FOR_ALL, NOBODY),
    ("reports:public-show", {"code": "abcdefghjk22"}, ABSENT_FOR_ALL, ABSENT_FOR_ALL),
    ("reports:public-download", {"code": "abcdefghjk22"}, ABSENT_FOR_ALL, NOBODY),
    ("reports:agreement-move", SIGNED | {"move": "terbitkan"}, LEADERS_OF_UNIT | {"pak_dir": OPEN}, LEADERS_OF_UNIT),
    (
        "reports:agreement-move",
        SIGNED | {"move": "tarik"},
        LEADERS_OF_UNIT | {"pak_dir": FOUND},
        LEADERS_OF_UNIT | {"pak_dir": INCOMPLETE},
    ),
    (
        "reports:agreement-move",
        SIGNED | {"move": "entah"},
        LEADERS_OF_UNIT | {"pak_dir": ABSENT},
        LEADERS_OF_UNIT | {"pak_dir": ABSENT},
    ),
    ("reports:bundle-show", UNIT, redirected(MEMBERS), NOBODY),
    ("reports:bundle-ask", UNIT, NOBODY, redirected(MEMBERS)),
    ("reports:bundle-take", UNIT | {"pk": 0}, ABSENT_FOR_ALL, NOBODY),
    ("reports:open-list", {}, OPEN_TO_ALL, NOBODY),
    ("reports:open-unit", {"code": "dit-anak"}, ABSENT_FOR_ALL, NOBODY),
    ("reports:open-agreement", SIGNED, ABSENT_FOR_ALL, NOBODY),
    ("reports:data-list", {}, OPEN_TO_ALL, NOBODY),
    *(
        ("reports:data-show", {"dataset": dataset, "form": form}, OPEN_TO_ALL, NOBODY)
        for dataset in ("capaian", "anggaran", "target", "dokumen")
        for form in ("json", "csv")
    ),
    ("reports:data-show", {"dataset": "gaji", "form": "json"}, ABSENT_FOR_ALL, NOBODY),
    ("reports:api-about", {}, OPEN_TO_ALL, NOBODY),
    ("reports:api-schema", {}, OPEN_TO_ALL, NOBODY),
    ("reports:api-list", {"resource": "units"}, UNKNOWN_TOKEN, NOBODY),
    ("reports:api-show", {"resource": "units", "key": "dit-anak"}, UNKNOWN_TOKEN, NOBODY),
    ("reports:token-list", {}, ADMINISTRATORS, ADMINISTRATORS | {"administrator": INCOMPLETE}),
    ("reports:token-units", {}, ADMINISTRATORS, NOBODY),
    ("reports:token-revoke", {"pk": 0}, NOBODY, ADMINISTRATORS | {"administrator": ABSENT}),
    ("reports:planning-choose", {}, PLANNERS, NOBODY),
    ("reports:planning-show", UNIT, PLANNERS_OF_UNIT, NOBODY),
    ("reports:year-open", UNIT, PLANNERS_OF_UNIT, redirected(PLANNERS_OF_UNIT)),
    ("reports:workbook-download", UNIT, PLANNERS_OF_UNIT, NOBODY),
    ("reports:trail-list", {}, EVERYONE, NOBODY),
    ("reports:trail-download", {"form": "csv"}, EVERYONE, NOBODY),
    ("reports:trail-download", {"form": "xlsx"}, EVERYONE, NOBODY),
    ("reports:trail-download", {"form": "exe"}, dict.fromkeys(PEOPLE, ABSENT), NOBODY),
    ("reports:workbook-upload", {}, PLANNERS, PLANNERS),
    ("reports:sheet-download", UNIT | {"quarter": 4}, REPORTERS_OF_UNIT, NOBODY),
    ("reports:sheet-upload", UNIT | {"quarter": 4}, REPORTERS_OF_UNIT, redirected(REPORTERS_OF_UNIT)),
    (
        "reports:sheet-confirm",
        UNIT | {"quarter": 4, "token": "0" * 32},
        REPORTERS_OF_UNIT | {"siti": ABSENT},
        REPORTERS_OF_UNIT | {"siti": ABSENT},
    ),
    ("reports:workbook-confirm", {"token": "0" * 32}, PLANNERS | {"rina": ABSENT}, PLANNERS | {"rina": ABSENT}),
    ("reports:reporting-home", {}, dict.fromkeys(PEOPLE, DENIED) | {"siti": OPEN}, NOBODY),
    ("reports:quarter-open", UNIT, redirected(MEMBERS), NOBODY),
    ("reports:quarter-show", UNIT | {"quarter": 4}, MEMBERS, NOBODY),
    ("reports:quarter-show", UNIT | {"quarter": 5}, dict.fromkeys(PEOPLE, ABSENT), NOBODY),
    ("reports:quarter-submit", UNIT | {"quarter": 4}, NOBODY, REPORTER_OF_UNIT | {"siti": FOUND}),
    ("reports:realization-edit", ROW, MEMBERS, REPORTER_OF_UNIT),
    ("reports:realization-compute", ROW, NOBODY, REPORTER_OF_UNIT),
    ("reports:realization-save", ROW, NOBODY, REPORTER_OF_UNIT | {"siti": LOCKED}),
    (
        "reports:evidence-attach",
        UNIT | {"quarter": 4, "indicator_id": 0},
        NOBODY,
        dict.fromkeys(PEOPLE, DENIED) | {"siti": ABSENT, "stranger": ABSENT},
    ),
    ("reports:evidence-show", {"pk": 0}, dict.fromkeys(PEOPLE, ABSENT), NOBODY),
    ("reports:evidence-thumbnail", {"pk": 0}, dict.fromkeys(PEOPLE, ABSENT), NOBODY),
    ("reports:evidence-detach", {"pk": 0}, NOBODY, dict.fromkeys(PEOPLE, ABSENT)),
    ("reports:period-list", UNIT, MEMBERS, NOBODY),
    ("reports:period-save", UNIT, NOBODY, PLANNERS_OF_UNIT | {"rina": INCOMPLETE}),
    ("reports:extension-grant", UNIT, NOBODY, PLANNERS_OF_UNIT | {"rina": INCOMPLETE}),
    ("reports:notice-list", {}, EVERYONE, NOBODY),
    ("reports:notice-read", {}, NOBODY, redirected(EVERYONE)),
    ("reports:notice-open", {"pk": 0}, NOBODY, dict.fromkeys(PEOPLE, ABSENT)),
    ("reports:verification-list", {}, VERIFIERS, VERIFIERS),
    (
        "reports:verification-show",
        {"pk": Realization},
        VERIFIERS | ABSENT_FOR_STRANGERS,
        VERIFIERS | ABSENT_FOR_STRANGERS,
    ),
    ("admin:index", {}, EDITORS, EDITORS),
]
PAGE_IDS = [f"{name} {arguments.get('form', '')}".strip() for name, arguments, *_ in PAGES]
ROLES = {
    "siti": Role.REPORTER,
    "budi": Role.VERIFIER,
    "rina": Role.PLANNER,
    "pak_dir": Role.LEADER,
    "itjen": Role.REVIEWER,
    "administrator": Role.ADMINISTRATOR,
}


@pytest.fixture
def cast(request, gets):
    """All people by their names; on a second database one who gets the page and the stranger make all its queries."""
    people = PEOPLE
    if request.config.getoption("--second-database"):
        people = {min(PEOPLE, key=lambda person: gets[person]): None, "stranger": None}
    return {person: request.getfixturevalue(person) for person in people}


@pytest.fixture
def line(directorate):
    return furnish(directorate)


@pytest.fixture(autouse=True)
def _quick_files(monkeypatch):
    """A report as a file is tested elsewhere and takes seconds; how often one may ask begins anew."""
    cache.clear()
    monkeypatch.setattr(publishing, "render", lambda unit, year, form: b"berkas")
    monkeypatch.setattr(papers, "paper", lambda kind, unit, year, form, version: b"berkas")
    monkeypatch.setattr(leading, "written", lambda picture, form, now: b"berkas")
    monkeypatch.setitem(papers.WRITERS, "pdf", lambda document: b"berkas")
    monkeypatch.setattr(kept, "render_pdf", lambda html: b"berkas")
    monkeypatch.setattr(publishing, "read_html", lambda unit, year: "<!doctype html><title>LKj</title>")


def names(resolver=None, namespace=""):
    """Every named address below a resolver; the admin's tables are tested with the admin."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                found |= names(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            found.add(f"{namespace}{pattern.name}")
    return found


def stored(arguments, line):
    """The arguments with the rows they name; a model stands for the key of its only row."""
    found = {name: value.objects.get().pk for name, value in arguments.items() if isinstance(value, type)}
    return arguments | found | ({"line_id": line.parent_id} if "line_id" in arguments else {})


def status(client, method, name, arguments):
    return getattr(client, method)(reverse(name, kwargs=arguments)).status_code


def test_every_named_address_stands_in_the_table():
    assert names() == {name for name, *_ in PAGES} - {"admin:index"}


def test_every_role_is_among_the_people():
    assert set(ROLES.values()) == set(Role)


@pytest.mark.parametrize(("name", "arguments", "gets", "posts"), PAGES, ids=PAGE_IDS)
def test_an_address_answers_each_role(cast, line, name, arguments, gets, posts):
    arguments = stored(arguments, line)
    answers = {person: answers_to(user, name, arguments) for person, user in cast.items()}
    assert answers == {person: (gets[person], posts[person]) for person in cast}


def answers_to(user, name, arguments):
    """What a person gets and may post; the database is as before for the next one."""
    client = Client()
    with transaction.atomic():
        client.force_login(user)
        answers = status(client, "get", name, arguments), status(client, "post", name, arguments)
        transaction.set_rollback(True)
    return answers


@pytest.mark.parametrize(("name", "arguments"), [row[:2] for row in PAGES], ids=PAGE_IDS)
def test_without_signing_in_only_the_door_is_open(client, line, name, arguments):
    response = client.get(reverse(name, kwargs=stored(arguments, line)))
    if name in ("masuk", "sehat", "siap") or name.startswith("lupa-sandi"):
        assert response.status_code == OPEN
    elif name.startswith(("masuk-kementerian", "metrik", "reports:public")):
        assert response.status_code == ABSENT
    elif name.startswith(("reports:open", "reports:data", "reports:api")):
        row = next(row for row in PAGES if row[:2] == (name, arguments))
        assert {response.status_code} == set(row[2].values())
    elif name == "icon":
        assert response.url == "/static/lakin.svg"
    elif name == "keluar":
        assert response.status_code == WRONG_METHOD
    else:
        assert response.url.startswith(("/masuk/?next=", "/admin/login/?next="))


@pytest.mark.parametrize("address", ["/unit/dit-anak/1899/", "/unit/dit-anak/20230/", "/unit/DIT ANAK/2023/"])
def test_a_year_or_code_that_cannot_be_is_no_page(client, rina, line, address):
    client.force_login(rina)
    assert client.get(address).status_code == ABSENT


def test_the_admin_is_closed_to_those_who_edit_nothing(client, siti, line):
    client.force_login(siti)
    response = client.get(reverse("admin:index"), follow=True)
    assert response.status_code == DENIED
    assert "Peran Anda tidak mencakup tindakan ini" in response.content.decode()


def test_the_admin_has_no_door_of_its_own(client, rina):
    response = client.get("/admin/budget/dipa/", follow=True)
    assert response.redirect_chain[-1][0] == "/masuk/?next=/admin/budget/dipa/"


def test_the_admin_is_the_one_of_lakin():
    assert reverse("admin:index") == "/admin/"
    assert site.site_header == "LAKIN · Kelola data"


def test_a_wrong_password_is_explained(client, siti):
    response = client.post("/masuk/", {"username": "siti", "password": "salah"})
    assert "Nama pengguna atau sandi salah. Huruf besar dan kecil dibedakan." in response.content.decode()


@pytest.mark.parametrize(("after", "target"), [("/unit/dit-anak/2023/", "/unit/dit-anak/2023/"), ("//jahat.id/", "/")])
def test_signing_in_leads_only_to_a_page_of_ours(client, after, target):
    make_user("dewi", password="rahasia-sekali")
    response = client.post("/masuk/", {"username": "dewi", "password": "rahasia-sekali", "next": after})
    assert response.url == target
