"""What the papers of a unit and year are written from, read once in a constant number of queries and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass

from agreements.models import AgreementStatus
from indicators.models import Component, Indicator, PredicateRank
from reports.blocks import Document, Metadata, Section
from reports.facts import AgreementFacts, PlanFacts, agreements_of, all_indicators, grouped, plan_facts
from reports.papers.funding import Funding, funding_of
from units.models import Unit


@dataclass(frozen=True)
class PaperFacts:
    """The stored facts of a unit's papers; no LKj needs to be there. `is_public`: a copy for everybody, without NIP."""

    unit: Unit
    institution: Unit
    year: int
    plan: PlanFacts
    agreements: tuple[AgreementFacts, ...]
    components: Mapping[int, tuple[Component, ...]]
    ranks: Mapping[int, tuple[PredicateRank, ...]]
    funding: Mapping[int, Funding]
    is_public: bool = False

    def agreement(self, version: int | None = None) -> AgreementFacts | None:
        """The agreement of that version; without one that in force, else the latest draft; None when there is none."""
        if version is not None:
            return next((item for item in self.agreements if item.agreement.version == version), None)
        signed = [item for item in self.agreements if not is_draft(item)]
        return next(reversed(signed or self.agreements), None)

    def document(self, title: str, identifier: str, sections: tuple[Section, ...], *, item=None) -> Document:
        """A paper of this unit; `item` is the agreement it belongs to, whose draft makes the paper one."""
        signed_on = item.agreement.signed_on if item else None
        return Document(
            title=title,
            unit_name=self.unit.name,
            ministry=self.institution.name,
            year=self.year,
            status="draft" if item and is_draft(item) else "final",
            chapters=sections,
            metadata=Metadata(self.unit.name, title, (self.unit.name, str(self.year)), signed_on, identifier),
            kind="paper",
        )


def is_draft(item: AgreementFacts) -> bool:
    return item.agreement.status == AgreementStatus.DRAFT


def paper_facts(unit: Unit, year: int) -> PaperFacts:
    """Reads everything the papers need."""
    plan = plan_facts(unit, year)
    agreements = agreements_of(unit, year)[year]
    indicators: list[Indicator] = all_indicators(plan, agreements)
    return PaperFacts(
        unit=unit,
        institution=Unit.objects.above(unit)[0],
        year=year,
        plan=plan,
        agreements=agreements,
        components=grouped(Component.objects.filter(indicator__in=indicators, year=year), "indicator_id"),
        ranks=grouped(PredicateRank.objects.filter(scale__indicators__in=indicators).distinct(), "scale_id"),
        funding=funding_of(unit, range(plan.plan.year_from, plan.plan.year_to + 1)) if plan.plan else {},
    )
