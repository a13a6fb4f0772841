"""The pohon kinerja of a unit on screen: its objectives, what they serve, what serves them, and the gaps."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile

from django.db.models import F, QuerySet

from agreements.lineage import Key, Lineage, lineage, objectives_in, promised_in
from agreements.models import AgreementLine
from agreements.scorecard import IndicatorScore, ObjectiveScore, Scorecard
from agreements.summary import scorecards
from indicators.models import Objective
from lakin.fields import prefix_range
from reports.blocks import Status
from reports.masking import hidden_units, unnamed
from reports.sections.ratings import rating
from units.access import is_visible, visible_units
from units.models import Unit

# What a drawing holds before its lower levels are closed at first.
MOST_AT_FIRST = 60
# What is listed right below one objective; the rest stands on the pages of the units.
MOST_CHILDREN = 150
ALL_LEVELS = 99


@dataclass(frozen=True)
class IndicatorRow:
    """One promised indicator; `source` is the line it was derived from, None where none is recorded.

    `reason` says why there is no figure, in words that name no unit beyond the user's rights.
    """

    score: IndicatorScore
    rating: Status
    source: AgreementLine | None
    reason: str


@dataclass(frozen=True)
class CascadeNode:
    """An objective as a unit carries it; `is_open` False: of a unit beyond the user's rights only the words are known.

    `score` None: nothing promised. `level` counts from the unit's own objectives, 0 above them. `hidden` counts what
    stands right below and is closed, or beyond what a list can hold; `opens` are the keys to ask for to have it.
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
    is_cut: bool = False
    opens: tuple[str, ...] = ()

    @property
    def is_branch(self) -> bool:
        """Whether anything stands below it, open or closed."""
        return bool(self.children or self.hidden)


@dataclass(frozen=True)
class Cascade:
    """The tree of a unit and year up to a quarter; `levels` of the `depth` there are stand open.

    `is_whole` False: it is so great that deeper levels are read only where they are opened.
    """

    unit: Unit
    year: int
    quarter: int
    roots: tuple[CascadeNode, ...]
    levels: int
    depth: int
    is_whole: bool

    @property
    def nodes(self) -> tuple[CascadeNode, ...]:
        return tuple(walk(self.roots))

    def node(self, key: str) -> CascadeNode | None:
        """The shown node of that key."""
        return next((node for node in self.nodes if node.key == key), None)


@dataclass(frozen=True)
class Chosen:
    """Which keys are shown: the chain above, and what is open of the unit's own and of what hangs on them."""

    lines: Lineage
    above: frozenset[Key]
    levels: Mapping[Key, int]
    shown: frozenset[Key]
    seen_units: frozenset[int]
    hanging: Mapping[Key, int] = field(default_factory=dict)

    def children(self, key: Key | None) -> list[Key]:
        """What is shown right below a key; the tops below None."""
        if key is not None:
            return [child for child in self.lines.below[key] if child in self.shown][:MOST_CHILDREN]
        return [one for one in self.lines.keys if one in self.shown and self.lines.above(one) not in self.shown]

    def hidden(self, key: Key) -> int:
        """How many objectives right below a key, in units the user may see, are not shown."""
        return max(0, self.hanging.get(key, 0) - len(self.children(key))) if key in self.levels else 0


def cascade(user, unit, year: int, *, quarter: int = 4, levels: int | None = None, opened=()) -> Cascade:
    """The tree as the user may see it, in a constant number of queries; without `levels` as many as stay readable."""
    opened = {word: key for word in opened if (key := key_of(word))}
    lines = lineage(unit, year, opened=[objective_id for _, objective_id in opened.values()])
    first, beyond = prefix_range(f"{unit.path.split('/')[0]}/")
    visible = visible_units(user).filter(path__gte=first, path__lt=beyond)
    concerned = {unit_id for unit_id, _ in lines.keys}
    seen_units = frozenset(visible.filter(pk__in=concerned).order_by().values_list("pk", flat=True))
    placed = placed_below(lines, unit, seen_units)
    levels = levels or readable(placed)
    asked = tuple(word for word, key in opened.items() if key in placed)
    chosen = choose(lines, unit, placed, seen_units, levels, asked)
    chosen = replace(chosen, hanging=hanging_below(chosen, user, year))
    roots = tuple(grown(chosen, read(chosen, visible, year, quarter), unit, asked))
    return Cascade(unit, year, quarter, roots, levels, max(placed.values(), default=0), lines.is_whole)


