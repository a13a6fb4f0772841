"""The briefing keeps to one page, however large the ministry and however long its words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal as D
from io import BytesIO

import pikepdf
import pytest

from indicators.scales import DEFAULT_BANDS
from reports.blocks import Figure, Table
from reports.decisions.rules import Decision, Urgency
from reports.drawing import text_width
from reports.leading.briefing import SIZE, WIDTH, briefing, cut
from reports.leading.picture import Forecast, HeatColumn, ObjectiveRow, Picture, Shortfall, UnitRow, level
from reports.leading.publishing import written
from reports.standings import Figures, Standing, TrendPoint
from tests import factories as make

pytestmark = pytest.mark.django_db
LONG = (
    "Meningkatnya mutu layanan rehabilitasi sosial bagi penerima manfaat di seluruh wilayah Indonesia dan luar negeri"
)
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
PARTIAL = level(D("98.7"), 3, 4, DEFAULT_BANDS)


@pytest.fixture
def largest(db):
    """Forty units with long names against eight objectives with long names, and five long decisions."""
    unit = make.make_unit("besar", name=LONG)
    columns = tuple(HeatColumn(at, str(at), LONG) for at in range(1, 9))
    figures = Figures(
        units=9, capaian_sum=D(888), capaian_units=9, promised=4, known=3, unreported_units=2, budget_units=1
    )
    standing = Standing(unit, 2026, 3, figures, figures, None)
    row = UnitRow(standing, PARTIAL, tuple((column, PARTIAL) for column in columns))
    forecast = Forecast(D("81.3"), D("4.2"))
    lagging = Shortfall(unit, 1, "12.10", LONG * 2, D(61), PARTIAL.status, forecast, forecast, "nilai triwulan II")
    decision = Decision("meleset", Urgency.SOON, LONG * 2, LONG * 4, "Buka", "/")
    return Picture(
        unit,
        2026,
        3,
        date(2026, 11, 20),
        is_whole=True,
        method="rata-rata dari rata-rata sasaran",
        own=PARTIAL,
        whole=PARTIAL,
        own_figures=figures,
        whole_figures=figures,
        columns=columns,
        rows=(row,) * 40,
        objectives=tuple(ObjectiveRow(at, str(at), LONG, PARTIAL, PARTIAL, False) for at in range(1, 9)),
        shortfalls=(lagging,) * 10,
        points=tuple(TrendPoint(year, 3, figures, figures) for year in range(2022, 2027)),
        decisions=(decision,) * 5,
    )


@pytest.mark.parametrize("is_branch", [True, False])
def test_the_largest_briefing_is_one_page(largest, is_branch):
    picture = largest if is_branch else replace(largest, rows=())
    with pikepdf.open(BytesIO(written(picture, "pdf", now=NOW))) as pdf:
        assert len(pdf.pages) == 1


def test_a_map_says_of_how_many_units_it_draws_the_lowest(largest):
    drawings = [block.drawing for part in briefing(largest, NOW) for block in part.blocks if isinstance(block, Figure)]
    assert drawings[0].title.startswith("7 unit terendah dari 40.")


def test_words_are_cut_between_words_where_they_do_not_fit():
    short = cut(LONG * 3, WIDTH)
    assert short.endswith("…")
    assert text_width(short, SIZE) <= WIDTH
    assert cut("Kalimat pendek.", WIDTH) == "Kalimat pendek."


def test_a_capaian_from_a_value_of_an_earlier_quarter_says_so(largest):
    [table] = [block for part in briefing(largest, NOW) for block in part.blocks if isinstance(block, Table)]
    assert table.rows[0].cells[2] == "61,00, nilai triwulan II"
