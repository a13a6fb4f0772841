"""Rows of another unit, asked for by their number: no page, choice, inline or sheet of the admin knows them."""

import re

import pytest
from django.contrib.admin.options import InlineModelAdmin

from indicators.models import Indicator, Objective
from tests import factories as make
from tests import report_factories as made
from tests.pages import admin_page, furnish, seen
from units.admin_access import PLANNERS
from units.admin_site import site
from units.models import Role, User

pytestmark = pytest.mark.django_db
OWNED = [(model, table) for model, table in site._registry.items() if table.unit_lookup]
IDS = [model._meta.label for model, _ in OWNED]
# Whose factory has a shorter name than the model.
SHORT = {
    "UnitFunction": make.make_function,
    "ComponentValue": make.make_part,
    "PlanStatement": make.make_statement,
    "ActionStep": make.make_step,
    "OutputVolume": make.make_volume,
    "PlannedWithdrawal": make.make_withdrawal,
}


@pytest.fixture
def planner(client, directorate):
    """Plans for one directorate only."""
    person = make.make_user("wati")
    make.make_membership(user=person, unit=directorate, role=Role.PLANNER)
    client.force_login(person)
    return client


@pytest.fixture
def _rows(directorate, sentra):
    for unit in (directorate, sentra):
        furnish(unit)


def foreign(model, table, unit):
    """A row of the unit; what its furniture lacks is made, for it or for the unit of the factories."""
    lookup = {"self": "pk"}.get(table.unit_lookup, table.unit_lookup)
    return model.objects.filter(**{lookup: unit.pk}).first() or factory(model)()


def factory(model):
    name = "make_" + re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
    return SHORT.get(model.__name__) or getattr(make, name, None) or getattr(made, name)


@pytest.mark.parametrize(("model", "table"), OWNED, ids=IDS)
def test_a_row_of_another_unit_has_no_page(planner, sentra, model, table):
    furnish(sentra)
    row = foreign(model, table, sentra)
    pages = [admin_page(model, page, row.pk) for page in ("change", "history", "delete")]
    refused = {403, 404}
    assert {planner.get(page).status_code for page in pages} <= refused
    assert {planner.post(page, {"post": "yes"}).status_code for page in pages} <= refused | {405}
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("model", "table"), OWNED, ids=IDS)
@pytest.mark.usefixtures("_rows")
def test_no_foreign_key_takes_a_row_of_another_unit(rf, planner, directorate, sentra, model, table):
    request = rf.get("/")
    request.user = User.objects.get(username="wati")
    places = [table, *(inline(model, site) for inline in table.inlines)]
    for place in places:
        assert isinstance(place, InlineModelAdmin) or place is table
        for field in place.model._meta.concrete_fields:
            related = site._registry.get(field.remote_field.model) if field.is_relation else None
            if related is None or not related.unit_lookup or not field.editable:
                continue
            choices = place.formfield_for_dbfield(field, request).queryset
            assert sentra not in {related.unit_of(row) for row in choices}, field


def test_an_inline_takes_no_number_of_another_unit(planner, directorate, sentra):
    own, other = (make.make_objective(plan=make.make_plan(unit=unit)) for unit in (directorate, sentra))
    indicator = make.make_indicator(objective=other, name="Milik orang lain")
    fields = {"plan": own.plan_id, "code": own.code, "order": own.order, "level": own.level, "name": own.name}
    inline = {"id": indicator.pk, "objective": own.pk, "code": "9", "order": 9, "name": "Diambil", "measure": "percent"}
    fields |= {f"indicators-0-{name}": value for name, value in inline.items()}
    fields |= {"indicators-TOTAL_FORMS": 1, "indicators-INITIAL_FORMS": 1}
    planner.post(admin_page(Objective, "change", own.pk), fields)
    indicator.refresh_from_db()
    assert (indicator.name, indicator.objective_id) == ("Milik orang lain", other.pk)


def test_selected_rows_of_another_unit_are_not_deleted(planner, directorate, sentra):
    indicator = make.make_indicator(unit=sentra)
    fields = {"action": "delete_selected", "_selected_action": indicator.pk, "post": "yes"}
    planner.post(admin_page(Indicator, "changelist"), fields)
    assert Indicator.objects.filter(pk=indicator.pk).exists()


@pytest.mark.usefixtures("_rows")
def test_a_filter_does_not_open_another_unit(planner, sentra):
    words = seen(planner.get(admin_page(Indicator, "changelist"), {"unit": sentra.code}))
    assert "0 indikator kinerja" in words
    assert sentra.name not in words


def test_every_table_of_a_unit_says_how_to_reach_it():
    assert all(table.unit_lookup or table.editors != PLANNERS for table in site._registry.values())


def test_every_word_of_guidance_belongs_to_a_field():
    for table in site._registry.values():
        for place in (table, *(inline(table.model, site) for inline in table.inlines)):
            names = {field.name for field in place.model._meta.get_fields()}
            assert set(place.guidance) <= names, place
