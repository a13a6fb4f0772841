"""Pagu and spending of many units at once: the same totals as each unit's statement, in a constant number of queries."""

from collections import defaultdict

from django.db.models import Sum

from budget.models import BudgetLine, Ceiling, Dipa, DipaRevision, Spending
from budget.statement import Money, own_or_sum, total_of


def totals(units, year: int) -> dict[int, Money]:
    """The total of each unit with a DIPA by the unit's id; a unit without one is left out."""
    dipas = first_dipas(units, year)
    lines = BudgetLine.objects.filter(dipa__in=dipas.values())
    children, roots = defaultdict(list), defaultdict(list)
    for line_id, parent_id, dipa_id in lines.order_by("order").values_list("pk", "parent_id", "dipa_id"):
        (roots[dipa_id] if parent_id is None else children[parent_id]).append(line_id)
    ceilings = dict(
        Ceiling.objects.filter(line__dipa__in=dipas.values())
        .order_by("revision__order")
        .values_list("line_id", "amount")
    )
    spendings = Spending.objects.filter(line__dipa__in=dipas.values()).order_by()
    spent = dict(spendings.values_list("line_id").annotate(total=Sum("amount")))

    def known(line_id, own):
        if line_id in own:
            return own[line_id]
        return own_or_sum(None, [known(child, own) for child in children[line_id]])[0]

    revisions = revisions_of(dipas.values())
    return {
        unit_id: total_of(
            [Money(known(root, ceilings), known(root, spent)) for root in roots[dipa_id]], revisions[dipa_id]
        )
        for unit_id, dipa_id in dipas.items()
    }


def first_dipas(units, year) -> dict[int, int]:
    """The DIPA id of each unit by the unit's id; the one a statement reads where a unit has several."""
    rows = Dipa.objects.filter(unit__in=units, year=year).order_by("-number").values_list("unit_id", "pk")
    return dict(rows)


def revisions_of(dipa_ids) -> dict[int, list[DipaRevision]]:
    """The revisions of each DIPA in their order, by the DIPA's id."""
    found = defaultdict(list)
    for revision in DipaRevision.objects.filter(dipa__in=dipa_ids).order_by("order"):
        found[revision.dipa_id].append(revision)
    return found
