"""What the rules compare a report with beyond its own facts: unit names, the year before, due dates, the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agreements.timeliness import first_submissions
from budget.models import DipaRevision
from budget.plan import Plan, plan_of
from budget.statement import EMPTY, Statement, statement
from indicators.periods import period_states
from reports.facts import Facts
from reports.models import Narrative
from units.models import UnitName


@dataclass(frozen=True)
class Surroundings:
    """`names` are recorded names of the unit and those near it; `due` the due dates by quarter, None where unset.

    `plan` is halaman III against spending, None without a DIPA; `proposals` the revisions that wait for a decision.
    """

    names: tuple[UnitName, ...] = ()
    texts_before: tuple[str, ...] = ()
    budget_before: Statement = EMPTY
    due: Mapping[int, date | None] = None
    submitted: Mapping[int, date] = None
    plan: Plan | None = None
    proposals: tuple[DipaRevision, ...] = ()


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
        plan=plan_of(unit, year),
        proposals=tuple(DipaRevision.objects.proposed().filter(dipa__unit=unit, dipa__year=year)),
    )
