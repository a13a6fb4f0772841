"""What a unit really measured in a year: stored realizations turned into one value by the engine, with its trace."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from django.db.models import Q

from indicators import formula
from indicators.corrections import pending_in
from indicators.formula import Accumulation, Calculation, Part, Result
from indicators.models import ComponentRole, Indicator, Measure, Realization, RealizationStatus
from indicators.traces import told
from lakin.formatting import quarter_name, roman


class Basis(StrEnum):
    COMPUTED = "computed"
    TYPED = "typed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Measurement:
    """A realization of a year: `value` in the indicator's measure (None: not known), or `text` for a predicate.

    `pending` says which verified quarter is out of force because its correction waits; empty where none does.
    `from_quarter` is the earlier quarter a position was last reported for; None where it is of the quarter asked for.
    """

    value: Decimal | None = None
    text: str = ""
    basis: Basis = Basis.UNKNOWN
    trace: str = ""
    reason: str = ""
    typed: Decimal | None = None
    computed: Decimal | None = None
    source_year: int | None = None
    is_verified: bool = False
    pending: str = ""
    from_quarter: int | None = None

    @property
    def is_known(self):
        return self.value is not None or bool(self.text)

    @property
    def period_words(self) -> str:
        """Of which other year or earlier quarter the value is; empty where it is of its own."""
        if not self.is_known:
            return ""
        if self.source_year:
            return f"nilai tahun {self.source_year}"
        return f"nilai triwulan {roman(self.from_quarter)}" if self.from_quarter else ""


NOTHING = Measurement(reason="Realisasi belum ada.")
# How the value follows from the components; only these need them read.
BY_PARTS = {
    Calculation.WEIGHTED: formula.weighted,
    Calculation.MEAN: formula.component_mean,
    Calculation.SUM: formula.total,
    Calculation.COUNT: formula.total,
    Calculation.SURVEY: formula.survey,
}


def parts_of(realization: Realization, values=None) -> tuple[Part, ...]:
    """A part for each component that enters the calculation of the year; one without a value is unknown.

    `values` stand in for the stored ones, for a realization that is still being typed.
    """
    stored = {value.component_id: value for value in (realization.parts.all() if values is None else values)}
    return tuple(
        part_of(component, stored.get(component.pk))
        for component in realization.indicator.components.all()
        if component.role == ComponentRole.PART and component.year == realization.year
    )


def part_of(component, value) -> Part:
    """One component as the engine reads it; `value` None is not known."""
    if value is None:
        return Part(component.name, weight=component.weight)
    return Part(component.name, value.numerator, value.denominator, component.weight, value.score)


def computed(realization: Realization, values=None) -> Result:
    """The value that follows from n and T or the components; None with a reason where it does not follow."""
    calculation = Calculation(realization.indicator.calculation)
    if calculation in (Calculation.RATIO, Calculation.POOLED):
        return formula.ratio(realization.numerator, realization.denominator)
    if calculation not in BY_PARTS:
        return Result(None, "", "Nilai diisi langsung dari sumbernya.")
    parts = parts_of(realization, values)
    return BY_PARTS[calculation](parts) if parts else Result(None, "", "Komponen belum ada.")


def of_quarter(realization: Realization, values=None) -> Measurement:
    """The measurement of one quarter: computed where everything is known, else the typed value; or the predicate."""
    if realization.indicator.measure == Measure.PREDICATE:
        return of_word(realization)
    result = computed(realization, values)
    is_computed = result.value is not None
    value = result.value if is_computed else realization.value
    known = value is not None
    return Measurement(
        value=value,
        basis=Basis.COMPUTED if is_computed else Basis.TYPED if known else Basis.UNKNOWN,
        trace=result.trace,
        reason="" if known else result.reason or NOTHING.reason,
        typed=realization.value,
        computed=result.value,
        **standing_of(realization),
    )


def of_word(realization: Realization) -> Measurement:
    """The measurement of a quarter's predicate; a number beside it means nothing."""
    known = bool(realization.text)
    return Measurement(
        text=realization.text,
        basis=Basis.TYPED if known else Basis.UNKNOWN,
        reason="" if known else NOTHING.reason,
        **standing_of(realization),
    )


def standing_of(realization: Realization) -> dict:
    """What a measurement says of its row: the other year that stands in, and whether it is verified."""
    return {
        "source_year": realization.source_year if realization.is_from_other_year else None,
        "is_verified": realization.status == RealizationStatus.VERIFIED,
    }


def of_year(
    indicator: Indicator, realizations: Iterable[Realization], *, through: int = 4, typed: dict | None = None
) -> Measurement:
    """The value of one unit up to a quarter by the indicator's accumulation; NOTHING when no quarter is known.

    `typed` are component values by quarter that stand in for the stored ones.
    """
    return of_quarters(indicator, realizations, (through,), typed=typed)[through]


