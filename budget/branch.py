"""The POK tree as a screen opens it: from program to RO, or less of a large one; deeper where a person asks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from budget.models import BudgetLine, Ceiling, LineLevel, Spending
from budget.statement import LineFigures, in_force, latest, tree

TOP_LEVELS = frozenset({LineLevel.PROGRAM, LineLevel.ACTIVITY})
# What opens by itself too, as long as so many rows can still be looked over.
NEXT_LEVELS, MOST_ROWS = (LineLevel.KRO, LineLevel.RO), 100


@dataclass(frozen=True)
class TreeRow:
    """One visible line; `can_open` when lines below it are not shown at first, `is_open` when they were asked for."""

    figures: LineFigures
    can_open: bool
    is_open: bool = False


def opened(lines: Iterable[LineFigures], open_ids: Iterable[int] = ()) -> tuple[TreeRow, ...]:
    """The visible lines of a statement: the first levels, and what lies right below an opened line."""
    by_id = {row.line.id: row for row in lines}
    asked = {pk for line_id in open_ids for pk in with_ancestors(line_id, by_id)}
    first = first_levels(by_id.values())
    deep = {row.line.parent_id for row in by_id.values() if row.line.level not in first}
    return tuple(
        TreeRow(row, pk in deep, pk in deep and pk in asked)
        for pk, row in by_id.items()
        if row.line.level in first or row.line.parent_id in asked
    )


def first_levels(lines: Iterable[LineFigures]) -> frozenset[str]:
    """The levels that are open at first."""
    counted = Counter(row.line.level for row in lines)
    levels = TOP_LEVELS
    for level in NEXT_LEVELS:
        if sum(counted[one] for one in (*levels, level)) > MOST_ROWS:
            break
        levels |= {level}
    return levels


def with_ancestors(line_id, by_id) -> list[int]:
    """The line's id and those above it; empty for a line of another statement."""
    found = []
    while line_id in by_id:
        found.append(line_id)
        line_id = by_id[line_id].line.parent_id
    return found


def branch(line: BudgetLine) -> tuple[TreeRow, ...]:
    """The lines right below one line with their figures; reads only that branch."""
    inside = f"{line.path}."
    below = BudgetLine.objects.filter(dipa=line.dipa_id, path__startswith=inside).order_by("order", "path")
    within = {"line__dipa": line.dipa_id, "line__path__startswith": inside}
    held = latest(Ceiling.objects.filter(**within))
    spent = dict(Spending.objects.filter(**within).order_by().values_list("line_id").annotate(total=Sum("amount")))
    known = in_force(below, held.proposed, {*held.amounts, *spent})
    for child in known:
        if child.parent_id == line.pk:
            # Read as a tree of its own, whose roots are the children of the line; nothing is saved.
            child.parent_id = None
    rows = tree(known, held.amounts, spent, held.blocked)
    return tuple(TreeRow(row, row.has_children) for row in rows if row.depth == 0)
