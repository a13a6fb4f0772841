"""The first page: whose units it lists, what it says of each, and how many queries that takes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.overview import named, visible_years, years_held
from reports.standing.rebuilding import rebuild
from tests import factories as make
from tests.pages import furnish, seen
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    """The page as a person sees it."""

    def opened(person, **parameters):
        client.force_login(person)
        return client.get(reverse("reports:home"), parameters)

    return opened


def test_a_row_tells_the_state_of_a_unit(page, pak_dir, directorate):
    furnish(directorate)
    words = seen(page(pak_dir))
    assert "Direktorat Anak" in words
    for told in ("Awal, ditandatangani", "1 dari 1", "109,38%", "Di atas target", "75,00%", "dari Rp 2 juta", "Draf"):
        assert told in words


def test_a_unit_without_figures_shows_dashes_and_no_zero(page, pak_dir, directorate):
    make.make_agreement(unit=directorate, status="draft")
    words = seen(page(pak_dir))
    assert "Awal masih draf" in words
    assert "– – –" in words
    assert "0,00%" not in words


def test_units_of_others_are_not_listed(page, pak_dir, directorate, sentra, outsider):
    for unit in (directorate, sentra, outsider):
        furnish(unit)
    words = seen(page(pak_dir))
    assert "1 unit dengan data tahun 2023" in words
    assert "Sentra Timur" not in words
    assert "Kementerian Lain" not in words


def test_another_year_is_chosen_in_the_address(page, rina, directorate, sentra):
    furnish(directorate)
    furnish(sentra, year=2022)
    assert "Sentra Timur" not in seen(page(rina))
    assert "Sentra Timur" in seen(page(rina, tahun="2022"))


@pytest.mark.parametrize("year", ["", "20x3", "99999", "-1", "²⁰²³"])
def test_a_year_that_cannot_be_shows_the_latest(page, rina, directorate, year):
    furnish(directorate)
    assert page(rina, tahun=year).context["year"] == 2023


def test_search_also_finds_units_without_data(page, rina, directorate, sentra):
    furnish(directorate)
    words = seen(page(rina, q="timur"))
    assert "1 unit cocok dengan “timur”" in words
    assert "Sentra Timur" in words


def test_a_search_without_result_says_so(page, rina, directorate):
    assert "Tidak ada unit yang cocok" in seen(page(rina, q="tidak ada <b>"))


def test_an_empty_year_tells_the_planner_what_to_do(page, rina):
    words = seen(page(rina))
    assert "Belum ada data tahun" in words
    assert "Unggah buku kerja" in words


def test_an_empty_year_tells_others_whom_to_ask(page, siti):
    words = seen(page(siti))
    assert "Perencana unit Anda dapat memasukkannya" in words
    assert "Unggah buku kerja" not in words


def test_a_user_without_unit_is_told_why_nothing_is_there(page, db):
    assert "Anda belum terdaftar pada unit kerja" in seen(page(make.make_user("baru")))


def test_pages_keep_search_and_year(page, rina, directorate_general):
    for number in range(30):
        make.make_unit(f"sentra-{number}", parent=directorate_general, name=f"Sentra {number}")
    response = page(rina, q="sentra", tahun="2023")
    assert "Halaman 1 dari 2" in seen(response)
    assert "?q=sentra&amp;tahun=2023&amp;halaman=2" in response.content.decode()


def test_queries_do_not_grow_with_the_units(client, rina, directorate_general):
    counts = []
    client.force_login(rina)
    for size in (1, 20):
        for number in range(size):
            furnish(make.make_unit(f"dit-{size}-{number}", parent=directorate_general))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("reports:home"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 23


def test_words_match_name_short_name_code_and_city(directorate, sentra):
    Unit.objects.filter(pk=sentra.pk).update(city="Makassar", short_name="STM")
    for words in ("timur", "STM", "makas", "sentra-t"):
        assert list(named(Unit.objects.all(), words)) == [sentra]


def test_years_are_those_of_the_given_units(directorate, sentra):
    furnish(directorate, year=2023)
    furnish(sentra, year=2021)
    make.make_dipa(unit=directorate, year=2020)
    assert years_held(directorate) == [2023, 2020]


def test_a_year_between_two_that_are_kept_is_offered_too(rina, directorate):
    for year in (2019, 2021, 2022, 2024):
        furnish(directorate, year=year)
    rebuild(years=[2021, 2024])
    assert visible_years(rina) == [2024, 2022, 2021, 2019]


def test_suggestions_lead_to_the_year_on_screen(client, rina, directorate, sentra):
    client.force_login(rina)
    response = client.get(reverse("reports:unit-search"), {"q": "anak", "tahun": "2022"})
    assert "/unit/dit-anak/2022/" in response.content.decode()
    assert "sentra-timur" not in response.content.decode()


def test_suggestions_without_words_are_empty(client, rina, directorate):
    client.force_login(rina)
    assert "dit-anak" not in client.get(reverse("reports:unit-search"), {"q": " "}).content.decode()


def test_a_unit_opens_at_its_latest_year(client, rina, directorate):
    furnish(directorate, year=2021)
    client.force_login(rina)
    assert client.get("/unit/dit-anak/").url == "/unit/dit-anak/2021/"
