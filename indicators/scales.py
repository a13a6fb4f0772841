"""Rating scales: bands of capaian with open or closed bounds, a word and a mark; checked for gaps and overlaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from indicators.achievement import exact, round_half_up
from lakin.formatting import number

MARKS = ("above", "met", "near", "below", "far_below")
INFINITY = Decimal("Infinity")


@dataclass(frozen=True)
class Band:
    """One band in percent; a bound of None is open to infinity. `mark` is one of MARKS."""

    lower: Decimal | None
    upper: Decimal | None
    lower_closed: bool
    upper_closed: bool
    label: str
    mark: str


DEFAULT_BANDS = (
    Band(Decimal(100), None, False, False, "Di atas target", "above"),
    Band(Decimal(100), Decimal(100), True, True, "Sesuai target", "met"),
    Band(Decimal(90), Decimal(100), True, False, "Mendekati target", "near"),
    Band(Decimal(50), Decimal(90), True, False, "Di bawah target", "below"),
    Band(None, Decimal(50), False, False, "Jauh di bawah target", "far_below"),
)


def rate(value, bands: Iterable[Band] = DEFAULT_BANDS, decimals=2) -> Band | None:
    """Return the band of the value as it is shown; None when the value is not known or no band holds it."""
    if value is None:
        return None
    steps = round_half_up(value, decimals).scaleb(decimals)
    return next((band for band in bands if _first(band, decimals) <= steps <= _last(band, decimals)), None)


def problems(bands: Sequence[Band], *, lowest=None, highest=None, decimals=2) -> list[str]:
    """Return what is wrong with a scale in Indonesian: empty bands, overlaps, gaps between `lowest` and `highest`.

    Values are rounded before they are rated, so 76,60 and 76,61 are neighbours; None means no end on that side.
    """
    faults = [f"Rentang “{band.label}”: tanda “{band.mark}” tidak dikenal." for band in bands if band.mark not in MARKS]
    faults += [
        f"Rentang “{band.label}” kosong: tidak memuat nilai apa pun." for band in bands if _is_empty(band, decimals)
    ]
    if not bands:
        return ["Skala belum memuat rentang."]
    usable = sorted((band for band in bands if not _is_empty(band, decimals)), key=lambda band: _first(band, decimals))
    start = -INFINITY if lowest is None else exact(lowest).scaleb(decimals)
    end = INFINITY if highest is None else exact(highest).scaleb(decimals)
    return faults + _seams(usable, start, end, decimals)


def _seams(bands, start, end, decimals):
    """Return the overlaps and gaps of bands in ascending order, from start to end."""
    faults, reached, before = [], start - 1, None
    for band in bands:
        first, last = _first(band, decimals), _last(band, decimals)
        if first > reached + 1:
            faults.append(f"Nilai {_span(reached + 1, first - 1, decimals)} tidak mempunyai predikat.")
        elif before and first <= reached:
            span = _span(first, min(last, reached), decimals)
            faults.append(f"Rentang “{before.label}” dan “{band.label}” tumpang tindih untuk nilai {span}.")
        if last > reached:
            reached, before = last, band
    if reached < end:
        faults.append(f"Nilai {_span(reached + 1, end, decimals)} tidak mempunyai predikat.")
    return faults


def _first(band, decimals):
    """Return the lowest value of the band, counted in steps of the last decimal shown."""
    if band.lower is None:
        return -INFINITY
    bound = exact(band.lower).scaleb(decimals)
    return bound.to_integral_value(ROUND_CEILING) if band.lower_closed else bound.to_integral_value(ROUND_FLOOR) + 1


def _last(band, decimals):
    """Return the highest value of the band, counted in the same steps."""
    if band.upper is None:
        return INFINITY
    bound = exact(band.upper).scaleb(decimals)
    return bound.to_integral_value(ROUND_FLOOR) if band.upper_closed else bound.to_integral_value(ROUND_CEILING) - 1


def _is_empty(band, decimals):
    return _first(band, decimals) > _last(band, decimals)


def _span(first, last, decimals):
    """Return the words for all values from first to last, an infinite end being left out."""
    low, high = (number(end.scaleb(-decimals), decimals) if end.is_finite() else "" for end in (first, last))
    if low and high:
        return low if low == high else f"{low} sampai {high}"
    return f"mulai {low}" if low else f"sampai {high}" if high else "berapa pun"
