import re
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from reports.charts import (
    UNKNOWN_WORDS,
    BarRow,
    Part,
    ShareRow,
    achievement_bars,
    composition,
    group_bars,
    share_bars,
)
from reports.drawing import (
    ACCENT_WASH,
    DASHES,
    INK,
    MARK_COLOURS,
    PAPER,
    SERIES,
    SHAPE_CONTRAST,
    WORDS_CONTRAST,
    Mark,
    Path,
    Rect,
    Text,
    contrast,
    hatch,
    text_width,
    ticks,
    wrap,
)
from reports.rendering import render_chart
from reports.target_bars import TargetRow, target_bars
from reports.timelines import Milestone, Series, milestones, trend

YEARS = (2020, 2021, 2022, 2023)
TARGETS = (
    TargetRow("Triwulan I", D(60), D(70), "below", "Di bawah target"),
    TargetRow("Triwulan II", D(80), D(75), "above", "Di atas target", "belum terverifikasi"),
)
PARTS = (Part("Pegawai", 10, D(10)), Part("Barang", 60, D(60)), Part("Modal", 30, D(30)))
FULL = Series("Realisasi", (D(70), D(71), D(72), D(83)))


def bar(achievement, mark="above", realization=D(5)):
    return BarRow("1.1", "Nama indikator", D(5), realization, achievement, mark)


def lines(*amounts):
    return [Milestone(date(2023, at, 1), amount, f"Revisi {at}") for at, amount in enumerate(amounts, 1)]


def all_kinds():
    return [
        achievement_bars([bar(D("109.38")), bar(None, "unknown", None), bar(D("317.39"))], title="Capaian"),
        share_bars([ShareRow("Satu", 100, 99, D(99)), ShareRow("Dua", 100, None, None)], title="Serapan"),
        group_bars([*PARTS, Part("Lain", None)], title="Kelompok"),
        composition(PARTS, title="Komposisi", measure="count"),
        composition([*PARTS, Part("Lain", None)], title="Komposisi", measure="count"),
        trend([FULL, Series("Target", (D(68), None, D(70), D(71)), True)], years=YEARS, title="Tren"),
        trend([Series(f"Seri {at}", (D(at), None, D(at), D(at))) for at in range(1, 8)], years=YEARS, title="Banyak"),
        milestones(lines(84_434_561_000, None, 551_372_435_000), title="DIPA"),
        target_bars([*TARGETS, TargetRow("Triwulan III", None, D(80))], title="Triwulan"),
    ]


def words(chart):
    return [shape.text.replace("\u00a0", " ") for shape in chart.shapes if isinstance(shape, Text)]


def marks(chart):
    return [shape.mark for shape in chart.shapes if isinstance(shape, Mark)]


def bars(chart, colour):
    return [shape for shape in chart.shapes if isinstance(shape, Rect) and shape.fill == colour]


def ends_of(text):
    room = text_width(text.text, text.size)
    left = text.x - {"start": 0, "middle": room / 2, "end": room}[text.anchor]
    return left, left + room


@pytest.mark.parametrize("chart", all_kinds(), ids=lambda chart: chart.kind)
def test_every_word_of_a_chart_stands_inside_it(chart):
    for text in (shape for shape in chart.shapes if isinstance(shape, Text)):
        left, right = ends_of(text)
        assert left >= -1, text
        assert right <= chart.width + 1, text
        assert 0 < text.y <= chart.height, text


@pytest.mark.parametrize("chart", all_kinds(), ids=lambda chart: chart.kind)
def test_every_chart_has_rows_as_wide_as_their_heads_and_a_text_alternative(chart):
    assert chart.rows
    assert {len(row) for row in chart.rows} == {len(chart.headers)}
    assert chart.description.endswith(".")


@pytest.mark.parametrize("chart", all_kinds(), ids=lambda chart: chart.kind)
def test_coordinates_keep_their_decimal_point_in_indonesian(chart):
    with translation.override("id"):
        svg = render_chart(chart)
    numbers = re.findall(r' (?:x|y|width|height|font-size|rx|viewBox|d)="([^"]*)"', svg)
    assert any("." in number for number in numbers)
    assert not [number for number in numbers if "," in number or re.search(r"\d\.\d{3}", number)]


def test_the_words_of_a_chart_are_escaped():
    svg = render_chart(achievement_bars([bar(D(1))], title="<b>&"))
    assert "&lt;b&gt;&amp;" in svg
    assert "<b>" not in svg


def test_colours_are_attributes_because_the_pdf_engine_ignores_classes_in_drawings():
    svg = "".join(render_chart(chart) for chart in all_kinds())
    assert "currentColor" not in svg
    assert "var(" not in svg
    assert "style=" not in svg


