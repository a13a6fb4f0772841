"""Pagu and spending of many units at once: the same totals as each unit's statement, read together."""

from collections import defaultdict

from budget.models import BudgetLine, Dipa, DipaRevision
from budget.statement import Money, ceilings_of, only_in_proposals, own_or_sum, spent_through, summed


def totals(units, year: int, *, through_month: int = 12) -> dict[int, Money]:
    """The total of each unit with a DIPA by the unit's id, spent up to a month; a unit without one is left out."""
    owners = dict(Dipa.objects.filter(unit__in=units, year=year).values_list("pk", "unit_id"))
    monies = defaultdict(list)
    programs = programs_of(owners, through_month)
    decided = DipaRevision.objects.in_force().filter(dipa__in=owners).order_by("order")
    amounts = dict(decided.values_list("dipa_id", "amount"))
    for dipa_id, unit_id in owners.items():
        monies[unit_id] += programs.get(dipa_id) or [Money(amounts.get(dipa_id), None)]
    return {unit_id: summed(found) for unit_id, found in monies.items()}


def programs_of(dipa_ids, through_month: int = 12) -> dict[int, list[Money]]:
    """The money of each program by the id of its DIPA: its own figures, or the sums of what lies below."""
    ceiling, proposed, held = ceilings_of(dipa_ids)
    spent = spent_through(dipa_ids, through_month)
    lines = list(BudgetLine.objects.filter(dipa__in=dipa_ids).order_by().values_list("pk", "parent_id", "dipa_id"))
    gone = only_in_proposals({line_id: parent_id for line_id, parent_id, _ in lines}, proposed, {*ceiling, *spent})
    children, roots = defaultdict(list), defaultdict(list)
    for line_id, parent_id, dipa_id in lines:
        if line_id not in gone:
            (roots[dipa_id] if parent_id is None else children[parent_id]).append(line_id)

    def known(line_id, own):
        if line_id in own:
            return own[line_id]
        return own_or_sum(None, [known(child, own) for child in children[line_id]])[0]

    def blocked(line_id):
        return held.get(line_id) or sum(blocked(child) for child in children[line_id])

    return {
        dipa_id: [
            Money(known(line_id, ceiling), known(line_id, spent), blocked(line_id) if held else 0)
            for line_id in programs
        ]
        for dipa_id, programs in roots.items()
    }
