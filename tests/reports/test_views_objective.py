"""One objective: its own indicators, what carries it the worst first, and what a person may not open."""

from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.pages import seen
from tests.reports.leading.cast import branch, carry, keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective(directorate_general, directorate, sentra):
    """Carried by the directorate at 90 % and by the sentra at 50 %."""
    first, _ = branch(directorate_general)
    carry(directorate, first, [64, 72])
    carry(sentra, first, [40, 40])
    return first


def address(objective):
    return f"/unit/ditjen-rehsos/2023/sasaran/{objective.pk}/"


@pytest.fixture
def page(client, rina, objective):
    def opened(person=rina, **parameters):
        client.force_login(person)
        return client.get(address(objective), {"triwulan": 2} | parameters)

    return opened


@pytest.mark.parametrize("is_kept", [True, False])
def test_what_carries_it_comes_the_worst_first(page, is_kept):
    if is_kept:
        keep()
    rows = page().context["page"].object_list
    assert [(row.unit.code, row.level.value) for row in rows] == [("sentra-timur", 50), ("dit-anak", 90)]


def test_its_indicators_lead_to_their_pages(page, objective):
    indicator = objective.indicators.get()
    assert f'href="/unit/ditjen-rehsos/2023/indikator/{indicator.pk}/?triwulan=2"' in page().content.decode()


def test_a_branch_shows_only_what_it_contributes(page):
    words = seen(page(unit="sentra-timur"))
    assert "Hanya Sentra Timur dan unit di bawahnya." in words
    assert "Direktorat Anak" not in words


def test_what_may_not_be_opened_is_only_counted(page, objective, directorate_general):
    dewi = make.make_user("dewi")
    make.make_membership(user=dewi, unit=directorate_general)
    words = seen(page(person=dewi))
    assert "Sentra Timur" not in words
    assert "2 di unit lain" in words


def test_who_sees_the_unit_alone_gets_no_mean_of_what_hangs_on_it(page, directorate_general):
    keep()
    dewi = make.make_user("dewi")
    make.make_membership(user=dewi, unit=directorate_general)
    assert page(person=dewi).context["detail"].whole is None
    assert page().context["detail"].whole.value == 83 + D(1) / 3


def test_an_objective_of_another_unit_is_no_page(client, rina, objective):
    client.force_login(rina)
    assert client.get(f"/unit/dit-anak/2023/sasaran/{objective.pk}/").status_code == 404


def test_queries_do_not_grow_with_what_carries_it(client, rina, objective, directorate_general):
    client.force_login(rina)
    counts = []
    for size in (1, 29):
        for number in range(size):
            carry(make.make_unit(f"dit-{size}-{number}", parent=directorate_general), objective, [64, 72])
        keep()
        with CaptureQueriesContext(connection) as queries:
            client.get(address(objective), {"triwulan": 2})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25
