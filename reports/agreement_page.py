"""One version of a Perjanjian Kinerja as its page shows it, in the same words and figures as its paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from agreements.cascading import StaleLink, stale_links
from agreements.models import AgreementLine, AgreementStatus, PerformanceAgreement
from agreements.revision import figures, quarter_figures
from agreements.settled import Settled, settled_of
from agreements.targets import QUARTERS, cell, fingerprint
from indicators.models import Measure
from lakin.formatting import join_words, quarter_name
from reports.blocks import Shown
from reports.display import shown_text
from reports.facts import AgreementFacts, agreements_of, plan_facts
from reports.forms.agreement import Typed, columns_of, stored_texts
from reports.sections.agreement import Promised, promised, target_cell
from reports.sections.appendices.action_plan import span, target_cells
from reports.sections.appendices.agreement import annex_total
from reports.sections.plan import measure_label
from reports.wording import written_date
from units.models import Membership, Role, Unit

WORDS = {"target": "Target", "target_lower": "Batas bawah", "target_upper": "Batas atas", "target_text": "Predikat"}
CAPTIONS = {"target_lower": "dari", "target_upper": "sampai"}
ALL_YEAR = "sepanjang tahun"


@dataclass(frozen=True)
class Input:
    """One cell to fill in; `lock` says why it may not be, "" when it may."""

    key: str
    label: str
    text: str
    shown: str
    lock: str
    choices: tuple[str, ...]
    errors: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class StepRow:
    """One step of the Rencana Aksi and when it is done."""

    step: object
    when: str


@dataclass(frozen=True)
class LineRow:
    """One line: its target and quarters in words, what it comes from, and the cells to fill it in (none to read)."""

    line: AgreementLine
    name: str
    measure: str
    target: str
    quarters: tuple[tuple[int, str], ...]
    steps: tuple[StepRow, ...]
    parent: AgreementLine | None
    parent_target: str
    stale: StaleLink | None
    stale_target: str
    planned: str
    inputs: tuple[Input, ...]
    quarter_inputs: tuple[Input, ...]


@dataclass(frozen=True)
class Group:
    """An objective with its lines."""

    objective: Promised
    rows: tuple[LineRow, ...]


@dataclass(frozen=True)
class VersionState:
    """A version with its state in words."""

    agreement: PerformanceAgreement
    mark: str
    words: str


@dataclass(frozen=True)
class Page:
    """A version with its lines by objective; `seen` is the mark of the targets that are shown."""

    item: AgreementFacts
    state: VersionState
    groups: tuple[Group, ...]
    total: int | None
    seen: str
    versions: tuple[VersionState, ...]

    @property
    def agreement(self) -> PerformanceAgreement:
        return self.item.agreement

    @property
    def is_draft(self) -> bool:
        return self.agreement.status == AgreementStatus.DRAFT


def states_of(rows: Iterable[PerformanceAgreement]) -> tuple[VersionState, ...]:
    """Every version with its state."""
    rows = list(rows)
    signed = [row for row in rows if row.status != AgreementStatus.DRAFT]
    return tuple(VersionState(row, *state_words(row, signed)) for row in rows)


def state_words(row: PerformanceAgreement, signed: list[PerformanceAgreement]) -> tuple[str, str]:
    """The mark and the words of a version's state."""
    if row.status == AgreementStatus.DRAFT:
        return "near", "Konsep, belum ditandatangani"
    after = next((other for other in signed if other.version > row.version), None)
    if after is not None:
        when = written_date(after.signed_on, after.signed_precision)
        return "unknown", f"Digantikan oleh {after.version_name}" + (f" sejak {when}" if when else "")
    when = written_date(row.signed_on, row.signed_precision)
    return "met", f"Berlaku sejak {when}" if when else "Berlaku (tanggal penandatanganan tidak tercatat)"


def agreement_page(unit, year: int, version: int, *, fills: bool = False, typed: Typed | None = None) -> Page | None:
    """The page of a version, in a constant number of queries; None when there is no such version.

    `fills` gives each line of a draft the cells to fill it in, with what was typed and what is wrong with it.
    """
    items = agreements_of(unit, year)[year]
    item = next((one for one in items if one.agreement.version == version), None)
    if item is None:
        return None
    agreement = item.agreement
    is_filled = fills and agreement.status == AgreementStatus.DRAFT
    reader = Reader(unit, item, typed if is_filled else None, is_filled)
    groups = tuple(
        Group(objective, tuple(reader.row(line) for line in lines))
        for objective, lines in groupby(item.lines, promised)
    )
    states = states_of(one.agreement for one in items)
    state = next(one for one in states if one.agreement is agreement)
    return Page(item, state, groups, annex_total(item), fingerprint(list(item.lines)), states)


