from decimal import Decimal

import pytest

from reports.reviu.matching import Match
from reports.reviu.numerals import numerals


def sole(text):
    (found,) = numerals(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "value", "decimals", "scale"),
    [
        ("capaian 109,38 %", "percent", "109.38", 2, 0),
        ("capaian 109,38%.", "percent", "109.38", 2, 0),
        ("capaian 109,38 persen", "percent", "109.38", 2, 0),
        ("capaian 109, 38 %", "percent", "109.38", 2, 0),
        ("capaian 109.38%", "percent", "109.38", 2, 0),
        ("pagu Rp 551.372.435.000", "rupiah", "551372435000", 0, 0),
        ("pagu Rp\xa0551.372.435.000,00", "rupiah", "551372435000.00", 2, 0),
        ("pagu Rp551.372.435.000,-", "rupiah", "551372435000", 0, 0),
        ("pagu Rp551,37 miliar", "rupiah", "551370000000", 2, 9),
        ("pagu Rp. 1,2 triliun", "rupiah", "1200000000000", 1, 12),
        ("5 juta rupiah", "rupiah", "5000000", 0, 6),
        ("1.496 berita", "count", "1496", 0, 0),
        ("2.023 anak", "count", "2023", 0, 0),
        ("3,5 juta jiwa", "plain", "3500000", 1, 6),
        ("nilai 83,36", "plain", "83.36", 2, 0),
    ],
)
def test_a_figure_is_read_with_its_kind_and_its_print(text, kind, value, decimals, scale):
    found = sole(text)
    assert (found.kind, found.value, found.decimals, found.scale) == (kind, Decimal(value), decimals, scale)


def test_the_words_behind_a_figure_are_kept_and_the_next_word_is_its_noun():
    found = sole("terdapat 4 (empat) sentra")
    assert (found.text, found.words, found.noun) == ("4 (empat)", "empat", "sentra")


def test_brackets_that_spell_no_number_are_left_alone():
    found = sole("mencakup 15 (sebagian besar di timur)")
    assert (found.text, found.words) == ("15", "")


@pytest.mark.parametrize(
    "text",
    [
        "periode 2020-2024",
        "tahun 2020, 2021, dan 2022",
        "pada 3 Juli 2023 pukul 10.42 WIB",
        "12 Mei sampai 14 Mei 2023",
        "tanggal 03-07-2023",
        "Pasal 59 ayat (1) UU 35 Tahun 2014",
        "Peraturan Menteri PANRB Nomor 53 Tahun 2014",
        "Permensos 7/2021",
        "Perpres No. 29/2014",
        "22/PMK.02/2021",
        "Tabel 3.1 dan Gambar 2",
        "indikator 1.1, 2.1, dan 3.1",
        "sasaran 2",
        "NIP 197801012005011001",
        "telepon (021) 3100359",
        "digital stamp 0233188332530803",
        "COVID-19",
        "DQ.6279.QAA",
        "1. pertama\n2) kedua\n- (3) ketiga",
        "meliputi (1) data; (2) layanan",
        "https://contoh.go.id/2023/15",
        "12-15 orang",
        "35/40",
        "triwulan 3",
        "DIPA revisi ke-5",
    ],
)
def test_what_is_no_figure_is_not_read(text):
    assert numerals(text) == ()


def test_a_figure_behind_the_number_of_its_indicator_is_still_read():
    assert [found.text for found in numerals("target indikator 5.2, 72%")] == ["72%"]


def test_a_figure_agrees_at_the_decimals_and_scale_of_its_print():
    short = sole("Rp551,37 miliar")
    assert short.compared(Decimal(551_372_435_000)) is Match.AGREES
    assert short.compared(Decimal(551_380_000_000)) is Match.LAST_DIGIT
    assert sole("115,77%").compared(Decimal("115.7778")) is Match.TRUNCATED
