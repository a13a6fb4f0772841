"""What LAKIN's data give to the estimate of IKPA, read from the statement and the plan of a unit."""

from itertools import groupby, pairwise

from budget import ikpa
from budget.models import DipaRevision, ExpenditureType, LineLevel, RevisionKind
from budget.plan import Plan
from budget.statement import Statement

# Revisions that the Ministry of Finance decides; those of the KPA do not count.
COUNTED = (RevisionKind.KANWIL, RevisionKind.DJA)


def ikpa_estimate(year: int, statement: Statement, plan: Plan | None) -> ikpa.Estimate | None:
    """The estimate of the year so far; None when there is no DIPA or the rules of the year are not kept."""
    if plan is None or statement.dipa is None:
        return None
    return ikpa.estimate(given(year, statement, plan))


def given(year: int, statement: Statement, plan: Plan) -> ikpa.Given:
    ceilings = {kind: money.ceiling for kind, _, money in statement.by_kind}
    blocked = {kind: money.blocked for kind, _, money in statement.by_kind}
    months = {kind: plan.by_kind.get(kind) for kind in dict(ExpenditureType.choices) if kind in ceilings}
    held = {kind: found for kind, found in months.items() if found}
    return ikpa.Given(
        year=year,
        last_month=plan.last_month,
        revisions=[row.date for row in with_same_amount(statement.revisions)],
        months=[
            ikpa.Month(
                month,
                {kind: found[month - 1].own.planned for kind, found in held.items()},
                {kind: found[month - 1].own.spent for kind, found in held.items()},
            )
            for month in range(1, 13)
        ],
        ceilings=ceilings,
        blocked=blocked,
        spent={end: {kind: found[end - 1].through.spent for kind, found in held.items()} for end in ikpa.QUARTER_ENDS},
        outputs=[
            (held.realized, held.target) if (held := statement.volumes.get(row.line.pk)) else (None, None)
            for row in statement.at(LineLevel.RO)
        ],
    )


def with_same_amount(revisions: tuple[DipaRevision, ...]) -> list[DipaRevision]:
    """The revisions by the Ministry of Finance that left the pagu as it was."""
    return [
        after
        for _, rows in groupby(revisions, key=lambda row: row.dipa_id)
        for before, after in pairwise(rows)
        if after.kind in COUNTED and after.amount is not None and after.amount == before.amount
    ]
