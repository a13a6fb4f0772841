"""The scorecard page shows the engine's figures, their trace, and a dash where nothing is known."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.pages import furnish, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(client, pak_dir, directorate):
    """The words of the directorate's scorecard, as its leader reads them."""

    def read(year=2023, **query):
        client.force_login(pak_dir)
        return seen(client.get(f"/unit/dit-anak/{year}/", query))

    return read


def test_the_scorecard_shows_figures_and_how_they_came_about(words, directorate):
    furnish(directorate)
    text = words()
    for told in ("80,00%", "87,50%", "109,38%", "Di atas target"):
        assert told in text
    assert "Realisasi: 875 / 1.000 = 87,50%" in text
    assert "Capaian: 87,50 / 80 = 109,38%" in text


def test_the_means_name_their_method(words, directorate):
    furnish(directorate)
    assert "rata-rata dari rata-rata sasaran" in words()


def test_a_missing_realization_is_a_dash_and_a_word(words, directorate):
    make.make_line(agreement=make.make_agreement(unit=directorate), target=80)
    text = words()
    assert "80,00% – – Belum ada data" in text
    assert "0 / 1" in text
    assert "Realisasi belum ada." in text


def test_the_exact_reason_stands_where_it_is_known(words, directorate):
    indicator = make.make_indicator(unit=directorate, accumulation="sum", measure="count")
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=indicator, target=80)
    for quarter in (1, 2, 4):
        make.make_realization(indicator=indicator, unit=directorate, quarter=quarter, value=20)
    assert "Capaian belum ada: Triwulan III belum ada." in words()
    assert "Realisasi belum ada." not in words()


def test_a_rating_is_written_once(client, pak_dir, directorate):
    furnish(directorate)
    client.force_login(pak_dir)
    row = client.get("/unit/dit-anak/2023/").content.decode().split('data-label="Predikat"')[2]
    assert row.partition("</td>")[0].count("Di atas target") == 1


def test_an_unverified_realization_does_not_count(words, directorate):
    line = make.make_line(agreement=make.make_agreement(unit=directorate), target=80)
    make.make_realization(indicator=line.indicator, unit=directorate, value=90, status="submitted")
    assert "Belum ada data" in words()


def test_a_value_of_another_year_carries_a_note(words, directorate):
    line = make.make_line(agreement=make.make_agreement(unit=directorate), target=80)
    make.make_realization(indicator=line.indicator, unit=directorate, value=80.13, source_year=2022)
    assert "80,13% *)" in words()
    assert f"*) {line.indicator.code}: realisasi memakai nilai tahun 2022." in words()


def test_a_predicate_is_shown_by_its_word(words, directorate):
    scale = make.make_predicate_scale()
    indicator = make.make_indicator(unit=directorate, measure="predicate", predicate_scale=scale)
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=indicator, target=None, target_text="WDP")
    make.make_realization(indicator=indicator, unit=directorate, text="WTP")
    assert "WDP WTP – Di atas target" in words()


def test_without_a_signed_agreement_the_page_says_what_is_missing(words, directorate):
    make.make_agreement(unit=directorate, status="draft")
    assert "Belum ada Perjanjian Kinerja 2023 yang ditandatangani" in words()


def test_years_can_be_switched(client, pak_dir, directorate):
    furnish(directorate, year=2022)
    client.force_login(pak_dir)
    page = client.get("/unit/dit-anak/2023/").content.decode()
    assert 'href="/unit/dit-anak/2022/"' in page
    assert 'href="/unit/dit-anak/2023/" aria-current="true"' in page


def test_units_above_are_links_only_where_they_may_be_opened(client, rina, pak_dir, directorate):
    furnish(directorate)
    client.force_login(pak_dir)
    assert "/unit/ditjen-rehsos/" not in client.get("/unit/dit-anak/2023/").content.decode()
    client.force_login(rina)
    page = client.get("/unit/dit-anak/2023/").content.decode()
    assert "/unit/ditjen-rehsos/2023/" in page
    assert "/unit/kemensos/" not in page


def test_queries_do_not_grow_with_the_indicators(client, pak_dir, directorate):
    counts = []
    client.force_login(pak_dir)
    agreement = make.make_agreement(unit=directorate)
    for _ in range(2):
        for _ in range(10):
            line = make.make_line(agreement=agreement)
            make.make_realization(indicator=line.indicator, unit=directorate, value=80)
        with CaptureQueriesContext(connection) as queries:
            client.get("/unit/dit-anak/2023/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


def test_why_a_pool_is_unknown_names_no_unit_out_of_reach(client, siti, directorate, sentra):
    pool = make.make_indicator(unit=directorate, calculation="pooled")
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=pool, target=50)
    make.make_realization(indicator=pool, unit=sentra, n=10, t=40, status="submitted")
    client.force_login(siti)
    for page in ("", "pohon/"):
        html = client.get(f"/unit/dit-anak/2023/{page}").content.decode()
        assert "Unit di luar unit Anda, Triwulan IV, belum terverifikasi" in html
        assert "Sentra Timur" not in html


def test_a_position_of_an_earlier_quarter_says_so_on_its_row(words, directorate):
    indicator = make.make_indicator(unit=directorate)
    line = make.make_line(agreement=make.make_agreement(unit=directorate), indicator=indicator, target=80)
    make.make_quarter_target(line=line, quarter=3, target=60)
    make.make_realization(indicator=indicator, unit=directorate, quarter=2, value=30)
    assert "60,00% 30,00% nilai triwulan II 50,00%" in words(triwulan=3)
    assert "nilai triwulan II" not in words(triwulan=2)
