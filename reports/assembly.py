"""A report put together: the rows of its outline turned into sections, without a single query."""

from collections.abc import Callable
from dataclasses import replace

from reports.authenticity import last_page
from reports.blocks import Document, Metadata, Missing, Section
from reports.facts import Facts
from reports.illustrations import pictures
from reports.models import SectionPart
from reports.narration import narrative
from reports.outlines import Entry
from reports.progress import say
from reports.sections import (
    agreement,
    appendices,
    cascade,
    closing,
    dipa,
    efficiency,
    front,
    introduction,
    objective_pages,
    openers,
    organisation,
    performance,
    plan,
    spending,
    summary,
)
from reports.wording import lowered, written_date

Builder = Callable[[Facts, Entry], tuple[Section, ...]]


def narrated(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """A section that people write whole, such as the chapter a ministry adds to the outline."""
    return (entry.section(*narrative(facts, entry.key, what=lowered(entry.title))),)


BUILDERS: dict[str, Builder] = {
    "narrative": narrated,
    "foreword": front.foreword,
    "review_statement": front.review_statement,
    "summary": summary.summary,
    "contents": front.contents,
    "list_of_tables": front.list_of_tables,
    "list_of_figures": front.list_of_figures,
    "introduction": openers.introduction,
    "background": introduction.background,
    "purpose": introduction.purpose,
    "functions": introduction.functions,
    "organisation": organisation.organisation,
    "staff": organisation.staff,
    "strategic_role": introduction.strategic_role,
    "strategic_issues": introduction.strategic_issues,
    "structure": introduction.structure,
    "planning": openers.planning,
    "national_plan": plan.national_plan,
    "strategic_plan": plan.strategic_plan,
    "performance_tree": cascade.performance_tree,
    "agreement": agreement.agreement,
    "programs": dipa.programs,
    "dipa_history": dipa.dipa_history,
    "accountability": openers.accountability,
    "performance_overview": performance.performance_overview,
    "objective_pages": objective_pages.objective_pages,
    "efficiency": efficiency.efficiency,
    "spending": spending.spending,
    "closing": openers.closing,
    "conclusion": closing.conclusion,
    "next_steps": closing.next_steps,
    "appendix_agreement": appendices.appendix_agreement,
    "appendix_action_plan": appendices.appendix_action_plan,
    "appendix_manual": appendices.appendix_manual,
    "appendix_pok": appendices.appendix_pok,
    "appendix_next_targets": appendices.appendix_next_targets,
    "appendix_regulations": appendices.appendix_regulations,
}


def assemble(facts: Facts) -> Document:
    """The whole report as a document, from facts alone."""
    report, unit, year = facts.report, facts.unit, facts.year
    date_text = written_date(report.date, report.date_precision)
    proof = (last_page(facts.authenticity),) if facts.authenticity else ()
    return Document(
        title="Laporan Kinerja",
        unit_name=unit.name,
        ministry=facts.institution.name,
        year=year,
        place=report.place or unit.city,
        date_text=date_text,
        status="draft" if report.is_draft else "final",
        front=sections_of(facts, SectionPart.FRONT),
        chapters=sections_of(facts, SectionPart.BODY),
        appendices=(*sections_of(facts, SectionPart.APPENDIX), *appendices.added(facts), *proof),
        metadata=Metadata(
            author=unit.name,
            subject=report.title,
            keywords=("Laporan Kinerja", "LKj", unit.name, str(year)),
            created_on=report.date,
            identifier=f"lkj-{unit.code}-{year}",
        ),
    )


def sections_of(facts: Facts, part: str) -> tuple[Section, ...]:
    """The sections of one part of the outline, in its order."""
    return tuple(section for entry in facts.outline if entry.part == part for section in built(facts, entry))


def built(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The sections of one row of the outline with its illustrations; an unknown kind says so at its place."""
    say(8, f"Menyusun bagian {entry.title}")
    builder = BUILDERS.get(entry.kind)
    if builder is None:
        lack = Missing(f"isi bagian “{entry.title}”", hint=f"Jenis isi “{entry.kind}” tidak dikenal.")
        return (entry.section(lack),)
    *before, last = builder(facts, entry)
    return (*before, replace(last, blocks=(*last.blocks, *pictures(facts, entry.key))))
