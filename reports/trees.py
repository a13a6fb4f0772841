"""Trees of a report: the organisation from the top down and the performance tree from left to right, as geometry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reports.drawing import (
    ACCENT,
    ACCENT_WASH,
    INK,
    LINE,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PAPER,
    WASH,
    Mark,
    Path,
    Rect,
    Shape,
    polyline,
    tidy,
    wrap,
    write_lines,
)

SIZE, SMALL, LEADING = 11, 10, 1.25
PAD, GAP, ROW_GAP = 7, 22.0, 14.0
# A panel lists children by name only; more than these do not fit as boxes below one another.
MOST_STACKED = 10


@dataclass(frozen=True)
class Node:
    """A box of a tree; mark "" draws none, `number` stands before the title."""

    title: str
    subtitle: str = ""
    number: str = ""
    mark: str = ""
    children: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Tree:
    """A finished tree: its shapes, its text alternative, and its boxes as rows of level, number, title, subtitle."""

    kind: str
    title: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    headers: tuple[str, ...] = ("Tingkat", "No.", "Nama", "Keterangan")
    rows: tuple[tuple, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Box:
    """A node in a given width: its wrapped lines and the height they need."""

    node: Node
    width: float
    least: float = 0

    @cached_property
    def lines(self):
        """The lines of the title, with the number in front."""
        words = f"{self.node.number} {self.node.title}".strip()
        return wrap(words, self.width - 2 * PAD - (16 if self.node.mark else 0), SIZE)

    @cached_property
    def small(self):
        """The lines of the subtitle."""
        return wrap(self.node.subtitle, self.width - 2 * PAD, SMALL)

    @cached_property
    def height(self):
        """The height of the box with its padding."""
        return max(self.least, 2 * PAD + LEADING * (SIZE * len(self.lines) + SMALL * len(self.small)) - 2)

    def draw(self, x, y, *, fill=PAPER, stroke=LINE, ink=INK, weight=400) -> Iterator[Shape]:
        """The box with its words."""
        # Half a pixel inside, so that the stroke is whole at the edge of the drawing.
        yield Rect(tidy(x + 0.5), tidy(y), tidy(self.width - 1), tidy(self.height), fill, stroke, round=3)
        first = y + PAD + SIZE - 2
        yield from write_lines(x + PAD, first, self.lines, size=SIZE, weight=weight, fill=ink)
        below = first + LEADING * SIZE * (len(self.lines) - 1) + LEADING * SMALL + 1
        yield from write_lines(x + PAD, below, self.small, size=SMALL, fill=MUTED if ink == INK else ink)
        if self.node.mark:
            yield Mark(tidy(x + self.width - PAD - 5), tidy(y + PAD + 5), self.node.mark, 11)


def walk(nodes: Sequence[Node], level: int = 1) -> Iterator[tuple]:
    """Each node from the top with its level."""
    for node in nodes:
        yield (level, node.number, node.title, node.subtitle)
        yield from walk(node.children, level + 1)


def _spoken(nodes):
    return "; ".join(" ".join(filter(None, row[1:])) for row in walk(nodes)) + "."


def organisation(root: Node, *, title: str = "", source: str = "", width: float = PAGE_WIDTH) -> Tree:
    """The organisation: root on top, its children in rows, theirs stacked below them or listed in a panel."""
    top = Box(root, min(width, 260.0))
    middle = width / 2
    shapes: list[Shape] = []
    boxes = [*top.draw(middle - top.width / 2, 1, fill=ACCENT, stroke=ACCENT, ink=PAPER, weight=600)]
    y = bus = top.height + 1
    panels = [child for child in root.children if len(child.children) > MOST_STACKED]
    plain = [child for child in root.children if child not in panels]
    columns = _columns(len(plain))
    # The trunk runs on beside the middle column, where no box stands in its way.
    trunk = middle if columns % 2 == 0 else middle + (width + ROW_GAP) / columns / 2
    first = y + 14
    for at in range(0, len(plain), columns):
        bus = y + 14
        drawn, y = _row(plain[at : at + columns], columns, bus, width, middle if bus == first else trunk)
        boxes += drawn
        y += 6
    for panel in panels:
        bus = y + 14
        drawn, y = _panel(panel, bus, width, trunk)
        boxes += drawn
        y += 6
    if root.children:
        shapes.append(Path(polyline([(middle, top.height + 1), (middle, first)]), MUTED))
    if bus > first:
        shapes.append(Path(polyline([(middle, first), (trunk, first), (trunk, bus)]), MUTED))
    return Tree(
        "organisation",
        title or f"Struktur organisasi {root.title}",
        f"Bagan struktur organisasi dengan {sum(1 for _ in walk([root]))} kotak. {_spoken([root])}",
        width,
        tidy(y),
        (*shapes, *boxes),
        rows=tuple(walk([root])),
        source=source,
    )


def _columns(count):
    """As many columns as make equal rows of at most five."""
    rows = -(-count // 5) or 1
    return -(-count // rows) or 1


def _row(nodes, columns, bus, width, trunk):
    """A row of children under their common line, and the y below the tallest."""
    room = (width - ROW_GAP * (columns - 1)) / columns
    # A row that is not full keeps close to the trunk, on both sides of it.
    centres = [place * (room + ROW_GAP) + room / 2 for place in range(columns)]
    centres = sorted(sorted(centres, key=lambda centre: abs(centre - trunk))[: len(nodes)])
    ends = [*centres, trunk]
    shapes: list[Shape] = [Path(polyline([(min(ends), bus), (max(ends), bus)]), MUTED)]
    low, tallest = bus, max(Box(node, room).height for node in nodes)
    for node, centre in zip(nodes, centres, strict=True):
        shapes.append(Path(polyline([(centre, bus), (centre, bus + 12)]), MUTED))
        drawn, end = _stack(Box(node, room, tallest), centre - room / 2, bus + 12, 2)
        shapes += drawn
        low = max(low, end)
    return shapes, low


def _stack(box, x, y, level):
    """A box with its children below each other on a spine, and the y below the last."""
    look = {"fill": ACCENT_WASH, "stroke": ACCENT, "weight": 600} if level == 2 else {}
    shapes = [*box.draw(x, y, **look)]
    spine, low = x + 8, y + box.height
    begin = end = low
    for child in box.node.children:
        drawn, low = _stack(Box(child, box.width - 18), x + 18, low + 7, level + 1)
        end = drawn[0].y + 14
        shapes += [*drawn, Path(polyline([(spine, end), (x + 18, end)]), MUTED)]
    if box.node.children:
        shapes.append(Path(polyline([(spine, begin), (spine, end)]), MUTED))
    return shapes, low


def _panel(node, bus, width, trunk, columns=3):
    """A child with many children: their names in columns inside one frame."""
    room = (width - 2 * PAD - 12 * (columns - 1)) / columns
    head = Box(replace(node, children=()), width)
    boxes = [wrap(f"{child.number} {child.title}".strip(), room - 10, SMALL) for child in node.children]
    per_column = -(-len(boxes) // columns)
    y = bus + 12
    words: list[Shape] = []
    low = y
    for at in range(columns):
        line = y + head.height + 14
        for lines in boxes[at * per_column : (at + 1) * per_column]:
            x = PAD + at * (room + 12)
            words.append(Rect(tidy(x), tidy(line - 6), 4, 4, ACCENT))
            words += write_lines(x + 10, line, lines, size=SMALL)
            line += len(lines) * SMALL * LEADING + 3
        low = max(low, line - 4)
    frame = Rect(0.5, tidy(y), tidy(width - 1), tidy(low - y), WASH, LINE, round=3)
    link = Path(polyline([(trunk, bus), (trunk, y)]), MUTED)
    return [link, frame, *head.draw(0, y, fill=ACCENT_WASH, stroke=ACCENT, weight=600), *words], low


def performance_tree(
    roots: Sequence[Node], *, title: str = "Pohon kinerja", source: str = "", width: float = PAGE_WIDTH
) -> Tree:
    """Goals, objectives and indicators from left to right; a mark in a box is the rating of its achievement."""
    depth = max(row[0] for row in walk(roots))
    # Indicators have the longest names, goals the fewest lines to share.
    shares = [1.0 + 0.25 * level for level in range(depth)]
    rooms = [share / sum(shares) * (width - GAP * (depth - 1)) for share in shares]
    shapes: list[Shape] = []
    y = 1.0
    for root in roots:
        shapes += _branch(root, 0.0, y, rooms)
        y += _span(root, rooms) + 14
    return Tree(
        "performance",
        title,
        f"Pohon kinerja dari kiri ke kanan. {_spoken(roots)}",
        width,
        tidy(y - 12),
        tuple(shapes),
        rows=tuple(walk(roots)),
        source=source,
    )


def performance_trees(
    roots: Sequence[Node],
    *,
    title: str = "Pohon kinerja",
    source: str = "",
    width: float = PAGE_WIDTH,
    height: float = PAGE_HEIGHT,
) -> tuple[Tree, ...]:
    """The performance tree in as many drawings as pages it needs; a goal or objective cut in two stands in both."""
    parts: list[tuple[Node, ...]] = []
    for path in (path for root in roots for path in _paths(root)):
        grown = _grafted(parts[-1] if parts else (), path)
        if parts and performance_tree(grown, width=width).height <= height:
            parts[-1] = grown
        else:
            parts.append(_grafted((), path))
    return tuple(
        performance_tree(
            part,
            title=title if len(parts) == 1 else f"{title} ({at} dari {len(parts)})",
            source=source,
            width=width,
        )
        for at, part in enumerate(parts, 1)
    )


def _paths(node: Node) -> Iterator[tuple[Node, ...]]:
    """From the node to each of its leaves."""
    if not node.children:
        yield (node,)
    for child in node.children:
        for path in _paths(child):
            yield (node, *path)


def _grafted(trees: tuple[Node, ...], path: tuple[Node, ...]) -> tuple[Node, ...]:
    """The trees with one more path, joined to the last tree as far as both are the same node."""
    if not path:
        return trees
    head = replace(path[0], children=())
    if trees and replace(trees[-1], children=()) == head and len(path) > 1:
        return (*trees[:-1], replace(trees[-1], children=_grafted(trees[-1].children, path[1:])))
    return (*trees, replace(head, children=_grafted((), path[1:])))


def _span(node, rooms):
    """The height of a node with all its children beside it."""
    return max(Box(node, rooms[0]).height, _spans(node.children, rooms[1:]))


def _spans(nodes, rooms):
    return sum(_span(node, rooms) for node in nodes) + 8 * max(0, len(nodes) - 1)


def _branch(node, x, y, rooms) -> Iterator[Shape]:
    """The node in the middle of its span, with its children and the lines to them."""
    box = Box(node, rooms[0])
    height = _span(node, rooms)
    middle = y + height / 2
    edge, below = x + box.width, y + (height - _spans(node.children, rooms[1:])) / 2
    for child in node.children:
        span = _span(child, rooms[1:])
        bend, end = edge + GAP / 2, below + span / 2
        yield Path(polyline([(edge, middle), (bend, middle), (bend, end), (edge + GAP, end)]), MUTED)
        yield from _branch(child, edge + GAP, below, rooms[1:])
        below += span + 8
    yield from box.draw(x, middle - box.height / 2, **_look(node, rooms))


def _look(node, rooms):
    """Leaves are plain; what has children is washed, the last level before the leaves most lightly."""
    if len(rooms) == 1 or not node.children:
        return {}
    return {"fill": ACCENT_WASH if len(rooms) > 2 else WASH, "stroke": ACCENT, "weight": 600}