def of_quarters(
    indicator: Indicator, realizations: Iterable[Realization], throughs: Iterable[int], *, typed: dict | None = None
) -> dict[int, Measurement]:
    """The same up to each of several quarters, every row being measured once."""
    quarters, typed = by_quarter(realizations, 4), typed or {}
    found, measured = {}, []
    for through in throughs:
        measured += [
            of_quarter(quarters[quarter], typed.get(quarter)) if quarter in quarters else NOTHING
            for quarter in range(len(measured) + 1, through + 1)
        ]
        so_far = {quarter: row for quarter, row in quarters.items() if quarter <= through}
        found[through] = up_to(indicator, so_far, measured) if so_far else NOTHING
    return found


def up_to(indicator: Indicator, quarters: dict[int, Realization], measured: list[Measurement]) -> Measurement:
    """The year so far from its measured quarters, at least one of which has a row."""
    if indicator.accumulation == Accumulation.LAST or indicator.measure == Measure.PREDICATE:
        return latest(measured)
    return accumulated(indicator, quarters, measured)


def by_quarter(realizations, through) -> dict[int, Realization]:
    """The realizations by their quarter, up to one."""
    return {realization.quarter: realization for realization in realizations if realization.quarter <= through}


def latest(measured) -> Measurement:
    """The last quarter that is known, which says so where it is an earlier one; while none is, the last reason."""
    for quarter in range(len(measured), 0, -1):
        if measured[quarter - 1].basis is not Basis.UNKNOWN:
            return dated(measured[quarter - 1], quarter, len(measured))
    return [measurement for measurement in measured if measurement is not NOTHING][-1]


def dated(measurement: Measurement, quarter: int, through: int) -> Measurement:
    """The measurement of a quarter as it answers for a later one."""
    return replace(measurement, from_quarter=quarter) if quarter < through else measurement


def accumulated(indicator, quarters, measured) -> Measurement:
    """The quarters summed or averaged; a summed ratio divides the sums of n and T."""
    through = len(measured)
    accumulation = Accumulation(indicator.accumulation)
    is_ratio = indicator.calculation in (Calculation.RATIO, Calculation.POOLED)
    typed = formula.accumulate(padded(row.typed for row in measured), accumulation, through=through).value
    if is_ratio and accumulation == Accumulation.SUM:
        # Percents of quarters do not add up, so what was typed has no sum here.
        typed = None
        result = formula.pooled([contribution(quarters, quarter) for quarter in range(1, through + 1)])
    else:
        result = formula.accumulate(padded(row.value for row in measured), accumulation, through=through)
    is_computed = result.value is not None and all(row.basis is Basis.COMPUTED for row in measured)
    return Measurement(
        value=result.value,
        basis=Basis.UNKNOWN if result.value is None else Basis.COMPUTED if is_computed else Basis.TYPED,
        trace=result.trace,
        reason=result.reason,
        typed=typed,
        computed=result.value if is_computed else None,
        source_year=other_year(quarters.values()),
        is_verified=all(row.is_verified for row in measured if row is not NOTHING),
    )


def padded(values) -> list:
    """The values of the quarters so far as a list of four."""
    return [*values, None, None, None, None][:4]


def contribution(quarters, quarter) -> Part:
    """A unit's n and T of one quarter; a quarter without a row is unknown."""
    row = quarters.get(quarter)
    label = told(lambda: contribution_words(quarters, quarter))
    return Part(label, row.numerator, row.denominator) if row else Part(label)


def contribution_words(quarters, quarter) -> str:
    """Whose quarter it is, and whether it still waits to be verified."""
    row, unit = quarters.get(quarter), next(iter(quarters.values())).unit
    waits = ", belum terverifikasi" if row and row.status != RealizationStatus.VERIFIED else ""
    return f"{unit.label}, {quarter_name(quarter)}{waits}"


def other_year(rows) -> int | None:
    """The other year whose value stands in; None when every value is of its own year."""
    return next((row.source_year for row in rows if row.is_from_other_year), None)


def pooled_over_units(indicator: Indicator, by_unit: dict, *, through: int = 4) -> Measurement:
    """The pooled ratio over contributing units: the sum of their n over the sum of their T."""
    units = [quarters for rows in by_unit.values() if (quarters := by_quarter(rows, through))]
    if not units:
        return NOTHING
    if indicator.accumulation == Accumulation.LAST:
        units = [latest_ratio(quarters) for quarters in units]
    rows = [row for quarters in units for row in quarters.values()]
    result = pooled_result(Accumulation(indicator.accumulation), units, through)
    pooled = Measurement(
        value=result.value,
        basis=Basis.UNKNOWN if result.value is None else Basis.COMPUTED,
        trace=result.trace,
        reason=result.reason,
        computed=result.value,
        source_year=other_year(rows),
        is_verified=all(row.status == RealizationStatus.VERIFIED for row in rows),
    )
    is_position = indicator.accumulation == Accumulation.LAST and pooled.is_known
    return dated(pooled, max(row.quarter for row in rows), through) if is_position else pooled


