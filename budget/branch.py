"""The POK tree as a screen opens it: from program to RO at first, deeper levels where a person asked for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from budget.models import BudgetLine, Ceiling, Dipa, LineLevel, Spending
from budget.statement import LineFigures, tree

FIRST_LEVELS = frozenset({LineLevel.PROGRAM, LineLevel.ACTIVITY, LineLevel.KRO, LineLevel.RO})


@dataclass(frozen=True)
class TreeRow:
    """One visible line; `can_open` when lines below it are not shown yet, `is_open` when they were asked for."""

    figures: LineFigures
    can_open: bool
    is_open: bool = False


def opened(lines: Iterable[LineFigures], open_paths: Iterable[str] = ()) -> tuple[TreeRow, ...]:
    """The visible lines of a statement: the first levels, and what lies right below an opened path."""
    asked = {prefix for path in open_paths for prefix in prefixes(path)}
    by_id, shown = {row.line.pk: row for row in lines}, []
    for row in by_id.values():
        above = by_id.get(row.line.parent_id)
        if row.line.level in FIRST_LEVELS or above is None or above.line.path in asked:
            can_open = row.has_children and row.line.level not in FIRST_LEVELS - {LineLevel.RO}
            shown.append(TreeRow(row, can_open, can_open and row.line.path in asked))
    return tuple(shown)


def prefixes(path: str) -> list[str]:
    """The path and every path above it."""
    codes = path.split(".")
    return [".".join(codes[: depth + 1]) for depth in range(len(codes))]


def branch(dipa: Dipa, line: BudgetLine) -> tuple[TreeRow, ...]:
    """The lines right below one line with their figures; reads only that branch."""
    inside = f"{line.path}."
    below = list(BudgetLine.objects.filter(dipa=dipa, path__startswith=inside).order_by("order"))
    within = {"line__dipa": dipa, "line__path__startswith": inside}
    ceilings = Ceiling.objects.filter(**within).order_by("revision__order").values_list("line_id", "amount")
    spent = Spending.objects.filter(**within).order_by().values_list("line_id").annotate(Sum("amount"))
    for child in below:
        if child.parent_id == line.pk:
            # Read as a tree of its own, whose roots are the children of the line; nothing is saved.
            child.parent_id = None
    rows = tree(below, dict(ceilings), dict(spent))
    return tuple(TreeRow(row, row.has_children) for row in rows if row.depth == 0)
