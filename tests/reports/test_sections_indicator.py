"""Bab III B: the page of an indicator, its seven analyses, and the one box for what is missing."""

from decimal import Decimal as D

import pytest

from indicators.formula import Calculation
from indicators.models import ComponentRole, Measure
from reports.blocks import Definitions, Figure, Missing, Noted, Prose, Shown, Status, Strong, Table
from reports.facts import facts_of
from reports.sections import objective_pages
from reports.sections.analyses import Place, analyses_of
from tests import factories as make
from tests import report_factories as report_rows
from tests.reports.full_report import full_report, missing, table, words

pytestmark = pytest.mark.django_db


def pages(report):
    """The sections of Bab III B by their key."""
    facts = facts_of(report)
    entry = next(entry for entry in facts.outline if entry.key == "capaian-sasaran")
    return {section.key: section for section in objective_pages.objective_pages(facts, entry)}


def page(report):
    """The blocks of the first indicator's page."""
    return pages(report)["indikator-1-1"].blocks


def bare(**fields):
    """A report of one promised indicator and nothing else."""
    line = make.make_line(indicator=make.make_indicator(**fields))
    return make.make_report(), line.indicator


def states(report):
    """The state of each analysis of the first indicator."""
    facts = facts_of(report)
    place = Place("capaian-sasaran", "indikator-1-1", 0, "1.1")
    return "".join(one.state[0] for one in analyses_of(facts, facts.scorecard.indicators[0], place))


def test_objectives_and_indicators_are_headings_below_the_section():
    found = pages(full_report())
    assert [(one.number, one.level) for one in found.values()] == [
        *(("B", 2), ("Sasaran 1", 3), ("1.1", 4)),
        *(("Sasaran 2", 3), ("2.1", 4)),
    ]


def test_the_card_holds_the_figures_of_the_year_its_past_and_its_goal():
    card = table(page(full_report()), "kartu-indikator-1-1")
    assert [column.head for column in card.columns] == [
        *("Target 2023", "Realisasi 2023", "Capaian", "Predikat", "Realisasi 2022", "Renstra 2023"),
    ]
    assert card.rows[0].cells[3] == Status("above", "Di atas target")
    assert card.rows[0].cells[4:] == (Shown(D(70), "percent", 2), Shown(D(75), "percent", 2))


def test_the_analyses_are_numbered_and_named():
    parts = [block.parts[0] for block in page(full_report()) if hasattr(block, "parts")]
    heads = [part.text for part in parts if isinstance(part, Strong)]
    assert heads[:3] == [
        "1. Target dan realisasi tahun ini.",
        "2. Perbandingan dengan tahun-tahun sebelumnya.",
        "3. Perbandingan dengan target jangka menengah.",
    ]


def test_an_indicator_that_has_only_a_target_lacks_all_the_rest_in_one_box():
    report, _ = bare()
    blocks = page(report)
    assert missing(blocks) == [
        "analisis indikator 1.1: (1) target dan realisasi tahun ini, (2) realisasi tahun-tahun sebelumnya, "
        "(3) Renstra yang mencakup tahun 2023, (4) standar nasional, (5) penyebab dan upaya perbaikan, "
        "(6) efisiensi (anggaran belum ditautkan dengan sasaran 1), dan (7) program dan kegiatan penunjang"
    ]
    assert states(report) == "mmmmmmm"


def test_the_box_names_whose_it_is():
    report, _ = bare(owner="Tim Perencanaan")
    box = next(block for block in page(report) if isinstance(block, Missing))
    assert box.owner == "Tim Perencanaan"


@pytest.mark.parametrize(("at", "fields"), [(2, {"text": "Diuraikan."}), (4, {"text": "Karena sesuatu."})])
def test_what_people_write_fills_an_analysis(at, fields):
    report, indicator = bare()
    make.make_narrative(report=report, section="capaian-sasaran", indicator=indicator, analysis=str(at), **fields)
    assert states(report)[at - 1] == "f"
    assert any(isinstance(block, Prose) for block in page(report))


def test_causes_that_people_wrote_say_the_outcome_themselves():
    report, indicator = bare()
    make.make_realization(indicator=indicator, value=90)
    text = {"analysis": "5", "text": "Pendampingan rutin."}
    make.make_narrative(report=report, section="capaian-sasaran", indicator=indicator, **text)
    prose = next(block for block in page(report) if isinstance(block, Prose))
    assert prose.html.startswith(
        "<p><strong>5. Penyebab keberhasilan atau kegagalan dan upaya perbaikan.</strong> Pend"
    )
    assert "Target terlampaui." not in words(page(report))


