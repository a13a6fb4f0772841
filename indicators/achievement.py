"""Capaian: a realization held against its target, as pure Decimal arithmetic; docs/capaian.md prints every rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from indicators.traces import told
from lakin.formatting import number, percent

HUNDRED = Decimal(100)
# The default context refuses to quantize beyond 28 digits, which a small divisor can reach.
WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
TERMS_SHOWN = 12


class Polarity(StrEnum):
    MAXIMIZE = "maximize"
    MINIMIZE = "minimize"
    RANGE = "range"


class MinimizeFormula(StrEnum):
    DIFFERENCE = "difference"
    INVERSE = "inverse"


class OverallMethod(StrEnum):
    OBJECTIVES = "objectives"
    INDICATORS = "indicators"


class Standing(StrEnum):
    ABOVE = "above"
    EQUAL = "equal"
    BELOW = "below"


OVERALL_WORDS = {"objectives": "rata-rata dari rata-rata sasaran", "indicators": "rata-rata seluruh indikator"}
STANDING_WORDS = {"above": "di atas", "equal": "sama dengan", "below": "di bawah"}


@dataclass(frozen=True)
class Policy:
    """The rules of an institution for a year; `cap` and `floor` are percent, None means no such bound."""

    minimize_formula: MinimizeFormula = MinimizeFormula.DIFFERENCE
    cap: Decimal | None = None
    floor: Decimal | None = None
    overall_method: OverallMethod = OverallMethod.OBJECTIVES
    decimals: int = 2

    def __post_init__(self):
        if self.cap is not None and self.floor is not None and self.floor > self.cap:
            raise ValueError("Batas bawah capaian tidak boleh melebihi batas atas.")


DEFAULT = Policy()


@dataclass(frozen=True)
class Achievement:
    """A capaian in percent, `value` being `raw` after cap and floor; None: not defined (see reason) or a predicate."""

    raw: Decimal | None = None
    value: Decimal | None = None
    is_capped: bool = False
    trace: str = ""
    reason: str = ""
    standing: Standing | None = None

    @property
    def measured(self) -> Decimal | Standing | None:
        """What counts(), mean() and overall() take: the percent, or the standing of a predicate; None is unknown."""
        return self.standing if self.value is None else self.value


@dataclass(frozen=True)
class Mean:
    """A mean over what is known; `value` None means nothing is known, `note` says how much is missing."""

    value: Decimal | None
    known: int
    unknown: int
    trace: str = ""
    note: str = ""


@dataclass(frozen=True)
class Counts:
    """How many indicators stand above, at and below 100, and how many have no capaian."""

    above: int
    equal: int
    below: int
    unknown: int


def exact(value):
    """Return the figure as a Decimal; None stays None. Raises TypeError for a binary float, which is never exact."""
    if type(value) is Decimal:
        return value
    if value is not None and not isinstance(value, int | Decimal):
        raise TypeError(f"Angka harus Decimal atau bilangan bulat, bukan {type(value).__name__}.")
    return None if value is None else Decimal(value)


def round_half_up(value, decimals=2):
    """Return the value as it is shown, ties away from zero; None stays None."""
    # Plus turns -0.00 into 0.00, so that nothing shows as minus zero.
    return None if value is None else WIDE.plus(exact(value).quantize(last_place(decimals), context=WIDE))


@lru_cache
def last_place(decimals) -> Decimal:
    """Return 0.01 for two decimals."""
    return Decimal(1).scaleb(-decimals)


@lru_cache(maxsize=4096)
def operand(value):
    """Return a figure inside a trace: whole numbers bare, others with two to four decimals, negatives in brackets."""
    rounded = round_half_up(value, 4)
    decimals = -rounded.normalize().as_tuple().exponent
    text = number(rounded, max(decimals, 2) if decimals > 0 else 0)
    return f"({text})" if rounded < 0 else text


def achievement(*, target, realization, polarity, policy=DEFAULT, lower=None, upper=None) -> Achievement:
    """Return the capaian in percent; a range is held against `lower` and `upper`, all else against `target`.

    Comparing target and realization is asked by PermenPANRB 53/2014; the formulas are policy (docs/capaian.md).
    """
    polarity, realization = Polarity(polarity), exact(realization)
    if polarity is Polarity.RANGE:
        raw, words = _within(exact(lower), exact(upper), realization, policy)
    else:
        raw, words = _against(polarity, exact(target), realization, policy)
    return Achievement(reason=words) if raw is None else _bounded(raw, words, policy)


def _against(polarity, target, realization, policy):
    """Return raw percent and formula, or None and the reason."""
    if reason := _missing(target=target, realisasi=realization):
        return None, reason
    if target < 0:
        return None, f"Target atau batas negatif {operand(target)} membalik arah perbandingan."
    if polarity is Polarity.MAXIMIZE:
        return _maximize(target, realization)
    return _minimize(target, realization, policy.minimize_formula)


def _missing(**figures):
    absent = [name for name, value in figures.items() if value is None]
    return f"{' dan '.join(absent).capitalize()} belum ada." if absent else ""


def _maximize(target, realization):
    if target == 0:
        return None, "Target 0: realisasi tidak dapat dibagi dengan nol."
    return realization * HUNDRED / target, told(lambda: f"{operand(realization)} / {operand(target)}")


def _minimize(target, realization, formula):
    t, r = told(lambda: operand(target)), told(lambda: operand(realization))
    if target == 0:
        return (HUNDRED if realization <= 0 else Decimal(0)), f"Target 0, realisasi {r}: menurut kebijakan target nol"
    if MinimizeFormula(formula) is MinimizeFormula.DIFFERENCE:
        return (2 * target - realization) * HUNDRED / target, f"(2 × {t} - {r}) / {t}"
    if realization <= 0:
        return None, f"Realisasi {operand(realization)}: rumus T / R hanya berlaku untuk realisasi di atas nol."
    return target * HUNDRED / realization, f"{t} / {r}"


def _within(lower, upper, realization, policy):
    if reason := _missing(**{"batas bawah": lower, "batas atas": upper, "realisasi": realization}):
        return None, reason
    if lower > upper:
        return None, f"Batas bawah {operand(lower)} melebihi batas atas {operand(upper)}."
    if realization > upper:
        return _against(Polarity.MINIMIZE, upper, realization, policy)
    if realization < lower:
        return _against(Polarity.MAXIMIZE, lower, realization, policy)
    return HUNDRED, told(lambda: f"{operand(realization)} di dalam rentang {operand(lower)} sampai {operand(upper)}")


def _bounded(raw, words, policy):
    value = raw if policy.cap is None else min(raw, exact(policy.cap))
    value = value if policy.floor is None else max(value, exact(policy.floor))
    trace = told(lambda: _bounded_words(raw, value, words, policy.decimals))
    return Achievement(raw, value, value != raw, trace, standing=standing(value, policy.decimals))


def _bounded_words(raw, value, words, decimals):
    trace = f"{words} = {percent(raw, decimals)}"
    if value == raw:
        return trace
    side = "atas" if value < raw else "bawah"
    return f"{trace}, dibatasi menjadi {percent(value, decimals)} (batas {side})"


def predicate_achievement(*, target, realization, ranks: Mapping[str, int]) -> Achievement:
    """Return the standing of two labels, a higher rank being better, never a percent; ValueError off the scale."""
    if reason := _missing(target=target or None, realisasi=realization or None):
        return Achievement(reason=reason)
    place = _place(_rank(realization, ranks) - _rank(target, ranks))
    trace = f"Realisasi {realization.strip()}, target {target.strip()}: {STANDING_WORDS[place]} target"
    return Achievement(trace=trace, standing=place)


def _rank(label, ranks):
    known = {name.strip().casefold(): rank for name, rank in ranks.items()}
    try:
        return known[label.strip().casefold()]
    except KeyError:
        scale = ", ".join(sorted(ranks, key=ranks.get, reverse=True))
        raise ValueError(f"Predikat “{label.strip()}” tidak ada pada skala {scale}.") from None


def standing(value, decimals=2) -> Standing | None:
    """Return where the capaian stands against 100 as it is shown, so 99,996 (shown 100,00) is equal."""
    return None if value is None else _place(round_half_up(value, decimals) - HUNDRED)


def _place(difference):
    return Standing.ABOVE if difference > 0 else Standing.BELOW if difference < 0 else Standing.EQUAL


def counts(values: Iterable[Decimal | Standing | None], decimals=2) -> Counts:
    """Return how many stand above, at and below 100; a predicate comes as its Standing, None counts as unknown."""
    places = [value if isinstance(value, Standing) else standing(value, decimals) for value in values]
    return Counts(*(places.count(place) for place in (Standing.ABOVE, Standing.EQUAL, Standing.BELOW, None)))


def mean(values: Iterable[Decimal | Standing | None], *, counted="indikator", decimals=2) -> Mean:
    """Return the mean of the known percents; the unknown is not zero, a predicate (its Standing) takes no part."""
    given = list(values)
    percents = [exact(value) for value in given if not isinstance(value, Standing)]
    known = [value for value in percents if value is not None]
    unknown, predicates = len(percents) - len(known), len(given) - len(percents)
    notes = [f"{unknown} dari {len(given)} {counted} belum ada data"] if unknown else []
    notes += [f"{predicates} {counted} berupa predikat, tidak ikut dirata-ratakan"] if predicates else []
    if not known:
        return Mean(None, 0, unknown, note="; ".join(notes))
    value = sum(known) / len(known)
    return Mean(value, len(known), unknown, told(lambda: _mean_words(known, value, decimals)), "; ".join(notes))


def _mean_words(known, value, decimals):
    terms = known if len(known) <= TERMS_SHOWN else [sum(known)]
    return f"({' + '.join(map(operand, terms))}) / {len(known)} = {percent(value, decimals)}"


def mean_of_sum(total, count) -> Decimal | None:
    """Return the mean in percent from the sum of the known ones and how many they are; None of nothing."""
    return exact(total) / count if count else None


def overall(objective_groups: Sequence[Sequence[Decimal | None]], method=OverallMethod.OBJECTIVES, decimals=2) -> Mean:
    """Return the mean of objective means or of all indicators; `known` and `unknown` count what was averaged."""
    method, groups = OverallMethod(method), [list(group) for group in objective_groups]
    result = mean(chain.from_iterable(groups), decimals=decimals)
    if method is OverallMethod.OBJECTIVES:
        means = mean(map(_of_objective, groups), counted="sasaran", decimals=decimals)
        result = replace(means, note="; ".join(filter(None, [result.note, means.note])))
    return replace(result, trace=f"{OVERALL_WORDS[method].capitalize()}: {result.trace}" if result.trace else "")


def _of_objective(group):
    value = mean(group).value
    return next((item for item in group if isinstance(item, Standing)), None) if value is None else value
