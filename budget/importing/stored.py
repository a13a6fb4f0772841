"""A DIPA as it stands, by the codes that a file would give its lines, read in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field

from budget.files.codes import LEVELS, canonical
from budget.files.months import Period
from budget.models import BudgetLine, Ceiling, DipaRevision, Spending


@dataclass(frozen=True, slots=True)
class StoredLine:
    """One line of the database: its real path, and the figures of its own."""

    pk: int
    path: str
    name: str
    is_partial: bool


@dataclass
class StoredTree:
    """The lines by their canonical path; by line the pagu and blokir in force, those of the revision, the spending."""

    lines: dict[str, StoredLine] = field(default_factory=dict)
    in_force: dict[int, int] = field(default_factory=dict)
    blocked: dict[int, int] = field(default_factory=dict)
    at_revision: dict[int, tuple[int, int]] = field(default_factory=dict)
    periods: dict[int, list[Period]] = field(default_factory=lambda: defaultdict(list))
    last_order: int = 0


def stored_tree(dipa, revision: DipaRevision) -> StoredTree:
    """The DIPA up to a revision, which may be new; a later revision or a proposal does not count."""
    found = StoredTree()
    rows = list(
        BudgetLine.objects.filter(dipa=dipa).values_list("pk", "parent", "path", "level", "name", "is_partial", "order")
    )
    keys = canonical_paths(rows)
    for pk, _parent, path, _level, name, is_partial, order in rows:
        found.lines[keys[pk]] = StoredLine(pk, path, name, is_partial)
        found.last_order = max(found.last_order, order)
    counted = DipaRevision.objects.in_force().filter(dipa=dipa, order__lte=revision.order).values("pk")
    ceilings = Ceiling.objects.filter(revision__in=counted).order_by("revision__order")
    for line, amount, blocked, at in ceilings.values_list("line", "amount", "blocked", "revision"):
        found.in_force[line], found.blocked[line] = amount, blocked
        if at == revision.pk:
            found.at_revision[line] = (amount, blocked)
    spendings = Spending.objects.filter(line__dipa=dipa).order_by("line", "month_from")
    for line, start, end, amount in spendings.values_list("line", "month_from", "month_to", "amount"):
        found.periods[line].append((start, end, amount))
    return found


def canonical_paths(rows) -> dict[int, str]:
    """The path of each line as a file would give it, by the line's key: the program without its ministry before it."""
    known = {row[0]: row for row in rows}
    found: dict[int, str] = {}

    def path_of(pk):
        if pk not in found:
            _pk, parent, path, level, *_rest = known[pk]
            above = known[parent][2] if parent in known else ""
            code = path.removeprefix(f"{above}.") if above else path.rpartition(".")[2]
            code = canonical(LEVELS.index(level), code)
            found[pk] = f"{path_of(parent)}.{code}" if above else code
        return found[pk]

    for row in rows:
        path_of(row[0])
    return found
