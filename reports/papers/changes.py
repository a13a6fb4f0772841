"""Semula and menjadi of an agreement's revision: the reason, the targets and the budget side by side."""

from collections.abc import Iterable

from reports.blocks import Block, Column, Paragraph, Row, Section, Strong, Table
from reports.facts import AgreementFacts
from reports.papers.facts import PaperFacts, is_draft
from reports.sections.agreement import changes_of, reason
from reports.sections.appendices.agreement import annex_total
from reports.sections.revision import ADDED, CHANGED, DROPPED, UNCHANGED, revision_table
from reports.wording import sentence


def changes_section(facts: PaperFacts, item: AgreementFacts, number: str) -> Section:
    """What a revision changed against the version before whose lines are known."""
    why = reason(item.agreement)
    blocks = (
        *((Paragraph((Strong("Alasan perubahan: "), sentence(why))),) if why else ()),
        *compared(before(facts.agreements, item), item),
    )
    return Section("semula-menjadi", "Semula dan Menjadi", number, blocks=blocks)


def before(versions: Iterable[AgreementFacts], item: AgreementFacts) -> AgreementFacts | None:
    """The version this one was copied from, else the signed one last before it, whose lines are known; else None."""
    row = item.agreement
    earlier = [one for one in versions if one.agreement.version < row.version and one.lines and not is_draft(one)]
    base = [one for one in earlier if one.agreement.pk == row.based_on_id]
    return next(reversed(base or earlier), None)


def compared(old: AgreementFacts | None, new: AgreementFacts) -> tuple[Block, ...]:
    """Both tables, or that nothing earlier is recorded."""
    if old is None:
        words = "Butir versi sebelumnya tidak tercatat, sehingga semula dan menjadi tidak dapat disandingkan."
        return (Paragraph((words,)),)
    names = f"semula ({old.agreement.version_name}) dan menjadi ({new.agreement.version_name})"
    targets = revision_table("tabel-perubahan-target", f"Target {names}", changes_of(old, new))
    return (*targets, *budget_changes(old, new, f"Anggaran {names}"))


def budget_changes(old: AgreementFacts, new: AgreementFacts, caption: str) -> tuple[Table, ...]:
    """The budget annexes of both versions by code; nothing where one of them has none."""
    if not (old.budget and new.budget):
        return ()
    first, last = ({row.code: row for row in item.budget} for item in (old, new))
    columns = (
        Column("Kode", width=1),
        Column("Program dan kegiatan", width=3.4),
        *(Column(head, "rupiah", 1.7, over="Anggaran (Rp)") for head in ("Semula", "Menjadi")),
        Column("Perubahan", width=1.1),
    )
    rows = [budget_row(first.get(code), last.get(code)) for code in ordered(first, last)]
    totals = annex_total(old), annex_total(new)
    rows.append(Row(("", "Jumlah", *totals, word_of(*totals)), "total"))
    return (Table("tabel-perubahan-anggaran", caption, columns, tuple(rows), is_tree=True),)


def ordered(first: dict, last: dict) -> list[str]:
    """The codes in the order of the new annex; one that was dropped stands behind what it stood behind before."""
    found = list(last)
    for at, code in enumerate(first):
        if code not in last:
            above = list(first)[at - 1] if at else None
            found.insert(found.index(above) + 1 if above else 0, code)
    return found


def budget_row(old, new) -> Row:
    """One code with both amounts and what became of it; None is an annex that does not have it."""
    row = new or old
    amounts = tuple(one.amount if one else None for one in (old, new))
    word = DROPPED if new is None else ADDED if old is None else word_of(*amounts)
    return Row((row.code, row.name, *amounts, word), depth=0 if row.level == "program" else 1)


def word_of(before: int | None, after: int | None) -> str:
    return UNCHANGED if before == after else CHANGED
