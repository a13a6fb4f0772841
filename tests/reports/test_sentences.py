"""Sentences about one indicator agree with the data in every standing, and say plainly what is not known."""

from decimal import Decimal as D
from types import SimpleNamespace

import pytest

from agreements.scorecard import IndicatorScore
from indicators.achievement import Achievement, MinimizeFormula, Policy, Standing
from indicators.measurement import Measurement
from reports import sentences
from reports.facts import YearValue
from tests.reports.scored import indicator, predicate, score, text


@pytest.mark.parametrize(
    ("target", "value", "said"),
    [
        ("80", "87.5", "Target 80,00%, realisasi 87,50%, capaian 109,38%: melampaui target."),
        ("80", "80", "Target 80,00%, realisasi 80,00%, capaian 100,00%: sesuai target."),
        ("83", "82.5", "Target 83,00%, realisasi 82,50%, capaian 99,40%: di bawah target."),
        ("80", None, "Target 80,00%; realisasinya belum ada, sehingga capaian belum dapat dihitung."),
        (None, "80", "Realisasi 80,00%; targetnya belum ada, sehingga capaian belum dapat dihitung."),
        (None, None, "Target dan realisasi belum ada, sehingga capaian belum dapat dihitung."),
        (
            *("0", "3"),
            "Target 0,00%, realisasi 3,00%; capaian tidak dihitung. Target 0: realisasi tidak dapat dibagi dengan nol.",
        ),
    ],
)
def test_the_outcome_says_where_the_indicator_stands(target, value, said):
    assert text(sentences.outcome_sentence(score(target, value))) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (1, "Realisasi 83,36% terhadap target 72,00% menghasilkan capaian 115,78%, melampaui target."),
        (2, "Dari target 72,00% terealisasi 83,36%, melampaui target, dengan capaian 115,78%."),
        (3, "Target 72,00%, realisasi 83,36%, capaian 115,78%: melampaui target."),
    ],
)
def test_the_wording_follows_the_order_and_not_chance(at, said):
    assert text(sentences.outcome_sentence(score("72", "83.36"), at)) == said


@pytest.mark.parametrize(
    ("value", "words"),
    [("4", "lebih baik daripada target"), ("5", "sesuai target"), ("6", "belum memenuhi target"), (None, "")],
)
def test_fewer_is_better_is_never_called_below_target(value, words):
    assert sentences.standing_words(score("5", value, indicator("count", "minimize", 0))) == words


@pytest.mark.parametrize(("value", "words"), [("45", "di dalam rentang target"), ("60", "di luar rentang target")])
def test_a_range_is_kept_or_left(value, words):
    held = score(None, value, indicator(polarity="range"), lower="40", upper="50")
    assert text(sentences.outcome_sentence(held)).startswith("Target 40,00% sampai 50,00%, realisasi")
    assert sentences.standing_words(held) == words


def test_the_inverse_formula_has_the_same_words():
    inverse = Policy(minimize_formula=MinimizeFormula.INVERSE)
    held = score("5", "4", indicator("count", "minimize", 0), policy=inverse)
    assert text(sentences.outcome_sentence(held)).endswith("capaian 125,00%: lebih baik daripada target.")


def test_a_capped_capaian_shows_both_figures():
    said = text(sentences.outcome_sentence(score("52", "165", policy=Policy(cap=D(120)))))
    assert "capaian 120,00% (sebelum dibatasi 317,31%): melampaui target." in said


@pytest.mark.parametrize(
    ("target", "value", "said"),
    [
        ("WDP", "WTP", "Target WDP, realisasi WTP: melampaui target."),
        ("WTP", "WTP", "Target WTP, realisasi WTP: sesuai target."),
        ("WTP", "WDP", "Target WTP, realisasi WDP: di bawah target."),
        ("WTP", "", "Target WTP; realisasinya belum ada, sehingga capaian belum dapat dihitung."),
    ],
)
def test_a_predicate_has_no_percent(target, value, said):
    assert text(sentences.outcome_sentence(predicate(target, value))) == said


def before(value, year=2022, kind="realization", words=""):
    return YearValue(year, year, kind, None if value is None else D(value), words)


@pytest.mark.parametrize(
    ("of", "now", "value", "said"),
    [
        (indicator(), "102.4", "100", "Realisasi naik 2,40 poin persen dari 2022 (100,00%)."),
        (indicator(), "97.6", "100", "Realisasi turun 2,40 poin persen dari 2022 (100,00%)."),
        (indicator(), "100.004", "100", "Realisasi tidak berubah dari 2022 (100,00%)."),
        (indicator("score"), "89.45", "88.01", "Realisasi naik 1,44 poin dari 2022 (88,01)."),
        (indicator("count", decimals=0), "7", "4", "Realisasi naik 3 (75,00%) dari 2022 (4)."),
        (indicator("count", decimals=0), "7", "0", "Realisasi naik 7 dari 2022 (0)."),
        (indicator("rupiah"), "900", "1000", "Realisasi turun Rp 100 (10,00%) dari 2022 (Rp 1.000)."),
    ],
)
def test_a_change_speaks_the_language_of_its_measure(of, now, value, said):
    assert text(sentences.compared_with_before(score("100", now, of), before(value))) == said


@pytest.mark.parametrize(
    ("now", "earlier", "said"),
    [
        (
            None,
            before("80"),
            "Realisasi tahun ini belum ada, sehingga belum dapat dibandingkan dengan tahun sebelumnya.",
        ),
        ("80", None, "Realisasi tahun sebelumnya belum tercatat, sehingga perkembangannya belum dapat dihitung."),
        (
            "80",
            before(None),
            "Realisasi tahun sebelumnya belum tercatat, sehingga perkembangannya belum dapat dihitung.",
        ),
    ],
)
def test_a_change_needs_both_years(now, earlier, said):
    assert text(sentences.compared_with_before(score("100", now), earlier)) == said


