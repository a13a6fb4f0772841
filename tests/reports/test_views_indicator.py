"""The page of one indicator: its arithmetic, quarters, years, Renstra, contributors, and what each person may see."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.scorecard import scorecard
from indicators.corrections import frozen
from tests import factories as make
from tests.pages import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator(directorate):
    """A promised ratio with two quarters, of which the second waits for its verifier."""
    one = make.make_indicator(unit=directorate, calculation="ratio", definition="Anak yang mandiri")
    line = make.make_line(agreement=make.make_agreement(unit=directorate), indicator=one, target=80)
    make.make_quarter_target(line=line, quarter=1, target=70)
    make.make_quarter_target(line=line, quarter=2, target=75)
    budi = make.make_user("penguji", first_name="Penguji", last_name="Contoh")
    at = datetime(2023, 4, 5, 3, tzinfo=UTC)
    make.make_realization(indicator=one, unit=directorate, quarter=1, n=7, t=10, verified_by=budi, verified_at=at)
    make.make_realization(indicator=one, unit=directorate, quarter=2, n=9, t=12, status="submitted", submitted_at=at)
    return one


@pytest.fixture
def page(client):
    """The words of the page of an indicator and its response, as a person has them."""

    def read(person, indicator, query="", unit="dit-anak"):
        client.force_login(person)
        response = client.get(f"/unit/{unit}/2023/indikator/{indicator.pk}/{query}")
        return seen(response), response

    return read


def test_the_page_shows_the_figure_with_its_arithmetic(page, pak_dir, indicator):
    words, _ = page(pak_dir, indicator)
    for told in ("7 / 10 = 70,00%", "70 / 70 = 100,00%", "termasuk rentang tepat 100,00%: Sesuai target"):
        assert told in words


@pytest.mark.parametrize("quarter", [1, 2, 4])
def test_the_figure_is_the_one_of_the_scorecard(page, pak_dir, indicator, directorate, quarter):
    _, response = page(pak_dir, indicator, f"?triwulan={quarter}")
    card = scorecard(directorate, 2023, quarter=quarter).indicators[0]
    shown = response.context["page"].score
    assert (shown.measurement, shown.achievement, shown.band) == (card.measurement, card.achievement, card.band)


def test_a_correction_that_waits_is_told(page, pak_dir, indicator):
    row = indicator.realizations.get(quarter=1)
    make.make_realization_step(realization=row, action="correct", note="Salah", former=frozen(row, Decimal(70), ""))
    indicator.realizations.filter(pk=row.pk).update(status="submitted")
    assert "Triwulan I: semula 70,00%, terverifikasi 5 April 2023" in page(pak_dir, indicator, "?triwulan=1")[0]


def test_a_quarter_names_who_verified_it_and_when(page, pak_dir, indicator):
    words, _ = page(pak_dir, indicator)
    assert "Terverifikasi 5 April 2023 pukul 10.00 WIB, oleh Penguji Contoh" in words
    assert "Menunggu verifikasi" in words
    assert "Triwulan III – – – Belum diisi" in words


def test_only_a_verifier_is_led_to_the_decision(page, pak_dir, budi, indicator):
    assert "/verifikasi/" not in page(pak_dir, indicator)[1].content.decode().partition("<main")[2]
    assert "/verifikasi/" in page(budi, indicator)[1].content.decode().partition("<main")[2]


def test_an_earlier_quarter_does_not_answer_for_an_empty_one(page, pak_dir, indicator):
    _, response = page(pak_dir, indicator)
    assert [one.score.measurement.is_known for one in response.context["page"].quarters] == [True, True, False, False]


def test_a_value_of_another_year_stands_in_the_table_with_its_mark_and_not_on_the_line(page, pak_dir, directorate):
    one = make.make_indicator(unit=directorate, measure="score")
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=one, target=80)
    make.make_realization(indicator=one, unit=directorate, value=80.13, source_year=2022)
    make.make_historical_value(indicator=one, year_from=2021, value=78)
    make.make_historical_value(indicator=one, year_from=2022, value=80.13, source="LHE 2022")
    words, response = page(pak_dir, one)
    assert "80,13 *) nilai tahun 2022" in words
    assert "LHE 2022" in words
    assert response.context["years_chart"].told[0] == ("Realisasi", "78,00", "80,13", "–")


def test_the_path_of_the_renstra_stands_beside_the_realization(page, pak_dir, indicator):
    version = make.make_plan_version(plan=indicator.objective.plan)
    table = make.make_target_table(version=version)
    for year, value in ((2022, 65), (2023, 77), (2024, 85)):
        make.make_strategic_target(table=table, indicator=indicator, year_from=year, value=value)
    make.make_strategic_target(table=table, indicator=indicator, year_from=2020, year_to=2024, value=84)
    words, response = page(pak_dir, indicator, "?triwulan=4")
    assert "2020–2024 84,00% 70,00% tahun 2023 83,33% 70 / 84 = 83,33%" in words
    assert "2023 77,00% 70,00% 90,91% 70 / 77 = 90,91%" in words
    assert response.context["path_chart"].title == "Realisasi 2023 belum mencapai target Renstra 77,00%"
    # What has not come yet is no gap in the line.
    assert sum(shape.shape == "mark" for shape in response.context["path_chart"].shapes) == 1


def test_an_indicator_the_unit_has_nothing_to_do_with_is_not_there(page, pak_dir, sentra, directorate):
    other = make.make_indicator(unit=sentra)
    assert page(pak_dir, other)[1].status_code == 404


def test_a_predicate_has_words_and_no_chart(page, pak_dir, directorate):
    one = make.make_indicator(unit=directorate, measure="predicate", predicate_scale=make.make_predicate_scale())
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=one, target=None, target_text="WDP")
    make.make_realization(indicator=one, unit=directorate, text="WTP")
    words, response = page(pak_dir, one)
    assert "WTP lebih tinggi dari target WDP pada skala predikatnya." in words
    assert response.context["quarters_chart"] is None


def test_a_range_is_told_by_both_bounds_beside_its_quarters(page, pak_dir, directorate):
    one = make.make_indicator(unit=directorate, measure="count", decimals=0, polarity="range", accumulation="last")
    agreement = make.make_agreement(unit=directorate)
    make.make_line(agreement=agreement, indicator=one, target=None, target_lower=0, target_upper=5)
    make.make_realization(indicator=one, unit=directorate, quarter=4, value=4)
    words, response = page(pak_dir, one)
    assert response.context["quarters_chart"].title == "Triwulan IV: 4 terhadap target 0 s.d. 5"
    assert "target –" not in words


def test_a_predecessor_and_a_successor_are_linked_in_their_own_year(page, pak_dir, directorate, sentra):
    before = make.make_indicator(unit=directorate, year_to=2022)
    one = make.make_indicator(unit=directorate, predecessor=before)
    make.make_indicator(unit=sentra, predecessor=one, name="Penerus di unit lain")
    words, response = page(pak_dir, one)
    assert f"/unit/dit-anak/2022/indikator/{before.pk}/" in response.content.decode()
    assert "Penerus di unit lain" not in words


def test_the_neighbours_keep_the_quarter(page, pak_dir, indicator, directorate):
    after = make.make_line(agreement=directorate.agreements.get()).indicator
    _, response = page(pak_dir, indicator, "?triwulan=1")
    assert f'/indikator/{after.pk}/?triwulan=1" rel="next"' in response.content.decode()


@pytest.fixture
def pool(directorate_general, sentra, directorate):
    """A pooled indicator of the directorate general to which two units and one more contribute."""
    one = make.make_indicator(unit=directorate_general, calculation="pooled")
    make.make_line(agreement=make.make_agreement(unit=directorate_general), indicator=one, target=50)
    third = make.make_unit("sentra-tiga", parent=directorate_general, name="Sentra Tiga")
    for unit, n, t in ((sentra, 10, 40), (directorate, 30, 40), (third, 20, 20)):
        make.make_realization(indicator=one, unit=unit, n=n, t=t)
    return one


def test_contributing_units_are_sorted_with_their_share(page, rina, pool):
    words, response = page(rina, pool, unit="ditjen-rehsos")
    rows = response.context["page"].contributions.rows
    assert [row.unit.code for row in rows] == ["dit-anak", "sentra-tiga", "sentra-timur"]
    assert "30 40 75,00% 50,00%" in words
    assert "Jumlah 60 100 60,00% 100,00%" in words


def test_contributors_out_of_reach_are_counted_but_not_named(page, pool, directorate_general):
    reporter = make.make_user("pengisi-ditjen")
    make.make_membership(user=reporter, unit=directorate_general)
    words, _ = page(reporter, pool, unit="ditjen-rehsos")
    assert "Unit yang menyumbang (3)" in words
    assert "3 unit di luar unit Anda" in words
    assert "Sentra Tiga" not in words


def test_why_a_pool_is_unknown_does_not_name_a_unit_out_of_reach(page, pool, directorate_general):
    reporter = make.make_user("pengisi-ditjen")
    make.make_membership(user=reporter, unit=directorate_general)
    pool.realizations.filter(unit__code="sentra-tiga").update(status="submitted")
    words, response = page(reporter, pool, unit="ditjen-rehsos")
    assert "Sentra Tiga" not in response.content.decode()
    assert "Unit di luar unit Anda, Triwulan IV, belum terverifikasi" in words


def test_a_promising_unit_without_a_row_is_named_as_left_out(page, rina, pool, directorate_general):
    silent = make.make_unit("sentra-diam", parent=directorate_general, name="Sentra Diam")
    make.make_line(agreement=make.make_agreement(unit=silent), indicator=pool, target=50)
    assert "Sentra Diam Belum ada isian, tidak ikut dihitung – – – –" in page(rina, pool, unit="ditjen-rehsos")[0]


def test_the_trail_of_the_indicator_is_there(leaving_trail, page, pak_dir, directorate):
    one = make.make_indicator(unit=directorate, name="Indikator yang diubah")
    one.short_name = "Nama pendek baru"
    one.save()
    assert "Nama pendek baru" in page(pak_dir, one)[0]


def test_what_follows_an_indicator_is_not_looked_up_through_the_order_of_all_units(page, rina, indicator):
    follower = make.make_indicator(objective=indicator.objective, code="9.9", name="Penerus", predecessor=indicator)
    with CaptureQueriesContext(connection) as queries:
        words, _ = page(rina, indicator)
    assert follower.name in words
    [read] = [one["sql"] for one in queries if '"predecessor_id" IN' in one["sql"]]
    assert '"path"' not in read.partition(" ORDER BY ")[2]


def test_queries_do_not_grow_with_years_units_and_evidence(client, rina, pool, directorate_general):
    client.force_login(rina)
    table = make.make_target_table(version=make.make_plan_version(plan=pool.objective.plan))
    counts = []
    for more in (1, 4):
        for at in range(more):
            unit = make.make_unit(f"sentra-{more}-{at}", parent=directorate_general)
            for quarter in (3, 4):
                row = make.make_realization(indicator=pool, unit=unit, quarter=quarter, n=1, t=2)
                make.make_evidence(realization=row)
            make.make_line(agreement=make.make_agreement(unit=unit), indicator=pool, target=50)
            make.make_line(agreement=directorate_general.agreements.get(year=2023))
            make.make_historical_value(indicator=pool, year_from=2010 + more + at)
            make.make_strategic_target(table=table, indicator=pool, year_from=2016 + more + at)
        # What a process keeps once it was read does not count.
        client.get(f"/unit/ditjen-rehsos/2023/indikator/{pool.pk}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/unit/ditjen-rehsos/2023/indikator/{pool.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 60


def test_a_forecast_says_that_it_is_one_and_how_wrong_it_was(page, pak_dir, directorate):
    one = make.make_indicator(unit=directorate, measure="count", decimals=0, accumulation="sum")
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=one, target=100)
    for year, quarters in ((2021, (20, 20, 20, 20)), (2022, (20, 20, 20, 40)), (2023, (20, 25))):
        for quarter, value in enumerate(quarters, start=1):
            make.make_realization(indicator=one, unit=directorate, year=year, quarter=quarter, value=value)
    words, _ = page(pak_dir, one)
    assert "Perkiraan, bukan realisasi" in words
    # The line told 80 for both years; the end of 2022 was 100.
    assert "Garis lurus 45 / 2 × 4 = 90,00 90 90,00% 90 / 100 = 90,00% Mendekati target 10,00%" in words
    assert "Pola tahun lalu 45 / 40 × 100 = 112,50 113 112,50%" in words
    assert "Perkiraan, bukan realisasi" not in page(pak_dir, one, "?triwulan=4")[0]


def test_a_year_that_still_grows_is_no_fall(page, pak_dir, directorate):
    one = make.make_indicator(unit=directorate, measure="count", decimals=0, accumulation="sum")
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=one, target=100)
    make.make_realization(indicator=one, unit=directorate, quarter=1, value=20)
    for year, value in ((2021, 80), (2022, 90)):
        make.make_historical_value(indicator=one, year_from=year, value=value)
    words, response = page(pak_dir, one)
    assert response.context["years_chart"].title == "2021 ke 2022 naik: 80 → 90"
    assert "2023 s.d. TW I 20 100 20,00%" in words


def test_an_indicator_is_found_by_its_words_in_ones_own_units(client, pak_dir, directorate, sentra):
    for unit in (directorate, sentra):
        one = make.make_indicator(unit=unit, name=f"Kepuasan layanan {unit.name}")
        make.make_line(agreement=make.make_agreement(unit=unit), indicator=one)
    client.force_login(pak_dir)
    words = seen(client.get("/cari-indikator/?q=layanan+kepuasan&tahun=2023"))
    assert "Kepuasan layanan Direktorat Anak" in words
    assert "Sentra Timur" not in words
    options = seen(client.get("/cari-unit/?q=kepuasan&tahun=2023"))
    assert "Kepuasan layanan Direktorat Anak" in options
    assert "Sentra Timur" not in options


@pytest.mark.parametrize(("text", "told"), [("ke", "Tidak ada indikator yang cocok"), ("", "Ketik kata dari nama")])
def test_what_is_not_found_says_what_to_do(client, pak_dir, directorate, text, told):
    make.make_line(agreement=make.make_agreement(unit=directorate))
    client.force_login(pak_dir)
    assert told in seen(client.get("/cari-indikator/", {"q": text}))
