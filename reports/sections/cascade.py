"""Bab II: the performance tree, drawn from objectives and indicators, across units where one serves another."""

from indicators.models import Objective, StatementKind
from reports.blocks import Figure, Missing, Paragraph, Section
from reports.facts import Facts
from reports.narration import written
from reports.outlines import Entry
from reports.sections.plan import is_current
from reports.trees import Node, performance_trees

KEY = "gambar-pohon-kinerja"


def performance_tree(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The tree in as many drawings as it needs pages."""
    text = written(facts, facts.narrative(entry.key))
    if not facts.plan.objectives:
        return (entry.section(*text, Missing("sasaran dan indikator", f"perencana {facts.unit.label}")),)
    trees = performance_trees(roots(facts), title=f"Pohon kinerja {facts.unit.name} tahun {facts.year}")
    source = facts.plan.plan.name if facts.plan.plan else ""
    figures = tuple(Figure(f"{KEY}-{at}", tree.title, tree, source=source) for at, tree in enumerate(trees, 1))
    return (entry.section(Paragraph((cascade_sentence(facts),)), *text, *figures),)


def cascade_sentence(facts: Facts) -> str:
    """How the objectives hang on those of other units; says so where no parent is recorded."""
    others = {
        objective.parent.plan.unit.name
        for objective in facts.plan.objectives
        if objective.parent and objective.parent.plan.unit_id != facts.unit.pk
    }
    loose = [objective.code for objective in facts.plan.objectives if objective.parent is None]
    marks = "Tanda pada indikator adalah predikat capaiannya."
    if others:
        return f"Sasaran {facts.unit.name} menopang sasaran {', '.join(sorted(others))}. {marks}"
    if len(loose) == len(facts.plan.objectives):
        return f"Sasaran induk di atas sasaran {facts.unit.name} belum tercatat. {marks}"
    return f"Sasaran {facts.unit.name} tersusun berjenjang seperti pada gambar. {marks}"


def roots(facts: Facts) -> tuple[Node, ...]:
    """The topmost boxes: objectives of other units, then own objectives without parent, under the goal if it is one."""
    own = {objective.pk for objective in facts.plan.objectives}
    parents = {
        objective.parent.pk: objective.parent
        for objective in facts.plan.objectives
        if objective.parent and objective.parent.pk not in own
    }
    top = [objective_node(facts, objective) for objective in facts.plan.objectives if objective.parent is None]
    goals = goal_texts(facts)
    if len(goals) == 1 and top:
        top = [Node(goals[0], "tujuan", children=tuple(top))]
    return (*(parent_node(facts, parent) for parent in parents.values()), *top)


def goal_texts(facts: Facts) -> list[str]:
    version = facts.plan.version
    return [row.text for row in version.statements.all() if row.kind == StatementKind.GOAL] if version else []


def parent_node(facts: Facts, parent: Objective) -> Node:
    """An objective of another unit with the own objectives that serve it."""
    below = [objective for objective in facts.plan.objectives if objective.parent_id == parent.pk]
    children = tuple(objective_node(facts, objective) for objective in below)
    return Node(parent.name, parent.plan.unit.label, parent.code, children=children)


def objective_node(facts: Facts, objective: Objective) -> Node:
    """An objective with the objectives below it, or its indicators."""
    below = [child for child in facts.plan.objectives if child.parent_id == objective.pk]
    children = tuple(objective_node(facts, child) for child in below)
    return Node(objective.name, "", objective.code, children=(*children, *indicator_nodes(facts, objective)))


def indicator_nodes(facts: Facts, objective: Objective) -> tuple[Node, ...]:
    """The indicators of the objective that hold in the year, each with the mark of its rating."""
    marks = {score.indicator.pk: score.mark for score in facts.scorecard.indicators}
    return tuple(
        Node(indicator.name, "", indicator.code, marks.get(indicator.pk, ""))
        for indicator in facts.plan.indicators
        if indicator.objective_id == objective.pk and is_current(facts, indicator)
    )
