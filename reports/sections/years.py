"""One indicator over the years: former realizations, this year and the Renstra in one table, and its line."""

from dataclasses import dataclass

from agreements.scorecard import IndicatorScore
from indicators.models import HistoryKind, Measure
from reports.blocks import Cell, Column, Figure, Row, Shown, Table
from reports.drawing import BESIDE_WIDTH
from reports.facts import Facts, YearValue
from reports.references import in_measure, target_of
from reports.sections.scores import realization_cell
from reports.timelines import Series, trend

# Columns of a table that stands beside its line.
MOST_BESIDE = 3
# One earlier year stands in the card already, and two points are no line.
FEWEST_EARLIER = 2


@dataclass(frozen=True)
class Period:
    """A year, or several when the two differ, with what is recorded of it."""

    year_from: int
    year_to: int
    target: Cell = None
    realization: Cell = None
    achievement: Cell = None
    planned: Cell = None

    @property
    def label(self) -> Cell:
        """The year, or the first and the last one in words."""
        return self.year_from if self.year_from == self.year_to else f"{self.year_from}-{self.year_to}"


def past(facts: Facts, score: IndicatorScore) -> tuple[YearValue, ...]:
    """What is recorded of earlier years, the first one first."""
    return facts.history.get(score.indicator.pk, ())


def former(facts: Facts, score: IndicatorScore) -> YearValue | None:
    """The latest realization of a single year before the year whose value counts; None when there is none."""
    limit = score.measurement.source_year or facts.year
    found = [
        value
        for value in past(facts, score)
        if value.kind == HistoryKind.REALIZATION
        and value.year_from == value.year_to < limit
        and (value.value is not None or value.text)
    ]
    return found[-1] if found else None


def former_period(facts: Facts, score: IndicatorScore) -> YearValue | None:
    """The capaian of the latest several years taken together; None when none is recorded."""
    found = [
        value
        for value in past(facts, score)
        if value.kind == HistoryKind.ACHIEVEMENT and value.year_from != value.year_to and value.value is not None
    ]
    return found[-1] if found else None


def periods(facts: Facts, score: IndicatorScore) -> tuple[Period, ...]:
    """Every year or period that is known, in the order of their ends."""
    found: dict[tuple[int, int], dict[str, Cell]] = {}
    for value in past(facts, score):
        found.setdefault((value.year_from, value.year_to), {})[FIELDS[value.kind]] = past_cell(score, value)
    now = found.setdefault((facts.year, facts.year), {})
    now |= {
        "target": target_of(score),
        # A value of another year stands at its own year.
        "realization": None if score.measurement.source_year else realization_cell(facts, score),
        "achievement": Shown(score.achievement.value, "percent"),
    }
    for target in planned(facts, score):
        cell = in_measure(score.indicator, target.value, target.text)
        found.setdefault((target.year_from, target.year_to), {})["planned"] = cell
    ordered = sorted(found, key=lambda years: (years[1], -years[0]))
    return tuple(Period(*years, **found[years]) for years in ordered)


FIELD_HEADS = (
    ("realization", "Realisasi"),
    ("target", "Target"),
    ("achievement", "Capaian"),
    ("planned", "Target Renstra"),
)
FIELDS = {
    HistoryKind.TARGET: "target",
    HistoryKind.REALIZATION: "realization",
    HistoryKind.ACHIEVEMENT: "achievement",
}


def past_cell(score: IndicatorScore, value: YearValue) -> Cell:
    """An earlier figure in its measure; a capaian is always a percentage."""
    if value.kind == HistoryKind.ACHIEVEMENT:
        return Shown(value.value, "percent")
    return in_measure(score.indicator, value.value, value.text)


def planned(facts: Facts, score: IndicatorScore):
    """The targets of the latest version of the Renstra that are given."""
    if facts.plan.version is None:
        return ()
    return tuple(
        target
        for target in facts.plan.targets.get(score.indicator.pk, ())
        if target.table.version_id == facts.plan.version.pk and (target.value is not None or target.text)
    )


