"""The admin: which tables open for whom, and nothing of another unit in any of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import ComponentValue, Evidence, Realization
from reports.models import Finding
from tests import factories as make
from tests.pages import furnish, seen
from units.admin_access import ADMINISTRATORS, PLANNERS
from units.admin_site import GROUPS, site
from units.models import Membership, Role, Unit, User

pytestmark = pytest.mark.django_db
TABLES = sorted(site._registry.items(), key=lambda item: item[0]._meta.label)
IDS = [model._meta.label for model, _ in TABLES]
ROLE_OF = {"rina": Role.PLANNER, "administrator": Role.ADMINISTRATOR}
# The machine makes findings and reporters bring facts and evidence; nobody types them in here.
NEVER_ADDED = {Evidence, Finding, Realization, ComponentValue}


def address(model, page, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


@pytest.fixture
def signed_in(client, request):
    """The client of a member of the cast."""

    def sign_in(person):
        client.force_login(request.getfixturevalue(person))
        return client

    return sign_in


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
        assert client.get(address(model, "changelist")).status_code == (200 if role in table.viewers else 403)
        assert client.get(address(model, "add")).status_code == (200 if keeps else 403)


def test_every_table_of_ours_is_in_the_admin_and_in_a_group():
    grouped = {name for _, names in GROUPS for name in names.split()}
    assert {model.__name__ for model, _ in TABLES} == grouped


def test_only_administrators_keep_units_users_and_rules():
    kept = {model.__name__ for model, table in TABLES if table.editors == ADMINISTRATORS}
    rules = {"RuleSet", "RatingScale", "RatingBand", "PredicateScale", "PredicateRank", "Outline", "OutlineSection"}
    assert kept == {"Unit", "User", "Membership"} | rules
    assert {table.editors for _, table in TABLES} == {ADMINISTRATORS, PLANNERS}


@pytest.mark.parametrize("person", ["siti", "budi", "pak_dir", "itjen", "stranger"])
@pytest.mark.parametrize("page", ["changelist", "add"])
@pytest.mark.usefixtures("_rows")
def test_other_roles_do_not_get_in(signed_in, person, page):
    assert signed_in(person).get(address(Unit, page), follow=True).status_code == 403


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
    assert signed_in("rina").get(address(type(agreement), "change", agreement.pk)).status_code == 404


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


def no_rows(*prefixes):
    """The management fields of inlines without rows."""
    return {f"{prefix}-{name}": 0 for prefix in prefixes for name in ("TOTAL_FORMS", "INITIAL_FORMS")}


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


def test_a_signed_agreement_is_only_read(signed_in, directorate):
    furnish(directorate)
    agreement = directorate.agreements.get()
    client = signed_in("rina")
    response = client.get(address(type(agreement), "change", agreement.pk))
    assert response.status_code == 200
    assert 'name="_save"' not in response.content.decode()
    assert client.post(address(type(agreement), "change", agreement.pk), {}).status_code == 403
    assert client.post(address(type(agreement), "delete", agreement.pk), {"post": "yes"}).status_code == 403


def test_the_quarters_of_a_signed_line_stay_open_but_not_its_target(signed_in, directorate):
    furnish(directorate)
    line = directorate.agreements.get().lines.get()
    client, place = signed_in("rina"), address(type(line), "change", line.pk)
    assert "tetap dapat diisi" in seen(client.get(place))
    fields = {"target": 1, "quarter_targets-TOTAL_FORMS": 4, "quarter_targets-INITIAL_FORMS": 0} | no_rows("steps")
    for quarter in (1, 2, 3, 4):
        place_of = f"quarter_targets-{quarter - 1}"
        fields |= {f"{place_of}-line": line.pk, f"{place_of}-quarter": quarter, f"{place_of}-target": "12,5"}
    assert "terkunci karena realisasinya sudah terverifikasi" in seen(client.post(place, fields))
    assert not line.quarter_targets.exists()
    # Quarter IV is verified already; the others are filled in.
    client.post(place, fields | {"quarter_targets-3-target": ""})
    line.refresh_from_db()
    assert (line.target, [str(row.target) for row in line.quarter_targets.all()]) == (80, ["12.5000"] * 3)


def test_a_line_cannot_be_added_to_a_signed_agreement(signed_in, directorate):
    furnish(directorate)
    agreement = directorate.agreements.get()
    fields = {"agreement": agreement.pk, "indicator": make.make_indicator(unit=directorate).pk, "order": 9}
    fields |= no_rows("quarter_targets", "steps")
    response = signed_in("rina").post("/admin/agreements/agreementline/add/", fields)
    assert "sudah ditandatangani" in seen(response)
    assert agreement.lines.count() == 1


def test_a_draft_is_open_but_not_signed_here(signed_in, directorate):
    agreement = make.make_agreement(unit=directorate, status="draft")
    page = signed_in("rina").get(address(type(agreement), "change", agreement.pk)).content.decode()
    assert 'name="_save"' in page
    assert 'name="status"' not in page


@pytest.mark.parametrize("is_superuser", [False, True])
@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "verified"])
def test_a_realization_is_only_read(signed_in, directorate, rina, status, is_superuser):
    User.objects.filter(pk=rina.pk).update(is_superuser=is_superuser)
    row = make.make_realization(indicator=make.make_indicator(unit=directorate), value=4, status=status)
    client, place = signed_in("rina"), address(Realization, "change", row.pk)
    page = client.get(place)
    assert "Realisasi diisi di halaman triwulan." in seen(page)
    assert "/unit/dit-anak/2023/triwulan/4/" in page.content.decode()
    assert client.post(place, {"value": 1}).status_code == 403
    assert client.post(address(Realization, "delete", row.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(address(Realization, "changelist"), chosen)
    assert Realization.objects.get().value == 4


def test_the_list_of_realizations_says_where_they_are_filled_in(signed_in, directorate):
    text = seen(signed_in("rina").get(address(Realization, "changelist")))
    assert "Realisasi diisi di halaman triwulan tiap unit" in text


def test_the_components_of_a_realization_are_only_read(signed_in, directorate):
    indicator = make.make_indicator(unit=directorate, calculation="mean")
    row = make.make_realization(indicator=indicator, status="draft")
    part = make.make_part(realization=row, component=make.make_component(indicator=indicator), score=5)
    client = signed_in("rina")
    assert client.post(address(ComponentValue, "change", part.pk), {"score": 1}).status_code == 403
    assert client.post(address(ComponentValue, "delete", part.pk), {"post": "yes"}).status_code == 403


def component_form(component, **changes):
    """The page of an indicator with one component in its table."""
    indicator = component.indicator
    names = ("code", "order", "name", "measure", "decimals", "polarity", "calculation", "accumulation")
    fields = {name: getattr(indicator, name) for name in names} | {"objective": indicator.objective_id}
    fields |= {"components-TOTAL_FORMS": 1, "components-INITIAL_FORMS": 1, "components-0-id": component.pk}
    row = {name: getattr(component, name) for name in ("year", "order", "name", "role")}
    row |= {"indicator": indicator.pk, "weight": "50"} | changes
    return fields | {f"components-0-{name}": value for name, value in row.items()}


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"weight": "60"}, "terkunci karena sudah ada realisasi"), ({"DELETE": "on"}, "tidak dapat dihapus")],
)
def test_a_part_of_a_verified_value_stays(signed_in, directorate, changes, words):
    component = make.make_component(indicator=make.make_indicator(unit=directorate, calculation="weighted"), weight=50)
    client, place = signed_in("rina"), address(type(component.indicator), "change", component.indicator_id)
    assert client.post(place, component_form(component, name="Nama lain")).status_code == 302
    make.make_realization(indicator=component.indicator, value=4)
    assert words in seen(client.post(place, component_form(component, **changes)))
    component.refresh_from_db()
    assert (component.weight, component.name) == (50, "Nama lain")
    assert client.post(address(type(component), "delete", component.pk), {"post": "yes"}).status_code == 403


def test_a_component_with_values_is_not_deleted(signed_in, directorate):
    indicator = make.make_indicator(unit=directorate, calculation="mean")
    component = make.make_component(indicator=indicator)
    make.make_part(realization=make.make_realization(indicator=indicator, status="draft"), component=component, score=5)
    client = signed_in("rina")
    assert client.post(address(type(component), "delete", component.pk), {"post": "yes"}).status_code == 403
    free = make.make_component(indicator=indicator)
    client.post(address(type(free), "delete", free.pk), {"post": "yes"})
    assert list(indicator.components.all()) == [component]


def test_below_a_version_that_was_replaced_nothing_is_written(signed_in, directorate):
    line = make.make_line(agreement=make.make_agreement(unit=directorate, status="superseded"))
    target = make.make_quarter_target(line=line, quarter=1, target=20)
    step = make.make_step(line=line)
    client, place = signed_in("rina"), address(type(line), "change", line.pk)
    assert "tetap dapat diisi" not in seen(client.get(place))
    assert client.post(place, {}).status_code == 403
    for row in (target, step):
        assert client.post(address(type(row), "change", row.pk), {"line": line.pk}).status_code == 403
        assert client.post(address(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
    fields = {"line": line.pk, "quarter": 2, "target": 5, "target_text": ""}
    assert "sudah digantikan" in seen(client.post(address(type(target), "add"), fields))


def above(client):
    """The lines offered as the parent of a line."""
    parameters = {"app_label": "agreements", "model_name": "agreementline", "field_name": "parent"}
    return [int(row["id"]) for row in client.get("/admin/autocomplete/", parameters).json()["results"]]


def test_a_line_is_derived_from_what_a_unit_above_has_signed(client, directorate, directorate_general):
    person = make.make_user("wati")
    make.make_membership(user=person, unit=directorate, role=Role.PLANNER)
    client.force_login(person)
    indicator = make.make_indicator(unit=directorate_general)
    versions = [
        make.make_agreement(unit=directorate_general, version=version, status=status, year=year)
        for version, status, year in [
            (0, "superseded", 2023),
            (1, "signed", 2023),
            (2, "draft", 2023),
            (0, "signed", 2022),
        ]
    ]
    replaced, signed, draft, earlier = (make.make_line(agreement=one, indicator=indicator) for one in versions)
    own = make.make_line(agreement=make.make_agreement(unit=directorate, status="draft"), parent=replaced)
    assert above(client) == [signed.pk]
    fields = {"agreement": own.agreement_id, "indicator": own.indicator_id, "order": 1, "target": "80"}
    fields |= no_rows("quarter_targets", "steps")
    place = address(type(own), "change", own.pk)
    assert "Masukkan pilihan yang valid" in seen(client.post(place, fields | {"parent": draft.pk}))
    assert "PK unit di atasnya" in seen(client.post(place, fields | {"parent": earlier.pk}))
    # The one that stood there stays until somebody chooses what is in force now.
    assert client.post(place, fields | {"parent": replaced.pk}).status_code == 302
    assert client.post(place, fields | {"parent": signed.pk}).status_code == 302


@pytest.mark.parametrize("written", ["{}", "0{}", "%20{}", "%2B{}"])
def test_the_own_password_is_not_set_without_the_old_one(signed_in, administrator, written):
    place = f"/admin/units/user/{written.format(administrator.pk)}/password/"
    response = signed_in("administrator").get(place)
    assert (response.status_code, response.url) == (302, "/kata-sandi/")


def test_a_finished_report_is_only_read(signed_in, directorate):
    report = make.make_report(unit=directorate, status="final")
    narrative = make.make_narrative(report=report)
    client = signed_in("rina")
    for row in (report, narrative):
        assert client.post(address(type(row), "change", row.pk), {}).status_code == 403


def test_an_objective_may_hang_under_one_of_a_unit_above(signed_in, directorate, ministry, outsider):
    above, elsewhere = (make.make_objective(plan=make.make_plan(unit=unit)) for unit in (ministry, outsider))
    parameters = {"app_label": "indicators", "model_name": "objective", "field_name": "parent"}
    found = signed_in("rina").get("/admin/autocomplete/", parameters).json()["results"]
    assert [row["id"] for row in found] == [str(above.pk)]
    assert elsewhere.pk != above.pk


def test_an_administrator_grants_no_role_outside_the_own_units(signed_in, outsider, siti):
    fields = {"user": siti.pk, "unit": outsider.pk, "role": Role.PLANNER}
    response = signed_in("administrator").post("/admin/units/membership/add/", fields)
    assert "Masukkan pilihan yang valid" in seen(response)
    assert not Membership.objects.filter(unit=outsider).exists()


def test_an_administrator_of_a_part_sees_only_its_people(signed_in, client, directorate_general, siti, itjen):
    person = make.make_user("kepala")
    make.make_membership(user=person, unit=directorate_general, role=Role.ADMINISTRATOR)
    make.make_user("super", is_superuser=True)
    client.force_login(person)
    words = seen(client.get("/admin/units/user/"))
    assert "siti" in words
    assert "itjen" not in words
    assert "super" not in words
    assert client.get(f"/admin/units/user/{itjen.pk}/password/").status_code == 404


def test_an_administrator_cannot_make_a_superuser(signed_in, siti):
    page = signed_in("administrator").get(f"/admin/units/user/{siti.pk}/change/").content.decode()
    assert "is_superuser" not in page
    assert "is_staff" not in page


def test_a_user_of_two_ministries_is_kept_by_neither(signed_in, siti, outsider):
    make.make_membership(user=siti, unit=outsider)
    assert "siti" not in seen(signed_in("administrator").get("/admin/units/user/"))
    assert User.objects.filter(username="siti").exists()


def test_an_administrator_of_a_part_does_not_move_it_elsewhere(client, directorate_general, outsider):
    person = make.make_user("kepala")
    make.make_membership(user=person, unit=directorate_general, role=Role.ADMINISTRATOR)
    client.force_login(person)
    page = client.get(f"/admin/units/unit/{directorate_general.pk}/change/")
    assert page.status_code == 200
    directorate_general.parent = outsider
    refusal = site._registry[Unit].refusal(page.wsgi_request, directorate_general)
    assert refusal == "Kementerian Lain berada di luar kewenangan Anda."


def test_shared_rules_are_kept_only_at_the_root(client, directorate_general):
    person = make.make_user("kepala")
    make.make_membership(user=person, unit=directorate_general, role=Role.ADMINISTRATOR)
    client.force_login(person)
    assert client.get("/admin/indicators/ratingscale/").status_code == 200
    assert client.get("/admin/indicators/ratingscale/add/").status_code == 403


@pytest.mark.parametrize(("model", "table"), TABLES, ids=IDS)
def test_a_list_takes_the_same_queries_for_one_row_and_for_many(signed_in, directorate, model, table):
    client = signed_in("rina" if Role.PLANNER in table.viewers else "administrator")
    counts = []
    for years in ([2020], [2021, 2022, 2023]):
        for year in years:
            furnish(directorate, year=year)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(model, "changelist"))
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
