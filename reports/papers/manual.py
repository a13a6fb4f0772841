"""Manual IKU as a paper: one block for each indicator; in Excel one row for each."""

from dataclasses import dataclass

from agreements.models import AgreementLine
from indicators.models import Component, ComponentRole, Indicator
from lakin.formatting import plain
from reports.blocks import Cell, Column, Definitions, Document, Paragraph, Row, Section, Table
from reports.papers.facts import PaperFacts
from reports.sections.agreement import promised, target_cell, worded
from reports.sections.plan import holds, measure_label

# What many indicators rightly do not have; of the rest a dash shows that it is not written yet.
OPTIONAL = ("Rumus", "Pembilang (n)", "Penyebut (T)", "Komponen", "Skala predikat")


@dataclass(frozen=True)
class Manual:
    """The manual of one indicator: its number, name and pairs of a term and what stands there."""

    code: str
    name: str
    pairs: tuple[tuple[str, Cell], ...]


def lack(facts: PaperFacts, version: int | None = None) -> str:
    """Why the paper cannot be made yet; empty when it can."""
    if manuals(facts, version):
        return ""
    return f"Belum ada indikator {facts.unit.label} yang berlaku pada tahun {facts.year}."


def build(facts: PaperFacts, version: int | None = None) -> Document:
    """A block for each indicator, none of them broken over two pages."""
    found = manuals(facts, version)
    blocks = [Section(f"manual-{at}", one.name, one.code, 2, (shown(one),)) for at, one in enumerate(found, 1)]
    return document(facts, (Section("manual", title(facts), blocks=(opening(facts, found),)), *blocks))


def build_sheet(facts: PaperFacts, version: int | None = None) -> Document:
    """The same manuals as one table."""
    found = manuals(facts, version)
    columns = (
        Column("No.", width=0.5),
        Column("Indikator kinerja", width=3),
        *(Column(term, "value", 2) for term, _ in found[0].pairs),
    )
    rows = tuple(Row((one.code, one.name, *(cell for _, cell in one.pairs))) for one in found)
    table = Table("tabel-manual-indikator", title(facts), columns, rows)
    return document(facts, (Section("manual", "Manual IKU", blocks=(table,), is_landscape=True),))


def document(facts: PaperFacts, sections: tuple[Section, ...]) -> Document:
    return facts.document(title(facts), f"manual-iku-{facts.unit.code}-{facts.year}", sections)


def title(facts: PaperFacts) -> str:
    return f"Manual Indikator Kinerja Utama Tahun {facts.year}"


def opening(facts: PaperFacts, found: list[Manual]) -> Paragraph:
    words = f" indikator kinerja {facts.unit.name} yang berlaku pada tahun {facts.year}."
    return Paragraph(("Manual ini menerangkan cara mengukur ", len(found), words))


def shown(one: Manual) -> Definitions:
    """The pairs of one manual without those that do not concern it."""
    return Definitions(tuple(pair for pair in one.pairs if pair[1] is not None or pair[0] not in OPTIONAL))


def manuals(facts: PaperFacts, version: int | None = None) -> list[Manual]:
    """The manuals of the promised indicators; without an agreement those that the Renstra has in the year."""
    item = facts.agreement(version)
    if item and item.lines:
        return [manual(facts, line.indicator, line) for line in item.lines]
    found = [one for one in facts.plan.indicators if holds(facts.plan, one, facts.year)]
    return [manual(facts, one, None) for one in found]


def manual(facts: PaperFacts, indicator: Indicator, line: AgreementLine | None) -> Manual:
    """What is written about one indicator; None is not written, or does not concern it."""
    heading = promised(line) if line else indicator.objective
    pairs: tuple[tuple[str, Cell], ...] = (
        ("Sasaran", f"{heading.code}. {heading.name}"),
        ("Definisi", indicator.definition or None),
        ("Cara menghitung", indicator.get_calculation_display()),
        ("Rumus", indicator.formula or None),
        ("Pembilang (n)", indicator.numerator_label or None),
        ("Penyebut (T)", indicator.denominator_label or None),
        ("Komponen", tuple(map(weighted, parts(facts, indicator))) or None),
        ("Satuan", measure_label(indicator)),
        ("Skala predikat", scale(facts, indicator)),
        ("Arah", indicator.get_polarity_display()),
        ("Nilai tahunan", indicator.get_accumulation_display()),
        (f"Target {facts.year}", target_cell(line) if line else None),
        ("Sumber data", indicator.data_source or None),
        ("Peraturan terkait", indicator.regulation or None),
        ("Kriteria keberhasilan", indicator.criterion or None),
        ("Penanggung jawab", indicator.owner or None),
        ("Jenis", "Indikator Kinerja Utama (IKU)" if indicator.is_key else "Indikator kinerja, bukan IKU"),
    )
    return Manual(indicator.code, worded(line) if line else indicator.name, pairs)


def parts(facts: PaperFacts, indicator: Indicator) -> list[Component]:
    """The components that enter the calculation, and others that carry a weight."""
    found = facts.components.get(indicator.pk, ())
    return [one for one in found if one.role == ComponentRole.PART or one.weight is not None]


def weighted(component: Component) -> str:
    """The name with its weight where there is one."""
    if component.weight is None:
        return component.name
    return f"{component.name} ({plain(component.weight, 4)}%)"


def scale(facts: PaperFacts, indicator: Indicator) -> str | None:
    """The predicates from the best to the worst; None for an indicator that is measured by a number."""
    if indicator.predicate_scale is None:
        return None
    ranks = sorted(facts.ranks.get(indicator.predicate_scale_id, ()), key=lambda rank: -rank.rank)
    words = " > ".join(rank.label for rank in ranks)
    return f"{indicator.predicate_scale.name}: {words}" if words else indicator.predicate_scale.name
