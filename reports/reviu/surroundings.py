"""What the rules compare a report with beyond its own facts: names of units, the year before, and due dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agreements.timeliness import first_submissions
from budget.statement import EMPTY, Statement, statement
from indicators.periods import period_states
from reports.facts import Facts
from reports.models import Narrative
from units.models import UnitName


@dataclass(frozen=True)
class Surroundings:
    """`names` are recorded names of the unit and those near it; `due` the due dates by quarter, None where unset."""

    names: tuple[UnitName, ...] = ()
    texts_before: tuple[str, ...] = ()
    budget_before: Statement = EMPTY
    due: Mapping[int, date | None] = None
    submitted: Mapping[int, date] = None


NOTHING = Surroundings(due={}, submitted={})


def surroundings_of(facts: Facts) -> Surroundings:
    """Reads them in a constant number of queries."""
    unit, year = facts.unit, facts.year
    near = {row.pk for row in (unit, *facts.ancestors, *facts.siblings, *facts.children)}
    texts = Narrative.objects.filter(report__unit=unit, report__year=year - 1).exclude(text="")
    periods = period_states([unit], year)
    return Surroundings(
        names=tuple(UnitName.objects.filter(unit__in=near)),
        texts_before=tuple(texts.values_list("text", flat=True)),
        budget_before=statement(unit, year - 1),
        due={quarter: state.due_on for (_, quarter), state in periods.items()},
        submitted=first_submissions([unit], year),
    )
