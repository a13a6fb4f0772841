"""What a unit really measured in a year: stored realizations turned into one value by the engine, with its trace."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators import formula
from indicators.formula import Accumulation, Calculation, Part, Result
from indicators.models import ComponentRole, Indicator, Realization, RealizationStatus


class Basis(StrEnum):
    COMPUTED = "computed"
    TYPED = "typed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Measurement:
    """A realization of a year: `value` in the indicator's measure (None: not known), or `text` for a predicate."""

    value: Decimal | None = None
    text: str = ""
    basis: Basis = Basis.UNKNOWN
    trace: str = ""
    reason: str = ""
    typed: Decimal | None = None
    computed: Decimal | None = None
    source_year: int | None = None
    is_verified: bool = False

    @property
    def is_known(self):
        return self.value is not None or bool(self.text)


NOTHING = Measurement(reason="Realisasi belum ada.")


def parts_of(realization: Realization) -> tuple[Part, ...]:
    """The parts that enter the calculation, from the prefetched component values."""
    return tuple(
        Part(value.component.name, value.numerator, value.denominator, value.component.weight, value.score)
        for value in realization.parts.all()
        if value.component.role == ComponentRole.PART
    )


def computed(realization: Realization) -> Result:
    """The value that follows from n and T or the components; None with a reason where it does not follow."""
    calculation = Calculation(realization.indicator.calculation)
    by_parts = {
        Calculation.WEIGHTED: formula.weighted,
        Calculation.MEAN: formula.component_mean,
        Calculation.SUM: formula.total,
        Calculation.COUNT: formula.total,
        Calculation.SURVEY: formula.survey,
    }
    if calculation in (Calculation.RATIO, Calculation.POOLED):
        return formula.ratio(realization.numerator, realization.denominator)
    if calculation not in by_parts:
        return Result(None, "", "Nilai diisi langsung dari sumbernya.")
    parts = parts_of(realization)
    return by_parts[calculation](parts) if parts else Result(None, "", "Komponen belum ada.")


def of_quarter(realization: Realization) -> Measurement:
    """The measurement of one quarter: computed where everything is known, else the typed value."""
    result = computed(realization)
    is_computed = result.value is not None
    value = result.value if is_computed else realization.value
    known = value is not None or bool(realization.text)
    return Measurement(
        value=value,
        text=realization.text,
        basis=Basis.COMPUTED if is_computed else Basis.TYPED if known else Basis.UNKNOWN,
        trace=result.trace,
        reason="" if known else result.reason or NOTHING.reason,
        typed=realization.value,
        computed=result.value,
        source_year=realization.source_year if realization.is_from_other_year else None,
        is_verified=realization.status == RealizationStatus.VERIFIED,
    )


def of_year(indicator: Indicator, realizations: Iterable[Realization], *, through: int = 4) -> Measurement:
    """The value of one unit up to a quarter by the indicator's accumulation; NOTHING when no quarter is known."""
    quarters = {realization.quarter: realization for realization in realizations if realization.quarter <= through}
    if not quarters:
        return NOTHING
    latest = of_quarter(quarters[max(quarters)])
    if indicator.accumulation == Accumulation.LAST or latest.text:
        return latest
    return accumulated(indicator, quarters, latest, through)


def accumulated(indicator, quarters, latest, through) -> Measurement:
    """The quarters summed or averaged; a summed ratio divides the sums of n and T."""
    is_summed = indicator.accumulation == Accumulation.SUM
    if is_summed and indicator.calculation in (Calculation.RATIO, Calculation.POOLED):
        parts = [
            Part(f"Triwulan {quarter}", row.numerator, row.denominator, None, None)
            for quarter, row in sorted(quarters.items())
        ]
        result = formula.pooled(parts)
    else:
        values = [of_quarter(quarters[quarter]).value if quarter in quarters else None for quarter in range(1, 5)]
        result = formula.accumulate(values, Accumulation(indicator.accumulation), through=through)
    return Measurement(
        value=result.value,
        basis=Basis.UNKNOWN if result.value is None else latest.basis,
        trace=result.trace,
        reason=result.reason,
        typed=latest.typed,
        computed=result.value if latest.basis == Basis.COMPUTED else None,
        source_year=latest.source_year,
        is_verified=all(row.status == RealizationStatus.VERIFIED for row in quarters.values()),
    )


def pooled_over_units(indicator: Indicator, by_unit: dict, *, through: int = 4) -> Measurement:
    """The pooled ratio over contributing units: the sum of their n over the sum of their T."""
    parts, verified = [], True
    for rows in by_unit.values():
        latest = max((row for row in rows if row.quarter <= through), key=lambda row: row.quarter, default=None)
        if latest is not None:
            parts.append(Part(latest.unit.label, latest.numerator, latest.denominator, None, None))
            verified = verified and latest.status == RealizationStatus.VERIFIED
    if not parts:
        return NOTHING
    result = formula.pooled(parts)
    basis = Basis.UNKNOWN if result.value is None else Basis.COMPUTED
    return Measurement(result.value, "", basis, result.trace, result.reason, None, result.value, None, verified)


def measurements(
    unit, year: int, indicators: Sequence[Indicator], *, through: int = 4, verified_only: bool = True
) -> dict[int, Measurement]:
    """The measurement of each indicator by its id, in a constant number of queries."""
    rows = Realization.objects.filter(indicator__in=indicators, year=year, quarter__lte=through)
    if verified_only:
        rows = rows.verified()
    rows = rows.select_related("indicator", "unit").prefetch_related("parts__component")
    grouped = defaultdict(lambda: defaultdict(list))
    for row in rows:
        grouped[row.indicator_id][row.unit_id].append(row)
    return {indicator.pk: measure(unit, indicator, grouped[indicator.pk], through) for indicator in indicators}


def measure(unit, indicator, by_unit, through) -> Measurement:
    """The measurement of one indicator from its realizations grouped by unit."""
    contributors = {key: rows for key, rows in by_unit.items() if key != unit.pk}
    if indicator.calculation == Calculation.POOLED and contributors:
        return pooled_over_units(indicator, contributors, through=through)
    return of_year(indicator, by_unit.get(unit.pk, ()), through=through)
