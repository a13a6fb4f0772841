"""Serapan and efficiency: money held against its ceiling, integer rupiah in, Decimal out (docs/capaian.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.achievement import HUNDRED, exact, operand, round_half_up
from lakin.formatting import number, percent, rupiah

EXPENDITURE_TYPES = {
    "51": "Belanja Pegawai",
    "52": "Belanja Barang",
    "53": "Belanja Modal",
    "57": "Belanja Bantuan Sosial",
}
EFFICIENCY_BOUND = Decimal(20)


class Verdict(StrEnum):
    EFFICIENT = "efisien"
    EVEN = "sebanding"
    INEFFICIENT = "tidak efisien"
    UNKNOWN = "belum dapat dihitung"


@dataclass(frozen=True)
class Total:
    """Sums over rows: rupiah, and the absorption in percent; None while a row is unknown, and `reason` says so."""

    realized: int | None = None
    ceiling: int | None = None
    remaining: int | None = None
    absorption: Decimal | None = None
    trace: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ObjectiveEfficiency:
    """Capaian minus absorption in percentage points; `points` None means it cannot be computed yet."""

    points: Decimal | None
    verdict: Verdict
    trace: str = ""


@dataclass(frozen=True)
class KemenkeuEfficiency:
    """E in percent as computed (`raw`) and held to -20..+20 (`value`), and NE (`score`); None means not defined."""

    raw: Decimal | None = None
    value: Decimal | None = None
    score: Decimal | None = None
    trace: str = ""
    reason: str = ""


def absorption(realized, ceiling) -> Decimal | None:
    """Return realized / ceiling × 100 in percent; None when one is not known or the ceiling is not above zero."""
    if realized is None or ceiling is None or ceiling <= 0:
        return None
    return exact(realized) * HUNDRED / exact(ceiling)


def remaining(realized, ceiling) -> int | None:
    """Return the rupiah left, below zero when overspent; None when one is not known."""
    return None if realized is None or ceiling is None else ceiling - realized


def available(realized, ceiling, blocked) -> int | None:
    """Return the rupiah that may still be spent: pagu less blokir less spending; None when one is not known."""
    left = remaining(realized, ceiling)
    return None if left is None or blocked is None else left - blocked


def deviation(realized, planned) -> Decimal | None:
    """Return (realized - planned) / planned × 100 in percent, below zero when behind; None when not defined."""
    share = absorption(realized, planned)
    return None if share is None else share - HUNDRED


def total_absorption(rows: Iterable[tuple[int | None, int | None]]) -> Total:
    """Return the sums of (realized, ceiling) rows and their absorption, from the sums and never a mean of percents."""
    rows = list(rows)
    realized, ceiling = (_known_sum([row[side] for row in rows]) for side in (0, 1))
    value = absorption(realized, ceiling)
    left = remaining(realized, ceiling)
    if value is None:
        return Total(realized, ceiling, left, reason=_total_problem(rows))
    return Total(realized, ceiling, left, value, f"{rupiah(realized)} / {rupiah(ceiling)} = {percent(value)}")


def _known_sum(amounts):
    return None if not amounts or None in amounts else sum(amounts)


def _total_problem(rows):
    if not rows:
        return "Belum ada baris anggaran."
    unknown = sum(None in row for row in rows)
    return f"{unknown} dari {len(rows)} baris belum ada pagu atau realisasinya." if unknown else "Jumlah pagu nol."


def efficiency_of_objective(achievement, absorption) -> ObjectiveEfficiency:
    """Return capaian minus serapan of an objective, judged as shown with two decimals; LAKIN's policy."""
    achievement, absorption = exact(achievement), exact(absorption)
    if achievement is None or absorption is None:
        return ObjectiveEfficiency(None, Verdict.UNKNOWN)
    points = achievement - absorption
    rounded = round_half_up(points)
    verdict = Verdict.EFFICIENT if rounded > 0 else Verdict.INEFFICIENT if rounded < 0 else Verdict.EVEN
    trace = f"{percent(achievement)} - {percent(absorption)} = {number(points)} poin persen, {verdict}"
    return ObjectiveEfficiency(points, verdict, trace)


def kemenkeu_efficiency(rows: Sequence[tuple]) -> KemenkeuEfficiency:
    """Return E and NE of outputs (PAK rupiah, CK percent, RAK rupiah) by PMK 22/PMK.02/2021.

    E = sum(PAK × CK - RAK) / sum(PAK × CK) × 100, held to -20..+20; NE = 50 + E / 20 × 50.
    """
    rows = [tuple(exact(figure) for figure in row) for row in rows]
    unknown = sum(None in row for row in rows)
    if unknown or not rows:
        reason = f"{unknown} dari {len(rows)} keluaran belum lengkap datanya." if rows else "Belum ada keluaran."
        return KemenkeuEfficiency(reason=reason)
    earned = sum(ceiling * share / HUNDRED for ceiling, share, _ in rows)
    spent = sum(realized for _, _, realized in rows)
    if earned <= 0:
        return KemenkeuEfficiency(reason="Jumlah PAK × CK harus di atas nol.")
    raw = (earned - spent) * HUNDRED / earned
    value = max(-EFFICIENCY_BOUND, min(EFFICIENCY_BOUND, raw))
    score = 50 + value / EFFICIENCY_BOUND * 50
    return KemenkeuEfficiency(raw, value, score, _kemenkeu_trace(earned, spent, raw, value, score))


def _kemenkeu_trace(earned, spent, raw, value, score):
    held = "" if value == raw else f", dibatasi menjadi {percent(value)}"
    bound = operand(EFFICIENCY_BOUND)
    return (
        f"E = ({rupiah(earned)} - {rupiah(spent)}) / {rupiah(earned)} = {percent(raw)}{held}; "
        f"NE = 50 + {operand(value)} / {bound} × 50 = {number(score)}"
    )


def expenditure_type(account_code) -> str | None:
    """Return the jenis belanja "51", "52", "53" or "57" of a six-digit akun; None for any other code."""
    code = (account_code or "").strip()
    return code[:2] if len(code) == 6 and code.isdecimal() and code[:2] in EXPENDITURE_TYPES else None


def gap_to_children(own, children: Iterable[int | None]) -> int | None:
    """Return own minus the sum of the children in rupiah; None when a figure is not known or there is no child."""
    below = _known_sum(list(children))
    return None if own is None or below is None else own - below
