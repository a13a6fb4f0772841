from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lakin.formatting import editable, number, percent, points, rupiah
from lakin.parsing import (
    ParseError,
    parse_boolean,
    parse_date,
    parse_decimal,
    parse_integer,
    parse_month,
)

steady = settings(deadline=None, derandomize=True, database=None)
READERS = [parse_decimal, parse_integer, parse_date, parse_month, parse_boolean]


def refusal(read, *args, **kwargs):
    with pytest.raises(ParseError) as caught:
        read(*args, **kwargs)
    return str(caught.value)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("raw", [None, "", "   ", "\u00a0", "\ufeff"])
def test_an_empty_cell_is_not_known(read, raw):
    assert read(raw) is None


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1.234,5", "1234.5"),
        ("1.234,567", "1234.567"),
        ("1,234.567", "1234.567"),
        ("87,50", "87.50"),
        ("87.50", "87.50"),
        ("0,5", "0.5"),
        ("0,567", "0.567"),
        ("0.567", "0.567"),
        ("00,567", "0.567"),
        ("1234,567", "1234.567"),
        ("1234.567", "1234.567"),
        ("1,2340", "1.2340"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("007", "7"),
        ("-3,2", "-3.2"),
        ("−3,2", "-3.2"),
        ("+1,20", "1.20"),
        ("- 5", "-5"),
        (" 80 ", "80"),
        ("\u00a080\u202f", "80"),
        ("87,5%", "87.5"),
        ("87,5 %", "87.5"),
        ("Rp 1.234.567", "1234567"),
        ("rp1.234.567,00", "1234567.00"),
        ("Rp. 500", "500"),
        ("Rp\u00a0551.372.435.000", "551372435000"),
        ("-Rp 5.000.000", "-5000000"),
        ("Rp -5.000.000", "-5000000"),
        ("Rp 1.234,-", "1234"),
        ("1.000.000,--", "1000000"),
        ("1" * 30, "1" * 30),
    ],
)
def test_a_text_with_one_reading_is_read(raw, value):
    read = parse_decimal(raw)
    assert (type(read), str(read)) == (Decimal, value)


@pytest.mark.parametrize(
    ("raw", "whole", "decimal"),
    [
        ("1.234", "1234", "1,234"),
        ("1,234", "1234", "1,234"),
        ("12.345", "12345", "12,345"),
        ("551,372", "551372", "551,372"),
        ("-1.234", "-1234", "-1,234"),
        ("100.000", "100000", "100,000"),
        ("012.345", "012345", "012,345"),
    ],
)
def test_a_text_with_two_readings_is_refused_and_both_are_named(raw, whole, decimal):
    assert refusal(parse_decimal, raw) == (
        f'"{raw}" dapat berarti {whole} atau {decimal}; tulis {whole} atau {decimal}0.'
    )
    assert parse_decimal(whole) == Decimal(whole)
    assert parse_decimal(f"{decimal}0") == Decimal(decimal.replace(",", "."))


@pytest.mark.parametrize("raw", ["Rp 1.234", "1.234%", " 1.234 "])
def test_a_currency_or_a_percent_sign_does_not_settle_two_readings(raw):
    assert refusal(parse_decimal, raw).startswith('"1.234" dapat berarti 1234 atau 1,234;')


@pytest.mark.parametrize(
    "raw",
    ["1.23.456", "1,2,3", "1.234,567,8", "1.2345.678", "1234.567.890", "0.123.456", "0.123,4", "12.34,5", "Rp 1,234,-"],
)
def test_broken_groups_of_thousands_are_refused(raw):
    assert refusal(parse_decimal, raw) == (
        f'Letak titik atau koma pada "{raw}" tidak beraturan; tulis seperti 1.234.567,89.'
    )


