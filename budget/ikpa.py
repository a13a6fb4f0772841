"""An estimate of IKPA by the year's own rules, pure arithmetic; docs/capaian.md works each part with numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from budget.absorption import absorption, remaining
from budget.ikpa_rules import Indicator, Rules, rules_of
from indicators.achievement import HUNDRED, exact, operand
from lakin.formatting import join_words, number, percent

KINDS = ("51", "52", "53", "57")
QUARTER_ENDS = (3, 6, 9, 12)


@dataclass(frozen=True)
class Month:
    """One month by jenis belanja: what was planned and spent in it in rupiah; None means not known."""

    month: int
    planned: Mapping[str, int | None]
    spent: Mapping[str, int | None]


@dataclass(frozen=True)
class Given:
    """What the estimate reads.

    `revisions` are the dates of the DIPA revisions with unchanged pagu, None for an undated one; `ceilings` the pagu,
    `blocked` the blokir and `spent` the spending through the end of each quarter by jenis belanja; `outputs` realized
    and target volumes.
    """

    year: int
    last_month: int
    revisions: Sequence[date | None]
    months: Sequence[Month]
    ceilings: Mapping[str, int | None]
    spent: Mapping[int, Mapping[str, int | None]]
    outputs: Sequence[tuple[Decimal | None, Decimal | None]]
    blocked: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One indicator with its score 0 to 100; None means that it cannot be computed, and `reason` says why."""

    indicator: Indicator
    score: Decimal | None
    trace: str = ""
    reason: str = ""

    @property
    def contribution(self) -> Decimal | None:
        """Score × weight / 100."""
        return None if self.score is None else self.score * self.indicator.weight / HUNDRED


@dataclass(frozen=True)
class Estimate:
    """The estimate over the indicators that can be computed; `covered` is their weight, `value` None without any."""

    rules: Rules
    parts: tuple[Part, ...]
    covered: Decimal
    value: Decimal | None
    trace: str = ""


def estimate(given: Given) -> Estimate | None:
    """The estimate of IKPA; None when the rules of the year are not kept here."""
    rules = rules_of(given.year)
    if rules is None:
        return None
    parts = tuple(part_of(indicator, rules, given) for indicator in rules.indicators if indicator.weight)
    known = [part for part in parts if part.score is not None]
    covered = sum((part.indicator.weight for part in known), Decimal(0))
    if not covered:
        return Estimate(rules, parts, covered, None)
    gained = sum(part.contribution for part in known)
    value = gained * HUNDRED / covered
    trace = f"{number(gained)} / {operand(covered)} × 100 = {number(value)}"
    return Estimate(rules, parts, covered, value, trace)


def part_of(indicator: Indicator, rules: Rules, given: Given) -> Part:
    """One indicator of the estimate."""
    if indicator.lack:
        return Part(indicator, None, reason=f"Tidak dapat dihitung dari data LAKIN. {indicator.lack}")
    score, words = COMPUTED[indicator.key](rules, given)
    return Part(indicator, score, trace=words) if score is not None else Part(indicator, None, reason=words)


Scored = tuple[Decimal | None, str]


def revision_score(rules: Rules, given: Given) -> Scored:
    """The mean over the quarters or semesters begun, held to 100; every dated revision with unchanged pagu counts."""
    if None in given.revisions:
        return None, "Tanggal sebagian revisi DIPA tidak diketahui."
    if not given.last_month:
        return None, "Belum ada realisasi, sehingga masa penilaian belum dimulai."
    length = 3 if rules.revisions == "once_a_quarter" else 6
    counts = [
        sum(first <= on.month < first + length for on in given.revisions if on.year == given.year)
        for first in range(1, given.last_month + 1, length)
    ]
    scores = [score_of_count(rules.revisions, count) for count in counts]
    average = mean(scores)
    value = min(HUNDRED, average)
    period = "triwulan" if length == 3 else "semester"
    words = f"frekuensi tiap {period} {join_words(map(str, counts))}; nilai {join_words(map(number, scores))}"
    held = "" if value == average else f", dibatasi menjadi {number(value)}"
    return value, f"{words}; rata-rata {number(average)}{held}"


def score_of_count(rule: str, count: int) -> Decimal:
    """The score of one quarter or semester by how often the DIPA was revised in it."""
    if rule == "once_a_quarter":
        return HUNDRED / max(1, count)
    return Decimal(110) if count <= 1 else HUNDRED if count == 2 else Decimal(50)


