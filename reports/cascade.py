"""The pohon kinerja of a unit on screen: its objectives, what they serve, what serves them, and the gaps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from agreements.lineage import Key, Lineage, lineage
from agreements.models import AgreementLine
from agreements.scorecard import IndicatorScore, ObjectiveScore, Scorecard
from agreements.summary import scorecards
from indicators.models import Indicator, Objective
from reports.blocks import Status
from reports.sections.ratings import rating
from units.access import visible_units
from units.models import Unit

# What a drawing holds before its lower levels are closed at first.
MOST_AT_FIRST = 60
ALL_LEVELS = 99


@dataclass(frozen=True)
class IndicatorRow:
    """One promised indicator; `source` is the line it was derived from, None where none is recorded."""

    score: IndicatorScore
    rating: Status
    source: AgreementLine | None


@dataclass(frozen=True)
class CascadeNode:
    """An objective as a unit carries it; `is_open` False: of a unit beyond the user's rights only the words are known.

    `score` None: nothing promised. `level` counts from the unit's own objectives, 0 above them. `hidden` counts what
    stands below and is closed, `opens` are the keys to ask for to have the next level of it.
    """

    key: str
    objective: Objective
    unit: Unit
    level: int
    is_own: bool
    is_open: bool
    score: ObjectiveScore | None
    status: Status | None
    rows: tuple[IndicatorRow, ...]
    children: tuple["CascadeNode", ...] = ()
    hidden: int = 0
    opens: tuple[str, ...] = ()

    @property
    def is_branch(self) -> bool:
        """Whether anything stands below it, open or closed."""
        return bool(self.children or self.hidden)


@dataclass(frozen=True)
class Gaps:
    """What keeps the tree from being whole; every part is empty when nothing is missing."""

    loose: tuple[Objective, ...]
    unmeasured: tuple[CascadeNode, ...]
    uncarried: tuple[Indicator, ...]
    loose_below: tuple[tuple[Unit, int], ...]

    def __bool__(self):
        return any((self.loose, self.unmeasured, self.uncarried, self.loose_below))


@dataclass(frozen=True)
class Cascade:
    """The tree of a unit and year up to a quarter; `levels` of the `depth` there are stand open."""

    unit: Unit
    year: int
    quarter: int
    roots: tuple[CascadeNode, ...]
    levels: int
    depth: int
    gaps: Gaps

    @property
    def nodes(self) -> tuple[CascadeNode, ...]:
        return tuple(walk(self.roots))


@dataclass(frozen=True)
class Chosen:
    """Which keys are shown: the chain above, and what is open of the unit's own and of what hangs on them."""

    lines: Lineage
    above: frozenset[Key]
    levels: Mapping[Key, int]
    shown: frozenset[Key]
    seen_units: frozenset[int]

    def children(self, key: Key | None) -> list[Key]:
        """What is shown right below a key; the tops below None."""
        if key is not None:
            return [child for child in self.lines.below[key] if child in self.shown]
        return [one for one in self.lines.keys if one in self.shown and self.lines.above(one) not in self.shown]

    def hidden(self, key: Key) -> int:
        """How many stand below a key where it is closed; 0 for one whose next level is open."""
        return 0 if self.children(key) else self.count(key)

    def count(self, key: Key) -> int:
        """How many stand below a key in units the user may see, open or not."""
        return sum(1 + self.count(child) for child in self.lines.below[key] if child in self.levels)


def cascade(user, unit, year: int, *, quarter: int = 4, levels: int | None = None, opened=()) -> Cascade:
    """The tree as the user may see it, in a constant number of queries; without `levels` as many as stay readable."""
    lines = lineage(unit, year)
    visible = visible_units(user).filter(path__startswith=f"{unit.path.split('/')[0]}/")
    seen_units = frozenset(visible.values_list("pk", flat=True))
    placed = placed_below(lines, unit, seen_units)
    levels = levels or readable(placed)
    opened = tuple(word_of(key) for key in placed if word_of(key) in set(opened))
    chosen = choose(lines, unit, placed, seen_units, levels, opened)
    roots = tuple(grown(chosen, read(chosen, year, quarter), unit, opened))
    depth = max(placed.values(), default=0)
    return Cascade(unit, year, quarter, roots, levels, depth, gaps(chosen, unit, year, roots))


def placed_below(lines: Lineage, unit, seen_units) -> dict[Key, int]:
    """The unit's own objectives and what hangs on them in units the user may see, each with its level."""
    own = [key for key in lines.keys if key[0] == unit.pk]
    # Beyond a unit that may not be seen the way down ends, so an own objective there is a top of its own.
    reached = {key: takewhile(lambda one: one[0] in seen_units, lines.ancestors(key)) for key in own}
    level = [key for key in own if not any(one[0] == unit.pk for one in reached[key])]
    placed = dict.fromkeys(level, 1)
    while level:
        level = [child for key in level for child in lines.below[key] if child[0] in seen_units and child not in placed]
        placed.update(dict.fromkeys(level, max(placed.values()) + 1))
    return placed


def readable(placed: Mapping[Key, int]) -> int:
    """The deepest level down to which the tree stays small enough to read, at least the first."""
    levels = sorted(placed.values())
    fitting = [level for level in set(levels) if sum(one <= level for one in levels) <= MOST_AT_FIRST]
    return max(fitting, default=1)