def seen_below(user, unit) -> QuerySet[Unit]:
    """The units under a unit that the user may see."""
    first, beyond = prefix_range(unit.path)
    return visible_units(user).filter(path__gt=first, path__lt=beyond)


def hanging_below(chosen: Chosen, user, year: int) -> dict[Key, int]:
    """How many objectives in units the user may see hang right on each shown key, shown themselves or not."""
    found = Counter()
    keys = {objective_id: (chosen.lines.owner[objective_id], objective_id) for _, objective_id in chosen.shown}
    children = objectives_in(year).filter(parent__in=keys).order_by()
    for objective_id, *unit in children.values_list("parent", "plan__unit", "plan__unit__path"):
        found[keys[objective_id]] += is_visible(user, *unit)
    lines = promised_in(year, AgreementLine.objects.filter(indicator__objective__in=keys))
    carriers = lines.exclude(agreement__unit=F("indicator__objective__plan__unit")).order_by()
    carrying = carriers.values_list("indicator__objective", "agreement__unit", "agreement__unit__path").distinct()
    for objective_id, *unit in carrying:
        found[keys[objective_id]] += is_visible(user, *unit)
    return found


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


def key_of(word: str) -> Key | None:
    """The key that stands in an address; None for what is none."""
    unit_id, _, objective_id = word.partition("-")
    is_key = all(part.isascii() and part.isdigit() and len(part) < 19 for part in (unit_id, objective_id))
    return (int(unit_id), int(objective_id)) if is_key else None


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
    hidden: tuple[Unit, ...]


def read(chosen: Chosen, visible: QuerySet[Unit], year: int, quarter: int) -> Stored:
    """The rows behind the shown keys, once for all of them."""
    units = Unit.objects.in_bulk({unit_id for unit_id, _ in chosen.shown})
    objectives = Objective.objects.select_related("plan").in_bulk({objective_id for _, objective_id in chosen.shown})
    cards = scorecards([unit for unit in units.values() if unit.pk in chosen.seen_units], year, quarter=quarter)
    promised = {score.line_id for card in cards.values() for score in card.indicators}
    derived = AgreementLine.objects.filter(pk__in=promised, parent__isnull=False).order_by()
    derived = derived.select_related("parent__indicator", "parent__agreement__unit")
    hidden = hidden_units(visible, [score for card in cards.values() for score in card.indicators], year)
    return Stored(units, objectives, cards, {line.pk: line.parent for line in derived}, hidden)


def grown(chosen: Chosen, stored: Stored, unit, opened, key: Key | None = None) -> Iterator[CascadeNode]:
    """The nodes below a key with everything below them."""
    for child in chosen.children(key):
        node = node_of(chosen, stored, unit, child)
        children = tuple(grown(chosen, stored, unit, opened, child))
        hidden = chosen.hidden(child)
        is_cut = len(children) == MOST_CHILDREN
        yield replace(node, children=children, hidden=hidden, is_cut=is_cut, opens=(*opened, node.key))


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
            IndicatorRow(row, rating(row), stored.sources.get(row.line_id), unnamed(row.reason, stored.hidden))
            for row in (score.indicators if score else ())
        ),
    )


def objective_rating(card: Scorecard, score: ObjectiveScore | None) -> Status:
    """The rating of an objective's mean; a single predicate stands for itself, as it has no mean."""
    if score is None:
        return Status("unknown", "Tidak ada butir PK" if card.agreement else "Belum ada PK")
    if not score.band and len(score.indicators) == 1:
        return rating(score.indicators[0])
    return Status(score.mark, score.word)


def walk(nodes) -> Iterator[CascadeNode]:
    """Every node from the top."""
    for node in nodes:
        yield node
        yield from walk(node.children)
