"""What the workflow closes stays closed in the admin: signed agreements, facts and their parts, final reports."""

import pytest

from indicators.models import ComponentValue, Realization
from tests import factories as make
from tests.pages import admin_page, furnish, no_rows, seen
from units.models import Role, User

pytestmark = pytest.mark.django_db


def test_a_signed_agreement_is_only_read(signed_in, directorate):
    furnish(directorate)
    agreement = directorate.agreements.get()
    client = signed_in("rina")
    response = client.get(admin_page(type(agreement), "change", agreement.pk))
    assert response.status_code == 200
    assert 'name="_save"' not in response.content.decode()
    assert client.post(admin_page(type(agreement), "change", agreement.pk), {}).status_code == 403
    assert client.post(admin_page(type(agreement), "delete", agreement.pk), {"post": "yes"}).status_code == 403


def test_the_quarters_of_a_signed_line_stay_open_but_not_its_target(signed_in, directorate):
    furnish(directorate)
    line = directorate.agreements.get().lines.get()
    client, place = signed_in("rina"), admin_page(type(line), "change", line.pk)
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
    page = signed_in("rina").get(admin_page(type(agreement), "change", agreement.pk)).content.decode()
    assert 'name="_save"' in page
    assert 'name="status"' not in page


@pytest.mark.parametrize("is_superuser", [False, True])
@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "verified"])
def test_a_realization_is_only_read(signed_in, directorate, rina, status, is_superuser):
    User.objects.filter(pk=rina.pk).update(is_superuser=is_superuser)
    row = make.make_realization(indicator=make.make_indicator(unit=directorate), value=4, status=status)
    client, place = signed_in("rina"), admin_page(Realization, "change", row.pk)
    page = client.get(place)
    assert "Realisasi diisi di halaman triwulan." in seen(page)
    assert "/unit/dit-anak/2023/triwulan/4/" in page.content.decode()
    assert client.post(place, {"value": 1}).status_code == 403
    assert client.post(admin_page(Realization, "delete", row.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(admin_page(Realization, "changelist"), chosen)
    assert Realization.objects.get().value == 4


def test_the_list_of_realizations_says_where_they_are_filled_in(signed_in, directorate):
    text = seen(signed_in("rina").get(admin_page(Realization, "changelist")))
    assert "Realisasi diisi di halaman triwulan tiap unit" in text


def test_the_components_of_a_realization_are_only_read(signed_in, directorate):
    indicator = make.make_indicator(unit=directorate, calculation="mean")
    row = make.make_realization(indicator=indicator, status="draft")
    part = make.make_part(realization=row, component=make.make_component(indicator=indicator), score=5)
    client = signed_in("rina")
    assert client.post(admin_page(ComponentValue, "change", part.pk), {"score": 1}).status_code == 403
    assert client.post(admin_page(ComponentValue, "delete", part.pk), {"post": "yes"}).status_code == 403


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
    client, place = signed_in("rina"), admin_page(type(component.indicator), "change", component.indicator_id)
    assert client.post(place, component_form(component, name="Nama lain")).status_code == 302
    make.make_realization(indicator=component.indicator, value=4)
    assert words in seen(client.post(place, component_form(component, **changes)))
    component.refresh_from_db()
    assert (component.weight, component.name) == (50, "Nama lain")
    assert client.post(admin_page(type(component), "delete", component.pk), {"post": "yes"}).status_code == 403


def test_a_component_with_values_is_not_deleted(signed_in, directorate):
    indicator = make.make_indicator(unit=directorate, calculation="mean")
    component = make.make_component(indicator=indicator)
    make.make_part(realization=make.make_realization(indicator=indicator, status="draft"), component=component, score=5)
    client = signed_in("rina")
    assert client.post(admin_page(type(component), "delete", component.pk), {"post": "yes"}).status_code == 403
    free = make.make_component(indicator=indicator)
    client.post(admin_page(type(free), "delete", free.pk), {"post": "yes"})
    assert list(indicator.components.all()) == [component]


def test_below_a_version_that_was_replaced_nothing_is_written(signed_in, directorate):
    line = make.make_line(agreement=make.make_agreement(unit=directorate, status="superseded"))
    target = make.make_quarter_target(line=line, quarter=1, target=20)
    step = make.make_step(line=line)
    client, place = signed_in("rina"), admin_page(type(line), "change", line.pk)
    assert "tetap dapat diisi" not in seen(client.get(place))
    assert client.post(place, {}).status_code == 403
    for row in (target, step):
        assert client.post(admin_page(type(row), "change", row.pk), {"line": line.pk}).status_code == 403
        assert client.post(admin_page(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
    fields = {"line": line.pk, "quarter": 2, "target": 5, "target_text": ""}
    assert "sudah digantikan" in seen(client.post(admin_page(type(target), "add"), fields))


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
    place = admin_page(type(own), "change", own.pk)
    assert "Masukkan pilihan yang valid" in seen(client.post(place, fields | {"parent": draft.pk}))
    assert "PK unit di atasnya" in seen(client.post(place, fields | {"parent": earlier.pk}))
    # The one that stood there stays until somebody chooses what is in force now.
    assert client.post(place, fields | {"parent": replaced.pk}).status_code == 302
    assert client.post(place, fields | {"parent": signed.pk}).status_code == 302


def test_a_finished_report_is_only_read(signed_in, directorate):
    report = make.make_report(unit=directorate, status="final")
    narrative = make.make_narrative(report=report)
    client = signed_in("rina")
    for row in (report, narrative):
        assert client.post(admin_page(type(row), "change", row.pk), {}).status_code == 403
