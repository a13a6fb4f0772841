from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, getcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lakin import formatting
from lakin.formatting import (
    MINUS,
    by_measure,
    counted,
    date_long,
    datetime_wib,
    editable,
    in_wib,
    join_words,
    month_name,
    month_year,
    number,
    percent,
    plain,
    points,
    quarter_name,
    roman,
    rupiah,
    rupiah_short,
    terbilang,
    terbilang_rupiah,
    time_wib,
)
from lakin.parsing import parse_decimal

steady = settings(deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Decimal("1234567.89"), 2, "1.234.567,89"),
        (0, 2, "0,00"),
        (1496, 0, "1.496"),
        (999, 0, "999"),
        (Decimal("87.5"), 2, "87,50"),
        (Decimal("105.775"), 2, "105,78"),
        (Decimal("0.005"), 2, "0,01"),
        (Decimal("0.00499999"), 2, "0,00"),
        (Decimal("-0.005"), 2, "−0,01"),
        (Decimal("-0.001"), 2, "0,00"),
        (Decimal("-0"), 0, "0"),
        (Decimal("0.5"), 0, "1"),
        (Decimal("1.5"), 0, "2"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("999.995"), 2, "1.000,00"),
        (-1234567, 0, "−1.234.567"),
        (Decimal("1E+6"), 0, "1.000.000"),
        (Decimal("3.14159"), 4, "3,1416"),
        (10**40 + 1, 0, "10." + "000." * 12 + "001"),
    ],
)
def test_a_number_is_shown_in_indonesian_form_rounded_half_up(value, decimals, shown):
    assert number(value, decimals) == shown


def test_rounding_does_not_depend_on_the_decimal_context_of_the_thread():
    getcontext().prec, before = 3, getcontext().prec
    try:
        assert number(Decimal("1234567.885")) == "1.234.567,89"
        assert rupiah_short(551_372_435_000) == "Rp\u00a0551,37\u00a0miliar"
    finally:
        getcontext().prec = before


@pytest.mark.parametrize(
    "show",
    [
        *(number, plain, percent, points, rupiah, rupiah_short, terbilang, terbilang_rupiah, counted),
        *(date_long, month_year, time_wib, datetime_wib, roman, quarter_name),
    ],
)
def test_what_is_not_known_is_an_en_dash(show):
    assert show(None) == "–"


@pytest.mark.parametrize("measure", ["percent", "score", "count", "rupiah", "predicate"])
def test_a_missing_value_is_an_en_dash_in_every_measure(measure):
    assert by_measure(None, measure) == "–"


@pytest.mark.parametrize("value", [1.5, "1", "", True, b"1"])
@pytest.mark.parametrize("show", [number, plain, editable, percent, points, rupiah, rupiah_short, terbilang, counted])
def test_only_int_and_decimal_are_shown_as_numbers(show, value):
    with pytest.raises(TypeError, match=f"Angka harus int atau Decimal, bukan {type(value).__name__}"):
        show(value)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity")])
def test_a_number_without_end_is_refused(value):
    with pytest.raises(ValueError, match="Angka harus terhingga"):
        number(value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (80, "80"),
        (Decimal("80.00"), "80"),
        (Decimal("87.50"), "87,5"),
        (Decimal("87.456"), "87,46"),
        (Decimal("0.999"), "1"),
        (Decimal("-0.001"), "0"),
        (1000, "1.000"),
        (Decimal("1200.10"), "1.200,1"),
    ],
)
def test_plain_shows_no_needless_zeros(value, shown):
    assert plain(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (1234, "1234"),
        (Decimal("87.5000"), "87,5"),
        (Decimal("1.234"), "1,2340"),
        (Decimal("-0.001"), "-0,0010"),
        (Decimal("0.3333333333"), "0,3333333333"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0"), "0"),
    ],
)
def test_an_editable_value_keeps_every_digit_and_has_one_reading(value, shown):
    assert editable(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Decimal("109.375"), "109,38%"), (0, "0,00%"), (Decimal("-3.5"), "−3,50%"), (1234, "1.234,00%")],
)
def test_a_percent_carries_its_sign_without_a_space(value, shown):
    assert percent(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("1.2"), "+1,20"),
        (Decimal("-0.5"), "−0,50"),
        (0, "0,00"),
        (Decimal("0.004"), "0,00"),
        (Decimal("-0.004"), "0,00"),
        (Decimal("0.005"), "+0,01"),
    ],
)
def test_points_carry_a_sign_unless_they_show_zero(value, shown):
    assert points(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (551_372_435_000, "Rp 551.372.435.000"),
        (43_123_456_789_012, "Rp 43.123.456.789.012"),
        (0, "Rp 0"),
        (-5000, "−Rp 5.000"),
        (Decimal("1234.50"), "Rp 1.235"),
        (Decimal("-0.4"), "Rp 0"),
    ],
)
def test_rupiah_are_whole_and_do_not_break_over_lines(value, shown):
    assert rupiah(value) == shown.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (551_372_435_000, "Rp 551,37 miliar"),
        (43_123_456_789_012, "Rp 43,12 triliun"),
        (12_500_000, "Rp 12,5 juta"),
        (1_000_000, "Rp 1 juta"),
        (999_999, "Rp 999.999"),
        (0, "Rp 0"),
        (999_994_999, "Rp 999,99 juta"),
        (999_995_000, "Rp 1 miliar"),
        (999_999_999_999, "Rp 1 triliun"),
        (995_000_000_000, "Rp 995 miliar"),
        (3_325_118_000_000_000, "Rp 3.325,12 triliun"),
        (-12_500_000, "−Rp 12,5 juta"),
        (-999_999, "−Rp 999.999"),
    ],
)
def test_short_rupiah_name_their_size(value, shown):
    assert rupiah_short(value) == shown.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("value", "measure", "decimals", "shown"),
    [
        (Decimal("87.5"), "percent", None, "87,50%"),
        (Decimal("87.5"), "percent", 0, "88%"),
        (Decimal("80.13"), "score", None, "80,13"),
        (Decimal("80.13"), "score", 1, "80,1"),
        (1496, "count", None, "1.496"),
        (Decimal("12.5"), "count", 1, "12,5"),
        (5000, "rupiah", None, "Rp\u00a05.000"),
        (5000, "rupiah", 2, "Rp\u00a05.000"),
        ("WTP", "predicate", None, "WTP"),
    ],
)
def test_a_value_is_shown_in_the_measure_of_its_indicator(value, measure, decimals, shown):
    assert by_measure(value, measure, decimals) == shown


