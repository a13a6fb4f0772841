"""Whatever the figures are, a sentence says of them what they say: verdict, direction, and unit of a difference."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.scorecard import IndicatorScore
from reports import sentences
from reports.facts import YearValue
from tests.reports.scored import indicator, score, text

FIGURES = st.decimals(min_value=0, max_value=10_000, places=4, allow_nan=False)
GOALS = st.decimals(min_value=Decimal("0.01"), max_value=10_000, places=2, allow_nan=False)
HIGHER = {"melampaui target": 1, "sesuai target": 0, "di bawah target": -1}
LOWER = {"lebih baik daripada target": -1, "sesuai target": 0, "belum memenuhi target": 1}


def sign(number) -> int:
    return (number > 0) - (number < 0)


def verdict_in(said, words):
    (found,) = [word for word in words if re.search(rf"\b{word}\b", said)]
    return words[found]


def printed(said, word):
    """The figure that follows a word."""
    return Decimal(re.search(rf"{word} (-?[\d.]+,\d+)", said)[1].replace(".", "").replace(",", "."))


@pytest.mark.parametrize(("polarity", "words"), [("maximize", HIGHER), ("minimize", LOWER)])
@given(target=GOALS, value=FIGURES, at=st.integers(0, 5))
def test_the_verdict_is_that_of_the_figures(polarity, words, target, value, at):
    said = text(sentences.outcome_sentence(score(target, value, indicator(polarity=polarity)), at))
    difference = sign(value - target)
    # What rounds to 100,00% may be called equal, nothing else may.
    rounds_to_equal = abs(value - target) * 10_000 <= target
    assert verdict_in(said, words) in ({difference, 0} if rounds_to_equal else {difference})


@given(target=GOALS, value=FIGURES)
def test_the_verdict_does_not_contradict_the_capaian_beside_it(target, value):
    said = text(sentences.outcome_sentence(score(target, value)))
    assert sign(printed(said, "capaian") - 100) == verdict_in(said, HIGHER)


@given(target=GOALS, value=FIGURES)
def test_every_wording_states_the_same_figures(target, value):
    held = score(target, value)
    said = [sorted(re.findall(r"[\d.]+,\d+%", text(sentences.outcome_sentence(held, at)))) for at in range(3)]
    assert said[0] == said[1] == said[2]


@pytest.mark.parametrize(
    ("measure", "unit"), [("percent", " poin persen"), ("score", " poin"), ("count", ""), ("rupiah", "")]
)
@given(now=FIGURES, before=FIGURES, at=st.integers(0, 3))
def test_a_change_goes_the_way_the_figures_went_in_their_own_unit(measure, unit, now, before, at):
    held = score(80, now, indicator(measure))
    said = text(sentences.compared_with_before(held, YearValue(2022, 2022, "realisasi", before, ""), at))
    word = next(word for word in ("naik", "turun", "tidak berubah") if f"{word} " in said)
    assert {"naik": 1, "turun": -1, "tidak berubah": 0}[word] in {sign(now - before), 0}
    if word != "tidak berubah":
        assert ("poin persen" in said) is (unit == " poin persen")
        assert ("poin" in said) is bool(unit)


@given(before=FIGURES, now=FIGURES)
def test_points_are_the_difference_and_no_growth(before, now):
    held = score(80, now)
    said = text(sentences.compared_with_before(held, YearValue(2022, 2022, "realisasi", before, "")))
    if "tidak berubah" not in said:
        moved = printed(said, "naik" if now > before else "turun")
        assert abs(moved - abs(now - before)) <= Decimal("0.005")


@given(value=st.none() | FIGURES, target=st.none() | GOALS)
def test_what_is_not_known_is_never_judged(value, target):
    held: IndicatorScore = score(target, value)
    said = text(sentences.outcome_sentence(held))
    if None in (value, target):
        assert "capaian belum dapat dihitung" in said
        assert not [word for word in HIGHER if word in said]