def test_an_unknown_achievement_is_a_ring_and_a_dash_but_no_bar():
    chart = achievement_bars([bar(None, "unknown", None)], title="Capaian")
    assert marks(chart) == ["unknown", "unknown"]
    assert "–" in words(chart)
    assert UNKNOWN_WORDS in words(chart)
    assert bars(chart, MARK_COLOURS["unknown"]) == []


def test_an_achievement_of_zero_is_a_bar_of_its_own_unlike_an_unknown_one():
    chart = achievement_bars([bar(D(0), "far_below")], title="Capaian")
    assert len(bars(chart, MARK_COLOURS["far_below"])) == 1
    assert "0,00%" in words(chart)


def test_a_predicate_has_its_mark_but_no_percent():
    row = BarRow("1.1", "Opini BPK", "WTP", "WTP", None, "met")
    chart = achievement_bars([row], title="Capaian")
    assert "realisasi WTP · target WTP" in words(chart)
    assert "tidak dihitung sebagai persen" in words(chart)
    assert marks(chart) == ["met"]


def test_bars_are_as_long_as_their_values():
    fifty, hundred = bars(achievement_bars([bar(D(50)), bar(D(100))], title=""), MARK_COLOURS["above"])
    assert hundred.width == pytest.approx(2 * fifty.width, abs=0.2)


def test_a_bar_far_above_the_target_is_broken_and_leaves_the_others_readable():
    usual, long = bars(achievement_bars([bar(D(100)), bar(D("317.39"))], title=""), MARK_COLOURS["above"])
    assert long.width == pytest.approx(1.4 * usual.width, abs=0.5)
    gaps = [shape for shape in achievement_bars([bar(D("317.39"))], title="").shapes if shape.__class__ is Path]
    assert sum(shape.stroke == "#FFFFFF" for shape in gaps) == 2


def test_a_negative_achievement_goes_left_of_the_zero_line_and_is_broken():
    left, right = bars(achievement_bars([bar(D(-150)), bar(D(100))], title=""), MARK_COLOURS["above"])
    assert left.x + left.width == pytest.approx(right.x, abs=0.2)
    assert right.width == pytest.approx(5 * left.width, abs=0.5)


def test_the_fill_of_a_budget_line_is_its_share_of_the_outline():
    chart = share_bars([ShareRow("Satu", 200, 50, D(25))], title="")
    fill, outline = [shape for shape in chart.shapes if isinstance(shape, Rect)]
    assert fill.width == pytest.approx(outline.width / 4, abs=0.1)
    assert "25,00%" in words(chart)


def test_spending_above_the_ceiling_sticks_out_hatched():
    chart = share_bars([ShareRow("Satu", 100, 107, D(107))], title="")
    over = next(shape for shape in chart.shapes if getattr(shape, "stroke", "") == MARK_COLOURS["far_below"])
    outline = [shape for shape in chart.shapes if isinstance(shape, Rect)][-1]
    assert over.x == pytest.approx(outline.x + outline.width, abs=0.2)


@pytest.mark.parametrize(("ceiling", "spent"), [(None, 5), (100, None), (0, 0)])
def test_a_budget_line_without_a_figure_is_a_dashed_slot(ceiling, spent):
    chart = share_bars([ShareRow("Satu", ceiling, spent, None)], title="")
    slot = next(shape for shape in chart.shapes if isinstance(shape, Rect))
    assert (slot.fill, slot.dash) == ("none", "3 3")
    assert UNKNOWN_WORDS in words(chart)


def test_group_bars_start_on_one_zero_line_and_an_unknown_group_has_none():
    chart = group_bars([Part("S2", 5, D(50)), Part("S1", 10, None), Part("SMA", None)], title="")
    short, long = [shape for shape in chart.shapes if isinstance(shape, Rect)]
    assert short.x == long.x
    assert long.width == pytest.approx(2 * short.width, abs=0.1)
    assert marks(chart) == ["unknown"]
    assert {"5 (50,00%)", "10", "–"} <= set(words(chart))


def test_the_parts_of_a_composition_fill_the_width_in_their_shares():
    pieces = [shape for shape in composition(PARTS, title="", measure="count", width=500).shapes if type(shape) is Rect]
    assert [piece.width for piece in pieces] == pytest.approx([50, 300, 150])
    assert [piece.fill for piece in pieces] == list(SERIES[:3])


def test_labels_stand_under_their_part_where_they_fit_and_in_a_list_where_not():
    wide = composition(PARTS, title="", measure="count")
    narrow = composition([*PARTS, Part("Perjalanan dinas luar negeri", 1, D(1))], title="", measure="count")
    assert narrow.height > wide.height + 20


def test_an_unknown_part_is_listed_with_a_ring_and_takes_no_room_in_the_bar():
    chart = composition([Part("Pegawai", 10, D(100)), Part("Lain", None)], title="", measure="count", width=500)
    assert next(shape for shape in chart.shapes if type(shape) is Rect).width == 500
    assert marks(chart) == ["unknown"]


