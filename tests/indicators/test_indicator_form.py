"""The form of an indicator in the admin: decimals by the measure, and words where nothing is to be typed."""

import pytest

from indicators.admin.indicator_form import usual_decimals
from indicators.models import Indicator, Measure
from tests import factories as make
from tests.pages import seen

pytestmark = pytest.mark.django_db
ADD = "/admin/indicators/indicator/add/"


def typed(objective, **fields):
    given = {"objective": objective.pk, "code": "1.1", "order": 1, "name": "Jumlah anak", "measure": "count"}
    given |= {"polarity": "maximize", "calculation": "typed", "accumulation": "last", "decimals": ""}
    return given | {"components-TOTAL_FORMS": 0, "components-INITIAL_FORMS": 0} | fields


@pytest.fixture
def objective(client, rina, directorate):
    client.force_login(rina)
    return make.make_objective(plan=make.make_plan(unit=directorate))


@pytest.mark.parametrize(
    ("measure", "decimals", "stored"),
    [("count", "", 0), ("rupiah", "", 0), ("percent", "", 2), ("count", "2", 2), ("score", "1", 1)],
)
def test_decimals_left_empty_follow_the_measure(client, objective, measure, decimals, stored):
    client.post(ADD, typed(objective, measure=measure, decimals=decimals))
    assert Indicator.objects.get().decimals == stored


def test_a_row_below_an_objective_follows_its_measure_too(client, objective):
    row = {"code": "1.1", "order": 1, "name": "Jumlah anak", "measure": "count"}
    row |= {"polarity": "maximize", "calculation": "typed", "accumulation": "last"}
    form = {name: getattr(objective, name) for name in ("code", "order", "level", "name")} | {"plan": objective.plan_id}
    form |= {f"indicators-0-{name}": value for name, value in row.items()}
    form |= {"indicators-TOTAL_FORMS": 1, "indicators-INITIAL_FORMS": 0}
    client.post(f"/admin/indicators/objective/{objective.pk}/change/", form)
    assert Indicator.objects.get().decimals == 0


def test_those_of_a_stored_indicator_stay(client, objective):
    row = make.make_indicator(objective=objective, measure="count", decimals=2, calculation="typed")
    address = f"/admin/indicators/indicator/{row.pk}/change/"
    client.post(address, typed(objective, code=row.code, order=row.order, decimals="2", name="Jumlah lansia"))
    row.refresh_from_db()
    assert (row.name, row.decimals) == ("Jumlah lansia", 2)
    assert "wajib diisi" in seen(client.post(address, typed(objective, decimals="")))


def test_every_measure_has_its_usual_decimals():
    assert {measure: usual_decimals(measure) for measure in Measure if not usual_decimals(measure)} == {
        Measure.COUNT: 0,
        Measure.RUPIAH: 0,
    }


def test_the_form_says_when_the_name_of_the_measure_stays_empty(client, objective):
    assert "Untuk persen biarkan kosong" in seen(client.get(ADD))
