"""The rows of units alone: what the engine says of each quarter, for many units in a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from agreements.outlook import Outlook, outlooks
from agreements.scorecard import ObjectiveScore, Scorecard
from agreements.summary import yearly_scorecards
from agreements.timeliness import Timeliness, timeliness
from budget.statement import Money
from budget.totals import totals
from indicators.achievement import HUNDRED, Mean, counts, round_half_up
from indicators.periods import QUARTERS
from reports.models import ObjectiveStanding, Reach, Shortfall, UnitStanding
from reports.models.standing import PLACES


@dataclass
class OwnRows:
    """The rows of some units and a year, not stored yet."""

    units: list[UnitStanding] = field(default_factory=list)
    objectives: list[ObjectiveStanding] = field(default_factory=list)
    shortfalls: list[Shortfall] = field(default_factory=list)

    @property
    def all(self):
        """The three kinds with their tables."""
        return (UnitStanding, self.units), (ObjectiveStanding, self.objectives), (Shortfall, self.shortfalls)


def own_rows(units: Sequence, year: int) -> OwnRows:
    """The rows of the units alone; a unit with neither an agreement in force nor a DIPA has none."""
    cards, reported, money = yearly_scorecards(units, year), timeliness(units, year), totals(units, year)
    found, moment = OwnRows(), timezone.now()
    for unit in units:
        if cards[unit.pk][1].agreement is None and unit.pk not in money:
            continue
        for quarter in QUARTERS:
            place = {"unit": unit, "year": year, "quarter": quarter}
            told = outlooks(cards[unit.pk], quarter)
            short = [shortfall(one, place) for one in told if one.is_behind or one.will_miss]
            figures = unit_figures(cards[unit.pk][quarter], reported[unit.pk, quarter], money.get(unit.pk), told)
            kept = place | {"reach": Reach.OWN, "computed_at": moment}
            found.units.append(UnitStanding(**kept, **figures, shortfalls=len(short)))
            found.objectives += [objective_row(item, kept) for item in cards[unit.pk][quarter].objectives]
            found.shortfalls += short
    return found


def unit_figures(card: Scorecard, reported: Timeliness, money: Money | None, told: Iterable[Outlook]) -> dict:
    """The columns of one unit and quarter that can be added up."""
    has_agreement = card.agreement is not None
    return {
        "units": int(has_agreement),
        **counted(card.indicators, card.counts),
        **averaged(card.overall, "capaian_units"),
        **{name: getattr(reported, name) for name in ("due", "submitted", "verified", "returned", "timed", "on_time")},
        **spent(money),
        "will_miss": sum(one.will_miss for one in told),
        "unreported_units": int(has_agreement and reported.missing > 0),
    }


def counted(scores, places) -> dict:
    """How many indicators were promised, are known, and stand where."""
    known = sum(score.measurement.is_known for score in scores)
    named = {"above": places.above, "met": places.equal, "below": places.below}
    return {"promised": len(scores), "known": known, **named}


def averaged(mean: Mean, count: str) -> dict:
    """A mean as a sum of one, or of none where nothing is known."""
    return {"capaian_sum": placed(mean.value) or Decimal(0), count: int(mean.value is not None)}


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


def objective_row(item: ObjectiveScore, kept: dict) -> ObjectiveStanding:
    """One objective as the unit carries it."""
    owner_id, unit = item.objective.plan.unit_id, kept["unit"]
    return ObjectiveStanding(
        **kept,
        objective=item.objective,
        hangs_on_id=item.objective.parent_id if owner_id == unit.pk else item.objective.pk,
        **counted(item.indicators, counts(score.standing for score in item.indicators)),
        **averaged(item.mean, "capaian_count"),
    )


def shortfall(one: Outlook, place: dict) -> Shortfall:
    """The row of an indicator behind its target or on the way to miss it."""
    capaian, expected = one.score.achievement.value, one.expected.value
    lowest = min((value for value in (capaian, expected) if value is not None), default=HUNDRED)
    return Shortfall(
        **place,
        indicator=one.score.indicator,
        path=place["unit"].path,
        capaian=placed(capaian),
        forecast=placed(expected),
        gap=placed(HUNDRED - lowest),
    )


def placed(value: Decimal | None) -> Decimal | None:
    """The percent with as many places as its column keeps, far beyond what is ever shown."""
    return round_half_up(value, PLACES)
