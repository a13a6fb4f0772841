"""What stands around the pages of a unit and year: tabs, the year switch that stays on a tab, and an empty year."""

import pytest
from django.urls import reverse

from reports.frame import TABS, Frame
from tests.pages import furnish, seen

pytestmark = pytest.mark.django_db


def address(tab, year):
    return reverse(tab.page, args=["dit-anak", year])


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.key)
def test_the_year_switch_stays_on_the_tab(client, pak_dir, directorate, tab):
    furnish(directorate, year=2022)
    furnish(directorate, year=2023)
    client.force_login(pak_dir)
    page = client.get(address(tab, 2023), follow=True).content.decode()
    assert f'<a href="{address(tab, 2023)}" aria-current="page">{tab.words}</a>' in page
    assert f'<a href="{address(tab, 2022)}">Tahun 2022</a>' in page


def test_a_page_without_a_tab_leads_to_the_scorecard():
    assert Frame("Siti", is_editor=False, is_planner=False, plans_here=False).page == "reports:scorecard-show"


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.key)
def test_an_empty_year_is_told_with_the_years_that_have_data(client, pak_dir, directorate, tab):
    furnish(directorate)
    client.force_login(pak_dir)
    response = client.get(address(tab, 1999), follow=True)
    assert "Belum ada Perjanjian Kinerja, DIPA, atau Laporan Kinerja Direktorat Anak tahun 1999." in seen(response)
    assert f'Datanya ada pada tahun <a href="{address(tab, 2023)}">2023</a>.' in response.content.decode()


def test_a_unit_without_any_data_says_so(client, pak_dir, directorate):
    client.force_login(pak_dir)
    assert "Unit ini belum mempunyai data pada tahun mana pun." in seen(client.get("/unit/dit-anak/2023/"))


def test_a_year_with_data_says_nothing(client, pak_dir, directorate):
    furnish(directorate)
    client.force_login(pak_dir)
    assert "Datanya ada pada tahun" not in seen(client.get("/unit/dit-anak/2023/"))


def test_who_lacks_the_role_is_told_what_is_refused(client, siti, directorate):
    client.force_login(siti)
    words = seen(client.get("/buku-kerja/"))
    assert "Buku kerja diunggah oleh perencana." in words
    assert "melihat unit ini" not in words
