"""A paper as a file, and which papers of a unit and year can be made now."""

from collections.abc import Callable
from dataclasses import dataclass

from agreements.models import PerformanceAgreement
from indicators.models import PlanVersion
from reports.blocks import Document
from reports.papers import action_plan, agreement_paper, manual, strategic_matrix
from reports.papers.facts import PaperFacts, is_draft, paper_facts
from reports.publishing import PublishingError
from reports.rendering import render_html, render_pdf
from reports.writers.docx import write_docx
from reports.writers.xlsx import write_xlsx
from units.models import Unit

Builder = Callable[[PaperFacts, int | None], Document]


@dataclass(frozen=True)
class Kind:
    """One kind of paper; `lack` says why it cannot be made, `build_sheet` builds another document for Excel."""

    name: str
    lack: Callable[[PaperFacts, int | None], str]
    build: Builder
    build_sheet: Builder | None = None


KINDS = {
    "pk": Kind("Perjanjian Kinerja", agreement_paper.lack, agreement_paper.build),
    "rencana-aksi": Kind("Rencana Aksi", action_plan.lack, action_plan.build),
    "manual-iku": Kind("Manual IKU", manual.lack, manual.build, manual.build_sheet),
    "matriks-renstra": Kind("Matriks Renstra", strategic_matrix.lack, strategic_matrix.build),
}
WRITERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": lambda document: render_pdf(render_html(document)),
    "html": lambda document: render_html(document).encode(),
    "docx": write_docx,
    "xlsx": write_xlsx,
}
FORMATS = tuple(WRITERS)


@dataclass(frozen=True)
class PaperState:
    """A paper that a year has or should have; `lack` says in Indonesian why it cannot be made, "" when it can.

    `is_superseded`: a later version was signed. `version` None asks for the one in force.
    """

    kind: str
    name: str
    version: int | None
    is_draft: bool
    lack: str
    is_superseded: bool = False

    @property
    def is_ready(self) -> bool:
        return not self.lack


def paper(kind: str, unit: Unit | str, year: int, format: str, version: int | None = None) -> bytes:
    """The paper as a file; PublishingError when the unit, kind, format or version does not exist or has no content.

    `version` is that of the Perjanjian Kinerja, of a matrix that of the Renstra; without it the one in force.
    """
    refuse_unknown("Jenis dokumen", kind, KINDS)
    refuse_unknown("Format", format, WRITERS)
    return WRITERS[format](document_of(kind, paper_facts(unit_of(unit), year), format, version))


def document_of(kind: str, facts: PaperFacts, format: str = "pdf", version: int | None = None) -> Document:
    """The document of a kind from facts alone; PublishingError says what is lacking."""
    made = KINDS[kind]
    if lack := made.lack(facts, version):
        raise PublishingError(lack)
    build = made.build_sheet if format == "xlsx" and made.build_sheet else made.build
    return build(facts, version)


def papers_of(unit: Unit | str, year: int) -> tuple[PaperState, ...]:
    """Every version of the agreement, then the other papers, each with why it cannot be made."""
    facts = paper_facts(unit_of(unit), year)
    versions = [item.agreement.version for item in facts.agreements] or [None]
    others = [(kind, None) for kind in KINDS if kind != "pk"]
    return tuple(state(facts, kind, version) for kind, version in [*(("pk", at) for at in versions), *others])


def state(facts: PaperFacts, kind: str, version: int | None) -> PaperState:
    """How one paper stands."""
    item, made = facts.agreement(version), KINDS[kind]
    named = kind == "pk" and item is not None
    name = f"{made.name} {item.agreement.version_name}" if named else made.name
    belongs = kind in ("pk", "rencana-aksi") and item is not None
    is_old = named and not is_draft(item) and item is not facts.agreement()
    return PaperState(kind, name, version, belongs and is_draft(item), made.lack(facts, version), is_old)


def has_version(kind: str, unit: Unit, year: int, version: int) -> bool:
    """Whether that version exists: of the Renstra for its matrix, of the Perjanjian Kinerja for all else."""
    if kind == "matriks-renstra":
        held = PlanVersion.objects.filter(plan__unit=unit, plan__year_from__lte=year, plan__year_to__gte=year)
        return held.filter(number=version).exists()
    return PerformanceAgreement.objects.filter(unit=unit, year=year, version=version).exists()


def unit_of(unit: Unit | str) -> Unit:
    """The unit, given itself or by its code; PublishingError when there is none."""
    if isinstance(unit, Unit):
        return unit
    found = Unit.objects.filter(code=unit).first()
    if found is None:
        raise PublishingError(f"Unit dengan kode {unit} tidak ditemukan.")
    return found


def refuse_unknown(what: str, given: str, known) -> None:
    if given not in known:
        raise PublishingError(f"{what} {given} tidak dikenal. Pilihannya: {', '.join(known)}.")
