"""Takes an import back whole: the former values stand again exactly, unless something it wrote was changed since."""

from collections import defaultdict
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from budget.importing.writing import BATCH, as_made, remove, update
from budget.models import BudgetImport, BudgetLine, Ceiling, Dipa, DipaRevision, Spending
from lakin.formatting import number
from units import trail
from units.access import has_role
from units.models import Role

NOTE = "Pembatalan impor berkas anggaran"
ALREADY = "Impor ini sudah dibatalkan."
OBSTACLE = "Impor ini tidak dapat dibatalkan lagi: {what}"
MOST_NAMED = 5


@transaction.atomic
def undo(*, taken: BudgetImport, by) -> BudgetImport:
    """Puts back what stood before the import; ValidationError says what was changed since, and changes nothing."""
    dipa = Dipa.objects.select_for_update(of=("self",)).select_related("unit").get(pk=taken.dipa_id)
    if not has_role(by, dipa.unit, Role.PLANNER):
        raise PermissionDenied("Impor berkas anggaran dibatalkan oleh perencana.")
    taken = BudgetImport.objects.select_for_update(of=("self",)).select_related("dipa").get(pk=taken.pk)
    hold(taken)
    obstacles = list(changed_since(taken))
    if obstacles:
        raise ValidationError(obstacles)
    journal = taken.journal
    created = {pk for pk, _path, _name in journal["lines"]}
    put_back_spendings(taken, created)
    put_back_ceilings(taken, created)
    update(BudgetLine, [(pk, old) for pk, old, _new in journal["renamed"]], "name")
    update(BudgetLine, [(pk, False) for pk in journal["partial"]], "is_partial")
    # From the deepest up, so that no parent goes before its children.
    remove(BudgetLine, [pk for pk, _path, _name in reversed(journal["lines"])])
    with trail.acting(note=NOTE):
        if journal.get("revision"):
            DipaRevision.objects.get(pk=journal["revision"][0]).delete()
            taken.revision = None
        taken.undone_at, taken.undone_by = timezone.now(), by
        taken.full_clean()
        taken.save()
    return taken


def hold(taken: BudgetImport) -> None:
    """Keeps all that is compared from others until the end; on a row that is held nobody hangs a new one either."""
    for rows in (
        DipaRevision.objects.filter(dipa=taken.dipa_id),
        BudgetLine.objects.filter(dipa=taken.dipa_id),
        Ceiling.objects.filter(revision=taken.revision_id),
        Spending.objects.filter(line__dipa=taken.dipa_id),
    ):
        # One order for everybody, so that no two wait for each other.
        list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def put_back_spendings(taken: BudgetImport, created: set[int]) -> None:
    """The periods of each line as they were; those of lines that go are not made again."""
    keys = {line for line, _old, _new in taken.journal["spendings"]}
    month = taken.month or 12
    stored = Spending.objects.filter(line__dipa=taken.dipa, month_to__lte=month).values_list("pk", "line")
    remove(Spending, [pk for pk, line in stored if line in keys])
    Spending.objects.bulk_create(
        (
            Spending(line_id=line, month_from=start, month_to=end, amount=amount)
            for line, old, _new in taken.journal["spendings"]
            if line not in created
            for start, end, amount in old
        ),
        BATCH,
    )


def put_back_ceilings(taken: BudgetImport, created: set[int]) -> None:
    """The pagu of the revision as it was; what the revision did not say before is taken out of it."""
    before = {line: old for line, old, _new in ceilings_of(taken)}
    if not before:
        return
    stored = dict(Ceiling.objects.filter(revision=taken.revision).values_list("line", "pk"))
    remove(Ceiling, [stored[line] for line, old in before.items() if old is None or line in created])
    kept = [(stored[line], old) for line, old in before.items() if old is not None]
    rows = [Ceiling(pk=pk, amount=amount, blocked=blocked) for pk, (amount, blocked) in kept]
    # Together, since no blokir may exceed its pagu even for a moment.
    Ceiling.objects.bulk_update(rows, ["amount", "blocked"], batch_size=500)


def ceilings_of(taken: BudgetImport) -> Iterator[tuple[int, tuple[int, int] | None, tuple[int, int]]]:
    """The line, and its (pagu, blokir) before and after; imports from before blokir was kept name the pagu alone."""
    for line, old, new in taken.journal["ceilings"]:
        yield line, pair(old), pair(new)


def pair(held: int | list[int] | None) -> tuple[int, int] | None:
    return (held, 0) if isinstance(held, int) else held and tuple(held)


def changed_since(taken: BudgetImport) -> Iterator[str]:
    """What of all the import wrote is no longer as it wrote it, in Indonesian; nothing when it can be taken back."""
    if taken.is_undone:
        yield ALREADY
        return
    if taken.revision_id is None and taken.journal["ceilings"]:
        yield OBSTACLE.format(what="revisi DIPA yang diisinya sudah dihapus.")
        return
    names = dict(BudgetLine.objects.filter(dipa=taken.dipa).values_list("pk", "path"))
    yield from changed_lines(taken, names)
    yield from changed_ceilings(taken, names)
    yield from changed_spendings(taken, names)
    yield from hanging(taken, names)


