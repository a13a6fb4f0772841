"""Every page that each person may open, on a small screen: nothing grave, no error, no scrolling sideways."""

import re
from datetime import date

import pytest
from django.urls import reverse

from agreements.models import RevisionReason
from agreements.revision import revise
from tests import factories as make
from tests.browser.scenes import around_today, let_in
from tests.browser.walking import faults
from tests.pages import PEOPLE, furnish
from tests.test_urls import OPEN, PAGES, UNIT, stored

# Files, words for machines, and pieces of a page.
NO_PAGES = (
    "-download",
    "sehat",
    "siap",
    "icon",
    "unit-search",
    "token-units",
    "branch-show",
    "api-schema",
    "data-show",
)
TAG = re.compile(r"<\w+")
seen: set[tuple] = set()
DRAFT = UNIT | {"version": 1}
# What the table of all addresses has no row for: a quarter that is open now, and a draft beside the signed version.
OPENED = {
    "siti": [("reports:quarter-show", UNIT | {"quarter": 3}), ("reports:realization-edit", UNIT | {"quarter": 3})],
    "rina": [(f"reports:agreement-{verb}", DRAFT) for verb in ("show", "compare", "discard", "derive")],
    "pak_dir": [(f"reports:agreement-{verb}", DRAFT) for verb in ("show", "sign")],
}


@pytest.fixture
def everybody(request, address):
    for person in PEOPLE:
        request.getfixturevalue(person)


@pytest.fixture
def addresses(everybody, directorate, rina):
    """The addresses that each person may open, in a unit that has something on every page."""
    line = furnish(directorate)
    agreement = directorate.agreements.get()
    agreement.signed_on = date(2023, 1, 31)
    agreement.save()
    make.make_period(unit=directorate, quarter=3, **around_today())
    revise(agreement=agreement, reason=RevisionReason.STRATEGY, reason_text="Strategi berubah.", by=rina)
    realization = directorate.realizations.get()
    make.make_realization_step(realization=realization, by=rina)
    let_in()
    rows = {person: [(name, stored(given, line)) for name, given in found] for person, found in rows_of(realization)}
    return {person: [reverse(name, kwargs=given) for name, given in found] for person, found in rows.items()}


def rows_of(realization):
    """The names and arguments of each person's pages."""
    row = {"indicator_id": realization.indicator_id}
    for person in PEOPLE:
        named = [
            (name, given) for name, given, gets, _ in PAGES if gets[person] == OPEN and not name.endswith(NO_PAGES)
        ]
        more = [(name, given | row if "realization" in name else given) for name, given in OPENED.get(person, ())]
        yield person, named + more


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_that_a_person_may_open_can_be_used_on_a_phone(enter, addresses, person):
    page = enter(person, phone=True)
    wrong = {path: found for path in addresses[person] if (found := faults_at(page, path))}
    assert wrong == {}


def faults_at(page, path):
    """What is wrong at an address; nothing for a page that was the same, but for its numbers, for somebody else."""
    answer = page.request.get(path)
    if not answer.ok:
        return [answer.status]
    if "text/html" not in answer.headers["content-type"]:
        return []
    shape = (path, frozenset(TAG.findall(answer.text().partition("<main")[2])))
    if shape in seen:
        return []
    seen.add(shape)
    page.goto(path)
    return faults(page)
