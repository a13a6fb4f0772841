"""The admin: which tables open for whom, and nothing of another unit in any of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import ComponentValue, Evidence, Realization
from reports.models import Finding
from tests import factories as make
from tests.pages import admin_page, furnish, no_rows, seen
from units.admin_access import ADMINISTRATORS, PLANNERS
from units.admin_site import GROUPS, site
from units.models import Role, Unit

pytestmark = pytest.mark.django_db
TABLES = sorted(site._registry.items(), key=lambda item: item[0]._meta.label)
IDS = [model._meta.label for model, _ in TABLES]
ROLE_OF = {"rina": Role.PLANNER, "administrator": Role.ADMINISTRATOR}
# The machine makes findings and reporters bring facts and evidence; nobody types them in here.
NEVER_ADDED = {Evidence, Finding, Realization, ComponentValue}


@pytest.fixture
def _rows(directorate, sentra, outsider):
    """Something in three units: two of the planner's and one of another ministry."""
    for unit in (directorate, sentra, outsider):
        furnish(unit)


@pytest.mark.parametrize(("model", "table"), TABLES, ids=IDS)
@pytest.mark.usefixtures("_rows")
def test_a_table_opens_for_whoever_may_see_it_and_takes_rows_from_whoever_keeps_it(signed_in, model, table):
    for person, role in ROLE_OF.items():
        client, keeps = signed_in(person), role in table.editors and model not in NEVER_ADDED
        assert client.get(admin_page(model, "changelist")).status_code == (200 if role in table.viewers else 403)
        assert client.get(admin_page(model, "add")).status_code == (200 if keeps else 403)


def test_every_table_of_ours_is_in_the_admin_and_in_a_group():
    grouped = {name for _, names in GROUPS for name in names.split()}
    assert {model.__name__ for model, _ in TABLES} == grouped


def test_only_administrators_keep_units_users_and_rules():
    kept = {model.__name__ for model, table in TABLES if table.editors == ADMINISTRATORS}
    rules = {"RuleSet", "RatingScale", "RatingBand", "PredicateScale", "PredicateRank"}
    rules |= {"Outline", "OutlineSection", "ChecklistItem"}
    assert kept == {"Unit", "User", "Membership"} | rules
    assert {table.editors for _, table in TABLES} == {ADMINISTRATORS, PLANNERS}


@pytest.mark.parametrize("person", ["siti", "budi", "pak_dir", "itjen", "stranger"])
@pytest.mark.parametrize("page", ["changelist", "add"])
@pytest.mark.usefixtures("_rows")
def test_other_roles_do_not_get_in(signed_in, person, page):
    assert signed_in(person).get(admin_page(Unit, page), follow=True).status_code == 403


@pytest.mark.parametrize(
    ("model", "table"), [row for row in TABLES if row[1].unit_lookup], ids=lambda row: getattr(row, "__name__", "")
)
@pytest.mark.usefixtures("_rows")
def test_no_list_shows_rows_of_another_ministry(rf, rina, outsider, model, table):
    request = rf.get("/")
    request.user = rina
    units = {table.unit_of(row) for row in table.get_queryset(request)}
    assert outsider not in units


@pytest.mark.usefixtures("_rows")
def test_a_row_of_another_ministry_does_not_exist(signed_in, outsider):
    agreement = outsider.agreements.get()
    assert signed_in("rina").get(admin_page(type(agreement), "change", agreement.pk)).status_code == 404


@pytest.mark.usefixtures("_rows")
def test_choices_offer_only_units_of_the_planner(signed_in, outsider):
    parameters = {"app_label": "budget", "model_name": "dipa", "field_name": "unit"}
    found = signed_in("rina").get("/admin/autocomplete/", parameters).json()["results"]
    assert [row["text"] for row in found] == [
        "Direktorat Jenderal Rehabilitasi Sosial",
        "Direktorat Anak",
        "Sentra Timur",
    ]


@pytest.mark.usefixtures("_rows")
def test_a_unit_of_another_ministry_is_no_choice(signed_in, outsider):
    response = signed_in("rina").post("/admin/budget/dipa/add/", dipa_form(outsider) | {"year": 2024}, follow=True)
    assert "Masukkan pilihan yang valid" in seen(response)
    assert not outsider.dipas.filter(year=2024).exists()


def dipa_form(unit):
    fields = {"unit": unit.pk, "year": 2023, "number": "", "note": ""}
    return fields | no_rows("revisions", "expenditure_totals")


def test_a_planner_adds_a_dipa(signed_in, directorate):
    signed_in("rina").post("/admin/budget/dipa/add/", dipa_form(directorate))
    assert directorate.dipas.get().year == 2023


def test_a_constraint_speaks_indonesian(signed_in, directorate):
    client = signed_in("rina")
    for _ in range(2):
        response = client.post("/admin/budget/dipa/add/", dipa_form(directorate))
    assert "DIPA dengan nomor ini sudah ada untuk unit dan tahun yang sama." in seen(response)


def test_an_objective_may_hang_under_one_of_a_unit_above(signed_in, directorate, ministry, outsider):
    above, elsewhere = (make.make_objective(plan=make.make_plan(unit=unit)) for unit in (ministry, outsider))
    parameters = {"app_label": "indicators", "model_name": "objective", "field_name": "parent"}
    found = signed_in("rina").get("/admin/autocomplete/", parameters).json()["results"]
    assert [row["id"] for row in found] == [str(above.pk)]
    assert elsewhere.pk != above.pk


@pytest.mark.parametrize(("model", "table"), TABLES, ids=IDS)
@pytest.mark.same_everywhere
def test_a_list_takes_the_same_queries_for_one_row_and_for_many(signed_in, directorate, model, table):
    client = signed_in("rina" if Role.PLANNER in table.viewers else "administrator")
    counts = []
    for years in ([2020], [2021, 2022, 2023]):
        for year in years:
            furnish(directorate, year=year)
        with CaptureQueriesContext(connection) as queries:
            client.get(admin_page(model, "changelist"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("table", ["indicators/realization", "indicators/historicalvalue", "agreements/agreementline"])
def test_a_number_stored_for_a_predicate_does_not_break_its_list(signed_in, directorate, table):
    scale = make.make_predicate_scale()
    indicator = make.make_indicator(unit=directorate, measure="predicate", predicate_scale=scale, polarity="maximize")
    make.make_realization(indicator=indicator, value=4)
    make.make_historical_value(indicator=indicator, value=4, kind="realization")
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=indicator, target=4)
    assert signed_in("rina").get(f"/admin/{table}/").status_code == 200


def test_the_first_page_of_the_admin_takes_few_queries(signed_in):
    client = signed_in("rina")
    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/")
    assert len(queries) <= 6


def test_no_page_of_the_admin_carries_a_script_in_the_page(signed_in, directorate):
    furnish(directorate)
    client = signed_in("rina")
    for page in ("/admin/", "/admin/budget/dipa/", "/admin/budget/dipa/add/", "/admin/budget/dipa/import/"):
        text = client.get(page).content.decode()
        assert "<script>" not in text
        assert " onclick=" not in text
        assert " onchange=" not in text