@pytest.mark.parametrize(
    "raw", ["12a", "1e5", "1E+3", "NaN", "Infinity", ".5", "5.", ",5", "1..2", "#REF!", "=A1", "5 orang", "١٢", "1_000"]
)
def test_what_is_no_number_is_refused(raw):
    message = f'"{raw}" bukan angka yang dikenali; tulis seperti 1234, 87,5 atau 1.234.567,89.'
    assert refusal(parse_decimal, raw) == message
    assert refusal(parse_integer, raw) == message


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("(1.234)", '"(1.234)" memakai kurung; tulis angka negatif dengan tanda minus di depan.'),
        ("71 71", '"71 71" memuat spasi di antara angka; tulis satu angka tanpa spasi.'),
        ("136 16 %", '"136 16 %" memuat spasi di antara angka; tulis satu angka tanpa spasi.'),
        ("-", '"-" tidak jelas; kosongkan bila datanya belum ada, tulis 0 bila nol.'),
        ("–", '"–" tidak jelas; kosongkan bila datanya belum ada, tulis 0 bila nol.'),
        ("--5", '"--5" tidak jelas: hanya boleh satu tanda, dan Rp tidak bersama %.'),
        ("Rp 5%", '"Rp 5%" tidak jelas: hanya boleh satu tanda, dan Rp tidak bersama %.'),
        ("5,-%", '"5,-%" tidak jelas: hanya boleh satu tanda, dan Rp tidak bersama %.'),
        ("1" * 31, f'"{"1" * 31}" terlalu panjang; paling banyak 30 angka.'),
        ("x" * 40, f'"{"x" * 40}" bukan angka yang dikenali; tulis seperti 1234, 87,5 atau 1.234.567,89.'),
        ("x" * 41, f'"{"x" * 40}…" bukan angka yang dikenali; tulis seperti 1234, 87,5 atau 1.234.567,89.'),
    ],
)
def test_a_refusal_says_what_to_write_instead(raw, message):
    assert refusal(parse_decimal, raw) == message


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (45199, "45199"),
        (Decimal("87.50"), "87.50"),
        (45199.0, "45199"),
        (87.5, "87.5"),
        (0.1 + 0.2, "0.3"),
        (100.1 + 0.2, "100.3"),
        (551_372_435_000.0, "551372435000"),
        (551_372_435_000.1 + 0.2, "551372435000.3"),
        (1 / 3, "0.3333333333"),
        (1e-12, "0"),
        (-0.0, "0"),
        (999_999_999_999_999.0, "999999999999999"),
        (10**29, "1" + "0" * 29),
        (Decimal("1E-30"), "1E-30"),
    ],
)
def test_a_number_of_excel_is_read_without_binary_noise(raw, value):
    assert str(parse_decimal(raw)) == value


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (True, '"True" bukan angka.'),
        (date(2023, 1, 2), '"2023-01-02" bukan angka.'),
        ([1], '"[1]" bukan angka.'),
        (float("nan"), '"nan" bukan angka yang terhingga.'),
        (float("inf"), '"inf" bukan angka yang terhingga.'),
        (Decimal("NaN"), '"NaN" bukan angka yang terhingga.'),
        (1e15, '"1000000000000000" melebihi 15 angka yang disimpan Excel dengan tepat; tulis sebagai teks.'),
        (10**30, f'"1{"0" * 30}" terlalu panjang; paling banyak 30 angka.'),
        (Decimal("1E+30"), '"1E+30" terlalu panjang; paling banyak 30 angka.'),
        (Decimal("1E-31"), '"1E-31" terlalu panjang; paling banyak 30 angka.'),
    ],
)
def test_a_cell_that_holds_no_certain_number_is_refused(raw, message):
    assert refusal(parse_decimal, raw) == message


@pytest.mark.parametrize(
    ("raw", "decimal_mark", "value"),
    [
        ("1.234", ".", "1.234"),
        ("87.50", ".", "87.50"),
        ("-5", ".", "-5"),
        ("1.234", ",", "1234"),
        ("1,234", ",", "1.234"),
        ("1.234.567,89", ",", "1234567.89"),
    ],
)
def test_a_declared_decimal_mark_leaves_one_reading(raw, decimal_mark, value):
    assert str(parse_decimal(raw, decimal_mark=decimal_mark)) == value


@pytest.mark.parametrize("raw", ["1,234", "87,50", "1,234,567.89", "1.234,-"])
def test_the_form_of_csv_files_has_no_comma(raw):
    message = f'"{raw}" memuat koma; di sini titik adalah tanda desimal, tanpa pemisah ribuan.'
    assert refusal(parse_decimal, raw, decimal_mark=".") == message


