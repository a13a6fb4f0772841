"""Bab III C: capaian held against serapan, and the Ministry of Finance's measure where volumes are known."""

from budget.absorption import Verdict, efficiency_of_objective, kemenkeu_efficiency
from budget.models import LineLevel
from budget.statement import Money
from indicators import formula
from reports.blocks import Block, Column, Paragraph, Reference, Row, Section, Shown, Status, Table
from reports.facts import Facts
from reports.narration import narrative
from reports.outlines import Entry
from reports.sentences import efficiency_sentence

KEY = "tabel-efisiensi"
# PMK 62/2023 changed the evaluation of budget performance from its year on.
REPLACED_FROM = 2023
MARKS = {Verdict.EFFICIENT: "met", Verdict.EVEN: "near", Verdict.INEFFICIENT: "below", Verdict.UNKNOWN: "unknown"}
UNKNOWN = Money(None, None)


def efficiency(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The year as a whole, each objective with linked money, the measure of the Ministry of Finance, and the text."""
    total = efficiency_sentence("rata-rata", facts.scorecard.overall.value, facts.budget.total)
    return (
        entry.section(
            Paragraph(total),
            *objectives(facts),
            *narrative(facts, entry.key, what="efisiensi penggunaan sumber daya"),
            *kemenkeu(facts),
        ),
    )


def objectives(facts: Facts) -> tuple[Block, ...]:
    """Capaian, pagu, spending and serapan of each objective; a sentence when no budget line is linked to any."""
    linked = facts.budget.by_objective
    if not any(one.objective.pk in linked for one in facts.scorecard.objectives):
        words = "Efisiensi per sasaran belum dapat dinilai karena baris anggaran belum ditautkan dengan sasaran."
        return (Paragraph((words,)),)
    columns = (
        Column("No.", width=0.6),
        Column("Sasaran", width=3.6),
        Column("Capaian (%)", "percent", 1.2),
        Column("Serapan (%)", "percent", 1.2),
        Column("Selisih (poin)", "value", 1.2, "right"),
        Column("Simpulan", "status", 1.8),
    )
    rows = tuple(objective_row(one, linked.get(one.objective.pk, UNKNOWN)) for one in facts.scorecard.objectives)
    opening = (
        "Efisiensi sasaran adalah capaian dikurangi serapan anggaran yang tertaut dengannya, dalam poin persen (",
        Reference(KEY),
        ").",
    )
    caption = f"Efisiensi penggunaan anggaran menurut sasaran tahun {facts.year}"
    return (Paragraph(opening), Table(KEY, caption, columns, rows))


def objective_row(objective, money: Money) -> Row:
    """One objective with the verdict of the engine."""
    held = efficiency_of_objective(objective.mean.value, money.absorption)
    word = "Anggaran belum ditautkan" if money is UNKNOWN else held.verdict.value.capitalize()
    points = Shown(held.points, "points")
    status = Status(MARKS[held.verdict], word)
    return Row((objective.code, objective.name, objective.mean.value, money.absorption, points, status))


def kemenkeu(facts: Facts) -> tuple[Block, ...]:
    """E and NE over all RO with their trace, or why they are not computed."""
    rows = facts.budget.at(LineLevel.RO)
    volumes = facts.budget.volumes
    name = "Ukuran efisiensi Kementerian Keuangan (PMK 22/PMK.02/2021)"
    if not rows:
        return (Paragraph((f"{name} tidak dihitung karena anggaran belum dirinci sampai RO.",), "note"),)
    figures = [(row.money.ceiling, reached(volumes.get(row.line.pk)), row.money.spent) for row in rows]
    result = kemenkeu_efficiency(figures)
    if result.score is None:
        lack = "volume keluaran belum dicatat" if not volumes else result.reason.rstrip(".").lower()
        return (Paragraph((f"{name} tidak dihitung karena {lack}.",), "note"),)
    later = " Aturan ini diubah oleh PMK 62/2023, sehingga hasilnya perlu verifikasi." * (facts.year >= REPLACED_FROM)
    return (
        Paragraph((f"{name} memberi E ", Shown(result.value, "percent"), " dan NE ", Shown(result.score), f".{later}")),
        Paragraph((result.trace,), "formula"),
    )


def reached(volume):
    """The share of the volume that was produced; None where it is not known."""
    return formula.ratio(volume.realized, volume.target).value if volume else None
