"""One cell: what is read, what is refused, and that writing and reading are each other's reverse."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakin.parsing import ParseError
from reports.workbook.cells import as_text, reader
from reports.workbook.sheets import BY_NAME
from reports.workbook.spreadsheet import EXACT_DIGITS

# One column of every kind.
TEXT = ("unit", "nama")
LONG = ("narasi", "teks")
DIGITS = ("pejabat", "nip")
WHOLE = ("dipa", "tahun")
MONEY = ("pagu", "pagu")
NUMBER = ("butir_pk", "target")
DAY = ("pejabat", "mulai")
PARTIAL = ("pk", "tanggal")
MOMENT = ("realisasi", "waktu_verifikasi")
YES = ("unit", "aktif")
CHOICE = ("indikator", "satuan")
PLAN = ("sasaran", "renstra")
DIPA = ("pok", "dipa")


def column(place):
    sheet = BY_NAME[place[0]]
    return sheet, sheet.by_name[place[1]]


def read(place, raw, *, is_csv=False):
    return reader(*column(place), is_csv)(raw)


def refusal(place, raw, *, is_csv=False):
    with pytest.raises(ParseError) as caught:
        read(place, raw, is_csv=is_csv)
    return str(caught.value)


READ_RIGHT = [
    (NUMBER, "1.234.567,89", Decimal("1234567.89")),
    (NUMBER, "1,234,567.89", Decimal("1234567.89")),
    (NUMBER, 1234567.89, Decimal("1234567.89")),
    (NUMBER, "87,5", Decimal("87.5")),
    (MONEY, "Rp 551.372.435.000", 551372435000),
    (MONEY, 43_120_000_000_000.0, 43120000000000),
    (WHOLE, 2023.0, 2023),
    (DAY, date(2023, 9, 30), date(2023, 9, 30)),
    (DAY, "30 September 2023", date(2023, 9, 30)),
    (PARTIAL, "2023-09", (date(2023, 9, 1), "bulan")),
    (PARTIAL, "2023-09-01", (date(2023, 9, 1), "hari")),
    (PARTIAL, date(2023, 9, 30), (date(2023, 9, 30), "hari")),
    (YES, True, True),
    (YES, "Tidak", False),
    (CHOICE, " Persen ", "percent"),
    (CHOICE, "Predikat", "predicate"),
    (TEXT, "  Direktorat  ", "Direktorat"),
    (TEXT, 7.0, "7"),
    (LONG, "  - satu\n  - dua\n", "  - satu\n  - dua\n"),
    (PLAN, "dit-rsa/2020", ("dit-rsa", 2020)),
    (PLAN, " dit-rsa / 2020 ", ("dit-rsa", 2020)),
    (DIPA, "dit-rsa/2023", ("dit-rsa", 2023, "")),
    (DIPA, "dit-rsa/2023/SP DIPA-027.04/2023", ("dit-rsa", 2023, "SP DIPA-027.04/2023")),
    (LONG, " \n ", None),
    (NUMBER, " ", None),
]


@pytest.mark.parametrize(("place", "raw", "value"), READ_RIGHT)
def test_a_cell_with_one_reading_is_read(place, raw, value):
    assert read(place, raw) == value


REFUSED = [
    (NUMBER, "1.234", "dapat berarti 1234 atau 1,234"),
    (NUMBER, date(2023, 5, 2), "bukan angka"),
    (MONEY, 1000.5, "bilangan bulat"),
    (DAY, 45199.0, "ubah format sel menjadi tanggal"),
    (DAY, "03-07-2023", "dapat berarti 3 Juli 2023 atau 7 Maret 2023"),
    (PARTIAL, date(2023, 9, 1), 'tulis sebagai teks "2023-09-01" atau "2023-09"'),
    (TEXT, 5.2, "agar misalnya 5.1 dan 5.10 dapat dibedakan"),
    (TEXT, date(2023, 5, 2), "Sel berisi tanggal, bukan teks"),
    (TEXT, True, "Sel berisi nilai benar/salah"),
    (TEXT, "a\x00b", "karakter kendali (kode 0)"),
    (DIGITS, 233188332530803.0, "agar nol di depan tidak hilang"),
    (CHOICE, "kilogram", "pilihannya: persen, nilai, jumlah, rupiah, atau predikat"),
    (PLAN, "dit-rsa", "bentuknya unit/tahun_awal"),
    (PLAN, "dit-rsa/dua ribu", "bentuknya unit/tahun_awal"),
    (MOMENT, "kemarin", "Waktu tidak dikenali"),
    (LONG, "x" * 32_768, "Teks terlalu panjang (32768 karakter)"),
]


@pytest.mark.parametrize(("place", "raw", "why"), REFUSED)
def test_a_cell_that_would_have_to_be_guessed_is_refused(place, raw, why):
    assert why in refusal(place, raw)


def test_a_csv_number_has_a_point_and_no_thousands():
    assert read(NUMBER, "1234.5", is_csv=True) == Decimal("1234.5")
    assert "titik adalah tanda desimal" in refusal(NUMBER, "1234,5", is_csv=True)


@pytest.mark.parametrize("text", ["=1+1", "+62 21", "-", "@SUM(A1)", "'=x", "''-", "\tx", "'kutip", "biasa"])
def test_a_csv_text_that_looks_like_a_formula_is_guarded_and_read_back(text):
    written = as_text(*column(LONG), text)
    assert written[0] not in "=+-@\t"
    assert read(LONG, written, is_csv=True) == text


def test_a_guard_typed_in_excel_is_part_of_the_text():
    assert read(LONG, "'=x") == "'=x"


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\t\r\n"), min_size=1)
VALUES = {
    LONG: ANY_TEXT.filter(lambda text: not text.isspace()),
    TEXT: ANY_TEXT.map(str.strip).filter(bool),
    NUMBER: st.decimals(-(10**17), 10**17, places=4, allow_nan=False),
    MONEY: st.integers(0, 2**63 - 1),
    DAY: st.dates(date(1945, 1, 1), date(2100, 12, 31)),
    PARTIAL: st.dates(date(1945, 1, 1), date(2100, 12, 31)).map(lambda day: (day, "hari")),
    MOMENT: st.datetimes(*map(datetime.fromisoformat, ("1950-01-01", "2100-01-01")), timezones=st.just(UTC)),
    YES: st.booleans(),
    CHOICE: st.sampled_from(["percent", "score", "count", "rupiah", "predicate"]),
    PLAN: st.tuples(st.just("dit-rsa"), st.integers(1945, 2100)),
}


@given(st.sampled_from(sorted(VALUES)).flatmap(lambda place: st.tuples(st.just(place), VALUES[place])))
def test_every_value_comes_back_from_a_csv(case):
    place, value = case
    assert read(place, as_text(*column(place), value), is_csv=True) == value


def test_excel_keeps_fifteen_digits():
    assert EXACT_DIGITS == 15
    assert "melebihi 15 angka" in refusal(NUMBER, float(10**15))
