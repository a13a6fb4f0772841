"""The page of the periods: dates, extensions, and how the units below report."""

from datetime import date

import pytest

from indicators.models import Extension, Period
from tests import factories as make
from tests.pages import seen
from units.models import Role

pytestmark = pytest.mark.django_db
PAGE = "/unit/ditjen-rehsos/2023/periode/"
DATES = {"quarter": 4, "opens_on": "2024-01-02", "due_on": "2024-01-15", "closes_on": "2024-01-31"}


@pytest.fixture
def planner(client, rina, directorate):
    client.force_login(rina)
    return client


def test_a_planner_opens_a_quarter(planner):
    response = planner.post(f"{PAGE}tanggal/", DATES, follow=True)
    assert Period.objects.get().closes_on == date(2024, 1, 31)
    assert "Tanggal Triwulan IV 2023 disimpan" in seen(response)


def test_usual_dates_are_proposed(planner):
    content = planner.get(PAGE).content.decode()
    for proposed in ("2023-04-01", "2023-10-15", "2024-01-01", "2024-01-15", "2024-01-30"):
        assert f'value="{proposed}"' in content, proposed


def test_dates_out_of_order_come_back_with_what_was_typed(planner):
    response = planner.post(f"{PAGE}tanggal/", DATES | {"due_on": "2024-02-15"})
    assert response.status_code == 422
    assert "Tanggal tutup tidak boleh sebelum batas waktu." in seen(response)
    assert 'value="2024-02-15"' in response.content.decode()
    assert not Period.objects.exists()


@pytest.mark.parametrize("typed", [{"quarter": "5"}, {"opens_on": "kemarin"}, {"due_on": ""}, {"quarter": ""}])
def test_what_cannot_be_read_is_told(planner, typed):
    assert planner.post(f"{PAGE}tanggal/", DATES | typed).status_code == 422
    assert not Period.objects.exists()


def test_an_extension_is_logged_with_its_reason_and_giver(planner, directorate):
    make.make_period(unit=directorate, closes_on=date(2099, 1, 1), due_on=date(2098, 12, 31))
    page = "/unit/dit-anak/2023/periode/"
    planner.post(f"{page}perpanjangan/", {"quarter": 4, "until": "2099-02-01", "reason": "Banjir"})
    assert Extension.objects.get().reason == "Banjir"
    words = seen(planner.get(page))
    assert "Direktorat Anak sampai 1 Februari 2099: Banjir rina," in words


def test_an_extension_without_reason_stays_on_the_page(planner, directorate):
    make.make_period(unit=directorate)
    response = planner.post(
        "/unit/dit-anak/2023/periode/perpanjangan/", {"quarter": 4, "until": "2099-02-01", "reason": " "}
    )
    assert "Alasan perpanjangan wajib diisi." in seen(response)


def test_others_read_the_dates_and_whom_to_ask(client, siti, rina, directorate_general):
    make.make_period(unit=directorate_general)
    client.force_login(siti)
    words = seen(client.get("/unit/dit-anak/2023/periode/"))
    assert "Diatur oleh perencana: rina." in words
    assert "Ditetapkan oleh Direktorat Jenderal Rehabilitasi Sosial" in words
    assert "Simpan tanggal" not in words


def test_a_planner_below_reads_whom_to_ask(client, rina, directorate_general, directorate):
    make.make_period(unit=directorate_general)
    wati = make.make_user("wati")
    make.make_membership(user=wati, unit=directorate, role=Role.PLANNER)
    client.force_login(wati)
    page = client.get("/unit/dit-anak/2023/periode/")
    assert [card.period_form is None for card in page.context["cards"]] == [False, False, False, True]
    assert "diminta kepada perencana unit itu: rina." in seen(page)
    assert client.post("/unit/dit-anak/2023/periode/tanggal/", DATES).status_code == 403


def test_units_below_are_listed_with_their_quarters(planner, directorate, sentra):
    for unit in (directorate, sentra):
        indicator = make.make_indicator(unit=unit)
        make.make_line(agreement=make.make_agreement(unit=unit), indicator=indicator)
    make.make_realization(indicator=indicator, value=1)
    words = seen(planner.get(PAGE))
    assert "Direktorat Anak 0 dari 1" in words
    assert "1 dari 1 lengkap" in words


def test_many_units_cost_as_much_as_few(planner, directorate_general, django_assert_max_num_queries):
    for place in range(30):
        unit = make.make_unit(f"unit-{place}", parent=directorate_general)
        make.make_line(agreement=make.make_agreement(unit=unit), indicator=make.make_indicator(unit=unit))
    with django_assert_max_num_queries(36):
        planner.get(PAGE)
