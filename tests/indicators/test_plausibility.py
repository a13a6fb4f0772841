"""What a reporter is asked to look at twice, as a table of figures and words."""

from decimal import Decimal

import pytest

from indicators.formula import Part
from indicators.plausibility import Nature, Reading, doubts, outlier
from lakin.formatting import percent

SHARE = Nature("last", is_share=True, write=percent)
COUNT = Nature("last", is_count=True)
SUMMED = Nature("sum", is_count=True)


def reading(value=None, n=None, t=None, name="Triwulan II", **more):
    figures = (None if figure is None else Decimal(str(figure)) for figure in (value, n, t))
    return Reading(name, *figures, **more)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (100, 50, []),
        (50, 100, []),
        (None, 50, []),
        (50, None, []),
        (50, 0, []),
        (-50, 10, []),
        (
            101,
            50,
            ["Nilainya 101, sedangkan Triwulan II 50: lebih dari dua kali lipat. Periksa bila bukan itu maksudnya."],
        ),
        (49, 100, ["Nilainya 49, sedangkan Triwulan II 100: kurang dari separuh. Periksa bila bukan itu maksudnya."]),
        (712, 71.2, ["Nilainya 712, sedangkan Triwulan II 71,2: mungkin salah letak koma."]),
        (7120, 71.2, ["Nilainya 7.120, sedangkan Triwulan II 71,2: mungkin salah letak koma."]),
        (7.12, 71.2, ["Nilainya 7,12, sedangkan Triwulan II 71,2: mungkin salah letak koma."]),
    ],
)
def test_a_figure_far_from_the_one_before_is_doubted(now, before, words):
    assert outlier(reading(now), reading(before)) == words


def test_a_quarter_is_not_too_small_beside_a_whole_year():
    assert outlier(reading(20), reading(100, is_whole_year=True)) == []
    assert outlier(reading(300), reading(100, is_whole_year=True)) != []


@pytest.mark.parametrize(
    ("now", "before", "nature", "words"),
    [
        (reading(75, 75, 100), reading(70, 70, 100), SHARE, []),
        (
            reading(70, 70, 100),
            reading(75, 75, 100),
            SHARE,
            ["Pembilang (n) 70, sedangkan Triwulan II 75: angka posisi akhir biasanya tidak turun."],
        ),
        (
            reading(75, 750, 1000),
            reading(75, 75, 100),
            SHARE,
            [
                "Penyebut (T) berubah dari 100 pada Triwulan II menjadi 1.000. "
                "Jelaskan sebabnya pada catatan bila memang berubah."
            ],
        ),
        (
            reading(10),
            reading(12),
            COUNT,
            ["Nilainya 10, sedangkan Triwulan II 12: jumlah posisi akhir biasanya tidak turun."],
        ),
        (reading(10), reading(12), SUMMED, []),
        (reading(10), None, COUNT, []),
        (reading(), reading(12), COUNT, []),
    ],
)
def test_a_quarter_is_read_against_the_one_before(now, before, nature, words):
    assert doubts(now, nature, before) == words


def test_a_part_is_not_larger_than_its_whole():
    assert doubts(reading(120, 1200, 1000), SHARE) == [
        "n (1.200) lebih besar daripada T (1.000): hasilnya di atas 100%."
    ]
    parts = [Part("Sarana", Decimal(5), Decimal(4), Decimal(100))]
    assert doubts(reading(), COUNT, parts=parts) == ["Sarana: n (5) lebih besar daripada T (4)."]


def test_figures_below_zero_are_named():
    assert doubts(reading(None, -1, 100), SHARE) == ["Pembilang (n) −1 di bawah nol."]


@pytest.mark.parametrize(("second", "count"), [(60, 0), (50, 1), (None, 1)])
def test_weights_add_up_to_a_hundred(second, count):
    parts = [Part("a", weight=Decimal(40)), Part("b", weight=None if second is None else Decimal(second))]
    found = doubts(reading(), COUNT, parts=parts)
    assert len(found) == count
    assert all("seharusnya 100,00%" in words for words in found)


def test_parts_without_weights_are_no_matter():
    assert doubts(reading(), COUNT, parts=[Part("a"), Part("b")]) == []
