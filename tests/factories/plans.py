"""Renstra: its versions, statements and targets, and the objectives and indicators in it."""

from indicators import models as indicators
from tests.factories.people import default_unit
from tests.factories.rows import YEAR, create, following


def make_plan(*, unit=None, year_from=2020, year_to=2024, name="Renstra 2020-2024"):
    unit = unit or default_unit()
    return create(indicators.StrategicPlan, {}, unit=unit, year_from=year_from, year_to=year_to, name=name)


def plan_of(unit=None):
    """The unit's plan."""
    unit = unit or default_unit()
    return unit.strategic_plans.first() or make_plan(unit=unit)


def make_plan_version(**fields):
    return create(indicators.PlanVersion, fields, plan=plan_of, number=0)


def version_of():
    """The first version of any plan."""
    return indicators.PlanVersion.objects.first() or make_plan_version()


def make_statement(**fields):
    defaults = {"kind": indicators.StatementKind.MISSION, "number": "1", "order": 1, "text": "Bunyi misi"}
    return create(indicators.PlanStatement, fields, version=version_of, **defaults)


def make_target_table(**fields):
    defaults = {"number": 1, "title": "Target 2020-2024", "year_from": 2020, "year_to": 2024}
    return create(indicators.TargetTable, fields, version=version_of, **defaults)


def make_strategic_target(*, table=None, indicator=None, year_from=YEAR, year_to=None, value=80, **fields):
    """A target of the Renstra; a period when `year_to` is given."""
    table = table or indicators.TargetTable.objects.first() or make_target_table()
    years = {"year_from": year_from, "year_to": year_to or year_from}
    indicator = indicator or indicator_of()
    return create(indicators.StrategicTarget, fields, table=table, indicator=indicator, value=value, **years)


def make_objective(*, plan=None, code=None, order=None, level=indicators.ObjectiveLevel.ACTIVITY, **fields):
    plan = plan or plan_of()
    order = following(plan.objectives) if order is None else order
    code = code or str(order)
    return create(indicators.Objective, fields, plan=plan, code=code, order=order, level=level, name=f"Sasaran {code}")


def objective_of(unit=None):
    """The first objective of the unit's plan."""
    plan = plan_of(unit)
    return plan.objectives.first() or make_objective(plan=plan)


def make_indicator(*, objective=None, unit=None, code=None, order=None, measure=indicators.Measure.PERCENT, **fields):
    """The next indicator of the objective, by default of the unit's first; the values of the model else."""
    objective = objective or objective_of(unit)
    order = following(objective.indicators) if order is None else order
    code = code or f"{objective.code}.{order}"
    defaults = {"objective": objective, "code": code, "order": order, "measure": measure}
    return create(indicators.Indicator, fields, name=f"Indikator {code}", **defaults)


def indicator_of(unit=None):
    """The first indicator of the unit's first objective."""
    objective = objective_of(unit)
    return objective.indicators.first() or make_indicator(objective=objective)


def make_component(*, indicator=None, year=YEAR, order=None, weight=None, **fields):
    indicator = indicator or indicator_of()
    order = order or following(indicator.components.filter(year=year))
    defaults = {"order": order, "weight": weight, "name": f"Komponen {order}"}
    return create(indicators.Component, fields, indicator=indicator, year=year, **defaults)
