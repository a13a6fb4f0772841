"""Bab III D: what was spent, by program down to RO, by jenis belanja and by objective, and what was left."""

from budget.models import LineLevel
from budget.statement import LineFigures
from lakin.formatting import join_words, percent
from reports.blocks import (
    Block,
    Column,
    Figure,
    Missing,
    Paragraph,
    Reference,
    Row,
    Section,
    Shown,
    Table,
)
from reports.charts import ShareRow, share_bars
from reports.facts import Facts
from reports.narration import narrative
from reports.outlines import Entry
from reports.sections.budget_tree import MONEY_COLUMNS, common_code, has_gaps, money_cells, total_row, tree_rows
from reports.sections.expenditure import expenditure
from reports.sections.ratings import rating
from reports.sections.scores import realization_cell
from reports.sentences import budget_sentence

DOWN_TO_RO = (LineLevel.PROGRAM, LineLevel.ACTIVITY, LineLevel.KRO, LineLevel.RO)
TREE, BARS, LEFT, OBJECTIVES = (
    "tabel-realisasi-anggaran",
    "gambar-serapan",
    "tabel-sisa-terbesar",
    "tabel-anggaran-sasaran",
)
TREASURY_SCORES = ("SMART", "IKPA", "NKA")
MOST_BARS, MOST_LEFT = 12, 5


def spending(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The whole budget of the year; a Missing block where no DIPA is recorded."""
    if facts.budget.dipa is None:
        return (
            entry.section(Missing(f"DIPA tahun {facts.year} beserta realisasinya", f"perencana {facts.unit.label}")),
        )
    return (
        entry.section(
            Paragraph(budget_sentence(facts.budget.total, facts.year)),
            *narrative(facts, entry.key, what="penjelasan serapan dan sisa anggaran"),
            *tree(facts),
            *bars(facts),
            *expenditure(facts),
            *by_objective(facts),
            *left(facts),
            *treasury_scores(facts),
        ),
    )


def tree(facts: Facts) -> tuple[Block, ...]:
    """Programs down to RO with spending and volume, and what is not broken down."""
    rows = facts.budget.at(*DOWN_TO_RO)
    if not rows:
        return (Missing("realisasi per program, kegiatan, KRO, dan RO", f"perencana {facts.unit.label}"),)
    columns = (Column("Kode", width=0.9), Column("Program, kegiatan, KRO, dan RO", width=3.7), *MONEY_COLUMNS)
    body = tree_rows(rows, lambda row, money: money_cells(money), is_short=True)
    table = Table(TREE, f"Realisasi anggaran tahun {facts.year}", columns, (*body, total_row(facts)), is_tree=True)
    return (table, *depth_note(facts))


def depth_note(facts: Facts) -> tuple[Paragraph, ...]:
    """Where the lines below RO are, and that a source may leave something out."""
    deeper = any(row.line.level not in DOWN_TO_RO for row in facts.budget.lines)
    notes = ["Rincian sampai komponen dan akun dimuat pada lampiran POK."] if deeper else []
    notes += (
        ["Bagian yang tidak dirinci oleh sumbernya ditampilkan sebagai baris tersendiri."] if has_gaps(facts) else []
    )
    return (Paragraph((" ".join(notes),), "note"),) if notes else ()


def bars(facts: Facts) -> tuple[Block, ...]:
    """Serapan as bars on the highest level that has several lines; nothing when every level has one."""
    for level in DOWN_TO_RO[1:]:
        rows = facts.budget.at(level)
        if len(rows) > 1:
            break
    else:
        return ()
    rows = sorted(rows, key=lambda row: row.money.ceiling or 0, reverse=True)[:MOST_BARS]
    shares = [ShareRow(row.line.name, row.money.ceiling, row.money.spent, row.money.absorption) for row in rows]
    what = LineLevel(level).label
    what = what if what.isupper() else what.lower()
    caption = f"Serapan anggaran per {what} tahun {facts.year}"
    source = f"DIPA dan realisasi anggaran {facts.year}"
    return (Figure(BARS, caption, share_bars(shares, title=bars_title(rows, what), source=source)),)


def bars_title(rows: list[LineFigures], what: str) -> str:
    """What the bars show: the lowest serapan among them."""
    known = [row for row in rows if row.money.absorption is not None]
    if not known:
        return f"Serapan per {what} belum tercatat"
    lowest = min(known, key=lambda row: row.money.absorption)
    return f"Serapan terendah {percent(lowest.money.absorption)}: {lowest.line.name}"


def by_objective(facts: Facts) -> tuple[Block, ...]:
    """Money per objective and what is linked to none; a sentence when nothing is linked."""
    budget, objectives = facts.budget, facts.scorecard.objectives
    linked = [one for one in objectives if one.objective.pk in budget.by_objective]
    if not linked:
        words = "Baris anggaran belum ditautkan dengan sasaran, sehingga anggaran per sasaran belum dapat disajikan."
        return (Paragraph((words,)),)
    columns = (Column("No.", width=0.55), Column("Sasaran", width=3.9), *MONEY_COLUMNS)
    rows = [Row((one.code, one.name, *money_cells(budget.by_objective[one.objective.pk]))) for one in linked]
    loose = [one.code for one in objectives if one not in linked]
    note = f"Anggaran belum ditautkan dengan sasaran {join_words(loose)}."
    caption = f"Anggaran menurut sasaran tahun {facts.year}"
    return (
        Table(OBJECTIVES, caption, columns, tuple(rows)),
        *((Paragraph((note,), "note"),) if loose else ()),
    )


def left(facts: Facts) -> tuple[Block, ...]:
    """The lines without children that left most, when there are enough of them to choose from."""
    leaves = [row for row in facts.budget.lines if not row.has_children and (row.money.remaining or 0) > 0]
    if len(leaves) <= MOST_LEFT:
        return ()
    most = sorted(leaves, key=lambda row: row.money.remaining, reverse=True)[:MOST_LEFT]
    common = common_code(row.line.path for row in most)
    columns = (Column(f"Kode {common}".strip(), width=1.9), Column("Uraian", width=3.2), *MONEY_COLUMNS)
    rows = tuple(Row((row.line.path.removeprefix(common), row.line.name, *money_cells(row.money))) for row in most)
    opening = ("Baris anggaran dengan sisa terbesar tampak pada ", Reference(LEFT), ".")
    return (Paragraph(opening), Table(LEFT, "Baris anggaran dengan sisa terbesar", columns, rows))


def treasury_scores(facts: Facts) -> tuple[Block, ...]:
    """The scores the Ministry of Finance gives, where they are indicators of this unit."""
    found = [score for score in facts.scorecard.indicators if any(word in score.name for word in TREASURY_SCORES)]
    if not found:
        return ()
    columns = (
        Column("No.", width=0.6),
        Column("Nilai", width=3.6),
        Column("Target", "value", 1.1, "right"),
        Column("Realisasi", "value", 1.1, "right"),
        Column("Capaian (%)", "percent", 1.1),
        Column("Predikat", "status", 1.8),
    )
    rows = tuple(
        Row(
            (
                *(score.code, score.name, Shown(score.target, score.indicator.measure, score.indicator.decimals)),
                *(realization_cell(facts, score), score.achievement.value, rating(score)),
            )
        )
        for score in found
    )
    opening = "Kinerja anggaran menurut Kementerian Keuangan menjadi indikator unit ini, dengan nilai sebagai berikut."
    return (Paragraph((opening,)), Table("tabel-nilai-anggaran", "Nilai kinerja anggaran", columns, rows))
