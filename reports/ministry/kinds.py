"""The eight indicators of every unit of a made-up ministry, so that every calculation, polarity and measure occurs."""

from dataclasses import dataclass
from random import Random

from indicators.formula import Calculation

SLOTS = 8
POOL, PARTS, EXTERNAL, WORDS = 1, 2, 3, 6
SCALE = ("D", "C", "CC", "B", "BB", "A", "AA")
# How much of the year's target is planned, and usually done, by the end of each quarter.
PLANNED = (0.15, 0.4, 0.7, 1.0)
DONE = (0.13, 0.38, 0.68, 1.0)
# Quarters in which a survey is held.
SURVEYED = (2, 4)
ELEMENTS = (
    *("Persyaratan", "Prosedur", "Waktu penyelesaian", "Biaya", "Produk layanan", "Kompetensi pelaksana"),
    *("Perilaku pelaksana", "Penanganan pengaduan", "Sarana dan prasarana"),
)


@dataclass(frozen=True)
class Kind:
    """One indicator as it is written and reckoned; `start` and `step` are its target and how it rises each year."""

    objective: int
    name: str
    measure: str
    label: str
    calculation: str
    accumulation: str
    polarity: str = "maximize"
    decimals: int = 2
    start: float = 80
    step: float = 1.5
    parts: tuple[tuple[str, str | None], ...] = ()


RATIO = Kind(0, "Persentase permohonan layanan yang ditangani tepat waktu", "percent", "", "ratio", "sum", start=88)
POOLED = Kind(0, "Persentase penerima manfaat yang mencapai keberfungsian sosial", "percent", "", "pooled", "sum")
COUNT = Kind(1, "Jumlah penerima manfaat yang dilayani", "count", "orang", "count", "sum", decimals=0, start=1200)
FEWER = Kind(2, "Jumlah pengaduan yang melewati batas waktu", "count", "pengaduan", "typed", "sum", "minimize", 0, 24)
AVERAGE = Kind(1, "Persentase kegiatan yang berjalan sesuai jadwal", "percent", "", "typed", "average", start=85)
IKPA = Kind(2, "Nilai Indikator Kinerja Pelaksanaan Anggaran (IKPA)", "score", "nilai", "external", "last", start=89)
RANGE = Kind(2, "Deviasi rencana penarikan dana", "percent", "", "external", "average", "range", start=0)
PREDICATE = Kind(2, "Predikat SAKIP", "predicate", "predikat", "external", "last")
WEIGHTED = Kind(
    *(0, "Indeks mutu layanan", "score", "indeks", "weighted", "last"),
    start=78,
    parts=(("Ketepatan sasaran", "30"), ("Kelengkapan layanan", "45"), ("Kepuasan penerima manfaat", "25")),
)
MEAN = Kind(
    *(0, "Rata-rata pemenuhan standar layanan", "percent", "", "mean", "last"),
    start=82,
    parts=(("Standar pelayanan minimal", None), ("Standar sarana", None)),
)
SUM = Kind(
    *(0, "Jumlah pedoman dan kebijakan yang ditetapkan", "count", "dokumen", "sum", "sum"),
    decimals=0,
    start=40,
    parts=(("Pedoman", None), ("Kebijakan", None), ("Standar operasional", None)),
)
SURVEY = Kind(
    *(0, "Indeks Kepuasan Masyarakat atas layanan unit", "score", "indeks", "survey", "last"),
    start=83,
    parts=tuple((name, None) for name in ELEMENTS),
)
WITH_PARTS = (WEIGHTED, MEAN, SUM, SURVEY)


def kinds_of(place) -> tuple[Kind, ...]:
    """The unit's eight indicators in order; a leaf promises the pooled one of the unit above in its second place."""
    pool = RATIO if not place.is_leaf and place.level < 2 else POOLED
    last = PREDICATE if place.level < 3 or place.pk % 5 == 0 else RANGE
    return RATIO, pool, WITH_PARTS[place.pk % len(WITH_PARTS)], IKPA, COUNT, FEWER, last, AVERAGE


@dataclass(frozen=True)
class Ability:
    """How a unit does: `level` around 1, `failing` where it lags and reports late, `drift` a year's change."""

    level: float
    drift: float
    failing: bool
    size: float


def ability_of(seed: int, place) -> Ability:
    """Always the same for the same unit and seed."""
    random = Random(f"{seed}/{place.path}")
    failing = place.level > 1 and random.random() < 0.08
    level = random.gauss(0.86 if failing else 1.02, 0.05)
    return Ability(level, random.gauss(-0.01 if failing else 0.01, 0.01), failing, random.uniform(0.4, 2.5))


def target_of(kind: Kind, ability: Ability, since: int) -> float:
    """The target of a year, that many years after the first; a count grows with the size of the unit."""
    grown = kind.start + kind.step * since
    if kind.measure != "count":
        return min(grown, 98.0) if kind.measure in ("percent", "score") else grown
    sized = round(kind.start * ability.size * (1 + 0.03 * since))
    return float(max(4, sized))


def promised(kind: Kind, target: float, quarter: int) -> str:
    """The target at the end of a quarter, as it is stored."""
    if kind.accumulation == "sum" and kind.measure == "count":
        return f"{max(1, round(target * PLANNED[quarter - 1]))}"
    if kind.accumulation == "last":
        return f"{target * (0.94 + 0.015 * quarter):.2f}"
    return f"{target:.2f}"


def done(kind: Kind, target: float, quarter: int, force: float) -> float:
    """What a unit of that force has at the end of a quarter, or in it where quarters are added up or averaged."""
    if kind.polarity == "minimize":
        force = 2 - force
    if kind.measure == "count":
        before = DONE[quarter - 2] if quarter > 1 else 0.0
        return target * force * (DONE[quarter - 1] - before)
    if kind.accumulation == "last":
        return min(99.5, target * (0.93 + 0.0175 * quarter) * force)
    return min(99.5, target * force)


def is_computed(kind: Kind) -> bool:
    """Whether the value follows from n and T."""
    return kind.calculation in (Calculation.RATIO, Calculation.POOLED)
