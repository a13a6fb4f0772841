"""Rating scales: every shown value falls in exactly one band, or the scale says where it does not."""

from decimal import Decimal as D

import pytest

from indicators.scales import DEFAULT_BANDS, Band, problems, rate


def band(text, label="Baik", mark="met"):
    """A band in interval notation: "[25,64.99]" closed, "(100,)" open and without end."""
    lower, upper = (D(bound) if bound else None for bound in text[1:-1].split(","))
    return Band(lower, upper, text[0] == "[", text[-1] == "]", label, mark)


PRINTED = [
    *(band("(100,)", "Melampaui", "above"), band("(90,100]", "Tercapai", "met")),
    *(band("(50,90]", "Cukup", "near"), band("(,50]", "Kurang", "below")),
]
IKM = [band("[88.31,100]"), band("[76.61,88.30]"), band("[65.00,76.60]"), band("[25.00,64.99]")]


@pytest.mark.parametrize(
    ("value", "label", "mark"),
    [
        ("317.31", "Di atas target", "above"),
        ("100.005", "Di atas target", "above"),
        ("99.996", "Sesuai target", "met"),
        ("99.994", "Mendekati target", "near"),
        ("90", "Mendekati target", "near"),
        ("89.99", "Di bawah target", "below"),
        ("50", "Di bawah target", "below"),
        ("49.99", "Jauh di bawah target", "far_below"),
        ("-40", "Jauh di bawah target", "far_below"),
    ],
)
def test_default_scale_rates_the_figure_that_is_shown(value, label, mark):
    found = rate(D(value))
    assert (found.label, found.mark) == (label, mark)


@pytest.mark.parametrize(
    ("value", "label"), [("100.01", "Melampaui"), ("100", "Tercapai"), ("90", "Cukup"), ("50", "Kurang")]
)
def test_printed_scale_keeps_its_closed_upper_bounds(value, label):
    assert rate(D(value), PRINTED).label == label


def test_unknown_value_has_no_rating():
    assert rate(None) is None


def test_value_outside_every_band_has_no_rating():
    assert rate(D("24.99"), IKM) is None


@pytest.mark.parametrize("bands", [DEFAULT_BANDS, PRINTED, PRINTED[::-1]])
def test_sound_scale_has_no_problem(bands):
    assert problems(bands) == []


def test_scale_with_ends_is_sound_between_them():
    assert problems(IKM, lowest=25, highest=100) == []
    assert problems(IKM) == [
        "Nilai sampai 24,99 tidak mempunyai predikat.",
        "Nilai mulai 100,01 tidak mempunyai predikat.",
    ]


@pytest.mark.parametrize(
    ("bands", "fault"),
    [
        ([], "Skala belum memuat rentang."),
        ([band("(,50]"), band("[51,)")], "Nilai 50,01 sampai 50,99 tidak mempunyai predikat."),
        ([band("(,50)"), band("(50,)")], "Nilai 50,00 tidak mempunyai predikat."),
        ([band("(,50]", "C"), band("[50,)", "B")], "Rentang “C” dan “B” tumpang tindih untuk nilai 50,00."),
        (
            [band("(,60]", "C"), band("(50,)", "B")],
            "Rentang “C” dan “B” tumpang tindih untuk nilai 50,01 sampai 60,00.",
        ),
        ([band("(,)", "C"), band("(,50]", "B")], "Rentang “C” dan “B” tumpang tindih untuk nilai sampai 50,00."),
        ([band("(,50]", "C"), band("(,)", "B")], "Rentang “C” dan “B” tumpang tindih untuk nilai sampai 50,00."),
        ([band("(,)"), band("(50,50]", "Kosong")], "Rentang “Kosong” kosong: tidak memuat nilai apa pun."),
        ([band("(,)"), band("[60,50]", "Kosong")], "Rentang “Kosong” kosong: tidak memuat nilai apa pun."),
        ([band("(,)", "Hijau", "green")], "Rentang “Hijau”: tanda “green” tidak dikenal."),
    ],
)
def test_fault_of_a_scale_is_named(bands, fault):
    assert problems(bands) == [fault]


def test_gap_smaller_than_what_is_shown_is_no_gap():
    bands = [band("(,88.30]"), band("[88.31,)")]
    assert problems(bands) == []
    assert problems(bands, decimals=3) == ["Nilai 88,301 sampai 88,309 tidak mempunyai predikat."]


@pytest.mark.parametrize("bands", [(band("(,50.005)"), band("[50.005,)")), (band("(,50.005]"), band("(50.005,)"))])
def test_bound_finer_than_what_is_shown_splits_the_shown_figures_once(bands):
    assert problems(bands) == []
