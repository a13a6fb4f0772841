"""The heat map reads without colour: every cell has its mark and figure, and what is not complete is dashed."""

from decimal import Decimal as D

from reports.drawing import Mark, Rect, Text
from reports.heatmaps import LABEL_SHARE, MapCell, MapRow, heat_map, label_width

MET = MapCell(D(100), "met", "Sesuai target")
PARTIAL = MapCell(D("97.26"), "unknown", "Belum lengkap", "3 dari 4")
CHART = heat_map(
    ["Rata-rata", "Sasaran 1"], [MapRow("Dit. A", (PARTIAL, MET)), MapRow("Dit. B", (MET, None))], title=""
)


def of(kind):
    return [shape for shape in CHART.shapes if isinstance(shape, kind)]


def test_every_cell_has_its_mark_and_its_figure_and_the_words_stand_once_below():
    words = [text.text for text in of(Text)]
    assert [mark.mark for mark in of(Mark)] == ["unknown", "met", "met", "met", "unknown"]
    assert (words.count("100,0"), words.count("97,3"), words.count("3 dari 4")) == (2, 1, 1)
    assert (words.count("Sesuai target"), words.count("Belum lengkap"), words.count("·")) == (1, 1, 1)


def test_long_names_have_as_much_room_as_the_cells_leave():
    name = "Direktorat Penanganan Fakir Miskin Korban Bencana"
    assert name in [
        one.text for one in heat_map(["Rata-rata"], [MapRow(name, (MET,))], title="").shapes if isinstance(one, Text)
    ]
    assert label_width([MapRow(name, ())], 672, columns=7) == 672 * LABEL_SHARE


def test_only_what_is_not_complete_is_dashed_and_white():
    assert [(rect.dash, rect.fill) for rect in of(Rect)] == [("3 2", "#FFFFFF"), *[("", "#E4F2EA")] * 2]


def test_its_numbers_are_a_table_in_words():
    assert CHART.told == (
        ("Dit. A", "97,26 belum lengkap (3 dari 4)", "100,00 sesuai target"),
        ("Dit. B", "100,00 sesuai target", "–"),
    )


def test_a_screen_reader_hears_every_cell_and_nothing_that_is_not_tied():
    assert CHART.description.endswith("Dit. B: Rata-rata 100,00 sesuai target")