def changed_lines(taken: BudgetImport, names: dict[int, str]) -> Iterator[str]:
    """Lines that were renamed, moved, linked to an objective or deleted after the import."""
    lines = BudgetLine.objects.filter(dipa=taken.dipa)
    stored = {row[0]: row[1:] for row in lines.values_list("pk", "path", "name", "objective", "is_partial")}
    created, renamed, partial = (taken.journal[part] for part in ("lines", "renamed", "partial"))
    for pk, path, _name in created:
        names.setdefault(pk, path)
    gone = {pk for pk, path, name in created if stored.get(pk, ())[:3] != (path, name, None)}
    gone |= {pk for pk, _old, new in renamed if stored.get(pk, ("", None))[1] != new}
    gone |= {pk for pk in partial if not stored.get(pk, (False,))[-1]}
    yield from named("baris POK", gone, names)


def changed_ceilings(taken: BudgetImport, names: dict[int, str]) -> Iterator[str]:
    """Pagu that another hand or another import has changed."""
    rows = Ceiling.objects.filter(revision=taken.revision_id).values_list("line", "amount", "blocked")
    stored = {line: (amount, blocked) for line, amount, blocked in rows}
    gone = {line for line, _old, new in ceilings_of(taken) if stored.get(line) != new}
    yield from named("pagu", gone, names)


def changed_spendings(taken: BudgetImport, names: dict[int, str]) -> Iterator[str]:
    """Spending up to the month that is not what the import wrote; later months do not count for lines that stay."""
    stored = defaultdict(list)
    month = taken.month or 12
    rows = Spending.objects.filter(line__dipa=taken.dipa).order_by("line", "month_from")
    created = {pk for pk, _path, _name in taken.journal["lines"]}
    for line, start, end, amount in rows.values_list("line", "month_from", "month_to", "amount"):
        if end <= month or line in created:
            stored[line].append([start, end, amount])
    written = {line: [list(period) for period in new] for line, _old, new in taken.journal["spendings"]}
    gone = {line for line, new in written.items() if stored[line] != new}
    gone |= {line for line in created if stored[line] and line not in written}
    yield from named("realisasi", gone, names)


def hanging(taken: BudgetImport, names: dict[int, str]) -> Iterator[str]:
    """What others have hung on the rows that would go: volumes, activities, children, pagu of other revisions."""
    created = {pk for pk, _path, _name in taken.journal["lines"]}
    for relation in BudgetLine._meta.related_objects if created else ():
        model, field = relation.related_model, relation.field.name
        rows = model.objects.filter(**{f"{field}__dipa": taken.dipa_id})
        if model is Spending:
            continue
        if model is Ceiling:
            rows = rows.exclude(revision=taken.revision_id)
        pairs = rows.values_list("pk", field)
        held = {line for pk, line in pairs if line in created and not (model is BudgetLine and pk in created)}
        yield from named(str(model._meta.verbose_name), held, names, hung=True)
    yield from hanging_on_revision(taken)


def hanging_on_revision(taken: BudgetImport) -> Iterator[str]:
    """What was changed of a revision that the import made, or hung on it."""
    if not taken.journal.get("revision"):
        return
    revision = taken.journal["revision"][0]
    if as_made(DipaRevision.objects.get(pk=revision)) != taken.journal["revision"]:
        yield OBSTACLE.format(what="revisi DIPA yang dibuatnya sudah diubah atau diputus.")
    ours = {line for line, _old, _new in taken.journal["ceilings"]}
    for relation in DipaRevision._meta.related_objects:
        model, field = relation.related_model, relation.field.name
        rows = model.objects.filter(**{field: revision})
        if model is Ceiling:
            held = any(line not in ours for line in rows.values_list("line", flat=True))
        else:
            held = rows.exclude(pk=taken.pk).exists() if model is BudgetImport else rows.exists()
        if held:
            yield OBSTACLE.format(what=f"pada revisi yang dibuatnya sudah ada {model._meta.verbose_name} lain.")


def named(what: str, keys: set[int], names: dict[int, str], hung: bool = False) -> Iterator[str]:
    """One sentence about the lines: how many, and the first of them."""
    if not keys:
        return
    paths = sorted(names.get(key, "baris yang sudah dihapus") for key in keys)
    listed = "; ".join(paths[:MOST_NAMED]) + ("; dan lainnya" if len(paths) > MOST_NAMED else "")
    said = "sudah ditambahkan pada" if hung else "sudah berubah sejak itu pada"
    yield OBSTACLE.format(what=f"{what} {said} {number(len(paths), 0)} baris ({listed}).")