def test_an_objective_of_one_indicator_leaves_its_figures_to_the_card():
    report, indicator = bare()
    assert pages(report)["sasaran-1"].blocks == ()
    make.make_line(agreement=report.unit.agreements.get(), indicator=make.make_indicator(objective=indicator.objective))
    assert "Sasaran ini diukur dengan 2 indikator" in words(pages(report)["sasaran-1"].blocks)


def test_a_reason_makes_an_analysis_not_applicable():
    report, indicator = bare()
    reason = {"text": "", "not_applicable_reason": "Tidak ada standar nasional"}
    make.make_narrative(report=report, section="capaian-sasaran", indicator=indicator, analysis="4", **reason)
    assert states(report)[3] == "n"
    assert "Tidak berlaku: tidak ada standar nasional." in words(page(report))


def test_n_and_t_stand_with_their_meaning_and_quotient():
    labels = {"numerator_label": "berita terbit", "denominator_label": "berita direncanakan"}
    report, indicator = bare(calculation=Calculation.RATIO, **labels)
    make.make_realization(indicator=indicator, n=1496, t=1000)
    said = words(page(report))
    assert "berita terbit (n) 1.496 dan berita direncanakan (T) 1.000: 1.496 / 1.000 = 149,60%." in said
    assert "Capaian: 149,60 / 80 = 187,00%" in said


def test_a_share_without_its_n_says_that_the_value_was_taken_from_its_source():
    report, indicator = bare(calculation=Calculation.RATIO)
    make.make_realization(indicator=indicator, value="87.5", t=363551)
    assert "penyebut (T) 363.551; pembilang (n) belum tercatat" in words(page(report))


def test_a_ratio_of_summed_quarters_shows_the_sums_and_not_the_last_quarter():
    report, indicator = bare(calculation=Calculation.RATIO, accumulation="sum")
    for quarter in (1, 2, 3, 4):
        make.make_realization(indicator=indicator, quarter=quarter, n=10, t=20)
    said = words(page(report))
    assert "Realisasi dihitung dari" not in said
    assert "(10 + 10 + 10 + 10) / (20 + 20 + 20 + 20) = 50,00%" in said


def test_weighted_components_show_their_weights_and_shares():
    report, indicator = bare(calculation=Calculation.WEIGHTED)
    realization = make.make_realization(indicator=indicator)
    for weight, n in ((40, 3), (60, 4)):
        make.make_part(
            realization=realization, component=make.make_component(indicator=indicator, weight=weight), n=n, t=4
        )
    found = table(page(report), "tabel-komponen-indikator-1-1")
    assert [column.head for column in found.columns] == [
        *("Komponen", "Bobot (%)", "Realisasi (n)", "Target (T)", "n / T (%)"),
    ]
    assert found.rows[0].cells == ("Komponen 1", D(40), Shown(D(3), "plain"), Shown(D(4), "plain"), D(75))


def test_components_that_take_no_part_are_set_apart():
    report, indicator = bare()
    component = make.make_component(indicator=indicator, role=ComponentRole.CONTEXT, group="Lembaga")
    make.make_part(realization=make.make_realization(indicator=indicator, value=80), component=component, n=5)
    rows = table(page(report), "tabel-komponen-indikator-1-1").rows
    assert rows[0].cells == ("Lembaga (keterangan, tidak ikut dihitung)",)


def test_components_without_figures_are_named_and_not_drawn_as_dashes():
    report, indicator = bare()
    make.make_component(indicator=indicator, name="Perencanaan", weight=30)
    make.make_realization(indicator=indicator, value=80)
    blocks = page(report)
    assert "Komponen yang nilainya belum tercatat: Perencanaan (30%)." in words(blocks)
    assert not [block for block in blocks if isinstance(block, Table) and block.key.startswith("tabel-komponen")]


def test_a_survey_shows_each_element_times_25_with_its_mutu():
    report, indicator = bare(calculation=Calculation.SURVEY, measure=Measure.SCORE)
    realization = make.make_realization(indicator=indicator)
    for nrr in (3.57, 3.48):
        make.make_part(realization=realization, component=make.make_component(indicator=indicator), score=nrr)
    blocks = page(report)
    rows = table(blocks, "tabel-komponen-indikator-1-1").rows
    assert [row.cells[2:] for row in rows] == [
        *((D("3.57"), D("89.25"), "A"), (D("3.48"), D("87"), "B"), (D("3.525"), D("88.125"), "B")),
    ]
    assert "termasuk mutu pelayanan B menurut PermenPANRB 14/2017" in words(blocks)


