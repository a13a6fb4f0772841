"""The work of a year in its order: the state of each step, and opening the year from the one before."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import PerformanceAgreement
from indicators.models.plan import national_period
from reports.planning import planning
from tests import factories as make
from tests.pages import furnish, seen
from units.models import Role

pytestmark = pytest.mark.django_db


def words_of(unit, year=2023):
    return {step.title: (step.mark, step.word) for step in planning(unit, year).steps}


def test_a_new_unit_begins_with_its_plan(directorate):
    found = planning(directorate, 2027)
    assert found.is_fresh
    assert words_of(directorate, 2027)["Renstra"] == ("far_below", "Belum ada Renstra yang mencakup 2027")
    assert "/admin/indicators/strategicplan/add/" in found.steps[0].links[0].url


def test_each_step_says_what_is_missing(directorate):
    furnish(directorate)
    words = words_of(directorate)
    assert words["Indikator kinerja"] == ("near", "1 dari 1 manual belum lengkap")
    assert words["Perjanjian Kinerja"] == ("met", "Ditandatangani")
    assert words["Target triwulan"] == ("near", "0 dari 1 butir bertarget empat triwulan")
    assert words["Periode pengisian"] == ("near", "Belum diatur")


def test_four_quarters_are_a_finished_step(directorate):
    furnish(directorate)
    line = directorate.agreements.get().lines.get()
    for quarter in (1, 2, 3, 4):
        make.make_quarter_target(line=line, quarter=quarter, target=20)
    assert words_of(directorate)["Target triwulan"][0] == "met"


def test_the_page_takes_the_same_queries_for_one_row_and_for_many(directorate):
    counts = []
    for _ in range(2):
        furnish(directorate, year=2023 + len(counts))
        make.make_line(agreement=directorate.agreements.last())
        with CaptureQueriesContext(connection) as queries:
            planning(directorate, 2023)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16


def test_one_unit_that_matches_is_opened_at_once(client, rina, sentra):
    client.force_login(rina)
    response = client.get("/rencana/", {"unit": "timur", "tahun": "2027"})
    assert response.url == "/unit/sentra-timur/2027/rencana/"
    before = Session.objects.values_list("session_data", flat=True)[0]
    client.get(response.url)
    assert Session.objects.values_list("session_data", flat=True)[0] == before


def test_a_year_is_opened_after_a_question(client, rina, directorate):
    furnish(directorate)
    client.force_login(rina)
    assert "Buka tahun 2024?" in seen(client.get("/unit/dit-anak/2024/rencana/buka/"))
    assert not PerformanceAgreement.objects.filter(year=2024).exists()
    response = client.post("/unit/dit-anak/2024/rencana/buka/", follow=True)
    assert "Tahun 2024 dibuka dari 2023" in seen(response)
    assert PerformanceAgreement.objects.filter(unit=directorate, year=2024).exists()


def test_a_year_that_exists_is_not_opened_again(client, rina, directorate):
    furnish(directorate)
    furnish(directorate, year=2024)
    client.force_login(rina)
    response = client.post("/unit/dit-anak/2024/rencana/buka/", follow=True)
    assert "sudah dibuka" in seen(response)


def test_a_first_year_leads_to_its_first_step(client, rina, directorate):
    client.force_login(rina)
    page = client.get("/unit/dit-anak/2026/rencana/")
    words = seen(page)
    assert "Mulai dari langkah pertama yang belum selesai: Renstra." in words
    assert "Buka tahun 2026" not in words
    assert "Belum ada langkah yang selesai." in words
    assert "year_from=2025&amp;year_to=2029" in page.content.decode()


def test_a_year_is_only_opened_when_there_is_one_to_copy_and_a_plan_for_it(client, rina, directorate):
    furnish(directorate)
    client.force_login(rina)
    assert "Struktur tahun 2023 dapat disalin sekaligus" in seen(client.get("/unit/dit-anak/2024/rencana/"))
    words = seen(client.get("/unit/dit-anak/2025/rencana/"))
    assert "Setelah ada Renstra yang mencakup 2025, struktur tahun 2023 dapat disalin sekaligus." in words
    assert "Buka tahun 2025" not in words


def test_the_workbook_is_no_step_but_another_way(client, rina, directorate):
    assert "Buku kerja" not in words_of(directorate)
    client.force_login(rina)
    assert "juga dapat diisi lewat satu berkas Excel: unduh buku kerja" in seen(
        client.get("/unit/dit-anak/2023/rencana/")
    )


def test_what_is_given_by_others_is_not_counted_before_anything_was_done(directorate):
    for quarter in (1, 2, 3, 4):
        make.make_period(unit=directorate, quarter=quarter, year=2027)
    assert words_of(directorate, 2027)["Periode pengisian"][0] == "met"
    assert planning(directorate, 2027).done == 0


def test_the_two_names_of_the_agreement_are_a_step(directorate):
    directorate.head_position = "Direktur"
    directorate.parent.head_position = "Direktur Jenderal"
    assert words_of(directorate)["Pejabat"] == ("near", "2 nama pada PK belum diketahui")
    make.make_official(unit=directorate, position="direktur", name="Rani")
    make.make_official(unit=directorate.parent, position="Direktur Jenderal", name="Surya")
    step = next(step for step in planning(directorate, 2023).steps if step.title == "Pejabat")
    assert (step.mark, step.notes) == ("met", ("Direktur: Rani", "Direktur Jenderal: Surya"))


def test_who_left_before_the_year_signs_nothing(directorate):
    directorate.head_position = "Direktur"
    make.make_official(unit=directorate, position="Direktur", name="Rani", ended_on=date(2021, 5, 1))
    assert words_of(directorate, 2022)["Pejabat"][0] == "near"


@pytest.mark.parametrize(("year", "period"), [(2020, (2020, 2024)), (2026, (2025, 2029)), (2030, (2030, 2034))])
def test_a_renstra_follows_the_national_period(year, period):
    assert national_period(year) == period


def test_a_planner_of_one_unit_is_led_there_at_once(client, directorate):
    user = make.make_user("satu")
    make.make_membership(user=user, unit=directorate, role=Role.PLANNER)
    client.force_login(user)
    assert 'href="/rencana/?tahun=' in client.get("/").content.decode()
    assert client.get("/rencana/", {"tahun": "2026"}).url == "/unit/dit-anak/2026/rencana/"


@pytest.mark.parametrize("page", ["", "anggaran/", "lkj/"])
def test_an_empty_page_leads_a_planner_to_the_preparation(client, rina, siti, directorate, page):
    for person, is_led in ((rina, True), (siti, False)):
        client.force_login(person)
        text = client.get(f"/unit/dit-anak/2026/{page}").content.decode()
        assert ('<a href="/unit/dit-anak/2026/rencana/">Siapkan tahun 2026</a>' in text) is is_led


def test_the_year_switch_of_the_preparation_stays_there(client, rina, directorate):
    furnish(directorate, year=2022)
    client.force_login(rina)
    text = client.get("/unit/dit-anak/2023/rencana/").content.decode()
    assert '<a href="/unit/dit-anak/2022/rencana/">Tahun 2022</a>' in text
