"""Sentences about counts, means and money leave out what is none and never turn the unknown into a zero."""

from decimal import Decimal as D

import pytest

from agreements.scorecard import ObjectiveScore, Scorecard
from budget.statement import Money
from indicators.achievement import Counts, Mean, mean, overall
from indicators.rulesets import BUILT_IN
from indicators.scales import rate
from reports import sentences
from tests.reports.scored import score, text


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Counts(5, 2, 1, 0), "Dari 8 indikator, 5 melampaui target, 2 sesuai target, dan 1 di bawah target."),
        (Counts(3, 0, 0, 1), "Dari 4 indikator, 3 melampaui target dan 1 belum mempunyai capaian."),
        (Counts(0, 4, 0, 0), "Seluruh 4 indikator sesuai target."),
        (Counts(0, 0, 0, 0), "Belum ada indikator yang diperjanjikan."),
    ],
)
def test_counts_name_only_what_there_is(counts, said):
    assert text(sentences.counts_sentence(counts)) == said


def card(groups):
    result = overall(groups)
    return Scorecard(None, 2023, 4, None, BUILT_IN, (), result, Counts(0, 0, 0, 0), rate(result.value))


def test_the_overall_mean_names_its_method_and_what_is_missing():
    assert text(sentences.overall_sentence(card([[D(100), D(110)], [D(90), None]]))) == (
        "Rata-rata capaian 97,50% (cara: rata-rata dari rata-rata sasaran), dengan predikat mendekati target. "
        "1 dari 4 indikator belum ada data."
    )


def test_the_mean_of_an_open_year_says_what_it_is_held_against():
    said = sentences.overall_sentence(card([[D(90)]]), is_open=True)
    assert "(cara: rata-rata dari rata-rata sasaran; terhadap target setahun, hanya isian terverifikasi)" in text(said)
    said = sentences.overall_sentence(card([[D(90)]]), with_method=False, is_open=True)
    assert "90,00% (terhadap target setahun, hanya isian terverifikasi), dengan" in text(said)


def test_an_unknown_mean_is_not_a_zero():
    said = text(sentences.overall_sentence(card([[None]])))
    assert said.startswith("Rata-rata capaian belum dapat dihitung. ")
    assert "0,00" not in said


def objective(*scores):
    known = mean([one.achievement.value for one in scores])
    return ObjectiveScore(None, "1", "Sasaran", scores, known, None)


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (objective(score()), "Sasaran ini diukur dengan satu indikator, dengan capaian 109,38%."),
        (
            objective(score("80", "80"), score("80", "72")),
            "Sasaran ini diukur dengan 2 indikator, dengan rata-rata capaian 95,00%; 1 di antaranya mencapai target.",
        ),
        (
            objective(score(value=None)),
            "Sasaran ini diukur dengan satu indikator, yang capaiannya belum dapat dirata-ratakan.",
        ),
    ],
)
def test_an_objective_is_its_indicators(of, said):
    assert text(sentences.objective_sentence(of)) == said


@pytest.mark.parametrize(
    ("money", "said"),
    [
        (Money(1000, 900), "Pagu anggaran tahun 2023 Rp 1.000, terealisasi Rp 900 atau 90,00%. Sisa anggaran Rp 100."),
        (
            Money(1000, 1000),
            "Pagu anggaran tahun 2023 Rp 1.000, terealisasi Rp 1.000 atau 100,00%. Seluruh pagu terpakai.",
        ),
        (
            Money(1000, 1100),
            "Pagu anggaran tahun 2023 Rp 1.000, terealisasi Rp 1.100 atau 110,00%. "
            "Realisasi melebihi pagu sebesar Rp 100.",
        ),
        (Money(1000, None), "Pagu anggaran tahun 2023 Rp 1.000; realisasinya belum tercatat."),
        (Money(None, 900), "Realisasi anggaran tahun 2023 Rp 900; pagunya belum tercatat."),
        (Money(None, None), "Pagu dan realisasi anggaran tahun 2023 belum tercatat."),
        (Money(0, 0), "Pagu anggaran tahun 2023 Rp 0, terealisasi Rp 0; serapan tidak dihitung karena pagu nol."),
    ],
)
def test_the_budget_says_what_was_spent_and_left(money, said):
    assert text(sentences.budget_sentence(money, 2023, in_words=False)) == said


def test_amounts_stand_in_words_beside_their_figures():
    said = text(sentences.budget_sentence(Money(5000, 4000), 2023))
    assert "Rp 5.000 (lima ribu rupiah), terealisasi Rp 4.000 (empat ribu rupiah)" in said


@pytest.mark.parametrize(
    ("achieved", "money", "said"),
    [
        (
            "109.38",
            Money(10000, 9987),
            "capaian lebih tinggi 9,51 poin persen daripada serapan, sehingga penggunaan anggaran efisien.",
        ),
        (
            "90",
            Money(10000, 9987),
            "capaian lebih rendah 9,87 poin persen daripada serapan, sehingga penggunaan anggaran tidak efisien.",
        ),
        ("99.87", Money(10000, 9987), "capaian sebanding dengan serapan."),
        (None, Money(10000, 9987), "Efisiensi sasaran ini belum dapat dinilai: capaian belum diketahui."),
        ("90", None, "Efisiensi sasaran ini belum dapat dinilai: serapan anggaran belum diketahui."),
        (None, None, "Efisiensi sasaran ini belum dapat dinilai: capaian dan serapan anggaran belum diketahui."),
    ],
)
def test_efficiency_holds_capaian_against_serapan(achieved, money, said):
    achieved = None if achieved is None else D(achieved)
    assert text(sentences.efficiency_sentence("sasaran ini", achieved, money)).endswith(said)


def test_the_second_efficiency_in_a_row_is_worded_shorter():
    said = text(sentences.efficiency_sentence("indikator ini", D("83.59"), Money(10000, 9888), 1))
    assert (
        said
        == "Capaian indikator ini 83,59% dengan serapan anggaran 98,88%: selisihnya −15,29 poin persen (tidak efisien)."
    )


def test_an_empty_mean_is_known_to_be_empty():
    assert text(
        sentences.objective_sentence(ObjectiveScore(None, "1", "", (score(), score()), Mean(None, 0, 2), None))
    ).endswith("belum dapat dirata-ratakan.")
