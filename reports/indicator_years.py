"""One indicator over the years: what its sources tell, what the system holds, and the path of the Renstra."""

from dataclasses import dataclass, field
from decimal import Decimal

from indicators.achievement import Achievement, achievement
from indicators.formula import Accumulation
from indicators.measurement import NOTHING, Measurement
from indicators.models import HistoricalValue, HistoryKind, Measure, StrategicTarget
from indicators.periods import QUARTERS
from reports.indicator_rows import IndicatorRows


@dataclass
class YearFigure:
    """A year, or several when the two differ; `target` and `planned` are written, `planned_value` for the drawing.

    `source_year` is the year whose value stands in; `capaian` None is not known. `is_begun`: only its first quarters
    are in it, and where they add up the value `is_growing` and cannot stand beside those of whole years. `stand_in`
    is this year's value beside the target of a period.
    """

    year_from: int
    year_to: int
    value: Decimal | None = None
    text: str = ""
    source_year: int | None = None
    target_value: Decimal | None = None
    target: str = ""
    capaian: Decimal | None = None
    capaian_trace: str = ""
    planned_value: Decimal | None = None
    planned: str = ""
    stand_in: Decimal | None = None
    against_plan: Achievement | None = None
    is_held: bool = False
    is_begun: bool = False
    is_growing: bool = False
    sources: list[str] = field(default_factory=list)

    @property
    def is_year(self) -> bool:
        return self.year_from == self.year_to

    @property
    def label(self) -> str:
        return str(self.year_from) if self.is_year else f"{self.year_from}–{self.year_to}"

    @property
    def drawn(self) -> Decimal | None:
        """The value as a point of this year: none where it is another year's, or still grows."""
        return None if self.source_year or self.is_growing else self.value


def year_figures(rows: IndicatorRows, now: Measurement, quarter: int) -> tuple[YearFigure, ...]:
    """Every year or period that is known, in the order of their ends; `now` is the page's year up to a quarter."""
    found: dict[tuple[int, int], YearFigure] = {}

    def at(first, last) -> YearFigure:
        return found.setdefault((first, last), YearFigure(first, last))

    for row in rows.history:
        told(rows, at(row.year_from, row.year_to), row)
    for year in sorted({rows.year, *rows.lines, *rows.realized}):
        held(rows, at(year, year), now if year == rows.year else rows.measured(year, 4, verified_only=True))
    this_year = at(rows.year, rows.year)
    this_year.is_begun = quarter < QUARTERS[-1]
    this_year.is_growing = this_year.is_begun and rows.indicator.accumulation == Accumulation.SUM
    for target in rows.plan:
        planned(rows, at(target.year_from, target.year_to), target, now)
    return tuple(sorted(found.values(), key=lambda one: (one.year_to, -one.year_from)))


def told(rows: IndicatorRows, one: YearFigure, row: HistoricalValue) -> None:
    """What a source says of a year."""
    if row.kind == HistoryKind.ACHIEVEMENT:
        one.capaian = row.value
    elif row.kind == HistoryKind.TARGET:
        one.target_value, one.target = row.value, rows.indicator.written(row.value, row.text)
    else:
        one.value, one.text = row.value, row.text
    one.sources += [words for words in (row.source, row.note) if words and words not in one.sources]


def held(rows: IndicatorRows, one: YearFigure, measurement: Measurement) -> None:
    """What the system holds of a year, which goes before what a source says."""
    if measurement.is_known:
        one.value, one.text = measurement.value, measurement.text
        one.source_year, one.is_held = measurement.source_year, True
    if one.year_to not in rows.lines:
        return
    score = rows.score(one.year_to, measurement if measurement.is_known else typed(one))
    one.target_value, one.target = score.target, promised(rows, score)
    if score.achievement.value is not None:
        one.capaian, one.capaian_trace = score.achievement.value, score.achievement.trace


def typed(one: YearFigure) -> Measurement:
    """What a source says as the engine reads it."""
    return Measurement(value=one.value, text=one.text) if one.value is not None or one.text else NOTHING


def promised(rows: IndicatorRows, score) -> str:
    """The target of a promise in words; empty where none was set."""
    write = rows.indicator.written
    if score.lower is not None or score.upper is not None:
        return f"{write(score.lower)} s.d. {write(score.upper)}"
    return write(score.target, score.target_text) if score.target is not None or score.target_text else ""


def planned(rows: IndicatorRows, one: YearFigure, target: StrategicTarget, now: Measurement) -> None:
    """The target of the Renstra beside the value of the same year, that of a period beside this year's."""
    one.planned_value = target.value
    one.planned = rows.indicator.written(target.value, target.text) if target.value is not None or target.text else ""
    if not one.is_year and one.value is None and one.year_from <= rows.year <= one.year_to:
        one.stand_in = now.value
    value = one.value if one.value is not None else one.stand_in
    if rows.indicator.measure == Measure.PREDICATE or target.value is None or value is None:
        return
    rules = rows.rules.get(one.year_to) or rows.rules[rows.year]
    one.against_plan = achievement(
        target=target.value, realization=value, polarity=rows.indicator.polarity, policy=rules.policy
    )