class Reader:
    """What the rows of a version are made from, read once."""

    def __init__(self, unit, item: AgreementFacts, typed: Typed | None, is_filled: bool):
        self.year, self.typed, self.is_filled = item.agreement.year, typed, is_filled
        self.plan = plan_facts(unit, self.year)
        self.settled = settled_of(item.agreement) if is_filled else Settled()
        self.stale = stale_links(item.agreement)
        ids = {line.parent_id for line in item.lines} - {None}
        # What a unit above still drafts is not shown to those below.
        signed = PerformanceAgreement.objects.signed()
        parents = AgreementLine.objects.filter(pk__in=ids, agreement__in=signed)
        parents = parents.select_related("agreement__unit", "indicator")
        self.parents = {line.pk: line for line in parents} if ids else {}

    def row(self, line: AgreementLine) -> LineRow:
        """One line of the page."""
        _code, name, target, *quarters = target_cells(line)
        parent, stale = self.parents.get(line.parent_id), self.stale.get(line.pk)
        planned = self.plan.target(line.indicator_id, self.year) if self.plan.version else None
        return LineRow(
            line,
            name,
            measure_label(line.indicator),
            in_words(target),
            tuple(zip(QUARTERS, quarter_words(line, quarters), strict=True)),
            tuple(StepRow(step, span(step)) for step in line.steps.all()),
            parent,
            target_words(parent) if parent else "",
            stale,
            target_words(stale.now) if stale and stale.now else "",
            line.indicator.written(planned.value, planned.text) if planned else "",
            *self.inputs(line, target, quarters),
        )

    def inputs(self, line: AgreementLine, target, quarters) -> tuple[tuple[Input, ...], tuple[Input, ...]]:
        """The cells of the year and those of the quarters; none where the line is only read."""
        if not self.is_filled:
            return (), ()
        texts = stored_texts(line) | (self.typed.texts if self.typed else {})
        lock = self.is_year_locked(line)
        year = [
            self.input(line, name, WORDS[name], texts, in_words(target), lock) for name in columns_of(line.indicator)
        ]
        # The bounds of a range hold all year.
        asked = () if line.indicator.polarity == "range" else zip(QUARTERS, quarters, strict=True)
        of_quarters = [
            self.input(line, f"q{at}", quarter_name(at), texts, in_words(found), self.is_quarter_locked(line, at))
            for at, found in asked
        ]
        return tuple(year), tuple(of_quarters)

    def is_year_locked(self, line: AgreementLine) -> bool:
        """A settled figure cannot be changed; one that was changed in another way can still be put back."""
        return self.settled.has_year(line.indicator_id) and not self.settled.refuses_year(
            line.indicator_id, figures(line)
        )

    def is_quarter_locked(self, line: AgreementLine, quarter: int) -> bool:
        row = next((row for row in line.quarter_targets.all() if row.quarter == quarter), None)
        key = line.indicator_id, quarter
        return self.settled.has_quarter(*key) and not self.settled.refuses_quarter(*key, quarter_figures(row))

    def input(self, line, name: str, label: str, texts: dict[str, str], shown: str, is_settled: bool) -> Input:
        """One cell."""
        key = cell(line.pk, name)
        scale = line.indicator.predicate_scale if line.indicator.measure == Measure.PREDICATE else None
        choices = tuple(scale.as_ranks()) if scale else ()
        errors = tuple(self.typed.errors.get(key, ())) if self.typed else ()
        lock = "terverifikasi" if is_settled else ""
        named = f"{label} {line.indicator.code}"
        return Input(key, named, texts[key], shown, lock, choices, errors, CAPTIONS.get(name, ""))


def quarter_words(line: AgreementLine, quarters) -> list[str]:
    """The targets of the quarters in words; the bounds of a range hold all year."""
    words = [in_words(found) for found in quarters]
    return [ALL_YEAR if line.indicator.polarity == "range" and one in ("–", "") else one for one in words]


def signers_of(unit) -> tuple[str, ...]:
    """The names of those who sign for the unit: its leaders, else those of the nearest unit above; () for none."""
    held = Membership.objects.filter(role=Role.LEADER, unit__in=Unit.objects.above(unit), user__is_active=True)
    rows = list(held.select_related("user").order_by("-unit__path", "user__username"))
    return tuple(row.user.get_full_name() or row.user.get_username() for row in rows if row.unit_id == rows[0].unit_id)


def signing_words(signers: tuple[str, ...]) -> str:
    """Who signs a draft, or what to do when nobody may."""
    if not signers:
        return "Belum ada pimpinan yang terdaftar untuk unit ini; minta administrator mendaftarkannya."
    return f"Pimpinan unit ini, {join_words(signers, last='atau')}, yang menandatangani."


def in_words(found) -> str:
    """A cell of a paper as one reads it; a dash for nothing."""
    return shown_text(found) if isinstance(found, Shown) else found or "–"


def target_words(line: AgreementLine) -> str:
    """The target of a line as papers print it."""
    return in_words(target_cell(line))
