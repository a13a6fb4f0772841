"""The pohon kinerja page: what hangs on what over units, who sees figures, what is closed, and what is missing."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from agreements.lineage import lineage
from agreements.scorecard import scorecard
from indicators.models import Indicator
from reports.cascade import MOST_AT_FIRST
from tests import factories as make
from tests.pages import seen

pytestmark = pytest.mark.django_db
ADDRESS = "/unit/dit-anak/2023/pohon/"


def promised(unit, name, *, parent=None, value=80, **fields):
    """An objective of the unit under a parent, with one promised indicator and its realization; returns the line."""
    plan = unit.strategic_plans.first() or make.make_plan(unit=unit)
    objective = make.make_objective(plan=plan, parent=parent)
    objective.name = name
    objective.save()
    indicator = make.make_indicator(objective=objective)
    agreement = unit.agreements.first() or make.make_agreement(unit=unit)
    make.make_realization(indicator=indicator, unit=unit, value=value)
    return make.make_line(agreement=agreement, indicator=indicator, target=80, **fields)


@pytest.fixture
def part(directorate):
    return make.make_unit("tim-anak", parent=directorate, name="Tim Anak")


@pytest.fixture
def chain(directorate_general, directorate, part, sentra):
    """One objective above, one of the directorate, one below it, and one of a neighbour."""
    above = promised(directorate_general, "Keberfungsian sosial meningkat", value=40)
    own = promised(directorate, "Anak terlindungi", parent=above.indicator.objective, value=88)
    type(own).objects.filter(pk=own.pk).update(parent=above)
    promised(part, "Asesmen selesai", parent=own.indicator.objective, value=60)
    promised(sentra, "Layanan sentra", parent=above.indicator.objective, value=20)
    return above, own


@pytest.fixture
def page(client, pak_dir):
    """The words of the page and its response, as the leader of the directorate has them."""

    def read(query="", address=ADDRESS):
        client.force_login(pak_dir)
        response = client.get(address + query)
        return seen(response), response

    return read


def names(nodes):
    return [(node.objective.name, names(node.children)) for node in nodes]


def test_the_tree_goes_from_what_the_unit_serves_to_what_serves_it(page, chain):
    _, response = page()
    below = [("Anak terlindungi", [("Asesmen selesai", [])])]
    assert names(response.context["tree"].roots) == [("Keberfungsian sosial meningkat", below)]


def test_each_objective_shows_its_mean_by_the_one_engine(page, chain, directorate):
    words, response = page()
    own = next(node for node in response.context["tree"].nodes if node.is_own)
    assert own.score.mean == scorecard(directorate, 2023).objectives[0].mean
    assert "110,00% Di atas target" in words
    assert "Tim Anak 75,00%" in words


def test_an_objective_beyond_the_users_units_shows_only_its_words(page, chain):
    words, response = page()
    above = response.context["tree"].roots[0]
    assert (above.is_open, above.score, above.rows) == (False, None, ())
    assert "Di luar unit Anda" in words
    assert "50,00%" not in response.content.decode()
    assert "/unit/ditjen-rehsos/" not in response.content.decode()


def test_objectives_of_a_neighbour_are_not_there(page, chain):
    assert "Layanan sentra" not in page()[1].content.decode()


def test_what_hangs_on_the_unit_from_another_branch_is_there(client, rina, chain, sentra):
    _, own = chain
    promised(sentra, "Sentra mendampingi anak", parent=own.indicator.objective)
    client.force_login(rina)
    assert "Sentra mendampingi anak" in client.get(ADDRESS).content.decode()


def test_what_the_unit_hangs_on_in_another_branch_is_there(client, rina, chain, sentra, part):
    promised(part, "Tim membantu sentra", parent=sentra.strategic_plans.get().objectives.get())
    client.force_login(rina)
    text = client.get("/unit/tim-anak/2023/pohon/").content.decode()
    assert "Layanan sentra" in text
    assert "Keberfungsian sosial meningkat" in text


def test_only_units_the_lineage_leads_to_are_read(chain, directorate, sentra):
    assert sentra.pk not in {unit_id for unit_id, _ in lineage(directorate, 2023).keys}
    assert sentra.pk in {unit_id for unit_id, _ in lineage(directorate.parent, 2023).keys}


def test_who_may_see_the_unit_above_sees_its_figures_too(client, rina, chain):
    client.force_login(rina)
    words = seen(client.get("/unit/ditjen-rehsos/2023/pohon/"))
    for told in ("50,00%", "110,00%", "75,00%", "25,00%", "Layanan sentra"):
        assert told in words


def test_a_reporter_sees_the_own_unit_and_nothing_below(client, siti, chain):
    client.force_login(siti)
    text = client.get(ADDRESS).content.decode()
    assert "Anak terlindungi" in text
    assert "Asesmen selesai" not in text


def test_a_line_names_the_line_it_was_derived_from(page, chain):
    above, _ = chain
    assert f"Diturunkan dari {above.agreement.unit.label}: {above.indicator.code} {above.indicator.name}" in page()[0]


def test_an_objective_carried_by_another_unit_hangs_on_its_owner(page, chain, part):
    _, own = chain
    make.make_line(agreement=part.agreements.first(), indicator=own.indicator)
    _, response = page()
    carried = [node for node in response.context["tree"].nodes if node.objective == own.indicator.objective]
    assert [node.unit.code for node in carried] == ["dit-anak", "tim-anak"]
    assert carried[1] in carried[0].children


def test_a_quarter_keeps_the_place(page, chain):
    words, response = page("?triwulan=2&tingkat=1")
    assert response.context["tree"].quarter == 2
    assert "110,00%" not in words
    assert 'href="?triwulan=3&amp;tingkat=1"' in response.content.decode()


@pytest.mark.parametrize("query", ["?triwulan=9", "?triwulan=x", "?tingkat=-1", "?tingkat=0&buka=1-1&buka=<script>"])
def test_what_cannot_be_asked_for_is_left_out(page, chain, query):
    _, response = page(query)
    assert response.status_code == 200
    assert (response.context["tree"].quarter, response.context["tree"].levels) == (4, 2)


def test_a_closed_level_says_how_much_is_below_and_opens_on_its_own(page, chain, directorate):
    _, own = chain
    words, response = page("?tingkat=1")
    assert "Asesmen selesai" not in words
    assert "Buka 1 sasaran di bawahnya" in words
    key = f"{directorate.pk}-{own.indicator.objective_id}"
    assert f"buka={key}#sasaran-{key}" in response.content.decode()
    assert "Asesmen selesai" in page(f"?tingkat=1&buka={key}")[0]


def test_a_wide_tree_is_closed_at_first_and_can_be_opened_whole(page, chain, part):
    _, own = chain
    for at in range(MOST_AT_FIRST):
        make.make_objective(plan=part.strategic_plans.first(), code=f"t{at}", parent=own.indicator.objective)
    assert page()[1].context["tree"].levels == 1
    assert len(page("?tingkat=semua")[1].context["tree"].nodes) == MOST_AT_FIRST + 3


def test_every_box_of_the_drawing_leads_to_its_place_in_the_list(page, chain):
    _, response = page()
    text = response.content.decode()
    for place in response.context["drawn"].places:
        assert text.count(f'href="#sasaran-{place.node.key}"') == 1
        assert text.count(f'id="sasaran-{place.node.key}"') == 1


def test_several_tops_of_a_unit_are_held_together_by_its_box(page, directorate):
    promised(directorate, "Pertama")
    promised(directorate, "Kedua")
    _, response = page()
    assert [place.node and place.node.objective.name for place in response.context["drawn"].places] == [
        *("Pertama", "Kedua"),
        None,
    ]


def test_what_is_missing_is_told_in_words(page, chain, directorate):
    own = directorate.strategic_plans.first()
    make.make_objective(plan=own, code="9")
    words, _ = page()
    assert "Sasaran tanpa sasaran induk (1)" in words
    assert "Sasaran tanpa indikator (1)" in words
    assert "Butir Perjanjian Kinerja yang belum dipikul unit di bawah (1)" in words


def test_a_carried_line_is_no_gap(page, chain, part):
    _, own = chain
    part.agreements.first().lines.update(parent=own)
    assert "belum dipikul" not in page()[0]
    assert "Tidak ada: setiap sasaran tersambung" in page()[0]


def test_units_below_without_a_parent_objective_are_named(page, chain, part):
    make.make_objective(plan=part.strategic_plans.first(), code="9")
    assert "Tim Anak : 1 sasaran tanpa induk" in page()[0]


def test_a_predicate_stands_for_its_objective(page, directorate):
    indicator = make.make_indicator(unit=directorate, measure="predicate", predicate_scale=make.make_predicate_scale())
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=indicator, target=None, target_text="WDP")
    make.make_realization(indicator=indicator, unit=directorate, text="WTP")
    (node,) = page()[1].context["tree"].roots
    assert (node.score.mean.value, node.status.word) == (None, "Di atas target")


def test_without_an_objective_the_page_says_what_it_needs(page, directorate):
    assert "Belum ada sasaran 2023" in page()[0]


def test_a_circle_of_objectives_does_not_hang_the_page(page, directorate):
    plan = make.make_plan(unit=directorate)
    first = make.make_objective(plan=plan)
    second = make.make_objective(plan=plan, parent=first)
    type(first).objects.filter(pk=first.pk).update(parent=second)
    assert page()[1].status_code == 200


def test_queries_do_not_grow_with_objectives_and_units(client, rina, chain, directorate):
    client.force_login(rina)
    own, counts = chain[1].indicator.objective, []
    for _ in range(2):
        for _ in range(5):
            unit = make.make_unit(f"tim-{directorate.children.count()}", parent=directorate)
            promised(unit, "Layanan", parent=own)
            promised(unit, "Layanan lain", parent=own)
            make.make_objective(plan=unit.strategic_plans.first(), code="9")
        with CaptureQueriesContext(connection) as queries:
            client.get("/unit/ditjen-rehsos/2023/pohon/?tingkat=semua")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 40


def test_a_closed_objective_opens_as_a_fragment_with_its_drawing(client, pak_dir, chain, directorate):
    client.force_login(pak_dir)
    key = f"{directorate.pk}-{chain[1].indicator.objective_id}"
    response = client.get(f"{ADDRESS}?tingkat=1&buka={key}", headers={"HX-Request": "true"})
    text = response.content.decode()
    assert "Asesmen selesai" in text
    assert "<html" not in text
    assert text.count(f'id="sasaran-{key}"') == 1
    assert 'id="gambar-pohon" hx-swap-oob="innerHTML"' in text
    assert f'pohon/unduh/?tingkat=1&amp;buka={key}"' in text


def test_what_was_opened_before_stays_open_in_the_address(client, pak_dir, chain, directorate):
    client.force_login(pak_dir)
    key = f"{directorate.pk}-{chain[1].indicator.objective_id}"
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{ADDRESS}?tingkat=1&buka=7-7"}
    response = client.get(f"{ADDRESS}?tingkat=1&buka={key}", headers=headers)
    assert response["HX-Push-Url"] == f"{ADDRESS}?tingkat=1&buka=7-7&buka={key}"


def test_of_a_great_tree_only_the_upper_part_is_read_until_more_is_opened(monkeypatch, page, chain, part):
    monkeypatch.setattr("agreements.lineage.MOST_WHOLE", 2)
    deep = make.make_unit("kelompok", parent=part, name="Kelompok")
    asked = part.strategic_plans.get().objectives.get()
    promised(deep, "Kasus tercatat", parent=asked)
    words, response = page("?tingkat=semua")
    assert response.context["tree"].is_whole is False
    assert "Kasus tercatat" not in words
    assert "Buka 1 sasaran di bawahnya" in words
    assert "Kasus tercatat" in page(f"?tingkat=semua&buka={part.pk}-{asked.pk}")[0]


def test_a_list_too_long_below_one_objective_is_cut_and_says_so(monkeypatch, page, chain, part):
    monkeypatch.setattr("reports.cascade.MOST_CHILDREN", 1)
    make.make_objective(plan=part.strategic_plans.get(), code="9", parent=chain[1].indicator.objective)
    assert "1 sasaran lain di bawahnya tidak ditampilkan" in page("?tingkat=semua")[0]


def test_an_objective_that_no_unit_below_carries_is_a_gap(page, chain, directorate):
    make.make_objective(plan=directorate.strategic_plans.get(), code="9", parent=chain[0].indicator.objective)
    assert "Sasaran yang tidak dipikul unit di bawah (1)" in page()[0]


ADDED = {"measure": "count", "decimals": 0, "calculation": "count"}
POOLED = {"calculation": "pooled"}


@pytest.mark.parametrize(
    ("how", "above", "below", "told"),
    [
        (ADDED, 12, (4, 5), "target 12, jumlah target 2 unit di bawahnya 9: kurang 3."),
        (ADDED, 8, (4, 5), "target 8, jumlah target 2 unit di bawahnya 9: lebih 1."),
        (ADDED, 9, (4, 5), None),
        (ADDED, 9, (9, None), "target 1 dari 2 unit di bawahnya belum ditetapkan."),
        (POOLED, 80, (60, 75), "target 80,00%, sedangkan target 2 unit di bawahnya hanya 60,00% sampai 75,00%"),
        (POOLED, 70, (60, 75), None),
        ({}, 80, (60, 75), None),
    ],
)
def test_targets_of_units_below_are_held_against_the_one_above(page, directorate, how, above, below, told):
    indicator = make.make_indicator(unit=directorate, **how)
    own = make.make_line(agreement=make.make_agreement(unit=directorate), indicator=indicator, target=above)
    for at, target in enumerate(below):
        unit = make.make_unit(f"bagian-{at}", parent=directorate)
        derived = make.make_indicator(unit=unit, **how)
        make.make_line(agreement=make.make_agreement(unit=unit), indicator=derived, target=target, parent=own)
    words, _ = page()
    assert ("Target yang tidak sejalan" in words) is bool(told)
    assert told is None or told in words


def test_a_target_passed_on_twice_counts_once(page, directorate):
    indicator = make.make_indicator(unit=directorate, **ADDED)
    make.make_line(agreement=make.make_agreement(unit=directorate), indicator=indicator, target=9)
    part = make.make_unit("bagian", parent=directorate)
    for unit in (part, make.make_unit("subbagian", parent=part)):
        make.make_line(agreement=make.make_agreement(unit=unit), indicator=indicator, target=9)
    assert "Target yang tidak sejalan" not in page()[0]


def test_the_gaps_of_units_below_are_counted_by_unit(client, itjen, directorate_general, directorate, part):
    above = promised(directorate_general, "Sasaran program")
    own = promised(directorate, "Sasaran kegiatan", parent=above.indicator.objective)
    promised(directorate, "Tidak dipikul", parent=above.indicator.objective)
    derived = promised(part, "Sasaran tim", parent=own.indicator.objective)
    added = Indicator.objects.filter(pk__in=(own.indicator_id, derived.indicator_id))
    added.update(measure="count", accumulation="sum")
    type(derived).objects.filter(pk=derived.pk).update(parent=own, target=79)
    client.force_login(itjen)
    response = client.get("/unit/kemensos/2023/pohon/")
    assert [(unit.code, words) for unit, words in response.context["gaps"].below.units] == [
        ("ditjen-rehsos", "1 sasaran tanpa induk dan 1 butir PK tidak dipikul unit di bawahnya"),
        (
            "dit-anak",
            "1 sasaran tidak dipikul unit di bawahnya, 1 butir PK tidak dipikul unit di bawahnya, "
            "dan 1 target tidak sama dengan jumlah target unit di bawahnya",
        ),
    ]


def test_gaps_of_units_out_of_reach_are_not_named(client, siti, chain, part):
    make.make_objective(plan=part.strategic_plans.get(), code="9")
    client.force_login(siti)
    assert "Tim Anak" not in client.get(ADDRESS).content.decode()


def test_the_open_tree_is_taken_away_with_its_indicators_and_without_what_may_not_be_seen(client, pak_dir, chain):
    client.force_login(pak_dir)
    response = client.get(f"{ADDRESS}unduh/?tingkat=1")
    sheet = load_workbook(BytesIO(response.content)).worksheets[1]
    rows = [row[2:] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert rows == [
        ("Sasaran", "1", "Keberfungsian sosial meningkat", None, None, None, None, None),
        ("Sasaran", "1", "Anak terlindungi", None, None, None, 110, "Di atas target"),
        ("Indikator", "1.1", "Indikator 1.1", 80, 88, None, 110, "Di atas target"),
    ]
    assert sheet["A1"].value == "Pohon kinerja Direktorat Anak 2023, sampai Triwulan IV"
