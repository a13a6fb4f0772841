"""The engine's line breaking, mended: words before a figure stay on their line."""

from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from reports.linebreaks import mend_line_breaks

# With this width the words before the figure fit, and the space behind them does not.
WORDS = "pegawai pemerintah dengan perjanjian kerja yang baru masuk pada November, dan"


def lines(html):
    page = HTML(string=html, media_type="print").render().pages[0]._page_box
    boxes = [box for box in page.descendants() if isinstance(box, LineBox)]
    return [" ".join(t.text.strip() for t in line.descendants() if isinstance(t, TextBox)) for line in boxes]


def width_of(words):
    page = HTML(string=f"<p style='font: 16px Liberation Serif; float: left'>{words}</p>").render().pages[0]._page_box
    return next(box.width for box in page.descendants() if isinstance(box, LineBox))


def test_words_before_a_figure_are_not_pushed_down_for_want_of_a_space():
    mend_line_breaks()
    style = f"style='font: 16px Liberation Serif; width: {width_of(WORDS) + 1}px'"
    assert lines(f"<p {style}>{WORDS} <span>119</span> pegawai</p>") == [WORDS, "119 pegawai"]