def test_a_composition_of_nothing_is_a_dashed_slot():
    chart = composition([Part("Pegawai", None)], title="")
    assert next(shape for shape in chart.shapes if type(shape) is Rect).dash == "3 3"


def test_a_year_without_data_breaks_the_line_and_is_a_ring():
    whole = trend([FULL], years=YEARS, title="")
    broken = trend([Series("Realisasi", (D(70), D(71), None, D(83)))], years=YEARS, title="")
    longest = max((shape.d for shape in broken.shapes if isinstance(shape, Path) and shape.width == 2), key=len)
    assert longest.count("L") == 1
    assert (marks(whole), marks(broken)) == ([], ["unknown"])


def test_a_trend_says_when_its_axis_does_not_start_at_zero():
    note = "Sumbu tegak tidak mulai dari nol."
    assert note in words(trend([FULL], years=YEARS, title=""))
    from_zero = trend([Series("Jumlah", (D(0), D(5), D(9), D(10)))], years=YEARS, title="", measure="count")
    assert note not in words(from_zero)


def test_the_lowest_figure_of_a_trend_keeps_clear_of_the_years():
    chart = trend([Series("Realisasi", (D(90), D(94), D(92), D(93)))], years=YEARS, title="", measure="score")
    texts = {shape.text: shape.y for shape in chart.shapes if isinstance(shape, Text)}
    assert texts["90,00"] < texts["2020"] - 16
    assert texts["89"] > texts["90,00"]


def test_up_to_three_series_are_named_at_their_end_and_more_in_a_legend():
    series = [Series(f"Seri {at}", (D(at), D(at), D(at), D(at))) for at in range(1, 5)]
    three, four = (trend(series[:count], years=YEARS, title="", measure="count") for count in (3, 4))
    name = {
        len(chart.rows): next(s for s in chart.shapes if getattr(s, "text", "") == "Seri 1") for chart in (three, four)
    }
    assert name[3].x > 400
    assert name[4].x < 100


def test_series_differ_without_colour():
    assert len(set(DASHES)) == len(SERIES) == len(DASHES)
    pieces = composition([Part(f"Bagian {at}", 10) for at in range(4)], title="", measure="count")
    textures = [shape.d for shape in pieces.shapes if isinstance(shape, Path) and shape.width == 1.2]
    # None, rising, falling, and both: three neighbours with strokes of their own.
    assert len(set(textures)) == len(textures) == 4


@pytest.mark.parametrize("at", range(len(SERIES)))
def test_neighbouring_series_differ_in_grey(at):
    assert contrast(SERIES[at], SERIES[at - 1]) >= 1.4


def test_what_prints_in_grey_keeps_its_contrast_to_paper():
    assert contrast(INK, PAPER) > 15
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert all(contrast(colour, PAPER) >= WORDS_CONTRAST for colour in MARK_COLOURS.values())


def test_the_words_of_a_rating_can_be_read_on_the_wash_of_the_accent():
    sheet = (settings.BASE_DIR / "static" / "lakin.css").read_text()
    colours = dict(re.findall(r"--(above|met|near|below|far-below|muted): (#\w{6});", sheet))
    assert colours["below"] != MARK_COLOURS["below"].lower()
    assert all(contrast(colour, ACCENT_WASH) >= WORDS_CONTRAST for colour in colours.values()), colours


@pytest.mark.parametrize("chart", all_kinds(), ids=lambda chart: chart.kind)
def test_the_words_of_a_chart_can_be_read_on_paper(chart):
    for text in (shape for shape in chart.shapes if isinstance(shape, Text)):
        assert contrast(text.fill, PAPER) >= WORDS_CONTRAST, text


def test_of_two_lines_each_name_has_the_point_of_its_own():
    alone, both = (trend(series, years=YEARS, title="") for series in ([FULL], [FULL, replace(FULL, name="Lain")]))
    counts = [
        sum(isinstance(shape, Path) and shape.fill in SERIES for shape in chart.shapes) for chart in (alone, both)
    ]
    assert counts == [len(YEARS), 2 * len(YEARS) + 2]


def test_the_points_of_a_light_line_have_an_edge_of_ink():
    chart = trend([FULL, FULL], years=YEARS, title="")
    edges = {shape.fill: shape.stroke for shape in chart.shapes if isinstance(shape, Path) and shape.fill in SERIES}
    assert edges == {SERIES[0]: PAPER, SERIES[1]: INK}
    assert contrast(SERIES[0], PAPER) >= SHAPE_CONTRAST > contrast(SERIES[1], PAPER)