def latest_ratio(quarters) -> dict[int, Realization]:
    """Only the last quarter with an n or a T; while there is none, only the last quarter."""
    known = [quarter for quarter, row in quarters.items() if (row.numerator, row.denominator) != (None, None)]
    last = max(known or quarters)
    return {last: quarters[last]}


def pooled_result(accumulation, units, through) -> Result:
    """One ratio over the units: of the latest quarter of each, of all quarters summed, or the mean of the quarters."""
    if accumulation == Accumulation.LAST:
        return formula.pooled([contribution(quarters, quarter) for quarters in units for quarter in quarters])
    periods = range(1, through + 1)
    if accumulation == Accumulation.SUM:
        return formula.pooled([contribution(quarters, quarter) for quarters in units for quarter in periods])
    ratios = [formula.pooled([contribution(quarters, quarter) for quarters in units]).value for quarter in periods]
    return formula.accumulate(padded(ratios), accumulation, through=through)


def measurements(
    unit, year: int, indicators: Sequence[Indicator], *, through: int = 4, verified_only: bool = True
) -> dict[int, Measurement]:
    """The measurement of each indicator by its id, in a constant number of queries."""
    rows = Realization.objects.filter(year=year, quarter__lte=through)
    pooled = [indicator for indicator in indicators if indicator.calculation == Calculation.POOLED]
    # Other units' rows of a shared indicator matter only where they are pooled; there an unverified one is unknown.
    gathered = [indicator for indicator in pooled if indicator.objective.plan.unit_id == unit.pk]
    counts = Q(status=RealizationStatus.VERIFIED) | Q(indicator__in=pooled) if verified_only else Q()
    own = rows.filter(counts, unit=unit, indicator__in=indicators).exclude(indicator__in=gathered).order_by("quarter")
    shared = rows.filter(indicator__in=gathered).order_by("unit__path", "quarter")
    grouped = defaultdict(lambda: defaultdict(list))
    for row in chain(own.with_parts(), shared.with_parts()):
        grouped[row.indicator_id][row.unit_id].append(row)
    found = {
        indicator.pk: measure(unit, indicator, grouped[indicator.pk], through, verified_only=verified_only)
        for indicator in indicators
    }
    return with_pending(unit, year, indicators, found, through=through) if verified_only else found


def with_pending(
    unit, year: int, indicators: Sequence[Indicator], found: dict[int, Measurement], *, through: int
) -> dict[int, Measurement]:
    """The measurements of a unit, those that a pending correction set aside with the news of it; one query."""
    waiting = pending_in(unit, year, indicators, through=through)
    return found | {key: set_aside(found[key], *told) for key, told in waiting.items()}


def set_aside(measurement: Measurement, quarter: int, words: str) -> Measurement:
    """The measurement with the news that a correction waits, which is also the reason where nothing is known."""
    told = f"{quarter_name(quarter)}: {words}."
    return replace(measurement, pending=told, reason=measurement.reason if measurement.is_known else told)


def measure(unit, indicator, by_unit, through, *, verified_only=True) -> Measurement:
    """The measurement of one indicator from its realizations grouped by unit; only the owner of a pool pools it."""
    return measure_each(unit, indicator, by_unit, (through,), verified_only=verified_only)[through]


def measure_each(unit, indicator, by_unit, throughs, *, verified_only=True) -> dict[int, Measurement]:
    """The same up to each of several quarters."""
    if indicator.calculation != Calculation.POOLED:
        return of_quarters(indicator, by_unit.get(unit.pk, ()), throughs)
    admitted = {key: admit(rows, verified_only) for key, rows in by_unit.items()}
    # What the owner itself filled in is the total it keeps by hand: adding it would count every contribution twice.
    own = admitted.pop(unit.pk, ())
    if indicator.objective.plan.unit_id != unit.pk or not admitted:
        return of_quarters(indicator, own, throughs)
    results = {through: pooled_over_units(indicator, admitted, through=through) for through in throughs}
    left_out = f"; isian {unit.label} sendiri tidak ikut digabung" if own else ""
    return {
        through: replace(result, trace=f"{result.trace}{left_out if result.trace else ''}")
        for through, result in results.items()
    }


def admit(rows, verified_only) -> list[Realization]:
    """The rows of a contributing unit that count; while none is verified, the same rows with nothing known."""
    verified = [row for row in rows if row.status == RealizationStatus.VERIFIED]
    if verified or not verified_only:
        return verified if verified_only else list(rows)
    return [row.without_figures() for row in rows]
