"""Doubts about typed figures, in words with both figures; a doubt never forbids anything."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from indicators.formula import Accumulation, Part
from lakin.formatting import percent, plain

MUCH = 2
# A comma in the wrong place makes a figure ten or a hundred times too large or too small.
SLIPPED = 8
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Reading:
    """What one quarter says under its name; None is not known. `is_whole_year` is a year of which only the end is."""

    name: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_whole_year: bool = False


@dataclass(frozen=True)
class Nature:
    """What an indicator is: how its quarters add up, whether n is a share of T, whether it counts something."""

    accumulation: str = Accumulation.LAST
    is_share: bool = False
    is_count: bool = False
    write: Callable[[Decimal], str] = plain


def doubts(now: Reading, nature: Nature, before: Reading | None = None, parts: Iterable[Part] = ()) -> list[str]:
    """What is odd about a quarter, alone and against the quarter before."""
    parts = list(parts)
    found = [*negative(now), *share(now, nature), *shares(parts), *weights(parts)]
    if before is None:
        return found
    fallen = backwards(now, before, nature) if nature.accumulation == Accumulation.LAST else []
    base = changed_base(now, before) if nature.is_share and nature.accumulation == Accumulation.LAST else []
    return [*found, *(fallen or outlier(now, before, nature.write)), *base]


def outlier(now: Reading, before: Reading, write: Callable[[Decimal], str] = plain) -> list[str]:
    """A value more than double or less than half the other; only known figures above zero are compared."""
    if now.value is None or before.value is None or now.value <= 0 or before.value <= 0:
        return []
    figures = f"{write(now.value)}, sedangkan {before.name} {write(before.value)}"
    above, below = now.value > before.value * MUCH, now.value * MUCH < before.value
    if before.is_whole_year and below:
        return []
    if now.value >= before.value * SLIPPED or now.value * SLIPPED <= before.value:
        return [f"Nilainya {figures}: mungkin salah letak koma."]
    if above:
        return [f"Nilainya {figures}: lebih dari dua kali lipat. Periksa bila bukan itu maksudnya."]
    return [f"Nilainya {figures}: kurang dari separuh. Periksa bila bukan itu maksudnya."] if below else []


def backwards(now: Reading, before: Reading, nature: Nature) -> list[str]:
    """A position that falls although it is counted on from quarter to quarter."""
    if fallen(now.numerator, before.numerator):
        pair = f"{plain(now.numerator)}, sedangkan {before.name} {plain(before.numerator)}"
        return [f"Pembilang (n) {pair}: angka posisi akhir biasanya tidak turun."]
    if nature.is_count and fallen(now.value, before.value):
        pair = f"{nature.write(now.value)}, sedangkan {before.name} {nature.write(before.value)}"
        return [f"Nilainya {pair}: jumlah posisi akhir biasanya tidak turun."]
    return []


def fallen(now: Decimal | None, before: Decimal | None) -> bool:
    return now is not None and before is not None and now < before


def share(now: Reading, nature: Nature) -> list[str]:
    """A part that is larger than its whole."""
    if nature.is_share and fallen(now.denominator, now.numerator):
        return [f"n ({plain(now.numerator)}) lebih besar daripada T ({plain(now.denominator)}): hasilnya di atas 100%."]
    return []


def shares(parts: Iterable[Part]) -> list[str]:
    """The components of which the part is larger than the whole."""
    return [
        f"{part.label}: n ({plain(part.numerator)}) lebih besar daripada T ({plain(part.denominator)})."
        for part in parts
        if fallen(part.denominator, part.numerator)
    ]


def weights(parts: Iterable[Part]) -> list[str]:
    """Weights that are given but do not add up to 100."""
    given = [part.weight for part in parts if part.weight is not None]
    if not given or sum(given) == WHOLE:
        return []
    return [f"Bobot komponen berjumlah {percent(sum(given))}, seharusnya 100,00%. Perencana yang memperbaikinya."]


def negative(now: Reading) -> list[str]:
    """A count below zero."""
    named = (("Pembilang (n)", now.numerator), ("Penyebut (T)", now.denominator))
    return [f"{name} {plain(value)} di bawah nol." for name, value in named if value is not None and value < 0]


def changed_base(now: Reading, before: Reading) -> list[str]:
    """A whole that changed between two positions of the same year."""
    if now.denominator is None or before.denominator is None or now.denominator == before.denominator:
        return []
    pair = f"{plain(before.denominator)} pada {before.name} menjadi {plain(now.denominator)}"
    return [f"Penyebut (T) berubah dari {pair}. Jelaskan sebabnya pada catatan bila memang berubah."]
