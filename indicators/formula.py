"""Calculations of a realization from its parts, quarters or years, as pure Decimal arithmetic (docs/capaian.md)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.achievement import HUNDRED, exact, operand, round_half_up
from indicators.traces import told
from lakin.formatting import number, percent, quarter_name

SURVEY_ELEMENTS = 9
SURVEY_FACTOR = Decimal(25)
SURVEY_GRADES = (("A", Decimal("88.31")), ("B", Decimal("76.61")), ("C", Decimal("65.00")), ("D", Decimal("25.00")))


class Calculation(StrEnum):
    RATIO = "ratio"
    WEIGHTED = "weighted"
    MEAN = "mean"
    SUM = "sum"
    POOLED = "pooled"
    SURVEY = "survey"
    EXTERNAL = "external"
    COUNT = "count"
    TYPED = "typed"


class Accumulation(StrEnum):
    SUM = "sum"
    AVERAGE = "average"
    LAST = "last"


@dataclass(frozen=True)
class Part:
    """One component: n and T, or a score; `weight` in percent points. None is not known."""

    label: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    weight: Decimal | None = None
    score: Decimal | None = None


@dataclass(frozen=True)
class Result:
    """A figure with its trace; `value` None means not defined, and `reason` says why."""

    value: Decimal | None = None
    trace: str = ""
    reason: str = ""


def ratio(numerator, denominator) -> Result:
    """Return n / T × 100 in percent; not defined unless T is above zero."""
    n, t = exact(numerator), exact(denominator)
    if reason := _ratio_problem(n, t):
        return Result(reason=reason)
    value = n * HUNDRED / t
    return Result(value, told(lambda: f"{operand(n)} / {operand(t)} = {percent(value)}"))


def _ratio_problem(n, t):
    if n is None and t is None:
        return "Pembilang (n) dan penyebut (T) belum ada."
    if n is None or t is None:
        return "Pembilang (n) belum ada." if n is None else "Penyebut (T) belum ada."
    return "" if t > 0 else f"Penyebut (T) harus di atas nol, di sini {operand(t)}."


def weighted(parts: Sequence[Part]) -> Result:
    """Return sum of weight × (score 0-100, or n / T × 100); not defined unless the weights add up to exactly 100."""
    if reason := _first(parts, _weight_problem, _share_problem, _score_problem):
        return Result(reason=reason)
    total_weight = sum(exact(part.weight) for part in parts)
    if total_weight != HUNDRED:
        return Result(reason=f"Jumlah bobot {operand(total_weight)}%, seharusnya 100%.")
    value = sum(exact(part.weight) * _share(part) for part in parts) / HUNDRED
    return Result(value, told(lambda: f"{' + '.join(map(_weighted_words, parts))} = {number(value)}"))


def _weighted_words(part):
    return f"{operand(part.weight)}% × {_share_words(part)}"


def component_mean(parts: Sequence[Part]) -> Result:
    """Return the mean of the parts, each a score or n / T × 100; not defined while one of them is unknown."""
    if reason := _first(parts, _share_problem):
        return Result(reason=reason)
    value = sum(map(_share, parts)) / len(parts)
    return Result(value, told(lambda: f"({' + '.join(map(_share_words, parts))}) / {len(parts)} = {number(value)}"))


def total(parts: Sequence[Part]) -> Result:
    """Return the sum of the scores, or of n where a part has no score; not defined while one of them is unknown."""
    amounts = [exact(part.numerator if part.score is None else part.score) for part in parts]
    absent = [part.label for part, amount in zip(parts, amounts, strict=True) if amount is None]
    if absent or not parts:
        return Result(reason=f"{absent[0]}: Nilai belum ada." if absent else "Belum ada komponen.")
    value = sum(amounts)
    return Result(value, told(lambda: f"{' + '.join(map(operand, amounts))} = {operand(value)}"))


def known_sum(amounts):
    """Return the sum of the figures; None while there is none or one of them is not known."""
    amounts = list(amounts)
    return None if not amounts or None in amounts else sum(amounts)


def pooled(parts: Sequence[Part]) -> Result:
    """Return sum of n / sum of T × 100 over contributing units; a single unit may have n = T = 0."""
    if reason := _first(parts, _contribution_problem):
        return Result(reason=reason)
    numerators, denominators = ([exact(p.numerator) for p in parts], [exact(p.denominator) for p in parts])
    if sum(denominators) == 0:
        return Result(reason="Jumlah penyebut (T) nol.")
    value = sum(numerators) * HUNDRED / sum(denominators)
    return Result(value, told(lambda: f"({_terms(numerators)}) / ({_terms(denominators)}) = {percent(value)}"))


def _terms(figures):
    return " + ".join(map(operand, figures))


def survey(parts: Sequence[Part]) -> Result:
    """Return the IKM on 25-100: mean NRR (scores 1-4) × 25, for the nine elements of PermenPANRB 14/2017."""
    if reason := _first(parts, _element_problem):
        return Result(reason=reason)
    scores = [exact(part.score) for part in parts]
    value = sum(scores) * SURVEY_FACTOR / len(scores)
    note = "" if len(scores) == SURVEY_ELEMENTS else f" ({len(scores)} unsur; PermenPANRB 14/2017 memakai 9 unsur)"
    return Result(value, told(lambda: f"({_terms(scores)}) / {len(scores)} × 25 = {number(value)}{note}"))


def survey_grade(ikm) -> str | None:
    """Return the mutu A-D of an IKM as shown with two decimals; None when unknown or outside 25-100."""
    rounded = round_half_up(ikm)
    if rounded is None or rounded > HUNDRED:
        return None
    return next((grade for grade, lowest in SURVEY_GRADES if rounded >= lowest), None)


def accumulate(quarter_values: Sequence[Decimal | None], accumulation, *, through=4) -> Result:
    """Return the year to date at quarter `through`; a sum or average needs every quarter, LAST takes the latest known.

    Raises ValueError unless there are four quarters and `through` is one of them.
    """
    if len(quarter_values) != 4 or through not in range(1, 5):
        raise ValueError("Akumulasi memerlukan empat triwulan dan batas triwulan 1 sampai 4.")
    values = [exact(value) for value in quarter_values[:through]]
    known = [quarter for quarter, value in enumerate(values, start=1) if value is not None]
    if Accumulation(accumulation) is Accumulation.LAST:
        return _latest(values, known, through)
    if absent := [quarter_name(quarter) for quarter in range(1, through + 1) if quarter not in known]:
        return Result(reason=f"{', '.join(absent)} belum ada.")
    if Accumulation(accumulation) is Accumulation.SUM:
        return Result(sum(values), told(lambda: f"{_terms(values)} = {operand(sum(values))}"))
    value = sum(values) / through
    return Result(value, told(lambda: f"({_terms(values)}) / {through} = {number(value)}"))


def _latest(values, known, through):
    if not known:
        return Result(reason=f"Belum ada nilai sampai {quarter_name(through)}.")
    value = values[known[-1] - 1]
    return Result(value, told(lambda: f"Posisi {quarter_name(known[-1])}: {operand(value)}"))


def yearly_from_cumulative(series: Sequence[tuple[int, Decimal | None]], *, opening=None) -> list:
    """Return (year, value of that year alone) by difference; `opening` is the position before the first year.

    None where the year or the year before it is not known. Raises ValueError when a year comes twice.
    """
    positions = {year: exact(value) for year, value in series}
    if len(positions) != len(series):
        raise ValueError("Satu tahun muncul lebih dari sekali dalam deret kumulatif.")
    yearly = []
    for year in sorted(positions):
        before = positions.get(year - 1) if yearly else exact(opening)
        unknown = before is None or positions[year] is None
        yearly.append((year, None if unknown else positions[year] - before))
    return yearly


def _first(parts, *checks: Callable[[Part], str]):
    """Return the first problem of the parts, with the part's name, or an empty text."""
    problems = (f"{part.label}: {problem}" for part in parts for check in checks if (problem := check(part)))
    return next(problems, "") if parts else "Belum ada komponen."