@pytest.mark.parametrize("value", [None, 5])
def test_an_unknown_measure_is_refused_even_for_a_missing_value(value):
    with pytest.raises(ValueError, match="Satuan tidak dikenal: 'persen'"):
        by_measure(value, "persen")


def test_a_predicate_is_a_text():
    with pytest.raises(TypeError, match="Predikat harus teks, bukan int"):
        by_measure(4, "predicate")


@steady
@given(st.decimals(-(10**25), 10**25, allow_nan=False, places=5), st.integers(0, 4))
def test_what_is_shown_is_never_farther_than_half_a_step(value, decimals):
    shown = Decimal(number(value, decimals).translate(str.maketrans({".": None, ",": ".", MINUS: "-"})))
    assert abs(shown - value) * 10**decimals <= Decimal("0.5")
    assert str(shown) != "-0"


def test_the_months_have_their_indonesian_names():
    assert month_name(1) == "Januari"
    assert month_name(12) == "Desember"
    assert " ".join(name[:3] for name in formatting.MONTHS) == "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des"


@pytest.mark.parametrize("month", [0, 13, None])
def test_there_are_only_twelve_months(month):
    with pytest.raises(ValueError, match="Bulan harus 1-12"):
        month_name(month)


def test_dates_are_written_out():
    assert date_long(date(2023, 7, 3)) == "3 Juli 2023"
    assert month_year(date(2023, 9, 30)) == "September 2023"


def test_a_moment_is_shown_in_wib_whatever_its_zone():
    moment = datetime(2023, 7, 3, 10, 42, tzinfo=timezone(timedelta(hours=7)))
    assert datetime_wib(moment) == "3 Juli 2023 pukul 10.42 WIB"
    assert datetime_wib(moment.astimezone(UTC)) == "3 Juli 2023 pukul 10.42 WIB"
    assert time_wib(moment.astimezone(UTC)) == "10.42 WIB"


def test_an_evening_in_utc_is_already_tomorrow_in_wib():
    evening = datetime(2022, 12, 31, 20, 5, tzinfo=UTC)
    assert date_long(evening) == "1 Januari 2023"
    assert month_year(evening) == "Januari 2023"
    assert datetime_wib(evening) == "1 Januari 2023 pukul 03.05 WIB"


@pytest.mark.parametrize("show", [date_long, month_year, time_wib, datetime_wib, in_wib])
def test_a_moment_without_a_zone_is_refused(show):
    with pytest.raises(ValueError, match="tanpa zona waktu"):
        show(datetime.fromisoformat("2023-07-03T10:42"))


@pytest.mark.parametrize("show", [date_long, month_year, datetime_wib])
def test_a_text_is_no_date(show):
    with pytest.raises(TypeError, match="Tanggal harus date, bukan str"):
        show("2023-07-03")


def test_a_date_is_no_moment():
    with pytest.raises(TypeError, match="Waktu harus datetime, bukan date"):
        time_wib(date(2023, 7, 3))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1, "I"),
        (2, "II"),
        (3, "III"),
        (4, "IV"),
        (9, "IX"),
        (14, "XIV"),
        (40, "XL"),
        (444, "CDXLIV"),
        (999, "CMXCIX"),
        (1666, "MDCLXVI"),
        (1994, "MCMXCIV"),
        (3999, "MMMCMXCIX"),
    ],
)
def test_roman_numerals(value, shown):
    assert roman(value) == shown


@pytest.mark.parametrize("value", [0, -1, 4000, "", Decimal("1.5")])
def test_what_has_no_roman_numeral_is_refused(value):
    with pytest.raises(ValueError, match="Angka Romawi hanya untuk 1-3999"):
        roman(value)


def test_the_four_quarters_have_names():
    names = [quarter_name(quarter) for quarter in (1, 2, 3, 4)]
    assert names == ["Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"]


@pytest.mark.parametrize("quarter", [0, 5, ""])
def test_there_are_only_four_quarters(quarter):
    with pytest.raises(ValueError, match="Triwulan harus 1-4"):
        quarter_name(quarter)


@pytest.mark.parametrize(
    ("words", "shown"),
    [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c"), ({"x": 1, "y": 2}, "x dan y")],
)
def test_words_are_joined_as_in_a_sentence(words, shown):
    assert join_words(words) == shown


def test_the_last_join_can_be_another_word():
    assert join_words(iter(["a", "b", "c"]), "atau") == "a, b, atau c"


@pytest.mark.parametrize("show", [number, percent, points, plain, rupiah, rupiah_short])
def test_a_figure_below_zero_keeps_its_minus_at_the_end_of_a_line(show):
    assert show(-5_000_000).startswith(MINUS)
    assert "-" not in show(-5_000_000)


@pytest.mark.parametrize("value", [-5, -1234567, Decimal("-87.5")])
def test_what_is_shown_below_zero_is_read_back(value):
    assert parse_decimal(number(value, 1), ",") == value
    assert editable(value).startswith("-")
