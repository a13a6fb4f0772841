"""The rows of units alone: what the engine says of each quarter, for many units in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from agreements.timeliness import Timeliness, timeliness
from agreements.yearly import ObjectiveOutcome, Outcome, QuarterOutcome, yearly_outcomes
from budget.statement import Money
from budget.totals import totals
from indicators.achievement import HUNDRED, Mean, counts, round_half_up
from indicators.periods import QUARTERS
from reports.models import ObjectiveStanding, PlanStanding, Reach, Shortfall, UnitStanding
from reports.models.standing import PLACES
from reports.standing.plans import plan_rows
from reports.standing.sums import OBJECTIVE_COLUMNS, PLAN_COLUMNS, SHORTFALL_COLUMNS, UNIT_COLUMNS

NO_PROMISE = QuarterOutcome((), Mean(None, 0, 0))
REPORTED = ("due", "submitted", "verified", "returned", "timed", "on_time")
NONE, OWN = Decimal(0), Reach.OWN.value


@dataclass
class OwnRows:
    """The rows of some units and a year, told by their columns: instances would take as long as the arithmetic."""

    units: list[tuple] = field(default_factory=list)
    objectives: list[tuple] = field(default_factory=list)
    shortfalls: list[tuple] = field(default_factory=list)
    plans: list[tuple] = field(default_factory=list)

    @property
    def all(self):
        """The kinds with their tables and columns."""
        return (
            (UnitStanding, UNIT_COLUMNS, self.units),
            (ObjectiveStanding, OBJECTIVE_COLUMNS, self.objectives),
            (Shortfall, SHORTFALL_COLUMNS, self.shortfalls),
            (PlanStanding, PLAN_COLUMNS, self.plans),
        )


def own_rows(units: Sequence, year: int, moment=None) -> OwnRows:
    """The rows of the units alone; a unit with neither an agreement in force nor a DIPA has none.

    `moment` is when they are told, as the database takes it.
    """
    outcomes, reported, money = yearly_outcomes(units, year), timeliness(units, year), totals(units, year)
    found = OwnRows(plans=plan_rows(units, year, moment))
    for unit in units:
        promised = outcomes.get(unit.pk)
        if promised is None and unit.pk not in money:
            continue
        for quarter in QUARTERS:
            place = {"unit": unit.pk, "year": year, "quarter": quarter}
            kept = place | {"reach": OWN, "computed_at": moment}
            now = promised[quarter] if promised else NO_PROMISE
            short = [one for one in now.outcomes if one.is_short]
            found.objectives += [
                told(OBJECTIVE_COLUMNS, kept | objective_figures(item, unit)) for item in now.objectives
            ]
            found.shortfalls += [told(SHORTFALL_COLUMNS, place | shortfall(one, unit)) for one in short]
            figures = unit_figures(now, reported[unit.pk, quarter], money.get(unit.pk), is_promised=bool(promised))
            found.units.append(told(UNIT_COLUMNS, kept | figures | {"shortfalls": len(short)}))
    return found


def told(columns: tuple[str, ...], row: dict) -> tuple:
    """The row in the order of its columns."""
    return tuple([row[name] for name in columns])


def unit_figures(now: QuarterOutcome, reported: Timeliness, money: Money | None, *, is_promised: bool) -> dict:
    """The columns of one unit and quarter that can be added up."""
    return {
        "units": int(is_promised),
        **counted(now.outcomes),
        **averaged(now.overall, "capaian_units"),
        **{name: getattr(reported, name) for name in REPORTED},
        **spent(money),
        "will_miss": sum(one.will_miss for one in now.outcomes),
        "unreported_units": int(is_promised and reported.missing > 0),
    }


def counted(outcomes: Sequence[Outcome]) -> dict:
    """How many indicators were promised, are known, and stand where."""
    places = counts([one.achievement.standing for one in outcomes])
    return {
        "promised": len(outcomes),
        "known": sum(one.measurement.is_known for one in outcomes),
        "above": places.above,
        "met": places.equal,
        "below": places.below,
    }


def averaged(mean: Mean, count: str) -> dict:
    """A mean as a sum of one, or of none where nothing is known."""
    return {"capaian_sum": placed(mean.value) or NONE, count: int(mean.value is not None)}


def spent(money: Money | None) -> dict:
    """The year's pagu and spending, each with whether it is known; no DIPA is nothing at all."""
    ceiling, spending = (money.ceiling, money.spent) if money else (None, None)
    return {
        "ceiling": ceiling or 0,
        "ceiling_units": int(ceiling is not None),
        "spent": spending or 0,
        "spent_units": int(spending is not None),
        "budget_units": int(money is not None),
    }


def objective_figures(item: ObjectiveOutcome, unit) -> dict:
    """One objective as the unit carries it."""
    objective = item.objective
    is_own = objective.plan.unit_id == unit.pk
    return {
        "objective": objective.pk,
        "hangs_on": objective.parent_id if is_own else objective.pk,
        **counted(item.outcomes),
        **averaged(item.mean, "capaian_count"),
    }


def shortfall(one: Outcome, unit) -> dict:
    """An indicator behind its target or on the way to miss it."""
    capaian, expected = one.achievement.value, one.expected.value
    lowest = min((value for value in (capaian, expected) if value is not None), default=HUNDRED)
    return {
        "indicator": one.line.indicator.pk,
        "path": unit.path,
        "capaian": placed(capaian),
        "forecast": placed(expected),
        "gap": placed(HUNDRED - lowest),
    }


def placed(value: Decimal | None) -> Decimal | None:
    """The percent with as many places as its column keeps, far beyond what is ever shown."""
    return round_half_up(value, PLACES)
