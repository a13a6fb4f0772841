"""Lampiran: the regulations the report rests on."""

from reports.blocks import Items, Missing, Section
from reports.facts import Facts
from reports.outlines import Entry
from reports.wording import regulation, sentence


def appendix_regulations(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The regulations as a numbered list in their order."""
    if not facts.legal_references:
        return (entry.section(Missing("dasar hukum laporan", f"penyusun LKj {facts.unit.label}")),)
    items = tuple(sentence(regulation(row)) for row in facts.legal_references)
    return (entry.section(Items(items, is_ordered=True)),)
