"""The rows of money against halaman III, of units alone: only of those that plan every DIPA, in constant queries."""

from collections.abc import Sequence

from budget.plan import planned, planning
from indicators.periods import QUARTERS
from reports.models import Reach

MONTHS_OF_A_QUARTER = 3


def plan_rows(units: Sequence, year: int, moment) -> list[tuple]:
    """The rows by the columns of a plan; a unit of which anything is not known up to a quarter has none of it."""
    asked = planning(units, year)
    return [
        (unit_id, year, quarter, Reach.OWN.value, moment, 1, one.planned, one.spent, one.ceiling)
        for quarter in QUARTERS
        for unit_id, one in (planned(asked, year, MONTHS_OF_A_QUARTER * quarter) if asked else {}).items()
        if None not in (one.planned, one.spent, one.ceiling)
    ]
