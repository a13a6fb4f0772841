"""A directorate general with two objectives, and units below that carry the first one, or nothing of it."""

from agreements.models import AgreementLine
from reports.standing.rebuilding import rebuild
from tests import factories as make

YEAR = 2023


def promise(agreement, objective, values, target=80, year=YEAR, **indicator) -> AgreementLine:
    """A promised indicator whose quarters are verified with these values, the first in the first quarter."""
    indicator.setdefault("measure", "score")
    line = make.make_line(
        agreement=agreement,
        indicator=make.make_indicator(objective=objective, accumulation="last", **indicator),
        target=target,
    )
    for quarter in (1, 2, 3):
        make.make_quarter_target(line=line, quarter=quarter, target=target)
    for quarter, value in enumerate(values, start=1):
        if value is not None:
            make.make_realization(
                indicator=line.indicator, unit=agreement.unit, year=year, quarter=quarter, value=value
            )
    return line


def carry(unit, parent, *values, year=YEAR):
    """A unit with one objective below another one, and one indicator for each list of values; returns the objective."""
    objective = make.make_objective(plan=make.make_plan(unit=unit), parent=parent)
    agreement = make.make_agreement(unit=unit, year=year)
    for each in values:
        promise(agreement, objective, each, year=year)
    return objective


def branch(top):
    """Two objectives of the unit at the top: the first with an indicator at 110 %, the second without any."""
    plan = make.make_plan(unit=top)
    first, second = make.make_objective(plan=plan), make.make_objective(plan=plan)
    promise(make.make_agreement(unit=top), first, [88])
    return first, second


def keep(*years):
    """Fill the kept sums."""
    rebuild(years=years or [YEAR])