@pytest.mark.parametrize(
    ("raw", "decimal_mark"), [("1.234.567", "."), ("87.50", ","), ("1,234,567.89", ","), ("1,5,5", ",")]
)
def test_a_text_against_the_declared_decimal_mark_is_refused(raw, decimal_mark):
    assert refusal(parse_decimal, raw, decimal_mark=decimal_mark).startswith("Letak titik atau koma")


def test_only_a_comma_or_a_point_can_be_the_decimal_mark():
    with pytest.raises(ValueError, match=r"decimal_mark is ',' or '\.', not ';'"):
        parse_decimal("1", decimal_mark=";")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.234", 1234),
        ("1,234", 1234),
        ("1.000", 1000),
        ("-12.000", -12_000),
        ("551.372.435.000", 551_372_435_000),
        ("Rp 43.123.456.789.012,-", 43_123_456_789_012),
        ("551.372.435.000,00", 551_372_435_000),
        ("80", 80),
        ("80%", 80),
        ("87,0", 87),
        (87.0, 87),
        (Decimal("87.00"), 87),
        (12, 12),
    ],
)
def test_a_whole_number_is_read(raw, value):
    read = parse_integer(raw)
    assert (type(read), read) == (int, value)


@pytest.mark.parametrize("raw", ["87,5", "87.5", "1.234,5", "0,567", "1234,567", 87.5, Decimal("0.1")])
def test_a_fraction_is_no_whole_number(raw):
    assert refusal(parse_integer, raw) == f'"{raw}" harus bilangan bulat, tanpa angka di belakang koma.'


def test_a_comma_before_three_zeros_may_be_decimals_of_a_whole_number():
    assert refusal(parse_integer, "5,000") == '"5,000" dapat berarti 5000 atau 5,000; tulis 5000 atau 5,0000.'
    assert parse_integer("5,0000") == 5


def test_a_whole_number_of_a_csv_file_has_no_thousands_separator():
    assert parse_integer("1234", decimal_mark=".") == 1234
    assert refusal(parse_integer, "1.234", decimal_mark=".").startswith('"1.234" harus bilangan bulat')


@pytest.mark.parametrize("raw", ["1.23", "12.34.567", "012.345"])
def test_a_whole_number_with_broken_groups_is_refused(raw):
    assert refusal(parse_integer, raw).startswith(("Letak titik atau koma", f'"{raw}" harus bilangan bulat'))


@steady
@given(st.decimals(-(10**20), 10**20, allow_nan=False, places=2))
def test_what_is_shown_with_two_decimals_is_read_back(value):
    assert parse_decimal(number(value)) == value
    assert parse_decimal(percent(value)) == value
    assert parse_decimal(points(value)) == value


@steady
@given(st.integers(0, 8).flatmap(lambda places: st.decimals(-(10**15), 10**15, allow_nan=False, places=places)))
def test_what_an_input_holds_is_read_back_exactly(value):
    assert parse_decimal(editable(value)) == value
    assert parse_decimal(editable(value), decimal_mark=",") == value


@steady
@given(st.integers(-(10**29), 10**29) | st.integers(-99_999, 99_999))
def test_whole_numbers_and_rupiah_are_read_back(value):
    assert parse_integer(number(value, 0)) == value
    assert parse_integer(rupiah(value)) == value
    assert parse_decimal(number(value, 0), decimal_mark=",") == value


@steady
@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=5))
def test_the_form_of_csv_files_is_read_back(value):
    assert parse_decimal(f"{value:f}", decimal_mark=".") == value


@steady
@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=4))
def test_a_float_of_excel_gives_the_decimal_that_was_typed(value):
    assert parse_decimal(float(value)) == value


@steady
@given(st.integers(-(10**14), 10**14).map(lambda cents: f"{cents}"), st.data())
def test_a_separator_at_any_place_never_changes_the_digits_silently(digits, data):
    place = data.draw(st.integers(1, len(digits)))
    text = f"{digits[:place]}{data.draw(st.sampled_from('.,'))}{digits[place:]}"
    try:
        value = parse_decimal(text)
    except ParseError:
        return
    assert value == Decimal(f"{digits[:place]}.{digits[place:]}")


@steady
@given(st.text(alphabet="0123456789.,-+ Rp%ea()", max_size=14) | st.text(max_size=8))
def test_no_text_brings_another_error_than_a_refusal(text):
    for read in READERS:
        with suppress(ParseError):
            read(text)
