"""Sums up a tree: each node's own figures and those of everything below it, added without rounding."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from operator import add

COUNTED = ("promised", "known", "above", "met", "below", "capaian_sum")
UNIT_SUMS = (
    *("units", *COUNTED, "capaian_units"),
    *("due", "submitted", "verified", "returned", "timed", "on_time"),
    *("ceiling", "ceiling_units", "spent", "spent_units", "budget_units"),
    *("will_miss", "shortfalls", "unreported_units"),
)
OBJECTIVE_SUMS = (*COUNTED, "capaian_count")
PLAN_SUMS = ("units", "planned", "spent", "ceiling")
KEPT = ("year", "quarter", "reach", "computed_at")
UNIT_COLUMNS = ("unit", *KEPT, *UNIT_SUMS)
PLAN_COLUMNS = ("unit", *KEPT, *PLAN_SUMS)
OBJECTIVE_COLUMNS = ("unit", "objective", "hangs_on", *KEPT, *OBJECTIVE_SUMS)
SHORTFALL_COLUMNS = ("unit", "indicator", "year", "quarter", "path", "capaian", "forecast", "gap")
# By quarter the figures of one node.
Figures = dict[int, list]


def added(parts: Iterable[Figures]) -> Figures:
    """The sums per quarter; a quarter that no part has is left out."""
    total: Figures = {}
    for part in parts:
        for quarter, figures in part.items():
            total[quarter] = list(map(add, total[quarter], figures)) if quarter in total else list(figures)
    return total


def sums_below(
    nodes: Iterable[Hashable],
    children: Callable[[Hashable], Iterable[Hashable]],
    own: Mapping[Hashable, Figures],
    stored: Mapping[Hashable, Figures],
) -> dict[Hashable, Figures]:
    """The sum of each node with all below it; a child that is not among the nodes keeps its `stored` sum."""
    nodes = set(nodes)
    totals: dict[Hashable, Figures] = {}
    for node in children_first(nodes, children):
        below = (totals.get(child) or {} if child in nodes else stored.get(child, {}) for child in children(node))
        totals[node] = added([own.get(node, {}), *below])
    return totals


def children_first(nodes: set, children) -> Iterator[Hashable]:
    """The nodes so that each comes after its children; a circle is entered once."""
    seen = set()
    for start in nodes:
        waiting = [(start, False)]
        while waiting:
            node, is_ready = waiting.pop()
            if is_ready:
                yield node
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(child, False) for child in children(node) if child in nodes and child not in seen]