@pytest.mark.parametrize("chart", all_kinds(), ids=lambda chart: chart.kind)
def test_every_chart_has_a_title_and_its_numbers_in_words(chart):
    assert chart.title
    assert {len(row) for row in chart.told} == {len(chart.headers)}
    assert all(isinstance(cell, str) for row in chart.told for cell in row)


def test_columns_of_numbers_stand_to_the_right():
    assert target_bars(TARGETS, title="").numeric == (False, True, True, False, False)
    assert share_bars([ShareRow("Satu", 100, None, None)], title="").numeric == (False, True, True, True)


def test_a_bar_against_its_target_starts_at_zero_and_an_open_one_is_hatched():
    settled, open_one = (shape for shape in target_bars(TARGETS, title="").shapes if isinstance(shape, Rect))
    assert settled.x == open_one.x
    assert (settled.fill, open_one.fill) == (MARK_COLOURS["below"], PAPER)
    assert open_one.width == pytest.approx(settled.width * 80 / 60, abs=0.2)
    assert target_bars(TARGETS, title="").told[0] == ("Triwulan I", "60,00%", "70,00%", "Di bawah target", "")


def test_a_quarter_without_a_figure_is_a_ring_with_its_target():
    chart = target_bars([TargetRow("Triwulan III", None, D(80))], title="")
    assert marks(chart) == ["unknown", "unknown"]
    assert "target 80,00%" in words(chart)


def test_a_target_that_is_a_range_is_written_and_drawn_with_both_bounds():
    row = TargetRow("Triwulan I", D(4), None, "met", "Tercapai", bounds=(D(0), D(5)))
    chart = target_bars([row], title="", measure="count", decimals=0)
    assert "target 0 s.d. 5" in words(chart)
    assert chart.told[0][2] == "0 s.d. 5"
    one = target_bars([replace(row, bounds=None, target=D(5))], title="", measure="count", decimals=0)
    assert len(chart.shapes) == len(one.shapes) + 2


def test_the_amount_in_force_is_a_step_line_with_each_change_written():
    chart = milestones(lines(84_434_561_000, 84_434_561_000, 551_372_435_000), title="")
    assert words(chart).count("Rp 84,43 miliar") == 1
    assert "Rp 551,37 miliar" in words(chart)
    assert {"1", "2", "3"} <= set(words(chart))


def test_a_milestone_of_unknown_amount_leaves_the_line_and_is_a_ring():
    known, unknown = milestones(lines(5, 5), title=""), milestones(lines(5, None), title="")
    step = [next(s.d for s in chart.shapes if isinstance(s, Path) and s.width == 2) for chart in (known, unknown)]
    assert step[0] == step[1]
    assert (marks(known), marks(unknown)) == ([], ["unknown"])


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, (0, 25, 50, 75, 100)),
        (68, 83.36, (65, 70, 75, 80, 85)),
        (0, 0, (0, 0.25, 0.5, 0.75, 1)),
        (80, 80, (70, 75, 80, 85, 90)),
        (84, 43e12, (0, 2e13, 4e13, 6e13)),
    ],
)
def test_ticks_are_round_and_enclose_the_values(low, high, expected):
    assert ticks(low, high) == expected


def test_words_wrap_within_their_width_and_a_long_word_is_broken():
    broken = wrap("pertanggungjawaban keluarga", 60, 12)
    assert all(text_width(line, 12) <= 60 for line in broken)
    assert "".join(broken).replace(" ", "") == "pertanggungjawabankeluarga"


def test_words_past_the_last_line_become_an_ellipsis():
    assert wrap("satu dua tiga empat lima enam", 60, 12, most=2)[-1].endswith("…")


def test_a_hatch_stays_inside_its_rectangle():
    numbers = [float(number) for number in re.findall(r"[\d.]+", hatch(10, 20, 30, 8))]
    assert all(10 <= x <= 40 for x in numbers[::2])
    assert all(20 <= y <= 28 for y in numbers[1::2])


@pytest.mark.parametrize("mark", MARK_COLOURS)
def test_every_status_mark_has_a_form_in_its_own_colour(mark):
    svg = render_to_string("reports/charts/mark.svg", {"mark": mark, "word": "Melampaui"})
    assert MARK_COLOURS[mark] in svg
    assert "<title>Melampaui</title>" in svg


def test_a_line_over_months_names_them_and_leaves_the_figures_of_many_points_to_the_table():
    months = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
    amounts = Series("Realisasi", tuple(5_000_000_000 + month for month in range(12)))
    chart = trend([amounts], years=range(1, 13), title="", measure="rupiah", names=months)
    assert {"Jan", "Des", "Realisasi"} <= set(words(chart))
    assert not any("5.000.000.00" in word for word in words(chart))
    assert (chart.headers[1], chart.rows[0][1]) == ("Jan", 5_000_000_000)
    assert chart.description.startswith("Grafik garis Jan-Des.")
