"""One indicator in one quarter as its reporter sees it: what may be done, and what the typed figures give."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404

from agreements.models import AgreementLine, PerformanceAgreement
from agreements.quarter import QuarterLine, QuarterSheet, quarter_sheet
from agreements.queue import QueueRow
from agreements.scorecard import IndicatorScore, in_quarter, score_of
from indicators.entry import COLUMNS, PART_COLUMNS, Entry, entry_of
from indicators.formula import Accumulation, Calculation
from indicators.measurement import Basis, Measurement, of_quarter, of_year, parts_of
from indicators.models import Component, ComponentValue, Indicator, Measure, Realization, RealizationStatus
from indicators.periods import QUARTERS
from indicators.plausibility import Nature, Reading, doubts, outlier
from lakin.formatting import quarter_name
from reports.blocks import Status
from reports.sections.ratings import rating
from units.access import has_role, holders
from units.models import Role, Unit, User


@dataclass(frozen=True)
class Desk:
    """Where a reporter sits: the line of the quarter with all that stands around it."""

    unit: Unit
    year: int
    quarter: int
    sheet: QuarterSheet
    line: QuarterLine
    components: tuple[Component, ...]
    is_reporter: bool
    planners: tuple[str, ...]

    @property
    def indicator(self) -> Indicator:
        return self.line.indicator

    @property
    def realization(self) -> Realization | None:
        return self.line.realization

    @property
    def is_begun(self) -> bool:
        """Whether anything was typed; a file alone leaves an empty row too."""
        return entry_of(self.realization) != Entry()

    @property
    def may_fill(self) -> bool:
        return self.is_reporter and not self.line.lock

    @property
    def may_withdraw(self) -> bool:
        return not self.line.correction and self.stands(RealizationStatus.SUBMITTED)

    @property
    def may_cancel(self) -> bool:
        """Whether the reporter may give up a correction, which needs no open quarter."""
        return self.is_reporter and bool(self.line.correction)

    @property
    def may_correct(self) -> bool:
        return self.stands(RealizationStatus.VERIFIED)

    def stands(self, status) -> bool:
        """Whether the reporter may still change what has this status; only while the quarter is open."""
        return self.is_reporter and self.line.status == status and self.sheet.period.is_open

    @property
    def year_score(self) -> IndicatorScore:
        """The line with the target of the year."""
        return score_of(self.line.line, self.line.score.measurement, self.sheet.rules)

    @property
    def place(self) -> dict:
        """The arguments of the addresses of this page."""
        return self.sheet_place | {"indicator_id": self.indicator.pk}

    @property
    def sheet_place(self) -> dict:
        return {"code": self.unit.code, "year": self.year, "quarter": self.quarter}


@dataclass(frozen=True)
class Seat:
    """As much of a desk as keeping a draft needs; what may not be kept, the verb says."""

    may_correct: ClassVar[bool] = False
    unit: Unit
    year: int
    quarter: int
    indicator: Indicator
    components: tuple[Component, ...]
    realization: Realization | None


@dataclass(frozen=True)
class Preview:
    """What typed figures give, all of it by the engine; nothing of it is stored."""

    measurement: Measurement
    score: IndicatorScore
    rating: Status
    warnings: tuple[str, ...]

    @property
    def has_score(self) -> bool:
        """Whether the quarter itself is known; an earlier one must not answer for it."""
        return self.measurement.is_known and self.score.measurement.is_known


@dataclass(frozen=True)
class Past:
    """One earlier figure under its name."""

    name: str
    measurement: Measurement


def desk(user: User, unit: Unit, year: int, quarter: int, indicator_id: int) -> Desk:
    """The desk of one indicator; 404 for one that the unit did not promise, and for a fifth quarter."""
    if quarter not in QUARTERS:
        raise Http404("Triwulan hanya I sampai IV.")
    sheet = quarter_sheet(unit, year, quarter, indicator_id=indicator_id)
    if not sheet.lines:
        raise Http404("Indikator ini tidak ada dalam Perjanjian Kinerja unit.")
    line = sheet.lines[0]
    components = components_of(line.indicator, year)
    is_reporter = has_role(user, unit, Role.REPORTER)
    return Desk(unit, year, quarter, sheet, line, components, is_reporter, planners_of(sheet.period.decided_by(unit)))


def seat(unit: Unit, year: int, quarter: int, indicator_id: int) -> Seat:
    """The seat at one indicator; 404 as for its desk."""
    in_force = PerformanceAgreement.objects.in_force(unit, year).values("pk")
    promised = AgreementLine.objects.filter(agreement=in_force, indicator__pk=indicator_id)
    line = promised.select_related("indicator__predicate_scale").order_by("pk").first()
    if line is None or quarter not in QUARTERS:
        raise Http404("Indikator ini tidak ada dalam Perjanjian Kinerja unit.")
    indicator = line.indicator
    stored = Realization.objects.filter(unit=unit, indicator=indicator, year=year, quarter=quarter).order_by("pk")
    return Seat(unit, year, quarter, indicator, components_of(indicator, year), stored.first())


def components_of(indicator: Indicator, year: int) -> tuple[Component, ...]:
    """The components of the indicator in the year, in order."""
    return tuple(indicator.components.filter(year=year).order_by("order"))


def planners_of(unit: Unit) -> tuple[str, ...]:
    """The names of those who open periods and grant more time, the nearest first."""
    return tuple(person.get_full_name() or person.get_username() for person in holders(unit, Role.PLANNER))


def neighbours(desk: Desk) -> tuple[AgreementLine | None, AgreementLine | None]:
    """The lines before and after this one in the order of the agreement; None at the ends."""
    lines = list(
        AgreementLine.objects.filter(agreement=desk.sheet.agreement)
        .select_related("indicator")
        .order_by("indicator__objective__order", "indicator__objective_id", "order", "pk")
    )
    at = next(at for at, line in enumerate(lines) if line.pk == desk.line.line.pk)
    return (lines[at - 1] if at else None, lines[at + 1] if at + 1 < len(lines) else None)


def typed(desk: Desk, entry: Entry) -> tuple[Realization, list[ComponentValue]]:
    """A realization in memory that says what was typed, with its component values."""
    columns = {name: getattr(entry, name) for name in COLUMNS}
    place = {"unit": desk.unit, "indicator": desk.indicator, "year": desk.year, "quarter": desk.quarter}
    values = [
        ComponentValue(component_id=key, **{name: getattr(part, name) for name in PART_COLUMNS})
        for key, part in entry.parts.items()
    ]
    return Realization(**place, **columns), values


def preview(desk: Desk, entry: Entry) -> Preview:
    """The quarter, the year so far and its capaian as they would be with this entry."""
    row, values = typed(desk, entry)
    rows = [*(one for one in desk.line.so_far if one.quarter != desk.quarter), row]
    so_far = of_year(desk.indicator, rows, through=desk.quarter, typed={desk.quarter: values})
    score = score_of(in_quarter(desk.line.line, desk.line.target), so_far, desk.sheet.rules)
    measurement = of_quarter(row, values)
    warnings = tuple(odd(desk, row, values, measurement, so_far))
    return Preview(measurement, score, rating(score), warnings)


def odd(desk, row, values, measurement, so_far) -> Iterable[str]:
    """What a reporter should look at twice."""
    yield from odd_figures(row, measurement, parts_of(row, values), reading_before(desk))
    if desk.indicator.measure != Measure.PREDICATE:
        yield from outlier(Reading("tahun ini", so_far.value), reading_last_year(desk), desk.indicator.written)


def odd_in_queue(row: QueueRow) -> tuple[str, ...]:
    """The same for a verifier, of whom the year before is not asked."""
    fact, last = row.realization, row.before
    before = last and Reading(quarter_name(last.quarter), row.previous.value, last.numerator, last.denominator)
    return tuple(odd_figures(fact, row.measurement, parts_of(fact), before))


def odd_figures(row, measurement, parts, before: Reading | None) -> Iterable[str]:
    """What is odd about the figures of a quarter, alone and against the quarter before."""
    indicator = row.indicator
    if indicator.measure == Measure.PREDICATE:
        return
    nature = Nature(
        indicator.accumulation,
        is_share=indicator.calculation in (Calculation.RATIO, Calculation.POOLED),
        is_count=indicator.measure == Measure.COUNT,
        write=indicator.written,
    )
    now = Reading("sekarang", measurement.value, row.numerator, row.denominator)
    yield from doubts(now, nature, before, parts)
    if None not in (measurement.typed, measurement.computed):
        pair = (indicator.written(measurement.typed), indicator.written(measurement.computed))
        if pair[0] != pair[1]:
            yield f"Nilai yang diketik {pair[0]} berbeda dari hitungan {pair[1]}; yang dipakai hitungannya."
    if row.is_from_other_year and not row.source:
        yield f"Nilai tahun {row.source_year} dipakai; sebutkan sumber angkanya."


def reading_before(desk: Desk) -> Reading | None:
    """The figures of the quarter before; None in the first quarter or where nothing was filled in."""
    row = next((one for one in desk.line.so_far if one.quarter == desk.quarter - 1), None)
    if row is None:
        return None
    return Reading(quarter_name(row.quarter), desk.line.previous.value, row.numerator, row.denominator)


def reading_last_year(desk: Desk) -> Reading:
    """Last year up to the same quarter, or the whole of it where only that is known."""
    last = desk.line.last_year
    is_sum = desk.indicator.accumulation == Accumulation.SUM
    return Reading(f"tahun {desk.year - 1}", last.value, is_whole_year=is_sum and last.basis is Basis.UNKNOWN)


def past(desk: Desk) -> tuple[Past, ...]:
    """The same time last year and the earlier quarters of this year."""
    last = desk.line.last_year
    until = "" if last.basis is Basis.UNKNOWN else f" s.d. {quarter_name(desk.quarter)}"
    quarters = (Past(quarter_name(at), one) for at, one in enumerate(desk.line.before, start=1))
    return (Past(f"Tahun {desk.year - 1}{until}", last), *quarters)
