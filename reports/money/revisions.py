"""Revisions in tables and words: what changed, what the checks found, and what the chronology leaves open."""

from dataclasses import dataclass

from budget.changes import ChangeKind, Changes, LineChange, changes
from budget.models import LineLevel
from budget.proposals import Examined, Impact
from budget.revision_rules import Check, Verdict
from budget.sources import VERIFIED
from budget.statement import Statement
from reports.blocks import Column, Row, Status, Table
from reports.reviu import dipa
from reports.reviu.found import Found

CHANGE_MARKS = {
    ChangeKind.NEW: "above",
    ChangeKind.GONE: "far_below",
    ChangeKind.RAISED: "above",
    ChangeKind.LOWERED: "below",
    ChangeKind.SAME: "unknown",
}
VERDICT_MARKS = {
    Verdict.MET: "met",
    Verdict.WARNING: "near",
    Verdict.FAIL: "far_below",
    Verdict.UNKNOWN: "unknown",
}
AMOUNTS = (
    Column("Semula (Rp)", "rupiah", 1.8),
    Column("Menjadi (Rp)", "rupiah", 1.8),
    Column("Selisih (Rp)", "rupiah", 1.7),
)


def changes_table(found: Changes) -> Table:
    """The lines that differ, under the lines that hold them."""
    columns = (Column("Kode", width=2), Column("Uraian", width=3.4), *AMOUNTS, Column("Perubahan", "status", 1.1))
    rows = [Row(change_cells(row), depth=row.depth) for row in found.changed]
    before, after = found.total("before"), found.total("after")
    gap = None if before is None or after is None else after - before
    total = Row(("Jumlah", "", before, after, gap, ""), "total")
    return Table("perubahan", "Baris POK yang berubah", columns, (*rows, total), is_tree=True)


def change_cells(row: LineChange):
    status = Status(CHANGE_MARKS[row.kind], row.kind.value.capitalize())
    return (row.line.path, row.line.name, row.before, row.after, row.difference, status)


def levels_table(found: Changes) -> Table:
    """How many lines changed on each level, and the rupiah that came and went there."""
    kinds = (ChangeKind.NEW, ChangeKind.GONE, ChangeKind.RAISED, ChangeKind.LOWERED)
    columns = (
        Column("Tingkat", width=1.4),
        *(Column(kind.value.capitalize(), "integer", 0.8) for kind in kinds),
        Column("Bertambah (Rp)", "rupiah", 1.8),
        Column("Berkurang (Rp)", "rupiah", 1.8),
        Column("Selisih (Rp)", "rupiah", 1.8),
    )
    rows = tuple(
        Row(
            (
                *(LineLevel(row.level).label, *(row.counts[kind] for kind in kinds)),
                *(row.added, row.taken, row.added + row.taken),
            )
        )
        for row in found.by_level
    )
    return Table("tingkat", "Perubahan menurut tingkat", columns, rows)


def checks_table(checks: tuple[Check, ...]) -> Table:
    """The twelve checks with what they found, who decides, and where the rule stands."""
    columns = (
        Column("Pemeriksaan", width=2.4),
        Column("Hasil", "status", 1.5),
        Column("Temuan", width=4),
        Column("Yang memutus", width=1.2),
        Column("Sumber aturan", width=2.4),
        Column("Status aturan", "status", 1.4),
    )
    rows = tuple(
        Row(
            (
                *(check.rule.title, Status(VERDICT_MARKS[check.verdict], check.verdict.value.capitalize())),
                *(check.message, check.decider or None, check.rule.source, rule_status(check.rule.status)),
            )
        )
        for check in checks
    )
    return Table("pemeriksaan", "Pemeriksaan usulan revisi", columns, rows)


def rule_status(status: str) -> Status | None:
    """Whether a rule was read in its original text; None where the data themselves are the rule."""
    return Status("met" if status == VERIFIED else "near", status.capitalize()) if status else None


def impacts_table(impacts: tuple[Impact, ...]) -> Table:
    """The objectives whose money changes, with their indicators."""
    columns = (Column("No.", width=0.7), Column("Sasaran", width=3), Column("Indikator", width=3.4), *AMOUNTS)
    rows = tuple(
        Row(
            (
                *(row.objective.code, row.objective.name, "; ".join(row.indicators) or None),
                *(row.before, row.after, row.difference),
            )
        )
        for row in impacts
    )
    return Table("dampak", "Dampak pada sasaran dan indikator", columns, rows)


def examined_tables(found: Examined) -> tuple[Table, ...]:
    """Everything the page of a proposal shows."""
    tables = [checks_table(found.checks), impacts_table(found.impacts)] if found.changes else []
    tables += [levels_table(found.changes), changes_table(found.changes)] if found.changes else []
    return tuple(table for table in tables if table.rows)


@dataclass(frozen=True)
class Chronology:
    """What the rules of reviu read of the revisions: the statement and the year."""

    budget: Statement
    year: int

    @property
    def facts(self) -> "Chronology":
        return self


CHRONOLOGY_RULES = (dipa.dates, dipa.years, dipa.numbers, dipa.stamps, dipa.history)


def remarks(statement: Statement, year: int) -> tuple[Found, ...]:
    """What the chronology leaves open, in the words of reviu: dates, gaps in numbers, stamps that repeat."""
    chronology = Chronology(statement, year)
    return tuple(found for rule in CHRONOLOGY_RULES for found in rule(chronology))


def compared_pair(pair) -> Changes | None:
    """What lies between two revisions; None without two of them."""
    return changes(*pair) if pair else None


def verdict_counts(checks: tuple[Check, ...]) -> tuple[tuple[Status, int], ...]:
    """How many checks came out in each way, the worst first; a way that did not occur is left out."""
    worst_first = (Verdict.FAIL, Verdict.WARNING, Verdict.UNKNOWN, Verdict.MET)
    counts = ((verdict, sum(check.verdict == verdict for check in checks)) for verdict in worst_first)
    return tuple((Status(VERDICT_MARKS[verdict], verdict.value), count) for verdict, count in counts if count)
