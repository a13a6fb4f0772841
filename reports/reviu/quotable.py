"""Every figure that a narrative of the report may quote, with what it is about, and the quick way to find one."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from agreements.scorecard import IndicatorScore, achieved_values
from budget.models import LineLevel, RevisionKind
from budget.statement import Money
from indicators import formula, growth
from indicators.achievement import OverallMethod, counts, overall
from indicators.models import HistoryKind, Measure
from indicators.models import RealizationStatus as Status
from reports.facts import Facts
from reports.reviu.figures import components_of, contribution, from_shown
from reports.reviu.matching import Match
from reports.reviu.numerals import Numeral

MONEY = "anggaran"
WHOLE = "unit"
KINDS = {Measure.PERCENT: "percent", Measure.RUPIAH: "rupiah", Measure.COUNT: "count"}
HISTORY = {
    HistoryKind.TARGET: "target",
    HistoryKind.REALIZATION: "realisasi",
    HistoryKind.ACHIEVEMENT: "capaian",
}


@dataclass(frozen=True)
class Quotable:
    """One figure: what it is called, what it counts in, whose it is and of which year; None is the year of report."""

    label: str
    kind: str
    value: Decimal
    about: tuple[str, int | str]
    measure: str
    year: int | None = None

    @property
    def is_money(self) -> bool:
        return self.kind == "rupiah"


@dataclass(frozen=True)
class Quotables:
    """All figures of a report, found by value, by owner and by measure."""

    rows: tuple[Quotable, ...]

    @cached_property
    def by_about(self) -> dict[tuple, list[Quotable]]:
        found: dict[tuple, list[Quotable]] = {}
        for row in self.rows:
            found.setdefault(row.about, []).append(row)
        return found

    @cached_property
    def sorted(self) -> dict[bool, tuple[list[Decimal], list[Quotable]]]:
        """The figures by size, money apart from the rest."""
        halves = {}
        for is_money in (True, False):
            rows = sorted((row for row in self.rows if row.is_money == is_money), key=lambda row: row.value)
            halves[is_money] = ([row.value for row in rows], rows)
        return halves

    def same(self, numeral: Numeral) -> list[Quotable]:
        """The figures that are printed as this one."""
        values, rows = self.sorted[numeral.kind == "rupiah"]
        at = bisect_left(values, numeral.value - numeral.step)
        found = []
        while at < len(rows) and values[at] <= numeral.value + numeral.step:
            if numeral.compared(values[at]) is Match.AGREES:
                found.append(rows[at])
            at += 1
        return found

    def of(self, about: tuple, measure: str, year: int | None = None) -> list[Quotable]:
        """The figures of one owner and measure."""
        return [row for row in self.by_about.get(about, ()) if (row.measure, row.year) == (measure, year)]


def quotables(facts: Facts, before: Money | None = None) -> Quotables:
    """All figures of a report; `before` is the money of the year before where it is known."""
    found = (
        *(row for score in facts.scorecard.indicators for row in of_score(facts, score)),
        *of_objectives(facts),
        *of_summary(facts),
        *of_budget(facts),
        *of_surroundings(facts),
        *(of_money("tahun sebelumnya", before, (MONEY, "tahun sebelumnya"), facts.year - 1) if before else ()),
    )
    return Quotables(tuple(found))


def known(label, kind, value, about, measure, year=None) -> Iterator[Quotable]:
    """The figure, unless it is not known."""
    if value is not None:
        yield Quotable(label, kind, Decimal(value), about, measure, year)


def of_score(facts: Facts, score: IndicatorScore) -> Iterator[Quotable]:
    """The figures of one indicator."""
    about, whose = ("indikator", score.indicator.pk), f"indikator {score.code}"
    kind = KINDS.get(score.indicator.measure, "plain")
    measured = score.measurement.value
    for value in (score.target, score.lower, score.upper):
        yield from known(f"target {whose}", kind, value, about, "target")
    yield from known(f"realisasi {whose}", kind, measured, about, "realisasi")
    achieved = score.achievement.value
    for value in dict.fromkeys((achieved, score.achievement.raw, from_shown(facts, score) if achieved else None)):
        yield from known(f"capaian {whose}", "percent", value, about, "capaian")
    n, t = facts.share(score.indicator)
    yield from known(f"pembilang (n) {whose}", "count", n, about, "n")
    yield from known(f"penyebut (T) {whose}", "count", t, about, "t")
    yield from differences(score, about, whose)
    yield from of_components(facts, score, about, whose)
    yield from of_years(facts, score, about, whose, kind)
    yield from of_quarters(facts, score, about, whose, kind)


def differences(score: IndicatorScore, about, whose) -> Iterator[Quotable]:
    """How far the realization lies from the target, and the capaian from 100."""
    pairs = ((score.measurement.value, score.target), (score.achievement.value, Decimal(100)))
    for one, other in pairs:
        if None not in (one, other):
            yield from known(f"selisih {whose}", "plain", abs(one - other), about, "selisih")


def of_components(facts: Facts, score: IndicatorScore, about, whose) -> Iterator[Quotable]:
    """The figures of the components."""
    for item in components_of(facts, score.indicator):
        part, name = item.part, f"komponen {item.component.order} {whose}"
        share = formula.ratio(part.numerator, part.denominator).value
        values = (part.numerator, part.denominator, part.score, part.weight, share, contribution(part))
        for value in values:
            yield from known(name, "plain", value, about, "komponen")
        if part.score is not None:
            yield from known(name, "plain", part.score * formula.SURVEY_FACTOR, about, "komponen")


def of_years(facts: Facts, score: IndicatorScore, about, whose, kind) -> Iterator[Quotable]:
    """Former years, the Renstra of every year, and the promise of the next year."""
    measured = score.measurement.value
    for past in facts.history.get(score.indicator.pk, ()):
        measure = HISTORY.get(past.kind, "realisasi")
        past_kind = "percent" if measure == "capaian" else kind
        yield from known(f"{measure} {whose} tahun {past.label}", past_kind, past.value, about, measure, past.year_to)
        if measure == "realisasi" and None not in (measured, past.value):
            yield from known(f"selisih {whose}", "plain", abs(measured - past.value), about, "selisih")
            grown = growth.relative_growth(measured, past.value).value
            yield from known(f"pertumbuhan {whose}", "percent", grown and abs(grown), about, "selisih")
    if facts.plan.targets:
        for row in facts.plan.targets.get(score.indicator.pk, ()):
            yield from known(
                f"target Renstra {whose} tahun {row.year_to}", kind, row.value, about, "renstra", row.year_to
            )
    following = facts.next_agreement.lines if facts.next_agreement else ()
    for line in following:
        if line.indicator_id == score.indicator.pk:
            yield from known(f"target {whose} tahun depan", kind, line.target, about, "target", facts.year + 1)


def of_quarters(facts: Facts, score: IndicatorScore, about, whose, kind) -> Iterator[Quotable]:
    """The figures of each quarter."""
    lines = facts.agreement.lines if facts.agreement else ()
    for line in lines:
        if line.indicator_id == score.indicator.pk:
            for row in line.quarter_targets.all():
                yield from known(f"target triwulan {whose}", kind, row.target, about, "triwulan")
    for row in facts.realizations.get(score.indicator.pk, ()):
        if row.status == Status.VERIFIED:
            share = formula.ratio(row.numerator, row.denominator).value
            for value in (row.value, share, row.numerator, row.denominator):
                yield from known(f"realisasi triwulan {row.quarter} {whose}", kind, value, about, "triwulan")


def of_objectives(facts: Facts) -> Iterator[Quotable]:
    """The figures of each objective."""
    for item in facts.scorecard.objectives:
        about, whose = ("sasaran", item.objective.pk), f"sasaran {item.code}"
        yield from known(f"rata-rata capaian {whose}", "percent", item.mean.value, about, "capaian")
        yield from known(f"jumlah indikator {whose}", "count", len(item.indicators), about, "jumlah indikator")
        if money := facts.budget.by_objective.get(item.objective.pk):
            yield from of_money(whose, money, about)


def of_summary(facts: Facts) -> Iterator[Quotable]:
    """Means and counts of the whole unit."""
    card, about = facts.scorecard, (WHOLE, "")
    yield from known("rata-rata capaian", "percent", card.overall.value, about, "rata-rata")
    groups = [achieved_values(item.indicators) for item in card.objectives]
    for method in OverallMethod if groups else ():
        yield from known("rata-rata capaian", "percent", overall(groups, method).value, about, "rata-rata cara lain")
    yield from known("jumlah sasaran", "count", len(card.objectives), about, "jumlah sasaran")
    yield from known("jumlah indikator", "count", len(card.indicators), about, "jumlah indikator")
    found = counts(score.standing for score in card.indicators)
    at_least = found.above + found.equal
    for label, value in (
        *(("di atas 100%", found.above), ("tepat 100%", found.equal), ("di bawah 100%", found.below)),
        *(("100% atau lebih", at_least), ("tanpa capaian", found.unknown)),
    ):
        yield from known(f"jumlah indikator {label}", "count", value, about, "sebagian indikator")
    for part in (found.above, found.equal, found.below, at_least):
        whole = len(card.indicators)
        share = formula.ratio(Decimal(part), Decimal(whole)).value if whole else None
        yield from known("bagian indikator", "percent", share, about, "bagian indikator")


def of_money(whose: str, money: Money, about, year=None) -> Iterator[Quotable]:
    """Pagu, spending, serapan and the rest of one owner."""
    yield from known(f"pagu {whose}".strip(), "rupiah", money.ceiling, about, "pagu", year)
    yield from known(f"realisasi anggaran {whose}".strip(), "rupiah", money.spent, about, "realisasi anggaran", year)
    yield from known(f"serapan {whose}".strip(), "percent", money.absorption, about, "serapan", year)
    yield from known(f"sisa anggaran {whose}".strip(), "rupiah", money.remaining, about, "sisa", year)
    if money.absorption is not None:
        yield from known(f"sisa anggaran {whose}".strip(), "percent", 100 - money.absorption, about, "sisa", year)


def of_budget(facts: Facts) -> Iterator[Quotable]:
    """The money of the unit, its revisions, jenis belanja, every line and the annex of the agreement."""
    budget, whole = facts.budget, (MONEY, "")
    yield from of_money("", budget.total, whole)
    initial = next((row.amount for row in budget.revisions if row.kind == RevisionKind.INITIAL), None)
    for row in budget.revisions:
        yield from known(f"pagu {row}", "rupiah", row.amount, whole, "pagu revisi")
        if None not in (row.amount, initial):
            yield from known("perubahan pagu", "rupiah", abs(row.amount - initial), whole, "perubahan")
            grown = growth.relative_growth(row.amount, initial).value
            yield from known("perubahan pagu", "percent", grown and abs(grown), whole, "perubahan")
    revised = sum(row.kind not in (RevisionKind.INITIAL, RevisionKind.CLOSING) for row in budget.revisions)
    yield from known("jumlah revisi DIPA", "count", revised, whole, "jumlah revisi")
    for code, name, money in budget.by_kind:
        yield from of_money(name.lower(), money, (MONEY, code))
        yield from parts_of(money, budget.total, name.lower(), (MONEY, code))
    for row in budget.lines:
        yield from of_money(f"baris {row.line.path}", row.money, (MONEY, row.line.path))
        if volume := budget.volumes.get(row.line.pk):
            for value in (volume.target, volume.realized):
                yield from known(f"volume {row.line.path}", "count", value, (MONEY, row.line.path), "volume")
    for level in (LineLevel.PROGRAM, LineLevel.ACTIVITY, LineLevel.KRO, LineLevel.RO):
        yield from known(f"banyaknya {level.label}", "count", len(budget.at(level)), whole, "banyak baris")
    for item in facts.agreements:
        for row in item.budget:
            yield from known(f"anggaran PK {row.code}", "rupiah", row.amount, (MONEY, row.code), "anggaran PK")


def parts_of(money: Money, total: Money, name: str, about) -> Iterator[Quotable]:
    """The share of one amount in the whole."""
    for part, whole in ((money.ceiling, total.ceiling), (money.spent, total.spent)):
        if None not in (part, whole) and whole:
            share = formula.ratio(Decimal(part), Decimal(whole)).value
            yield from known(f"bagian {name}", "percent", share, about, "bagian")


def of_surroundings(facts: Facts) -> Iterator[Quotable]:
    """Head counts, context figures and national targets."""
    everyone = next((row.count for row in facts.staff if row.is_total and row.count is not None), None)
    for row in facts.staff:
        measure = "pegawai" if row.is_total else "kelompok pegawai"
        name = f"pegawai {row.group} {row.name}"
        yield from known(f"jumlah {name}", "count", row.count, (WHOLE, "pegawai"), measure)
        if row.count is not None and everyone:
            share = formula.ratio(Decimal(row.count), Decimal(everyone)).value
            yield from known(f"bagian {name}", "percent", share, (WHOLE, "pegawai"), "bagian pegawai")
    for row in facts.context_figures:
        yield from known(row.label, "plain", row.value, (WHOLE, row.key), "konteks")
    for row in facts.national_targets:
        about = ("indikator", row.indicator_id) if row.indicator_id else (WHOLE, "nasional")
        yield from known(f"target nasional {row.label}", "plain", row.value, about, "nasional")
    yield from known("jumlah unit di bawahnya", "count", len(facts.children), (WHOLE, ""), "unit")


def names_of(rows: Iterable[Quotable]) -> str:
    """The labels of figures, each once."""
    return ", ".join(dict.fromkeys(row.label for row in rows))