def test_a_borrowed_value_is_named_by_its_own_year():
    held = score("81", "80.09", indicator("score"), source_year=2022)
    said = text(sentences.compared_with_before(held, before("76.10", 2021)))
    assert said == "Nilai tahun 2022 yang dipakai naik 3,99 poin dari 2021 (76,10)."


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        ("WDP", "Predikat WTP di atas predikat 2022 (WDP)."),
        ("WTP", "Predikat WTP sama dengan predikat 2022 (WTP)."),
        ("AA", "Predikat WTP tidak dapat dibandingkan dengan 2022. "),
    ],
)
def test_predicates_are_compared_by_rank(earlier, said):
    held = predicate("WTP", "WTP")
    assert text(sentences.compared_with_before(held, before(None, words=earlier))).startswith(said)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("104", "Capaian periode 2020-2022 tercatat 104,00%. Capaian tahun ini lebih tinggi 5,38 poin persen."),
        ("136.16", "Capaian periode 2020-2022 tercatat 136,16%. Capaian tahun ini lebih rendah 26,79 poin persen."),
        (None, "Capaian periode 2020-2022 tidak tercatat."),
    ],
)
def test_a_period_is_looked_back_to_but_is_no_growth(value, said):
    period = YearValue(2020, 2022, "achievement", None if value is None else D(value), "")
    assert text(sentences.against_period(score(), period)) == said


def test_a_value_borrowed_from_the_period_is_not_held_against_it():
    period = YearValue(2020, 2022, "achievement", D(70), "")
    said = text(sentences.against_period(score(source_year=2022), period))
    assert said.endswith("nilai tahun 2022 yang dipakai termasuk periode itu, sehingga tidak dibandingkan.")


def goal(value, year_from=2023, year_to=None, words=""):
    return SimpleNamespace(
        value=None if value is None else D(value), text=words, year_from=year_from, year_to=year_to or year_from
    )


def planned(held, target):
    reached = (
        Achievement()
        if target is None or target.value is None
        else score(target.value, held.measurement.value).achievement
    )
    return text(sentences.planned_sentence(held, target, reached, 2023))


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (goal("80"), "Target Renstra 2023 adalah 80,00%, sama dengan target Perjanjian Kinerja."),
        (goal("70", 2020, 2024), "Target Renstra 2020-2024 adalah 70,00%; realisasi 87,50% mencapai 125,00%."),
        (goal(None), "Renstra tidak memuat target tahun 2023 untuk indikator ini."),
        (None, "Renstra tidak memuat target tahun 2023 untuk indikator ini."),
    ],
)
def test_the_renstra_target_of_the_year(target, said):
    assert planned(score(), target) == said


def test_the_renstra_waits_for_a_realization():
    assert planned(score(value=None), goal("70")) == "Target Renstra 2023 adalah 70,00%; realisasinya belum ada."


@pytest.mark.parametrize(
    ("reached", "said"),
    [
        (Achievement(value=D(95)), "Terhadap target akhir Renstra 2024 (90,00%), realisasi mencapai 95,00%."),
        (
            Achievement(),
            "Terhadap target akhir Renstra 2024 (90,00%), realisasi tidak dapat diukur terhadap target itu.",
        ),
    ],
)
def test_the_way_to_the_end_of_the_renstra(reached, said):
    assert text(sentences.final_sentence(score(), goal("90", 2024), reached)) == said


def national(value, measure="persen"):
    value = None if value is None else D(value)
    return SimpleNamespace(label="perlindungan", value=value, measure_label=measure, year=2024, source="RPJMN")


@pytest.mark.parametrize(
    ("held", "target", "said"),
    [
        (score(), national("98"), "realisasi 87,50%, 10,50 poin persen di bawah target nasional."),
        (score(value="99"), national("98"), "realisasi 99,00%, 1,00 poin persen di atas target nasional."),
        (score(value="98"), national("98"), "realisasi 98,00%, sama dengan target nasional."),
        (score(of=indicator("score")), national("98", "indeks"), "adalah 98 indeks (RPJMN); realisasi 87,50."),
        (score(value=None), national("98"), "adalah 98 persen (RPJMN); realisasinya belum ada."),
        (score(), national(None), "Target nasional tahun 2024 untuk perlindungan belum tercatat."),
    ],
)
def test_a_national_target_is_subtracted_only_from_its_own_kind(held, target, said):
    assert text(sentences.national_sentence(held, target)).endswith(said)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("90.22", "Indeks kepuasan masyarakat 90,22 termasuk mutu pelayanan A menurut PermenPANRB 14/2017."),
        ("70", "Indeks kepuasan masyarakat 70,00 termasuk mutu pelayanan C menurut PermenPANRB 14/2017."),
        (None, ""),
    ],
)
def test_a_survey_has_its_mutu(value, said):
    assert text(sentences.grade_sentence(score("89", value, indicator("score", calculation="survey")))) == said


def test_only_a_survey_has_a_mutu():
    assert sentences.grade_sentence(score("89", "90.22", indicator("score"))) == ()


def test_every_standing_has_words_for_every_direction():
    for polarity in ("maximize", "minimize", "range"):
        for standing in Standing:
            held = IndicatorScore(
                indicator(polarity=polarity),
                1,
                "1",
                "",
                D(1),
                "",
                D(1),
                D(2),
                Measurement(D(1)),
                Achievement(value=D(1), standing=standing),
                None,
            )
            assert sentences.standing_words(held)