def years(report, indicator, **values):
    for year, value in values.items():
        make.make_historical_value(indicator=indicator, year_from=int(year[1:]), value=value, source="LKj lama")
    make.make_realization(indicator=indicator, value=90)
    return page(report)


def test_two_earlier_years_make_a_line_and_a_table():
    report, indicator = bare()
    blocks = years(report, indicator, y2021=70, y2022=75)
    figure = next(block for block in blocks if isinstance(block, Figure))
    assert [row.cells[0] for row in figure.table.rows] == [2021, 2022, 2023]
    assert [column.head for column in figure.table.columns] == ["Tahun", "Realisasi"]
    assert figure.drawing.title == "Realisasi naik dari tahun 2022 ke 2023"
    assert figure.source == "LKj lama"


def test_one_earlier_year_stands_in_the_card_only():
    report, indicator = bare()
    blocks = years(report, indicator, y2022=75)
    assert "Realisasi naik 15,00 poin persen dari 2022 (75,00%)." in words(blocks)
    assert not [block for block in blocks if isinstance(block, Figure)]


def test_a_borrowed_value_is_a_gap_in_the_line_and_a_footnote_in_the_card():
    report, indicator = bare()
    for year in (2021, 2022):
        make.make_historical_value(indicator=indicator, year_from=year, value=80)
    make.make_realization(indicator=indicator, value=80, source_year=2022)
    blocks = page(report)
    figure = next(block for block in blocks if isinstance(block, Figure))
    assert figure.drawing.rows[0] == ("Realisasi", D(80), D(80), None)
    assert [row.cells[1] for row in figure.table.rows] == [Shown(D(80), "percent", 2), Shown(D(80), "percent", 2), None]
    assert isinstance(table(blocks, "kartu-indikator-1-1").rows[0].cells[1], Noted)


def test_a_period_stays_a_period():
    report, indicator = bare()
    period = {"year_from": 2020, "year_to": 2022, "kind": "achievement"}
    make.make_historical_value(indicator=indicator, value="106.16", **period)
    make.make_realization(indicator=indicator, value=80)
    assert "Capaian periode 2020-2022 tercatat 106,16%." in words(page(report))


def test_the_end_of_the_renstra_is_measured_by_the_same_rules():
    report, indicator = bare()
    make.make_realization(indicator=indicator, value="80.09")
    for year, value in ((2023, 81), (2024, 82)):
        make.make_strategic_target(indicator=indicator, year_from=year, value=value)
    said = words(page(report))
    assert "Target Renstra 2023 adalah 81,00%; realisasi 80,09% mencapai 98,88%." in said
    assert "Terhadap target akhir Renstra 2024 (82,00%), realisasi mencapai 97,67%." in said


def test_a_national_target_belongs_to_its_indicator():
    report, indicator = bare()
    make.make_realization(indicator=indicator, value=90)
    report_rows.make_national_target(indicator=indicator, label="perlindungan", value=98, measure_label="persen")
    assert "8,00 poin persen di bawah target nasional" in words(page(report))
    assert states(report)[3] == "f"


def test_factors_of_all_quarters_stand_once_each():
    report, indicator = bare()
    for quarter, factor in ((1, "Data tersebar"), (2, "- Data tersebar\n- Anggaran kecil")):
        make.make_realization(indicator=indicator, quarter=quarter, value=80, hindering_factors=factor)
    pairs = [pair for block in page(report) if isinstance(block, Definitions) for pair in block.pairs]
    assert ("Faktor penghambat", ("Data tersebar", "Anggaran kecil")) in pairs


def linked_money(indicator):
    return make.make_budget_line("DQ.6279", ceiling=1000, spent=900, objective=indicator.objective)


def test_efficiency_takes_the_money_of_the_objective():
    report, indicator = bare()
    make.make_realization(indicator=indicator, value=80)
    linked_money(indicator)
    said = words(page(report))
    assert "Anggaran sasaran 1: pagu Rp\u00a01.000, realisasi Rp\u00a0900." in said
    assert "capaian lebih tinggi 10,00 poin persen daripada serapan" in said


