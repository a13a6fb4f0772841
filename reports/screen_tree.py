"""The pohon kinerja as a drawing for the screen, each box a link to its place in the list."""

from collections.abc import Iterator
from dataclasses import dataclass

from lakin.formatting import percent
from reports.cascade import Cascade, CascadeNode
from reports.drawing import Rect
from reports.trees import Node, Tree, performance_tree, walk

# Room for a box with the line to it: two words of an objective beside each other stay readable.
LEVEL_WIDTH = 250.0


@dataclass(frozen=True)
class Place:
    """Where the box of a node stands; None is the unit's own, which holds several tops together."""

    node: CascadeNode | None
    box: Rect


@dataclass(frozen=True)
class ScreenTree:
    """The drawing with the places of its boxes."""

    drawing: Tree
    places: tuple[Place, ...]


def screen_tree(cascade: Cascade) -> ScreenTree | None:
    """The drawing of what is open; None without an objective."""
    if not cascade.roots:
        return None
    above = [node for node in cascade.roots if not node.is_own]
    own = [node for node in cascade.roots if node.is_own]
    roots = list(map(drawn, above + own))
    nodes: list[CascadeNode | None] = [node for root in above + own for node in upwards(root)]
    if len(own) > 1:
        held = Node(cascade.unit.name, str(cascade.year), children=tuple(map(drawn, own)))
        roots, nodes = [*map(drawn, above), held], [*nodes, None]
    depth = max(level for level, *_ in walk(roots))
    title = f"Pohon kinerja {cascade.unit.label} tahun {cascade.year}"
    tree = performance_tree(roots, title=title, width=LEVEL_WIDTH * depth)
    boxes = [shape for shape in tree.shapes if isinstance(shape, Rect)]
    # The drawing puts a box after those below it.
    return ScreenTree(tree, tuple(Place(node, box) for node, box in zip(nodes, boxes, strict=True)))


def drawn(node: CascadeNode) -> Node:
    """The box of a node: what it says, whose it is, how far it came, and how much is closed below it."""
    value = node.score.mean.value if node.score else None
    words = " ".join(filter(None, (value is not None and percent(value), node.status and node.status.word)))
    closed = f"+{node.hidden} di bawahnya" if node.hidden else ""
    subtitle = " · ".join(filter(None, (node.unit.label, words, closed)))
    mark = node.status.mark if node.status else ""
    return Node(node.objective.name, subtitle, node.objective.code, mark, tuple(map(drawn, node.children)))


def upwards(node: CascadeNode) -> Iterator[CascadeNode]:
    """The nodes below and then the node, the order in which boxes are drawn."""
    for child in node.children:
        yield from upwards(child)
    yield node
