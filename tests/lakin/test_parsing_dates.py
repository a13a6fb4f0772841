from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lakin.formatting import date_long, month_year
from lakin.parsing import ParseError, parse_boolean, parse_choice, parse_date, parse_month

steady = settings(deadline=None, derandomize=True, database=None)
CHOICES = {"Makin tinggi": "maximize", "Makin rendah": "minimize", "Rentang": "range"}


def refusal(read, *args, **kwargs):
    with pytest.raises(ParseError) as caught:
        read(*args, **kwargs)
    return str(caught.value)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2023-09-30", date(2023, 9, 30)),
        ("2023-9-3", date(2023, 9, 3)),
        ("2023/03/02", date(2023, 3, 2)),
        ("2023-09-30 00:00:00", date(2023, 9, 30)),
        ("2023-09-30T00:00", date(2023, 9, 30)),
        ("30-09-2023", date(2023, 9, 30)),
        ("30/09/2023", date(2023, 9, 30)),
        ("13.02.2023", date(2023, 2, 13)),
        ("02/02/2023", date(2023, 2, 2)),
        ("2/02/2023", date(2023, 2, 2)),
        ("3 Juli 2023", date(2023, 7, 3)),
        ("03  JULI 2023 ", date(2023, 7, 3)),
        ("3 Jul 2023", date(2023, 7, 3)),
        ("3 Jul. 2023", date(2023, 7, 3)),
        ("3-Agt-2023", date(2023, 8, 3)),
        ("29 Februari 2024", date(2024, 2, 29)),
        ("13/12/2023", date(2023, 12, 13)),
        (date(2023, 9, 30), date(2023, 9, 30)),
        (datetime.fromisoformat("2023-09-30"), date(2023, 9, 30)),
        (datetime(2023, 9, 30, 20, 0, tzinfo=UTC), date(2023, 10, 1)),
    ],
)
def test_a_date_with_one_reading_is_read(raw, day):
    read = parse_date(raw)
    assert (type(read), read) == (date, day)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        *[("Feb", 2), ("Pebruari", 2), ("Mei", 5), ("Agu", 8), ("Agt", 8), ("Ags", 8), ("Agust", 8)],
        *[("Sep", 9), ("Sept", 9), ("Nov", 11), ("Nop", 11), ("Nopember", 11), ("Des", 12)],
    ],
)
def test_short_and_older_spellings_of_a_month_are_read(written, month):
    assert parse_date(f"10 {written} 2023") == date(2023, month, 10)
    assert parse_month(f"{written} 2023") == (2023, month)


@pytest.mark.parametrize("raw", ["02/03/2023", "2-3-2023", "02.03.2023"])
def test_a_date_that_an_american_would_read_otherwise_is_refused(raw):
    assert refusal(parse_date, raw) == (
        f'"{raw}" dapat berarti 2 Maret 2023 atau 3 Februari 2023; '
        "tulis 2023-03-02 atau 2 Maret 2023 bila itu maksudnya."
    )


@pytest.mark.parametrize(
    ("raw", "first", "second"),
    [
        ("12/01/2023", "12 Januari 2023", "1 Desember 2023"),
        ("01/12/2023", "1 Desember 2023", "12 Januari 2023"),
        ("12/11/2023", "12 November 2023", "11 Desember 2023"),
    ],
)
def test_a_twelfth_day_or_month_still_has_two_readings(raw, first, second):
    assert refusal(parse_date, raw).startswith(f'"{raw}" dapat berarti {first} atau {second};')


