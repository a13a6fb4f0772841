"""Lampiran: every version of the Perjanjian Kinerja, with its parties, lines and budget annex."""

from lakin.formatting import join_words
from reports.blocks import Block, Cell, Column, Definitions, Missing, Paragraph, Row, Section, Table
from reports.facts import AgreementFacts, Facts
from reports.outlines import Entry
from reports.sections.agreement import party, promised_table, reason
from reports.wording import written_date


def appendix_agreement(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The versions one after the other; which of them have no recorded content is said."""
    if not facts.agreements:
        lack = Missing(f"Perjanjian Kinerja tahun {facts.year}", f"perencana {facts.unit.label}")
        return (entry.section(lack),)
    known = [item for item in facts.agreements if item.lines]
    silent = [item.agreement.version_name for item in facts.agreements if not item.lines]
    notes = (Paragraph((silent_words(facts, silent),), "note"),) if silent else ()
    lack = () if known else (Missing("butir Perjanjian Kinerja", f"perencana {facts.unit.label}"),)
    return (entry.section(*notes, *lack), *(version_section(facts, entry, item) for item in known))


def silent_words(facts: Facts, names: list[str]) -> str:
    """Which versions have no recorded lines."""
    return f"Isi Perjanjian Kinerja tahun {facts.year} versi {join_words(names)} tidak tersedia pada sumber data."


def version_section(facts: Facts, entry: Entry, item: AgreementFacts) -> Section:
    """One version with the parties as they stood at signing."""
    row = item.agreement
    in_force = facts.agreement is not None and facts.agreement.agreement.pk == row.pk
    status = " (berlaku)" if in_force else " (draf)" if row.status == "draft" else " (digantikan)"
    title = f"Perjanjian Kinerja Tahun {row.year}, {row.version_name}{status}"
    blocks = (parties(row), lines_table(item), *budget_table(item))
    return Section(f"{entry.key}-{row.version}", title, "", entry.level + 1, blocks)


def parties(row) -> Definitions:
    """Who promised what to whom, when, and why this version replaced the one before."""
    signed = written_date(row.signed_on, row.signed_precision)
    place = ", ".join(filter(None, (row.place, signed)))
    pairs: tuple[tuple[str, Cell], ...] = (
        ("Pihak pertama", party(row.first_party_position, row.first_party_name)),
        ("Pihak kedua", party(row.second_party_position, row.second_party_name)),
        ("Tempat dan tanggal", place or "belum tercatat"),
        *((("Alasan perubahan", reason(row)),) if row.version else ()),
    )
    return Definitions(pairs)


def lines_table(item: AgreementFacts) -> Table:
    """The objectives, indicators and targets as they were worded at signing."""
    key = f"tabel-lampiran-pk-{item.agreement.version}"
    return promised_table(key, "Sasaran, indikator, dan target", item.lines)


def budget_table(item: AgreementFacts) -> tuple[Block, ...]:
    """The budget annex; nothing where none is recorded."""
    if not item.budget:
        return ()
    columns = (Column("Kode", width=1), Column("Program dan kegiatan", width=4), Column("Anggaran (Rp)", "rupiah", 1.8))
    rows = [Row((row.code, row.name, row.amount), depth=0 if row.level == "program" else 1) for row in item.budget]
    rows.append(Row(("", "Jumlah", annex_total(item)), "total"))
    key = f"tabel-lampiran-anggaran-{item.agreement.version}"
    return (Table(key, "Anggaran menurut program dan kegiatan", columns, tuple(rows), is_tree=True),)


def annex_total(item: AgreementFacts) -> int | None:
    """The sum of the programs in rupiah; None when one of them is not known."""
    programs = [row.amount for row in item.budget if row.level == "program"]
    return sum(programs) if programs and None not in programs else None
