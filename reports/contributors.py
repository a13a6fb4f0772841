"""Which units a pooled figure is put together from, with the n, T and share of each."""

from dataclasses import dataclass
from decimal import Decimal

from agreements.models import AgreementLine, PerformanceAgreement
from indicators.formula import Accumulation, known_sum, ratio
from indicators.measurement import admit, by_quarter, latest_ratio
from indicators.models import Realization
from lakin.formatting import quarter_name
from reports.indicator_rows import IndicatorRows
from units.access import visible_units
from units.models import Unit

NOT_FILLED = "Belum ada isian, tidak ikut dihitung"
NOT_VERIFIED = "Belum terverifikasi"


@dataclass(frozen=True)
class Contribution:
    """One unit's n and T with what they give and their share of all n; None is not known. `unit` None: several units.

    `words` says which quarter the figures are of, or why there are none.
    """

    unit: Unit | None
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    share: Decimal | None
    words: str
    count: int = 1


@dataclass(frozen=True)
class Contributions:
    """The units that the person may see, the greatest n first, those beyond together, and all of them."""

    rows: tuple[Contribution, ...]
    others: Contribution | None
    total: Contribution
    of: str

    @property
    def count(self) -> int:
        return len(self.rows) + (self.others.count if self.others else 0)


def contributions(user, rows: IndicatorRows, through: int) -> Contributions | None:
    """The contributing units of a pool in two queries; None for what is no pool, or one without units."""
    if not rows.is_pool:
        return None
    by_unit = {unit_id: found for unit_id, found in rows.realized[rows.year].items() if unit_id != rows.unit.pk}
    units = {row.unit_id: row.unit for found in by_unit.values() for row in found} | promising(rows)
    if not units:
        return None
    seen = set(visible_units(user).filter(pk__in=units).values_list("pk", flat=True))
    counted = {unit_id: counted_rows(rows, by_unit.get(unit_id, ()), through) for unit_id in units}
    everything = [row for found in counted.values() for row in found]
    whole = together(None, everything, known_sum(row.numerator for row in everything), "", len(units))
    shown = [
        together(units[unit_id], found, whole.numerator, words_of(found, through))
        for unit_id, found in counted.items()
        if unit_id in seen
    ]
    beyond = [row for unit_id, found in counted.items() if unit_id not in seen for row in found]
    count = len(set(units) - seen)
    shown.sort(key=lambda one: (one.numerator is None, -(one.numerator or 0), one.unit.path))
    others = together(None, beyond, whole.numerator, "", count) if count else None
    return Contributions(tuple(shown), others, whole, rows.indicator.get_accumulation_display())


def promising(rows: IndicatorRows) -> dict[int, Unit]:
    """The other units whose agreement in force promises the same indicator."""
    signed = PerformanceAgreement.objects.signed().filter(year=rows.year)
    lines = AgreementLine.objects.filter(agreement__in=signed, indicator=rows.indicator)
    lines = lines.exclude(agreement__unit=rows.unit).exclude(agreement__status="superseded")
    return {line.agreement.unit_id: line.agreement.unit for line in lines.select_related("agreement__unit")}


def counted_rows(rows: IndicatorRows, found, through: int) -> list[Realization]:
    """The rows of a unit that enter the pool, as its accumulation takes them."""
    quarters = by_quarter(admit(found, verified_only=True), through)
    if not quarters:
        return []
    accumulation = Accumulation(rows.indicator.accumulation)
    if accumulation is Accumulation.LAST:
        return list(latest_ratio(quarters).values())
    if accumulation is Accumulation.AVERAGE:
        return [quarters[through]] if through in quarters else []
    return list(quarters.values())


def together(unit, found, whole, words, count=1) -> Contribution:
    """The rows of one unit, or of several, as one contribution; `whole` is the sum of every n."""
    numerator = known_sum(row.numerator for row in found)
    denominator = known_sum(row.denominator for row in found)
    share = ratio(numerator, whole).value
    return Contribution(unit, numerator, denominator, ratio(numerator, denominator).value, share, words, count)


def words_of(found, through: int) -> str:
    """Which quarter a unit's figures are of, or why it has none."""
    if not found:
        return NOT_FILLED
    if any(row.numerator is None or row.denominator is None for row in found):
        return NOT_VERIFIED if not found[0].pk else "n atau T belum ada"
    last = max(row.quarter for row in found)
    return "" if last == through else quarter_name(last)