@pytest.mark.parametrize(
    "raw", ["31/02/2023", "2023-02-30", "29 Februari 2023", "02/13/2023", "00/05/2023", "2023-13-01"]
)
def test_a_day_that_does_not_exist_is_refused(raw):
    assert refusal(parse_date, raw) == f'"{raw}" tidak ada dalam kalender; periksa hari dan bulannya.'


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("30-09-23", '"30-09-23" bukan tanggal yang dikenali; tulis 2023-09-30 atau 30 September 2023.'),
        ("30-09/2023", '"30-09/2023" bukan tanggal yang dikenali; tulis 2023-09-30 atau 30 September 2023.'),
        ("2023-09", '"2023-09" bukan tanggal yang dikenali; tulis 2023-09-30 atau 30 September 2023.'),
        (
            "2023-09-30 10:42",
            '"2023-09-30 10:42" bukan tanggal yang dikenali; tulis 2023-09-30 atau 30 September 2023.',
        ),
        ("3 July 2023", '"3 July 2023" memuat nama bulan yang tidak dikenali; tulis Januari sampai Desember.'),
        (45199, '"45199" bukan tanggal; ubah format sel menjadi tanggal atau tulis 2023-09-30.'),
        (45199.0, '"45199" bukan tanggal; ubah format sel menjadi tanggal atau tulis 2023-09-30.'),
        (True, '"True" bukan tanggal; ubah format sel menjadi tanggal atau tulis 2023-09-30.'),
        ("1023-09-30", 'Tahun pada "1023-09-30" di luar 1945-2100.'),
        (date(1899, 12, 31), 'Tahun pada "1899-12-31" di luar 1945-2100.'),
    ],
)
def test_what_is_no_certain_date_is_refused(raw, message):
    assert refusal(parse_date, raw) == message


@pytest.mark.parametrize(
    ("raw", "month"),
    [
        ("2023-09", (2023, 9)),
        ("2023-9", (2023, 9)),
        ("September 2023", (2023, 9)),
        ("sep 2023", (2023, 9)),
        ("Sept. 2023", (2023, 9)),
        ("Des-2023", (2023, 12)),
        (date(2023, 9, 1), (2023, 9)),
        (datetime.fromisoformat("2023-09-01"), (2023, 9)),
    ],
)
def test_a_month_is_read_with_its_year(raw, month):
    assert parse_month(raw) == month


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("2023-13", '"2023-13" tidak ada dalam kalender; periksa hari dan bulannya.'),
        ("September", '"September" bukan bulan yang dikenali; tulis 2023-09 atau September 2023.'),
        ("09/2023", '"09/2023" bukan bulan yang dikenali; tulis 2023-09 atau September 2023.'),
        (45199, '"45199" bukan bulan yang dikenali; tulis 2023-09 atau September 2023.'),
        ("Sebtember 2023", '"Sebtember 2023" memuat nama bulan yang tidak dikenali; tulis Januari sampai Desember.'),
        (date(2023, 9, 23), '"2023-09-23" adalah tanggal, bukan bulan; tulis 2023-09 bila bulan itu maksudnya.'),
        ("2101-01", 'Tahun pada "2101-01" di luar 1945-2100.'),
    ],
)
def test_what_is_no_certain_month_is_refused(raw, message):
    assert refusal(parse_month, raw) == message


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        *[(raw, True) for raw in ("ya", " Ya ", "true", "TRUE", "1", 1, 1.0, True)],
        *[(raw, False) for raw in ("tidak", "TIDAK", "False", "0", 0, 0.0, False)],
    ],
)
def test_yes_and_no_are_read(raw, answer):
    assert parse_boolean(raw) is answer


@pytest.mark.parametrize("raw", ["mungkin", "y", "2", 2, 0.5, "yes", "-"])
def test_what_is_neither_yes_nor_no_is_refused(raw):
    assert refusal(parse_boolean, raw) == f'"{raw}" bukan jawaban yang dikenali; tulis ya atau tidak.'


@pytest.mark.parametrize(
    ("raw", "code"),
    [("Makin tinggi", "maximize"), ("MAKIN  RENDAH", "minimize"), (" rentang ", "range"), ("", None), (None, None)],
)
def test_a_choice_is_read_by_its_label_in_any_case(raw, code):
    assert parse_choice(raw, CHOICES) == code


def test_a_number_in_excel_can_be_the_label_of_a_choice():
    assert parse_choice(2.0, {"1": "first", "2": "second"}) == "second"


@pytest.mark.parametrize("raw", ["maximize", "tinggi", 3])
def test_an_unknown_choice_is_refused_with_the_list(raw):
    assert refusal(parse_choice, raw, CHOICES) == (
        f'"{raw}" bukan pilihan yang ada; pilihannya: Makin tinggi, Makin rendah, atau Rentang.'
    )


@steady
@given(st.dates(date(1945, 1, 1), date(2100, 12, 31)))
def test_written_dates_are_read_back(day):
    assert parse_date(date_long(day)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_month(month_year(day)) == (day.year, day.month)