def _weight_problem(part):
    if part.weight is None:
        return "Bobot belum ada."
    return "Bobot negatif." if part.weight < 0 else ""


def _share_problem(part):
    has_ratio = part.numerator is not None or part.denominator is not None
    if part.score is not None:
        return "Berisi nilai dan juga n/T, pilih salah satu." if has_ratio else ""
    if not has_ratio:
        return "Nilai belum ada."
    return _ratio_problem(exact(part.numerator), exact(part.denominator))


def _score_problem(part):
    outside = part.score is not None and not 0 <= part.score <= HUNDRED
    return f"Nilai {operand(part.score)} di luar 0 sampai 100." if outside else ""


def _contribution_problem(part):
    problem = _ratio_problem(exact(part.numerator), exact(part.denominator))
    return "" if part.denominator == 0 and part.numerator == 0 else problem


def _element_problem(part):
    if part.score is None:
        return "NRR belum ada."
    return "" if 1 <= part.score <= 4 else f"NRR {operand(part.score)} di luar 1 sampai 4."


def _share(part):
    return exact(part.score) if part.score is not None else ratio(part.numerator, part.denominator).value


def _share_words(part):
    if part.score is not None:
        return operand(part.score)
    return f"({operand(part.numerator)} / {operand(part.denominator)} × 100)"