def years_table(facts: Facts, score: IndicatorScore, key: str) -> Table:
    """A year a row with realization, target, capaian and Renstra; what only this year has is in the card."""
    found = periods(facts, score)
    this_year = (facts.year, facts.year)
    fields = [
        (field, label)
        for field, label in FIELD_HEADS
        if any(
            getattr(period, field) is not None for period in found if (period.year_from, period.year_to) != this_year
        )
    ]
    columns = (Column("Tahun", "year", 0.8), *(Column(label, "value", 1, "right") for _, label in fields))
    rows = tuple(Row((period.label, *(getattr(period, field) for field, _ in fields))) for period in found)
    return Table(key, "", columns, rows)


def sources(facts: Facts, score: IndicatorScore) -> str:
    """Where the earlier figures come from."""
    return "; ".join(dict.fromkeys(value.note for value in past(facts, score) if value.note))


def development(facts: Facts, score: IndicatorScore, key: str) -> tuple[Figure, ...]:
    """The years as a line with their table where there are points enough; nothing that the card already says."""
    realized = realized_by_year(facts, score)
    earlier = [year for year, value in realized.items() if value is not None and year < facts.year]
    if score.indicator.measure == Measure.PREDICATE or len(earlier) < FEWEST_EARLIER:
        return ()
    return (line(facts, score, realized, key),)


def line(facts: Facts, score: IndicatorScore, realized, key: str) -> Figure:
    """Realizations over the years with the targets that were promised, beside their table where it is narrow."""
    table = years_table(facts, score, f"tabel-tahun-{key}")
    is_narrow = len(table.columns) <= MOST_BESIDE and score.indicator.measure != Measure.RUPIAH
    years = tuple(range(min(realized), facts.year + 1))
    promised = targets_by_year(facts, score)
    series = [Series("Realisasi", tuple(realized.get(year) for year in years))]
    if any(year in promised for year in years):
        series.append(Series("Target", tuple(promised.get(year) for year in years), is_target=True))
    chart = trend(
        series,
        years=years,
        title=movement(facts, score, realized),
        measure=score.indicator.measure,
        decimals=score.indicator.decimals,
        **({"width": BESIDE_WIDTH, "rise": 96.0} if is_narrow else {}),
    )
    caption = f"Perkembangan indikator {score.code}, {years[0]}-{years[-1]}"
    return Figure(f"gambar-tahun-{key}", caption, chart, table, sources(facts, score))


def realized_by_year(facts: Facts, score: IndicatorScore) -> dict[int, object]:
    """Realizations of single years; a year whose value is borrowed from another one stays unknown."""
    found = {
        value.year_from: value.value
        for value in past(facts, score)
        if value.kind == HistoryKind.REALIZATION and value.year_from == value.year_to
    }
    measured = score.measurement
    return found | {facts.year: None if measured.source_year else measured.value}


def targets_by_year(facts: Facts, score: IndicatorScore) -> dict[int, object]:
    """Targets of single years as they were promised, without those that are not known."""
    found = {
        value.year_from: value.value
        for value in past(facts, score)
        if value.kind == HistoryKind.TARGET and value.year_from == value.year_to
    }
    found[facts.year] = score.target
    return {year: value for year, value in found.items() if value is not None}


def movement(facts: Facts, score: IndicatorScore, realized) -> str:
    """What the line shows: how this year stands to the last year that is known."""
    now, before = realized.get(facts.year), former(facts, score)
    if now is None or before is None:
        return f"Nilai tahun {facts.year} belum tersedia"
    if now == before.value:
        return f"Realisasi tahun {facts.year} sama dengan tahun {before.label}"
    return f"Realisasi {'naik' if now > before.value else 'turun'} dari tahun {before.label} ke {facts.year}"
