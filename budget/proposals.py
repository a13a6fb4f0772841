"""A proposed revision: what the checks read of it, whom it touches, and the verbs that decide it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from budget import changes as comparing
from budget.changes import Changes, LineChange
from budget.models import (
    Ceiling,
    Dipa,
    DipaRevision,
    ExpenditureType,
    OutputVolume,
    PlannedWithdrawal,
    RevisionState,
    VolumeTarget,
)
from budget.plan import latest_plan
from budget.revision_rules import Block, Check, Move, Proposed, Volume, check
from budget.statement import Statement, ceilings_of
from indicators.models import Objective
from units.access import has_role
from units.models import Role
from units.trail import acting, add_created_rows


@dataclass(frozen=True)
class Impact:
    """An objective whose money changes, with the names of its indicators; rupiah before and after."""

    objective: Objective
    indicators: tuple[str, ...]
    before: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class Examined:
    """A proposal beside the revision in force; `changes` None while the DIPA has none in force."""

    revision: DipaRevision
    changes: Changes | None
    checks: tuple[Check, ...]
    impacts: tuple[Impact, ...]


def examine(revision: DipaRevision, statement: Statement) -> Examined:
    """The proposal against what is in force, in a constant number of queries; the statement is that of its unit."""
    decided = [row for row in statement.revisions if row.dipa_id == revision.dipa_id]
    if not decided:
        return Examined(revision, None, (), ())
    found = comparing.changes(decided[-1], revision)
    return Examined(revision, found, check(proposed(found, statement)), impacts(found.lines))


def proposed(found: Changes, statement: Statement) -> Proposed:
    """The figures of a proposal as the rules read them."""
    before, after = found.before, found.after
    plan = by_kind(latest_plan([after.dipa_id])[1].items())
    own = PlannedWithdrawal.objects.filter(revision=after).values_list("month", "kind", "amount")
    return Proposed(
        kind=after.kind,
        year=after.dipa.year,
        total_before=found.total("before") if found.is_itemized else before.amount,
        total_after=found.total("after") if found.is_itemized else after.amount,
        moves=moves(found.lines, statement) if found.is_itemized else (),
        kinds_before=comparing.by_kind(found.lines, "before") if found.is_itemized else None,
        kinds_after=comparing.by_kind(found.lines, "after") if found.is_itemized else None,
        volumes=volumes(found),
        blocks=blocks(found, statement),
        plan=plan,
        own_plan=by_kind(((month, kind), amount) for month, kind, amount in own),
        on=after.date,
        last_on=before.date,
        order=after.order,
        last_order=before.order,
        note=after.note,
        kind_names=dict(ExpenditureType.choices),
    )


def by_kind(amounts: Iterable[tuple[tuple[int, str], int]]) -> dict[str, int] | None:
    """The planned rupiah of the year per jenis belanja; None without a plan."""
    sums = defaultdict(int)
    for (_, kind), amount in amounts:
        sums[kind] += amount
    return dict(sums) or None


def moves(lines: tuple[LineChange, ...], statement: Statement) -> list[Move]:
    """Every line with what is spent on it and what the lines below it hold together."""
    spent = {row.line.pk: row.money.spent for row in statement.lines}
    below = defaultdict(int)
    for row in lines:
        below[row.line.parent_id] += row.after or 0
    return [
        Move(
            row.line.path,
            row.line.name,
            row.line.level,
            row.before,
            row.after,
            spent.get(row.line.pk),
            None if row.is_lowest else below[row.line.pk],
        )
        for row in lines
    ]


def blocks(found: Changes, statement: Statement) -> list[Block]:
    """The lines that hold blokir in force or by the proposal; a line that the proposal does not name keeps its own."""
    dipa, after = found.after.dipa_id, found.after
    standing = ceilings_of([dipa]).blocked
    named = dict(Ceiling.objects.filter(revision=after).values_list("line_id", "blocked"))
    spent = {row.line.pk: row.money.spent for row in statement.lines}
    pairs = [(row, standing.get(row.line.pk, 0)) for row in found.lines]
    return [
        Block(row.line.path, before, named.get(row.line.pk, before), row.after, spent.get(row.line.pk))
        for row, before in pairs
        if before or named.get(row.line.pk)
    ]


def volumes(found: Changes) -> list[Volume]:
    """The target volumes of the RO: by the latest revision in force or as typed, and by the proposal."""
    dipa = found.after.dipa_id
    standing = dict(OutputVolume.objects.filter(line__dipa=dipa).values_list("line_id", "target"))
    changed = {}
    rows = VolumeTarget.objects.filter(line__dipa=dipa).order_by("revision__order")
    for line_id, amount, revision_id, state in rows.values_list("line_id", "amount", "revision_id", "revision__state"):
        if revision_id == found.after.pk:
            changed[line_id] = amount
        elif state == RevisionState.IN_FORCE:
            standing[line_id] = amount
    outputs = [row.line for row in found.at("ro")]
    return [
        Volume(line.path, standing.get(line.pk), changed.get(line.pk, standing.get(line.pk)))
        for line in outputs
        if line.pk in standing or line.pk in changed
    ]


def impacts(lines: tuple[LineChange, ...]) -> tuple[Impact, ...]:
    """The objectives whose money changes, what loses most first."""
    above = {row.line.pk: row.objective_id for row in lines}
    sums = defaultdict(lambda: [0, 0])
    for row in lines:
        parent = above.get(row.line.parent_id)
        if row.objective_id == parent:
            continue
        for objective_id, sign in ((row.objective_id, 1), (parent, -1)):
            sums[objective_id][0] += sign * (row.before or 0)
            sums[objective_id][1] += sign * (row.after or 0)
    moved = {key: pair for key, pair in sums.items() if key is not None and pair[0] != pair[1]}
    objectives = Objective.objects.filter(pk__in=moved).prefetch_related("indicators")
    found = [Impact(row, tuple(str(one) for one in row.indicators.all()), *moved[row.pk]) for row in objectives]
    return tuple(sorted(found, key=lambda impact: (impact.difference, impact.objective.pk)))


@transaction.atomic
def accept(*, revision: DipaRevision, number: int, on: date, digital_stamp: str = "", reason: str = "", by) -> None:
    """Put a proposal in force as the latest revision; lines above those it names move with them."""
    revision = open_proposal(revision, by)
    decided = DipaRevision.objects.in_force().filter(dipa=revision.dipa_id).order_by("order")
    last = decided.last()
    if last:
        found = comparing.changes(last, revision)
        carry(found, revision)
        if revision.amount is None:
            revision.amount = found.total("after")
    latest = DipaRevision.objects.filter(dipa=revision.dipa_id).order_by("order").last()
    if last and last.order > revision.order:
        revision.order = latest.order + 1
    revision.number, revision.date, revision.digital_stamp = number, on, digital_stamp
    revision.state = RevisionState.IN_FORCE
    decide(revision, reason)


@transaction.atomic
def discard(*, revision: DipaRevision, reason: str, by) -> None:
    """Close a proposal without putting it in force; it stays to be read, with the reason."""
    revision = open_proposal(revision, by)
    if not reason.strip():
        raise ValidationError("Tulis alasan pembatalan usulan ini.")
    revision.state = RevisionState.DISCARDED
    decide(revision, reason)


def open_proposal(revision, by) -> DipaRevision:
    """The proposal, locked until it is decided; whoever comes second finds it decided, or gone with its import."""
    # The DIPA first, as imports do that write and take back, so that no two wait for each other.
    Dipa.objects.select_for_update(of=("self",)).get(pk=revision.dipa_id)
    rows = DipaRevision.objects.select_for_update(of=("self",)).select_related("dipa__unit")
    revision = rows.filter(pk=revision.pk).first()
    if revision is None:
        raise ValidationError("Usulan ini sudah tidak ada; impor yang membuatnya baru saja dibatalkan.")
    if not has_role(by, revision.dipa.unit, Role.PLANNER):
        raise PermissionDenied("Hanya perencana unit ini yang memutus usulan revisi.")
    if revision.state != RevisionState.PROPOSED:
        raise ValidationError("Usulan ini sudah diputus.")
    return revision


def carry(found: Changes, revision: DipaRevision) -> None:
    """Write the pagu of the lines above, which have a figure of their own, as the proposal moves it."""
    named = set(Ceiling.objects.filter(revision=revision).values_list("line_id", flat=True))
    stored = set(Ceiling.objects.filter(line__dipa=revision.dipa_id).values_list("line_id", flat=True))
    blocked = ceilings_of([revision.dipa_id]).blocked
    moved = [
        Ceiling(line=row.line, revision=revision, amount=row.after, blocked=blocked.get(row.line.pk, 0))
        for row in found.lines
        if row.line.pk in stored and row.line.pk not in named and row.after is not None and row.after != row.before
    ]
    if any(row.amount < 0 for row in moved):
        raise ValidationError("Usulan ini membuat pagu sebuah baris di bawah nol.")
    short = [row.line.path for row in moved if row.blocked > row.amount]
    if short:
        raise ValidationError(f"Usulan ini membuat pagu di bawah blokirnya: {', '.join(short[:3])}.")
    add_created_rows(Ceiling.objects.bulk_create(moved), revision.dipa.unit_id, revision.dipa.year)


def decide(revision: DipaRevision, reason: str) -> None:
    revision.note = reason.strip() or revision.note
    revision.full_clean()
    with acting(note=f"Usulan revisi: {revision.get_state_display().lower()}"):
        revision.save()
