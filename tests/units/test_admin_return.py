"""The way back from Kelola data to the preparation of the year, and what an administrator sees there."""

import pytest
from django.contrib.messages import get_messages

from indicators.models import Objective, StrategicPlan
from tests import factories as make
from tests.pages import seen
from units.admin_return import chosen_year
from units.models import Official

pytestmark = pytest.mark.django_db
KEPT = "_changelist_filters=unit%3Ddit-anak%26tahun%3D2026"
BACK = "Kembali ke penyiapan tahun 2026 Direktorat Anak"


@pytest.fixture
def planner(client, rina):
    client.force_login(rina)
    return client


def plan_form(directorate, **fields):
    given = {"unit": directorate.pk, "name": "Renstra 2025–2029", "year_from": 2025, "year_to": 2029}
    counts = {f"{name}-{part}": 0 for name in ("versions", "objectives") for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return given | counts | fields


@pytest.mark.usefixtures("directorate")
def test_a_list_opened_from_the_preparation_leads_back(planner):
    address = "/admin/indicators/objective/?unit=dit-anak&tahun=2026"
    page = planner.get(address)
    assert BACK in seen(page)
    assert 'href="/unit/dit-anak/2026/rencana/"' in page.content.decode()
    assert "Kembali ke penyiapan" not in seen(planner.get("/admin/indicators/objective/"))


def test_a_saved_row_leads_back_over_the_list(planner, directorate):
    page = planner.post(f"/admin/indicators/strategicplan/add/?{KEPT}", plan_form(directorate), follow=True)
    assert StrategicPlan.objects.get().year_from == 2025
    assert page.redirect_chain[-1][0] == "/admin/indicators/strategicplan/?unit=dit-anak&tahun=2026"
    assert seen(page).count(BACK) == 1


def test_a_saved_row_that_carries_nothing_leads_back_to_its_own_year(planner, directorate):
    response = planner.post("/admin/budget/dipa/add/", {"unit": directorate.pk}, follow=True)
    assert "Kembali ke penyiapan" not in seen(response)
    official = make.make_official(unit=directorate)
    given = {"unit": directorate.pk, "position": "Direktur", "name": "Rani", "status": "definitif"}
    response = planner.post(f"/admin/units/official/{official.pk}/change/", given)
    assert Official.objects.get().name == "Rani"
    assert any("/unit/dit-anak/" in str(message) for message in get_messages(response.wsgi_request))


def test_a_form_leads_back(planner, directorate):
    make.make_objective(plan=make.make_plan(unit=directorate))
    row = Objective.objects.get()
    assert "Kembali ke penyiapan tahun 2024 Direktorat Anak" in seen(
        planner.get(f"/admin/indicators/objective/{row.pk}/change/")
    )


@pytest.mark.parametrize(
    ("carried", "years", "expected"),
    [(2026, [2025, 2029], 2026), (2026, [2023], 2023), (2026, [], 2026), (2019, [2020, 2024], 2020)],
)
def test_the_year_never_lies_outside_those_of_the_row(carried, years, expected):
    assert chosen_year(carried, years) == expected


@pytest.mark.parametrize("query", ["unit=luar&tahun=2026", "unit=dit-anak&tahun=x", "unit=dit-anak"])
@pytest.mark.usefixtures("directorate")
def test_what_is_typed_into_the_address_leads_nowhere_else(planner, query):
    assert "Kembali ke penyiapan" not in seen(planner.get(f"/admin/indicators/objective/?{query}"))


def test_only_a_planner_is_offered_the_preparation(client, rina, administrator):
    for person, is_offered in ((rina, True), (administrator, False)):
        client.force_login(person)
        assert ("Menyiapkan tahun sebuah unit" in seen(client.get("/admin/"))) is is_offered
