import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lakin.formatting import counted, plain, rupiah, terbilang, terbilang_rupiah

steady = settings(deadline=None, derandomize=True, database=None)
SPOKEN_DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
SPOKEN_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}


def heard(words):
    """The integer that a listener writes down: an account of the words that shares nothing with terbilang()."""
    total = group = digit = 0
    for word in re.sub(r"\bse(?=belas|puluh|ratus|ribu)", "satu ", words).split():
        if word in SPOKEN_DIGITS:
            digit = SPOKEN_DIGITS.index(word)
        elif word == "belas":
            group, digit = group + 10 + digit, 0
        elif word in ("puluh", "ratus"):
            group, digit = group + digit * {"puluh": 10, "ratus": 100}[word], 0
        else:
            total, group, digit = total + (group + digit) * SPOKEN_SCALES[word], 0, 0
    return total + group + digit


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (110, "seratus sepuluh"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (2000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (234_000_000, "dua ratus tiga puluh empat juta"),
        (1_000_000_001, "satu miliar satu"),
        (10**12, "satu triliun"),
        (10**15, "satu kuadriliun"),
        (10**18, "satu kuintiliun"),
        (-25, "minus dua puluh lima"),
    ],
)
def test_whole_numbers_are_written_in_words(value, words):
    assert terbilang(value) == words


def test_an_amount_of_a_dipa_is_written_in_words():
    assert terbilang_rupiah(551_372_435_000) == (
        "lima ratus lima puluh satu miliar tiga ratus tujuh puluh dua juta empat ratus tiga puluh lima ribu rupiah"
    )


def test_an_amount_in_words_is_whole_like_the_amount_in_figures():
    assert (rupiah(Decimal("5000.6")), terbilang_rupiah(Decimal("5000.6"))) == (
        "Rp\u00a05.001",
        "lima ribu satu rupiah",
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("87.50"), "delapan puluh tujuh koma lima"),
        (Decimal("12.05"), "dua belas koma nol lima"),
        (Decimal("109.375"), "seratus sembilan koma tiga delapan"),
        (Decimal("0.5"), "nol koma lima"),
        (Decimal("-0.5"), "minus nol koma lima"),
        (Decimal("-0.001"), "nol"),
        (Decimal("99.999"), "seratus"),
    ],
)
def test_decimals_are_spoken_digit_by_digit_as_plain_shows_them(value, words):
    assert terbilang(value) == words


def test_the_words_can_follow_more_decimals():
    assert terbilang(Decimal("1.2345"), 4) == "satu koma dua tiga empat lima"


@pytest.mark.parametrize("value", [10**21, -(10**21)])
def test_a_number_without_a_name_is_refused(value):
    assert terbilang(10**21 - 1).startswith("sembilan ratus sembilan puluh sembilan kuintiliun ")
    with pytest.raises(ValueError, match="Angka terlalu besar"):
        terbilang(value)


def test_no_two_numbers_up_to_2000_share_their_words():
    assert len({terbilang(value) for value in range(-2000, 2001)}) == 4001


@steady
@given(st.integers(0, 10**18 - 1) | st.integers(0, 10**7))
def test_the_words_are_heard_as_the_same_number(value):
    assert heard(terbilang(value)) == value


@steady
@given(st.decimals(-(10**15), 10**15, allow_nan=False, places=4))
def test_the_words_hold_no_double_space_and_match_the_figure(value):
    words = terbilang(value)
    assert words == " ".join(words.split())
    assert words.startswith("minus ") == plain(value).startswith("−")
    assert (" koma " in words) == ("," in plain(value))


@pytest.mark.parametrize(
    ("value", "shown"),
    [(12, "12 (dua belas)"), (1496, "1.496 (seribu empat ratus sembilan puluh enam)"), (0, "0 (nol)")],
)
def test_a_count_is_repeated_in_words(value, shown):
    assert counted(value) == shown
