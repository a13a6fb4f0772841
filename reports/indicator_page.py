"""Everything about one figure on one page: one indicator of one unit in one year, up to a quarter."""

from dataclasses import dataclass

from django.http import Http404

from agreements.models import AgreementLine
from agreements.scorecard import IndicatorScore, score_of
from indicators.achievement import Standing
from indicators.forecast import YEAR_END
from indicators.formula import Accumulation
from indicators.measurement import with_pending
from indicators.models import Indicator, Measure
from indicators.rulesets import Rules
from indicators.scales import Band
from lakin.formatting import percent
from reports.blocks import Status
from reports.contributors import Contributions, contributions
from reports.forecasts import Forecast, forecasts, years_read
from reports.indicator_quarters import QuarterFigure, quarter_figures
from reports.indicator_rows import IndicatorRows, indicator_rows
from reports.indicator_years import YearFigure, year_figures
from reports.masking import unnamed
from reports.sections.ratings import rating
from units.access import visible_units
from units.models import Unit


@dataclass(frozen=True)
class Relative:
    """An indicator that this one follows or that follows it; `year` is one in which it holds."""

    indicator: Indicator
    unit: Unit
    year: int
    words: str


@dataclass(frozen=True)
class IndicatorPage:
    """`score` is the year so far against the target of the quarter; `year_score` against that of the year."""

    rows: IndicatorRows
    quarter: int
    score: IndicatorScore
    rating: Status
    rating_words: str
    reason: str
    year_score: IndicatorScore
    quarters: tuple[QuarterFigure, ...]
    years: tuple[YearFigure, ...]
    contributions: Contributions | None
    relatives: tuple[Relative, ...]
    before: AgreementLine | None
    after: AgreementLine | None

    @property
    def unit(self) -> Unit:
        return self.rows.unit

    @property
    def year(self) -> int:
        return self.rows.year

    @property
    def indicator(self) -> Indicator:
        return self.rows.indicator

    @property
    def rules(self) -> Rules:
        return self.rows.rules[self.year]

    @property
    def is_summed(self) -> bool:
        """Whether the quarters add up, so that a quarter alone is not what its target is about."""
        return self.indicator.accumulation != Accumulation.LAST and not self.rows.is_pool

    @property
    def held(self) -> tuple[int, ...]:
        """The years in which the unit promised or measured it, and this one."""
        return tuple(sorted({self.year, *self.rows.lines, *(year for year, one in self.rows.realized.items() if one)}))

    @property
    def told(self) -> tuple[QuarterFigure, ...]:
        """The quarters of which the reporter wrote how they came about, the latest first."""
        return tuple(one for one in reversed(self.quarters) if one.has_words)

    @property
    def files(self) -> int:
        """How many files of evidence the year has."""
        return sum(len(one.files) for one in self.quarters)

    @property
    def over_time(self) -> tuple[YearFigure, ...]:
        """The years of which more is known than what the Renstra wants."""
        return tuple(one for one in self.years if one.value is not None or one.text or one.target or one.capaian)

    @property
    def path(self) -> tuple[YearFigure, ...]:
        """The years for which the Renstra has a target."""
        return tuple(one for one in self.years if one.planned)

    @property
    def forecasts(self) -> tuple[Forecast, ...]:
        """Both forecasts of the year's end; none at the year's end and for a predicate."""
        if self.quarter >= YEAR_END or self.indicator.measure == Measure.PREDICATE:
            return ()
        values = {year: self.rows.values(year) for year in years_read(self.year)}
        return forecasts(self.rows.line, self.rules, values, self.year, self.quarter)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the figures of earlier years come from."""
        return tuple(dict.fromkeys(words for one in self.years for words in one.sources))


def indicator_page(user, unit: Unit, year: int, quarter: int, indicator_id: int) -> IndicatorPage:
    """The page in a constant number of queries; 404 for an indicator the unit has nothing to do with."""
    rows = indicator_rows(unit, year, indicator_id)
    if rows is None:
        raise Http404("Indikator ini tidak ada pada unit tersebut.")
    found = {rows.indicator.pk: rows.measured(year, quarter, verified_only=True)}
    measured = with_pending(unit, year, [rows.indicator], found, through=quarter)[rows.indicator.pk]
    score = score_of(rows.target_of(quarter), measured, rows.rules[year])
    pool = contributions(user, rows, quarter)
    before, after = rows.neighbours()
    return IndicatorPage(
        rows=rows,
        quarter=quarter,
        score=score,
        rating=rating(score),
        rating_words=rating_words(score),
        reason=unnamed(score.reason, unreachable(rows, pool)),
        year_score=rows.score(year, measured),
        quarters=quarter_figures(user, rows),
        years=year_figures(rows, measured, quarter),
        contributions=pool,
        relatives=relatives(user, rows),
        before=before,
        after=after,
    )


def rating_words(score: IndicatorScore) -> str:
    """Which range of the rating scale the capaian lies in; for a predicate how the two words stand."""
    if score.band:
        return f"{percent(score.achievement.value)} termasuk rentang {span(score.band)}: {score.band.label}."
    stands = {Standing.ABOVE: "lebih tinggi dari", Standing.EQUAL: "sama dengan", Standing.BELOW: "lebih rendah dari"}
    if score.standing and score.measurement.text:
        return f"{score.measurement.text} {stands[score.standing]} target {score.target_text} pada skala predikatnya."
    return ""


def span(band: Band) -> str:
    """A band as its scale prints it: "> 100%", "90% sampai < 100%"."""
    if band.lower is not None and band.lower == band.upper:
        return f"tepat {percent(band.lower)}"
    low = f"{'≥' if band.lower_closed else '>'} {percent(band.lower)}" if band.lower is not None else ""
    high = f"{'≤' if band.upper_closed else '<'} {percent(band.upper)}" if band.upper is not None else ""
    return " sampai ".join(filter(None, (low, high))) or "berapa pun"


def unreachable(rows: IndicatorRows, pool: Contributions | None) -> set[Unit]:
    """The contributing units that the person may not know of."""
    if pool is None or pool.others is None:
        return set()
    known = {one.unit.pk for one in pool.rows} | {rows.unit.pk}
    return {row.unit for found in rows.realized[rows.year].values() for row in found if row.unit_id not in known}


def relatives(user, rows: IndicatorRows) -> tuple[Relative, ...]:
    """What the indicator follows and what follows it, of units the person may see."""
    indicator = rows.indicator
    found = [(indicator.predecessor, "Menggantikan")] if indicator.predecessor else []
    found += [(one, "Digantikan oleh") for one in indicator.successors.all()]
    units = {one.objective.plan.unit_id for one, _ in found}
    seen = set(visible_units(user).filter(pk__in=units).values_list("pk", flat=True)) if found else set()
    return tuple(
        Relative(one, one.objective.plan.unit, year_within(one, rows.year), words)
        for one, words in found
        if one.objective.plan.unit_id in seen
    )


def year_within(indicator: Indicator, year: int) -> int:
    """The year nearest to this one in which an indicator holds."""
    plan = indicator.objective.plan
    first, last = indicator.year_from or plan.year_from, indicator.year_to or plan.year_to
    return min(max(year, first), last)
