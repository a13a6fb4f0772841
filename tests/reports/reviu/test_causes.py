from decimal import Decimal as D

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.reviu.causes import likely


@pytest.mark.parametrize(
    ("printed", "decimals", "expected", "cause"),
    [
        ("48434561000", 0, "84434561000", "dua angka tertukar: 8 dan 4 (angka ke-1 dan ke-2)"),
        ("105.78", 2, "115.7777", "satu angka salah: angka ke-2 tercetak 0, seharusnya 1"),
        ("3178497", 0, "9178497", "satu angka salah: angka ke-1 tercetak 3, seharusnya 9"),
        ("12345", 0, "123456", "satu angka hilang: 6 (angka ke-6)"),
        ("1223456", 0, "123456", "satu angka berlebih: 2 (angka ke-2)"),
        ("8750", 2, "87.5", "tanda desimal bergeser 2 angka (100 kali terlalu besar)"),
        ("8.75", 2, "87.5", "tanda desimal bergeser 1 angka (10 kali terlalu kecil)"),
        ("100", 0, "101.37", "dibatasi 100% di tempat ini"),
        ("100", 0, "99.2", ""),
        ("64.2", 2, "99.17", ""),
    ],
)
def test_a_cause_is_named_only_when_trying_it_gives_the_printed_figure(printed, decimals, expected, cause):
    assert likely(D(printed), decimals, D(expected)) == cause


def test_a_figure_of_another_row_is_recognised():
    others = [("capaian indikator 4.1", D("117.0549"))]
    assert likely(D("117.05"), 2, D("95.2"), elsewhere=others) == "sama dengan capaian indikator 4.1"


def test_a_round_figure_of_another_row_proves_nothing():
    assert likely(D("80"), 0, D("95"), elsewhere=[("target indikator 2.1", D("80"))]) == ""


def test_a_figure_one_digit_off_its_neighbour_is_recognised():
    cause = likely(D("95.25"), 2, D("95"), beside=[("realisasi indikator 3.1", D("96.25"))])
    assert cause == "satu angka berbeda dari realisasi indikator 3.1, 96,25"


def test_short_figures_are_not_said_to_have_one_wrong_digit():
    assert likely(D("12"), 0, D("13")) == ""


@given(st.integers(10**8, 10**12), st.integers(0, 7))
def test_two_neighbouring_digits_that_were_swapped_are_always_found(amount, at):
    digits = str(amount)
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    assume(swapped != digits and swapped[0] != "0")
    assert likely(D(swapped), 0, D(amount)).startswith("dua angka tertukar")
