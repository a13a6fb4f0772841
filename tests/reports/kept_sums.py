"""The sums of a ministry told slowly, unit by unit from the engine, to be compared with what is kept."""

from decimal import Decimal

from agreements.outlook import expected, projected
from agreements.scorecard import scorecard
from agreements.timeliness import timeliness
from budget.plan import planned
from budget.statement import statement
from indicators.achievement import Standing
from indicators.models import Objective
from reports import standings
from reports.models import ObjectiveStanding, PlanStanding, Reach, Shortfall, UnitStanding
from reports.standing.sums import OBJECTIVE_SUMS, PLAN_SUMS, UNIT_SUMS
from units.models import Unit

QUARTERS = (1, 2, 3, 4)
EIGHT = Decimal("0.00000001")


def save(row, **fields):
    """Change a row as its form would, so that the trail has it."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def percent(value):
    return None if value is None else value.quantize(EIGHT, "ROUND_HALF_UP")


def told(year):
    """Units, objectives and shortfalls of a year as the engine tells them, in the shape of what is kept."""
    own_units, own_objectives, short = {}, {}, {}
    for unit in Unit.objects.all():
        cards = {quarter: scorecard(unit, year, quarter=quarter) for quarter in QUARTERS}
        reported, budget = timeliness([unit], year), statement(unit, year)
        money = budget.total if budget.dipa else None
        if cards[4].agreement is None and money is None:
            continue
        for quarter, card in cards.items():
            ahead = [(score, year_end(cards, quarter, score)) for score in card.indicators]
            lagging = {
                (unit.pk, score.indicator.pk, year, quarter): (percent(score.achievement.value), percent(end.value))
                for score, end in ahead
                if Standing.BELOW in (score.standing, end.standing)
            }
            short |= lagging
            own_units[unit.pk, quarter] = unit_figures(card, reported[unit.pk, quarter], money) | {
                "shortfalls": len(lagging),
                "will_miss": sum(end.standing is Standing.BELOW for _, end in ahead),
            }
            for item in card.objectives:
                own_objectives[unit.pk, item.objective.pk, quarter] = figures(item.indicators) | {
                    "capaian_sum": percent(item.mean.value) or 0,
                    "capaian_count": int(item.mean.value is not None),
                }
    return own_units, own_objectives, short


def year_end(cards, quarter, score):
    """The capaian of the year of one line if it goes on as it did up to the quarter."""
    line = {at: next(one for one in card.indicators if one.line_id == score.line_id) for at, card in cards.items()}
    forecast = projected(score.indicator, [line[at].measurement.value for at in QUARTERS[:quarter]])
    bounds = (line[4].lower, line[4].upper)
    return expected(score.indicator, forecast, line[4].target, bounds, cards[quarter].rules)


def figures(scores):
    places = [score.standing for score in scores]
    return {
        "promised": len(scores),
        "known": sum(score.measurement.is_known for score in scores),
        "above": places.count(Standing.ABOVE),
        "met": places.count(Standing.EQUAL),
        "below": places.count(Standing.BELOW),
    }


def unit_figures(card, reported, money):
    is_promised = card.agreement is not None
    return figures(card.indicators) | {
        "units": int(is_promised),
        "capaian_sum": percent(card.overall.value) or 0,
        "capaian_units": int(card.overall.value is not None),
        **{name: getattr(reported, name) for name in ("due", "submitted", "verified", "returned", "timed", "on_time")},
        "ceiling": (money and money.ceiling) or 0,
        "ceiling_units": int(money is not None and money.ceiling is not None),
        "spent": (money and money.spent) or 0,
        "spent_units": int(money is not None and money.spent is not None),
        "budget_units": int(money is not None),
        "unreported_units": int(is_promised and reported.submitted < reported.due),
    }


def summed(rows, names):
    return {name: sum(row[name] for row in rows) for name in names}


def differences(year):
    """What is kept of a year and not so told, or told and not kept; nothing where both agree."""
    own_units, own_objectives, short = told(year)
    units = {(pk, quarter, Reach.OWN): row for (pk, quarter), row in own_units.items()}
    for unit in Unit.objects.all():
        below = set(Unit.objects.below(unit).values_list("pk", flat=True))
        for quarter in QUARTERS:
            if rows := [row for (pk, at), row in own_units.items() if pk in below and at == quarter]:
                units[unit.pk, quarter, Reach.SUBTREE] = summed(rows, UNIT_SUMS)
    objectives = {(*key, Reach.OWN): row for key, row in own_objectives.items()}
    for key, rows in hanging(own_objectives).items():
        objectives[*key, Reach.SUBTREE] = summed(rows, OBJECTIVE_SUMS)
    stored_units = named(UnitStanding, year, ("unit", "quarter", "reach"), UNIT_SUMS)
    stored_objectives = named(ObjectiveStanding, year, ("unit", "objective", "quarter", "reach"), OBJECTIVE_SUMS)
    rows = Shortfall.objects.filter(year=year).select_related("unit")
    stored_short = {(row.unit_id, row.indicator_id, year, row.quarter): (row.capaian, row.forecast) for row in rows}
    paths = {row.pk: row.path for row in rows if row.path != row.unit.path}
    plans = (plans_told(year), named(PlanStanding, year, ("unit", "quarter", "reach"), PLAN_SUMS))
    pairs = (plans, (units, stored_units), (objectives, stored_objectives), (short, stored_short), ({}, paths))
    return [
        (key, one.get(key), other.get(key))
        for one, other in pairs
        for key in sorted({*one, *other}, key=str)
        if one.get(key) != other.get(key)
    ]


def plans_told(year):
    """The money of each unit against halaman III up to each quarter, and of all below each."""
    own = {
        (unit.pk, quarter): {"units": 1, "planned": one.planned, "spent": one.spent, "ceiling": one.ceiling}
        for unit in Unit.objects.all()
        for quarter in QUARTERS
        for one in planned([unit], year, 3 * quarter).values()
        if None not in (one.planned, one.spent, one.ceiling)
    }
    found = {(*key, Reach.OWN): row for key, row in own.items()}
    for unit in Unit.objects.all():
        below = set(Unit.objects.below(unit).values_list("pk", flat=True))
        for quarter in QUARTERS:
            if rows := [row for (pk, at), row in own.items() if pk in below and at == quarter]:
                found[unit.pk, quarter, Reach.SUBTREE] = summed(rows, PLAN_SUMS)
    return found


def named(model, year, columns, names):
    """The kept rows of a year by their key."""
    found = model.objects.filter(year=year).values_list(*columns, *names)
    return {row[: len(columns)]: dict(zip(names, row[len(columns) :], strict=True)) for row in found}


def hanging(own):
    """By unit, objective and quarter the rows of everything at or below it, each climbed from the bottom."""
    found = {}
    rows = Objective.objects.values_list("pk", "plan__unit", "parent")
    objectives = {pk: (owner, parent) for pk, owner, parent in rows}
    for (unit_id, objective_id, quarter), row in own.items():
        key = (unit_id, objective_id)
        while key:
            found.setdefault((*key, quarter), []).append(row)
            owner, parent = objectives[key[1]]
            key = (owner, key[1]) if key[0] != owner else parent and (objectives[parent][0], parent)
    return found


def standing(unit, year, quarter):
    """The kept figures of a unit, as the summary of its leader reads them."""
    return standings.standing(standings.history(unit, year, 1), unit, year, quarter)