def word_of(key: Key) -> str:
    """The key as it stands in an address."""
    return f"{key[0]}-{key[1]}"


def choose(lines, unit, placed, seen_units, levels, opened) -> Chosen:
    """What is shown: everything down to the level, and the next level of what was opened."""
    above = {one for key in placed if key[0] == unit.pk for one in lines.ancestors(key)} - set(placed)
    shown = set(above)
    for key, level in placed.items():
        parent = lines.above(key)
        if level <= levels or (parent in shown and word_of(parent) in opened):
            shown.add(key)
    return Chosen(lines, frozenset(above), placed, frozenset(shown), seen_units)


@dataclass(frozen=True)
class Stored:
    """What is read for the shown keys; cards only of units the user may see."""

    units: Mapping[int, Unit]
    objectives: Mapping[int, Objective]
    cards: Mapping[int, Scorecard]
    sources: Mapping[int, AgreementLine]


def read(chosen: Chosen, year: int, quarter: int) -> Stored:
    """The rows behind the shown keys, once for all of them."""
    units = Unit.objects.in_bulk({unit_id for unit_id, _ in chosen.shown})
    objectives = Objective.objects.in_bulk({objective_id for _, objective_id in chosen.shown})
    cards = scorecards([unit for unit in units.values() if unit.pk in chosen.seen_units], year, quarter=quarter)
    promised = {score.line_id for card in cards.values() for score in card.indicators}
    derived = AgreementLine.objects.filter(derived__in=promised).select_related("indicator", "agreement__unit")
    sources = {line.pk: line for line in derived}
    pairs = AgreementLine.objects.filter(pk__in=promised, parent__isnull=False).values_list("pk", "parent")
    return Stored(units, objectives, cards, {line: sources[parent] for line, parent in pairs})


def grown(chosen: Chosen, stored: Stored, unit, opened, key: Key | None = None) -> Iterator[CascadeNode]:
    """The nodes below a key with everything below them."""
    for child in chosen.children(key):
        node = node_of(chosen, stored, unit, child)
        children = tuple(grown(chosen, stored, unit, opened, child))
        yield replace(node, children=children, hidden=chosen.hidden(child), opens=(*opened, node.key))


def node_of(chosen: Chosen, stored: Stored, unit, key: Key) -> CascadeNode:
    """One node alone."""
    unit_id, objective_id = key
    card = stored.cards.get(unit_id)
    scores = card.objectives if card else ()
    score = next((item for item in scores if item.objective.pk == objective_id), None)
    return CascadeNode(
        key=word_of(key),
        objective=stored.objectives[objective_id],
        unit=stored.units[unit_id],
        level=chosen.levels.get(key, 0),
        is_own=unit_id == unit.pk,
        is_open=card is not None,
        score=score,
        status=objective_rating(card, score) if card else None,
        rows=tuple(
            IndicatorRow(row, rating(row), stored.sources.get(row.line_id))
            for row in (score.indicators if score else ())
        ),
    )


def objective_rating(card: Scorecard, score: ObjectiveScore | None) -> Status:
    """The rating of an objective's mean; a single predicate stands for itself, as it has no mean."""
    if score is None:
        return Status("unknown", "Tidak ada butir PK" if card.agreement else "Belum ada PK")
    if score.band:
        return Status(score.band.mark, score.band.label)
    if len(score.indicators) == 1:
        return rating(score.indicators[0])
    is_word = any(row.standing for row in score.indicators)
    return Status("unknown", "Berupa predikat" if is_word else "Belum ada data")


def gaps(chosen: Chosen, unit, year: int, roots) -> Gaps:
    """What is missing for the unit, and in what is shown of the units below."""
    lines = chosen.lines
    nodes = [node for node in walk(roots) if node.level]
    measured = Indicator.objects.in_year(year).filter(objective__in=[node.objective.pk for node in nodes])
    with_indicator = set(measured.values_list("objective", flat=True))
    loose = {key[1] for key in lines.keys if key[0] == unit.pk and unit.parent_id and lines.is_loose(key)}
    return Gaps(
        loose=tuple(node.objective for node in nodes if node.is_own and node.objective.pk in loose),
        unmeasured=tuple(node for node in nodes if node.objective.pk not in with_indicator),
        uncarried=tuple(Indicator.objects.filter(pk__in=lines.uncarried(unit)).order_by("objective__order", "order")),
        loose_below=loose_below(chosen, unit),
    )


def loose_below(chosen: Chosen, unit) -> tuple[tuple[Unit, int], ...]:
    """The visible units below whose objectives name no parent, each with how many."""
    keys = chosen.lines.keys
    found = [unit_id for unit_id, objective_id in keys if chosen.lines.is_loose((unit_id, objective_id))]
    below = Unit.objects.below(unit).exclude(pk=unit.pk).filter(pk__in=chosen.seen_units.intersection(found))
    return tuple((one, found.count(one.pk)) for one in below)


def walk(nodes) -> Iterator[CascadeNode]:
    """Every node from the top."""
    for node in nodes:
        yield node
        yield from walk(node.children)
