"""Rupiah are read only where the sheet proves how they are written."""

import pytest

from budget.files.amounts import proved, rupiah, style_of
from lakin.parsing import ParseError


@pytest.mark.parametrize(
    ("cell", "mark", "value"),
    [
        (2.037392e10, None, 20_373_920_000),
        (5, None, 5),
        ("", None, None),
        ("1.234", None, 1234),
        ("1.234.567", None, 1_234_567),
        ("1,234,567", ".", 1_234_567),
        ("1,000", ".", 1000),
        ("1,234.00", ".", 1234),
        ("1.234,00", ",", 1234),
        ("Rp 1.234", ",", 1234),
        ("(1.234)", ",", -1234),
        ("( 1,234 )", ".", -1234),
        ("-5.000", ",", -5000),
    ],
)
def test_an_amount_is_read(cell, mark, value):
    assert rupiah(cell, mark) == value


@pytest.mark.parametrize(
    ("cell", "mark", "message"),
    [
        ("1,000", None, "dapat berarti"),
        ("1.234,56", ",", "pecahan rupiah"),
        (12.5, None, "harus bilangan bulat"),
        ("(-5)", None, "kurung dan tanda"),
        ("-", None, "tidak jelas"),
        ("1.23.4", ",", "tidak beraturan"),
        ("100000000000000000000", None, "terlalu besar"),
        (True, None, "bukan angka"),
    ],
)
def test_an_amount_with_two_meanings_is_refused(cell, mark, message):
    with pytest.raises(ParseError, match=message):
        rupiah(cell, mark)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1.234.567", ","),
        ("1,234,567", "."),
        ("1.234,50", ","),
        ("1,234.50", "."),
        ("(1.234.567)", ","),
        ("1.234", None),
    ],
)
def test_a_text_proves_its_form(text, mark):
    assert proved(text) == mark


def test_two_forms_in_one_sheet_are_found_at_the_second():
    style = style_of([(5, 2, 12.0), (6, 2, "1.234.567"), (7, 2, "1.234"), (8, 3, "1,234,567")])
    assert style.clash == (8, 3)
