"""Writes an import: everything in one transaction and in bulk, with one entry in the trail, or nothing at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from budget.files.lines import Reading, level_word
from budget.files.titles import Stated
from budget.importing.comparing import NOTHING_STATED, compare
from budget.importing.plan import Choice, Plan
from budget.models import BudgetImport, BudgetLine, Ceiling, Dipa, DipaRevision, Spending
from units import trail
from units.access import has_role
from units.models import Role

BATCH = 2000
NOTE = "Impor berkas anggaran"
CHANGED = (
    "Data anggaran berubah sejak pratinjau ini dibuat, jadi belum ada yang disimpan. Periksa pratinjau yang baru, lalu "
    "simpan lagi."
)
BLOCKED = "Berkas ini belum dapat disimpan: {count} hal menghalangi."
NOTHING = "Isi berkas sama dengan data di LAKIN; tidak ada yang perlu disimpan."


@dataclass(frozen=True)
class Source:
    """The file that an import comes from."""

    name: str
    sha256: str


class Conflict(Exception):
    """The database is no longer what the preview showed; nothing was written."""


@transaction.atomic
def take_in(
    *, dipa: Dipa, reading: Reading, choice: Choice, source: Source, by, shown: str, stated: Stated = NOTHING_STATED
) -> BudgetImport:
    """Stores what the file says, exactly as shown; Conflict when that is no longer the same.

    PermissionDenied for who does not plan for the unit, ValidationError for all else that stands in the way.
    """
    # Two imports into one DIPA wait for each other, so that the second one compares with what the first has written.
    dipa = Dipa.objects.select_for_update(of=("self",)).select_related("satker", "unit").get(pk=dipa.pk)
    if not has_role(by, dipa.unit, Role.PLANNER):
        raise PermissionDenied("Berkas anggaran disimpan oleh perencana.")
    plan = compare(dipa, reading, choice, stated)
    if plan.fingerprint != shown:
        raise Conflict(CHANGED)
    if plan.blocking:
        raise ValidationError(BLOCKED.format(count=len(plan.blocking)))
    if not plan.has_changes:
        raise ValidationError(NOTHING)
    with trail.acting(note=NOTE):
        return write(plan, source, by)


def write(plan: Plan, source: Source, by) -> BudgetImport:
    """Writes the plan and keeps in the import what stood there before."""
    journal = {}
    revision = plan.choice.revision
    if revision is not None and revision.pk is None:
        add_revision(plan, revision)
        journal["revision"] = as_made(revision)
    keys = add_lines(plan, journal)
    rename(plan, journal, keys)
    write_ceilings(plan, journal, keys)
    write_spendings(plan, journal, keys)
    made = BudgetImport(
        dipa=plan.dipa,
        revision=revision,
        month=plan.choice.month,
        file_name=source.name[:200],
        sha256=source.sha256,
        new_lines=len(plan.new),
        renamed_lines=len(plan.renamed),
        ceilings=len(plan.ceilings),
        spendings=len(plan.spendings),
        made_by=by,
        person=trail.name_of(by) if by else "",
        journal=journal,
    )
    made.full_clean()
    made.save()
    return made


def add_revision(plan: Plan, revision: DipaRevision) -> None:
    """The new revision, with the pagu that the file adds up to; not known when a program is not in the file."""
    is_whole = all("." in one.path for one in plan.missing) or plan.choice.drops_missing
    revision.dipa, revision.amount = plan.dipa, plan.total[0] if is_whole else None
    revision.full_clean()
    revision.save()


def as_made(revision: DipaRevision) -> list:
    """What the journal keeps of a new revision."""
    day = revision.date.isoformat() if revision.date else None
    return [revision.pk, revision.kind, revision.number, revision.amount, day, revision.state]


def add_lines(plan: Plan, journal: dict) -> dict[str, int]:
    """Creates the new lines, each level after the one above it; returns the key of every line by its path."""
    stored = plan.stored
    keys = {path: line.pk for path, line in stored.lines.items()}
    paths = {path: line.path for path, line in stored.lines.items()}
    by_level: dict[int, list] = {}
    for order, line in enumerate(plan.new, start=stored.last_order + 1):
        paths[line.path] = f"{paths[line.parent]}.{line.code}" if line.parent else line.code
        by_level.setdefault(line.level, []).append((order, line))
    for level in sorted(by_level):
        word = level_word(level)
        rows = [
            BudgetLine(
                dipa_id=plan.dipa.pk,
                parent_id=keys.get(line.parent),
                path=paths[line.path],
                level=word,
                order=order,
                name=plan.names[line.path],
                is_partial=line.path in plan.partial,
            )
            for order, line in by_level[level]
        ]
        for row, (_order, line) in zip(BudgetLine.objects.bulk_create(rows, BATCH), by_level[level], strict=True):
            keys[line.path] = row.pk
    journal["lines"] = [[keys[line.path], paths[line.path], plan.names[line.path]] for line in plan.new]
    journal["partial"] = mark_partial(plan, stored)
    return keys


def mark_partial(plan: Plan, stored) -> list[int]:
    """Says of lines that were known before that the file shows only part of what lies below them."""
    lines = (stored.lines.get(path) for path in plan.partial)
    marked = [line.pk for line in lines if line is not None and not line.is_partial]
    update(BudgetLine, [(pk, True) for pk in marked], "is_partial")
    return marked


def rename(plan: Plan, journal: dict, _keys) -> None:
    update(BudgetLine, [(one.pk, one.new) for one in plan.renamed], "name")
    journal["renamed"] = [[one.pk, one.old, one.new] for one in plan.renamed]


def write_ceilings(plan: Plan, journal: dict, keys: dict[str, int]) -> None:
    """The pagu of the revision: created where the revision said nothing of a line, else put in its place."""
    revision = plan.choice.revision
    rows = [
        Ceiling(line_id=keys[one.path], revision=revision, amount=one.new, blocked=one.blocked) for one in plan.ceilings
    ]
    Ceiling.objects.bulk_create(
        rows, BATCH, update_conflicts=True, unique_fields=["line", "revision"], update_fields=["amount", "blocked"]
    )
    journal["ceilings"] = [[keys[one.path], one.at_revision, [one.new, one.blocked]] for one in plan.ceilings]


def write_spendings(plan: Plan, journal: dict, keys: dict[str, int]) -> None:
    """The periods up to the month: those that no longer stand are removed, the others created or changed."""
    gone, rows = [], []
    for one in plan.spendings:
        line = keys[one.path]
        places = {period[:2] for period in one.new}
        gone += [(line, *period[:2]) for period in one.old if period[:2] not in places]
        rows += [
            Spending(line_id=line, month_from=start, month_to=end, amount=amount)
            for start, end, amount in one.new
            if (start, end, amount) not in one.old
        ]
    remove_spendings(plan.dipa, gone)
    Spending.objects.bulk_create(
        rows, BATCH, update_conflicts=True, unique_fields=["line", "month_from", "month_to"], update_fields=["amount"]
    )
    journal["spendings"] = [[keys[one.path], one.old, one.new] for one in plan.spendings]


def remove_spendings(dipa: Dipa, gone: Iterable[tuple[int, int, int]]) -> None:
    """Removes periods of lines, found by reading the DIPA once."""
    wanted = set(gone)
    if not wanted:
        return
    stored = Spending.objects.filter(line__dipa=dipa).values_list("pk", "line", "month_from", "month_to")
    remove(Spending, [pk for pk, *place in stored if tuple(place) in wanted])


def remove(model, keys: list[int]) -> None:
    """Deletes rows by their keys; the import's own entry in the trail stands for them."""
    with trail.unrecorded():
        for start in range(0, len(keys), BATCH):
            model.objects.filter(pk__in=keys[start : start + BATCH]).delete()


def update(model, values: list[tuple[int, object]], field: str) -> None:
    """Sets one field of many rows."""
    rows = [model(pk=pk, **{field: value}) for pk, value in values]
    model.objects.bulk_update(rows, [field], batch_size=500)