def test_activities_show_what_their_budget_lines_cost():
    report, indicator = bare()
    line = linked_money(indicator)
    make.make_supporting_activity(indicator=indicator, name="Bimbingan", line=line)
    make.make_supporting_activity(objective=indicator.objective, name="Supervisi")
    found = table(page(report), "tabel-kegiatan-indikator-1-1")
    assert [row.cells[1:] for row in found.rows] == [
        ("Bimbingan", "6279", 1000, 900, D(90)),
        ("Supervisi", None, None, None, None),
    ]


def test_activities_without_budget_lines_are_a_sentence():
    report, indicator = bare()
    make.make_supporting_activity(indicator=indicator, name="Peliputan pers")
    assert "Ditunjang oleh: Peliputan pers. Baris anggarannya belum ditautkan." in words(page(report))


def test_the_activities_of_an_objective_stand_at_its_first_indicator():
    report, indicator = bare()
    make.make_line(agreement=report.unit.agreements.get(), indicator=make.make_indicator(objective=indicator.objective))
    make.make_supporting_activity(objective=indicator.objective, name="Supervisi")
    second = pages(report)["indikator-1-2"].blocks
    assert "Program dan kegiatan penunjang sasaran ini tampak pada indikator 1.1." in words(second)


def test_activities_of_no_objective_open_the_section():
    report, _ = bare()
    make.make_supporting_activity(name="Verifikasi data")
    make.make_supporting_activity(name="NSPK anak")
    assert "Kegiatan yang menunjang seluruh sasaran: verifikasi data dan NSPK anak." in words(
        pages(report)["capaian-sasaran"].blocks
    )


def test_quarters_show_their_targets_and_values():
    report, indicator = bare()
    make.make_quarter_target(quarter=1, target=20)
    make.make_realization(indicator=indicator, quarter=1, value=25)
    rows = table(page(report), "tabel-triwulan-indikator-1-1").rows
    assert rows[0].cells == ("Target", Shown(D(20), "percent", 2), None, None, None)
    assert rows[1].cells == ("Realisasi", Shown(D(25), "percent", 2), None, None, None)


def test_a_text_about_the_objective_stands_in_its_own_section():
    report, indicator = bare()
    place = {"section": "capaian-sasaran", "objective": indicator.objective, "analysis": "5"}
    make.make_narrative(report=report, text="Daerah kurang aktif.", **place)
    blocks = pages(report)["sasaran-1"].blocks
    assert "Penyebab keberhasilan atau kegagalan dan upaya perbaikan." in words(blocks)
    assert "Daerah kurang aktif." in blocks[-1].html


def test_without_an_agreement_the_section_is_missing():
    assert missing(pages(make.make_report())["capaian-sasaran"].blocks) == ["sasaran dan indikator tahun 2023"]


def test_components_that_are_only_counted_are_numbers_and_no_shares():
    report, indicator = bare(calculation=Calculation.COUNT, measure=Measure.COUNT, decimals=0)
    component = make.make_component(indicator=indicator, measure_label="satker")
    make.make_part(realization=make.make_realization(indicator=indicator), component=component, n=1)
    found = table(page(report), "tabel-komponen-indikator-1-1")
    assert [column.head for column in found.columns] == ["Komponen", "Jumlah"]
    assert found.caption == "Komponen realisasi indikator 1.1 (satker)"


def test_a_borrowed_value_is_compared_with_the_year_before_its_own():
    report, indicator = bare()
    for year, value in ((2021, "76.1"), (2022, "80.09")):
        make.make_historical_value(indicator=indicator, year_from=year, value=value)
    make.make_realization(indicator=indicator, value="80.09", source_year=2022)
    assert "Nilai tahun 2022 yang dipakai naik 3,99 poin persen dari 2021 (76,10%)." in words(page(report))


def test_a_survey_with_an_unknown_element_has_no_mean():
    report, indicator = bare(calculation=Calculation.SURVEY, measure=Measure.SCORE)
    realization = make.make_realization(indicator=indicator)
    for nrr, words_of_it in ((3.5, ""), (None, "tidak terbaca")):
        component = make.make_component(indicator=indicator)
        make.make_part(realization=realization, component=component, score=nrr, text=words_of_it)
    assert table(page(report), "tabel-komponen-indikator-1-1").rows[-1].cells[2:] == (None, None, None)


def test_what_is_not_verified_yet_does_not_explain_the_value():
    report, indicator = bare(calculation=Calculation.RATIO)
    make.make_realization(indicator=indicator, quarter=3, n=3, t=4)
    make.make_realization(indicator=indicator, quarter=4, n=1, t=4, status="draft")
    assert "pembilang (n) 3 dan penyebut (T) 4: 3 / 4 = 75,00%." in words(page(report))
