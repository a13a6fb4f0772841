"""Pagu and spending of many units at once: the same totals as each unit's statement, read together."""

from collections import defaultdict

from django.db.models import Sum

from budget.models import BudgetLine, Ceiling, Dipa, DipaRevision, Spending
from budget.statement import Money, own_or_sum, summed


def totals(units, year: int) -> dict[int, Money]:
    """The total of each unit with a DIPA by the unit's id; a unit without one is left out."""
    owners = dict(Dipa.objects.filter(unit__in=units, year=year).values_list("pk", "unit_id"))
    monies = defaultdict(list)
    programs = programs_of(owners)
    amounts = dict(DipaRevision.objects.filter(dipa__in=owners).order_by("order").values_list("dipa_id", "amount"))
    for dipa_id, unit_id in owners.items():
        monies[unit_id] += programs.get(dipa_id) or [Money(amounts.get(dipa_id), None)]
    return {unit_id: summed(found) for unit_id, found in monies.items()}


def programs_of(dipa_ids) -> dict[int, list[Money]]:
    """The money of each program by the id of its DIPA: its own figures, or the sums of what lies below."""
    children, roots = defaultdict(list), defaultdict(list)
    lines = BudgetLine.objects.filter(dipa__in=dipa_ids).order_by()
    for line_id, parent_id, dipa_id in lines.values_list("pk", "parent_id", "dipa_id"):
        (roots[dipa_id] if parent_id is None else children[parent_id]).append(line_id)
    ceilings = Ceiling.objects.filter(line__dipa__in=dipa_ids).order_by("revision__order")
    spendings = Spending.objects.filter(line__dipa__in=dipa_ids).order_by()
    ceiling = dict(ceilings.values_list("line_id", "amount"))
    spent = dict(spendings.values_list("line_id").annotate(total=Sum("amount")))

    def known(line_id, own):
        if line_id in own:
            return own[line_id]
        return own_or_sum(None, [known(child, own) for child in children[line_id]])[0]

    return {
        dipa_id: [Money(known(line_id, ceiling), known(line_id, spent)) for line_id in programs]
        for dipa_id, programs in roots.items()
    }
