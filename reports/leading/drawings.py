"""The drawings of a picture, for the screen and for paper alike: the map of units and objectives, the years."""

from decimal import Decimal

from indicators.growth import percentage_points
from lakin.formatting import number, percent
from reports.charts import Chart
from reports.heatmaps import MapCell, MapRow, heat_map
from reports.leading.picture import HeatColumn, Level, Picture, UnitRow
from reports.standings import Figures, TrendPoint
from reports.timelines import Series, trend

YEARS = 5
TARGET = Decimal(100)


def trend_chart(picture: Picture, width: float, rise: float = 150.0) -> Chart | None:
    """The mean at the same quarter of each year beside the target; None with fewer than two years."""
    at = {point.year: figures_of(point, picture) for point in picture.points if point.quarter == picture.quarter}
    known = [year for year in sorted(at) if at[year].mean is not None]
    if len(known) < 2:
        return None
    years = tuple(range(max(known[0], picture.year - YEARS + 1), known[-1] + 1))
    means = tuple(at[year].mean if year in at else None for year in years)
    series = [
        Series("Capaian rata-rata", means),
        Series("Target", (TARGET,) * len(years), is_target=True),
    ]
    return trend(series, years=years, title=trend_title(known, at), width=width, rise=rise)


def figures_of(point: TrendPoint, picture: Picture) -> Figures:
    """The figures of a year that stand beside the picture's first figure."""
    return point.own if picture.is_own else point.subtree


def trend_title(known: list[int], at: dict[int, Figures]) -> str:
    """What the line shows between its last two years, and which of them is not complete yet."""
    before, last = known[-2:]
    change = percentage_points(at[last].mean, at[before].mean).value
    words = "naik" if change > 0 else "turun" if change < 0 else "tetap"
    moved = f"{words} {number(abs(change))} poin" if change else words
    title = f"Capaian {before} ke {last} {moved}: {percent(at[before].mean)} → {percent(at[last].mean)}"
    partial = [year for year in (before, last) if at[year].known < at[year].promised]
    told = (
        f"{year} baru {number(at[year].known, 0)} dari {number(at[year].promised, 0)} indikator" for year in partial
    )
    return f"{title} ({'; '.join(told)})" if partial else title


def heat_chart(picture: Picture, width: float, most_rows: int, most_columns: int) -> Chart | None:
    """The units with the lowest means against the first objectives; None for a unit with nothing below it."""
    rows = picture.rows[:most_rows]
    if not rows:
        return None
    columns = ["Rata-rata", *map(head_of, picture.columns[:most_columns])]
    drawn = [MapRow(row.unit.label, map_cells(row, most_columns)) for row in rows]
    return heat_map(columns, drawn, title=heat_title(picture, len(rows)), width=width)


def head_of(column: HeatColumn) -> str:
    """The head of a column that has room for a number only."""
    return f"Sasaran {column.code}" if column.objective_id else column.name


def map_cells(row: UnitRow, most: int) -> tuple[MapCell | None, ...]:
    """A row of the map, the whole first."""
    return (map_cell(row.level), *(map_cell(level) for _, level in row.cells[:most]))


def map_cell(level: Level | None) -> MapCell | None:
    """A cell of the map; None where nothing is tied."""
    return level and MapCell(level.value, level.status.mark, level.status.word, level.note)


def heat_title(picture: Picture, shown: int) -> str:
    """Which unit stands lowest, and how many of the units are drawn."""
    lowest = next((row for row in picture.rows if row.level.value is not None), None)
    words = f"Terendah {percent(lowest.level.value)}: {lowest.unit.label}" if lowest else "Belum ada capaian"
    count = len(picture.rows)
    return f"{number(shown, 0)} unit terendah dari {number(count, 0)}. {words}" if count > shown else words