def deviation_score(rules: Rules, given: Given) -> Scored:
    """100 minus the mean monthly deviation; 100 where the mean stays within the tolerance."""
    deviations = []
    for month in given.months[: given.last_month]:
        found = deviation_of_month(rules, month, given.ceilings)
        if found is None:
            return None, "Rencana halaman III atau realisasi per bulan dan jenis belanja tidak lengkap."
        deviations.append(found)
    if not deviations:
        return None, "Belum ada realisasi per bulan."
    average = mean(deviations)
    value = HUNDRED if average <= rules.tolerance else HUNDRED - average
    return value, f"rata-rata deviasi {len(deviations)} bulan {percent(average)}; nilai {number(value)}"


def deviation_of_month(rules: Rules, month: Month, ceilings) -> Decimal | None:
    """The deviation of a month in percent, over the jenis belanja with pagu; None when a figure is not known."""
    rows = []
    for kind in kinds_of(ceilings):
        planned, spent = month.planned.get(kind), month.spent.get(kind)
        if planned is None or spent is None or ceilings[kind] is None:
            return None
        rows.append((deviation_of(planned, spent), ceilings[kind] if rules.is_weighted else 1))
    return weighted(rows)


def deviation_of(planned: int, spent: int) -> Decimal:
    """|spent - planned| / planned × 100 held to 100; without a plan 100 as soon as something is spent."""
    if planned <= 0:
        return HUNDRED if spent else Decimal(0)
    return min(HUNDRED, absorption(abs(spent - planned), planned))


def absorption_score(rules: Rules, given: Given) -> Scored:
    """The mean over the quarters that ended, or of the one running, of spending against its target, held to 100."""
    ends = [end for end in QUARTER_ENDS if end <= given.last_month]
    if not ends:
        return None, "Triwulan I belum selesai."
    scores = []
    for at, end in enumerate(ends):
        found = score_of_quarter(rules, given.ceilings, given.spent.get(end, {}), at, given.blocked)
        if found is None:
            return None, "Pagu atau realisasi per jenis belanja tidak lengkap."
        scores.append(found)
    value = mean(scores)
    return value, f"nilai tiap triwulan {join_words(map(number, scores))}; rata-rata {number(value)}"


def score_of_quarter(rules: Rules, ceilings, spent, at: int, blocked=MappingProxyType({})) -> Decimal | None:
    """Spending against the target of a quarter, per jenis belanja by pagu or of the sums."""
    kinds = kinds_of(ceilings)
    if not kinds or any(ceilings[kind] is None or spent.get(kind) is None for kind in kinds):
        return None
    free = {kind: remaining(blocked.get(kind, 0) if rules.is_net else 0, ceilings[kind]) for kind in kinds}
    # Of a jenis belanja that is wholly blocked nothing is asked.
    kinds = [kind for kind in kinds if free[kind] > 0]
    goals = {kind: exact(free[kind]) * rules.targets[kind][at] / HUNDRED for kind in kinds}
    if not rules.is_weighted:
        return min(HUNDRED, absorption(sum(spent[kind] for kind in kinds), sum(goals.values())))
    return weighted([(min(HUNDRED, absorption(spent[kind], goals[kind])), ceilings[kind]) for kind in kinds])


def output_score(rules: Rules, given: Given) -> Scored:
    """The mean of the RO's realized volume against its target, each held to 100; punctuality is not known here."""
    if not given.outputs:
        return None, "Belum ada volume RO."
    shares = [absorption(realized, target) for realized, target in given.outputs]
    if None in shares:
        return None, f"Volume {shares.count(None)} dari {len(shares)} RO belum lengkap."
    value = mean([min(HUNDRED, share) for share in shares])
    return value, f"rata-rata capaian {len(shares)} RO {number(value)}; ketepatan waktu pelaporan tidak diperhitungkan"


COMPUTED = {
    "revisi": revision_score,
    "deviasi": deviation_score,
    "penyerapan": absorption_score,
    "keluaran": output_score,
}


def kinds_of(ceilings) -> list[str]:
    """The jenis belanja that have pagu, or whose pagu is not known."""
    return [kind for kind in KINDS if kind in ceilings and (ceilings[kind] is None or ceilings[kind] > 0)]


def mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values) / len(values)


def weighted(rows: Sequence[tuple[Decimal, int]]) -> Decimal | None:
    """The mean of values by their weights; None without weight."""
    whole = sum(weight for _, weight in rows)
    return sum(value * weight for value, weight in rows) / exact(whole) if whole else None
