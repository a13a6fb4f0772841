"""Semula and menjadi of a PK Perubahan on the screen: lines with their quarters, budget annex and parties."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from agreements.models import AgreementLine, PerformanceAgreement, QuarterTarget
from agreements.revision import Change, changes, quarter_figures, wording
from agreements.settled import Settled, settled_of
from agreements.targets import QUARTERS
from lakin.formatting import quarter_name
from reports.agreement_page import in_words, target_words
from reports.facts import AgreementFacts, agreements_of
from reports.papers.changes import before, budget_row, ordered, word_of
from reports.references import in_measure
from reports.sections.agreement import Promised, party, promised, reworded, worded
from reports.sections.appendices.agreement import annex_total
from reports.sections.revision import ADDED, CHANGED, DROPPED, UNCHANGED

MARKS = {UNCHANGED: "", CHANGED: "near", DROPPED: "below", ADDED: "above"}
PARTS = ("first_party", "second_party")


@dataclass(frozen=True)
class Pair:
    """Something before and after in words; `is_settled` where it was verified and may not change any more."""

    label: str
    before: str
    after: str
    is_changed: bool
    is_settled: bool = False


@dataclass(frozen=True)
class Row:
    """One indicator in both versions: what became of it in a word, its target and its quarters."""

    code: str
    name: str
    word: str
    target: Pair
    quarters: tuple[Pair, ...]

    @property
    def mark(self) -> str:
        return MARKS[self.word]


@dataclass(frozen=True)
class MoneyRow:
    """One code of the budget annexes with both amounts in rupiah; None is not known or not there."""

    code: str
    name: str
    before: int | None
    after: int | None
    word: str

    @property
    def mark(self) -> str:
        return MARKS[self.word]


@dataclass(frozen=True)
class Group:
    """An objective with the rows under it."""

    objective: Promised
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side; `base` None when nothing earlier is recorded."""

    base: PerformanceAgreement | None
    groups: tuple[Group, ...] = ()
    money: tuple[MoneyRow, ...] = ()
    total: MoneyRow | None = None
    parties: tuple[Pair, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def comparison(unit, agreement: PerformanceAgreement, *, only_changed: bool = False) -> Comparison:
    """The version against the one it changes, in a constant number of queries; `only_changed` omits what stayed."""
    items = agreements_of(unit, agreement.year)[agreement.year]
    item = next(one for one in items if one.agreement.pk == agreement.pk)
    base = before(items, item)
    if base is None:
        return Comparison(None)
    settled = settled_of(agreement)
    found = [(heading(change), row_of(change, settled)) for change in changes(base.agreement, agreement)]
    money, parties = money_rows(base, item), party_pairs(base.agreement, agreement)
    words = [row.word for _, row in found]
    return Comparison(
        base.agreement,
        grouped(pair for pair in found if not only_changed or pair[1].word != UNCHANGED),
        tuple(row for row in money if not only_changed or row.word != UNCHANGED),
        total_row(base, item) if money else None,
        tuple(pair for pair in parties if not only_changed or pair.is_changed),
        tuple((word, words.count(word)) for word in (CHANGED, ADDED, DROPPED, UNCHANGED)),
    )


def heading(change: Change) -> Promised:
    return promised(change.after or change.before)


def grouped(pairs: Iterable[tuple[Promised, Row]]) -> tuple[Group, ...]:
    """The rows under their objectives."""
    by_objective = groupby(sorted_by_heading(pairs), key=lambda pair: pair[0])
    return tuple(Group(objective, tuple(row for _, row in rows)) for objective, rows in by_objective)


def sorted_by_heading(pairs: Iterable[tuple[Promised, Row]]) -> list[tuple[Promised, Row]]:
    """The pairs in their order, those of one objective together: a dropped line stands under its objective."""
    rows = list(pairs)
    order = {objective: place for place, objective in reversed(list(enumerate(objective for objective, _ in rows)))}
    return sorted(rows, key=lambda pair: order[pair[0]])


def row_of(change: Change, settled: Settled) -> Row:
    """One indicator in both versions."""
    line = change.after or change.before
    quarters = [
        quarter_pair(line, quarter, *rows, settled.has_quarter(line.indicator_id, quarter))
        for quarter, rows in zip(QUARTERS, change.quarters, strict=True)
    ]
    target = Pair("Target tahunan", side(change.before), side(change.after), change.is_target_changed)
    return Row(line.indicator.code, name_of(change), word_for(change), target, tuple(quarters))


def name_of(change: Change) -> str:
    """The name of the indicator, with the former one where the wording differs."""
    line = change.after or change.before
    is_named_anew = change.is_reworded and wording(change.before)[1] != wording(change.after)[1]
    return reworded(worded(change.before), worded(line)) if is_named_anew else worded(line)


def word_for(change: Change) -> str:
    """What became of the indicator, in one word."""
    if change.is_new or change.is_dropped:
        return ADDED if change.is_new else DROPPED
    return CHANGED if change.has_changed else UNCHANGED


def side(line: AgreementLine | None) -> str:
    return target_words(line) if line else "–"


def quarter_pair(line, quarter: int, old: QuarterTarget | None, new: QuarterTarget | None, is_settled: bool) -> Pair:
    """The targets of one quarter."""
    texts = (in_words(in_measure(line.indicator, row.target, row.target_text)) if row else "–" for row in (old, new))
    return Pair(quarter_name(quarter), *texts, quarter_figures(old) != quarter_figures(new), is_settled)


def money_rows(old: AgreementFacts, new: AgreementFacts) -> tuple[MoneyRow, ...]:
    """The budget annexes by code; nothing where neither has one."""
    first, last = ({row.code: row for row in item.budget} for item in (old, new))
    return tuple(MoneyRow(*budget_row(first.get(code), last.get(code)).cells) for code in ordered(first, last))


def total_row(old: AgreementFacts, new: AgreementFacts) -> MoneyRow:
    totals = annex_total(old), annex_total(new)
    return MoneyRow("", "Jumlah", *totals, word_of(*totals))


def party_pairs(old: PerformanceAgreement, new: PerformanceAgreement) -> tuple[Pair, ...]:
    """Both parties with position and name."""
    labels = zip(("Pihak pertama", "Pihak kedua"), PARTS, strict=True)
    return tuple(party_pair(label, *(one_party(row, part) for row in (old, new))) for label, part in labels)


def party_pair(label: str, old: str, new: str) -> Pair:
    return Pair(label, old, new, old != new)


def one_party(row: PerformanceAgreement, part: str) -> str:
    return party(getattr(row, f"{part}_position"), getattr(row, f"{part}_name"))
