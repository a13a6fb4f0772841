"""One objective of a unit: its indicators, what it serves, and what carries it in other units, the worst first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.models import AgreementLine
from agreements.scorecard import ObjectiveScore, scorecard
from indicators.models import Objective, Realization
from indicators.rulesets import Rules
from reports.leading.live import MOST_UNITS, live_rows
from reports.leading.picture import Level, level
from reports.leading.reading import cell_level
from reports.models import ObjectiveStanding, Reach, UnitStanding
from reports.standings import cell, with_units
from units.access import SUBTREE_ROLES, has_role, visible_units
from units.models import Unit


@dataclass(frozen=True)
class Contribution:
    """An objective of some unit that hangs right on this one, with the mean of all that hangs on it in turn."""

    unit: Unit
    objective: Objective
    level: Level


@dataclass(frozen=True)
class ObjectivePage:
    """An objective as a unit carries it; `score` None: it promised nothing of it. `hidden` may not be opened.

    `whole` None: nothing is kept of what hangs on it, or the person may not see what lies below the unit.
    """

    objective: Objective
    score: ObjectiveScore | None
    own: Level
    whole: Level | None
    parent: Objective | None
    contributions: tuple[Contribution, ...]
    hidden: int


def objective_of(unit, objective_id: int) -> QuerySet[Objective]:
    """The objective where the unit has it in its plan, or promised or filled in one of its indicators."""
    promised = AgreementLine.objects.filter(agreement__unit=unit, indicator__objective=OuterRef("pk"))
    filled = Realization.objects.filter(unit=unit, indicator__objective=OuterRef("pk"))
    held = Q(plan__unit=unit) | Q(Exists(promised)) | Q(Exists(filled))
    return Objective.objects.filter(held, pk=objective_id).select_related("plan__unit", "parent__plan__unit")


def objective_page(user, unit, year: int, quarter: int, objective: Objective, *, below: Unit | None = None):
    """The page in a constant number of queries; `below` shows only what a branch contributes."""
    card = scorecard(unit, year, quarter=quarter)
    score = next((one for one in card.objectives if one.objective.pk == objective.pk), None)
    known = sum(one.measurement.is_known for one in score.indicators) if score else 0
    promised = len(score.indicators) if score else 0
    rows = contributing(unit, objective, year, quarter)
    is_whole = has_role(user, unit, *SUBTREE_ROLES)
    open_units = opened(user, [*(row.unit_id for row in rows), *owners(objective.parent)])
    seen = [row for row in rows if row.unit_id in open_units]
    shown = [row for row in seen if below is None or row.unit.path.startswith(below.path)]
    return ObjectivePage(
        objective=objective,
        score=score,
        own=level(score.mean.value if score else None, known, promised, card.rules.bands),
        whole=whole_of(unit, objective, year, quarter, card.rules) if is_whole else None,
        parent=objective.parent if open_units.issuperset(owners(objective.parent)) else None,
        contributions=tuple(sorted((contribution(row, card.rules) for row in shown), key=worst_first)),
        hidden=len(rows) - len(seen),
    )


def contributing(unit, objective: Objective, year: int, quarter: int) -> list[ObjectiveStanding]:
    """What hangs right on the objective; computed for this page where nothing of the unit is kept."""
    if objective.plan.unit_id != unit.pk:
        return []
    kept = ObjectiveStanding.objects.filter(hangs_on=objective, year=year, quarter=quarter, reach=Reach.SUBTREE)
    rows = list(with_units(kept).select_related("objective").order_by())
    if rows or UnitStanding.objects.filter(unit=unit, year=year, quarter=quarter).exists():
        return rows
    units = list(Unit.objects.below(unit).order_by("path")[: MOST_UNITS + 1])
    live = live_rows(units, year).objectives if len(units) <= MOST_UNITS else ()
    return [row for row in live if row.hangs_on_id == objective.pk and row.quarter == quarter]


def opened(user, unit_ids: Iterable[int]) -> frozenset[int]:
    """Those of the units that the user may open."""
    return frozenset(visible_units(user).filter(pk__in={*unit_ids}).values_list("pk", flat=True))


def owners(objective: Objective | None) -> list[int]:
    """The unit of an objective; empty for none."""
    return [objective.plan.unit_id] if objective else []


def contribution(row: ObjectiveStanding, rules: Rules) -> Contribution:
    return Contribution(row.unit, row.objective, cell_level(cell([row]), rules))


def worst_first(one: Contribution):
    """The order of what contributes: by its mean, what has none last."""
    return one.level.value is None, one.level.value or 0, one.unit.path, one.objective.order


def whole_of(unit, objective: Objective, year: int, quarter: int, rules: Rules) -> Level | None:
    """The mean of all that hangs on the objective; None where nothing is kept of it."""
    rows = ObjectiveStanding.objects.filter(unit=unit, objective=objective, year=year, quarter=quarter)
    row = rows.filter(reach=Reach.SUBTREE).order_by().first()
    return cell_level(cell([row]), rules) if row else None
