"""The summary of a unit: what stands on it for whom, the files of it, and how many queries it takes."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from reports.leading import live
from reports.models import UnitStanding
from tests import factories as make
from tests.pages import seen
from tests.reports.filled import stand_still
from tests.reports.leading.cast import branch, carry, keep
from units.models import Role

pytestmark = pytest.mark.django_db
PAGE = "/unit/ditjen-rehsos/2023/pimpinan/"


@pytest.fixture
def top(directorate_general, directorate, sentra):
    first, _ = branch(directorate_general)
    carry(directorate, first, [64, 72], [None, 40])
    carry(sentra, None, [80, None])
    keep()
    return directorate_general


@pytest.fixture
def page(client, rina):
    """The page as who sees the whole branch sees it."""

    def opened(path=PAGE, person=rina, **parameters):
        client.force_login(person)
        return client.get(path, {"triwulan": 2} | parameters)

    return opened


@pytest.fixture(autouse=True)
def august(monkeypatch):
    stand_still(monkeypatch, date(2023, 8, 1))


def test_decisions_come_first_then_the_figures_and_the_map(top, page):
    words = seen(page())
    places = [
        words.index(told)
        for told in (
            "Yang perlu diputuskan",
            "Direktorat Anak: 1.2 akan meleset dari target",
            "Capaian Direktorat Jenderal Rehabilitasi Sosial sampai Triwulan II",
            "Peta panas: unit dan sasaran",
            "Indikator yang paling tertinggal",
        )
    ]
    assert places == sorted(places)


def test_a_cell_has_its_mark_its_word_and_its_figure(top, page):
    html = page().content.decode()
    assert 'href="#tanda-below"/></svg> <strong>70,0</strong> <span class="heat-word">Di bawah target</span>' in html


def test_a_forecast_is_named_and_never_marked(top, page):
    html = page().content.decode()
    assert "Perkiraan garis lurus" in html
    assert "Perkiraan menurut pola tahun lalu" in html
    assert all("verdict" not in cell.partition("</td>")[0] for cell in html.split('<td class="forecast"')[1:])


def test_every_link_of_the_map_keeps_the_quarter(top, page):
    html = page().content.decode()
    assert 'href="/unit/dit-anak/2023/pimpinan/?triwulan=2"' in html
    assert "&amp;unit=dit-anak" in html


def test_freshness_is_said(top, page):
    assert "Rekap dihitung" in seen(page())
    UnitStanding.objects.all().delete()
    assert "Dihitung langsung untuk halaman ini." in seen(page())


def test_a_year_without_promises_says_what_to_do(top, page):
    words = seen(page("/unit/ditjen-rehsos/2022/pimpinan/"))
    assert "Belum ada Perjanjian Kinerja 2022 yang ditandatangani" in words
    assert "Siapkan tahun 2022 menunjukkan semua langkahnya" in words
    assert "Angka pokok" not in words


def test_without_kept_sums_a_large_unit_says_what_to_do(directorate_general, page, monkeypatch):
    monkeypatch.setattr(live, "MOST_UNITS", 0)
    assert "manage.py refresh_standing" in seen(page())
    assert page(f"{PAGE}unduh/pdf/").status_code == 404


def test_a_reporter_does_not_see_what_lies_below(top, page):
    dewi = make.make_user("dewi")
    make.make_membership(user=dewi, unit=top, role=Role.REPORTER)
    words = seen(page(person=dewi))
    assert "Direktorat Anak" not in words
    assert "110,00%" in words


def test_units_are_listed_a_dozen_at_a_time(directorate_general, page):
    first, _ = branch(directorate_general)
    for number in range(13):
        carry(make.make_unit(f"dit-{number}", parent=directorate_general), first, [80, 80])
    keep()
    first_page, second_page = page(), page(halaman=2)
    assert len(first_page.context["rows"]) == 12
    assert "Peta panas: unit dan sasaran 13 unit" in seen(first_page)
    assert '<details class="part" open>' not in first_page.content.decode()
    assert len(second_page.context["rows"]) == 1
    # Who turns the pages of the map has opened it.
    assert '<details class="part" open>' in second_page.content.decode()


def test_queries_do_not_grow_with_the_units(directorate_general, client, rina):
    first, _ = branch(directorate_general)
    client.force_login(rina)
    counts = []
    for size in (1, 29):
        for number in range(size):
            carry(make.make_unit(f"dit-{size}-{number}", parent=directorate_general), first, [64, 72], [None, 40])
        keep()
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE, {"triwulan": 2})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 26


def test_every_table_of_the_page_is_a_sheet_with_numbers_as_numbers(top, page):
    response = page(f"{PAGE}unduh/xlsx/")
    assert 'filename="ringkasan-ditjen-rehsos-2023-tw2.xlsx"' in response["Content-Disposition"]
    book = load_workbook(BytesIO(response.content))
    assert book.sheetnames[1:] == [
        "Keputusan",
        "Angka pokok",
        "Peta panas",
        "Pelaporan dan anggaran",
        "Sasaran",
        "Tertinggal",
        "Bergerak",
        "Tahun ke tahun",
    ]
    lowest = [cell.value for cell in book["Peta panas"][4]]
    assert lowest[:5] == ["Direktorat Anak", 70, 2, 2, "Di bawah target"]
    assert [cell.value for cell in book["Tahun ke tahun"][4]][:2] == [2023, 1]


def test_what_lags_says_where_its_value_is_of_an_earlier_quarter(top, page):
    assert "nilai triwulan II" in seen(page(triwulan=3))
    response = page(f"{PAGE}unduh/xlsx/", triwulan=3)
    sheet = load_workbook(BytesIO(response.content))["Tertinggal"]
    assert {row[5] for row in sheet.iter_rows(min_row=4, values_only=True)} >= {"nilai triwulan II"}


def test_the_briefing_is_one_page(top, page):
    with pikepdf.open(BytesIO(page(f"{PAGE}unduh/pdf/").content)) as pdf:
        assert len(pdf.pages) == 1


def test_the_first_page_leads_a_leader_to_the_summary(client, directorate, pak_dir, siti):
    carry(directorate, None, [64, 72])
    keep()
    client.force_login(pak_dir)
    response = client.get("/")
    assert "Buka ringkasan" in seen(response)
    assert 'href="/unit/dit-anak/2023/pimpinan/?triwulan=2"' in response.content.decode()
    client.force_login(siti)
    assert "Buka ringkasan" not in seen(client.get("/"))


@pytest.fixture
def led(directorate_general, sentra, client):
    """A leader whose unit promised nothing, with a unit below that has one of two quarters verified."""
    carry(sentra, None, [80, 72], [None, None])
    dirjen = make.make_user("dirjen")
    make.make_membership(user=dirjen, unit=directorate_general, role=Role.LEADER)
    client.force_login(dirjen)
    return directorate_general


def test_a_leader_without_an_own_agreement_is_told_the_latest_quarter_below(client, led):
    for _ in ("live", "kept"):
        assert client.get(PAGE).context["quarter"] == 2
        words = seen(client.get("/"))
        assert "Triwulan II 2023" in words
        assert "90,00% Belum lengkap 1 dari 2 indikator" in words
        keep()


def test_a_great_unit_of_which_nothing_is_kept_says_so_on_its_card(client, led, monkeypatch):
    monkeypatch.setattr(live, "MOST_UNITS", 1)
    words = seen(client.get("/"))
    assert "Rekap belum dihitung" in words
    assert "Belum ada target" not in words


def test_a_unit_with_data_only_below_it_says_so_and_offers_their_years(client, led):
    response = client.get(PAGE)
    words = seen(response)
    assert "sendiri belum mempunyai Perjanjian Kinerja, DIPA, atau Laporan Kinerja tahun 2023; di bawahnya 1" in words
    assert "data pada tahun mana pun" not in words
    assert f'<a href="{PAGE}">Tahun 2023</a>' in client.get(PAGE.replace("2023", "2022")).content.decode()
    assert "Di bawahnya 1 unit sudah mempunyai" in seen(client.get("/unit/ditjen-rehsos/2023/"))


def test_a_year_that_is_over_is_told_in_the_past(top, page, pak_dir, client, monkeypatch):
    stand_still(monkeypatch, date(2024, 2, 1))
    words = seen(page())
    assert "Di bawah target" in words
    assert "2 dari 2 indikator yang di bawah target" in words
    assert not any(told in words.lower() for told in ("meleset", "perkiraan", "diperkirakan"))
    assert "Tidak tercapai" in seen(page(triwulan=4))
    client.force_login(pak_dir)
    assert "2 indikator di bawah target" in seen(client.get("/"))


def test_halaman_iii_of_every_unit_costs_no_query_more(directorate_general, client, rina):
    first, _ = branch(directorate_general)
    client.force_login(rina)
    units = [make.make_unit(f"dit-{number}", parent=directorate_general) for number in range(5)]
    dipas = [make.make_dipa(unit=unit) for unit in units]
    for unit, dipa in zip(units, dipas, strict=True):
        carry(unit, first, [64, 72])
        spending = make.make_budget_line("DQ", dipa=dipa, ceiling=1_000_000)
        make.make_spending(line=spending, month_from=1, month_to=3, amount=1000)
    counts = []
    for plans in ([], dipas):
        for dipa in plans:
            make.make_withdrawal(revision=dipa.revisions.last(), month=1, amount=900_000)
        keep()
        with CaptureQueriesContext(connection) as queries:
            words = seen(client.get(PAGE, {"triwulan": 2}))
        counts.append(len(queries))
        assert ("rencana halaman III sampai Juni" in words) is bool(plans)
    assert counts[0] == counts[1]
