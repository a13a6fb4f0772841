"""Pagu per objective for all years of a plan at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from budget.absorption import remaining
from budget.models import BudgetLine, Dipa, DipaRevision
from budget.statement import by_objective, ceilings_of, in_force, total_of, tree


@dataclass(frozen=True)
class Funding:
    """The pagu of one year in rupiah, whole and by the id of the objective it is linked to; None is not known."""

    total: int | None
    by_objective: Mapping[int, int | None]

    def rest(self, objectives: Iterable[int]) -> int | None:
        """What these objectives leave of the total; None when the total or one of its parts is not known."""
        taken = [self.by_objective[key] for key in objectives if key in self.by_objective]
        return None if None in taken else remaining(sum(taken), self.total)


def funding_of(unit, years: Iterable[int]) -> dict[int, Funding]:
    """The funding of each year that has a DIPA, in four queries."""
    dipas = list(Dipa.objects.filter(unit=unit, year__in=list(years)).order_by("number"))
    year_of = {dipa.pk: dipa.year for dipa in dipas}
    lines, revisions = defaultdict(list), defaultdict(list)
    ceilings, proposed, _blocked = ceilings_of(dipas)
    stored = BudgetLine.objects.filter(dipa__in=dipas).order_by("dipa__number", "order", "path")
    for row in in_force(stored, proposed, ceilings.keys()):
        lines[year_of[row.dipa_id]].append(row)
    for row in DipaRevision.objects.in_force().filter(dipa__in=dipas).order_by("dipa__number", "order"):
        revisions[year_of[row.dipa_id]].append(row)
    return {
        year: year_funding([dipa for dipa in dipas if dipa.year == year], lines[year], revisions[year], ceilings)
        for year in sorted({*year_of.values()})
    }


def year_funding(dipas, lines, revisions, ceilings) -> Funding:
    """The funding of one year from its rows."""
    rows = tree(lines, ceilings, {})
    linked = {objective: money.ceiling for objective, money in by_objective(rows).items()}
    return Funding(total_of(dipas, rows, revisions).ceiling, linked)
