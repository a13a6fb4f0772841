"""Bab I: background, purpose, tasks, strategic role and issues, and how the report is laid out."""

from itertools import groupby

from reports.blocks import Block, Column, Items, Missing, Paragraph, Row, Section, Strong, Table
from reports.facts import Facts
from reports.models import SectionPart
from reports.narration import narrative, written
from reports.outlines import Entry
from reports.references import slug
from reports.wording import lowered, regulation, sentence
from units.models import FunctionKind


def background(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """Why the report is written, and the regulations it rests on."""
    text = narrative(facts, entry.key, what="latar belakang")
    return (entry.section(*text, *legal_basis(facts, entry.key)),)


def legal_basis(facts: Facts, key: str) -> tuple[Block, ...]:
    """The regulations that name this section as their place; when none does, the appendix that has them, or all."""
    if not facts.legal_references:
        return (Missing("dasar hukum laporan", f"penyusun LKj {facts.unit.label}"),)
    here = [row for row in facts.legal_references if key in slug(row.sections)]
    appendix = next((entry for entry in facts.outline if entry.kind == "appendix_regulations"), None)
    if appendix and not here:
        words = f"Dasar hukum laporan ini ({len(facts.legal_references)} peraturan) dimuat pada {appendix.number}."
        return (Paragraph((words,)),)
    here = here or facts.legal_references
    return (
        Paragraph(("Laporan ini disusun berdasarkan peraturan berikut.",)),
        Items(tuple(sentence(regulation(row)) for row in here), is_ordered=True),
    )


def purpose(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """What the report is for as people write it; else what PermenPANRB 53/2014 says a Laporan Kinerja is for."""
    return (entry.section(*(written(facts, facts.narrative(entry.key)) or general_purpose(facts))),)


def general_purpose(facts: Facts) -> tuple[Block, ...]:
    """The purpose that every Laporan Kinerja has."""
    name, year = facts.unit.name, facts.year
    above = facts.ancestors[-2].name if len(facts.ancestors) > 1 else "pemberi amanah"
    return (
        Paragraph((f"Laporan Kinerja {name} Tahun {year} disusun dengan maksud dan tujuan sebagai berikut.",)),
        Items(
            (
                f"Menyampaikan informasi kinerja yang terukur kepada {above} atas kinerja yang telah dan "
                f"seharusnya dicapai {name} pada tahun {year}.",
                f"Mempertanggungjawabkan pelaksanaan Perjanjian Kinerja dan penggunaan anggaran tahun {year}.",
                f"Menjadi dasar perbaikan berkesinambungan bagi {name} untuk meningkatkan kinerja tahun berikutnya.",
            ),
            is_ordered=True,
        ),
    )


def functions(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The tasks and functions of the unit and, as a table, of its parts."""
    own = [row for row in facts.functions if row.unit_id == facts.unit.pk]
    text = written(facts, facts.narrative(entry.key))
    if not own:
        lack = Missing(f"tugas dan fungsi {facts.unit.name}", f"perencana {facts.unit.label}")
        return (entry.section(*text, lack, *part_functions(facts)),)
    basis = facts.unit.legal_basis
    opening = f"Tugas dan fungsi {facts.unit.name} ditetapkan dengan {basis}." if basis else ""
    return (
        entry.section(
            *text,
            *((Paragraph((opening,)),) if opening else ()),
            *(block for kind in FunctionKind for block in kind_of_function(own, kind)),
            *part_functions(facts),
        ),
    )


def kind_of_function(rows, kind) -> tuple[Block, ...]:
    """The tasks, functions or special tasks under their name; a single one stands as a paragraph."""
    texts = [sentence(row.text) for row in rows if row.kind == kind]
    if not texts:
        return ()
    if len(texts) == 1:
        return (Paragraph((Strong(f"{kind.label}: "), texts[0])),)
    return (Paragraph((Strong(kind.label),)), Items(tuple(texts), is_ordered=True))


def part_functions(facts: Facts) -> tuple[Block, ...]:
    """A table of what the parts of the unit do; nothing when none of them has a recorded task."""
    rows = [row for row in facts.functions if row.unit_id != facts.unit.pk]
    rows.sort(key=lambda row: (row.unit.order, row.unit.path))
    if not rows:
        return ()
    cells = [
        Row((unit.name, tuple(sentence(row.text) for row in group)))
        for unit, group in groupby(rows, key=lambda row: row.unit)
    ]
    silent = {unit.pk for unit in facts.children} - {row.unit_id for row in rows}
    names = [unit.name for unit in facts.children if unit.pk in silent]
    table = Table(
        "tabel-tugas-unsur",
        f"Tugas dan fungsi unsur organisasi {facts.unit.name}",
        (Column("Unsur organisasi", width=2), Column("Tugas dan fungsi", width=4)),
        tuple(cells),
    )
    return (table, *(Paragraph((f"Tugas {name} belum tercatat.",), "note") for name in names))


def strategic_role(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """What the unit is for, as people write it."""
    return (entry.section(*narrative(facts, entry.key, what=f"peran strategis {facts.unit.name}")),)


def strategic_issues(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The main problems the unit faced, as people write them."""
    return (entry.section(*narrative(facts, entry.key, what=f"isu strategis tahun {facts.year}")),)


def structure(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """How the report is laid out, from the outline itself."""
    return (
        entry.section(
            Paragraph((f"Laporan Kinerja {facts.unit.name} Tahun {facts.year} disajikan sebagai berikut.",)),
            Items(tuple(chapter_points(facts.outline)) + appendix_point(facts.outline)),
            *written(facts, facts.narrative(entry.key)),
        ),
    )


def chapter_points(outline):
    """One point for each chapter with the titles of its sections."""
    chapters: list[tuple[Entry, list[str]]] = []
    for entry in outline:
        if entry.part == SectionPart.BODY and entry.level == 1:
            chapters.append((entry, []))
        elif entry.part == SectionPart.BODY and entry.level == 2:
            chapters[-1][1].append(lowered(entry.title))
    for entry, titles in chapters:
        heading = Strong(f"{entry.number} {entry.title}".strip())
        yield (heading, f" memuat {'; '.join(titles)}.") if titles else (heading, ".")


def appendix_point(outline) -> tuple[tuple, ...]:
    """One point for all appendices; none when the outline has none."""
    titles = [lowered(entry.title) for entry in outline if entry.part == SectionPart.APPENDIX and entry.level == 1]
    return ((Strong("Lampiran"), f" memuat {'; '.join(titles)}."),) if titles else ()
