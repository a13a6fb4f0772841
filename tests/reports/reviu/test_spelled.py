from decimal import Decimal

import pytest

from lakin.formatting import terbilang
from reports.reviu.spelled import is_spelled, spelled

NUMBERS = [0, 1, 9, 10, 11, 12, 19, 20, 21, 99, 100, 101, 111, 119, 200, 999, 1000, 1001, 1100, 2011, 10_000]
NUMBERS += [100_000, 1_000_000, 551_372_435_000, 43_000_000_000_000, Decimal("87.5"), Decimal("109.38"), -5]


@pytest.mark.parametrize("value", NUMBERS)
def test_words_that_lakin_writes_are_read_back(value):
    assert spelled(terbilang(value)) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Dua puluh-lima", 25),
        ("lima ribu rupiah", 5000),
        ("delapan puluh persen", 80),
        ("sejuta", 1_000_000),
        ("tiga milyar", 3_000_000_000),
        ("satu ratus lima", 105),
    ],
)
def test_other_forms_are_read(words, value):
    assert spelled(words) == value


@pytest.mark.parametrize(
    "words", ["", "belas dua", "dua dua", "sepuluh lima", "dua juta tiga juta", "puluh", "sentra", "dua sentra", "ribu"]
)
def test_words_that_say_no_number_are_none(words):
    assert spelled(words) is None


def test_mere_units_are_no_number_word():
    assert not is_spelled("persen")
    assert not is_spelled("dan dua")
    assert is_spelled("dua persen")
